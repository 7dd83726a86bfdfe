/**
 * Coefficients that are formulas, on a coarse lattice of space and time, from where they are interpolated onto the grids of the
 * solvers: a formula costs microseconds a point, and a solver asks for a hundred thousand points.
 *
 * Interpolation is by polynomials of degree 7 in each coordinate. How far it may be off is measured between the nodes.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE } from '../../kernel/expression.ts';
import type { Place } from '../evaluate/evaluate.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import type { World } from '../evaluate/world.ts';
import type { LocalWeights } from '../grid/local-polynomial.ts';
import { localWeights } from '../grid/local-polynomial.ts';
import { insistOnResolved } from './resolved.ts';

export interface Lattice {
  /** One axis a coordinate of the state. */
  readonly axes: readonly Float64Array[];
  /** One time alone where nothing depends on it. */
  readonly times: Float64Array;
}

const SPACE_NODES: Readonly<Record<number, number>> = { 1: 61, 2: 17 };
const TIME_NODES: Readonly<Record<number, number>> = { 1: 13, 2: 7 };

export const evenly = (low: number, high: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, k) => (count === 1 ? low : low + (high - low) * (k / (count - 1))));

export const latticeOf = (interval: readonly [number, number], dimension: number, from: number, to: number, steady: boolean): Lattice => ({
  axes: Array.from({ length: dimension }, () => evenly(interval[0], interval[1], SPACE_NODES[dimension] ?? 11)),
  times: evenly(from, to, steady ? 1 : TIME_NODES[dimension] ?? 7),
});

export const isSteady = (...expressions: readonly Expression[]): boolean => expressions.every((e) => !dependsOn(e, T_VARIABLE));

/** A place in space and time; the state's variable may be a vector or a scalar. */
export const placeAt = (variable: Variable, x: readonly number[], t: number): Place<number> =>
  [{ variable, values: x }, { variable: T_VARIABLE, values: [t] }];

/** One list a component: the coordinates row-major, time running fastest. */
export type TableValues = readonly Float64Array[];

/** Expression by expression. Tables that do not follow the formulas between their nodes are refused by name. */
export const tabulate = (expressions: readonly Expression[], world: World<number>, variable: Variable, lattice: Lattice): readonly TableValues[] => {
  const count = lattice.axes.reduce((product, axis) => product * axis.length, 1) * lattice.times.length;
  const tables: Float64Array[][] = expressions.map(() => []);
  forEachNode(lattice, (x, t, at) => {
    evaluateAll(expressions, world, placeAt(variable, x, t), 0).forEach((components, e) => {
      components.forEach((series, c) => { ((tables[e] as Float64Array[])[c] ??= new Float64Array(count))[at] = series[0]!; });
    });
  });
  insistOnResolved(world, lattice, tables.flat(), (x, t) => evaluateAll(expressions, world, placeAt(variable, x, t), 0).flatMap((components) => components.map((series) => series[0]!)),
    'a coefficient');
  return tables;
};

export const forEachNode = ({ axes, times }: Lattice, visit: (x: readonly number[], t: number, at: number) => void): void => {
  let at = 0;
  const descend = (x: readonly number[]): void => {
    const axis = axes[x.length];
    if (axis === undefined) {
      for (const t of times) { visit(x, t, at); at += 1; }
      return;
    }
    for (const coordinate of axis) descend([...x, coordinate]);
  };
  descend([]);
};

/** Writes a table at a time onto a product of axes, row-major. */
export type Onto = (table: Float64Array, t: number, out: Float64Array) => void;

export const onto = ({ axes, times }: Lattice, targets: readonly Float64Array[]): Onto => {
  const along = targets.map((target, k) => Array.from(target, (x) => localWeights(axes[k]!, x, 7, 0)));
  const nodes = axes.reduce((product, axis) => product * axis.length, 1);
  const now = new Float64Array(nodes);
  return (table, t, out) => {
    const inTime = localWeights(times, t, Math.min(7, times.length - 1), 0);
    for (let n = 0; n < nodes; n += 1) now[n] = weighted(inTime, table, n * times.length);
    const [first, second] = along;
    if (second === undefined) first!.forEach((local, i) => { out[i] = weighted(local, now, 0); });
    else plane(first!, second, now, axes[1]!.length, out);
  };
};

const weighted = ({ first, weights }: LocalWeights, values: Float64Array, offset: number): number => {
  const row = weights[0]!;
  let sum = 0;
  for (let j = 0; j < row.length; j += 1) sum += row[j]! * values[offset + first + j]!;
  return sum;
};

/** The second coordinate first, then the first. */
const plane = (first: readonly LocalWeights[], second: readonly LocalWeights[], values: Float64Array, columns: number, out: Float64Array): void => {
  const rows = values.length / columns;
  const half = new Float64Array(rows * second.length);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < second.length; j += 1) half[i * second.length + j] = weighted(second[j]!, values, i * columns);
  }
  for (let i = 0; i < first.length; i += 1) {
    const { first: start, weights } = first[i]!;
    const row = weights[0]!;
    for (let j = 0; j < second.length; j += 1) {
      let sum = 0;
      for (let k = 0; k < row.length; k += 1) sum += row[k]! * half[(start + k) * second.length + j]!;
      out[i * second.length + j] = sum;
    }
  }
};
