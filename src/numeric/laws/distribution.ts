/**
 * The standard normal law with the relative accuracy of a few roundings, in the tails too.
 *
 * Phi(x) = erfc(−x/√2)/2 (erfc: arithmetic/error-function.ts). In the tail the rounding δ of the argument z = −x/√2 costs a
 * relative 2zδ, which grows as x²; it is known exactly by Dekker's product and taken off, since
 * erfc'(z) / erfc(z) = −(z + √(z² + c)) with 4/π ≤ c ≤ 2 (Abramowitz & Stegun 7.1.13). Quantiles:
 * statistics/normal-quantile.ts.
 */
import { erfc } from '../arithmetic/error-function.ts';

export const LOG_TWO_PI = 1.8378770664093453;
const SQRT_TWO_PI = 2.5066282746310002;
/** 1/√2 less its double. */
const SQRT1_2_REST = -4.833646656726457e-17;
const FOUR_OVER_PI = 4 / Math.PI;

/** Veltkamp's cut: a = high + low, both of at most 26 digits. */
const high = (a: number): number => {
  const shifted = 134217729 * a;
  return shifted - (shifted - a);
};
const HALF_HIGH = high(Math.SQRT1_2);
const HALF_LOW = Math.SQRT1_2 - HALF_HIGH;

/** a/√2 less its rounding `product`. */
const roundingOf = (a: number, product: number): number => {
  const [top, bottom] = [high(a), a - high(a)];
  return (top * HALF_HIGH - product + top * HALF_LOW + bottom * HALF_HIGH) + bottom * HALF_LOW + a * SQRT1_2_REST;
};

/** Phi(x) = P(Z ≤ x). */
export const normalCdf = (x: number): number => {
  const z = -x * Math.SQRT1_2;
  const value = 0.5 * erfc(z);
  if (!(z > 0 && z < 28)) return value;
  return value * (1 - roundingOf(-x, z) * (z + Math.sqrt(z * z + FOUR_OVER_PI)));
};

/** log Phi(x), for any x: far down by the asymptotic series of Mills' ratio. */
export const logNormalCdf = (x: number): number => {
  if (x > 0) return Math.log1p(-normalCdf(-x));
  if (x > -30) return Math.log(normalCdf(x));
  const s = 1 / (x * x);
  const series = -s * (1 - s * (3 - s * (15 - s * (105 - s * (945 - s * (10395 - s * 135135))))));
  return -0.5 * x * x - 0.5 * LOG_TWO_PI - Math.log(-x) + Math.log1p(series);
};

/** exp(−x²/2)/√(2π); the square of the part of x in sixteenths is exact, so that its rounding costs nothing. */
export const normalDensity = (x: number): number => {
  if (Math.abs(x) > 40) return 0;
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (x - coarse) * (x + coarse)) / SQRT_TWO_PI;
};
