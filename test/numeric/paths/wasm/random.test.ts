/**
 * Random words and normal numbers in WebAssembly: those of src/numeric/random, four paths at a time.
 */
import { describe, expect, test } from 'vitest';
import { normalsOfBlock } from '../../../../src/numeric/random/normals.ts';
import { streamOf } from '../../../../src/numeric/random/streams.ts';
import type { Key } from '../../../../src/numeric/random/threefry.ts';
import { scheduleOf, threefry } from '../../../../src/numeric/random/threefry.ts';
import { counterOf, firstBlocks, HALVES } from '../../../../src/numeric/paths/wasm/four-paths.ts';
import { normalsOf } from '../../../../src/numeric/paths/wasm/normals.ts';
import type { Block, Schedule } from '../../../../src/numeric/paths/wasm/threefry.ts';
import { threefryOf } from '../../../../src/numeric/paths/wasm/threefry.ts';
import { ModuleBuilder } from '../../../../src/numeric/wasm/module.ts';
import { i32 } from '../../../../src/numeric/wasm/scalars.ts';
import { f64x2, i32x4 } from '../../../../src/numeric/wasm/vectors.ts';
import { exportedFunction, exportedMemory, webAssembly } from '../../../../src/numeric/wasm/webassembly.ts';

const BYTES = 16;

/** Words at 0: four counters, word by word; at 64: five key words; results over the counters. */
const threefryInstance = (() => {
  const builder = new ModuleBuilder({ pages: 1 });
  builder.function('run', [], null, (body) => {
    const at = i32.constant(0);
    const counter = [0, 1, 2, 3].map((j) => body.let(i32x4.load(at, j * BYTES))) as readonly unknown[] as Block;
    const schedule = [0, 1, 2, 3, 4].map((j) => body.let(i32x4.splat(i32.load(at, 64 + 4 * j)))) as readonly unknown[] as Schedule;
    threefryOf(body, counter, schedule).forEach((word, j) => body.do(i32x4.store(at, word, j * BYTES)));
    return null;
  });
  return new webAssembly.Instance(builder.compile());
})();

const fourBlocks = (key: Key, counters: readonly (readonly number[])[]): readonly (readonly number[])[] => {
  const memory = new Uint32Array(exportedMemory(threefryInstance, 'memory').buffer);
  counters.forEach((counter, lane) => counter.forEach((word, j) => { memory[4 * j + lane] = word; }));
  memory.set(scheduleOf(key).subarray(0, 5), 16);
  exportedFunction(threefryInstance, 'run')();
  return counters.map((_, lane) => [0, 1, 2, 3].map((j) => memory[4 * j + lane] as number));
};

describe('Threefry of four counters', () => {
  test('the known answers of Random123', () => {
    const zeros = fourBlocks([0, 0, 0, 0], [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]);
    for (const block of zeros) expect(block).toEqual([0x9c6ca96a, 0xe17eae66, 0xfc10ecd4, 0x5256a7d8]);
    const ones = fourBlocks([-1, -1, -1, -1], [[-1, -1, -1, -1], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]);
    expect(ones[0]).toEqual([0x2a881696, 0x57012287, 0xf6c7446e, 0xa16a6732]);
  });

  test('each lane is the block of its counter', () => {
    const key = streamOf(5).key;
    const counters = [[1, 2, 3, 4], [5, 0, 0, 0], [0xffffffff, 7, 0, 0], [0, 0x80000000, 9, 1]];
    const out = new Uint32Array(4);
    fourBlocks(key, counters).forEach((block, lane) => {
      const [c0, c1, c2, c3] = counters[lane] as [number, number, number, number];
      threefry(scheduleOf(key), c0, c1, c2, c3, out);
      expect(block).toEqual([...out]);
    });
  });
});

