/**
 * Rigorous arithmetic with real numbers: a ball is a closed interval that contains the exact value.
 *
 * The refuter evaluates both sides of a claim at a rational point; where elementary functions of numbers occur, the
 * value is enclosed, and "the enclosure excludes zero" is a proof that the value is not zero. Law of every operation
 * (the inclusion property; R. E. Moore, Interval Analysis, 1966): for all real x in a and y in b, the exact x ∘ y lies
 * in the result. Proof, once for all: each bound is the exact extremum over the end points, rounded outward.
 *
 * Convention: the last argument is the number of binary digits that the bounds may have (64, 128, 256, …). Results
 * are as narrow as that allows, up to a few units of the last place. Throws a BallDomainError where undefined.
 */
import type { Float } from './ball-float.ts';
import {
  absFloat, addFloat, BallDomainError, compareFloat, compareWithRational, divideFloat, FLOAT_ONE, FLOAT_ZERO,
  floatOfRational, multiplyFloat, negateFloat, roundTo, scale, signOfFloat, sqrtFloat, top,
} from './ball-float.ts';
import type { Rational } from './rational.ts';

export type { DomainReason, Float } from './ball-float.ts';
export { BallDomainError } from './ball-float.ts';

/** All real numbers from lower to upper, both included; lower ≤ upper. */
export interface Ball {
  readonly lower: Float;
  readonly upper: Float;
}

/** The ball that holds one number, exactly. */
export const point = (value: Float): Ball => ({ lower: value, upper: value });

export const BALL_ZERO: Ball = point(FLOAT_ZERO);
export const BALL_ONE: Ball = point(FLOAT_ONE);

export const fromRational = (r: Rational, bits: number): Ball => ({
  lower: floatOfRational(r, bits, 'down'),
  upper: floatOfRational(r, bits, 'up'),
});

export const fromInteger = (n: bigint | number): Ball => point({ mantissa: BigInt(n), exponent: 0 });

/** The same ball with shorter bounds: outward. */
export const round = (a: Ball, bits: number): Ball => ({
  lower: roundTo(a.lower, bits, 'down'),
  upper: roundTo(a.upper, bits, 'up'),
});

const least = (a: Float, b: Float): Float => (compareFloat(a, b) <= 0 ? a : b);
const greatest = (a: Float, b: Float): Float => (compareFloat(a, b) >= 0 ? a : b);

/** The smallest ball that contains both. */
export const hull = (a: Ball, b: Ball): Ball => ({
  lower: least(a.lower, b.lower),
  upper: greatest(a.upper, b.upper),
});

/** What a and the interval from `lower` to `upper` have in common: for values known to lie in that interval. */
export const clamp = (a: Ball, lower: Float, upper: Float): Ball => ({
  lower: greatest(a.lower, lower),
  upper: least(a.upper, upper),
});

export const negate = (a: Ball): Ball => ({ lower: negateFloat(a.upper), upper: negateFloat(a.lower) });

export const add = (a: Ball, b: Ball, bits: number): Ball => ({
  lower: addFloat(a.lower, b.lower, bits, 'down'),
  upper: addFloat(a.upper, b.upper, bits, 'up'),
});

export const subtract = (a: Ball, b: Ball, bits: number): Ball => add(a, negate(b), bits);

type Rounded = (x: Float, y: Float, bits: number, direction: 'down' | 'up') => Float;

/** An operation that is extremal at a pair of end points. */
const extremes = (operation: Rounded, a: Ball, b: Ball, bits: number): Ball => {
  const pairs = [[a.lower, b.lower], [a.lower, b.upper], [a.upper, b.lower], [a.upper, b.upper]] as const;
  return {
    lower: pairs.map(([x, y]) => operation(x, y, bits, 'down')).reduce(least),
    upper: pairs.map(([x, y]) => operation(x, y, bits, 'up')).reduce(greatest),
  };
};

