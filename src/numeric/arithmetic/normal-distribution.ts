/**
 * The standard normal distribution function Phi(x) = P(Z ≤ x) in doubles, off by less than 4 units of the last place, far out on the
 * left too (3.5 at the most at 3,000 points of [−38, 7]; test/numeric/arithmetic compares with rigorous enclosures).
 *
 * Phi(x) = erfc(z)/2, z = −x/√2. In the left tail the rounding δ of z costs a relative 2zδ, which grows as x²; it is known exactly by
 * Dekker's product (Numer. Math. 18, 1971) and taken off by the slope −erfc′(z)/erfc(z) = z + √(z² + c) with 4/π ≤ c ≤ 2 (Abramowitz
 * and Stegun 7.1.13). NaN gives NaN. Quantiles: statistics/normal-quantile.ts.
 */
import { erfc } from './error-function.ts';

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

export const normalDistribution = (x: number): number => {
  const z = -x * Math.SQRT1_2;
  const value = 0.5 * erfc(z);
  if (!(z > 0 && z < 28)) return value;
  return value * (1 - roundingOf(-x, z) * (z + Math.sqrt(z * z + FOUR_OVER_PI)));
};