describe('normal numbers', () => {
  /** Words at 0, as above; sixteen doubles at 64: four for each path. */
  const instance = (() => {
    const builder = new ModuleBuilder({ pages: 1 });
    builder.function('run', [], null, (body) => {
      const at = i32.constant(0);
      const words = [0, 1, 2, 3].map((j) => body.let(i32x4.load(at, j * BYTES))) as readonly unknown[] as Block;
      normalsOf(body, words).forEach((four, k) => HALVES.forEach((half) =>
        body.do(f64x2.store(at, four[half], 64 + (4 * k + 2 * half) * 8))));
      return null;
    });
    return new webAssembly.Instance(builder.compile());
  })();
  const memory = exportedMemory(instance, 'memory').buffer;

  /** z of the words of four paths: entry 4 k + lane is the k-th number of the path. */
  const normals = (words: readonly number[]): readonly number[] => {
    new Uint32Array(memory).set(words);
    exportedFunction(instance, 'run')();
    return [...new Float64Array(memory, 64, 16)];
  };

  /** By the definition, in doubles, with the angle first brought near 0 exactly, so that it is better than what is tested. */
  const pair = (w0: number, w1: number): readonly [number, number, number] => {
    const radius = Math.sqrt(-2 * Math.log((w0 + 0.5) / 2 ** 32));
    const quadrant = Math.round((w1 + 0.5) / 2 ** 30);
    const angle = (Math.PI / 2) * ((w1 + 0.5 - quadrant * 2 ** 30) / 2 ** 30);
    const turned: readonly (readonly [number, number])[] = [
      [Math.cos(angle), Math.sin(angle)], [-Math.sin(angle), Math.cos(angle)],
      [-Math.cos(angle), -Math.sin(angle)], [Math.sin(angle), -Math.cos(angle)]];
    const [cosine, sine] = turned[quadrant % 4] as readonly [number, number];
    return [radius * cosine, radius * sine, radius];
  };

  const expectAlike = (words: readonly number[]): void => {
    const computed = normals(words);
    for (let lane = 0; lane < 4; lane += 1) {
      for (const first of [0, 2]) {
        const [cosine, sine, radius] = pair(words[4 * first + lane] as number, words[4 * first + 4 + lane] as number);
        [cosine, sine].forEach((z, k) => {
          const off = Math.abs((computed[4 * (first + k) + lane] as number) - z);
          expect(off).toBeLessThanOrEqual(4 * 2 ** -52 * Math.max(Math.abs(z), radius / 4));
        });
      }
    }
  };

  test('of random words, to 4 units of the last place', () => {
    const stream = streamOf(6);
    for (let k = 0; k < 150; k += 1) {
      expectAlike(Array.from({ length: 16 }, (_, j) => Math.floor(stream.uniform(16 * k + j) * 2 ** 32)));
    }
  });

  test('of the smallest and largest words, and at the axes and diagonals', () => {
    const edges = [0, 1, 2 ** 29 - 1, 2 ** 29, 2 ** 30 - 1, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 3 * 2 ** 30, 7 * 2 ** 29, 2 ** 32 - 2, 2 ** 32 - 1];
    for (const w0 of edges) {
      for (const w1 of edges) expectAlike([w0, w1, 5, 2 ** 31, w1, w0, 6, 7, 2 ** 32 - 1, 3, w0, w0, w1, w1, w1, 0]);
    }
  });

  test('and by the words of a block they are those of random/normals.ts', () => {
    const schedule = scheduleOf(streamOf(7).key);
    const [words, four] = [new Uint32Array(4), new Float64Array(4)];
    threefry(schedule, 9, 0, 0, 0, words);
    normalsOfBlock(schedule, 9, four);
    const computed = normals([...words].flatMap((word) => [word, word, word, word]));
    [0, 1, 2, 3].forEach((k) => expect(Math.abs((computed[4 * k + 2] as number) - (four[k] as number))).toBeLessThan(1e-14));
  });
});

describe('counters', () => {
  test('of four paths beyond 2^32 blocks, with their carry', () => {
    const builder = new ModuleBuilder({ pages: 1 });
    builder.function('run', ['i32', 'i32', 'i32'], null, (body, path, blocks, more) => {
      counterOf(body, firstBlocks(body, path, blocks), more).forEach((word, j) => body.do(i32x4.store(i32.constant(0), word, j * BYTES)));
      return null;
    });
    const instance = new webAssembly.Instance(builder.compile());
    const run = (path: number, blocks: number, more: number): readonly bigint[] => {
      exportedFunction(instance, 'run')(path, blocks, more);
      const words = new Uint32Array(exportedMemory(instance, 'memory').buffer);
      expect([...words.subarray(8, 16)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
      return [0, 1, 2, 3].map((lane) => BigInt(words[lane] as number) + (BigInt(words[4 + lane] as number) << 32n));
    };
    for (const [path, blocks, more] of [[0, 25, 3], [4, 25, 24], [3_000_000_000, 1000, 999], [4_294_967_292, 1, 3], [171_798_688, 25, 24]] as const) {
      expect(run(path, blocks, more)).toEqual([0n, 1n, 2n, 3n].map((lane) => (BigInt(path) + lane) * BigInt(blocks) + BigInt(more)));
    }
  });
});
