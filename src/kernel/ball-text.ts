/**
 * Balls as decimal text: an enclosure that really encloses, each bound rounded outward to a few significant digits.
 */
import type { Ball } from './ball.ts';
import { divide, fromInteger, integerPower, multiply, negate, point } from './ball.ts';
import type { Direction, Float } from './ball-float.ts';
import { bitLength, signOfFloat, top } from './ball-float.ts';

/**
 * `[0.36787, 0.36789]`, `[-1.2e-40, -1.1e-40]`; a number alone, `0.5`, where the ball is that number exactly and it
 * has no more digits than asked for. The sign of a bound is never lost: each has its own `digits` significant digits.
 */
export const toText = (a: Ball, digits: number = 6): string => {
  const lower = decimalText(a.lower, digits, 'down');
  const upper = decimalText(a.upper, digits, 'up');
  return lower === upper ? lower : `[${lower}, ${upper}]`;
};

const decimalText = (a: Float, digits: number, direction: Direction): string => {
  if (signOfFloat(a) === 0) return '0';
  if (signOfFloat(a) === 1) return positiveText(a, digits, direction);
  const opposite = direction === 'down' ? 'up' : 'down';
  return `-${positiveText(negate(point(a)).lower, digits, opposite)}`;
};

/** a = integer · 10^exponent or a bound for it, the integer having about `digits` digits. */
const positiveText = (a: Float, digits: number, direction: Direction): string => {
  const exponent = Math.floor((top(a) - 1) * Math.log10(2)) - digits + 1;
  const scaled = bound(times10(a, -exponent, digits), direction);
  return written(shorten(integerBound(scaled, direction), digits, exponent, direction));
};

const bound = (a: Ball, direction: Direction): Float => (direction === 'down' ? a.lower : a.upper);

/** a · 10^k, with enough digits to be exact where the result is a short number. */
const times10 = (a: Float, k: number, digits: number): Ball => {
  const bits = 128 + 8 * digits + bitLength(a.mantissa);
  const factor = integerPower(fromInteger(10), Math.abs(k), bits);
  return k >= 0 ? multiply(point(a), factor, bits) : divide(point(a), factor, bits);
};

const integerBound = (a: Float, direction: Direction): bigint => {
  if (a.exponent >= 0) return a.mantissa << BigInt(a.exponent);
  const places = BigInt(-a.exponent);
  return direction === 'down' ? a.mantissa >> places : -(-a.mantissa >> places);
};

interface Decimal {
  readonly integer: bigint;
  readonly exponent: number;
}

/** At most `digits` digits, rounded in the direction given, without zeros at the end. */
const shorten = (integer: bigint, digits: number, exponent: number, direction: Direction): Decimal => {
  const isShort = integer.toString().length <= digits;
  if (!isShort || (integer !== 0n && integer % 10n === 0n)) {
    const carry = direction === 'up' && integer % 10n !== 0n ? 1n : 0n;
    return shorten(integer / 10n + carry, digits, exponent + 1, direction);
  }
  return { integer, exponent };
};

/** Plain where that is short, `1.25e-40` otherwise. */
const written = ({ integer, exponent }: Decimal): string => {
  const digits = integer.toString();
  const place = digits.length + exponent;
  if (exponent >= 0 && place <= 15) return digits + '0'.repeat(exponent);
  if (exponent < 0 && place > 0) return `${digits.slice(0, place)}.${digits.slice(place)}`;
  if (exponent < 0 && place > -5) return `0.${'0'.repeat(-place)}${digits}`;
  return `${digits.charAt(0)}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${place - 1}`;
};
