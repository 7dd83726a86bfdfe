/**
 * A proof, or a refutation, told as a person would write it: what is to be shown, what is put in, what each term
 * expands to, and what cancels. This is data for every renderer; formulas are trees, never text.
 *
 * What is told is checked while it is made: each formula has the normal form that it stands for, and the pieces of all
 * rows add up to left − right (minus the divergence of the flux, under an integral) as the kernel reduced it. Where
 * that can not be had, there is no narrative (`opaque`), and the reason says why.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import type { IndexedSum } from '../kernel/goal.ts';
import type { Rational } from '../kernel/rational.ts';
import type { VerdictName } from './verdict.ts';

export { narrate } from './narrative/narrate.ts';
export { narrateClaim } from './narrative/narrate-claim.ts';
export { scaled } from './narrative/formula.ts';

/** In vectors and matrices where it has that form, else in index notation with the free labels `i`, `j`. */
export type Formula =
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'indexed'; readonly sum: IndexedSum }
  /** A scalar sum of terms of both kinds. */
  | { readonly kind: 'sum'; readonly terms: readonly Signed[] };

/** coefficient · monomial. */
export interface Signed {
  readonly coefficient: Rational;
  readonly monomial: Formula;
}

/** A sentence, formulas within it. */
export type Phrase = readonly (string | Formula)[];

/** An equation as it is displayed. */
export interface Display {
  readonly left: Formula;
  readonly right: Formula;
}

/** The pieces of one group share mark and monomial. */
export interface Piece extends Signed {
  readonly mark: string;
}

/** One top-level term of a side, and what it expands to. */
export interface Row {
  /** On the right side and in the flux a row counts negatively towards left − right − div(flux). */
  readonly side: 'left' | 'right' | 'flux';
  readonly term: Formula;
  /** The row is the divergence, or derivative, of `term` by this variable; null: it is the term itself. */
  readonly divergenceBy: Variable | null;
  /** Before the hypotheses are put in, where they change anything. */
  readonly before: readonly Signed[] | null;
  readonly pieces: readonly Piece[];
}

/** Equal monomials of all rows. */
export interface Group {
  readonly mark: string;
  readonly monomial: Formula;
  /** As they count towards left − right, in the order of the rows. */
  readonly contributions: readonly { readonly coefficient: Rational; readonly row: number }[];
  readonly sum: Rational;
}

export type Method = 'completing the square' | 'gibbs' | 'convexity' | 'value';

export type NarrativeStep =
  | { readonly kind: 'claim'; readonly say: Phrase; readonly equation: Display; readonly under: readonly Variable[] | null }
  /** A minimum or maximum, where it is attained, and its value. */
  | {
      readonly kind: 'optimum'; readonly say: Phrase; readonly method: Method;
      readonly optimum: Formula; readonly argument: Formula | null; readonly value: Formula;
      /** First and second derivative by the control of what is optimised; null over a density. */
      readonly derivatives: readonly [Formula, Formula] | null;
    }
  /**
   * A hypothesis as it stands, and solved for its leading derivative (null where it was used in another way); `ways` says
   * how it is put in, null where that is as it stands.
   */
  | {
      readonly kind: 'substitute'; readonly say: Phrase; readonly name: string;
      readonly equation: Display | null; readonly solved: Display | null; readonly ways: Phrase | null;
    }
  | { readonly kind: 'under-integral'; readonly say: Phrase; readonly variable: Variable; readonly flux: Formula }
  | {
      readonly kind: 'expand'; readonly say: Phrase;
      /** The component that is expanded, as `1` or in index notation `i`; null: the whole tensor. */
      readonly component: readonly string[] | null;
      /** Every piece carries it; it is left out of the pieces. */
      readonly factor: Formula | null;
      /** All functions in the pieces are taken there; left out of the pieces. Empty: at the variables themselves. */
      readonly place: readonly { readonly variable: Variable; readonly value: Formula }[];
      readonly rows: readonly Row[];
    }
  | { readonly kind: 'cancel'; readonly say: Phrase; readonly component: readonly string[] | null; readonly groups: readonly Group[] }
  /** `left` is what is left of left − right, over the factor and at the place of the expansion; null where that is nothing. */
  | { readonly kind: 'conclusion'; readonly say: Phrase; readonly left: Formula | null };

export interface Narrative {
  readonly verdict: VerdictName;
  readonly steps: readonly NarrativeStep[];
}

/** One goal of a claim: the claim itself, a step of a chain, a direction of an `iff`. */
export interface NarrativePart {
  /** null: the claim has this part alone. */
  readonly heading: string | null;
  readonly told:
    | { readonly kind: 'narrative'; readonly narrative: Narrative }
    | { readonly kind: 'opaque'; readonly reason: string };
}

/** Marks shown before the rest is only counted. */
export const MOST_GROUPS_SHOWN = 40;
