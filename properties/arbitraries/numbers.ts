/**
 * Small exact numbers. Scaled integers, since floating-point generators mostly give numbers near zero.
 */
import fc from 'fast-check';
import type { Rational } from '../../src/kernel/rational.ts';
import { isZero, rational } from '../../src/kernel/rational.ts';

export const rationals: fc.Arbitrary<Rational> = fc
  .tuple(fc.integer({ min: -12, max: 12 }), fc.constantFrom(1, 1, 1, 2, 3)).map(([n, d]) => rational(n, d));
export const nonzeroRationals: fc.Arbitrary<Rational> = rationals.filter((q) => !isZero(q));
/** Any fraction, long ones too. */
export const longRationals: fc.Arbitrary<Rational> = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n })).map(([n, d]) => rational(n, d));
