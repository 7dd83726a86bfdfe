/**
 * Policy improvement over a finite list of feedback laws: a set of constant controls, or one given law (nothing to choose).
 * Drift, noise and running cost of every law are tabulated at every time; the least Hamiltonian wins, the first of equals.
 */
import type { ControlProblem } from './control-problem.ts';
import type { Differences, Improvement, Policy } from './policy.ts';
import { emptyPolicy, insistOnCoefficients, readOnce } from './policy.ts';
import { positiveVariance, ratesOf } from './upwind.ts';

type Law = (x: number, t: number) => number;

const tabulate = (
  problem: ControlProblem, law: Law, t: number, nodes: Float64Array, h: number, differences: Differences, out: Policy,
): void => {
  nodes.forEach((x, i) => {
    const u = law(x, t);
    const drift = problem.drift(x, u, t), variance = problem.noise(x, u, t) ** 2;
    const rates = ratesOf(drift, differences === 'monotone' ? positiveVariance(drift, variance, h) : variance, h);
    out.control[i] = u;
    out.down[i] = rates.down;
    out.up[i] = rates.up;
    out.cost[i] = problem.running(x, u, t);
  });
};

const copyNode = (from: Policy, to: Policy, i: number): void => {
  to.control[i] = from.control[i]!;
  to.down[i] = from.down[i]!;
  to.up[i] = from.up[i]!;
  to.cost[i] = from.cost[i]!;
};

export const improveList = (
  problem: ControlProblem, laws: readonly Law[], nodes: Float64Array, h: number, differences: Differences,
): Improvement => {
  const tables = laws.map(() => emptyPolicy(nodes.length));
  let time = Number.NaN;
  const prepare = readOnce(problem, (t) => {
    laws.forEach((law, k) => { tabulate(problem, law, t, nodes, h, differences, tables[k]!); });
    time = t;
    insist();
  });
  const improve = (padded: Float64Array, policy: Policy): boolean => {
    for (let i = 0; i < nodes.length; i += 1) {
      const below = padded[i]! - padded[i + 1]!, above = padded[i + 2]! - padded[i + 1]!;
      let lowest = Infinity;
      for (const table of tables) {
        const value = table.cost[i]! + table.down[i]! * below + table.up[i]! * above;
        // With one law there is nothing to compare, and a value that is not finite is noticed where it is solved for.
        if (value < lowest || tables.length === 1) {
          lowest = value;
          copyNode(table, policy, i);
        }
      }
    }
    return true;
  };
  const insist = (): void => {
    for (const { control, down, up, cost } of tables) insistOnCoefficients([control, down, up, cost], time);
  };
  return { prepare, improve, insist };
};
