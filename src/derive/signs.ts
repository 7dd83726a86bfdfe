/**
 * Small questions about written formulas: is it 0, is it 1, and its negative with the sign at the number.
 */
import type { Expression } from '../kernel/expression.ts';
import { minus, numberOf, plus, times } from '../kernel/expression.ts';
import { isOne as isOneNumber, negate } from '../kernel/rational.ts';

/** −e, term by term, with the sign at the number. */
export const negated = (e: Expression): Expression => {
  if (e.kind === 'add') return plus(...e.terms.map(negated));
  if (e.kind === 'number') return numberOf(negate(e.value));
  if (e.kind !== 'multiply') return minus(e);
  const number = e.factors.find((f) => f.kind === 'number');
  if (number === undefined) return minus(e);
  const rest = e.factors.filter((f) => f !== number);
  const size = negate(number.value);
  return isOneNumber(size) && rest.length > 0 ? times(...rest) : times(numberOf(size), ...rest);
};

export const isZero = (e: Expression): boolean => e.kind === 'number' && e.value.numerator === 0n;
export const isOne = (e: Expression): boolean => e.kind === 'number' && isOneNumber(e.value);
