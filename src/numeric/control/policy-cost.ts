/**
 * The cost of a given feedback law u(x,t), by its linear backward equation
 *
 *   −∂t J + ρ J = ℓ(x,u(x,t),t) + f(x,u(x,t),t) ∂x J + ½ σ²(x,u(x,t),t) ∂xx J,   J(x,T) = φ(x),
 *
 * and its excess over the value, J − V ≥ 0 for costs (V − J ≥ 0 for rewards). Both by the scheme of `hjb.ts`.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import type { ControlProblem } from './control-problem.ts';
import type { HjbOptions, HjbSolution } from './hjb.ts';
import { solveHjb } from './hjb.ts';

export type Law = (x: number, t: number) => number;

export const policyCost = (problem: ControlProblem, law: Law, options: HjbOptions): HjbSolution =>
  solveHjb({ ...problem, controls: { kind: 'law', law } }, options);

export interface Excess {
  readonly sharedNodes: Float64Array;
  /** What the law loses against the best one, at each kept time before the horizon: never negative up to the bound. */
  readonly excess: readonly Float64Array[];
  /** Of `excess`: the bounds of both solves are added. */
  readonly estimate: ErrorEstimate;
  readonly cost: HjbSolution;
  readonly value: HjbSolution;
}

export const policyExcess = (problem: ControlProblem, law: Law, options: HjbOptions): Excess => {
  const cost = policyCost(problem, law, options), value = solveHjb(problem, options);
  const sign = problem.sense === 'minimize' ? 1 : -1;
  const excess = cost.extrapolated.map((values, k) => values.map((j, i) => sign * (j - value.extrapolated[k]![i]!)));
  const estimate: ErrorEstimate = {
    bound: cost.estimate.bound + value.estimate.bound,
    by: `cost: ${cost.estimate.by}; value: ${value.estimate.by}`,
    order: cost.estimate.order === null || value.estimate.order === null ? null : Math.min(cost.estimate.order, value.estimate.order),
    asymptotic: cost.estimate.asymptotic && value.estimate.asymptotic,
  };
  return { sharedNodes: value.sharedNodes, excess, estimate, cost, value };
};
