/**
 * The linear solve of an implicit step, for the forward equation (I − s Qᵀ) or for the backward one (I − s (Q − r)) with a
 * discount rate r, by whichever way is the quickest: with a matrix that is eliminated once where coefficients do not change,
 * in one sweep where they do and cells are equal.
 */
import type { Dynamics, Source } from './dynamics.ts';
import { fusedStep } from './fused-step.ts';
import { implicitMatrix } from './generator-matrix.ts';
import type { Grid } from './grid.ts';
import type { Factored } from './tridiagonal.ts';
import { factorTridiagonal, solveFactored, solveTridiagonal } from './tridiagonal.ts';

/**
 * Solves with the coefficients of time t for y, and writes out = scale y + keep right. `out` is not `right`.
 * scale 1, keep 0 is implicit Euler over s; scale 2, keep −1 is Crank–Nicolson over 2 s.
 */
export type ImplicitStep = (t: number, s: number, right: Float64Array, out: Float64Array, scale: number, keep: number) => void;

const fused = (grid: Grid, spacing: number, dynamics: Dynamics, transposed: boolean): ImplicitStep => {
  const [drift, squaredNoise, work] = [new Float64Array(grid.cells + 1), new Float64Array(grid.cells), new Float64Array(grid.cells)];
  const fill = dynamics.on(grid);
  return (t, s, right, out, scale, keep) => {
    fill(t, drift, squaredNoise);
    fusedStep(spacing, drift, squaredNoise, s, transposed, right, out, work, scale, keep);
  };
};

/** With the matrix kept: eliminated once for each length of a step where the coefficients do not change. */
const constant = (grid: Grid, dynamics: Dynamics, transposed: boolean): ImplicitStep => {
  const { lower, diagonal, upper, fill } = implicitMatrix(grid, dynamics);
  let factored: Factored | null = null;
  let of = Number.NaN;
  return (t, s, right, out, scale, keep) => {
    if (factored === null || of !== s) {
      fill(t, s);
      factored = transposed ? factorTridiagonal(upper, diagonal, lower) : factorTridiagonal(lower, diagonal, upper);
      of = s;
    }
    solveFactored(factored, right, out, scale, keep);
  };
};

/** With the matrix made anew for every step: cells of different widths, or a discount. */
const general = (grid: Grid, dynamics: Dynamics, transposed: boolean, discount: Source | undefined): ImplicitStep => {
  const matrix = implicitMatrix(grid, dynamics);
  const [lower, upper] = transposed ? [matrix.upper, matrix.lower] : [matrix.lower, matrix.upper];
  const [rates, diagonal, work] = [new Float64Array(grid.cells), new Float64Array(grid.cells), new Float64Array(grid.cells)];
  const fill = discount?.on(grid);
  return (t, s, right, out, scale, keep) => {
    matrix.fill(t, s);
    fill?.(t, rates);
    for (let i = 0; i < rates.length; i += 1) diagonal[i] = matrix.diagonal[i]! + s * rates[i]!;
    solveTridiagonal(lower, diagonal, upper, right, out, work, scale, keep);
  };
};

export const implicitStep = (
  grid: Grid, dynamics: Dynamics, equation: 'forward' | 'backward', discount?: Source,
): ImplicitStep => {
  const transposed = equation === 'backward';
  if (discount !== undefined) return general(grid, dynamics, transposed, discount);
  if (dynamics.autonomous) return constant(grid, dynamics, transposed);
  return grid.spacing === null ? general(grid, dynamics, transposed, undefined) : fused(grid, grid.spacing, dynamics, transposed);
};
