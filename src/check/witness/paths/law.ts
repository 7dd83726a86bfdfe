/**
 * A claimed density on the nodes of a grid, and the discrete law that paths start from.
 *
 * Paths start at the nodes, with probabilities proportional to |E|: the sum over the nodes of E(x) u(x) h^d is the integral of E u to
 * far more digits than paths can tell, where E u is smooth and decays (the trapezoidal rule on the whole line; Trefethen, Weideman, The
 * exponentially convergent trapezoidal rule, SIAM Review 56, 2014). So the law is exact, needs no normalisation, and a claimed density may
 * even be negative somewhere: its sign goes along with the path as a weight.
 *
 * Errors: NumericError 'not-applicable' where the claimed density does not decay within the box, 'vanished' where it is zero everywhere.
 */
import type { Condition, Expression } from '../../../kernel/expression.ts';
import { subtract } from '../../../kernel/expression.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { ColumnStart } from '../../../numeric/paths/columns.ts';
import type { Functional } from '../../../numeric/paths/talay-tubaro.ts';
import type { KeyedStream } from '../../../numeric/random/streams.ts';
import type { Extent } from '../../../numeric/statistics/cosines.ts';
import { evenly } from '../../../numeric/solved/tables.ts';
import type { Box, State } from './state.ts';

export interface Nodes {
  readonly dimension: number;
  /** Row-major, one entry a coordinate. */
  readonly points: Float64Array;
  /** How many along an axis. */
  readonly along: number;
}

export interface GridLaw {
  readonly nodes: Nodes;
  /** E at the nodes; 0 where a condition does not hold. */
  readonly values: Float64Array;
  /** Σ |E|. */
  readonly size: number;
  /** The share of |E| near the ends of the box, and where it is not known. */
  readonly atEnds: number;
}

const ALONG: Readonly<Record<number, number>> = { 1: 241, 2: 45 };

export const nodesOf = (box: Box): Nodes => {
  const dimension = box.length;
  const along = ALONG[dimension] as number;
  const axes = box.map(([low, high]) => evenly(low, high, along));
  const points = new Float64Array(along ** dimension * dimension);
  for (let n = 0; n < along ** dimension; n++) {
    for (let k = 0, rest = n; k < dimension; k++, rest = Math.floor(rest / along)) {
      const axis = dimension - 1 - k;
      points[n * dimension + axis] = (axes[axis] as Float64Array)[rest % along] as number;
    }
  }
  return { dimension, points, along };
};

/** E at the nodes at a time. Where E cannot be evaluated it is taken to be zero, unless it is large right beside such a node. */
export const lawOn = (
  nodes: Nodes, density: Expression, conditions: readonly Condition[], world: World<number>, state: State, t: number,
): GridLaw => {
  const { dimension, points } = nodes;
  const count = points.length / dimension;
  const values = new Float64Array(count);
  const missing: number[] = [];
  let problem: NumericError | null = null;
  for (let n = 0; n < count; n++) {
    const place = state.place(points.subarray(n * dimension, (n + 1) * dimension), t);
    try {
      if (conditions.every((c) => holds(c, world, place))) values[n] = evaluateAll([density], world, place, 0)[0]?.[0]?.[0] as number;
    } catch (error) {
      if (!(error instanceof NumericError)) throw error;
      problem ??= error;
      missing.push(n);
    }
  }
  const most = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  if (problem !== null && (most === 0 || missing.some((n) => neighbours(nodes, n).some((m) => Math.abs(values[m] as number) > NEGLIGIBLE * most)))) throw problem;
  if (!(most > 0)) throw new NumericError('vanished', 'the claimed density is zero everywhere in the box', 'take another box');
  const beside = missing.reduce((sum, n) => sum + Math.max(0, ...neighbours(nodes, n).map((m) => Math.abs(values[m] as number))), 0);
  const size = values.reduce((a, b) => a + Math.abs(b), 0);
  const atEnds = massAtEnds(nodes, values) + beside / size;
  if (atEnds > MOST_AT_ENDS) throw new NumericError('not-applicable', 'the claimed density does not decay within the box', 'take a law that does');
  return { nodes, values, atEnds, size };
};

/** Of the largest value: what may stand beside a node at which the density is not known. */
const NEGLIGIBLE = 1e-2;
/** Of the mass: what may lie in the outer twentieth of the box on any side. */
const MOST_AT_ENDS = 2e-3;

const neighbours = ({ along, dimension }: Nodes, n: number): readonly number[] => {
  const strides = dimension === 1 ? [1] : [1, along];
  return strides.flatMap((s) => [n - s, n + s]).filter((m) => m >= 0 && m < along ** dimension);
};

