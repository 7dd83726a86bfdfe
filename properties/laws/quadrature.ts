/**
 * Integrals over a whole space, of one or two dimensions, with their errors.
 *
 * Quadrature: the mean of the sums over a grid of step h and over the same grid moved by h/2 in some directions, which is the sum
 * over the grid of step h/2. Each is exponentially near the integral where what is integrated is analytic and decays (Trefethen &
 * Weideman, The Exponentially Convergent Trapezoidal Rule, SIAM Review 56, 2014): how far they are apart is the error of one, and half the
 * step squares it, at the least: taken is the power 3/2, which leaves room for a factor. What stands at the outermost points bounds what lies outside.
 * Where x > 0 is a condition, the grid is one of log x.
 *
 * An integral is given as a sum of parts that are integrated side by side, so that where parts cancel the error is still seen.
 */
import { NumericError } from '../../src/numeric/numeric-error.ts';
import type { Trial } from '../trial.ts';
import { skipped, together } from '../trial.ts';
import type { Estimate } from './law.ts';
import { compared, exactly } from './law.ts';

/** Of several integrals, the parts of what is integrated. */
export type Integrands = (state: readonly number[]) => readonly (readonly number[])[];

interface Grid {
  readonly reach: number;
  readonly step: number;
  /** Of log x, where x > 0. */
  readonly logarithmic: boolean;
}

/** By the number of dimensions. */
const GRIDS: Readonly<Record<number, Grid>> = {
  1: { reach: 12, step: 0.45, logarithmic: false }, 2: { reach: 10, step: 1.1, logarithmic: false },
};
const POSITIVE: Grid = { reach: 9, step: 0.25, logarithmic: true };

/** All lists of so many entries, each one of the items. */
const tuples = <Item>(items: readonly Item[], length: number): readonly (readonly Item[])[] =>
  length === 0 ? [[]] : tuples(items, length - 1).flatMap((head) => items.map((item) => [...head, item]));

interface Sum {
  /** One entry a part. */
  readonly parts: number[];
  /** Of the sizes of the parts, all over, and at the outermost points. */
  size: number;
  edge: number;
}

/** Sums over one grid, one an integral. */
const sumsOver = (integrands: Integrands, shift: readonly number[], grid: Grid, dimension: number): readonly Sum[] => {
  const sums: Sum[] = [];
  const half = Math.ceil(grid.reach / grid.step);
  for (const index of tuples(Array.from({ length: 2 * half + 1 }, (_, k) => k - half), dimension)) {
    const point = index.map((i, k) => (i + (shift[k] ?? 0)) * grid.step);
    const state = grid.logarithmic ? point.map(Math.exp) : point;
    const weight = grid.step ** dimension * (grid.logarithmic ? (state[0] ?? NaN) : 1);
    const isEdge = index.some((i) => Math.abs(i) === half);
    integrands(state).forEach((parts, k) => {
      const sum = sums[k] ??= { parts: parts.map(() => 0), size: 0, edge: 0 };
      parts.forEach((part, j) => { sum.parts[j] = (sum.parts[j] ?? 0) + weight * part; });
      const size = weight * Math.max(...parts.map(Math.abs));
      sum.size += size;
      if (isEdge) sum.edge += size;
    });
  }
  return sums;
};

interface Integral {
  readonly estimate: Estimate;
  readonly size: number;
}

const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The integral of the whole from those of all moved grids; `k` says which one. */
const integralFrom = (grids: readonly (readonly Sum[])[], k: number): Integral => {
  const sums = grids.map((g) => g[k] as Sum);
  const mean = (take: (sum: Sum) => number): number => total(sums.map(take)) / sums.length;
  const size = mean((s) => s.size);
  const apart = Math.max(...(sums[0]?.parts ?? []).flatMap((_, part) => sums.map((s) => Math.abs((s.parts[part] ?? NaN) - mean((other) => other.parts[part] ?? NaN)))));
  const relative = apart / size;
  // What lies outside falls from shell to shell: a few times the outermost one bounds it.
  const edge = 4 * Math.max(...sums.map((s) => s.edge));
  return { estimate: { value: mean((s) => total(s.parts)), error: size * (relative ** 1.5 + 1e-12) + edge }, size };
};

/** Is each integral zero? A grid that is too coarse to tell is made finer. `isPositive`: over the positive half-line. */
export const vanish = (integrands: Integrands, dimension: number, isPositive: boolean): Trial => {
  const grid = isPositive ? POSITIVE : GRIDS[dimension];
  if (grid === undefined) throw new NumericError('not-applicable', `an integral in ${dimension} dimensions`, 'take at most two');
  let trial: Trial = skipped('there is no grid');
  for (const finer of [1, 0.6, 0.36]) {
    const sums = tuples([0, 1 / 2], dimension).map((shift) => sumsOver(integrands, shift, { ...grid, step: finer * grid.step }, dimension));
    trial = together((sums[0] ?? []).map((_, k) => {
      const { estimate, size } = integralFrom(sums, k);
      return compared(estimate, exactly(0), size);
    }));
    if (trial.outcome !== 'skipped') break;
  }
  return trial;
};
