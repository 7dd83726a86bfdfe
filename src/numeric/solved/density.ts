/**
 * The density of a process, from a mixture of normal laws at the start of its clock, at all times: by the Fokker–Planck scheme of
 * `grid/` with the coefficients of the process; without noise, along trajectories.
 *
 * The box reflects at its ends. A density that is reflected solves the same equation inside, so that equations may be looked at in
 * the middle whatever the box; where laws are compared the box holds all but 10^−5 of the mass.
 */
import type { Density, Process } from '../../language/statement.ts';
import { planeStep } from '../grid/alternating-directions.ts';
import { box } from '../grid/box.ts';
import { marchForward } from '../grid/fokker-planck.ts';
import type { Grid } from '../grid/grid.ts';
import { uniformGrid } from '../grid/grid.ts';
import { NumericError } from '../numeric-error.ts';
import { mixtureDensity } from './mixture.ts';
import type { Clock, ProcessTables, Strengths } from './process-tables.ts';
import { FORWARD, lineDynamics, planeDynamics } from './process-tables.ts';
import type { Resolution } from './setting.ts';
import type { SpaceTime } from './space-time.ts';
import { spaceTime } from './space-time.ts';
import { evenly } from './tables.ts';
import { transported } from './transported.ts';
import type { SolvedWorld } from './world.ts';

export const gridOf = (interval: readonly [number, number], { cells }: Resolution): Grid => uniformGrid(interval[0], interval[1], cells);

/** The clock in which a process runs up. */
export const clockOf = ({ backward }: Process, end: number): Clock => (backward ? { timeOf: (tau) => end - tau, turned: true } : FORWARD);

export const solveDensity = (world: SolvedWorld, { field, process }: Density): SpaceTime => {
  const { setting, resolution } = world;
  const law = setting.laws.get(field.name);
  if (law === undefined) throw new NumericError('not-applicable', 'a density that is no scalar', 'declare it as a scalar');
  const initial = (x: readonly number[]): number => mixtureDensity(law, x);
  const tables = world.tablesOf(process);
  if (tables.squared === null) return transported(world, process, initial);
  const kept = marchLaw(tables, clockOf(process, setting.horizon), setting.interval, resolution, setting.horizon, initial, null);
  if (process.backward) kept.reverse();
  const { axes } = massesOf(setting.interval, resolution, tables.dimension);
  return spaceTime([...axes, evenly(0, setting.horizon, resolution.steps + 1)], timeLast(kept), true);
};

/** Lists of one time each, as one list in which time runs fastest. */
export const timeLast = (kept: readonly Float64Array[]): Float64Array => {
  const count = kept[0]!.length;
  const all = new Float64Array(count * kept.length);
  kept.forEach((values, n) => { for (let i = 0; i < count; i += 1) all[i * kept.length + n] = values[i]!; });
  return all;
};

/** The centres of the cells, and the volume of a cell. */
export const massesOf = (interval: readonly [number, number], resolution: Resolution, dimension: number): { readonly axes: readonly Float64Array[]; readonly volume: number } => {
  const grid = gridOf(interval, resolution);
  return { axes: Array.from({ length: dimension }, () => grid.centres), volume: grid.widths[0]! ** dimension };
};

/** The density at the centres after every step, the start first; on the clock τ from 0 to `duration`. */
export const marchLaw = (
  tables: ProcessTables, clock: Clock, interval: readonly [number, number], resolution: Resolution, duration: number,
  initial: (x: readonly number[]) => number, strengths: Strengths | null,
): Float64Array[] => {
  const grid = gridOf(interval, resolution);
  const times = { from: 0, to: duration, steps: resolution.steps };
  if (tables.dimension === 1) {
    const start = grid.centres.map((x) => initial([x]));
    const kept = [start];
    marchForward(grid, lineDynamics(tables, clock, strengths), start, times, false, (_, now) => { kept.push(now.slice()); });
    return kept;
  }
  const plane = box(grid, grid);
  const start = new Float64Array(plane.cells);
  grid.centres.forEach((x, i) => grid.centres.forEach((y, j) => { start[i * grid.cells + j] = initial([x, y]); }));
  const kept = [start];
  const step = planeStep(plane, planeDynamics(tables, clock, strengths));
  step.put(start);
  const delta = duration / resolution.steps;
  for (let n = 0; n < resolution.steps; n += 1) {
    step.prepare((n + 0.5) * delta, delta / 2, null);
    step.forward();
    kept.push(step.take().slice());
  }
  return kept;
};
