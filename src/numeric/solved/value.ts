/**
 * The value of a control problem of one state and one control, by Howard's iteration in every step of the central scheme of `control/`.
 *
 * Without a horizon: by one policy iteration for the stationary equation, with third derivatives that vanish at the ends.
 */
import { evaluateAll } from '../evaluate/evaluate.ts';
import type { Value } from '../../language/statement.ts';
import { EXTRAPOLATED, signedEnds } from '../control/ends.ts';
import { asCosts } from '../control/control-problem.ts';
import { implicitStep } from '../control/implicit-step.ts';
import { march } from '../control/march.ts';
import { controlProblem, controlTables, endsFor, insistOnInside } from './control-tables.ts';
import { jetOf } from './expectation.ts';
import { gridOf, timeLast } from './density.ts';
import type { SpaceTime } from './space-time.ts';
import { spaceTime } from './space-time.ts';
import { evenly, placeAt } from './tables.ts';
import type { SolvedWorld } from './world.ts';

export const solveValue = (world: SolvedWorld, { problem }: Value): SpaceTime => {
  const { setting, resolution } = world;
  const tables = controlTables(world, problem);
  const nodes = gridOf(setting.interval, resolution).faces;
  const h = (setting.interval[1] - setting.interval[0]) / resolution.cells;
  const { terminal } = problem;
  const final = terminal === null ? (): number => 0
    : (x: number): number => evaluateAll([terminal], world, placeAt(tables.variable, [x], setting.horizon), 0)[0]![0]![0]!;
  const { costs, sign } = asCosts(controlProblem(problem.sense, tables, 0, setting.horizon, final));
  const signed = (values: Float64Array): Float64Array => values.map((value) => sign * value);
  if (terminal === null) {
    const step = implicitStep(costs, nodes, h, 'central', EXTRAPOLATED);
    step.solve(0, 0, new Float64Array(nodes.length), [0, 0]);
    return spaceTime([nodes], signed(step.padded.subarray(1, nodes.length + 1)));
  }
  const ends = signedEnds(endsFor(tables, problem.sense, setting.interval, setting.horizon, jetOf(world, terminal, tables.variable)), sign);
  const kept: Float64Array[] = [];
  march(costs, { nodes, h, steps: resolution.steps, differences: 'central', ends, every: 1 }, (_, values, policy) => {
    kept.unshift(signed(values));
    insistOnInside(tables, policy.control.subarray(resolution.cells / 4, 3 * resolution.cells / 4));
  });
  return spaceTime([nodes, evenly(0, setting.horizon, resolution.steps + 1)], timeLast(kept));
};
