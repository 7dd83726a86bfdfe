/**
 * Standard normal numbers from random words, two of four paths at a time, as code: the transform of Box and Muller as
 * `random/normals.ts` defines it,
 *
 *   z0 = R cos A, z1 = R sin A,   R = √(−2 log((w0 + ½)/2^32)),  A = 2π (w1 + ½)/2^32.
 *
 * Off by at most 4 units of the last place of max(|z|, R/4) from the exact transform; test/numeric/paths/wasm measures it. The
 * logarithm is that of `wasm/logarithm.ts`, shorter: nothing special occurs, and −2 is in its coefficients. The angle needs no
 * reduction: two bits of w1 + 2^29 are the quadrant, the other thirty the distance from its axis.
 */
import type { Body } from '../../wasm/body.ts';
import { sineAndCosineNearZero } from '../../wasm/circular.ts';
import type { Doubles } from '../../wasm/polynomial.ts';
import { polynomial } from '../../wasm/polynomial.ts';
import type { Value } from '../../wasm/value.ts';
import { readAs } from '../../wasm/value.ts';
import { f64x2, i32x4, i64x2, shuffleWords } from '../../wasm/vectors.ts';
import type { FourPaths } from './four-paths.ts';
import type { Block } from './threefry.ts';

type Words = Value<'i32x4'>;

const { add, subtract, multiply, divide, constant, sqrt, select, xor } = f64x2;

/** Above a word it makes the double 2^52 + word. */
const HIGH_OF_TWO_52 = 0x43300000;
const TWO_52 = 2 ** 52;

/** Lanes 0 and 1 of two vectors of words, or lanes 2 and 3, interleaved: each pair is one lane of 64 bits. */
const interleaved = (low: Words, high: Words, half: 0 | 1): Words =>
  shuffleWords(low, high, half === 0 ? [0, 4, 1, 5] : [2, 6, 3, 7]);

/** The unsigned words of one half as doubles, less `minus`. */
const asDoubles = (words: Words, half: 0 | 1, minus: number): Doubles =>
  subtract(readAs('f64x2', interleaved(words, i32x4.constant(HIGH_OF_TWO_52), half)), constant(TWO_52 + minus));

const BITS_OF_ROOT_HALF = 0x3fe6a09e667f3bcdn;
const BITS_OF_ONE = 0x3ff0000000000000n;
const BITS_OF_TWO_52 = 0x4330000000000000n;
const MANTISSA = 0x000fffffffffffffn;
/** log(1 + f) = s (2 + s² (L_0 + L_1 s² + …)), s = f/(2 + f), times −2. */
const MINUS_TWICE_L = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784,
  0.1818357216161805, 0.15313837699209373, 0.14798198605106616].map((c) => -2 * c);
/** The exponent of (w + ½) is above that of (w + ½)/2^32 by this, and stored with a bias. */
const EXPONENT_OFFSET = 1023 + 32;

/** √(−2 log(x/2^32)) for x in [½, 2^32). */
const radiusOf = (body: Body, x: Doubles): Doubles => {
  const shifted = body.let(i64x2.add(readAs('i64x2', x), i64x2.constant(BITS_OF_ONE - BITS_OF_ROOT_HALF)));
  const biased = i64x2.or(i64x2.shiftRight(shifted, 52), i64x2.constant(BITS_OF_TWO_52));
  const k = subtract(readAs('f64x2', biased), constant(TWO_52 + EXPONENT_OFFSET));
  const m = readAs('f64x2', i64x2.add(i64x2.and(shifted, i64x2.constant(MANTISSA)), i64x2.constant(BITS_OF_ROOT_HALF)));
  const f = body.let(subtract(m, constant(1)));
  const s = body.let(divide(f, add(f, constant(2))));
  const z = body.let(multiply(s, s));
  const ofMantissa = multiply(s, add(constant(-4), multiply(z, polynomial(body, MINUS_TWICE_L, z))));
  return sqrt(add(multiply(k, constant(-2 * Math.LN2)), ofMantissa));
};

const HALF_QUADRANT = 2 ** 29;
const WITHIN_QUADRANT = 2 ** 31 - 2;
const SIGN = -(2 ** 31);

/** The two normals of the words w0, w1, each of four paths. */
const pairOf = (body: Body, w0: Words, w1: Words): readonly [FourPaths, FourPaths] => {
  const turned = body.let(i32x4.add(w1, i32x4.constant(HALF_QUADRANT)));
  const doubled = body.let(i32x4.shiftLeft(turned, 1));
  // 2 (v + ½) for the thirty bits v: an integer, so that nothing is lost above 2^52.
  const within = body.let(i32x4.or(i32x4.and(doubled, i32x4.constant(WITHIN_QUADRANT)), i32x4.constant(1)));
  // Bits 31 and 30 are the quadrant n: sin is negative in 2 and 3, cos in 1 and 2; in odd ones they change places.
  const odd = body.let(i32x4.shiftRightSigned(doubled, 31));
  const signOfSine = body.let(i32x4.and(turned, i32x4.constant(SIGN)));
  const signOfCosine = body.let(i32x4.and(i32x4.xor(turned, doubled), i32x4.constant(SIGN)));
  const ofHalf = (half: 0 | 1): readonly [Doubles, Doubles] => {
    const radius = body.let(radiusOf(body, body.let(asDoubles(w0, half, -0.5))));
    const angle = body.let(multiply(asDoubles(within, half, 2 * HALF_QUADRANT), constant((Math.PI / 2) * 2 ** -31)));
    const { sine, cosine } = sineAndCosineNearZero(body, angle);
    const change = body.let(readAs('i64x2', interleaved(odd, odd, half)));
    const signed = (of: Doubles, sign: Words): Doubles =>
      xor(of, readAs('f64x2', interleaved(i32x4.constant(0), sign, half)));
    return [
      body.let(multiply(radius, signed(select(change, sine, cosine), signOfCosine))),
      body.let(multiply(radius, signed(select(change, cosine, sine), signOfSine))),
    ];
  };
  const [low, high] = [ofHalf(0), ofHalf(1)];
  return [[low[0], high[0]], [low[1], high[1]]];
};

/** The four normal numbers of a block, each of four paths. */
export const normalsOf = (body: Body, [w0, w1, w2, w3]: Block): readonly FourPaths[] =>
  [...pairOf(body, w0, w1), ...pairOf(body, w2, w3)];
