/**
 * Typed values of WebAssembly code: what an instruction gives for the values that it takes.
 *
 * A value is a tree and says nothing of when it is computed: it is computed where a statement of a `Body` uses it, and
 * once for each use. What is used twice is kept with `Body.let`.
 *
 * The four kinds of vectors are one type to WebAssembly (v128) and four to TypeScript, so that doubles are not added as
 * words by accident. A mask, as a comparison gives it, is of integer lanes of the same width.
 */
import type { Bytes } from './encode.ts';
import { opcode } from './encode.ts';
import type { InstructionName } from './instructions.ts';
import { INSTRUCTIONS } from './instructions.ts';

export type ScalarType = 'i32' | 'i64' | 'f32' | 'f64';
export type VectorType = 'f64x2' | 'i64x2' | 'f32x4' | 'i32x4';
export type Type = ScalarType | VectorType;

export interface Value<T extends Type> {
  readonly type: T;
  readonly instruction: InstructionName;
  readonly operands: readonly Value<Type>[];
  /** What follows the opcode, in bytes. */
  readonly immediates: Bytes;
}

/** A statement that leaves nothing behind: a store. */
export interface Effect {
  readonly instruction: InstructionName;
  readonly operands: readonly Value<Type>[];
  readonly immediates: Bytes;
}

const NO_BYTES: Bytes = [];

export const value = <T extends Type>(
  type: T, instruction: InstructionName, operands: readonly Value<Type>[], immediates: Bytes = NO_BYTES,
): Value<T> => ({ type, instruction, operands, immediates });

/** What is counted as arithmetic of vectors: not constants, not what moves between memory and registers. */
const isArithmetic = (name: InstructionName): boolean =>
  INSTRUCTIONS[name] > 0xff && !['v128.const', 'v128.load', 'v128.load32_splat', 'v128.load64_splat', 'v128.store'].includes(name);

/** Appends the code of a value or a statement: operands first, from left to right. Gives how many vector instructions it has. */
export const emit = (of: Value<Type> | Effect, out: number[]): number => {
  let count = isArithmetic(of.instruction) ? 1 : 0;
  for (const operand of of.operands) count += emit(operand, out);
  opcode(of.instruction, out);
  for (const byte of of.immediates) out.push(byte);
  return count;
};

/** The same bits, read as other lanes: no instruction at all. */
export const readAs = <T extends VectorType>(type: T, of: Value<VectorType>): Value<T> => ({ ...of, type });
