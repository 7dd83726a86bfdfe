/**
 * Binary floating-point numbers mantissa · 2^exponent on BigInt, with directed rounding.
 *
 * Every operation takes the number of bits that the mantissa may have and the direction in which to round:
 * `'down'` gives a number ≤ the exact result, `'up'` one ≥ it; both are exact where the result fits, and off by
 * less than one unit of the last place otherwise. The exponent is separate, so very large and very small numbers
 * keep their relative precision; numbers beyond 2^±(2^30) are refused, so that nothing grows without bound.
 */
import type { Rational } from './rational.ts';

export interface Float {
  readonly mantissa: bigint;
  readonly exponent: number;
}

export type Direction = 'down' | 'up';

/** Why a value has no enclosure. */
export type DomainReason = 'division by zero' | 'not positive' | 'not real' | 'too large';

/** The operation is not defined on the whole ball, or its result is out of range. Never a verdict. */
export class BallDomainError extends Error {
  override readonly name = 'BallDomainError';
  readonly reason: DomainReason;

  constructor(reason: DomainReason, what: string) {
    super(`${what}: ${reason}`);
    this.reason = reason;
  }
}

const EXPONENT_LIMIT = 2 ** 30;

export const FLOAT_ZERO: Float = { mantissa: 0n, exponent: 0 };
export const FLOAT_ONE: Float = { mantissa: 1n, exponent: 0 };

/** The number of binary digits of |m|; 0 for 0. */
export const bitLength = (m: bigint): number => {
  if (m === 0n) return 0;
  const size = m < 0n ? -m : m;
  DOUBLE[0] = Number(size);
  const exponent = ((WORDS[1] as number) >>> 20) - 1023;
  // Beyond the range of doubles the digits are counted.
  if (exponent > 1023) {
    const hex = size.toString(16);
    return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
  }
  // The nearest double is at most one power of two too large, and then it is that power.
  const isPower = WORDS[0] === 0 && ((WORDS[1] as number) & 0xfffff) === 0;
  return isPower && size >> BigInt(exponent) === 0n ? exponent : exponent + 1;
};

/** A double, and its two halves: on the machines that run this the sign and exponent are in the second. */
const DOUBLE = new Float64Array(1);
const WORDS = new Uint32Array(DOUBLE.buffer);

/** The exponent k for which 2^(k−1) ≤ |a| < 2^k; −∞ for 0. */
export const top = (a: Float): number => (a.mantissa === 0n ? -Infinity : a.exponent + bitLength(a.mantissa));

export const signOfFloat = (a: Float): -1 | 0 | 1 => (a.mantissa > 0n ? 1 : a.mantissa < 0n ? -1 : 0);

export const negateFloat = (a: Float): Float => ({ mantissa: -a.mantissa, exponent: a.exponent });

export const absFloat = (a: Float): Float => (a.mantissa < 0n ? negateFloat(a) : a);

/** a · 2^k, exactly. */
export const scale = (a: Float, k: number): Float => inRange({ mantissa: a.mantissa, exponent: a.exponent + k });

const inRange = (a: Float): Float => {
  if (a.mantissa === 0n) return FLOAT_ZERO;
  if (Math.abs(a.exponent) > EXPONENT_LIMIT) throw new BallDomainError('too large', `2^${a.exponent}`);
  return a;
};

/** m / 2^k rounded to an integer; BigInt's shift rounds down, also for negative numbers. */
const shiftRight = (m: bigint, k: number, direction: Direction): bigint =>
  direction === 'down' ? m >> BigInt(k) : -(-m >> BigInt(k));

/** The same number with at most `bits` binary digits. */
export const roundTo = (a: Float, bits: number, direction: Direction): Float => {
  const excess = bitLength(a.mantissa) - bits;
  if (excess <= 0) return inRange(a);
  const mantissa = shiftRight(a.mantissa, excess, direction);
  // Rounding up 11…1 gives 100…0, one digit longer, whose last digit is 0.
  const carry = bitLength(mantissa) - bits;
  return inRange({ mantissa: mantissa >> BigInt(carry), exponent: a.exponent + excess + carry });
};

/**
 * A bound for b in the direction given whose last place is not far below 2^place: what a sum may take for a summand
 * that lies wholly below its last place, instead of shifting by the distance of the two exponents.
 */
const coarse = (b: Float, place: number, direction: Direction): Float => {
  if (top(b) > place) return b;
  const towardsZero = (b.mantissa > 0n) === (direction === 'down');
  return towardsZero ? FLOAT_ZERO : { mantissa: b.mantissa > 0n ? 1n : -1n, exponent: place };
};

