/**
 * A clock that all schedules share: τ(t) = ½ log(1 + variance(t)/scale(t)²), the time at which dX = −X dt + √2 dW has the same
 * ratio of noise to signal. dτ/dt = ½ g² / (scale² + variance).
 *
 * Training and judging draw times by it: u ↦ t(u) with τ(t(u)) = τ₀ (τ₁/τ₀)^(u^p). With p = 1 and u uniform, τ is log-uniform;
 * a larger p takes more of the early times, where the score is steep. Between the places of a table t(u) is interpolated in log t,
 * which is what then *defines* the law of the times: nothing is approximated by it.
 *
 * Errors: NetworkError 'not-applicable' where the schedule does not reach the wanted ratio.
 */
import type { Schedule } from '../../numeric/laws/schedules.ts';
import { NetworkError } from '../network-error.ts';

/** Noise-to-signal ratios √(e^(2τ) − 1) of 0.2 and 20. */
export const STANDARD_CLOCK = { first: 0.02, last: 3 } as const;

export const clockOf = ({ scale, variance }: Schedule, t: number): number => 0.5 * Math.log1p(variance(t) / scale(t) ** 2);

export const clockRate = ({ scale, variance, noise }: Schedule, t: number): number =>
  (0.5 * noise(t) ** 2) / (scale(t) ** 2 + variance(t));

/** A time at which the clock shows more than this: up to 1, but for variance preserving noise, of which Ornstein and Uhlenbeck's has no end. */
const late = (schedule: Schedule, tau: number): number => {
  const end = schedule.name === 'variance preserving' ? 1024 : 1;
  for (let t = 1; t <= end; t *= 2) if (clockOf(schedule, t) >= tau) return t;
  throw new NetworkError('not-applicable', `the schedule never has a clock of ${tau}`, 'take a schedule with more noise, or earlier times');
};

/** By bisection in log t, to rounding: the clock rises with t. */
export const timeAtClock = (schedule: Schedule, tau: number): number => {
  if (!(tau > 0)) throw new NetworkError('not-applicable', `a clock of ${tau}`, 'ask for a positive one');
  let [low, high] = [Math.log(1e-300), Math.log(late(schedule, tau))];
  for (let halving = 0; halving < 80; halving += 1) {
    const middle = (low + high) / 2;
    if (clockOf(schedule, Math.exp(middle)) >= tau) high = middle;
    else low = middle;
  }
  return Math.exp(high);
};

const PLACES = 256;

/** u in [0, 1] ↦ t, with density higher at early times for a larger power. */
export const timesOf = (schedule: Schedule, first: number, last: number, power: number): ((u: number) => number) => {
  const [start, ratio] = [clockOf(schedule, first), clockOf(schedule, last) / clockOf(schedule, first)];
  if (!(ratio > 1 && Number.isFinite(ratio) && power > 0)) {
    throw new NetworkError('not-applicable', `times from ${first} to ${last} with power ${power}`, 'give two times in rising order and a positive power');
  }
  const table = Float64Array.from({ length: PLACES + 1 }, (_, k) => Math.log(
    k === 0 ? first : k === PLACES ? last : timeAtClock(schedule, start * ratio ** ((k / PLACES) ** power))));
  return (u) => {
    const place = Math.min(Math.floor(u * PLACES), PLACES - 1);
    const part = u * PLACES - place;
    return Math.exp(table[place]! + part * (table[place + 1]! - table[place]!));
  };
};
