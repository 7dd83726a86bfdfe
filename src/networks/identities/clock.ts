/**
 * A clock that runs through the times of a noised law at the pace at which the law changes: u in [0, 1], u = 0 at `first`.
 *
 *   dt/du = Λ / λ(t),   λ = |a| + g² / (variance + scale² v),   Λ = ∫ λ dt,
 *
 * v the smallest variance of a component of the data: λ is the rate at which the law, and its score, change. Equal steps in u
 * are short where the score is steep; integrands are smooth in u. Integrated by Runge–Kutta of order 4, cubic between its points.
 *
 * A law whose times do not run upwards: NumericError('no-horizon').
 */
import { NumericError } from '../../numeric/numeric-error.ts';
import type { NoisedLaw } from '../score/noised-law.ts';

export interface Clock {
  /** t(u). */
  readonly time: (u: number) => number;
  /** dt/du. */
  readonly pace: (u: number) => number;
  /** du/dt at the time t. */
  readonly density: (t: number) => number;
}

const STEPS = 512;

const smallestVariance = ({ data }: NoisedLaw): number => Math.min(...data.components.map(({ factor, dimension }) =>
  Math.min(...Array.from({ length: dimension }, (_, i) => factor[i * dimension + i]! ** 2))));

/** λ; never 0, so that the clock does not stand still where there is neither drift nor noise. */
const rateOf = (law: NoisedLaw): ((t: number) => number) => {
  const { drift, noise, scale, variance } = law.schedule;
  const v = smallestVariance(law);
  const least = 1e-2 / (law.last - law.first);
  return (t) => Math.abs(drift(t)) + noise(t) ** 2 / (variance(t) + scale(t) ** 2 * v) + least;
};

/** Λ by Simpson's rule at times that are dense near the start. */
const total = (rate: (t: number) => number, first: number, last: number): number => {
  const n = 4 * STEPS;
  const at = (j: number): number => first + (last - first) * (j / n) ** 2;
  let sum = 0;
  for (let j = 0; j < n; j += 1) {
    const [a, b] = [at(j), at(j + 1)];
    sum += (b - a) / 6 * (rate(a) + 4 * rate(0.5 * (a + b)) + rate(b));
  }
  return sum;
};

export const clockOf = (law: NoisedLaw): Clock => {
  const { first, last } = law;
  if (!(last > first && first >= 0 && Number.isFinite(last))) {
    throw new NumericError('no-horizon', `a law that is judged from time ${first} to ${last}`, 'let its times run upwards');
  }
  const rate = rateOf(law);
  const whole = total(rate, first, last);
  const slope = (t: number): number => whole / rate(Math.min(Math.max(t, first), last));
  const h = 1 / STEPS;
  const times = new Float64Array(STEPS + 1);
  times[0] = first;
  for (let k = 0; k < STEPS; k += 1) {
    const t = times[k]!;
    const k1 = slope(t), k2 = slope(t + 0.5 * h * k1), k3 = slope(t + 0.5 * h * k2), k4 = slope(t + h * k3);
    times[k + 1] = t + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  // What is left of the rounding and of the two methods is spread over all times.
  const stretch = (last - first) / (times[STEPS]! - first);
  times.forEach((t, k) => { times[k] = first + stretch * (t - first); });
  times[STEPS] = last;
  const slopes = times.map(slope);
  const cubic = (u: number, derivative: boolean): number => {
    const k = Math.min(STEPS - 1, Math.max(0, Math.floor(u * STEPS)));
    const s = u * STEPS - k;
    const [t0, t1, d0, d1] = [times[k]!, times[k + 1]!, h * slopes[k]!, h * slopes[k + 1]!];
    const c = 3 * (t1 - t0) - 2 * d0 - d1, d = 2 * (t0 - t1) + d0 + d1;
    return derivative ? (d0 + s * (2 * c + 3 * s * d)) / h : t0 + s * (d0 + s * (c + s * d));
  };
  return { time: (u) => (u <= 0 ? first : u >= 1 ? last : cubic(u, false)), pace: (u) => cubic(u, true), density: (t) => 1 / slope(t) };
};
