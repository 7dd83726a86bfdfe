/**
 * Exponential, logarithm, powers and hyperbolic functions of balls. Formulas: NIST Digital Library of Mathematical
 * Functions, chapter 4. The last argument is the number of binary digits wanted.
 */
import type { Ball } from './ball.ts';
import {
  absolute, add, BALL_ONE, BallDomainError, divide, fromInteger, fromRational, integerPower, magnitude,
  multiply, negate, point, round, scaleBall, sqrt, subtract,
} from './ball.ts';
import { logOfTwo } from './ball-constants.ts';
import type { Float } from './ball-float.ts';
import { absFloat, compareFloat, FLOAT_ONE, scale, signOfFloat, top } from './ball-float.ts';
import { GUARD, increasing, nearInteger, series } from './ball-series.ts';
import type { Rational } from './rational.ts';

/** Beyond 2^30 an exponential leaves the range of exponents; refused before anything is computed. */
const LARGEST_EXPONENT_TOP = 30;

/**
 * exp x = 2^k · (exp(r / 2^j))^(2^j), r = x − k log 2. Any integer k and j are right; these make |r/2^j| < 2^−j.
 * The Taylor ratios r/(2^j m) are below 1/2 from m = 1 on. Squaring j times costs j places, which are added.
 */
const expAt = (x: Float, bits: number): Ball => {
  if (x.mantissa === 0n) return BALL_ONE;
  if (top(x) > LARGEST_EXPONENT_TOP) throw new BallDomainError('too large', 'an exponential');
  const halvings = 2 + Math.ceil(Math.sqrt(bits) / 2);
  const working = bits + GUARD + halvings + Math.max(0, top(x));
  const k = nearInteger(divide(point(x), logOfTwo(working), working));
  const r = subtract(point(x), multiply(fromInteger(k), logOfTwo(working), working), working);
  const reduced = scaleBall(r, -halvings);
  let result = series(BALL_ONE, (m) => divide(reduced, fromInteger(m), working), working);
  for (let j = 0; j < halvings; j += 1) result = multiply(result, result, working);
  return scaleBall(result, Number(k));
};

/** e^x; BallDomainError 'too large' where |x| ≥ 2^30. */
export const exp: (a: Ball, bits: number) => Ball = increasing(expAt);

/**
 * log x = k log 2 + 2 artanh z, z = (y − 1)/(y + 1), y = x/2^k in [1/√2, √2] or nearly so, hence |z| < 0.18 and
 * z² < 1/2: the ratios z²(2m−1)/(2m+1) of the series are below 1/2. Where k ≠ 0 the two parts do not cancel,
 * |log y| being less than 0.37 and |k log 2| more than 0.69.
 */
const logAt = (x: Float, bits: number): Ball => {
  if (signOfFloat(x) !== 1) throw new BallDomainError('not positive', 'a logarithm');
  const working = bits + GUARD;
  const high = top(x);
  // y lies in [1/2, 1) for k = top(x); below 0.7 (compared with 45/64) it is doubled.
  const k = compareFloat(scale(x, -high), { mantissa: 45n, exponent: -6 }) < 0 ? high - 1 : high;
  const y = point(scale(x, -k));
  const z = divide(subtract(y, BALL_ONE, working + magnitudeGap(y)), add(y, BALL_ONE, working), working);
  const square = multiply(z, z, working);
  const sum = series(z, (m) => divide(multiply(square, fromInteger(2 * m - 1), working), fromInteger(2 * m + 1), working),
    working);
  return add(multiply(fromInteger(k), logOfTwo(working), working), scaleBall(sum, 1), working);
};

/** Digits that make y − 1 exact. */
const magnitudeGap = (y: Ball): number => Math.max(0, -y.lower.exponent) + 2;

/** log x; BallDomainError 'not positive' unless surely x > 0. */
export const log: (a: Ball, bits: number) => Ball = increasing(logAt);

/** a^(p/q). An integer power as such, a half-integer one by √; any other is exp((p/q) log a) and needs a > 0. */
export const rationalPower = (a: Ball, exponent: Rational, bits: number): Ball => {
  const { numerator, denominator } = exponent;
  if (denominator === 1n) return integerPower(a, Number(numerator), bits);
  const working = bits + GUARD;
  if (denominator === 2n) return round(integerPower(sqrt(a, working), Number(numerator), working), bits);
  return power(a, fromRational(exponent, working), bits);
};

/** a^b = exp(b log a) for a > 0. The digits before the point of b log a are those that exp takes away. */
export const power = (a: Ball, b: Ball, bits: number): Ball => {
  const exponent = (digits: number): Ball => multiply(b, log(a, digits), digits);
  const before = Math.max(0, magnitude(exponent(GUARD)));
  if (before > LARGEST_EXPONENT_TOP) throw new BallDomainError('too large', 'a power');
  return exp(exponent(bits + GUARD + before), bits);
};

/**
 * sinh x: for |x| < 1 Taylor's series, whose ratios x²/(2m(2m+1)) are below 1/2 and which keeps the relative
 * precision of small x; beyond, (e^x − e^−x)/2.
 */
const sinhAt = (x: Float, bits: number): Ball => {
  const working = bits + GUARD;
  const a = point(x);
  if (top(x) > 0) return scaleBall(subtract(exp(a, working), exp(negate(a), working), working), -1);
  const square = multiply(a, a, working);
  return series(a, (m) => divide(square, fromInteger(2 * m * (2 * m + 1)), working), working);
};
export const sinh: (a: Ball, bits: number) => Ball = increasing(sinhAt);

/** cosh x = (e^x + e^−x)/2, increasing in |x|. */
export const cosh = (a: Ball, bits: number): Ball => {
  const at = increasing((x, digits) => {
    const working = digits + GUARD;
    return scaleBall(add(exp(point(x), working), exp(negate(point(x)), working), working), -1);
  });
  return at(absolute(a), bits);
};

/** tanh x = sinh x / cosh x; for x ≥ bits, 1 − tanh x = 2/(e^2x + 1) < 2 e^−2x < 2^−bits; odd. */
const tanhAt = (x: Float, bits: number): Ball => {
  if (compareFloat(absFloat(x), { mantissa: BigInt(bits), exponent: 0 }) < 0) {
    return divide(sinhAt(x, bits + GUARD), cosh(point(x), bits + GUARD), bits + GUARD);
  }
  const nearlyOne: Ball = { lower: { mantissa: (1n << BigInt(bits)) - 1n, exponent: -bits }, upper: FLOAT_ONE };
  return signOfFloat(x) === 1 ? nearlyOne : negate(nearlyOne);
};
export const tanh: (a: Ball, bits: number) => Ball = increasing(tanhAt);
