/**
 * e^x of two doubles at once, for every double: 0 and Infinity where it leaves their range, subnormal results rounded once,
 * NaN for NaN. Off by less than 1 unit of the last place (2 for subnormal results); test/numeric/wasm measures it.
 *
 * x = k log 2 + r, |r| ≤ (log 2)/2; e^r = 1 + 2r/(R(r²) − r) with R(r²) = r coth(r/2) ≈ 2 + r² P(r²); times 2^k in two factors,
 * since 2^k alone may be out of range. Source: `e_exp.c` of FDLIBM (Sun Microsystems 1993), coefficients as there.
 */
import type { Body } from './body.ts';
import type { Doubles } from './polynomial.ts';
import { polynomial } from './polynomial.ts';
import { readAs } from './value.ts';
import { f64x2, i64x2 } from './vectors.ts';

const { add, subtract, multiply, divide, constant, least, greatest } = f64x2;

/** Adding it leaves the nearest integer in the low bits of the double: 1.5 · 2^52. */
export const ROUNDER: number = 1.5 * 2 ** 52;
/** log 2 in two parts; the first has 32 bits, so that its product with an exponent is exact. */
export const LOG_TWO_HIGH = 0.6931471803691238;
export const LOG_TWO_LOW = 1.9082149292705877e-10;

const P = [
  0.16666666666666602, -0.0027777777777015593, 6.613756321437934e-05, -1.6533902205465252e-06,
  4.1381367970572385e-08];

/** Beyond these e^x rounds to 0 and to Infinity, whatever |shift| ≤ 1. */
const LEAST = -747;
const MOST = 711;
const MANTISSA_BITS = 52;
const BITS_OF_ONE = 0x3ff0000000000000n;

/**
 * y · 2^k for y near 1 and an integer k in [−1078, 1026], given as k + ROUNDER, whose low bits are k: y · 2^h exactly for
 * h = ⌊k/2⌋, then · 2^(k−h), which rounds once. Shifted up by 52, only the low twelve bits of h and of k − h are left.
 */
const scaled = (body: Body, y: Doubles, shifted: Doubles): Doubles => {
  const k = readAs('i64x2', shifted);
  const half = body.let(i64x2.shiftRight(k, 1));
  const first = i64x2.add(readAs('i64x2', y), i64x2.shiftLeft(half, MANTISSA_BITS));
  const second = i64x2.add(i64x2.shiftLeft(i64x2.subtract(k, half), MANTISSA_BITS), i64x2.constant(BITS_OF_ONE));
  return multiply(readAs('f64x2', first), readAs('f64x2', second));
};

/** 2^shift · e^(x + tail) for |tail| far below 1 and shift −1, 0 or 1; without a tail, null. */
export const exponentialOfSum = (body: Body, argument: Doubles, tail: Doubles | null, shift: -1 | 0 | 1 = 0): Doubles => {
  const x = body.let(greatest(least(argument, constant(MOST)), constant(LEAST)));
  const shifted = body.let(add(multiply(x, constant(Math.LOG2E)), constant(ROUNDER)));
  const k = body.let(subtract(shifted, constant(ROUNDER)));
  const high = body.let(subtract(x, multiply(k, constant(LOG_TWO_HIGH))));
  const lowOfLog = multiply(k, constant(LOG_TWO_LOW));
  const low = body.let(tail === null ? lowOfLog : subtract(lowOfLog, tail));
  const r = body.let(subtract(high, low));
  const square = body.let(multiply(r, r));
  const c = body.let(subtract(r, multiply(square, polynomial(body, P, square))));
  const fraction = divide(multiply(r, c), subtract(constant(2), c));
  const y = body.let(subtract(constant(1), subtract(subtract(low, fraction), high)));
  return scaled(body, y, shift === 0 ? shifted : body.let(add(shifted, constant(shift))));
};

export const exponential = (body: Body, x: Doubles): Doubles => exponentialOfSum(body, x, null);
