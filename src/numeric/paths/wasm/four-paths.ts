/**
 * Four paths side by side, as code: their states between memory and registers, and the counters of their random blocks.
 *
 * Two vectors hold one component of four paths: of paths 0 and 1, and of paths 2 and 3.
 */
import type { Body } from '../../wasm/body.ts';
import type { Doubles } from '../../wasm/polynomial.ts';
import { f64, i64 } from '../../wasm/scalars.ts';
import type { Value } from '../../wasm/value.ts';
import { readAs } from '../../wasm/value.ts';
import { f64x2, i32x4, i64x2, shuffleWords } from '../../wasm/vectors.ts';
import type { Block } from './threefry.ts';

export const LANES = 4;

export type FourPaths = readonly [Doubles, Doubles];
export const HALVES = [0, 1] as const;
export type Half = (typeof HALVES)[number];

/** Four doubles from memory, `stride` bytes apart. */
export const loadFour = (body: Body, address: Value<'i32'>, offset: number, stride: number): FourPaths => {
  const pair = (first: number): Doubles => body.let(f64x2.withLane(
    f64x2.loadSplat(address, offset + first * stride), 1, f64.load(address, offset + (first + 1) * stride)));
  return [pair(0), pair(2)];
};

export const storeFour = (body: Body, address: Value<'i32'>, values: FourPaths, offset: number, stride: number): void => {
  for (let lane = 0; lane < LANES; lane += 1) {
    body.do(f64.store(address, f64x2.lane(values[lane >> 1] as Doubles, lane % 2), offset + lane * stride));
  }
};

/** A number of 64 bits for each of four paths: the low words, and the high words. */
export type FourNumbers = readonly [Value<'i32x4'>, Value<'i32x4'>];

/** The first block of each of the paths `path` … `path` + 3: path · blocks. */
export const firstBlocks = (body: Body, path: Value<'i32'>, blocks: Value<'i32'>): FourNumbers => {
  const each = body.let(i64.fromWord(blocks));
  const first = body.let(i64.multiply(i64.fromWord(path), each));
  const pair = (base: Value<'i64'>): Value<'i32x4'> =>
    readAs('i32x4', body.let(i64x2.withLane(i64x2.splat(base), 1, i64.add(base, each))));
  const low = pair(first);
  const high = pair(body.let(i64.add(first, i64.multiply(each, i64.constant(2)))));
  return [body.let(shuffleWords(low, high, [0, 2, 4, 6])), body.let(shuffleWords(low, high, [1, 3, 5, 7]))];
};

/** The counters of the blocks `first + more`, as those of normal numbers: (low, high, 0, 0). */
export const counterOf = (body: Body, [low, high]: FourNumbers, more: Value<'i32'>): Block => {
  const sum = body.let(i32x4.add(low, i32x4.splat(more)));
  // A comparison that holds is −1: the carry.
  return [sum, i32x4.subtract(high, i32x4.lessUnsigned(sum, low)), i32x4.constant(0), i32x4.constant(0)];
};
