/**
 * States as a policy meets them, discounted: ρ E∫₀^∞ e^{−ρt} φ(X_t) dt is the mean of φ over the states at an exponential time.
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import { actionOf, valueAt } from './controlled-diffusion.ts';
import type { Policy } from './policy.ts';
import { simulate } from './simulate.ts';
import { exponentialDurations, startsIn } from './starts.ts';

export interface Met {
  readonly x: Float64Array;
  readonly a: Float64Array;
}

export const statesMet = (problem: ControlledDiffusion, policy: Policy, count: number, step: number, stream: KeyedStream): readonly Met[] => {
  const { states: n, actions: m } = problem;
  const starts = startsIn(problem, 'judged', count, stream.split('starts'));
  const durations = exponentialDurations(problem.discount, count, stream.split('durations'));
  const ends = simulate(problem, policy, { starts, durations, step, stream: stream.split('noise') });
  const raw = policy(ends, count);
  return Array.from({ length: count }, (_, row) => ({
    x: Float64Array.from({ length: n }, (__, i) => valueAt(problem.coordinates[i]!, ends[row * n + i]!)),
    a: Float64Array.from({ length: m }, (__, j) => actionOf(problem.ranges[j]!, raw[row * m + j]!)),
  }));
};
