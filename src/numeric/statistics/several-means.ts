/**
 * Several means tested at once, at one false-alarm probability for all: each at α divided by their number (Bonferroni), so
 * that nothing need be known of how they depend on one another.
 */
import type { MeanTest, Range } from './betting.ts';
import { confidenceInterval, testMean, UNIT } from './betting.ts';
import { NumericError } from '../numeric-error.ts';
import { detectableFrom } from './sample-size.ts';

/** Independent samples of a statistic whose mean is claimed to be within `tolerance` of `expected`. */
export interface MeanClaim {
  readonly name: string;
  readonly samples: Float64Array;
  readonly expected: number;
  readonly tolerance?: number;
  readonly range?: Range;
}

export interface Level {
  readonly alpha: number;
  readonly miss: number;
}

export interface JointTest extends Level {
  readonly rejected: boolean;
  /** The statistic that won most against its claim. */
  readonly worst: { readonly name: string; readonly expected: number; readonly tolerance: number } & MeanTest;
  /** The largest distance of a mean from what is claimed of it. */
  readonly figure: number;
  /** What that distance may be by chance and tolerance: the widest half-width plus its tolerance. */
  readonly bound: number;
  /** A shift of this size in any one of the means is missed with probability at most `miss`. */
  readonly detectable: number;
  readonly tests: number;
}

export const testMeans = (claims: readonly MeanClaim[], { alpha, miss }: Level): JointTest => {
  if (claims.length === 0) throw new NumericError('not-applicable', 'no statistic to test', 'give at least one');
  const each = alpha / claims.length;
  const judged = claims.map(({ name, samples, expected, tolerance = 0, range = UNIT }) => {
    const test = testMean(samples, { mean: expected, tolerance }, each, range);
    const interval = confidenceInterval(samples, each, range);
    return {
      worst: { name, expected, tolerance, ...test },
      figure: Math.abs(test.mean - expected),
      bound: (interval.high - interval.low) / 2 + tolerance,
      detectable: detectableFrom(interval, miss) + 2 * tolerance,
    };
  });
  return {
    alpha, miss, tests: claims.length,
    rejected: judged.some(({ worst }) => worst.rejected),
    worst: judged.map(({ worst }) => worst).reduce((a, b) => (b.logCapital > a.logCapital ? b : a)),
    figure: Math.max(...judged.map(({ figure }) => figure)),
    bound: Math.max(...judged.map(({ bound }) => bound)),
    detectable: Math.max(...judged.map(({ detectable }) => detectable)),
  };
};
