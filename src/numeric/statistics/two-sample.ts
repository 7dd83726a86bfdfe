/**
 * Do two statistics have the same mean? By betting on the differences of pairs.
 *
 * Coupled samples (the same random numbers behind both of a pair) vary little in their difference, which is what the test
 * adapts to. Independent samples are paired in order, which loses nothing, since the variance of the difference is then the
 * sum; of unequal numbers the surplus is not used.
 *
 * The samples of one side must be independent of one another; the false-alarm probability is at most alpha.
 */
import type { Hypothesis, Interval, MeanTest, Range } from './betting.ts';
import { confidenceInterval, testMean, UNIT } from './betting.ts';

export interface Ranges {
  readonly left: Range;
  readonly right: Range;
}

const UNITS: Ranges = { left: UNIT, right: UNIT };

export const differences = (left: Float64Array, right: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.min(left.length, right.length) }, (_, i) => (left[i] as number) - (right[i] as number));

export const rangeOfDifference = ({ left, right }: Ranges): Range => ({ least: left.least - right.most, most: left.most - right.least });

/** Is E left − E right within the tolerance of 0? `mean` in the result is that of the differences. */
export const compareMeans = (
  left: Float64Array, right: Float64Array, alpha: number, options: { readonly tolerance?: number; readonly ranges?: Ranges } = {},
): MeanTest => {
  const hypothesis: Hypothesis = { mean: 0, tolerance: options.tolerance ?? 0 };
  return testMean(differences(left, right), hypothesis, alpha, rangeOfDifference(options.ranges ?? UNITS));
};

/** An interval for E left − E right. */
export const differenceInterval = (left: Float64Array, right: Float64Array, alpha: number, ranges: Ranges = UNITS): Interval =>
  confidenceInterval(differences(left, right), alpha, rangeOfDifference(ranges));
