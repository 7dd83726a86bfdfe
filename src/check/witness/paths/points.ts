/**
 * Points from which paths start, and functions of the state at one time, read off a table.
 */
import type { Condition, Expression } from '../../../kernel/expression.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { ColumnStart } from '../../../numeric/paths/columns.ts';
import { FINE, HALF_AS_FINE, nodesAlong, tabulated } from '../../../numeric/paths/tabulated.ts';
import type { KeyedStream } from '../../../numeric/random/streams.ts';
import { forEachNode } from '../../../numeric/solved/tables.ts';
import { holds } from './law.ts';
import type { Box, State } from './state.ts';

/** In half-widths of the interval that the box and that of the solvers share, from its middle: one coordinate after the other, turned round by one for the next. */
const PLACES: readonly number[] = [-0.16, 0.06, 0.2];

/** The points at which the conditions hold. Throws 'not-applicable' where there is none. */
export const startPoints = (interval: readonly [number, number], box: Box, state: State, conditions: readonly Condition[], world: World<number>, t: number): readonly (readonly number[])[] => {
  const points = PLACES.map((_, n) => box.map(([least, most], k) => {
    const [low, high] = [Math.max(interval[0], least), Math.min(interval[1], most)];
    return (low + high) / 2 + (PLACES[(n + k) % PLACES.length] as number) * (high - low) / 2;
  }))
    .filter((x) => conditions.every((c) => holds(c, world, state.place(x, t))));
  if (points.length > 0) return points;
  throw new NumericError('not-applicable', 'the conditions hold at none of the points from which paths start', 'take others');
};

/**
 * Paths that start at the points in turn, at random. After the components of the process come constants: what is given for each point,
 * and the number of the point.
 */
export const startAtPoints = (points: readonly (readonly number[])[], constants: readonly (readonly number[])[], components: number, stream: KeyedStream): ColumnStart => {
  const uniforms = new Float64Array(4096);
  return (first, count, out) => {
    const level = count <= uniforms.length ? uniforms.subarray(0, count) : new Float64Array(count);
    stream.fillUniforms(first, level);
    for (const column of out) column.fill(0, 0, count);
    for (let p = 0; p < count; p++) {
      const n = Math.floor((level[p] as number) * points.length);
      (points[n] as readonly number[]).forEach((x, k) => { (out[k] as Float64Array)[p] = x; });
      [...(constants[n] as readonly number[]), n].forEach((value, k) => { (out[components + k] as Float64Array)[p] = value; });
    }
  };
};

const NODES: Readonly<Record<number, number>> = { 1: 61, 2: 21 };
const ROUGH_NODES: Readonly<Record<number, number>> = { 1: 41, 2: 15 };

/** An expression's components at a time, as functions of the first entries of a final state. */
export const functionsAt = (expression: Expression, world: World<number>, state: State, box: Box, t: number, rough: boolean): readonly ((x: Float64Array) => number)[] => {
  const lattice = { axes: box.map(([low, high]) => nodesAlong(low, high, (rough ? ROUGH_NODES : NODES)[box.length] as number)), times: Float64Array.of(t) };
  const count = lattice.axes.reduce((product, axis) => product * axis.length, 1);
  const tables: Float64Array[] = [];
  forEachNode(lattice, (x, _, n) => {
    evaluateAll([expression], world, state.place(x, t), 0)[0]?.forEach((series, k) => { (tables[k] ??= new Float64Array(count))[n] = series[0] as number; });
  });
  const table = tabulated(lattice, tables, rough ? HALF_AS_FINE : FINE);
  const rows = table.rowsAt(t);
  const states = box.map(() => new Float64Array(1));
  const out = [new Float64Array(1)];
  return rows.map((row) => (x) => {
    states.forEach((column, k) => { column[0] = x[k] as number; });
    table.read([row], states, 1, out);
    return (out[0] as Float64Array)[0] as number;
  });
};

/** The first component of an expression at a point. */
export const valueAt = (expression: Expression, world: World<number>, state: State, x: readonly number[], t: number): number =>
  evaluateAll([expression], world, state.place(x, t), 0)[0]?.[0]?.[0] as number;
