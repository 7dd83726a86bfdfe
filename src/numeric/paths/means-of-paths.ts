/**
 * Are the means of several bounded functionals of final states what is claimed? Extrapolated in the step, with the bias that remains
 * allowed for, each mean by a bet: half of alpha goes to the bounds of the bias, half to the tests, in equal shares (Bonferroni).
 *
 * The tolerance of a claim is what its expected value may be off by itself.
 */
import type { JointTest, Level, MeanClaim } from '../statistics/several-means.ts';
import { testMeans } from '../statistics/several-means.ts';
import type { Range } from '../statistics/betting.ts';
import { NumericError } from '../numeric-error.ts';
import type { Extrapolated, Functional } from './talay-tubaro.ts';
import { estimateOf, extrapolate } from './talay-tubaro.ts';

export interface FunctionalClaim {
  readonly name: string;
  readonly functional: Functional;
  /** It holds the functional on every path, less the part that is known at the start. */
  readonly range: Range;
  /** Of the part of the functional that is known at the start of a path, and the same on all grids; left out: there is none. */
  readonly fixed?: Range;
  readonly expected: number;
  readonly tolerance: number;
}

export interface MeansTest extends JointTest {
  /** The largest bias of the step that is allowed for, in the unit of the statistics. */
  readonly bias: number;
  /** Whether the bias behaves as its expansion says for every functional. Where not, the test supports nothing. */
  readonly asymptotic: boolean;
  /** Per claim: the half-width of its interval with its bias and tolerance. */
  readonly bounds: readonly number[];
  /** Per claim: a shift of its mean that would have been noticed but with probability `miss`. */
  readonly shifts: readonly number[];
  /** Per claim: the mean that was found. */
  readonly means: readonly number[];
}

/** From end points on three coupled grids, the finest first. */
export const testFunctionals = (
  levels: readonly Float64Array[], dimension: number, claims: readonly FunctionalClaim[], { alpha, miss }: Level,
): MeansTest => {
  if (claims.length === 0) throw new NumericError('not-applicable', 'no functional to test', 'give at least one');
  const judged = claims.map(({ name, functional, range, fixed, expected, tolerance }) => {
    const extrapolated = extrapolatedWith(levels, dimension, functional, range, fixed ?? NOTHING);
    // The estimate spends half of its alpha on the bias; its other half is not used here.
    const { discretisation } = estimateOf(extrapolated, alpha / claims.length);
    const claim: MeanClaim = {
      name, samples: extrapolated.samples, range: extrapolated.range, expected, tolerance: discretisation.bound + tolerance,
    };
    const one = testMeans([claim], { alpha: alpha / (2 * claims.length), miss });
    return { one, discretisation };
  });
  const worst = judged.reduce((a, b) => (b.one.worst.logCapital > a.one.worst.logCapital ? b : a)).one;
  return {
    alpha, miss, tests: claims.length, worst: worst.worst,
    rejected: judged.some(({ one }) => one.rejected),
    figure: Math.max(...judged.map(({ one }) => one.figure)),
    bound: Math.max(...judged.map(({ one }) => one.bound)),
    detectable: Math.max(...judged.map(({ one }) => one.detectable)),
    bias: Math.max(...judged.map(({ discretisation }) => discretisation.bound)),
    asymptotic: judged.every(({ discretisation }) => discretisation.asymptotic),
    bounds: judged.map(({ one }) => one.bound), shifts: judged.map(({ one }) => one.detectable), means: judged.map(({ one }) => one.worst.mean),
  };
};

const NOTHING: Range = { least: 0, most: 0 };

/** What is the same on all grids enters 2 f(X^{h/2}) − f(X^h) once, and differences not at all: their ranges are smaller for it. */
const extrapolatedWith = (levels: readonly Float64Array[], dimension: number, f: Functional, range: Range, fixed: Range): Extrapolated => {
  const width = range.most - range.least;
  return {
    ...extrapolate(levels, dimension, f, { least: range.least + fixed.least, most: range.most + fixed.most }),
    range: { least: 2 * range.least - range.most + fixed.least, most: 2 * range.most - range.least + fixed.most },
    correctionRange: { least: -3 * width, most: 3 * width }, differenceRange: { least: -width, most: width },
  };
};
