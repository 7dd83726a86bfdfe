/**
 * Changes of a term as a whole: its sign, its factor, leaving it out, exchanging coefficients with another.
 */
import { isWrittenAlike } from '../../calculus/sameness.ts';
import type { Expression } from '../../kernel/expression.ts';
import { plus, shapeOf, times } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { equal, isZero, multiply, negate, rational, toText } from '../../kernel/rational.ts';
import type { Change, Rule } from './edit.ts';
import { scaledBy, splitCoefficient } from './coefficient.ts';

/** a → −a, for a term; of a sum, all its terms. */
export const sign: Rule = function* ({ expression, isTerm, isInArgument, isGuarded }) {
  if (!isTerm || isInArgument || isGuarded) return;
  const { coefficient, rest } = splitCoefficient(expression);
  if (!isZero(coefficient)) yield { phrase: 'sign of', after: negated(expression, coefficient, rest) };
};

const negated = (e: Expression, coefficient: Rational, rest: Expression): Expression =>
  e.kind === 'add' ? plus(...e.terms.map(negatedTerm)) : scaledBy(negate(coefficient), rest);

const negatedTerm = (e: Expression): Expression => {
  const { coefficient, rest } = splitCoefficient(e);
  return scaledBy(negate(coefficient), rest);
};

/** ½ → 1 → 2 and back, for the coefficient of a term that is no sum. */
export const factor: Rule = function* ({ expression, isTerm, isInArgument }) {
  if (!isTerm || isInArgument || expression.kind === 'add') return;
  const { coefficient, rest } = splitCoefficient(expression);
  for (const other of otherFactors(coefficient)) {
    yield { phrase: `factor ${toText(coefficient)} → ${toText(other)} in`, after: scaledBy(other, rest) };
  }
};

const HALF = rational(1, 2);
const TWO = rational(2);

const otherFactors = (c: Rational): readonly Rational[] => {
  if (isZero(c)) return [];
  const size = c.numerator < 0n ? negate(c) : c;
  if (equal(size, HALF)) return [multiply(c, TWO), multiply(c, rational(4))];
  if (equal(size, TWO)) return [multiply(c, HALF), multiply(c, rational(1, 4))];
  return [multiply(c, TWO), multiply(c, HALF)];
};

/** A sum without one of its terms. */
export const drop: Rule = function* ({ expression, isInArgument }) {
  if (expression.kind !== 'add' || isInArgument) return;
  for (const i of expression.terms.keys()) {
    yield { phrase: 'without a term:', after: plus(...expression.terms.filter((_, k) => k !== i)) };
  }
};

/** a A + b B → b A + a B, for scalar coefficients a and b. */
export const swap: Rule = function* ({ expression, isInArgument }) {
  if (expression.kind !== 'add' || isInArgument) return;
  for (const [i, left] of expression.terms.entries()) {
    for (const [k, right] of expression.terms.entries()) {
      if (k > i) yield* swapped(expression.terms, i, k, left, right);
    }
  }
};

function* swapped(
  terms: readonly Expression[], i: number, k: number, left: Expression, right: Expression,
): Generator<Change> {
  const [a, b] = [byCoefficient(left), byCoefficient(right)];
  if (isWrittenAlike(a.coefficient, b.coefficient)) return;
  const changed = terms.map((term, index) =>
    index === i ? times(b.coefficient, a.rest) : index === k ? times(a.coefficient, b.rest) : term);
  yield { phrase: 'coefficients exchanged in', after: plus(...changed) };
}

/** A term as a product of what does not depend on space, as far as it is written so, and the rest. */
const byCoefficient = (term: Expression): { readonly coefficient: Expression; readonly rest: Expression } => {
  const factors = term.kind === 'multiply' ? term.factors : [term];
  const isCoefficient = (f: Expression): boolean => shapeOf(f).length === 0 && isConstantLike(f);
  return {
    coefficient: times(...factors.filter(isCoefficient)), rest: times(...factors.filter((f) => !isCoefficient(f))),
  };
};

const isConstantLike = (e: Expression): boolean => {
  if (e.kind === 'number' || e.kind === 'parameter' || e.kind === 'pi' || e.kind === 'dimension') return true;
  if (e.kind === 'power') return isConstantLike(e.base) && isConstantLike(e.exponent);
  return e.kind === 'field' && e.args.length === 1 && e.field.slots[0]?.space === null;
};
