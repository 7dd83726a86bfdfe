/**
 * A fraction as a double, to within 2 units of the last place, and whether it is that double exactly.
 *
 * Where numerator and denominator are below 2^53, the quotient is correctly rounded. Larger ones are divided as
 * integers to 64 binary digits first, so that they may exceed the range of doubles. Beyond the range: ±Infinity, or 0.
 */
import type { Rational } from '../../kernel/rational.ts';

const isSafe = (n: bigint): boolean => n <= 9007199254740992n && n >= -9007199254740992n;

export const doubleOfRational = ({ numerator, denominator }: Rational): number =>
  isSafe(numerator) && isSafe(denominator)
    ? Number(numerator) / Number(denominator)
    : longQuotient(numerator, denominator);

/** 64 digits are kept, and the power of two is put on in two steps, neither of which leaves the range. */
const longQuotient = (numerator: bigint, denominator: bigint): number => {
  const shift = 64 + digits(denominator) - digits(numerator);
  const integer = shift >= 0 ? (numerator << BigInt(shift)) / denominator : numerator / (denominator << BigInt(-shift));
  const half = Math.trunc(shift / 2);
  return Number(integer) * 2 ** -half * 2 ** (half - shift);
};

const digits = (n: bigint): number => (n < 0n ? -n : n).toString(2).length;

/** A dyadic fraction m/2^k with |m| ≤ 2^53 and k ≤ 1000 is a double. */
export const isDouble = ({ numerator, denominator }: Rational): boolean =>
  denominator === 1n ? isSafe(numerator)
    : isSafe(numerator) && (denominator & (denominator - 1n)) === 0n && digits(denominator) <= 1000;
