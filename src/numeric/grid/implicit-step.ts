/**
 * The linear solve of an implicit step, for the forward equation (I − s Qᵀ) or for the backward one (I − s (Q − r)) with a
 * discount rate r, by whichever way is the quickest: with a matrix that is eliminated once where coefficients do not change,
 * in one sweep where they do and cells are equal. The solves are WebAssembly (wasm/chain-kernels.ts), and so they have a
 * memory, which the two states of a march lie in.
 */
import type { Dynamics, Source } from './dynamics.ts';
import type { Factoring } from './factored.ts';
import { factoring, FACTORING_ARRAYS, factoringSize } from './factored.ts';
import { implicitMatrix, refuseNoise } from './generator-matrix.ts';
import type { Grid } from './grid.ts';
import { refuseSystem } from './tridiagonal.ts';
import { NEGATIVE_NOISE } from './wasm/chain-kernels.ts';
import type { ChainMemory } from './wasm/chain-memory.ts';
import { chainMemory } from './wasm/chain-memory.ts';

/**
 * Solves with the coefficients of time t for y, and writes out = scale y + keep right. `out` and `right` are the two states.
 * scale 1, keep 0 is implicit Euler over s; scale 2, keep −1 is Crank–Nicolson over 2 s.
 */
export type Solve = (t: number, s: number, right: Float64Array, out: Float64Array, scale: number, keep: number) => void;

export interface ImplicitStep {
  readonly solve: Solve;
  /** One entry a cell. */
  readonly states: readonly [Float64Array, Float64Array];
  /** At the end of a march: the states are then another's. */
  readonly release: () => void;
}

/** The two states, and what a solve has besides: f at the faces and g² at the centres, or tables, and what it writes down. */
const sizeOf = (cells: number): number => 2 * cells + 3 * (cells + 1) + 2 * cells + 4 + Math.max(2 * cells + 1, factoringSize(cells));
const ARRAYS = 8 + FACTORING_ARRAYS;

const workOf = (memory: ChainMemory, cells: number): Float64Array => memory.allocate(2 * cells + 4);

const fused = (memory: ChainMemory, grid: Grid, h: number, dynamics: Dynamics, transposed: boolean): Solve => {
  const [drift, squaredNoise, work] = [memory.allocate(grid.cells + 1), memory.allocate(grid.cells), workOf(memory, grid.cells)];
  const fill = dynamics.on(grid);
  const step = memory.kernel(transposed ? 'stepTransposed' : 'step');
  return (t, s, right, out, scale, keep) => {
    fill(t, drift, squaredNoise);
    const fault = step(grid.cells, drift.byteOffset, squaredNoise.byteOffset, right.byteOffset, out.byteOffset, work.byteOffset,
      0.25 * s / (h * h), 0.5 * s / h, scale, keep);
    if (fault >= NEGATIVE_NOISE) refuseNoise(squaredNoise);
    if (fault !== 0) refuseSystem(drift, squaredNoise, right);
  };
};

/** With the matrix kept: eliminated once for each length of a step where the coefficients do not change. */
const constant = (memory: ChainMemory, grid: Grid, dynamics: Dynamics, transposed: boolean): Solve => {
  const { lower, diagonal, upper, fill } = implicitMatrix(grid, dynamics);
  const { factor, solve }: Factoring = factoring(memory, grid.cells);
  let of = Number.NaN;
  return (t, s, right, out, scale, keep) => {
    if (of !== s) {
      fill(t, s);
      if (transposed) factor(upper, diagonal, lower);
      else factor(lower, diagonal, upper);
      of = s;
    }
    solve(right, out, scale, keep);
  };
};

/** With the matrix made anew for every step: cells of different widths, or a discount. */
const general = (memory: ChainMemory, grid: Grid, dynamics: Dynamics, transposed: boolean, discount: Source | undefined): Solve => {
  const matrix = implicitMatrix(grid, dynamics, memory.allocate);
  const [lower, upper] = transposed ? [matrix.upper, matrix.lower] : [matrix.lower, matrix.upper];
  const [rates, diagonal, work] = [new Float64Array(grid.cells), memory.allocate(grid.cells), workOf(memory, grid.cells)];
  const fill = discount?.on(grid);
  const run = memory.kernel('tridiagonal');
  return (t, s, right, out, scale, keep) => {
    matrix.fill(t, s);
    fill?.(t, rates);
    for (let i = 0; i < rates.length; i += 1) diagonal[i] = matrix.diagonal[i]! + s * rates[i]!;
    const fault = run(grid.cells, lower.byteOffset, diagonal.byteOffset, upper.byteOffset, right.byteOffset, out.byteOffset, work.byteOffset, scale, keep);
    if (fault !== 0) refuseSystem(lower, diagonal, upper, right);
  };
};

const solveOf = (memory: ChainMemory, grid: Grid, dynamics: Dynamics, transposed: boolean, discount: Source | undefined): Solve => {
  if (discount !== undefined) return general(memory, grid, dynamics, transposed, discount);
  if (dynamics.autonomous) return constant(memory, grid, dynamics, transposed);
  return grid.spacing === null ? general(memory, grid, dynamics, transposed, undefined) : fused(memory, grid, grid.spacing, dynamics, transposed);
};

export const implicitStep = (
  grid: Grid, dynamics: Dynamics, equation: 'forward' | 'backward', discount?: Source,
): ImplicitStep => {
  const memory = chainMemory(sizeOf(grid.cells), ARRAYS);
  const states = [memory.allocate(grid.cells), memory.allocate(grid.cells)] as const;
  return { solve: solveOf(memory, grid, dynamics, equation === 'backward', discount), states, release: memory.release };
};
