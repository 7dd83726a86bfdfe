/**
 * Policy improvement where drift, noise and running cost are any functions of a control in an interval: searched.
 *
 * The search is exact up to its width where the Hamiltonian has one valley around its best sample; the control that was in
 * use is a candidate as well, so that a policy is never made worse, on which Howard's iteration rests.
 */
import type { ControlProblem, Controls } from './control-problem.ts';
import type { Differences, Improvement, Policy } from './policy.ts';
import { insistOnCoefficients } from './policy.ts';
import { bestOnInterval } from './interval-search.ts';
import { positiveVariance, ratesOf } from './upwind.ts';

export const improveInterval = (
  problem: ControlProblem, controls: Extract<Controls, { kind: 'interval' }>, nodes: Float64Array, h: number,
  differences: Differences,
): Improvement => {
  let time = 0;
  let written: Policy | null = null;
  const { least, most } = controls;
  const varianceFor = (drift: number, noise: number): number =>
    differences === 'monotone' ? positiveVariance(drift, noise * noise, h) : noise * noise;

  const improve = (padded: Float64Array, policy: Policy): boolean => {
    nodes.forEach((x, i) => {
      const left = padded[i]!, middle = padded[i + 1]!, right = padded[i + 2]!;
      const p = (right - left) / (2 * h), q = (right - 2 * middle + left) / (h * h);
      const hamiltonian = (u: number): number => {
        const drift = problem.drift(x, u, time);
        return problem.running(x, u, time) + drift * p + 0.5 * varianceFor(drift, problem.noise(x, u, time)) * q;
      };
      const found = bestOnInterval(hamiltonian, least, most, controls.samples ?? 17);
      const before = policy.control[i]!;
      const keep = before >= least && before <= most && hamiltonian(before) <= hamiltonian(found);
      const u = keep ? before : found;
      const drift = problem.drift(x, u, time);
      const rates = ratesOf(drift, varianceFor(drift, problem.noise(x, u, time)), h);
      policy.control[i] = u;
      policy.down[i] = rates.down;
      policy.up[i] = rates.up;
      policy.cost[i] = problem.running(x, u, time);
    });
    written = policy;
    return true;
  };
  const insist = (): void => {
    if (written !== null) insistOnCoefficients([written.down, written.up, written.cost], time);
  };
  return { prepare: (t) => { time = t; }, improve, insist };
};
