/**
 * Do simulated paths end with a given law? By bounded cosines, extrapolated in the step, with the bias that remains allowed
 * for: half of alpha goes to the bounds of the bias, half to the tests.
 */
import type { Characteristic, Cosine } from '../statistics/cosines.ts';
import { meanOfCosine } from '../statistics/cosines.ts';
import type { JointTest, Level, MeanClaim } from '../statistics/several-means.ts';
import { testMeans } from '../statistics/several-means.ts';
import { UNIT } from '../statistics/betting.ts';
import { estimateOf, extrapolate } from './talay-tubaro.ts';

export interface PathLawTest extends JointTest {
  /** The largest bias that is allowed for, in the unit of the statistics, which are in [0, 1]. */
  readonly bias: number;
  /** Whether the bias behaves as its expansion says for every statistic. Where not, the test supports nothing. */
  readonly asymptotic: boolean;
}

/** From end points on three coupled grids, the finest first (`coupledEndPoints`). */
export const pathsHaveLaw = (
  levels: readonly Float64Array[], law: Characteristic, cosines: readonly Cosine[], { alpha, miss }: Level,
): PathLawTest => {
  const judged = cosines.map((cosine, k) => {
    const { frequency, phase } = cosine;
    const statistic = (x: Float64Array): number =>
      0.5 + 0.5 * Math.cos(frequency.reduce((sum, w, i) => sum + w * (x[i] as number), phase));
    const extrapolated = extrapolate(levels, frequency.length, statistic, UNIT);
    // The estimate spends half of its alpha on the bias; its other half is not used here.
    const { discretisation } = estimateOf(extrapolated, alpha / cosines.length);
    const claim: MeanClaim = {
      name: `cosine ${k + 1}`, samples: extrapolated.samples, range: extrapolated.range,
      expected: meanOfCosine(cosine, law), tolerance: discretisation.bound,
    };
    return { claim, discretisation };
  });
  const test = testMeans(judged.map(({ claim }) => claim), { alpha: alpha / 2, miss });
  return {
    ...test, alpha,
    bias: Math.max(...judged.map(({ discretisation }) => discretisation.bound)),
    asymptotic: judged.every(({ discretisation }) => discretisation.asymptotic),
  };
};
