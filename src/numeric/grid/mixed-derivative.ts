/**
 * The mixed derivative S₁₂ ∂₁∂₂ u on a box with equal cells, by the four corners of a cell, and its transpose ∂₁∂₂ (S₁₂ p) for
 * masses. At the sides of the box the cell itself stands for the neighbour that is not there, so that every row of the matrix
 * sums to zero. Its rates are not all positive: a step with it may leave a density below zero where it is small.
 */
import { NumericError } from '../numeric-error.ts';
import type { Box } from './box.ts';

export interface MixedDerivative {
  /** out += factor · S₁₂ ∂₁∂₂ values. */
  readonly backward: (squared12: Float64Array, factor: number, values: Float64Array, out: Float64Array) => void;
  /** out += factor · (the transpose) masses. */
  readonly forward: (squared12: Float64Array, factor: number, masses: Float64Array, out: Float64Array) => void;
}

export const mixedDerivative = ({ first, second }: Box): MixedDerivative => {
  if (first.spacing === null || second.spacing === null) {
    throw new NumericError('not-applicable', 'correlated noise on a stretched grid', 'use uniform grids, or coordinates without correlation');
  }
  const [rows, columns] = [first.cells, second.cells];
  const quarter = 1 / (4 * first.spacing * second.spacing);
  const backward: MixedDerivative['backward'] = (squared12, factor, values, out) => {
    for (let i = 0; i < rows; i += 1) {
      const [above, below] = [Math.max(i - 1, 0) * columns, Math.min(i + 1, rows - 1) * columns];
      for (let j = 0; j < columns; j += 1) {
        const left = j > 0 ? j - 1 : 0;
        const right = j < columns - 1 ? j + 1 : j;
        out[i * columns + j]! += factor * quarter * squared12[i * columns + j]!
          * (values[below + right]! - values[below + left]! - values[above + right]! + values[above + left]!);
      }
    }
  };
  const forward: MixedDerivative['forward'] = (squared12, factor, masses, out) => {
    for (let i = 0; i < rows; i += 1) {
      const [above, below] = [Math.max(i - 1, 0) * columns, Math.min(i + 1, rows - 1) * columns];
      for (let j = 0; j < columns; j += 1) {
        const left = j > 0 ? j - 1 : 0;
        const right = j < columns - 1 ? j + 1 : j;
        const rate = factor * quarter * squared12[i * columns + j]! * masses[i * columns + j]!;
        out[below + right]! += rate;
        out[below + left]! -= rate;
        out[above + right]! -= rate;
        out[above + left]! += rate;
      }
    }
  };
  return { backward, forward };
};
