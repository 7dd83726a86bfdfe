/**
 * One small change of a formula: the kinds there are, and how a change is described.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import type { Place } from './places.ts';

/** The kinds of change, the likeliest slip first: this is the order in which repairs are tried. */
export const EDIT_KINDS = [
  'sign', 'factor', 'square', 'transpose', 'divergence', 'derivative', 'drop', 'order', 'logarithm', 'optimum',
  'argument', 'clock', 'noise', 'remove-factor', 'swap', 'insert-factor',
] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

/** What was changed. `before` and `after` are the part that changed; null where it is no formula. */
export interface Edit {
  readonly kind: EditKind;
  /** In words, to stand before the formulas: `factor 1/2 → 1`. */
  readonly phrase: string;
  readonly before: Expression | null;
  readonly after: Expression | null;
}

/** A change at one place of a formula. */
export interface Change {
  readonly phrase: string;
  readonly after: Expression;
}

/** What a rule may know about the claim around the place. */
export interface Surroundings {
  /** T of `T − t`, where the claim mentions one. */
  readonly horizon: Expression | null;
  /** The space variables of the claim, x first. */
  readonly variables: readonly Variable[];
  /** Scalars and matrices that a forgotten factor may be: g, g², G^T, G G^T. */
  readonly factors: readonly Expression[];
}

/** All changes of one kind at a place. */
export type Rule = (place: Place, around: Surroundings) => Iterable<Change>;
