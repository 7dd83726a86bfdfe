/**
 * What the elementary functions of balls share: monotone functions, and power series with a proved tail.
 *
 * How each bound is proved. Every series is summed with ball operations, which enclose all rounding; so only the
 * truncation needs an argument, given beside each series, and its bound is added as a ball. A monotone function of a
 * ball is evaluated at the two end points, each with its own proved enclosure.
 */
import type { Ball } from './ball.ts';
import { absolute, add, magnitude, multiply, round, scaleBall } from './ball.ts';
import type { Float } from './ball-float.ts';
import { addFloat, negateFloat } from './ball-float.ts';

/** Digits that are carried beyond those wanted. */
export const GUARD = 32;
/** f on a ball, for an increasing f that is enclosed at single numbers. */
export const increasing = (f: (x: Float, bits: number) => Ball) => (a: Ball, bits: number): Ball =>
  round({ lower: f(a.lower, bits).lower, upper: f(a.upper, bits).upper }, bits);

/** All numbers of size at most that of b. */
export const within = (b: Ball): Ball => {
  const { upper } = absolute(b);
  return { lower: negateFloat(upper), upper };
};

/**
 * first · (1 + r₁ + r₁r₂ + …), given the ratio r_k of each term to the one before it. Requires that |r_k|, once below
 * 1/2, stays so. The sum goes at least so far, and until a term is below the last place of the first one: from there
 * the tail is at most 1 + 1/2 + 1/4 + … = 2 times the first term left out, which is added on both sides.
 */
export const series = (first: Ball, ratio: (k: number) => Ball, bits: number): Ball => {
  const least = magnitude(first) - bits;
  let sum = first;
  let term = first;
  for (let k = 1; ; k += 1) {
    const r = ratio(k);
    term = multiply(term, r, bits);
    if (magnitude(r) < 0 && magnitude(term) <= least) return add(sum, scaleBall(within(term), 1), bits);
    sum = add(sum, term, bits);
  }
};

/** The nearest integer to a small ball's lower bound, give or take one: any choice is sound. */
export const nearInteger = (a: Ball): bigint => {
  const { mantissa, exponent } = addFloat(a.lower, { mantissa: 1n, exponent: -1 }, 2 ** 20, 'down');
  return exponent >= 0 ? mantissa << BigInt(exponent) : mantissa >> BigInt(-exponent);
};
