/**
 * π and log 2 as balls, by series of rational numbers whose tails are bounded.
 *
 * Both are kept once computed: the value depends on nothing but the number of digits.
 */
import type { Ball } from './ball.ts';
import { add, BALL_ZERO, fromInteger, fromRational, hull, multiply, negate, round } from './ball.ts';
import { rational } from './rational.ts';

/**
 * Σ_k s^k / ((2k+1) q^(2k+1)): arctan(1/q) for s = −1, artanh(1/q) for s = +1, q ≥ 2.
 * The tail after K terms is, for s = −1 alternating and decreasing, at most its first term; for s = +1 at most
 * q²/(q²−1) ≤ 2 times its first term. Twice that first term is added on both sides. The first term left out is below
 * q^−(2K+1) < 2^−bits by the choice of K (`terms`, which a test may lower).
 */
export const inverseTangentSeries = (
  q: number, s: 1 | -1, bits: number, terms: number = Math.ceil(bits / (2 * Math.log2(q))) + 1,
): Ball => {
  let sum = BALL_ZERO;
  for (let k = 0; k < terms; k += 1) {
    const sign = s === -1 && k % 2 === 1 ? -1 : 1;
    sum = add(sum, fromRational(rational(sign, BigInt(2 * k + 1) * BigInt(q) ** BigInt(2 * k + 1)), bits), bits);
  }
  const tail = fromRational(rational(2n, BigInt(2 * terms + 1) * BigInt(q) ** BigInt(2 * terms + 1)), bits);
  return add(sum, hull(negate(tail), tail), bits);
};

/** Σ coefficient · series(1/q), with digits to spare for the sum. */
const combination = (parts: readonly (readonly [number, number])[], s: 1 | -1, bits: number): Ball =>
  round(parts.map(([coefficient, q]) =>
    multiply(fromInteger(coefficient), inverseTangentSeries(q, s, bits + 24), bits + 24),
  ).reduce((a, b) => add(a, b, bits + 24)), bits);

const remembered = (compute: (bits: number) => Ball): ((bits: number) => Ball) => {
  const known = new Map<number, Ball>();
  return (bits) => {
    const value = known.get(bits) ?? compute(bits);
    known.set(bits, value);
    return value;
  };
};

/** π = 16 arctan(1/5) − 4 arctan(1/239) (Machin 1706). */
export const pi: (bits: number) => Ball = remembered((bits) => combination([[16, 5], [-4, 239]], -1, bits));

/** log 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749). */
export const logOfTwo: (bits: number) => Ball =
  remembered((bits) => combination([[18, 26], [-2, 4801], [8, 8749]], 1, bits));
