import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ball } from '../../src/kernel/ball.ts';
import {
  absolute, add, BallDomainError, contains, disjoint, divide, encloses, excludesZero, fromInteger, fromRational, hull,
  integerPower, magnitude, multiply, negate, scaleBall, signOf, sqrt, subtract,
} from '../../src/kernel/ball.ts';
import { addFloat, bitLength, compareWithRational, roundTo } from '../../src/kernel/ball-float.ts';
import { exp } from '../../src/kernel/ball-functions.ts';
import { toText } from '../../src/kernel/ball-text.ts';
import type { Rational } from '../../src/kernel/rational.ts';
import * as q from '../../src/kernel/rational.ts';
import { rational } from '../../src/kernel/rational.ts';

/** Fractions whose size ranges over forty powers of ten, so that rounding really happens at few digits. */
const fraction: fc.Arbitrary<Rational> = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 20n }))
  .map(([n, d]) => rational(n, d));
const precision = fc.constantFrom(8, 17, 64, 128);
/** A ball with a rational number inside it. */
const inside: fc.Arbitrary<{ r: Rational; ball: Ball }> = fc
  .tuple(fraction, fraction, precision)
  .map(([r, other, bits]) => ({ r, ball: hull(fromRational(r, bits), fromRational(other, bits)) }));
const rounded: fc.Arbitrary<{ r: Rational; ball: Ball }> = fc
  .tuple(fraction, precision).map(([r, bits]) => ({ r, ball: fromRational(r, bits) }));
const either = fc.oneof(inside, rounded);

describe('balls enclose what rational arithmetic gives exactly', () => {
  test('a fraction lies in its own ball, and no ball is wider than one unit of the last place', () => {
    fc.assert(fc.property(fraction, precision, (r, bits) => {
      const ball = fromRational(r, bits);
      expect(contains(ball, r)).toBe(true);
      expect(bitLength(ball.lower.mantissa)).toBeLessThanOrEqual(bits);
      const width = subtract(ball, { lower: ball.lower, upper: ball.lower }, 512);
      expect(magnitude(width)).toBeLessThanOrEqual(magnitude(ball) - bits + 1);
    }));
  });

  const laws: readonly (readonly [string, (a: Ball, b: Ball, bits: number) => Ball, (a: Rational, b: Rational) => Rational])[] = [
    ['sums', add, q.add],
    ['differences', subtract, q.subtract],
    ['products', multiply, q.multiply],
  ];
  test.each(laws)('%s', (_name, ofBalls, ofFractions) => {
    fc.assert(fc.property(either, either, precision, (a, b, bits) => {
      expect(contains(ofBalls(a.ball, b.ball, bits), ofFractions(a.r, b.r))).toBe(true);
    }));
  });

  test('quotients, or a divisor that may be zero is refused', () => {
    fc.assert(fc.property(either, either, precision, (a, b, bits) => {
      if (excludesZero(b.ball)) expect(contains(divide(a.ball, b.ball, bits), q.divide(a.r, b.r))).toBe(true);
      else expect(() => divide(a.ball, b.ball, bits)).toThrow(BallDomainError);
    }));
  });

  test('integer powers', () => {
    fc.assert(fc.property(either, fc.integer({ min: -9, max: 9 }), precision, (a, n, bits) => {
      if (n < 0 && !excludesZero(a.ball)) return;
      expect(contains(integerPower(a.ball, n, bits), q.power(a.r, n))).toBe(true);
    }));
  });

  test('square roots: the square of the root encloses, and perfect squares are exact', () => {
    fc.assert(fc.property(either, precision, (a, bits) => {
      const square = q.multiply(a.r, a.r);
      const root = sqrt(absolute(integerPower(a.ball, 2, bits)), bits);
      expect(contains(root, q.sign(a.r) < 0 ? q.negate(a.r) : a.r)).toBe(true);
      expect(contains(integerPower(root, 2, bits), square)).toBe(true);
    }));
    expect(toText(sqrt(fromInteger(144), 64))).toBe('12');
    expect(toText(sqrt(fromRational(rational(9, 4), 64), 64))).toBe('1.5');
    expect(() => sqrt(fromInteger(-1), 64)).toThrow(BallDomainError);
  });

  test('negatives and sizes', () => {
    fc.assert(fc.property(either, (a) => {
      expect(contains(negate(a.ball), q.negate(a.r))).toBe(true);
      expect(contains(absolute(a.ball), q.sign(a.r) < 0 ? q.negate(a.r) : a.r)).toBe(true);
    }));
  });
});

