/**
 * A control problem marched backwards in time on one grid, from the horizon to 0.
 *
 * - `monotone`: implicit Euler with the monotone differences of `upwind.ts`: every step
 *   (V^n − V^{n+1})/δ + ρ V^n = min { ℓ + L V^n } at t_n. Order 1 in δ; converges to the viscosity solution, however rough
 *   (Barles and Souganidis 1991).
 * - `central`: the implicit midpoint rule with central differences: W = (V^n + V^{n+1})/2 solves the implicit Euler equation
 *   of half a step at the middle time, and V^n = 2 W − V^{n+1}; for a linear equation with constant coefficients this is
 *   Crank–Nicolson. Order 2, for smooth problems. It is not monotone where |f| h > σ².
 *
 * Costs only: a reward is turned round before (`asCosts`).
 */
import type { ControlProblem } from './control-problem.ts';
import type { Ends } from './ends.ts';
import { implicitStep } from './implicit-step.ts';
import type { Differences, Policy } from './policy.ts';
import { NumericError } from '../numeric-error.ts';

export interface MarchResult {
  /** Sum over the steps of the residuals of policy iteration: for `monotone` and ρ ≥ 0 a bound of what they leave in V. */
  readonly residual: number;
  /** Linear solves in all. */
  readonly iterations: number;
}

/** Called after every `every` steps, and at the horizon. The arrays are overwritten later. */
export type Visit = (t: number, values: Float64Array, policy: Policy) => void;

export interface MarchOptions {
  readonly nodes: Float64Array;
  /** The distance of the nodes. */
  readonly h: number;
  readonly steps: number;
  readonly differences: Differences;
  readonly ends: Ends;
  readonly every: number;
}

const terminalValues = (problem: ControlProblem, nodes: Float64Array): Float64Array => {
  const values = nodes.map((x) => problem.terminal(x));
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new NumericError('not-finite', `a terminal cost of ${values[bad]} at x = ${nodes[bad]}`, 'give a terminal cost that is finite on the whole grid');
  }
  return values;
};

export const march = (problem: ControlProblem, options: MarchOptions, visit: Visit): MarchResult => {
  const { nodes, steps, ends } = options;
  const step = implicitStep(problem, nodes, options.h, options.differences, ends);
  const delta = problem.horizon / steps, midpoint = options.differences === 'central';
  // V^{n+1} and, to start the iteration from, V^{n+2}.
  const later = step.list(), latest = step.list();
  later.set(terminalValues(problem, nodes));
  latest.set(later);
  const values = step.padded.subarray(1, nodes.length + 1);
  const givenAt = (t: number): readonly [number, number] =>
    [ends[0].kind === 'value' ? ends[0].at(t) : 0, ends[1].kind === 'value' ? ends[1].at(t) : 0];
  const middle = (a: readonly [number, number], b: readonly [number, number]): readonly [number, number] =>
    [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

  const show = (t: number): void => {
    step.improveAt(t);
    visit(t, values, step.policy);
  };
  values.set(later);
  show(problem.horizon);
  let residual = 0, iterations = 0;
  for (let n = steps - 1; n >= 0; n -= 1) {
    const t = n * delta, ahead = midpoint ? 0.5 : 1;
    step.combine(later, latest, values, 1 + ahead, -ahead);
    latest.set(later);
    const given = midpoint ? middle(givenAt(t), givenAt((n + 1) * delta)) : givenAt(t);
    const report = step.solve(midpoint ? t + 0.5 * delta : t, (midpoint ? 2 : 1) / delta, later, given);
    residual += (midpoint ? 2 : 1) * report.residual;
    iterations += report.iterations;
    if (midpoint) step.combine(values, later, values, 2, -1);
    later.set(values);
    if (n % options.every === 0) show(t);
  }
  step.release();
  return { residual, iterations };
};
