/**
 * What a policy is worth from random starts of the region, by simulation, independent of how it was found: with any value V̄,
 *
 *   E V^α(X_0) = E [V̄(X_0) + δ(X_τ)/ρ],   τ exponential of rate ρ, δ = r + L^α V̄ − ρV̄     (Dynkin's formula).
 *
 * The interval is that of the central limit theorem, an estimate: starts and lengths are stratified, which makes it too wide rather
 * than too narrow. The error of the step is of the order of the step times δ, and not in it.
 */
import { normalQuantile } from '../../numeric/statistics/normal-quantile.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { EvaluatedPolicy } from './evaluate-policy.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import { residuals } from './evaluate-policy.ts';
import type { Policy } from './policy.ts';
import { simulate } from './simulate.ts';
import { exponentialDurations, startsIn } from './starts.ts';

export interface Estimated {
  readonly value: number;
  /** Half of the interval. */
  readonly bound: number;
}

export interface CostPlan {
  readonly paths: number;
  readonly step: number;
  readonly stream: KeyedStream;
}

/** A mean with its interval by the central limit theorem. */
export const meanOf = (sample: Float64Array, alpha: number): Estimated => {
  const count = sample.length, value = sample.reduce((sum, y) => sum + y, 0) / count;
  const variance = sample.reduce((sum, y) => sum + (y - value) ** 2, 0) / (count - 1);
  return { value, bound: normalQuantile(1 - alpha / 2) * Math.sqrt(variance / count) };
};

/**
 * A sample whose mean is E[V^α − V̄] over the starts: what the policy is worth beyond a value at hand. The same stream gives the same
 * starts, lengths and noise, so that samples of two policies differ by little but the policies.
 */
export const worthBeyond = (evaluated: EvaluatedPolicy, plan: CostPlan): Float64Array =>
  gathered(evaluated, endsOf(evaluated.problem, evaluated.policy, plan));

/** δ of a policy at states, over ρ. */
export const gathered = (evaluated: EvaluatedPolicy, ends: Float64Array): Float64Array =>
  residuals(evaluated, ends).map((d) => d / evaluated.problem.discount);

/** Where paths under a policy are at exponential times of rate ρ, in coordinates. */
export const endsOf = (problem: ControlledDiffusion, policy: Policy, { paths, step, stream }: CostPlan): Float64Array => {
  const starts = startsIn(problem, 'judged', paths, stream.split('starts'));
  const durations = exponentialDurations(problem.discount, paths, stream.split('durations'));
  return simulate(problem, policy, { starts, durations, step, stream: stream.split('noise') });
};
