/**
 * Memory that networks lend each other: enough of it, empty, and not more is kept than is worth it.
 */
import { expect, test } from 'vitest';
import { MOST_BYTES } from '../../../../src/networks/engine/faults.ts';
import type { LentMemory } from '../../../../src/networks/engine/wasm/memory.ts';
import { memoryPool } from '../../../../src/networks/engine/wasm/memory.ts';
import { faultOf } from '../../fault.ts';

const MIB = 2 ** 20;
const FLOATS = MIB / 4;
const lengthOf = ({ memory }: LentMemory): number => memory.buffer.byteLength;
const isEmpty = (lent: LentMemory, floats: number): boolean => lent.floats().subarray(0, floats).every((x) => x === 0);

test('of those that are kept the smallest that is long enough is lent, empty as far as it was asked for', () => {
  const pool = memoryPool();
  const [small, large] = [pool.lend(MIB), pool.lend(4 * MIB)];
  for (const lent of [large, small]) {
    lent.floats().fill(7);
    lent.release();
  }
  expect(pool.kept()).toBe(5 * MIB);
  const again = pool.lend(MIB / 2);
  expect(again.memory).toBe(small.memory);
  expect(pool.kept()).toBe(4 * MIB);
  expect(isEmpty(again, FLOATS / 2)).toBe(true);
  // The rest is not cleared before it is asked for: clearing a large memory takes longer than training a small network.
  expect(again.floats()[FLOATS / 2]).toBe(7);
  again.reach(2 * MIB);
  expect(lengthOf(again)).toBe(2 * MIB);
  expect(isEmpty(again, 2 * FLOATS)).toBe(true);
});

test('where none is long enough, the longest grows', () => {
  const pool = memoryPool();
  const kept = [pool.lend(2 * MIB), pool.lend(MIB)];
  for (const lent of kept) {
    lent.floats().fill(7);
    lent.release();
  }
  const grown = pool.lend(3 * MIB + 4);
  expect(grown.memory).toBe(kept[0]!.memory);
  expect(lengthOf(grown)).toBe(3 * MIB + 65536);
  expect(isEmpty(grown, 3 * FLOATS + 1)).toBe(true);
});

test('what is long is let go, and no more than eight are kept', () => {
  const pool = memoryPool();
  pool.lend(33 * MIB).release();
  expect(pool.kept()).toBe(0);
  for (const lent of Array.from({ length: 12 }, () => pool.lend(MIB / 16))) lent.release();
  expect(pool.kept()).toBe(8 * MIB / 16);
});

test('a memory that is let go makes room for others', () => {
  const pool = memoryPool();
  for (let k = 0; k < 100; k += 1) pool.lend(64 * MIB).release();
  expect(pool.kept()).toBe(0);
});

test('2 GiB are too much, since addresses are signed', () => {
  const pool = memoryPool();
  expect(faultOf(() => pool.lend(MOST_BYTES))).toBe('out-of-memory');
  expect(faultOf(() => pool.lend(Number.NaN))).toBe('out-of-memory');
  const lent = pool.lend(MIB);
  expect(faultOf(() => { lent.reach(MOST_BYTES); })).toBe('out-of-memory');
  expect(lengthOf(lent)).toBe(MIB);
});
