/**
 * h(x,t) = E[ e^{−∫r} φ(X_T) + ∫ e^{−∫r} c | X_t = x ] at all times, by the backward scheme of `grid/`, which is the transpose of the forward one.
 *
 * Ends reflect. φ is taken at the centres of the cells, so that at the horizon h is φ.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import type { Expectation } from '../../language/statement.ts';
import { march } from '../control/march.ts';
import { planeStep } from '../grid/alternating-directions.ts';
import { marchBackward } from '../grid/backward-kolmogorov.ts';
import { box } from '../grid/box.ts';
import type { Source } from '../grid/dynamics.ts';
import { controlProblem, endsFor, expectationTables } from './control-tables.ts';
import { gridOf, massesOf, timeLast } from './density.ts';
import type { Dynamics } from '../grid/dynamics.ts';
import type { Dynamics2D } from '../grid/dynamics-2d.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import { NumericError } from '../numeric-error.ts';
import { lineDynamics, planeDynamics } from './process-tables.ts';
import type { Resolution } from './setting.ts';
import type { SpaceTime } from './space-time.ts';
import { spaceTime } from './space-time.ts';
import type { Lattice } from './tables.ts';
import { evenly, isSteady, latticeOf, onto, placeAt, tabulate } from './tables.ts';
import type { SolvedWorld } from './world.ts';

export const solveExpectation = (world: SolvedWorld, of: Expectation): SpaceTime => {
  if (of.process.backward) throw new NumericError('not-applicable', 'an expectation along a clock that runs down', 'turn the clock round');
  if (world.setting.interval[0] > 0) return solveOnHalfLine(world, of);
  const tables = world.tablesOf(of.process);
  const variable = tables.variable;
  const terminal = terminalAt(world, of.terminal, variable);
  const [discount, running] = [of.discount, of.running].map((e) => (e === null ? null : tableOf(world, e, variable)));
  const dynamics = tables.dimension === 1 ? { line: lineDynamics(tables) } : { plane: planeDynamics(tables) };
  const kept = marchValues(world, dynamics, terminal, discount ?? null, running ?? null);
  return solvedValues(world, kept, tables.dimension);
};

/**
 * On a piece of the half line, where ends that reflect would be felt in the middle: by the central scheme of `control/`, with given ends.
 */
const solveOnHalfLine = (world: SolvedWorld, of: Expectation): SpaceTime => {
  const { setting, resolution } = world;
  const tables = expectationTables(world, of);
  const final = terminalAt(world, of.terminal, tables.variable);
  const nodes = gridOf(setting.interval, resolution).faces;
  const kept: Float64Array[] = [];
  march(controlProblem('minimize', tables, 0, setting.horizon, (x) => final([x])), {
    nodes, h: (setting.interval[1] - setting.interval[0]) / resolution.cells, steps: resolution.steps, differences: 'central', every: 1,
    ends: endsFor(tables, 'minimize', setting.interval, setting.horizon, jetOf(world, of.terminal, tables.variable)),
  }, (_, values) => { kept.unshift(values.slice()); });
  const values = timeLast(kept);
  return spaceTime([nodes, evenly(0, setting.horizon, resolution.steps + 1)], values, values.every((v) => v > 0));
};

/** Kept values, from time 0 to the horizon, as a function; positive if all of them are. */
export const solvedValues = ({ setting, resolution }: SolvedWorld, kept: readonly Float64Array[], dimension: number): SpaceTime => {
  const { axes } = massesOf(setting.interval, resolution, dimension);
  const values = timeLast(kept);
  return spaceTime([...axes, evenly(0, setting.horizon, resolution.steps + 1)], values, values.every((v) => v > 0));
};

/** A function of the state at the horizon. */
export const terminalAt = (world: SolvedWorld, terminal: Expression, variable: Variable) => (x: readonly number[]): number =>
  evaluateAll([terminal], world, placeAt(variable, x, world.setting.horizon), 0)[0]![0]![0]!;

