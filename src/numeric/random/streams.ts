/**
 * Streams of random numbers over Threefry, split by labels: `streamOf(7, 'paths', 3)` is one key, on every machine.
 *
 * A label derives a new key by Threefry itself: the words of the label, cut in pairs, are the counters of blocks for a
 * purpose of their own, and each block is the key of the next; a last one takes the number of words and the kind of label,
 * so that no label is the beginning of another (the cascade of Bellare, Canetti, Krawczyk 1996). Keys are 128 bits long: that
 * two of a million streams agree has probability 10^−27.
 *
 * NaN as a seed or label, an index that is no whole number from 0 to 2^53: RangeError.
 */
import type { Stream } from './stream.ts';
import type { Key } from './threefry.ts';
import { scheduleOf, threefry } from './threefry.ts';
import { checkIndex, fillNormalsOf, fillUniformsOf, normalsOfBlock, PURPOSE, uniformOf } from './normals.ts';

export interface KeyedStream extends Stream {
  /** The four words of its key, unsigned. */
  readonly key: Key;
  readonly split: (label: number | string) => KeyedStream;
  /** Normal numbers first, first + 1, …: as many as out holds. */
  readonly fillNormals: (first: number, out: Float64Array) => void;
  readonly fillUniforms: (first: number, out: Float64Array) => void;
}

const KIND = { number: 1, string: 2, seed: 3 } as const;

/** A number is the two words of its double; −0 is 0. */
const wordsOf = (label: number | string): readonly number[] => {
  if (typeof label === 'string') return Array.from({ length: label.length }, (_, i) => label.charCodeAt(i));
  if (Number.isNaN(label)) throw new RangeError('a stream cannot be named by NaN');
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, label === 0 ? 0 : label);
  return [bits.getUint32(0), bits.getUint32(4)];
};

const derive = (key: Key, words: readonly number[], kind: number): Key => {
  const out = new Uint32Array(4);
  let current = key;
  const step = (low: number, high: number, place: number): void => {
    threefry(scheduleOf(current), low, high, PURPOSE.split, place, out);
    current = [out[0] as number, out[1] as number, out[2] as number, out[3] as number];
  };
  for (let i = 0; i < words.length; i += 2) step(words[i] as number, words[i + 1] ?? 0, 0);
  step(words.length, kind, 1);
  return current;
};

/**
 * An exactly uniform integer in [least, most]: words above the last full multiple of the range are passed over, which for
 * a block of four happens with probability below 1/16 and leads to the next block of the same index.
 */
const integerOf = (schedule: Int32Array, index: number, least: number, most: number): number => {
  checkIndex(index);
  const range = most - least + 1;
  if (!(Number.isInteger(least) && Number.isInteger(most) && range >= 1 && range <= 4294967296)) {
    throw new RangeError(`no range of at most 2^32 integers: ${least} … ${most}`);
  }
  const limit = 4294967296 - (4294967296 % range);
  const words = new Uint32Array(4);
  for (let attempt = 0; ; attempt++) {
    threefry(schedule, index | 0, Math.floor(index / 4294967296), PURPOSE.integer, attempt, words);
    for (const word of words) if (word < limit) return least + (word % range);
  }
};

export const streamOfKey = (key: Key): KeyedStream => {
  const schedule = scheduleOf(key);
  const four = new Float64Array(4);
  let held = -1;
  return {
    key,
    split: (label) => streamOfKey(derive(key, wordsOf(label), KIND[typeof label as 'number' | 'string'])),
    uniform: (index) => uniformOf(schedule, index),
    normal: (index) => {
      checkIndex(index);
      const block = Math.floor(index / 4);
      if (block !== held) normalsOfBlock(schedule, block, four);
      held = block;
      return four[index % 4] as number;
    },
    integer: (index, least, most) => integerOf(schedule, index, least, most),
    fillNormals: (first, out) => fillNormalsOf(schedule, first, out),
    fillUniforms: (first, out) => fillUniformsOf(schedule, first, out),
  };
};

/** The stream of a seed, any number, and of labels below it: `streamOf(s, a, b)` is `streamOf(s).split(a).split(b)`. */
export const streamOf = (seed: number, ...labels: readonly (number | string)[]): KeyedStream =>
  labels.reduce<KeyedStream>((stream, label) => stream.split(label), streamOfKey(derive([0, 0, 0, 0], wordsOf(seed), KIND.seed)));
