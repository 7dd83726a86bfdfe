/**
 * Between the arrays of a caller, row after row, and the memory of the engine, whose rows are padded to a multiple of 4.
 */
import { padded } from './product.ts';

/** Copies rows in, and zeros where a row is padded: a pass that met no numbers has left some there. Zeros up to a multiple of 4 rows. */
export const putRows = (memory: Float32Array, at: number, rows: Float32Array, width: number): void => {
  const [stride, count] = [padded(width), rows.length / width];
  if (stride === width) memory.set(rows, at);
  else {
    for (let row = 0, from = 0, to = at; row < count; row += 1, to += stride) {
      for (let i = 0; i < width; i += 1, from += 1) memory[to + i] = rows[from]!;
      for (let i = width; i < stride; i += 1) memory[to + i] = 0;
    }
  }
  memory.fill(0, at + count * stride, at + padded(count) * stride);
};

/** Copies as many rows out as `rows` holds. */
export const takeRows = (memory: Float32Array, at: number, rows: Float32Array, width: number): void => {
  const [stride, count] = [padded(width), rows.length / width];
  if (stride === width) {
    rows.set(memory.subarray(at, at + rows.length));
    return;
  }
  for (let row = 0, to = 0, from = at; row < count; row += 1, from += stride) {
    for (let i = 0; i < width; i += 1, to += 1) rows[to] = memory[from + i]!;
  }
};
