/**
 * A scalar function of space and time from an assumed linear equation of second order, ∂t F = a_ij ∂i∂j F + b·∇F + c F + s.
 *
 * The coefficients are read off the right-hand side by putting polynomials in for F: at each point 1, x_i − y_i and products of these,
 * y the point itself. Whether the equation is linear is tested with another function. Where a is positive the equation runs up from a law at
 * time 0; where −a is, it runs down from data at the horizon; both by the backward scheme, which is for equations of this form.
 */
import type { Expression, Field, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE } from '../../kernel/expression.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import type { World } from '../evaluate/world.ts';
import type { Dynamics } from '../grid/dynamics.ts';
import type { Dynamics2D } from '../grid/dynamics-2d.ts';
import { NumericError } from '../numeric-error.ts';
import { monomials } from '../taylor/monomials.ts';
import { marchValues, solvedValues } from './expectation.ts';
import { mixtureDensity } from './mixture.ts';
import type { ProcessTables } from './process-tables.ts';
import { lineDynamics, planeDynamics } from './process-tables.ts';
import { insistOnResolved } from './resolved.ts';
import type { SpaceTime } from './space-time.ts';
import type { Lattice } from './tables.ts';
import { forEachNode, latticeOf } from './tables.ts';
import type { SolvedWorld } from './world.ts';

export const solveEvolution = (world: SolvedWorld, field: Field, rate: Expression): SpaceTime => {
  const [variable] = field.slots;
  const isScalarOf = field.shape.length === 0 && field.slots.length === 2 && field.slots[1]?.name === T_VARIABLE.name;
  if (variable === undefined || !isScalarOf) throw new NumericError('not-applicable', 'an assumed equation for another function than F(x,t)', 'assume one of a scalar of x and t');
  const dimension = variable.space === null ? 1 : world.dimensionOf(variable.space);
  if (dimension > 2) throw new NumericError('not-applicable', `a grid of ${dimension} dimensions`, 'use one dimension or two');
  const lattice = latticeOf(world.setting.interval, dimension, 0, world.setting.horizon, false);
  const read = world.shared(field.name, rate, () => readCoefficients(world, field, rate, variable, lattice, dimension));
  const up = read.squared[0]!.every((a) => a > 0);
  if (!up && !read.squared[0]!.every((a) => a < 0)) {
    throw new NumericError('not-applicable', 'an assumed equation without second derivatives of one sign', 'assume a parabolic one');
  }
  const { horizon } = world.setting;
  const clock = (t: number): number => (up ? horizon - t : t);
  const sign = up ? 1 : -1;
  const signed = (table: Float64Array, factor = sign): Float64Array => table.map((value) => factor * value);
  const tables: ProcessTables = {
    variable, dimension, lattice, steady: false,
    terms: [read.drift.map((table) => signed(table))], squared: read.squared.map((table) => signed(table, 2 * sign)),
  };
  const law = world.setting.laws.get(field.name) ?? [];
  const data = up ? (x: readonly number[]): number => mixtureDensity(law, x) : (x: readonly number[]): number => bounded(law[0]?.means ?? [], x);
  const mapped = { timeOf: clock, turned: false };
  const dynamics: { line: Dynamics } | { plane: Dynamics2D } = dimension === 1 ? { line: lineDynamics(tables, mapped) } : { plane: planeDynamics(tables, mapped) };
  const kept = marchValues(world, dynamics, data, { lattice, values: signed(read.rate, -sign) }, { lattice, values: signed(read.source) }, clock);
  return solvedValues(world, up ? [...kept].reverse() : kept, dimension);
};

/** A positive function that stays away from 0 and ∞. */
const bounded = (phases: readonly number[], x: readonly number[]): number => 1 + 0.5 * Math.sin(x.reduce((sum, z, k) => sum + (k % 2 === 0 ? 0.75 : -0.625) * z + (phases[k] ?? 0), 0));

interface Coefficients {
  /** a by rows. */
  readonly squared: readonly Float64Array[];
  readonly drift: readonly Float64Array[];
  readonly rate: Float64Array;
  readonly source: Float64Array;
}