/** The share of the mass near the ends of the box: there the box has changed what was solved in it. */
const massAtEnds = ({ along, dimension }: Nodes, values: Float64Array): number => {
  const margin = Math.ceil(along / 20);
  let [near, all] = [0, 0];
  values.forEach((value, n) => {
    const [i, j] = [n % along, Math.floor(n / along)];
    const isNear = (k: number): boolean => k < margin || k >= along - margin;
    all += Math.abs(value);
    if (isNear(i) || (dimension === 2 && isNear(j))) near += Math.abs(value);
  });
  return near / all;
};

export const holds = ({ relation, left, right }: Condition, world: World<number>, place: Parameters<typeof evaluateAll<number>>[2]): boolean => {
  const difference = evaluateAll([subtract(left, right)], world, place, 0)[0]?.[0]?.[0] as number;
  switch (relation) {
    case '>': return difference > 0;
    case '>=': return difference >= 0;
    case '<': return difference < 0;
    case '<=': return difference <= 0;
    case '!=': return difference !== 0;
    case '=': return Math.abs(difference) < 1e-12;
  }
};

/** The smallest box that holds every node at which one of the laws is more than negligible, with some nodes more. */
export const supportOf = (laws: readonly GridLaw[], box: Box, least: number): Box => box.map(([low, high], k) => {
  let [from, to] = [high, low];
  for (const { nodes: { points, dimension }, values } of laws) {
    const most = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    values.forEach((value, n) => {
      if (Math.abs(value) <= least * most) return;
      const x = points[n * dimension + k] as number;
      from = Math.min(from, x);
      to = Math.max(to, x);
    });
  }
  return [Math.max(low, from), Math.min(high, to)];
});

/** Starts at the nodes. After the components of the process come the coordinates of the start once more, and the sign of E there. */
export const startFrom = ({ nodes: { points, dimension }, values, size }: GridLaw, components: number, stream: KeyedStream): ColumnStart => {
  const cumulative = new Float64Array(values.length);
  let sum = 0;
  values.forEach((value, n) => { sum += Math.abs(value) / size; cumulative[n] = sum; });
  const uniforms = new Float64Array(4096);
  return (first, count, out) => {
    const level = count <= uniforms.length ? uniforms.subarray(0, count) : new Float64Array(count);
    stream.fillUniforms(first, level);
    for (let i = dimension; i < components; i++) (out[i] as Float64Array).fill(0, 0, count);
    for (let p = 0; p < count; p++) {
      const n = search(cumulative, level[p] as number);
      for (let k = 0; k < dimension; k++) {
        const x = points[n * dimension + k] as number;
        (out[k] as Float64Array)[p] = x;
        (out[components + k] as Float64Array)[p] = x;
      }
      (out[components + dimension] as Float64Array)[p] = (values[n] as number) < 0 ? -1 : 1;
    }
  };
};

const search = (cumulative: Float64Array, level: number): number => {
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] as number) < level) low = middle + 1; else high = middle;
  }
  return low;
};

export const extentOf = ({ nodes: { points, dimension }, values, size }: GridLaw): Extent => {
  const mean = new Float64Array(dimension);
  const covariance = new Float64Array(dimension * dimension);
  const x = (n: number, k: number): number => points[n * dimension + k] as number;
  values.forEach((value, n) => { for (let k = 0; k < dimension; k++) mean[k] = (mean[k] as number) + Math.abs(value) * x(n, k) / size; });
  values.forEach((value, n) => {
    for (let i = 0; i < dimension; i++) {
      for (let k = 0; k < dimension; k++) {
        covariance[i * dimension + k] = (covariance[i * dimension + k] as number)
          + Math.abs(value) / size * (x(n, i) - (mean[i] as number)) * (x(n, k) - (mean[k] as number));
      }
    }
  });
  return { mean, covariance };
};

/** Σ E f over every node, and over every second one along each axis with its larger cells: how far the two differ bounds the error. */
export const sumsOf = ({ nodes: { points, dimension, along }, values }: GridLaw, f: Functional): { readonly all: number; readonly half: number } => {
  const x = new Float64Array(dimension);
  let [all, half] = [0, 0];
  values.forEach((value, n) => {
    if (value === 0) return;
    x.set(points.subarray(n * dimension, (n + 1) * dimension));
    const part = value * f(x);
    all += part;
    const isEven = (n % along) % 2 === 0 && (dimension === 1 || Math.floor(n / along) % 2 === 0);
    if (isEven) half += part * 2 ** dimension;
  });
  return { all, half };
};
