/**
 * A test of an assumption: that this machine's elementary functions are off by at most 4 units of the last place, on which all
 * bounds of balls rest. The truth is the kernel's rigorous enclosures.
 */
import { describe, expect, test } from 'vitest';
import type { Ball } from '../../../src/kernel/ball.ts';
import { fromRational, subtract } from '../../../src/kernel/ball.ts';
import { BALL_FUNCTIONS } from '../../../src/kernel/ball-functions.ts';
import { FUNCTIONS } from '../../../src/kernel/expression.ts';
import type { FunctionName } from '../../../src/kernel/expression.ts';
import { compareWithRational } from '../../../src/kernel/ball-float.ts';
import { negate, rational } from '../../../src/kernel/rational.ts';
import { DOUBLE_FUNCTIONS } from '../../../src/numeric/arithmetic/doubles.ts';
import { erfc } from '../../../src/numeric/arithmetic/error-function.ts';
import { integersFrom } from '../evaluate/some-instance.ts';
import { fractionOf, lastPlace } from './exact.ts';

const BITS = 128;

/** Whether |computed − true value| ≤ units · last place, for surely the true value. */
const isWithin = (computed: number, truth: Ball, units: number): boolean => {
  const bound = fractionOf(units * lastPlace(computed));
  const difference = subtract(truth, fromRational(fractionOf(computed), 4 * BITS), 4 * BITS);
  return compareWithRational(difference.lower, negate(bound)) >= 0 && compareWithRational(difference.upper, bound) <= 0;
};

/** Arguments of every size at which the function is neither 0 nor infinite, of both signs where it has them. */
const argumentsOf = (name: FunctionName, count: number): number[] => {
  const draw = integersFrom(FUNCTIONS.indexOf(name) + 1);
  const digits = (): number => Array.from({ length: 12 }, draw).reduce((sum, k) => (sum * 19 + k + 9) % 2 ** 40, 0) / 2 ** 40;
  const sign = name === 'log' || name === 'sqrt' ? (): number => 1 : (): number => (draw() < 0 ? -1 : 1);
  const largest = { exp: 9.4, log: 1000, sqrt: 1000, sin: 12, cos: 12, tan: 12, sinh: 9.4, cosh: 9.4, tanh: 6, atan: 40, erf: 3, Phi: 3 }[name];
  return Array.from({ length: count }, (_, k) => {
    // Half of them of the size of 1, where most arguments are.
    const exponent = k % 2 === 0 ? 2 * digits() : -30 + (30 + largest) * digits();
    return sign() * (1 + digits()) * 2 ** Math.floor(exponent);
  });
};

describe('what balls assume of this machine', () => {
  test.each(FUNCTIONS)('%s is off by at most 4 units of the last place', (name) => {
    const far = name === 'Phi' ? [-20.3, -30.1, -36.7] : [];
    for (const x of [...argumentsOf(name, 250), ...far]) {
      const computed = DOUBLE_FUNCTIONS[name](x);
      if (!Number.isFinite(computed)) continue;
      expect(isWithin(computed, BALL_FUNCTIONS[name](fromRational(fractionOf(x), 256), BITS), 4), `${name}(${x})`).toBe(true);
    }
  });

  test('values below the normal doubles are off by at most 4 of the smallest', () => {
    for (const x of [-708.5, -715.25, -730.125, -740.0625, -744.75]) {
      expect(isWithin(Math.exp(x), BALL_FUNCTIONS.exp(fromRational(fractionOf(x), 256), BITS), 4), `exp(${x})`).toBe(true);
    }
  });

  test('the test notices an error of 5 units', () => {
    const truth = BALL_FUNCTIONS.exp(fromRational(rational(1), 256), BITS);
    const wrong = Math.exp(1) + 5 * lastPlace(Math.E);
    expect(isWithin(Math.exp(1), truth, 4)).toBe(true);
    expect(isWithin(wrong, truth, 4)).toBe(false);
  });
});

describe('the error function', () => {
  test('erfc is 1 − erf, to 4 units of the last place also where erf is nearly 1', () => {
    for (const x of [-6.5, -3.25, -1, -0.5, -1e-3, 0, 2 ** -60, 0.125, 0.25, 0.5, 0.84375, 1, 1.25, 1.3579, 2, 2.7654321, 2.875, 4, 5.1234567, 8, 13.7654321, 16, 25.123456789, 26]) {
      // Beyond 128 digits of 1 − erf(26) ≈ 10^−296, a thousand more are needed.
      const truth = subtract(fromRational(rational(1), 64), BALL_FUNCTIONS.erf(fromRational(fractionOf(x), 256), 1200), 1200);
      expect(isWithin(erfc(x), truth, 4), `erfc(${x})`).toBe(true);
    }
  });

  test('the limits', () => {
    expect([DOUBLE_FUNCTIONS.erf(Infinity), DOUBLE_FUNCTIONS.erf(-Infinity), DOUBLE_FUNCTIONS.erf(NaN)]).toEqual([1, -1, NaN]);
    expect([erfc(Infinity), erfc(-Infinity), erfc(NaN)]).toEqual([0, 2, NaN]);
    expect([DOUBLE_FUNCTIONS.Phi(Infinity), DOUBLE_FUNCTIONS.Phi(-Infinity), DOUBLE_FUNCTIONS.Phi(0)]).toEqual([1, 0, 0.5]);
  });
});
