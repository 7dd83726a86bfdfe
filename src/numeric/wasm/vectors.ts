/**
 * Vector instructions as functions of values: two doubles, four floats, and the integer lanes under them.
 *
 * `least(a, b)` is b < a ? b : a and `greatest(a, b)` is a < b ? b : a, lane by lane (pmin, pmax): where a is NaN, the result
 * is a; where b is NaN, too. They are one machine instruction; min and max, which order −0 and pass every NaN on, are eight.
 */
import { doubleBytes, floatBytes, longBytes, wordBytes } from './encode.ts';
import type { Binary, Unary } from './scalars.ts';
import { binary, placed, unary } from './scalars.ts';
import type { Effect, Value, VectorType } from './value.ts';
import { value } from './value.ts';

type Word = Value<'i32'>;
/** The mask that a comparison of these lanes gives. */
export type MaskOf<V extends VectorType> = V extends 'f64x2' | 'i64x2' ? 'i64x2' : 'i32x4';

interface Lanes<V extends VectorType> {
  readonly load: (address: Word, offset?: number) => Value<V>;
  readonly store: (address: Word, of: Value<V>, offset?: number) => Effect;
  readonly add: Binary<V>;
  readonly subtract: Binary<V>;
  readonly multiply: Binary<V>;
  readonly and: Binary<V>;
  readonly or: Binary<V>;
  readonly xor: Binary<V>;
  readonly not: Unary<V>;
  /** a where the mask's bits are set, b elsewhere. */
  readonly select: (mask: Value<MaskOf<V>>, a: Value<V>, b: Value<V>) => Value<V>;
  /** 1 where some bit is set, 0 otherwise. */
  readonly anyTrue: Unary<V, 'i32'>;
}

/** Vectors may lie anywhere in memory; 8 bytes is what is promised. */
const ALIGNMENT = 3;

const lanes = <V extends VectorType>(type: V): Lanes<V> => ({
  load: (address, offset = 0) => value(type, 'v128.load', [address], placed(ALIGNMENT, offset)),
  store: (address, of, offset = 0) =>
    ({ instruction: 'v128.store', operands: [address, of], immediates: placed(ALIGNMENT, offset) }),
  add: binary(type, `${type}.add`), subtract: binary(type, `${type}.sub`), multiply: binary(type, `${type}.mul`),
  and: binary(type, 'v128.and'), or: binary(type, 'v128.or'), xor: binary(type, 'v128.xor'), not: unary(type, 'v128.not'),
  select: (mask, a, b) => value(type, 'v128.bitselect', [a, b, mask]),
  anyTrue: unary('i32', 'v128.any_true'),
});

interface Floats<V extends 'f64x2' | 'f32x4', S extends 'f64' | 'f32'> extends Lanes<V> {
  /** The same number in every lane. */
  readonly constant: (of: number) => Value<V>;
  readonly splat: (of: Value<S>) => Value<V>;
  /** One number from memory in every lane. */
  readonly loadSplat: (address: Word, offset?: number) => Value<V>;
  readonly lane: (of: Value<V>, lane: number) => Value<S>;
  readonly withLane: (of: Value<V>, lane: number, put: Value<S>) => Value<V>;
  readonly divide: Binary<V>;
  readonly negate: Unary<V>;
  readonly absolute: Unary<V>;
  readonly sqrt: Unary<V>;
  readonly floor: Unary<V>;
  /** To the nearest integer, ties to the even one. */
  readonly nearest: Unary<V>;
  readonly min: Binary<V>;
  readonly max: Binary<V>;
  readonly least: Binary<V>;
  readonly greatest: Binary<V>;
  readonly equal: Binary<V, MaskOf<V>>;
  readonly notEqual: Binary<V, MaskOf<V>>;
  readonly less: Binary<V, MaskOf<V>>;
  readonly lessOrEqual: Binary<V, MaskOf<V>>;
  readonly greater: Binary<V, MaskOf<V>>;
  readonly greaterOrEqual: Binary<V, MaskOf<V>>;
}

const floats = <V extends 'f64x2' | 'f32x4', S extends 'f64' | 'f32'>(type: V, scalar: S): Floats<V, S> => {
  const mask = (type === 'f64x2' ? 'i64x2' : 'i32x4') as MaskOf<V>;
  return {
    ...lanes(type),
    constant: (of) => value(type, 'v128.const', [], type === 'f64x2' ? doubleBytes(of, of) : floatBytes(of, of, of, of)),
    splat: (of) => value(type, `${type}.splat`, [of]),
    loadSplat: (address, offset = 0) =>
      value(type, type === 'f64x2' ? 'v128.load64_splat' : 'v128.load32_splat', [address], placed(type === 'f64x2' ? 3 : 2, offset)),
    lane: (of, lane) => value(scalar, `${type}.extract_lane`, [of], [lane]),
    withLane: (of, lane, put) => value(type, `${type}.replace_lane`, [of, put], [lane]),
    divide: binary(type, `${type}.div`), negate: unary(type, `${type}.neg`), absolute: unary(type, `${type}.abs`),
    sqrt: unary(type, `${type}.sqrt`), floor: unary(type, `${type}.floor`), nearest: unary(type, `${type}.nearest`),
    min: binary(type, `${type}.min`), max: binary(type, `${type}.max`),
    least: binary(type, `${type}.pmin`), greatest: binary(type, `${type}.pmax`),
    equal: binary(mask, `${type}.eq`), notEqual: binary(mask, `${type}.ne`),
    less: binary(mask, `${type}.lt`), lessOrEqual: binary(mask, `${type}.le`),
    greater: binary(mask, `${type}.gt`), greaterOrEqual: binary(mask, `${type}.ge`),
  };
};

