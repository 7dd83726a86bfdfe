/**
 * Scalar instructions as functions of values: integers of 32 and 64 bits, doubles, and their loads and stores.
 *
 * Addresses are bytes, as an i32 and a constant offset that costs nothing.
 */
import { doubleBytes, floatBytes, signed, unsigned } from './encode.ts';
import type { InstructionName } from './instructions.ts';
import type { Effect, ScalarType, Type, Value } from './value.ts';
import { value } from './value.ts';

type Word = Value<'i32'>;
type Long = Value<'i64'>;
type Double = Value<'f64'>;

export type Unary<T extends Type, Result extends Type = T> = (a: Value<T>) => Value<Result>;
export type Binary<T extends Type, Result extends Type = T> = (a: Value<T>, b: Value<T>) => Value<Result>;

export const unary = <T extends Type, R extends Type>(type: R, name: InstructionName): Unary<T, R> =>
  (a) => value(type, name, [a]);
export const binary = <T extends Type, R extends Type>(type: R, name: InstructionName): Binary<T, R> =>
  (a, b) => value(type, name, [a, b]);

/** The alignment that is promised, as a power of two, and the offset. */
export const placed = (alignment: number, offset: number): readonly number[] => [...unsigned(alignment), ...unsigned(offset)];

const loaded = <T extends ScalarType>(type: T, alignment: number) => (address: Word, offset = 0): Value<T> =>
  value(type, `${type}.load`, [address], placed(alignment, offset));
const stored = <T extends ScalarType>(type: T, alignment: number) => (address: Word, of: Value<T>, offset = 0): Effect =>
  ({ instruction: `${type}.store`, operands: [address, of], immediates: placed(alignment, offset) });

export interface Integers<T extends 'i32' | 'i64'> {
  readonly constant: (of: number) => Value<T>;
  readonly load: (address: Word, offset?: number) => Value<T>;
  readonly store: (address: Word, of: Value<T>, offset?: number) => Effect;
  readonly add: Binary<T>;
  readonly subtract: Binary<T>;
  readonly multiply: Binary<T>;
  readonly shiftLeft: Binary<T>;
  /** Zeros come in from above. */
  readonly shiftRight: Binary<T>;
}

const integers = <T extends 'i32' | 'i64'>(type: T, alignment: number): Integers<T> => ({
  constant: (of) => value(type, `${type}.const`, [], signed(of)),
  load: loaded(type, alignment), store: stored(type, alignment),
  add: binary(type, `${type}.add`), subtract: binary(type, `${type}.sub`), multiply: binary(type, `${type}.mul`),
  shiftLeft: binary(type, `${type}.shl`), shiftRight: binary(type, `${type}.shr_u`),
});

export const i32: Integers<'i32'> & {
  readonly and: Binary<'i32'>;
  readonly or: Binary<'i32'>;
  readonly isZero: Unary<'i32'>;
  readonly equal: Binary<'i32'>;
  /** As unsigned numbers. */
  readonly less: Binary<'i32'>;
  /** The low half. */
  readonly fromLong: (a: Long) => Word;
} = {
  ...integers('i32', 2),
  and: binary('i32', 'i32.and'), or: binary('i32', 'i32.or'), isZero: unary('i32', 'i32.eqz'), equal: binary('i32', 'i32.eq'),
  less: binary('i32', 'i32.lt_u'), fromLong: unary('i32', 'i32.wrap_i64'),
};

export const i64: Integers<'i64'> & {
  readonly fromWord: (a: Word) => Long;
  /** Of a double in [0, 2^64); it is cut off to an integer. */
  readonly fromDouble: (a: Double) => Long;
} = {
  ...integers('i64', 3), fromWord: unary('i64', 'i64.extend_i32_u'), fromDouble: unary('i64', 'i64.trunc_f64_u'),
};

export const f64: {
  readonly constant: (of: number) => Double;
  readonly load: (address: Word, offset?: number) => Double;
  readonly store: (address: Word, of: Double, offset?: number) => Effect;
  readonly add: Binary<'f64'>;
  readonly subtract: Binary<'f64'>;
  readonly multiply: Binary<'f64'>;
  readonly divide: Binary<'f64'>;
  readonly sqrt: Unary<'f64'>;
  readonly less: Binary<'f64', 'i32'>;
  /** Of an unsigned word. */
  readonly fromWord: (a: Word) => Double;
} = {
  constant: (of) => value('f64', 'f64.const', [], doubleBytes(of)),
  load: loaded('f64', 3), store: stored('f64', 3),
  add: binary('f64', 'f64.add'), subtract: binary('f64', 'f64.sub'), multiply: binary('f64', 'f64.mul'),
  divide: binary('f64', 'f64.div'), sqrt: unary('f64', 'f64.sqrt'), less: binary('i32', 'f64.lt'),
  fromWord: unary('f64', 'f64.convert_i32_u'),
};

export const f32: {
  readonly constant: (of: number) => Value<'f32'>;
  readonly load: (address: Word, offset?: number) => Value<'f32'>;
  readonly store: (address: Word, of: Value<'f32'>, offset?: number) => Effect;
} = {
  constant: (of) => value('f32', 'f32.const', [], floatBytes(of)),
  load: loaded('f32', 2), store: stored('f32', 2),
};
