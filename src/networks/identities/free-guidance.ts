/**
 * Guidance without a classifier: ŝ = s(∅) + ω (s(y) − s(∅)), and what it is not. For ω other than 0 and 1 it is the score of no noised
 * law; the law that is meant is p̃ ∝ p₀^{1−ω} p₀(·|y)^ω, the data with p(y | x₀)^ω, under the same noise. Its score s̃ misses ŝ by the
 * defect  δ(x, t) = (1 − ω) s + ω s(·|y) − s̃,  which vanishes at t = 0 and in general nowhere else.
 *
 * Sources: J. Ho, T. Salimans, Classifier-free diffusion guidance (arXiv 2207.12598); A. Bradley, P. Nakkiran, Classifier-free guidance
 * is a predictor-corrector (arXiv 2408.09000).
 *
 * δ is known: where both laws are normal, p̃ is normal with the precision (1 − ω) P + ω P_y and the noise adds to its covariance; in
 * one dimension otherwise by quadrature over x₀. The identity ŝ_θ = s̃ + δ is compared in L² under the conditional law, with the
 * weight v(t) and the times of the clock; the bound is |1 − ω| |e| + |ω| |e_y| point by point, with both scores' errors measured
 * there: guidance amplifies them by |1 − ω| + |ω|. A precision that is not positive: NetworkError('not-applicable').
 */
