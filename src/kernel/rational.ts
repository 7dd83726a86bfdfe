/**
 * Exact rational numbers: a BigInt fraction in lowest terms with a positive denominator.
 *
 * Every coefficient of the kernel is one of these; no floating-point number ever enters.
 */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** Small numbers are divided as machine numbers, which is exact for integers below 2^53. */
const commonDivisor = (a: bigint, b: bigint): bigint => {
  let x = Math.abs(Number(a));
  let y = Number(b);
  if (!(x <= Number.MAX_SAFE_INTEGER && y <= Number.MAX_SAFE_INTEGER)) return gcd(a, b);
  while (y !== 0) [x, y] = [y, x % y];
  return x === 1 ? 1n : BigInt(x);
};

/** The fraction numerator/denominator in lowest terms. Throws a RangeError when the denominator is 0. */
export const rational = (numerator: bigint | number, denominator: bigint | number = 1n): Rational => {
  let n = BigInt(numerator);
  let d = BigInt(denominator);
  if (d === 0n) throw new RangeError('a fraction with denominator 0');
  if (d === 1n) return { numerator: n, denominator: d };
  if (d < 0n) [n, d] = [-n, -d];
  const g = commonDivisor(n, d);
  return g === 1n ? { numerator: n, denominator: d } : { numerator: n / g, denominator: d / g };
};

export const ZERO: Rational = rational(0);
export const ONE: Rational = rational(1);
export const MINUS_ONE: Rational = rational(-1);

export const isZero = (a: Rational): boolean => a.numerator === 0n;
export const isOne = (a: Rational): boolean => a.numerator === 1n && a.denominator === 1n;
export const isInteger = (a: Rational): boolean => a.denominator === 1n;
export const equal = (a: Rational, b: Rational): boolean =>
  a.numerator === b.numerator && a.denominator === b.denominator;

export const add = (a: Rational, b: Rational): Rational =>
  a.denominator === 1n && b.denominator === 1n
    ? { numerator: a.numerator + b.numerator, denominator: 1n }
    : rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const negate = (a: Rational): Rational => ({ numerator: -a.numerator, denominator: a.denominator });

export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));

export const multiply = (a: Rational, b: Rational): Rational =>
  a.denominator === 1n && b.denominator === 1n
    ? { numerator: a.numerator * b.numerator, denominator: 1n }
    : rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** 1/a. Throws a RangeError when a is 0. */
export const invert = (a: Rational): Rational => rational(a.denominator, a.numerator);

export const divide = (a: Rational, b: Rational): Rational => multiply(a, invert(b));

/** a to an integer power; a negative power of 0 throws a RangeError. */
export const power = (a: Rational, exponent: number): Rational => {
  if (exponent < 0) return power(invert(a), -exponent);
  return { numerator: a.numerator ** BigInt(exponent), denominator: a.denominator ** BigInt(exponent) };
};

/** −1, 0 or 1. */
export const sign = (a: Rational): -1 | 0 | 1 => (a.numerator > 0n ? 1 : a.numerator < 0n ? -1 : 0);

export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  const [left, right] = a.denominator === b.denominator ? [a.numerator, b.numerator]
    : [a.numerator * b.denominator, b.numerator * a.denominator];
  return left > right ? 1 : left < right ? -1 : 0;
};

export const floor = (a: Rational): bigint => {
  const q = a.numerator / a.denominator;
  return a.numerator < 0n && q * a.denominator !== a.numerator ? q - 1n : q;
};

/** `3`, `-1/2`. */
export const toText = (a: Rational): string =>
  a.denominator === 1n ? `${a.numerator}` : `${a.numerator}/${a.denominator}`;
