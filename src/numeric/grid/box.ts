/**
 * A box in the plane: the product of two grids. Cell (i, j) of the first and the second coordinate has the number i n₂ + j;
 * this is the row-major layout. In the other layout, by columns, it has the number j n₁ + i, so that a line along the first
 * coordinate is contiguous.
 */
import type { Grid } from './grid.ts';

export interface Box {
  readonly first: Grid;
  readonly second: Grid;
  readonly cells: number;
}

export const box = (first: Grid, second: Grid): Box => ({ first, second, cells: first.cells * second.cells });

/** One cell for `factor` × `factor` of these, and so many more on every side. */
export const coarserBox = ({ first, second }: Box, factor: number, more: number = 0): Box =>
  box(first.coarser(factor).extended(more), second.coarser(factor).extended(more));

/** out[j · rows + i] = values[i · columns + j], in square blocks that stay in the cache. */
export const transpose = (values: Float64Array, rows: number, columns: number, out: Float64Array): void => {
  const block = 16;
  for (let top = 0; top < rows; top += block) {
    const bottom = Math.min(rows, top + block);
    for (let left = 0; left < columns; left += block) {
      const end = Math.min(columns, left + block);
      for (let i = top; i < bottom; i += 1) {
        for (let j = left; j < end; j += 1) out[j * rows + i] = values[i * columns + j]!;
      }
    }
  }
};
