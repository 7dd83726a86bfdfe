/**
 * The value of a control problem in the plane, by Howard's iteration in every step of the central scheme of `control/`; sides reflect.
 *
 * Grids of half the cells and half the steps of the others of the same resolution: the equations of a policy in the plane take longer.
 */
import type { Problem, Value } from '../../language/statement.ts';
import { marchPlane } from '../control/plane-march.ts';
import { planeCosts } from '../control/plane-problem.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import { NumericError } from '../numeric-error.ts';
import { gridOf, timeLast } from './density.ts';
import { planeProblem, planeTables } from './plane-control.ts';
import type { Resolution } from './setting.ts';
import type { SpaceTime } from './space-time.ts';
import { spaceTime } from './space-time.ts';
import { evenly, placeAt } from './tables.ts';
import type { SolvedWorld } from './world.ts';

export const planeResolution = ({ resolution }: SolvedWorld): Resolution => ({ cells: resolution.cells / 2, steps: resolution.steps / 2 });

export const solvePlaneValue = (world: SolvedWorld, { problem }: Value): SpaceTime => {
  const { setting } = world;
  const { terminal } = problem;
  if (terminal === null) throw new NumericError('not-applicable', 'in the plane, a problem without a horizon', 'give it one');
  const resolution = planeResolution(world);
  const tables = planeTables(world, problem);
  const faces = gridOf(setting.interval, resolution).faces;
  const final = (x: number, y: number): number => evaluateAll([terminal], world, placeAt(tables.variable, [x, y], setting.horizon), 0)[0]![0]![0]!;
  const { costs, sign } = planeCosts(planeProblem(problem.sense, tables, faces, 0, setting.horizon, final));
  const axis = { low: setting.interval[0], high: setting.interval[1], cells: resolution.cells };
  const kept: Float64Array[] = [];
  marchPlane(costs, [axis, axis], resolution.steps, 'central', { kind: 'reflecting' }, (_, values) => { kept.unshift(values.map((v) => sign * v)); });
  return spaceTime([faces, faces, evenly(0, setting.horizon, resolution.steps + 1)], timeLast(kept));
};

/** Whether a problem's state has two components. */
export const isPlane = (world: SolvedWorld, problem: Problem): boolean => {
  const space = problem.process.blocks[0]?.variable.space ?? null;
  return space !== null && world.dimensionOf(space) === 2;
};
