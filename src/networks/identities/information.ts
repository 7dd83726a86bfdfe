/**
 * How fast information is lost along dX = a X dt + g dW. With the entropy H = −E log p_t and the divergence from a second law q_t
 * that is carried by the same noise,
 *
 *   H(T) − H(t₀) = ∫ (d a + ½ g² E_{p_t}|s|²) dt                              (de Bruijn),
 *   KL(p_{t₀}‖q_{t₀}) − KL(p_T‖q_T) = ½ ∫ g² E_{p_t}|s − ∇log q_t|² dt         (rate of the Fisher divergence).
 *
 * Sources: A. Stam, Some inequalities satisfied by the quantities of information of Fisher and Shannon, Information and Control 2
 * (1959); Y. Song, C. Durkan, I. Murray, S. Ermon, Maximum likelihood training of score-based diffusion models (NeurIPS 2021).
 * q_t is what becomes of the normal law with the covariance of the data and its mean shifted by a deviation along each axis: far
 * enough that the divergence is no small number, and its score is known.
 *
 * The bound: with K = ½∫g² E|s_θ − s|² and A the true right side without the drift, that of s_θ is off by no more than
 * 2√(A K) + K, by Cauchy and Schwarz; A is at most what is measured plus that again.
 */
import { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import { exactScore } from '../score/exact-score.ts';
import { noisedMixture } from '../score/noised-law.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import { pathDivergence } from './accuracy.ts';
import type { Average } from './average.ts';
import { averagesOverTime, averagesUnder, combined, slackOf } from './average.ts';
import type { Look } from './look.ts';
import type { Sight } from './sight.ts';
import { weigh } from './sight.ts';

export const ENTROPY_VARIANTS = [
  'without the half', 'with the sign turned', 'with g for g²', 'without the drift', 'the drift with the sign turned',
] as const;
export type EntropyVariant = 'as it is' | typeof ENTROPY_VARIANTS[number];

const entropyFactors = (variant: EntropyVariant, a: number, g: number): { readonly drift: number; readonly square: number } => {
  const right = { drift: a, square: 0.5 * g * g };
  switch (variant) {
    case 'as it is': return right;
    case 'without the half': return { ...right, square: g * g };
    case 'with the sign turned': return { ...right, square: -0.5 * g * g };
    case 'with g for g²': return { ...right, square: 0.5 * g };
    case 'without the drift': return { ...right, drift: 0 };
    case 'the drift with the sign turned': return { ...right, drift: -a };
  }
};

/** 2√(A K) + K with A at most (√measured + √K)². */
const allowedBy = (measured: number, divergence: number): number =>
  2 * (Math.sqrt(Math.max(0, measured)) + Math.sqrt(divergence)) * Math.sqrt(divergence) + divergence;

/** Of log-densities: many points cost little. */
const MANY = 8;
const SQUARE = (a: Float64Array): number => a.reduce((sum, x) => sum + x * x, 0);

const logDensityAt = ({ law, points }: Look, t: number, of: (x: Float64Array) => number, label: string, stream: Look['stream']): Average => {
  const d = law.dimension;
  return averagesUnder(law.at(t), 1, (at, out) => {
    for (let p = 0; p < out.length && (p + 1) * d <= at.length; p += 1) out[p] = of(at.subarray(p * d, (p + 1) * d));
  }, { points: MANY * points, stream: stream.split(label) })[0] as Average;
};

const estimateOf = (look: Look): string =>
  (look.law.dimension === 1 ? 'the error of quadrature, by half as many nodes' : 'chance by a normal approximation');

export const entropyRate = (look: Look, variant: EntropyVariant = 'as it is'): Sight => {
  const { law, score, clock, times, points, seed, falseAlarm } = look;
  const d = law.dimension;
  const stream = look.stream.split('entropy');
  const [claimed, drift, square] = averagesOverTime(law, 3, (t, pace, at, out) => {
    const [a, g] = [law.schedule.drift(t), law.schedule.noise(t)];
    const factors = entropyFactors(variant, a, g);
    const s = score.at(t, at);
    for (let p = 0; p < at.length / d; p += 1) {
      const own = SQUARE(s.subarray(p * d, (p + 1) * d));
      out.set([pace * (d * factors.drift + factors.square * own), pace * d * a, pace * 0.5 * g * g * own], p * 3);
    }
  }, { clock, times, points, stream: stream.split('rate') });
  const logs = ([law.first, law.last] as const).map((t, k) => {
    const mixture = law.at(t);
    return logDensityAt(look, t, (x) => mixture.logDensity(x), `end ${k}`, stream);
  }) as [Average, Average];
  // H(T) − H(t₀) = E log p_{t₀} − E log p_T.
  const whole = combined([[1, logs[0]], [-1, logs[1]], [-1, claimed!]]);
  const accuracy = look.accuracy();
  return weigh({
    difference: Math.abs(whole.value), slack: slackOf(whole, falseAlarm) + allowedBy(square!.value, pathDivergence(accuracy, law)),
    terms: { 'entropy gained': logs[0].value - logs[1].value, drift: drift!.value, 'Fisher information': square!.value },
    seed, falseAlarm: accuracy.falseAlarm + (d === 1 ? 0 : falseAlarm), by: `entropy against Fisher information, ${times} times, d = ${d}`, estimate: estimateOf(look),
  });
};

export const RATE_VARIANTS = ['without the half', 'with the sign turned', 'with g for g²', 'the scores added'] as const;
export type RateVariant = 'as it is' | typeof RATE_VARIANTS[number];

const rateFactor = (variant: RateVariant, g: number): number => {
  switch (variant) {
    case 'as it is': case 'the scores added': return 0.5 * g * g;
    case 'without the half': return g * g;
    case 'with the sign turned': return -0.5 * g * g;
    case 'with g for g²': return 0.5 * g;
  }
};

const shiftedLaw = ({ data, schedule, first, last }: NoisedLaw): NoisedLaw => {
  const covariance = data.covariance();
  const mean = data.mean().map((m, i) => m + Math.sqrt(covariance[i * (data.dimension + 1)]!));
  return noisedMixture(new GaussianMixture([{ weight: 1, mean, covariance }]), schedule, { first, last });
};

export const divergenceRate = (look: Look, variant: RateVariant = 'as it is'): Sight => {
  const { law, score, clock, times, points, seed, falseAlarm } = look;
  const d = law.dimension;
  const stream = look.stream.split('divergence rate');
  const other = shiftedLaw(law);
  const otherScore = exactScore(other);
  const sign = variant === 'the scores added' ? 1 : -1;
  const [claimed, rate] = averagesOverTime(law, 2, (t, pace, at, out) => {
    const g = law.schedule.noise(t);
    const [s, q] = [score.at(t, at), otherScore.at(t, at)];
    for (let p = 0; p < at.length / d; p += 1) {
      let [square, right] = [0, 0];
      for (let i = p * d; i < (p + 1) * d; i += 1) {
        square += (s[i]! + sign * q[i]!) ** 2;
        right += (s[i]! - q[i]!) ** 2;
      }
      out.set([pace * rateFactor(variant, g) * square, pace * 0.5 * g * g * right], p * 2);
    }
  }, { clock, times, points, stream: stream.split('rate') });
  const [first, last] = ([law.first, law.last] as const).map((t, k) => {
    const [p, q] = [law.at(t), other.at(t)];
    return logDensityAt(look, t, (x) => p.logDensity(x) - q.logDensity(x), `end ${k}`, stream);
  }) as [Average, Average];
  const whole = combined([[1, first], [-1, last], [-1, claimed!]]);
  const accuracy = look.accuracy();
  return weigh({
    difference: Math.abs(whole.value), slack: slackOf(whole, falseAlarm) + allowedBy(rate!.value, pathDivergence(accuracy, law)),
    terms: { 'divergence lost': first.value - last.value, 'Fisher divergence': rate!.value },
    seed, falseAlarm: accuracy.falseAlarm + (d === 1 ? 0 : falseAlarm), by: `divergence from a normal law, ${times} times, d = ${d}`, estimate: estimateOf(look),
  });
};
