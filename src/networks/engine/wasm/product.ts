/**
 * Products of matrices of floats as code: C = A B (+ what it starts from), in tiles of rows × 8 numbers that stay in registers.
 *
 * A and B are read where they lie, with steps that are known when the code is made: an entry of A is spread over four lanes, four
 * numbers of a row of B are one vector. With the steps of A exchanged this is Aᵀ B. All steps are bytes; numbers of columns are
 * multiples of 4, those of rows and of the depth multiples of 4.
 *
 * Source of the tiling: Goto, van de Geijn, Anatomy of high-performance matrix multiplication, 2008, without their packing: the
 * matrices of a network's layer are in the first cache as they are.
 */
import type { Body, Variable } from '../../../numeric/wasm/body.ts';
import { i32 } from '../../../numeric/wasm/scalars.ts';
import type { Value } from '../../../numeric/wasm/value.ts';
import { f32x4 } from '../../../numeric/wasm/vectors.ts';
import type { Floats } from './silu.ts';

export type Word = Value<'i32'>;

export const FLOAT = 4;
export const VECTOR = 16;
/** Rows of a tile: with two vectors each, eight sums, which covers the latency of addition. */
export const TILE_ROWS = 4;
const TILE_VECTORS = 2;

/** Rows and columns are rounded up to a multiple of 4. */
export const padded = (width: number): number => 4 * Math.ceil(width / 4);

export interface Steps {
  /** From one row of A to the next, and from one number of the inner sum to the next. */
  readonly row: number;
  readonly depth: number;
  /** From one row of B to the next. */
  readonly right: number;
  /** From one row of C to the next. */
  readonly result: number;
}

/** What a tile starts from, and what is done with its sums. `at`: the byte offset in C of its first number; the rest is constant. */
export interface Ends {
  readonly start: (body: Body, at: Word, columns: Word, row: number, vector: number) => Floats;
  readonly finish: (body: Body, at: Word, offset: number, sum: Floats) => void;
}

export const plus = (a: Word, b: Word): Word => i32.add(a, b);
export const times = (a: Word, by: number): Word => i32.multiply(a, i32.constant(by));

/** Addresses of A and B, and how many numbers an inner sum has. */
interface Factors {
  readonly left: Word;
  readonly right: Word;
  readonly depth: Word;
}

/** Sums over the depth for rows × vectors numbers of C. */
const tile = (
  body: Body, vectors: number, { left, right, depth }: Factors, steps: Steps, start: (row: number, vector: number) => Floats,
): readonly (readonly Variable<'f32x4'>[])[] => {
  const sums = Array.from({ length: TILE_ROWS }, (_, row) =>
    Array.from({ length: vectors }, (_0, vector) => body.variable('f32x4', start(row, vector))));
  const [a, b] = [body.variable('i32', left), body.variable('i32', right)];
  const end = body.let(plus(left, times(depth, steps.depth)));
  body.while(() => i32.less(a.now, end), () => {
    // One round a step: unrolled, the engine's allocator spills (Node 20: 2 steps a round were 15 % slower, 4 a third).
    const rowOfB = Array.from({ length: vectors }, (_, vector) => body.let(f32x4.load(b.now, vector * VECTOR)));
    sums.forEach((ofRow, row) => {
      const entry = body.let(f32x4.loadSplat(a.now, row * steps.row));
      ofRow.forEach((sum, vector) => body.set(sum, f32x4.add(sum.now, f32x4.multiply(entry, rowOfB[vector]!))));
    });
    body.set(a, plus(a.now, i32.constant(steps.depth)));
    body.set(b, plus(b.now, i32.constant(steps.right)));
  });
  return sums;
};

/**
 * C of `rows` rows and `columns` columns (a constant), over `depth`. Row after row of tiles: a strip of A stays in the first cache
 * while B passes by.
 */
export const product = (body: Body, given: Factors & { readonly rows: Word }, columns: number, steps: Steps, ends: Ends): void => {
  const left = body.variable('i32', given.left);
  const rowAt = body.variable('i32', i32.constant(0));
  const stripes = (at: Word, vectors: number): void => {
    const place = body.let(plus(rowAt.now, at));
    const sums = tile(body, vectors, { left: left.now, right: plus(given.right, at), depth: given.depth }, steps,
      (row, vector) => ends.start(body, place, at, row, vector));
    sums.forEach((ofRow, row) => ofRow.forEach((sum, vector) => ends.finish(body, place, row * steps.result + vector * VECTOR, sum.now)));
  };
  const wide = TILE_VECTORS * VECTOR * Math.floor(columns / 8);
  body.count(i32.constant(0), given.rows, TILE_ROWS, () => {
    if (wide > 0) body.count(i32.constant(0), i32.constant(wide), TILE_VECTORS * VECTOR, (at) => { stripes(at, TILE_VECTORS); });
    if (columns % 8 !== 0) stripes(i32.constant(wide), 1);
    body.set(left, plus(left.now, i32.constant(TILE_ROWS * steps.row)));
    body.set(rowAt, plus(rowAt.now, i32.constant(TILE_ROWS * steps.result)));
  });
};
