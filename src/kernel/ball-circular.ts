/**
 * Circular functions of balls: sine, cosine, tangent and arctangent. Formulas: NIST Digital Library of Mathematical
 * Functions, chapter 4. The last argument is the number of binary digits wanted.
 */
import type { Ball } from './ball.ts';
import {
  add, BALL_ONE, BALL_ZERO, clamp, divide, excludesZero, fromInteger, hull, magnitude, multiply, negate, point, round,
  scaleBall, signOf, sqrt, subtract,
} from './ball.ts';
import { pi } from './ball-constants.ts';
import type { Float } from './ball-float.ts';
import { addFloat, compareFloat, FLOAT_ONE, negateFloat, scale, top } from './ball-float.ts';
import { GUARD, increasing, nearInteger, series, within } from './ball-series.ts';

/** More binary digits before the point than this, and sin and cos are only known to lie in [−1, 1]. */
const LARGEST_ANGLE_TOP = 4096;
const FROM_MINUS_ONE_TO_ONE: Ball = { lower: negateFloat(FLOAT_ONE), upper: FLOAT_ONE };

/**
 * Taylor's series of sin r or cos r for |r| ≤ 1; the ratios −r²/((2m)(2m±1)) are at most 1/2 in size. Small r keeps
 * its relative precision.
 */
const sineSeries = (r: Ball, working: number): Ball => {
  const square = negate(multiply(r, r, working));
  return series(r, (m) => divide(square, fromInteger(2 * m * (2 * m + 1)), working), working);
};
const cosineSeries = (r: Ball, working: number): Ball => {
  const square = negate(multiply(r, r, working));
  return series(BALL_ONE, (m) => divide(square, fromInteger(2 * m * (2 * m - 1)), working), working);
};

/** sin(x + quarters·π/2) at a number: x = r + n π/2 for an integer n, then by n + quarters modulo 4. */
const sineAt = (x: Float, quarters: 0 | 1, bits: number): Ball => {
  const working = bits + GUARD + 2 * Math.max(0, top(x));
  const halfPi = scaleBall(pi(working), -1);
  const n = top(x) < 0 ? 0n : nearInteger(divide(point(x), halfPi, working));
  const r = n === 0n ? point(x) : subtract(point(x), multiply(fromInteger(n), halfPi, working), working);
  const turn = Number((((n + BigInt(quarters)) % 4n) + 4n) % 4n);
  const value = turn % 2 === 0 ? sineSeries(r, working) : cosineSeries(r, working);
  return turn < 2 ? value : negate(value);
};

/** The middle of a ball and half its width: x in a differs from `middle` by at most `radius`, both being balls. */
const middleAndRadius = (a: Ball, bits: number): { middle: Float; radius: Ball } => {
  const middle = addFloat(a.lower, a.upper, bits, 'down');
  const half = scale(middle, -1);
  return { middle: half, radius: within(hull(subtract(a, point(half), bits), BALL_ZERO)) };
};

/** |sin x − sin y| ≤ |x − y|: the value at the middle, widened by the radius, and never beyond [−1, 1]. */
const circular = (quarters: 0 | 1) => (a: Ball, bits: number): Ball => {
  if (magnitude(a) > LARGEST_ANGLE_TOP) return FROM_MINUS_ONE_TO_ONE;
  const exact = compareFloat(a.lower, a.upper) === 0;
  const { middle, radius } = exact ? { middle: a.lower, radius: BALL_ZERO } : middleAndRadius(a, bits + GUARD);
  const value = add(sineAt(middle, quarters, bits), radius, bits + GUARD);
  return round(clamp(value, FROM_MINUS_ONE_TO_ONE.lower, FROM_MINUS_ONE_TO_ONE.upper), bits);
};

export const sin: (a: Ball, bits: number) => Ball = circular(0);
export const cos: (a: Ball, bits: number) => Ball = circular(1);

/** sin/cos; BallDomainError where the cosine may be 0. */
export const tan = (a: Ball, bits: number): Ball => round(divide(sin(a, bits + GUARD), cos(a, bits + GUARD), bits), bits);

/**
 * arctan z = z − z³/3 + … after arctan z = 2 arctan(z/(1 + √(1+z²))) thrice, from |z| ≤ 1 to |z| ≤ tan(π/32) < 0.1:
 * the ratios −z²(2m−1)/(2m+1) are below 1/2. Beyond 1, arctan z = ±π/2 − arctan(1/z).
 */
const atanOfBall = (a: Ball, working: number): Ball => {
  if (magnitude(a) > 0 && excludesZero(a)) {
    const quarter = scaleBall(pi(working), -1);
    return subtract(signOf(a) === 1 ? quarter : negate(quarter), atanSmall(divide(BALL_ONE, a, working), working), working);
  }
  return atanSmall(a, working);
};
const atanSmall = (a: Ball, working: number): Ball => {
  let z = a;
  for (let j = 0; j < 3; j += 1) {
    const root = sqrt(add(BALL_ONE, multiply(z, z, working), working), working);
    z = divide(z, add(BALL_ONE, root, working), working);
  }
  const square = negate(multiply(z, z, working));
  const sum = series(z, (m) => divide(multiply(square, fromInteger(2 * m - 1), working), fromInteger(2 * m + 1), working),
    working);
  return scaleBall(sum, 3);
};
export const atan: (a: Ball, bits: number) => Ball = increasing((x, bits) => atanOfBall(point(x), bits + GUARD));
