/**
 * How good a score is, as the identities need it: upper bounds on ∫ w(t) E_{p_t}|s_θ − s|² dt for any weight w ≥ 0.
 *
 * The path measure of the reversed diffusion that is driven by s_θ has, from the true one, the divergence (Girsanov)
 *
 *   KL = ½ ∫ g² E_{p_t}|s_θ − s|² dt,
 *
 * the expectation under the *true* law, so that the same error that the denoising loss measures bounds everything that follows.
 * Source: Y. Song, C. Durkan, I. Murray, S. Ermon, Maximum likelihood training of score-based diffusion models (NeurIPS 2021).
 *
 * Measured against the exact score, or from a bound on one weighted integral, such as the excess of a denoising loss is.
 */
import { NetworkError } from '../network-error.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import type { ScoreFunction } from '../score/score-function.ts';
import type { Average } from './average.ts';
import { averagesUnder, combined, slackOf } from './average.ts';
import { clockOf as noiseClock, clockRate } from '../score/clock.ts';
import type { Look } from './look.ts';
import { clenshawCurtis } from './quadrature.ts';

export interface Accuracy {
  /** At least ∫ w E|s_θ − s|² dt over the times of the law; but for `falseAlarm`. */
  readonly integral: (weight: (t: number) => number) => number;
  /** At least E_{p_t}|s_θ − s|²; null where it is known on the average over time only. */
  readonly at: ((t: number) => number) | null;
  readonly by: string;
  readonly falseAlarm: number;
}

/** ½ ∫ g² E|s_θ − s|² dt. */
export const pathDivergence = (accuracy: Accuracy, law: NoisedLaw): number =>
  0.5 * accuracy.integral((t) => law.schedule.noise(t) ** 2);

/** |s_θ − s|² at each of the points, from the exact law. */
export const squaredErrors = (score: ScoreFunction, law: NoisedLaw, t: number, points: Float64Array, out: Float64Array, stride = 1, place = 0): void => {
  const d = law.dimension;
  const found = score.at(t, points);
  if (found.length !== points.length) {
    throw new NetworkError('wrong-shape', `a score of ${found.length} numbers at points of ${points.length}`, 'give a score of the dimension of the law');
  }
  const mixture = law.at(t);
  const exact = new Float64Array(d);
  for (let p = 0; p < points.length / d; p += 1) {
    mixture.score(points.subarray(p * d, (p + 1) * d), exact);
    let sum = 0;
    for (let i = 0; i < d; i += 1) sum += (found[p * d + i]! - exact[i]!) ** 2;
    out[p * stride + place] = sum;
  }
};

/** Against the exact score, with an upper bound for what quadrature or chance may have left out. */
export const measuredAccuracy = (look: Look): Accuracy => {
  const { score, law, clock, falseAlarm, points } = look;
  const stream = look.stream.split('accuracy');
  const under = (t: number, label: number): Average => averagesUnder(law.at(t), 1,
    (at, out) => squaredErrors(score, law, t, at, out), { points, stream: stream.split(label) })[0] as Average;
  const { nodes, weights, coarse } = clenshawCurtis(look.times);
  const table = Array.from(nodes, (u, j) => ({ t: clock.time(u), pace: clock.pace(u), error: under(clock.time(u), j) }));
  const integral = (weight: (t: number) => number): number => {
    const parts = table.map(({ t, pace, error }) => ({ factor: weight(t) * pace, error }));
    const whole = combined(parts.map(({ factor, error }, j) => [weights[j]! * factor, error]));
    const half = parts.reduce((sum, { factor, error }, j) => sum + coarse[j]! * factor * error.value, 0);
    const chance = Math.hypot(...parts.map(({ factor, error }, j) => (weights[j]! - coarse[j]!) * factor * error.deviation));
    return whole.value + slackOf(whole, falseAlarm) + Math.max(0, Math.abs(whole.value - half) - 2 * chance);
  };
  const known = new Map<number, number>();
  const at = (t: number): number => {
    const found = known.get(t);
    if (found !== undefined) return found;
    const error = under(t, t);
    const bound = error.value + slackOf(error, falseAlarm);
    known.set(t, bound);
    return bound;
  };
  return { integral, at, by: 'measured against the exact score', falseAlarm: law.dimension === 1 ? 0 : falseAlarm };
};

/**
 * From a bound on ∫ λ E|s_θ − s|² dt, as the excess of a denoising loss with the weight λ gives it: any other weight is at most
 * sup (w/λ) times λ. The supremum is taken at 512 times of the clock, and a part in a hundred is added.
 */
export const weightedAccuracy = (
  bound: number, weight: (t: number) => number, { law, clock }: Pick<Look, 'law' | 'clock'>, by: string, falseAlarm: number,
): Accuracy => {
  if (!(bound >= 0 && Number.isFinite(bound))) {
    throw new NetworkError('not-applicable', `a score error of ${bound}`, 'give a bound that is a finite number');
  }
  const largestRatio = (wanted: (t: number) => number): number => {
    let most = 0;
    for (let k = 0; k <= 512; k += 1) {
      const t = Math.min(law.last, clock.time(k / 512));
      most = Math.max(most, wanted(t) / weight(t));
    }
    return 1.01 * most;
  };
  return { integral: (wanted) => bound * largestRatio(wanted), at: null, by, falseAlarm };
};

/**
 * From the excess of a denoising loss, as judge-score.ts gives it: a bound on the mean of v(t) E|s_θ − s|² over times at which its clock τ
 * is log-uniform, which has the density τ′/(τ log(τ(T)/τ(t₀))). `alpha`: the probability that it is no bound.
 */
export const excessAccuracy = (excess: number, alpha: number): ((look: Pick<Look, 'law' | 'clock'>) => Accuracy) => (look: Pick<Look, 'law' | 'clock'>): Accuracy => {
  const { schedule, first, last } = look.law;
  const width = Math.log(noiseClock(schedule, last) / noiseClock(schedule, first));
  const weight = (t: number): number => schedule.variance(t) * clockRate(schedule, t) / (noiseClock(schedule, t) * width);
  return weightedAccuracy(excess, weight, look, 'bounded by the excess of its loss', alpha);
};
