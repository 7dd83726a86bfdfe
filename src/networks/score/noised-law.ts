/**
 * The law p_t of X_t = scale(t) X_0 + √variance(t) Z for data X_0 of a known law: exact at every time, and what trained scores
 * are compared with.
 *
 * Data are a Gaussian mixture, or what a linear process dX = (A X + b) dt + G dW has made of one by some time: a mixture again.
 * Errors: NetworkError 'not-applicable' for times that are not 0 < first < last, or where the schedule has no noise.
 */
import type { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import { linearLaw, pushMixture } from '../../numeric/laws/linear-process.ts';
import type { Schedule } from '../../numeric/laws/schedules.ts';
import { variancePreserving } from '../../numeric/laws/schedules.ts';
import { identityMatrix, scaled } from '../../numeric/linear-algebra/dense.ts';
import type { LinearCoefficients, Transition } from '../../numeric/ode/moments.ts';
import { NetworkError } from '../network-error.ts';
import { STANDARD_CLOCK, timeAtClock } from './clock.ts';

export interface NoisedLaw {
  readonly dimension: number;
  readonly data: GaussianMixture;
  readonly schedule: Schedule;
  /** Times from `first` to `last` are trained and judged; at 0 the score may be too steep for any network. */
  readonly first: number;
  readonly last: number;
  /** p_t. */
  readonly at: (t: number) => GaussianMixture;
}

export interface TimeRange {
  readonly first: number;
  readonly last: number;
}

/** dX = −X dt + √2 dW: the schedule of variance preserving noise with β = 2, for times of any length. */
export const ornsteinUhlenbeck = (): Schedule => variancePreserving(2, 2);

/** The times at which the clock (clock.ts) shows 0.02 and 3: noise of a fifth, and of twenty times, the scale of the signal. */
export const standardRange = (schedule: Schedule): TimeRange => ({
  first: timeAtClock(schedule, STANDARD_CLOCK.first), last: timeAtClock(schedule, STANDARD_CLOCK.last),
});

const noising = ({ scale, variance }: Schedule, n: number, t: number): Transition => ({
  dimension: n, matrix: scaled(scale(t), identityMatrix(n)), shift: new Float64Array(n), covariance: scaled(variance(t), identityMatrix(n)),
  error: { bound: 8 * Number.EPSILON * Math.max(1, variance(t)), by: 'closed form', order: null, asymptotic: true },
});

const checkRange = ({ first, last }: TimeRange, { scale, variance }: Schedule): void => {
  if (!(first > 0 && last > first && Number.isFinite(last))) {
    throw new NetworkError('not-applicable', `times from ${first} to ${last}`, 'give two positive times in rising order');
  }
  if (![first, last].every((t) => variance(t) > 0 && Number.isFinite(variance(t)) && scale(t) > 0)) {
    throw new NetworkError('not-applicable', `the schedule has no noise or no signal between ${first} and ${last}`, 'take times where both are positive');
  }
};

export const noisedMixture = (data: GaussianMixture, schedule: Schedule, range: TimeRange = standardRange(schedule)): NoisedLaw => {
  checkRange(range, schedule);
  let held: { readonly t: number; readonly law: GaussianMixture } | null = null;
  const at = (t: number): GaussianMixture => {
    if (held?.t !== t) held = { t, law: pushMixture(noising(schedule, data.dimension, t), data) };
    return held.law;
  };
  return { dimension: data.dimension, data, schedule, first: range.first, last: range.last, at };
};

/** A linear process, the mixture it starts with, and the time at which it is taken for data. */
export interface LinearData {
  readonly process: LinearCoefficients;
  readonly initial: GaussianMixture;
  readonly time: number;
}

export const noisedLinear = ({ process, initial, time }: LinearData, schedule: Schedule, range: TimeRange = standardRange(schedule)): NoisedLaw =>
  noisedMixture(linearLaw(process).mixture(initial, time), schedule, range);
