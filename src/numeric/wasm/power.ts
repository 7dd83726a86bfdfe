/**
 * x^c of two doubles at once, for one real exponent c and every double x. Off by less than 1.5 + |c log x|/8 units of the
 * last place; test/numeric/wasm measures it.
 *
 * x^c = e^(c log x), the logarithm and its product with c as sums of two doubles, so that their rounding is not blown up.
 * As in `Math.pow`: 0 for a positive c at 0 and Infinity for a negative one, NaN for a negative x, since c is no integer.
 */
import type { Body } from './body.ts';
import { exponentialOfSum } from './exponential.ts';
import { logarithmInParts, madeNormal, upperBits } from './logarithm.ts';
import type { Doubles } from './polynomial.ts';
import { f64x2 } from './vectors.ts';

const { add, subtract, multiply, constant, select } = f64x2;

/** Veltkamp's splitting: the upper 26 bits of a number. */
const upperOf = (c: number): number => {
  const large = c * (2 ** 27 + 1);
  return large - (large - c);
};

const special = (x: Doubles, exponent: number, otherwise: Doubles): Doubles => {
  const [atZero, atInfinity] = exponent > 0 ? [0, Infinity] : [Infinity, 0];
  const zero = select(f64x2.equal(x, constant(0)), constant(atZero), otherwise);
  const infinite = select(f64x2.equal(x, constant(Infinity)), constant(atInfinity), zero);
  return select(f64x2.greaterOrEqual(x, constant(0)), infinite, constant(Number.NaN));
};

/** For an exponent below 10^150 in size; of an integer one the sign is not looked at: x is then to be positive or 0. */
export const powerOf = (body: Body, argument: Doubles, exponent: number): Doubles => {
  const given = body.let(argument);
  const normal = madeNormal(body, given);
  const { high, low } = logarithmInParts(body, normal.x, normal.exponent);
  const upper = body.let(upperBits(high));
  const lower = body.let(subtract(high, upper));
  const product = body.let(multiply(high, constant(exponent)));
  const [c, rest] = [constant(upperOf(exponent)), constant(exponent - upperOf(exponent))];
  const lost = add(add(subtract(multiply(upper, c), product), add(multiply(lower, c), multiply(upper, rest))), multiply(lower, rest));
  const tail = body.let(add(lost, multiply(low, constant(exponent))));
  const result = body.variable('f64x2', exponentialOfSum(body, product, tail));
  body.if(normal.unusual, () => body.set(result, special(given, exponent, result.now)));
  return result.now;
};
