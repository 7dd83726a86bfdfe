/**
 * The heat kernel k(x,y) = exp(−|x − y|²/2v) / (2πv)^{d/2} on grids, applied in the logarithm: values at the centres of one grid
 * give log ∫ k(x,y) e^{ψ(y)} dy at those of another, by the midpoint rule, which for a smooth integrand that decays converges
 * faster than every power of the cell. In the plane the kernel is a product, applied one coordinate after the other.
 */
import { NumericError } from '../numeric-error.ts';
import type { Box } from './box.ts';
import { transpose } from './box.ts';
import type { Grid } from './grid.ts';

/** log ∫ k(·,y) e^{ψ(y)} dy from ψ at the centres. */
export type LogKernel = (psi: Float64Array) => Float64Array;

/** A kernel narrower than this many cells is not seen by the midpoint rule. */
const FEWEST_CELLS = 2;

/** −(x_i − y_j)²/2v − ½ log 2πv + log width_j, row-major. */
const logMatrix = (to: Grid, from: Grid, variance: number): Float64Array => {
  const widest = Math.max(...from.widths);
  if (!(Math.sqrt(variance) >= FEWEST_CELLS * widest)) {
    throw new NumericError(variance > 0 ? 'grid-too-coarse' : 'no-horizon',
      `a heat kernel of deviation ${Math.sqrt(variance).toPrecision(3)} on cells of width ${widest.toPrecision(3)}`,
      variance > 0 ? 'use smaller cells, or a longer time' : 'use a positive variance');
  }
  const matrix = new Float64Array(to.cells * from.cells);
  to.centres.forEach((x, i) => from.centres.forEach((y, j) => {
    matrix[i * from.cells + j] = -((x - y) ** 2) / (2 * variance) - Math.log(2 * Math.PI * variance) / 2 + Math.log(from.widths[j]!);
  }));
  return matrix;
};

/** out[i] = log Σ_j exp(matrix[i, j] + values[at + j]), the largest term taken out. */
const logProduct = (matrix: Float64Array, values: Float64Array, at: number, columns: number, out: Float64Array, outAt: number): void => {
  for (let i = 0; i * columns < matrix.length; i += 1) {
    let largest = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < columns; j += 1) largest = Math.max(largest, matrix[i * columns + j]! + values[at + j]!);
    let sum = 0;
    for (let j = 0; j < columns; j += 1) {
      const below = matrix[i * columns + j]! + values[at + j]! - largest;
      if (below > -40) sum += Math.exp(below);
    }
    out[outAt + i] = largest + Math.log(sum);
  }
};

export const heatKernel = (to: Grid, from: Grid, variance: number): LogKernel => {
  const matrix = logMatrix(to, from, variance);
  return (psi) => {
    const out = new Float64Array(to.cells);
    logProduct(matrix, psi, 0, from.cells, out, 0);
    return out;
  };
};

/** In the plane; values row-major. */
export const heatKernel2D = (to: Box, from: Box, variance: number): LogKernel => {
  const [first, second] = [logMatrix(to.first, from.first, variance), logMatrix(to.second, from.second, variance)];
  return (psi) => {
    const half = new Float64Array(from.first.cells * to.second.cells);
    for (let i = 0; i < from.first.cells; i += 1) logProduct(second, psi, i * from.second.cells, from.second.cells, half, i * to.second.cells);
    const turned = new Float64Array(half.length);
    transpose(half, from.first.cells, to.second.cells, turned);
    const other = new Float64Array(to.cells);
    for (let j = 0; j < to.second.cells; j += 1) logProduct(first, turned, j * from.first.cells, from.first.cells, other, j * to.first.cells);
    const out = new Float64Array(to.cells);
    transpose(other, to.second.cells, to.first.cells, out);
    return out;
  };
};
