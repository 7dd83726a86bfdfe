/**
 * Policy improvement: for a value on a grid, the best control at every node, and the rates and costs of that policy, by the
 * kind of controls of a problem that minimises.
 */
import type { ControlProblem } from './control-problem.ts';
import type { PolicyMemory } from './wasm/policy-memory.ts';
import { improveInterval } from './improve-interval.ts';
import { improveList } from './improve-list.ts';
import { improveQuadratic } from './improve-quadratic.ts';
import type { Differences, Improvement } from './policy.ts';

export const improvementFor = (
  problem: ControlProblem, nodes: Float64Array, h: number, differences: Differences, memory: PolicyMemory,
): Improvement => {
  const { controls } = problem;
  switch (controls.kind) {
    case 'quadratic': return improveQuadratic(problem, controls, nodes, h, differences, memory);
    case 'set': return improveList(problem, controls.values.map((u) => () => u), nodes, h, differences);
    // A law may depend on time where the problem does not.
    case 'law': return improveList({ ...problem, autonomous: false }, [controls.law], nodes, h, differences);
    case 'interval': return improveInterval(problem, controls, nodes, h, differences);
  }
};
