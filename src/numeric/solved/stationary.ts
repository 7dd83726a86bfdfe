/**
 * The stationary density of a process with noise: in one dimension the null vector of the grid's generator, which is the product of
 * the ratios of its rates; in two the law after a long time.
 *
 * It is normalised on the box.
 */
import type { Density } from '../../language/statement.ts';
import { ratesAt } from '../grid/generator-matrix.ts';
import { NumericError } from '../numeric-error.ts';
import { gridOf, marchLaw, massesOf } from './density.ts';
import { mixtureDensity } from './mixture.ts';
import type { ProcessTables } from './process-tables.ts';
import { FORWARD, lineDynamics } from './process-tables.ts';
import type { SpaceTime } from './space-time.ts';
import { spaceTime } from './space-time.ts';
import type { SolvedWorld } from './world.ts';

/** A time after which nothing is left of where it started. */
const LONG = 40;
const LONG_STEPS = 160;

export const solveStationary = (world: SolvedWorld, { field, process }: Density): SpaceTime => {
  const { setting, resolution } = world;
  const tables = world.tablesOf(process);
  if (!tables.steady) throw new NumericError('not-applicable', 'a process whose coefficients depend on time has no stationary density', 'fix them');
  if (tables.squared === null) throw new NumericError('not-applicable', 'a process without noise', 'give it noise');
  const { axes, volume } = massesOf(setting.interval, resolution, tables.dimension);
  const density = tables.dimension === 1 ? nullVector(world, tables) : afterLong(world, tables, field.name);
  const total = density.reduce((sum, value) => sum + value, 0) * volume;
  return spaceTime(axes, density.map((value) => value / total), true);
};

const nullVector = ({ setting, resolution }: SolvedWorld, tables: ProcessTables): Float64Array => {
  const { up, down } = ratesAt(gridOf(setting.interval, resolution), lineDynamics(tables), 0);
  const logarithms = new Float64Array(resolution.cells);
  up.forEach((rate, i) => { logarithms[i + 1] = logarithms[i]! + Math.log(rate / down[i]!); });
  const most = logarithms.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return logarithms.map((value) => Math.exp(value - most));
};

const afterLong = ({ setting, resolution }: SolvedWorld, tables: ProcessTables, name: string): Float64Array => {
  const law = setting.laws.get(name) ?? [];
  const kept = marchLaw(tables, FORWARD, setting.interval, { ...resolution, steps: LONG_STEPS }, LONG, (x) => mixtureDensity(law, x), null);
  return kept.at(-1)!;
};