import { Gaussian } from '../../numeric/laws/gaussian.ts';
import type { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import { cholesky, inverseOfFactor } from '../../numeric/linear-algebra/cholesky.ts';
import { matrixVector, scaledSum } from '../../numeric/linear-algebra/dense.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import { NetworkError } from '../network-error.ts';
import { exactScore } from '../score/exact-score.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import type { ScoreFunction } from '../score/score-function.ts';
import { averagesOverTime } from './average.ts';
import type { Look } from './look.ts';
import type { Sight } from './sight.ts';
import { weigh } from './sight.ts';

export const GUIDANCE_VARIANTS = [
  'without the defect', 'the defect with the sign turned', 'the scores exchanged', 'the strength one more', 'the strength on both',
] as const;
export type GuidanceVariant = 'as it is' | typeof GUIDANCE_VARIANTS[number];

export interface Guided {
  /** s(y), and the law it is the score of. */
  readonly conditional: ScoreFunction;
  readonly conditionalLaw: NoisedLaw;
  /** ω. */
  readonly strength: number;
}

type ScoreAt = (t: number) => (x: Float64Array) => Float64Array;

const notALaw = (strength: number): NetworkError => new NetworkError('not-applicable',
  `p^(1 − ω) p(·|y)^ω is no law for ω = ${strength}`, 'take a weaker guidance, or a conditional law that is narrower than the whole');

/** Both normal: P̃ = (1 − ω) P + ω P_y, P̃ m̃ = (1 − ω) P m + ω P_y m_y. */
const normalTilt = (whole: Gaussian, part: Gaussian, strength: number): Gaussian => {
  const d = whole.dimension;
  const mix = (a: Float64Array, b: Float64Array): Float64Array => scaledSum(strength, b, a.map((entry) => (1 - strength) * entry));
  const precision = mix(whole.precision, part.precision);
  try {
    const covariance = inverseOfFactor(cholesky(precision, d), d);
    const pulled = mix(matrixVector(whole.precision, whole.mean, d, d), matrixVector(part.precision, part.mean, d, d));
    return new Gaussian(matrixVector(covariance, pulled, d, d), covariance);
  } catch (error) {
    if (error instanceof NumericError && error.fault === 'singular-matrix') throw notALaw(strength);
    throw error;
  }
};

const normalScore = (tilt: Gaussian, law: NoisedLaw): ScoreAt => (t) => {
  const d = law.dimension;
  const [c, v] = [law.schedule.scale(t), law.schedule.variance(t)];
  const noised = new Gaussian(tilt.mean.map((m) => c * m), tilt.covariance.map((entry, i) => c * c * entry + (i % (d + 1) === 0 ? v : 0)));
  return (x) => noised.score(x);
};

const NODES = 1024;

/** In one dimension: s̃ = Σ p̃(x₀) N(x; c x₀, v) (c x₀ − x)/v / Σ …, by the trapezoidal rule. */
const quadratureScore = (whole: GaussianMixture, part: GaussianMixture, strength: number, law: NoisedLaw): ScoreAt => {
  const ends = [...whole.components, ...part.components].flatMap(({ mean, factor }) => [mean[0]! - 12 * factor[0]!, mean[0]! + 12 * factor[0]!]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const places = Float64Array.from({ length: NODES + 1 }, (_, i) => least + (i * (most - least)) / NODES);
  const logs = places.map((x) => (1 - strength) * whole.logDensity([x]) + strength * part.logDensity([x]));
  const top = Math.max(...logs);
  if (!(Math.max(logs[0]!, logs[NODES]!) < top - 30)) throw notALaw(strength);
  return (t) => {
    const [c, v] = [law.schedule.scale(t), law.schedule.variance(t)];
    return (x) => {
      let most0 = -Infinity;
      for (let i = 0; i <= NODES; i += 1) most0 = Math.max(most0, logs[i]! - 0.5 * (x[0]! - c * places[i]!) ** 2 / v);
      let [sum, first] = [0, 0];
      for (let i = 0; i <= NODES; i += 1) {
        const off = c * places[i]! - x[0]!;
        const weight = Math.exp(logs[i]! - 0.5 * off * off / v - most0);
        sum += weight;
        first += weight * off;
      }
      return Float64Array.of(first / (v * sum));
    };
  };
};

const tiltedScore = (law: NoisedLaw, { conditionalLaw, strength }: Guided): ScoreAt => {
  const [wholes, parts] = [law.data.components, conditionalLaw.data.components];
  if (wholes.length === 1 && parts.length === 1) return normalScore(normalTilt(wholes[0]!, parts[0]!, strength), law);
  if (law.dimension === 1) return quadratureScore(law.data, conditionalLaw.data, strength, law);
  throw new NetworkError('not-applicable', `the guided law of mixtures in dimension ${law.dimension}`, 'take normal laws, or one dimension');
};

/** Of s(∅) and s(y) in the guided score. */
const weightsOf = (variant: GuidanceVariant, strength: number): readonly [number, number] => {
  switch (variant) {
    case 'as it is': case 'without the defect': case 'the defect with the sign turned': return [1 - strength, strength];
    case 'the scores exchanged': return [strength, 1 - strength];
    case 'the strength one more': return [-strength, 1 + strength];
    case 'the strength on both': return [strength, strength];
  }
};

const defectFactor = (variant: GuidanceVariant): number =>
  (variant === 'without the defect' ? 0 : variant === 'the defect with the sign turned' ? -1 : 1);

export const freeGuidance = (look: Look, guided: Guided, variant: GuidanceVariant = 'as it is'): Sight => {
  const { law, score, clock, times, points, seed } = look;
  const { conditional, conditionalLaw, strength } = guided;
  const d = law.dimension;
  const tilted = tiltedScore(law, guided);
  const [exactWhole, exactPart] = [exactScore(law), exactScore(conditionalLaw)];
  const [left, right] = weightsOf(variant, strength);
  const averages = averagesOverTime(conditionalLaw, 5, (t, _, at, out) => {
    const v = law.schedule.variance(t);
    const [whole, part, truth, partTruth] = [score.at(t, at), conditional.at(t, at), exactWhole.at(t, at), exactPart.at(t, at)];
    const meant = tilted(t);
    const row = new Float64Array(5);
    for (let p = 0; p < at.length / d; p += 1) {
      const target = meant(at.subarray(p * d, (p + 1) * d));
      row.fill(0);
      let [own, other] = [0, 0];
      for (let i = 0; i < d; i += 1) {
        const k = p * d + i;
        const defect = (1 - strength) * truth[k]! + strength * partTruth[k]! - target[i]!;
        const mixed = left * whole[k]! + right * part[k]!;
        row[0] = row[0]! + (mixed - target[i]! - defectFactor(variant) * defect) ** 2;
        own += (whole[k]! - truth[k]!) ** 2;
        other += (part[k]! - partTruth[k]!) ** 2;
        row[2] = row[2]! + mixed ** 2;
        row[3] = row[3]! + target[i]! ** 2;
        row[4] = row[4]! + defect ** 2;
      }
      row[1] = (Math.abs(1 - strength) * Math.sqrt(own) + Math.abs(strength) * Math.sqrt(other)) ** 2;
      out.set(row.map((entry) => v * entry), p * 5);
    }
  }, { clock, times, points, stream: look.stream.split('free guidance') });
  const [off, allowed, mixed, target, defect] = averages.map(({ value }) => Math.sqrt(Math.max(0, value)));
  return weigh({
    difference: off!, slack: (1 + 1e-9) * allowed! + 1e-9 * target!,
    terms: { 'guided score': mixed!, 'score that is meant': target!, defect: defect! },
    seed, falseAlarm: 0, by: `guidance of strength ${strength} against the law that is meant, d = ${d}`, estimate: null,
  });
};