export const addFloat = (a: Float, b: Float, bits: number, direction: Direction): Float => {
  if (a.mantissa === 0n) return roundTo(b, bits, direction);
  if (b.mantissa === 0n) return roundTo(a, bits, direction);
  if (a.exponent < b.exponent) return addFloat(b, a, bits, direction);
  // a has the greater exponent. Below a's last place minus (bits + 4) nothing but the direction of b matters.
  const small = coarse(b, Math.min(a.exponent, top(a) - bits) - 4, direction);
  if (small.mantissa === 0n) return roundTo(a, bits, direction);
  const exponent = Math.min(a.exponent, small.exponent);
  const mantissa = (a.mantissa << BigInt(a.exponent - exponent)) + (small.mantissa << BigInt(small.exponent - exponent));
  return roundTo({ mantissa, exponent }, bits, direction);
};

export const multiplyFloat = (a: Float, b: Float, bits: number, direction: Direction): Float =>
  roundTo({ mantissa: a.mantissa * b.mantissa, exponent: a.exponent + b.exponent }, bits, direction);

/** n / d for integers, d ≠ 0, rounded to `bits` digits. */
export const quotient = (n: bigint, d: bigint, bits: number, direction: Direction): Float => {
  const [numerator, denominator] = d < 0n ? [-n, -d] : [n, d];
  const shift = Math.max(0, bits + 2 + bitLength(denominator) - bitLength(numerator));
  const shifted = numerator << BigInt(shift);
  const q = shifted / denominator;
  const remainder = shifted - q * denominator;
  // BigInt divides towards zero; go one further where the direction points away from zero.
  const step = remainder === 0n ? 0n : direction === 'down' ? (remainder < 0n ? -1n : 0n) : remainder > 0n ? 1n : 0n;
  return roundTo({ mantissa: q + step, exponent: -shift }, bits, direction);
};

export const divideFloat = (a: Float, b: Float, bits: number, direction: Direction): Float =>
  scale(quotient(a.mantissa, b.mantissa, bits, direction), a.exponent - b.exponent);

export const floatOfRational = (r: Rational, bits: number, direction: Direction): Float =>
  quotient(r.numerator, r.denominator, bits, direction);

/** The largest integer s with s² ≤ m, for m ≥ 0. Newton's iteration from above decreases until it is there. */
const integerSqrt = (m: bigint): bigint => {
  if (m < 2n) return m;
  let s = 1n << BigInt((bitLength(m) + 1) >> 1);
  for (;;) {
    const next = (s + m / s) >> 1n;
    if (next >= s) return s;
    s = next;
  }
};

/** √a for a ≥ 0. More than twice the digits of the root are rounded away first: the root is increasing. */
export const sqrtFloat = (a: Float, bits: number, direction: Direction): Float => {
  if (a.mantissa < 0n) throw new BallDomainError('not real', 'the square root of a negative number');
  const { mantissa: m, exponent: e } = roundTo(a, 2 * bits + 4, direction);
  const wanted = Math.max(0, 2 * bits + 4 - bitLength(m));
  const shift = wanted + ((e - wanted) % 2 === 0 ? 0 : 1);
  const shifted = m << BigInt(shift);
  const root = integerSqrt(shifted);
  const mantissa = root * root === shifted || direction === 'down' ? root : root + 1n;
  return roundTo({ mantissa, exponent: (e - shift) / 2 }, bits, direction);
};

/** The sign of a − b, exactly. */
export const compareFloat = (a: Float, b: Float): -1 | 0 | 1 => {
  const [sa, sb] = [signOfFloat(a), signOfFloat(b)];
  if (sa !== sb) return sa < sb ? -1 : 1;
  if (sa === 0) return 0;
  const [ta, tb] = [top(a), top(b)];
  if (ta !== tb) return (ta < tb) === (sa > 0) ? -1 : 1;
  const exponent = Math.min(a.exponent, b.exponent);
  const left = a.mantissa << BigInt(a.exponent - exponent);
  const right = b.mantissa << BigInt(b.exponent - exponent);
  return left < right ? -1 : left > right ? 1 : 0;
};

/** The sign of a − r, exactly; shifts by no more digits than a and r themselves have. */
export const compareWithRational = (a: Float, r: Rational): -1 | 0 | 1 => {
  const sa = signOfFloat(a);
  const sr = r.numerator > 0n ? 1 : r.numerator < 0n ? -1 : 0;
  if (sa !== sr) return sa < sr ? -1 : 1;
  if (sa === 0) return 0;
  const topOfRational = bitLength(r.numerator) - bitLength(r.denominator);
  if (top(a) < topOfRational) return sa > 0 ? -1 : 1;
  if (top(a) > topOfRational + 1) return sa > 0 ? 1 : -1;
  return compareFloat(
    { mantissa: a.mantissa * r.denominator, exponent: a.exponent },
    { mantissa: r.numerator, exponent: 0 },
  );
};
