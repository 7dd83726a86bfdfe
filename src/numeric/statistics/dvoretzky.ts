/**
 * Samples against a distribution function, or against other samples, by the largest distance of distribution functions:
 *
 *   P( sup |F_n − F| > ε ) ≤ 2 exp(−2 n ε²)   for every n and every F,
 *
 * so that ε = √(log(2/α)/(2n)) is exceeded with probability at most α. Two samples: the sum of the two ε at α/2 each.
 *
 * F must be continuous, as every law with a density is: at a jump the distance to the left of a sample would be overstated.
 *
 * Source: Dvoretzky, Kiefer, Wolfowitz, Ann. Math. Stat. 27 (1956); the constant: Massart, Ann. Probab. 18 (1990).
 */
import { NumericError } from '../numeric-error.ts';
import { checkAlpha, checkTolerance } from './betting.ts';
import { upperQuantile } from './normal-quantile.ts';

export interface DistanceTest {
  readonly rejected: boolean;
  /** The largest distance of the two distribution functions, and where it is. */
  readonly distance: number;
  readonly at: number;
  /** What it may be by chance, with the tolerance. */
  readonly bound: number;
  readonly alpha: number;
  readonly samples: number;
}

export const massartRadius = (samples: number, alpha: number): number => Math.sqrt(Math.log(2 / alpha) / (2 * samples));

/**
 * A distance of laws that the test misses with probability at most `miss`: at the worst place the empirical function falls
 * short of its mean by more than z_β/(2√n) with that probability, by the normal approximation.
 */
export const detectableDistance = (samples: number, alpha: number, miss: number): number =>
  massartRadius(samples, alpha) + upperQuantile(miss) / (2 * Math.sqrt(samples));

const sorted = (samples: Float64Array): Float64Array => {
  if (samples.length === 0) throw new NumericError('not-applicable', 'no samples', 'draw at least one');
  const at = samples.findIndex((value) => Number.isNaN(value));
  if (at >= 0) throw new NumericError('not-finite', `sample ${at} is not a number`, 'look for overflow in the sampler');
  return samples.slice().sort();
};

/** Do the samples have the distribution function F, to within the tolerance (the error of F, or a known bias)? */
export const testDistribution = (samples: Float64Array, F: (x: number) => number, alpha: number, tolerance = 0): DistanceTest => {
  checkAlpha(alpha);
  checkTolerance(tolerance);
  const order = sorted(samples);
  const n = order.length;
  let [distance, at] = [0, order[0] as number];
  for (let i = 0; i < n; i++) {
    const level = F(order[i] as number);
    if (!(level >= -1e-9 && level <= 1 + 1e-9)) {
      throw new NumericError('not-finite', `a distribution function with the value ${level} at ${order[i]}`, 'give one with values in [0, 1]');
    }
    const here = Math.max((i + 1) / n - level, level - i / n);
    if (here > distance) [distance, at] = [here, order[i] as number];
  }
  const bound = massartRadius(n, alpha) + tolerance;
  return { rejected: distance > bound, distance, at, bound, alpha, samples: n };
};

/** Do two independent lists of samples have one law? */
export const compareDistributions = (left: Float64Array, right: Float64Array, alpha: number, tolerance = 0): DistanceTest => {
  checkAlpha(alpha);
  checkTolerance(tolerance);
  const [a, b] = [sorted(left), sorted(right)];
  let [i, j, distance, at] = [0, 0, 0, a[0] as number];
  while (i < a.length && j < b.length) {
    const here = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && (a[i] as number) <= here) i++;
    while (j < b.length && (b[j] as number) <= here) j++;
    const apart = Math.abs(i / a.length - j / b.length);
    if (apart > distance) [distance, at] = [apart, here];
  }
  const bound = massartRadius(a.length, alpha / 2) + massartRadius(b.length, alpha / 2) + tolerance;
  return { rejected: distance > bound, distance, at, bound, alpha, samples: Math.min(a.length, b.length) };
};
