import { describe, expect, test } from 'vitest';
import type { Key } from '../../../src/numeric/random/threefry.ts';
import { ROTATIONS, scheduleOf, threefry } from '../../../src/numeric/random/threefry.ts';

const words = (text: string): readonly number[] => text.split(' ').map((word) => Number.parseInt(word, 16));
const block = (key: readonly number[], counter: readonly number[]): readonly number[] => {
  const out = new Uint32Array(4);
  const [c0, c1, c2, c3] = counter as unknown as Key;
  threefry(scheduleOf(key as unknown as Key), c0, c1, c2, c3, out);
  return [...out];
};

/** The definition, by its table: what the unrolled rounds must be. */
const reference = (key: readonly number[], counter: readonly number[], rounds: number): readonly number[] => {
  const k = [...key, key.reduce((a, b) => a ^ b, 0x1bd11bda)] as number[];
  const x = counter.map((c, i) => (c + (k[i] as number)) >>> 0);
  const mix = (a: number, b: number, by: number): void => {
    x[a] = ((x[a] as number) + (x[b] as number)) >>> 0;
    x[b] = ((((x[b] as number) << by) | ((x[b] as number) >>> (32 - by))) ^ (x[a] as number)) >>> 0;
  };
  for (let round = 0; round < rounds; round++) {
    const [first, second] = ROTATIONS[round % 8] as readonly [number, number];
    if (round % 2 === 0) { mix(0, 1, first); mix(2, 3, second); } else { mix(0, 3, first); mix(2, 1, second); }
    if (round % 4 !== 3) continue;
    const injection = (round + 1) / 4;
    for (let i = 0; i < 4; i++) x[i] = ((x[i] as number) + (k[(injection + i) % 5] as number) + (i === 3 ? injection : 0)) >>> 0;
  }
  return x;
};

describe('Threefry 4×32-20', () => {
  // The known answers of Random123 (kat_vectors).
  test.each([
    ['00000000 00000000 00000000 00000000', '00000000 00000000 00000000 00000000', '9c6ca96a e17eae66 fc10ecd4 5256a7d8'],
    ['ffffffff ffffffff ffffffff ffffffff', 'ffffffff ffffffff ffffffff ffffffff', '2a881696 57012287 f6c7446e a16a6732'],
    ['a4093822 299f31d0 082efa98 ec4e6c89', '243f6a88 85a308d3 13198a2e 03707344', '59cd1dbb b8879579 86b5d00c ac8b6d84'],
  ])('under the key %s, counter %s: %s', (key, counter, answer) => {
    expect(block(words(key), words(counter))).toEqual(words(answer));
  });

  test('is what its table of rotations says, for keys and counters of all sizes', () => {
    let state = [1, 2, 3, 4] as readonly number[];
    for (let i = 0; i < 200; i++) {
      const next = block(state, [i, state[1] as number, 0, 0xffffffff - i]);
      expect(next).toEqual(reference(state, [i, state[1] as number, 0, 0xffffffff - i], 20));
      state = next;
    }
  });

  test('counters and keys may be given signed or unsigned', () => {
    expect(block([-1, -2, -3, -4], [-1, 0, 0, -9])).toEqual(block([0xffffffff, 0xfffffffe, 0xfffffffd, 0xfffffffc], [0xffffffff, 0, 0, 0xfffffff7]));
  });
});
