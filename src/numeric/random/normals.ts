/**
 * Standard normal and uniform numbers of a key, by their index: the definition that every implementation keeps.
 *
 * **Normal number k** is number k mod 4 of block b = ⌊k/4⌋. The block is Threefry of the counter
 * (b mod 2^32, ⌊b/2^32⌋, 0, 0); its words (w0, w1, w2, w3), read as unsigned, give by the transform of Box and Muller (1958)
 *
 *   z0 = R cos A, z1 = R sin A,   R = √(−2 log((w0 + ½)/2^32)),  A = 2π (w1 + ½)/2^32,
 *
 * and z2, z3 in the same way from (w2, w3).
 *
 * **Uniform number k** is (w + ½)/2^32 for the word w of place k mod 4 in the block ⌊k/4⌋ of the counters
 * (b mod 2^32, ⌊b/2^32⌋, 1, 0): other counters than those of the normals, so that the two are independent.
 *
 * No normal number exceeds √(−2 log 2^−33) = 6.764 in size (a true one does with probability 1.3·10^−11).
 */
import { threefry } from './threefry.ts';

const CELL = 2 ** -32;
const ANGLE = 2 * Math.PI * CELL;

/** No normal number is larger in size. */
export const LARGEST_NORMAL: number = Math.sqrt(66 * Math.LN2);

/** The third word of a counter: what the block is for. */
export const PURPOSE = { normal: 0, uniform: 1, integer: 2, split: 3 } as const;
export type Purpose = (typeof PURPOSE)[keyof typeof PURPOSE];

/** Numbers are numbered 0, 1, 2, … up to 2^53: throws a RangeError for any other index. */
export const checkIndex = (index: number): void => {
  if (!(Number.isSafeInteger(index) && index >= 0)) throw new RangeError(`a stream has no number ${index}`);
};

/** The four words of block `block` of one purpose. Blocks are numbered up to 2^51, so that indices stay exact. */
export const blockOf = (schedule: Int32Array, block: number, purpose: Purpose, out: Uint32Array): void =>
  threefry(schedule, block | 0, Math.floor(block / 4294967296), purpose, 0, out);

const words = new Uint32Array(4);
const four = new Float64Array(4);

/** The four normal numbers of a block, written into out from `at` on. */
export const normalsOfBlock = (schedule: Int32Array, block: number, out: Float64Array, at = 0): void => {
  blockOf(schedule, block, PURPOSE.normal, words);
  let radius = Math.sqrt(-2 * Math.log(((words[0] as number) + 0.5) * CELL));
  let angle = ((words[1] as number) + 0.5) * ANGLE;
  out[at] = radius * Math.cos(angle);
  out[at + 1] = radius * Math.sin(angle);
  radius = Math.sqrt(-2 * Math.log(((words[2] as number) + 0.5) * CELL));
  angle = ((words[3] as number) + 0.5) * ANGLE;
  out[at + 2] = radius * Math.cos(angle);
  out[at + 3] = radius * Math.sin(angle);
};

/** The normal numbers first, first + 1, … of a key, as many as out holds. */
export const fillNormalsOf = (schedule: Int32Array, first: number, out: Float64Array): void => {
  checkIndex(first);
  const { length } = out;
  let done = 0;
  if (first % 4 !== 0 && length > 0) {
    normalsOfBlock(schedule, Math.floor(first / 4), four);
    for (let k = first % 4; k < 4 && done < length; k++, done++) out[done] = four[k] as number;
  }
  for (; done + 4 <= length; done += 4) normalsOfBlock(schedule, (first + done) / 4, out, done);
  if (done < length) {
    normalsOfBlock(schedule, (first + done) / 4, four);
    for (let k = 0; done < length; k++, done++) out[done] = four[k] as number;
  }
};

/** The uniform number of an index. */
export const uniformOf = (schedule: Int32Array, index: number): number => {
  checkIndex(index);
  blockOf(schedule, Math.floor(index / 4), PURPOSE.uniform, words);
  return ((words[index % 4] as number) + 0.5) * CELL;
};

/** The uniform numbers first, first + 1, … of a key, as many as out holds. */
export const fillUniformsOf = (schedule: Int32Array, first: number, out: Float64Array): void => {
  checkIndex(first);
  for (let done = 0; done < out.length;) {
    const from = (first + done) % 4;
    blockOf(schedule, Math.floor((first + done) / 4), PURPOSE.uniform, words);
    for (let k = from; k < 4 && done < out.length; k++, done++) out[done] = ((words[k] as number) + 0.5) * CELL;
  }
};
