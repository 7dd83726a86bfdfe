/**
 * What all terms of a sum share: numbers, letters and exponentials.
 *
 * Convention: a power is shared only as far as all terms have it with one sign, so that 1 − exp(−B) is not turned
 * into exp(−B) (exp(B) − 1), nor m + a/k into (m k + a)/k.
 */
import type { Rational } from '../../kernel/rational.ts';
import { compare, isZero, negate, rational, sign, ZERO } from '../../kernel/rational.ts';
import type { Factor, Monomial, Sum } from './sum.ts';
import { ONE_MONOMIAL } from './sum.ts';

/** The greatest common factor; negative where every term is. */
export const commonFactor = (sum: Sum): Monomial => {
  if (sum.length === 0) return ONE_MONOMIAL;
  const powers = new Map<string, Factor>();
  for (const [key, { generator }] of sum[0]?.powers ?? []) {
    const exponent = sharedExponent(sum.map((m) => m.powers.get(key)?.exponent ?? ZERO));
    if (!isZero(exponent)) powers.set(key, { generator, exponent });
  }
  const size = sum.map((m) => m.coefficient).reduce(commonNumber, ZERO);
  const negative = sum.every((m) => sign(m.coefficient) < 0);
  return { coefficient: negative ? negate(size) : size, powers };
};

const sharedExponent = (exponents: readonly Rational[]): Rational => {
  const [first] = exponents;
  if (first === undefined || exponents.some((e) => sign(e) !== sign(first))) return ZERO;
  return exponents.reduce((a, b) => (compare(a, b) * sign(first) <= 0 ? a : b));
};

/** gcd of the numerators over the lcm of the denominators; with 0, the size of the other. */
const commonNumber = (a: Rational, b: Rational): Rational =>
  rational(gcd(a.numerator, b.numerator), a.denominator / gcd(a.denominator, b.denominator) * b.denominator);

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

