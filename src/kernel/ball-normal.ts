/**
 * The error function and the normal distribution function of balls. Formulas: NIST Digital Library of Mathematical
 * Functions, 7.6.2 (series) and 7.8.5 (bounds). The last argument is the number of binary digits wanted.
 */
import type { Ball } from './ball.ts';
import {
  add, BALL_ONE, clamp, divide, fromInteger, multiply, negate, point, scaleBall, sqrt,
} from './ball.ts';
import { pi } from './ball-constants.ts';
import { exp } from './ball-exponential.ts';
import type { Float } from './ball-float.ts';
import { absFloat, compareFloat, FLOAT_ONE, FLOAT_ZERO, negateFloat, signOfFloat } from './ball-float.ts';
import { GUARD, increasing, series } from './ball-series.ts';

const integer = (n: number): Float => ({ mantissa: BigInt(Math.ceil(n)), exponent: 0 });

/**
 * erf x = (2/√π) e^(−x²) Σ_k 2^k x^(2k+1) / (1·3·…·(2k+1)), all terms of one sign, so that nothing cancels. The ratios
 * 2x²/(2k+1) decrease, and are below 1/2 as soon as 2k+1 > 4x².
 */
const erfSeries = (a: Ball, working: number): Ball => {
  const twiceSquare = scaleBall(multiply(a, a, working), 1);
  const sum = series(a, (k) => divide(twiceSquare, fromInteger(2 * k + 1), working), working);
  const factor = divide(scaleBall(exp(negate(scaleBall(twiceSquare, -1)), working), 1), sqrt(pi(working), working), working);
  return clamp(multiply(factor, sum, working), negateFloat(FLOAT_ONE), FLOAT_ONE);
};

/**
 * erf at a number. For x² ≥ bits, and x ≥ 1, 1 − erf x < e^(−x²)/(x√π) < 2^−bits, so that erf x lies in
 * [1 − 2^−bits, 1]; otherwise by the series. Odd.
 */
const erfAt = (x: Float, bits: number): Ball => {
  if (x.mantissa === 0n) return point(FLOAT_ZERO);
  if (compareFloat(absFloat(x), integer(Math.sqrt(bits) + 1)) < 0) return erfSeries(point(x), bits + 2 * GUARD);
  const nearlyOne: Ball = { lower: { mantissa: (1n << BigInt(bits)) - 1n, exponent: -bits }, upper: FLOAT_ONE };
  return signOfFloat(x) === 1 ? nearlyOne : negate(nearlyOne);
};
export const erf: (a: Ball, bits: number) => Ball = increasing(erfAt);

/** Below −40, Phi is given by its bounds; above, by erf with so many more digits that nothing is lost. */
const FARTHEST = 40;

/**
 * Phi(x) = (1 + erf(x/√2))/2. For x < 0 the two nearly cancel: Phi(x) > 2^(−x²−2) there, for which x² + 8 further digits
 * make up. For x ≤ −40, φ being the normal density: φ(x)|x|/(1 + x²) < Phi(x) < φ(x)/|x| (Gordon 1941).
 */
const normalAt = (x: Float, bits: number): Ball => {
  const far = compareFloat(x, { mantissa: BigInt(-FARTHEST), exponent: 0 }) <= 0;
  if (far) return lowerTail(point(absFloat(x)), bits + GUARD);
  const size = Math.min(FARTHEST, Math.ceil(approximately(absFloat(x))));
  const working = bits + GUARD + (signOfFloat(x) === -1 ? size * size + 8 : 0);
  const argument = divide(point(x), sqrt(fromInteger(2), working), working);
  const value = scaleBall(add(BALL_ONE, erf(argument, working), working), -1);
  return clamp(value, FLOAT_ZERO, FLOAT_ONE);
};
export const normalDistribution: (a: Ball, bits: number) => Ball = increasing(normalAt);

/** Phi(−z) for z ≥ 40. */
const lowerTail = (z: Ball, working: number): Ball => {
  const square = multiply(z, z, working);
  const root = sqrt(scaleBall(pi(working), 1), working);
  const density = divide(exp(negate(scaleBall(square, -1)), working), root, working);
  const least = divide(multiply(density, z, working), add(BALL_ONE, square, working), working);
  return { lower: least.lower, upper: divide(density, z, working).upper };
};

/** A number's size, for choosing how many digits to carry; nothing is proved from it. */
const approximately = (x: Float): number => {
  const digits = x.mantissa.toString(2).length;
  const shift = Math.max(0, digits - 53);
  return Number(x.mantissa >> BigInt(shift)) * 2 ** (x.exponent + shift);
};