interface Bits<V extends 'i64x2' | 'i32x4', S extends 'i64' | 'i32'> extends Lanes<V> {
  readonly splat: (of: Value<S>) => Value<V>;
  readonly lane: (of: Value<V>, lane: number) => Value<S>;
  readonly withLane: (of: Value<V>, lane: number, put: Value<S>) => Value<V>;
  readonly negate: Unary<V>;
  readonly shiftLeft: (of: Value<V>, by: number) => Value<V>;
  /** Zeros come in from above. */
  readonly shiftRight: (of: Value<V>, by: number) => Value<V>;
  /** The sign comes in from above. */
  readonly shiftRightSigned: (of: Value<V>, by: number) => Value<V>;
  readonly equal: Binary<V>;
  readonly notEqual: Binary<V>;
  readonly allTrue: Unary<V, 'i32'>;
}

const bits = <V extends 'i64x2' | 'i32x4', S extends 'i64' | 'i32'>(type: V): Bits<V, S> => {
  const amount = (by: number): Word => value('i32', 'i32.const', [], [by]);
  return {
    ...lanes(type),
    splat: (of) => value(type, `${type}.splat`, [of]),
    lane: (of, lane) => value((type === 'i64x2' ? 'i64' : 'i32') as S, `${type}.extract_lane`, [of], [lane]),
    withLane: (of, lane, put) => value(type, `${type}.replace_lane`, [of, put], [lane]),
    negate: unary(type, `${type}.neg`),
    shiftLeft: (of, by) => value(type, `${type}.shl`, [of, amount(by)]),
    shiftRight: (of, by) => value(type, `${type}.shr_u`, [of, amount(by)]),
    shiftRightSigned: (of, by) => value(type, `${type}.shr_s`, [of, amount(by)]),
    equal: binary(type, `${type}.eq`), notEqual: binary(type, `${type}.ne`),
    allTrue: unary('i32', `${type}.all_true`),
  };
};

export const f64x2: Floats<'f64x2', 'f64'> & {
  readonly fromLowWords: (of: Value<'i32x4'>) => Value<'f64x2'>;
  /** Of the two low lanes, read as unsigned. */
  readonly fromLowUnsigned: (of: Value<'i32x4'>) => Value<'f64x2'>;
  readonly fromLowFloats: (of: Value<'f32x4'>) => Value<'f64x2'>;
} = {
  ...floats('f64x2', 'f64'),
  fromLowWords: unary('f64x2', 'f64x2.convert_low_i32x4_s'),
  fromLowUnsigned: unary('f64x2', 'f64x2.convert_low_i32x4_u'),
  fromLowFloats: unary('f64x2', 'f64x2.promote_low_f32x4'),
};

export const f32x4: Floats<'f32x4', 'f32'> & {
  readonly fromWords: (of: Value<'i32x4'>) => Value<'f32x4'>;
  /** Two floats, and two zeros. */
  readonly fromDoubles: (of: Value<'f64x2'>) => Value<'f32x4'>;
} = {
  ...floats('f32x4', 'f32'),
  fromWords: unary('f32x4', 'f32x4.convert_i32x4_s'),
  fromDoubles: unary('f32x4', 'f32x4.demote_f64x2_zero'),
};

export const i64x2: Bits<'i64x2', 'i64'> & { readonly constant: (of: bigint) => Value<'i64x2'> } = {
  ...bits('i64x2'),
  constant: (of) => value('i64x2', 'v128.const', [], longBytes(of, of)),
};

export const i32x4: Bits<'i32x4', 'i32'> & {
  /** Four words; of one word: the same in every lane. */
  readonly constant: (a: number, b?: number, c?: number, d?: number) => Value<'i32x4'>;
  readonly lessUnsigned: Binary<'i32x4'>;
  readonly fromFloats: (of: Value<'f32x4'>) => Value<'i32x4'>;
} = {
  ...bits('i32x4'),
  constant: (a, b = a, c = a, d = a) => value('i32x4', 'v128.const', [], wordBytes(a, b, c, d)),
  lessUnsigned: binary('i32x4', 'i32x4.lt_u'),
  fromFloats: unary('i32x4', 'i32x4.trunc_sat_f32x4_s'),
};

/** Lanes of four bytes out of a (0 … 3) and b (4 … 7), in this order. */
export const shuffleWords = <V extends VectorType>(
  a: Value<V>, b: Value<V>, order: readonly [number, number, number, number],
): Value<V> => value(a.type, 'i8x16.shuffle', [a, b], order.flatMap((lane) => [0, 1, 2, 3].map((byte) => 4 * lane + byte)));

/** Lanes of eight bytes out of a (0, 1) and b (2, 3), in this order. */
export const shuffleDoubles = <V extends VectorType>(a: Value<V>, b: Value<V>, order: readonly [number, number]): Value<V> =>
  shuffleWords(a, b, [2 * order[0], 2 * order[0] + 1, 2 * order[1], 2 * order[1] + 1]);
