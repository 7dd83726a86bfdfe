import { describe, expect, it } from 'vitest';
import {
  ZERO, add, compare, divide, equal, floor, invert, isInteger, isOne, isZero, multiply, negate, power, rational, sign, subtract,
  toText,
} from '../../src/kernel/rational.ts';

describe('a fraction', () => {
  it('is in lowest terms with a positive denominator, so that equal ones look alike', () => {
    expect(rational(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(rational(-6, -4)).toEqual(rational(3, 2));
    expect(rational(0, -7)).toEqual(ZERO);
    expect(equal(rational(2, 4), rational(1, 2))).toBe(true);
  });

  it('has no denominator 0', () => {
    expect(() => rational(1, 0)).toThrow(RangeError);
    expect(() => invert(ZERO)).toThrow(RangeError);
    expect(() => divide(rational(1), ZERO)).toThrow(RangeError);
    expect(() => power(ZERO, -1)).toThrow(RangeError);
  });

  it('refuses a number of the machine that is not whole', () => {
    expect(() => rational(0.5)).toThrow(RangeError);
    expect(() => rational(Number.NaN)).toThrow(RangeError);
  });

  it('prints as it is written', () => {
    expect([rational(3), rational(-1, 2), ZERO].map(toText)).toEqual(['3', '-1/2', '0']);
  });
});

describe('arithmetic is exact', () => {
  it('for sums, differences, products and quotients', () => {
    expect(toText(add(rational(1, 6), rational(1, 10)))).toBe('4/15');
    expect(toText(subtract(rational(1, 2), rational(1, 3)))).toBe('1/6');
    expect(toText(multiply(rational(2, 3), rational(9, 4)))).toBe('3/2');
    expect(toText(divide(rational(-1, 2), rational(3, 4)))).toBe('-2/3');
    expect(toText(negate(rational(1, 2)))).toBe('-1/2');
  });

  it('where the result becomes whole again', () => {
    expect(add(rational(1, 2), rational(1, 2))).toEqual(rational(1));
    expect(multiply(rational(2, 3), rational(3, 2))).toEqual(rational(1));
  });

  it('beyond the range of machine numbers', () => {
    const large = 10n ** 40n;
    expect(subtract(rational(large + 1n, large), rational(1))).toEqual(rational(1n, large));
  });

  it('for powers with whole exponents, negative ones too', () => {
    expect(toText(power(rational(-2, 3), 3))).toBe('-8/27');
    expect(toText(power(rational(-2, 3), -3))).toBe('-27/8');
    expect(toText(power(ZERO, 0))).toBe('1');
  });
});

describe('order', () => {
  it('compares by value, not by the size of numerators', () => {
    expect(compare(rational(1, 3), rational(1, 2))).toBe(-1);
    expect(compare(rational(-1, 3), rational(-1, 2))).toBe(1);
    expect(compare(rational(2, 4), rational(1, 2))).toBe(0);
    expect([rational(5), rational(-5), ZERO].map(sign)).toEqual([1, -1, 0]);
  });

  it('rounds down, below zero too', () => {
    expect([rational(7, 2), rational(-7, 2), rational(-3), ZERO].map(floor)).toEqual([3n, -4n, -3n, 0n]);
  });

  it('knows zero, one and whole numbers', () => {
    expect([isZero(rational(0, 5)), isOne(rational(5, 5)), isInteger(rational(4, 2)), isInteger(rational(1, 2))]).toEqual([true, true, true, false]);
  });
});
