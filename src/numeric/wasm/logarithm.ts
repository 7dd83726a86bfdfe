/**
 * log x of two doubles at once, for every double: −Infinity at 0, NaN below, subnormal numbers too. Off by less than 1 unit
 * of the last place; test/numeric/wasm measures it.
 *
 * x = 2^k (1 + f), √½ ≤ 1 + f < √2; s = f/(2 + f); log(1 + f) = f − f²/2 + s (f²/2 + R(s²)).
 * Source: `e_log.c` of FDLIBM (Sun Microsystems 1993), coefficients as there.
 */
import type { Body } from './body.ts';
import { LOG_TWO_HIGH, LOG_TWO_LOW } from './exponential.ts';
import type { Doubles } from './polynomial.ts';
import { polynomial } from './polynomial.ts';
import { i32 } from './scalars.ts';
import type { Value } from './value.ts';
import { readAs } from './value.ts';
import { f64x2, i64x2 } from './vectors.ts';

const { add, subtract, multiply, divide, constant, select, and } = f64x2;

const EVEN = [0.3999999999940942, 0.22222198432149784, 0.15313837699209373];
const ODD = [0.6666666666666735, 0.2857142874366239, 0.1818357216161805, 0.14798198605106616];

const LEAST_NORMAL = 2 ** -1022;
const BITS_OF_ONE = 0x3ff0000000000000n;
const BITS_OF_ROOT_HALF = 0x3fe6a09e667f3bcdn;
const MANTISSA = 0x000fffffffffffffn;
/** The double 2^52 + n has n in its low bits. */
const BITS_OF_TWO_52 = 0x4330000000000000n;
const BIAS = 1023;
const MANTISSA_BITS = 52;

/** x = 2^k m with √½ ≤ m < √2, for a normal positive x. */
const split = (body: Body, x: Doubles): { readonly k: Doubles; readonly m: Doubles } => {
  const shifted = body.let(i64x2.add(readAs('i64x2', x), i64x2.constant(BITS_OF_ONE - BITS_OF_ROOT_HALF)));
  const biased = i64x2.or(i64x2.shiftRight(shifted, MANTISSA_BITS), i64x2.constant(BITS_OF_TWO_52));
  const mantissa = i64x2.add(i64x2.and(shifted, i64x2.constant(MANTISSA)), i64x2.constant(BITS_OF_ROOT_HALF));
  return {
    k: body.let(subtract(readAs('f64x2', biased), constant(2 ** 52 + BIAS))),
    m: readAs('f64x2', mantissa),
  };
};

interface Parts {
  readonly k: Doubles;
  readonly f: Doubles;
  readonly s: Doubles;
  /** f²/2. */
  readonly halfSquare: Doubles;
  /** R(s²). */
  readonly rest: Doubles;
}

const partsOf = (body: Body, x: Doubles, exponent: Doubles | null): Parts => {
  const { k, m } = split(body, x);
  const f = body.let(subtract(m, constant(1)));
  const s = body.let(divide(f, add(f, constant(2))));
  const z = body.let(multiply(s, s));
  const w = body.let(multiply(z, z));
  return {
    k: exponent === null ? k : body.let(add(k, exponent)), f, s,
    halfSquare: body.let(multiply(multiply(f, f), constant(0.5))),
    rest: add(multiply(w, polynomial(body, EVEN, w)), multiply(z, polynomial(body, ODD, w))),
  };
};

/** log(2^exponent x) for a normal, positive, finite x: nothing else is asked about it. */
export const logarithmOfNormal = (body: Body, x: Doubles, exponent: Doubles | null = null): Doubles => {
  const { k, f, s, halfSquare, rest } = partsOf(body, x, exponent);
  const low = add(multiply(s, add(halfSquare, rest)), multiply(k, constant(LOG_TWO_LOW)));
  return subtract(multiply(k, constant(LOG_TWO_HIGH)), subtract(subtract(halfSquare, low), f));
};

const isUsual = (x: Doubles): Value<'i32'> =>
  i64x2.allTrue(i64x2.and(f64x2.greaterOrEqual(x, constant(LEAST_NORMAL)), f64x2.lessOrEqual(x, constant(Number.MAX_VALUE))));

const SUBNORMAL_SHIFT = 54;

/** x, or where it is too small to have a full mantissa 2^54 x, and the exponent that makes up for it. */
export const madeNormal = (body: Body, x: Doubles): { readonly x: Doubles; readonly exponent: Doubles; readonly unusual: Value<'i32'> } => {
  const unusual = body.let(i32.isZero(isUsual(x)));
  const normal = body.variable('f64x2', x);
  const exponent = body.variable('f64x2', constant(0));
  body.if(unusual, () => {
    const small = body.let(f64x2.less(x, constant(LEAST_NORMAL)));
    body.set(normal, select(small, multiply(x, constant(2 ** SUBNORMAL_SHIFT)), x));
    body.set(exponent, and(readAs('f64x2', small), constant(-SUBNORMAL_SHIFT)));
  });
  return { x: normal.now, exponent: exponent.now, unusual };
};

const special = (x: Doubles, otherwise: Doubles): Doubles => {
  const atZero = select(f64x2.equal(x, constant(0)), constant(-Infinity), otherwise);
  const below = select(f64x2.less(x, constant(0)), constant(Number.NaN), atZero);
  // log Infinity = Infinity and log NaN = NaN.
  return select(f64x2.lessOrEqual(x, constant(Number.MAX_VALUE)), below, x);
};

export const logarithm = (body: Body, argument: Doubles): Doubles => {
  const given = body.let(argument);
  const { x, exponent, unusual } = madeNormal(body, given);
  const result = body.variable('f64x2', logarithmOfNormal(body, x, exponent));
  body.if(unusual, () => body.set(result, special(given, result.now)));
  return result.now;
};

/** Clears the low 27 bits: the square of what is left is exact. */
export const upperBits = (x: Doubles): Doubles =>
  readAs('f64x2', i64x2.and(readAs('i64x2', x), i64x2.constant(-(1n << 27n))));

/** The error of a rounded sum: a + b = sum + what is given, exactly (Knuth's two-sum). */
const roundingOfSum = (body: Body, a: Doubles, b: Doubles, sum: Doubles): Doubles => {
  const ofB = body.let(subtract(sum, a));
  return add(subtract(a, subtract(sum, ofB)), subtract(b, ofB));
};

/**
 * log(2^exponent x) as a sum high + low that is off by about 2^−56 of its size, for a normal, positive, finite x: f²/2 is taken
 * exactly, in two parts, and the rounding errors of the large terms are kept.
 */
export const logarithmInParts = (
  body: Body, x: Doubles, exponent: Doubles | null,
): { readonly high: Doubles; readonly low: Doubles } => {
  const { k, f, s, halfSquare, rest } = partsOf(body, x, exponent);
  const upper = body.let(upperBits(f));
  const square = body.let(multiply(multiply(upper, upper), constant(-0.5)));
  const ofSquare = multiply(multiply(subtract(f, upper), add(f, upper)), constant(-0.5));
  const ofExponent = body.let(multiply(k, constant(LOG_TWO_HIGH)));
  const first = body.let(add(ofExponent, f));
  const sum = body.let(add(first, square));
  const errors = add(roundingOfSum(body, ofExponent, f, first), roundingOfSum(body, first, square, sum));
  const small = add(multiply(s, add(halfSquare, rest)), add(multiply(k, constant(LOG_TWO_LOW)), add(ofSquare, errors)));
  const low = body.let(small);
  const high = body.let(add(sum, low));
  return { high, low: subtract(low, subtract(high, sum)) };
};