/** The product is linear in each factor, hence extremal at end points; at which, the signs say. */
export const multiply = (a: Ball, b: Ball, bits: number): Ball => {
  if (signOf(a) === -1) return negate(multiply(negate(a), b, bits));
  if (signOf(b) === -1) return negate(multiply(a, negate(b), bits));
  if (signOf(a) !== 1 || signOf(b) !== 1) return extremes(multiplyFloat, a, b, bits);
  return {
    lower: multiplyFloat(a.lower, b.lower, bits, 'down'),
    upper: multiplyFloat(a.upper, b.upper, bits, 'up'),
  };
};

/** a · 2^k, exactly. */
export const scaleBall = (a: Ball, k: number): Ball => ({ lower: scale(a.lower, k), upper: scale(a.upper, k) });

/** The quotient is monotone in each argument on a divisor of one sign. */
export const divide = (a: Ball, b: Ball, bits: number): Ball => {
  if (!excludesZero(b)) throw new BallDomainError('division by zero', 'a quotient');
  if (signOf(b) === -1) return negate(divide(a, negate(b), bits));
  if (signOf(a) === -1) return negate(divide(negate(a), b, bits));
  if (signOf(a) === 0) return extremes(divideFloat, a, b, bits);
  return {
    lower: divideFloat(a.lower, b.upper, bits, 'down'),
    upper: divideFloat(a.upper, b.lower, bits, 'up'),
  };
};

/** All |x|. */
export const absolute = (a: Ball): Ball => {
  const greater = greatest(absFloat(a.lower), absFloat(a.upper));
  const smaller = least(absFloat(a.lower), absFloat(a.upper));
  return { lower: excludesZero(a) ? smaller : FLOAT_ZERO, upper: greater };
};

/** a^n by repeated squaring; n ≥ 0. Each of the 2·log₂ n products loses one place of the extra digits. */
const repeatedSquares = (a: Ball, n: number, bits: number): Ball => {
  let result = BALL_ONE;
  let square = a;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(result, square, bits);
    if (rest > 1) square = multiply(square, square, bits);
  }
  return result;
};

/** a^n for an integer n. An odd power is increasing in a, an even one in |a|; a negative one is 1/a^|n|; a^0 = 1. */
export const integerPower = (a: Ball, n: number, bits: number): Ball => {
  if (!Number.isSafeInteger(n)) throw new BallDomainError('too large', 'an exponent');
  if (n < 0) return divide(BALL_ONE, integerPower(a, -n, bits + 4), bits);
  // A relative error ε of the square becomes nε in the power: log₂ n further digits, and as many for the products.
  const working = bits + 2 * Math.ceil(Math.log2(n + 1)) + 4;
  const base = n % 2 === 0 ? absolute(a) : a;
  return round({
    lower: repeatedSquares(point(base.lower), n, working).lower,
    upper: repeatedSquares(point(base.upper), n, working).upper,
  }, bits);
};

/** √a, increasing. A BallDomainError unless surely a ≥ 0. */
export const sqrt = (a: Ball, bits: number): Ball => ({
  lower: sqrtFloat(a.lower, bits, 'down'),
  upper: sqrtFloat(a.upper, bits, 'up'),
});

/** The sign of every number in the ball; 0: not known (or the ball is 0). */
export const signOf = (a: Ball): -1 | 0 | 1 =>
  signOfFloat(a.lower) === 1 ? 1 : signOfFloat(a.upper) === -1 ? -1 : 0;

/** true: surely the value is not zero. */
export const excludesZero = (a: Ball): boolean => signOf(a) !== 0;

/** Whether a rational number lies in the ball; exact. */
export const contains = (a: Ball, r: Rational): boolean =>
  compareWithRational(a.lower, r) <= 0 && compareWithRational(a.upper, r) >= 0;

/** Whether every number of `inner` lies in `outer`; exact. */
export const encloses = (outer: Ball, inner: Ball): boolean =>
  compareFloat(outer.lower, inner.lower) <= 0 && compareFloat(outer.upper, inner.upper) >= 0;

/** Whether surely no number lies in both: their values differ. */
export const disjoint = (a: Ball, b: Ball): boolean =>
  compareFloat(a.upper, b.lower) < 0 || compareFloat(b.upper, a.lower) < 0;

/** The exponent k for which every |x| in the ball is < 2^k; −∞ for the ball 0. */
export const magnitude = (a: Ball): number => Math.max(top(a.lower), top(a.upper));