describe('what a ball says', () => {
  test('the sign is said only where all numbers in it have that sign', () => {
    expect(signOf(fromRational(rational(1, 3), 64))).toBe(1);
    expect(signOf(fromRational(rational(-1, 3), 64))).toBe(-1);
    expect(signOf(fromInteger(0))).toBe(0);
    expect(signOf(hull(fromInteger(-1), fromInteger(2)))).toBe(0);
    expect(excludesZero(hull(fromInteger(0), fromInteger(2)))).toBe(false);
    fc.assert(fc.property(either, ({ r, ball }) => { if (signOf(ball) !== 0) expect(signOf(ball)).toBe(q.sign(r)); }));
  });

  test('two balls of one number are never disjoint', () => {
    fc.assert(fc.property(fraction, precision, precision, (r, m, n) => {
      expect(disjoint(fromRational(r, m), fromRational(r, n))).toBe(false);
    }));
    expect(disjoint(fromInteger(1), fromInteger(2))).toBe(true);
  });

  test('membership is exact: a third is in no ball that ends just before it', () => {
    const third = rational(1, 3);
    const below = { ...fromRational(third, 64), upper: fromRational(third, 64).lower };
    expect(contains(below, third)).toBe(false);
    fc.assert(fc.property(fraction, fraction, (r, s) => {
      const place = fromRational(r, 128);
      if (q.compare(s, r) > 0 && compareWithRational(place.upper, s) < 0) expect(contains(place, s)).toBe(false);
    }));
  });

  test('more digits give a ball inside', () => {
    fc.assert(fc.property(fraction, (r) => {
      expect(encloses(fromRational(r, 64), fromRational(r, 256))).toBe(true);
    }));
  });
});

describe('very large and very small numbers', () => {
  test('keep their relative precision, and their sum does not shift by their distance', () => {
    const huge = integerPower(fromInteger(2), 900_000_000, 64);
    const tiny = integerPower(fromInteger(2), -900_000_000, 64);
    expect(signOf(tiny)).toBe(1);
    expect(signOf(subtract(huge, tiny, 64))).toBe(1);
    expect(encloses(add(huge, tiny, 64), huge)).toBe(true);
    expect(contains(subtract(add(tiny, huge, 64), huge, 64), rational(0))).toBe(true);
  });

  test('the sum of numbers far apart still encloses', () => {
    fc.assert(fc.property(fraction, fraction, fc.integer({ min: -700, max: 700 }), precision, (r, s, k, bits) => {
      const scaled = k >= 0 ? q.multiply(s, rational(2n ** BigInt(k))) : q.divide(s, rational(2n ** BigInt(-k)));
      const sum = add(fromRational(r, bits), scaleBall(fromRational(s, bits), k), bits);
      expect(contains(sum, q.add(r, scaled))).toBe(true);
    }));
  });

  test('out of range is an error, not a hang', () => {
    expect(() => integerPower(fromInteger(2), 2_000_000_000, 64)).toThrow(/too large/);
    expect(() => integerPower(fromInteger(3), Number.MAX_SAFE_INTEGER, 64)).toThrow(BallDomainError);
    expect(() => integerPower(fromInteger(3), 2 ** 60, 64)).toThrow(BallDomainError);
  });
});

describe('as text', () => {
  test('reads as a short enclosure, rounded outward', () => {
    expect(toText(exp(fromInteger(-1), 64), 5)).toBe('[0.36787, 0.36788]');
    expect(toText(fromRational(rational(1, 3), 64), 3)).toBe('[0.333, 0.334]');
    expect(toText(fromRational(rational(-1, 3), 64), 3)).toBe('[-0.334, -0.333]');
    expect(toText(fromRational(rational(-1, 2), 64))).toBe('-0.5');
    expect(toText(fromInteger(1200))).toBe('1200');
    expect(toText(fromInteger(0))).toBe('0');
    expect(toText(fromInteger(1234567), 3)).toBe('[1230000, 1240000]');
    expect(toText(fromInteger(999_999), 3)).toBe('[999000, 1000000]');
    expect(toText(integerPower(fromInteger(10), 30, 128))).toBe('1e30');
    expect(toText(hull(fromRational(rational(3, 10n ** 41n), 64), fromInteger(7)))).toBe('[2.99999e-41, 7]');
    expect(toText(exp(fromInteger(100_000_000), 64), 4)).toMatch(/^\[\d\.\d+e43429448, \d\.\d+e43429448\]$/);
  });

  test('the decimal numbers printed enclose the ball', () => {
    const value = (text: string): Rational => {
      const [digits = '0', exponent = '0'] = text.split('e');
      const places = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
      const shift = Number(exponent) - places;
      const integer = rational(BigInt(digits.replace('.', '')));
      return q.multiply(integer, q.power(rational(10), shift));
    };
    fc.assert(fc.property(either, fc.integer({ min: 1, max: 20 }), ({ ball }, digits) => {
      const ends = toText(ball, digits).replace(/[[\]]/g, '').split(', ').map(value);
      expect(compareWithRational(ball.lower, ends[0]!)).toBeGreaterThanOrEqual(0);
      expect(compareWithRational(ball.upper, ends.at(-1)!)).toBeLessThanOrEqual(0);
    }));
  });
});

describe('planted fault: rounding to the nearest instead of outward', () => {
  test('is noticed by the law of inclusion', () => {
    const inward = (r: Rational): Ball => {
      const { lower } = fromRational(r, 8);
      return { lower: roundTo(lower, 8, 'down'), upper: addFloat(lower, { mantissa: 0n, exponent: 0 }, 8, 'up') };
    };
    expect(() => fc.assert(fc.property(fraction, (r) => contains(inward(r), r)))).toThrow(/Property failed/);
  });
});