/** Its value and first two derivatives, in one dimension. */
export const jetOf = (world: SolvedWorld, e: Expression, variable: Variable) => (x: number): readonly [number, number, number] => {
  const series = evaluateAll([e], world, placeAt(variable, [x], world.setting.horizon), 2)[0]![0]!;
  // The variables are x and t: 1, x, t, x², …
  return [series[0]!, series[1] ?? 0, 2 * (series[3] ?? 0)];
};

/** A scalar on the lattice. */
export interface ScalarTable {
  readonly lattice: Lattice;
  readonly values: Float64Array;
}

export const tableOf = (world: SolvedWorld, e: Expression, variable: Variable): ScalarTable => {
  const dimension = variable.space === null ? 1 : world.dimensionOf(variable.space);
  const lattice = latticeOf(world.setting.interval, dimension, 0, world.setting.horizon, isSteady(e));
  return { lattice, values: tabulate([e], world, variable, lattice)[0]![0]! };
};

/** `clock`: the time of the table for a time of the solver. */
export const sourceOf = ({ lattice, values }: ScalarTable, clock: (t: number) => number = (t) => t): Source => ({
  on: (grid) => {
    const fill = onto(lattice, [grid.centres]);
    return (t, out) => fill(values, clock(t), out);
  },
});

/** Values at the centres at every step, time 0 first. */
export const marchValues = (
  { setting, resolution }: SolvedWorld, dynamics: { readonly line: Dynamics } | { readonly plane: Dynamics2D },
  terminal: (x: readonly number[]) => number, discount: ScalarTable | null, running: ScalarTable | null,
  clock: (t: number) => number = (t) => t,
): readonly Float64Array[] => ('line' in dynamics
  ? marchLine(setting.interval, setting.horizon, resolution, dynamics.line, terminal, discount, running, clock)
  : marchPlane(setting.interval, setting.horizon, resolution, dynamics.plane, terminal, discount, running, clock));

const marchLine = (
  interval: readonly [number, number], to: number, resolution: Resolution, dynamics: Dynamics, terminal: (x: readonly number[]) => number,
  discount: ScalarTable | null, running: ScalarTable | null, clock: (t: number) => number,
): readonly Float64Array[] => {
  const grid = gridOf(interval, resolution);
  const start = grid.centres.map((x) => terminal([x]));
  const kept = [start];
  marchBackward({
    grid, dynamics, from: 0, to, steps: resolution.steps,
    ...(discount === null ? {} : { discount: sourceOf(discount, clock) }), ...(running === null ? {} : { running: sourceOf(running, clock) }),
  }, start, false, (_, now) => { kept.unshift(now.slice()); });
  return kept;
};

const marchPlane = (
  interval: readonly [number, number], to: number, resolution: Resolution, dynamics: Dynamics2D, terminal: (x: readonly number[]) => number,
  discount: ScalarTable | null, running: ScalarTable | null, clock: (t: number) => number,
): readonly Float64Array[] => {
  const grid = gridOf(interval, resolution);
  const plane = box(grid, grid);
  const values = new Float64Array(plane.cells);
  grid.centres.forEach((x, i) => grid.centres.forEach((y, j) => { values[i * grid.cells + j] = terminal([x, y]); }));
  const targets = [grid.centres, grid.centres];
  const fillRate = discount === null ? null : onto(discount.lattice, targets);
  const fillCost = running === null ? null : onto(running.lattice, targets);
  const [rate, cost] = [new Float64Array(plane.cells), new Float64Array(plane.cells)];
  const delta = to / resolution.steps;
  const step = planeStep(plane, dynamics);
  const kept = [values];
  step.put(values);
  const earn = (): void => {
    if (fillCost !== null) step.put(step.take().map((value, i) => value + delta / 2 * cost[i]!));
  };
  for (let n = resolution.steps - 1; n >= 0; n -= 1) {
    const t = (n + 0.5) * delta;
    fillRate?.(discount!.values, clock(t), rate);
    fillCost?.(running!.values, clock(t), cost);
    step.prepare(t, delta / 2, fillRate === null ? null : rate);
    earn();
    step.backward();
    earn();
    kept.unshift(step.take().slice());
  }
  return kept;
};
