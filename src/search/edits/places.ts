/**
 * Every place in a formula, with what stands around it and how to put something else there.
 */
import type { Expression } from '../../kernel/expression.ts';
import { mapParts, partsOf, plus, times } from '../../kernel/expression.ts';

export interface Place {
  readonly expression: Expression;
  readonly parent: Expression | null;
  /** A term of a sum, the whole formula, or the argument of a function: what has a coefficient of its own. */
  readonly isTerm: boolean;
  /** Inside the argument list of a field, or a value of `at`. */
  readonly isInArgument: boolean;
  /** Inside a logarithm or a root, where a sign may leave the domain. */
  readonly isGuarded: boolean;
  /** The whole formula with something else here. */
  readonly put: (replacement: Expression) => Expression;
}

/** All places of a formula, the whole first, in reading order. */
export const placesIn = (whole: Expression): readonly Place[] => {
  const places: Place[] = [];
  collect({
    expression: whole, parent: null, isTerm: true, isInArgument: false, isGuarded: false, put: (e) => e,
  }, places);
  return places;
};

const collect = (place: Place, places: Place[]): void => {
  places.push(place);
  const parent = place.expression;
  for (const [i, part] of partsOf(parent).entries()) {
    collect({
      expression: part,
      parent,
      isTerm: isTermOf(parent, i),
      isInArgument: place.isInArgument || isArgumentOf(parent, i),
      isGuarded: place.isGuarded || isGuarding(parent, i),
      put: (replacement) => place.put(withPart(parent, i, replacement)),
    }, places);
  }
};

/** A node with one part replaced; sums and products stay flat. */
const withPart = (e: Expression, index: number, replacement: Expression): Expression => {
  const changed = mapParts(e, (part, i) => (i === index ? replacement : part));
  if (changed.kind === 'add') return plus(...changed.terms);
  return changed.kind === 'multiply' ? times(...changed.factors) : changed;
};

const isTermOf = (parent: Expression, index: number): boolean =>
  parent.kind === 'add' || parent.kind === 'call' || (parent.kind === 'power' && index === 1);

const isArgumentOf = (parent: Expression, index: number): boolean =>
  parent.kind === 'field' || (parent.kind === 'at' && index > 0);

const isGuarding = (parent: Expression, index: number): boolean =>
  (parent.kind === 'call' && (parent.function === 'log' || parent.function === 'sqrt'))
  || (parent.kind === 'power' && index === 0 && parent.exponent.kind !== 'number');
