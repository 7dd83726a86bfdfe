/**
 * Time reversal: the diffusion dY = (−a Y + g² s_θ(Y, t)) ds + g dW, t = T − s, started with p_T, ends with the law p_{t₀} if
 * s_θ = ∇log p_t.
 *
 * Source: B. Anderson, Reverse-time diffusion equation models, Stoch. Proc. Appl. 12 (1982).
 *
 * The bound: the law of the paths driven by s_θ has, from the true one, κ = KL(true‖driven) = ½∫g² E_{p_t}|s_θ − s|² dt (Girsanov;
 * S. Chen et al., Sampling is as easy as learning the score, ICLR 2023), and the laws at their ends no more. How far a mean may
 * then be off is computed exactly (tilted-mean.ts), which is less than Pinsker's √(κ/2). Statistics are the bounded cosines of
 * statistics/cosines.ts and slow ones, which see paths that run away; they are tested by betting, so that the false-alarm
 * probability is proved; the steps are extrapolated, and what remains of their bias is bounded by coupled grids, an estimate.
 */
import type { Cosine } from '../../numeric/statistics/cosines.ts';
import { mixtureCharacteristic, cosinesFor, meanOfCosine } from '../../numeric/statistics/cosines.ts';
import { testMeans } from '../../numeric/statistics/several-means.ts';
import { UNIT } from '../../numeric/statistics/betting.ts';
import { estimateOf, extrapolate } from '../../numeric/paths/talay-tubaro.ts';
import type { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import { pathDivergence } from './accuracy.ts';
import type { Look } from './look.ts';
import { reversePaths } from './reverse-paths.ts';
import type { Sight } from './sight.ts';
import { unseen } from './sight.ts';
import { alongCosine, furthestMean } from './tilted-mean.ts';

export const REVERSAL_VARIANTS = [
  'the score with half of g²', 'the score with g', 'the score without g²', 'the score with the sign turned', 'the forward drift not turned',
  'without the score', 'the noise with g²', 'the noise with half of g',
] as const;
export type ReversalVariant = 'as it is' | typeof REVERSAL_VARIANTS[number];

interface Coefficients {
  /** Of the state, of the score, of the noise. */
  readonly state: number;
  readonly score: number;
  readonly noise: number;
}

const coefficients = (variant: ReversalVariant, a: number, g: number): Coefficients => {
  const right: Coefficients = { state: -a, score: g * g, noise: g };
  switch (variant) {
    case 'as it is': return right;
    case 'the score with half of g²': return { ...right, score: 0.5 * g * g };
    case 'the score with g': return { ...right, score: g };
    case 'the score without g²': return { ...right, score: 1 };
    case 'the score with the sign turned': return { ...right, score: -g * g };
    case 'the forward drift not turned': return { ...right, state: a };
    case 'without the score': return { ...right, score: 0 };
    case 'the noise with g²': return { ...right, noise: g * g };
    case 'the noise with half of g': return { ...right, noise: 0.5 * g };
  }
};

const endsOf = (look: Look, variant: ReversalVariant): readonly Float64Array[] => {
  const { score, law, clock, paths, steps } = look;
  const { drift, noise } = law.schedule;
  const stream = look.stream.split('reverse diffusion');
  const prior = law.at(law.last);
  const startStream = stream.split('start');
  return reversePaths({
    start: (path, out) => prior.sample(startStream, path, out),
    drift: (t, states) => {
      const c = coefficients(variant, drift(t), noise(t));
      const s = score.at(t, states);
      return states.map((y, i) => c.state * y + c.score * s[i]!);
    },
    noise: (t) => coefficients(variant, drift(t), noise(t)).noise,
  }, { law, clock, paths, steps, stream });
};

const partsOf = (mixture: GaussianMixture): Parameters<typeof mixtureCharacteristic>[0] =>
  mixture.components.map(({ mean, covariance }, k) => ({ weight: mixture.weights[k]!, mean, covariance }));

/** With a quarter of the lowest frequency of each direction, even about the mean. */
const slow = (cosines: readonly Cosine[], mean: Float64Array): readonly Cosine[] => cosines.filter((_, k) => k % 4 === 0).map(({ frequency }) => {
  const quarter = frequency.map((w) => w / 4);
  return { frequency: quarter, phase: -quarter.reduce((sum, w, i) => sum + w * mean[i]!, 0) };
});

export const reverseDiffusion = (look: Look, variant: ReversalVariant = 'as it is'): Sight => {
  const { law, seed, falseAlarm } = look;
  const { dimension: d } = law;
  const target = law.at(law.first);
  const accuracy = look.accuracy();
  const divergence = pathDivergence(accuracy, law);
  const by = `law of ${look.paths} reversed paths, ${look.steps} steps, d = ${d}`;
  const mean = target.mean();
  const standard = cosinesFor({ mean, covariance: target.covariance() }, d === 1 ? 0 : 2, look.stream.split('directions'));
  const cosines = [...standard, ...slow(standard, mean)];
  const characteristic = mixtureCharacteristic(partsOf(target));
  const levels = endsOf(look, variant);
  const judged = cosines.map((cosine, k) => {
    const { frequency, phase } = cosine;
    const statistic = (x: Float64Array): number => 0.5 + 0.5 * Math.cos(frequency.reduce((sum, w, i) => sum + w * x[i]!, phase));
    const extrapolated = extrapolate(levels, d, statistic, UNIT);
    const { bound } = estimateOf(extrapolated, falseAlarm / cosines.length).discretisation;
    return {
      name: `cosine ${k + 1}`, samples: extrapolated.samples, range: extrapolated.range, expected: meanOfCosine(cosine, characteristic),
      tolerance: bound + furthestMean(alongCosine(target, cosine), divergence),
    };
  });
  const test = testMeans(judged, { alpha: falseAlarm / 2, miss: falseAlarm });
  if (test.detectable > 1 && !test.rejected) return unseen(seed, by, `a statistic in [0, 1] may be off by ${test.bound.toPrecision(2)}: take more paths, or a better score`);
  return {
    outcome: test.rejected ? 'contradicts' : 'supports', figure: test.figure, bound: test.bound, detectable: test.detectable, blind: [],
    seed, by, reason: null, falseAlarm: falseAlarm + accuracy.falseAlarm,
    estimate: 'the bias of the steps, by three coupled grids',
  };
};