const readCoefficients = (
  world: SolvedWorld, field: Field, rate: Expression, variable: Variable, lattice: Lattice, dimension: number,
): Coefficients => {
  const count = lattice.axes.reduce((product, axis) => product * axis.length, 1) * lattice.times.length;
  const list = (length: number): Float64Array[] => Array.from({ length }, () => new Float64Array(count));
  const result = { squared: list(dimension * dimension), drift: list(dimension), rate: new Float64Array(count), source: new Float64Array(count) };
  const probeAt = (x: readonly number[], t: number) => (jet: Jet): number => valueWith(world, field, rate, variable, x, t, jet);
  const tables = [result.source, result.rate, ...result.drift, ...result.squared];
  forEachNode(lattice, (x, t, at) => {
    const probe = probeAt(x, t);
    coefficientsBy(probe, dimension).forEach((value, k) => { tables[k]![at] = value; });
    if (at === 0) insistOnLinear(probe, result, dimension);
  });
  insistOnResolved(world, lattice, tables, (x, t) => coefficientsBy(probeAt(x, t), dimension), 'a coefficient of an assumed equation');
  return result;
};

/** Source, rate, drift and a by rows. */
const coefficientsBy = (probe: (jet: Jet) => number, dimension: number): readonly number[] => {
  const source = probe({});
  const indices = Array.from({ length: dimension }, (_, i) => i);
  return [
    source, probe({ value: 1 }) - source, ...indices.map((i) => probe({ slopes: unit(dimension, i) }) - source),
    ...indices.flatMap((i) => indices.map((j) => (probe({ second: [Math.max(i, j), Math.min(i, j)] }) - source) / 2)),
  ];
};

const unit = (dimension: number, i: number): readonly number[] => Array.from({ length: dimension }, (_, k) => (k === i ? 1 : 0));

/** A function by its value, its slopes, and a product (x_i − y_i)(x_j − y_j), at a point; all derivatives by time are 0. */
interface Jet {
  readonly value?: number;
  readonly slopes?: readonly number[];
  readonly second?: readonly [number, number];
}

/** Where F is a product of two coordinates, its second derivatives are 1 off the diagonal, and 2 on it. */
const insistOnLinear = (probe: (jet: Jet) => number, { squared, drift, rate, source }: Coefficients, dimension: number): void => {
  const slopes = Array.from({ length: dimension }, (_, k) => 0.5 - k);
  const seen = probe({ value: 3, slopes, second: [0, 0] });
  const expected = source[0]! + 3 * rate[0]! + 2 * squared[0]![0]! + slopes.reduce((sum, b, k) => sum + b * drift[k]![0]!, 0);
  if (Math.abs(seen - expected) <= 1e-9 * (1 + Math.abs(seen) + Math.abs(expected))) return;
  throw new NumericError('not-applicable', 'an assumed equation that is not linear', 'assume a linear one, or declare what it is the value or the density of');
};

const valueWith = (
  world: SolvedWorld, field: Field, rate: Expression, variable: Variable, x: readonly number[], t: number, jet: Jet,
): number => {
  const dimension = x.length;
  const probed: World<number> = {
    arithmetic: world.arithmetic, dimensionOf: world.dimensionOf, parameter: world.parameter,
    field: (f, point, order) => (f.name === field.name ? [seriesOfJet(jet, dimension, order)] : world.field(f, point, order)),
  };
  return evaluateAll([rate], probed, [{ variable, values: x }, { variable: T_VARIABLE, values: [t] }], 0)[0]![0]![0]!;
};

const seriesOfJet = ({ value = 0, slopes = [], second }: Jet, dimension: number, order: number): readonly number[] => {
  const table = monomials(dimension + 1, order);
  const series = Array.from({ length: table.counts[order]! }, () => 0);
  series[0] = value;
  for (let k = 0; order >= 1 && k < dimension; k += 1) series[k + 1] = slopes[k] ?? 0;
  if (second !== undefined && order >= 2) {
    const m = table.raised[(second[0] + 1) * (dimension + 1) + second[1]]!;
    series[m] = 1;
  }
  return series;
};
