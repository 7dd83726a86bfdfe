/**
 * The bytes of WebAssembly: numbers, names, lists and instructions in the binary format.
 *
 * Everything is a list of bytes. Source: WebAssembly Core Specification 2.0, section 5 (binary format).
 */
import type { InstructionName } from './instructions.ts';
import { INSTRUCTIONS } from './instructions.ts';

export type Bytes = readonly number[];

/** LEB128 of an unsigned integer below 2^53. */
export const unsigned = (value: number): Bytes => {
  const bytes: number[] = [];
  for (let rest = value; ;) {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    if (rest === 0) return [...bytes, low];
    bytes.push(low + 128);
  }
};

/** LEB128 of a signed integer, in two's complement. */
export const signed = (value: number | bigint): Bytes => {
  const bytes: number[] = [];
  for (let rest = BigInt(value); ;) {
    const low = Number(rest & 127n);
    rest >>= 7n;
    // The last byte's bit 6 is the sign.
    if ((rest === 0n && low < 64) || (rest === -1n && low >= 64)) return [...bytes, low];
    bytes.push(low + 128);
  }
};

const inBytes = (array: Float64Array | Float32Array | BigInt64Array | Int32Array): Bytes => [...new Uint8Array(array.buffer)];
// The machines that Node runs on are little-endian, as the format is.
export const doubleBytes = (...values: readonly number[]): Bytes => inBytes(Float64Array.from(values));
export const floatBytes = (...values: readonly number[]): Bytes => inBytes(Float32Array.from(values));
export const wordBytes = (...values: readonly number[]): Bytes => inBytes(Int32Array.from(values));
export const longBytes = (...values: readonly bigint[]): Bytes => inBytes(BigInt64Array.from(values.map((v) => BigInt.asIntN(64, v))));

/** A name in UTF-8, with its length before it. */
export const nameBytes = (name: string): Bytes => {
  const text = new TextEncoder().encode(name);
  return [...unsigned(text.length), ...text];
};

/** A list: the number of items, and the items. */
export const list = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];

/** A section: its number, its length in bytes, and its contents; nothing where there is nothing in it. */
export const section = (id: number, items: readonly Bytes[]): Bytes => {
  const contents = list(items);
  return items.length === 0 ? [] : [id, ...unsigned(contents.length), ...contents];
};

const PREFIX = 0xfd;

/** Appends an instruction's opcode. */
export const opcode = (name: InstructionName, out: number[]): void => {
  const code = INSTRUCTIONS[name];
  if (code <= 0xff) out.push(code);
  else out.push(PREFIX, ...unsigned(code - PREFIX * 256));
};
