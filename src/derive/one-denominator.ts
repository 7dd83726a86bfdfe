/**
 * Products with all that divides in one denominator, as an author writes them: λ |u|² / (2 ν α) for ½ λ |u|² / ν / α,
 * and μ ν / λ for μ / (λ / ν).
 *
 * Convention: only negative whole powers count as dividing; the other factors keep their order. Numbers go to the
 * fraction line where there is one: ½ |u|² stays as it is.
 */
import type { Expression } from '../kernel/expression.ts';
import { mapParts, numberOf, num, over, pow, times } from '../kernel/expression.ts';
import type { Rational } from '../kernel/rational.ts';
import { ONE, isInteger, isOne, isZero, multiply, power, rational, sign } from '../kernel/rational.ts';

export const withOneDenominator = (e: Expression): Expression => {
  const inner = mapParts(e, withOneDenominator);
  return inner.kind === 'multiply' || isReciprocal(inner) ? gathered(inner) : inner;
};

interface Fraction {
  number: Rational;
  readonly above: Expression[];
  readonly below: Expression[];
}

const gathered = (e: Expression): Expression => {
  const found: Fraction = { number: ONE, above: [], below: [] };
  collect(e, 1n, found);
  const { number, above, below } = found;
  if (below.length === 0 || isZero(number)) return e;
  const [top, bottom] = [rational(number.numerator), rational(number.denominator)];
  const numerator = isOne(top) && above.length > 0 ? above : [numberOf(top), ...above];
  return over(times(...numerator), times(...(isOne(bottom) ? below : [numberOf(bottom), ...below])));
};

/** `exponent`: 1, or −k for what divides k times. */
const collect = (e: Expression, exponent: bigint, found: Fraction): void => {
  if (e.kind === 'multiply') e.factors.forEach((f) => { collect(f, exponent, found); });
  else if (isReciprocal(e)) collect(e.base, exponent * e.exponent.value.numerator, found);
  else if (e.kind === 'number' && !isZero(e.value)) found.number = multiply(found.number, power(e.value, Number(exponent)));
  else if (exponent > 0n) found.above.push(exponent === 1n ? e : pow(e, num(exponent)));
  else found.below.push(exponent === -1n ? e : pow(e, num(-exponent)));
};

type Reciprocal = Extract<Expression, { kind: 'power' }> & { readonly exponent: Extract<Expression, { kind: 'number' }> };

const isReciprocal = (e: Expression): e is Reciprocal =>
  e.kind === 'power' && e.exponent.kind === 'number' && isInteger(e.exponent.value) && sign(e.exponent.value) < 0;
