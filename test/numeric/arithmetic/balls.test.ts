import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromRational } from '../../../src/kernel/ball.ts';
import { BALL_FUNCTIONS, pi } from '../../../src/kernel/ball-functions.ts';
import { FUNCTIONS } from '../../../src/kernel/expression.ts';
import type { FunctionName } from '../../../src/kernel/expression.ts';
import type { Rational } from '../../../src/kernel/rational.ts';
import * as exact from '../../../src/kernel/rational.ts';
import { rational } from '../../../src/kernel/rational.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import { fractionOf, holds, holdsAll } from './exact.ts';

const whole: Ball = { value: 0, radius: Infinity };

/** A double m · 2^k of almost any size, and a radius of its own; every tenth is exact, some are zero. */
const doubles = fc.tuple(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), fc.integer({ min: -40, max: 40 })).map(([m, k]) => m * 2 ** k);
const extremeDoubles = fc.tuple(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), fc.integer({ min: -1100, max: 990 }))
  .map(([m, k]) => m * 2 ** Math.trunc(k / 2) * 2 ** (k - Math.trunc(k / 2)));

/** A ball, and a fraction that lies in it: at a sixteenth of the radius, the ends among them. */
const ballWithPoint = (numbers: fc.Arbitrary<number>): fc.Arbitrary<readonly [Ball, Rational]> =>
  fc.tuple(numbers, fc.integer({ min: 0, max: 9 }), fc.integer({ min: -16, max: 16 })).map(([value, kind, sixteenths]) => {
    const radius = kind === 0 ? 0 : Math.abs(value) * 2 ** (-6 * kind);
    const at = exact.add(fractionOf(value), exact.multiply(fractionOf(radius), rational(sixteenths, 16)));
    return [{ value, radius }, at] as const;
  });

const OPERATIONS = {
  add: exact.add, subtract: exact.subtract, multiply: exact.multiply, divide: exact.divide,
} as const;
const NAMES = Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[];

describe('the four operations enclose', () => {
  test.each(NAMES)('%s: points of the balls give a point of the result', (name) => {
    const ball = ballWithPoint(doubles);
    fc.assert(fc.property(ball, ball, ([a, x], [b, y]) => {
      if (name === 'divide' && exact.isZero(y)) return;
      expect(holds(BALLS[name](a, b), OPERATIONS[name](x, y))).toBe(true);
    }), { numRuns: 400 });
  });

  test.each(NAMES)('%s: also where it leaves the range of doubles', (name) => {
    const ball = ballWithPoint(extremeDoubles);
    fc.assert(fc.property(ball, ball, ([a, x], [b, y]) => {
      if (name === 'divide' && exact.isZero(y)) return;
      expect(holds(BALLS[name](a, b), OPERATIONS[name](x, y))).toBe(true);
    }), { numRuns: 400 });
  });

  test('a sum of products encloses, whether large, small or cancelling', () => {
    const ball = ballWithPoint(fc.oneof(doubles, extremeDoubles));
    fc.assert(fc.property(fc.array(fc.tuple(ball, ball), { minLength: 1, maxLength: 12 }), (pairs) => {
      const at = Int32Array.from(pairs, (_, k) => k);
      const sum = BALLS.sumOfProducts!(pairs.map(([[a]]) => a), pairs.map(([, [b]]) => b), at, at, 0, pairs.length);
      const truth = pairs.map(([[, x], [, y]]) => exact.multiply(x, y)).reduce(exact.add);
      expect(holds(sum, truth)).toBe(true);
    }), { numRuns: 400 });
  });

  test('a sum of products that cancel: both roundings are in the radius', () => {
    const nearOne = fc.integer({ min: 0, max: 2 ** 51 }).map((k) => 1 + k * 2 ** -52);
    fc.assert(fc.property(nearOne, nearOne, nearOne, (a, b, c) => {
      const d = (a * b) / c;
      const at = Int32Array.from([0, 1]);
      const sum = BALLS.sumOfProducts!([a, -c].map(BALLS.fromNumber), [b, d].map(BALLS.fromNumber), at, at, 0, 2);
      const truth = exact.subtract(exact.multiply(fractionOf(a), fractionOf(b)), exact.multiply(fractionOf(c), fractionOf(d)));
      expect(holds(sum, truth)).toBe(true);
    }), { numRuns: 400 });
  });

  test('an underflow that a division makes large again is in the radius', () => {
    const tiny = 2 ** -600;
    const product = BALLS.multiply(BALLS.fromNumber(3 * tiny), BALLS.fromNumber(tiny));
    expect(product.value).toBe(0);
    const back = BALLS.divide(BALLS.divide(product, BALLS.fromNumber(tiny)), BALLS.fromNumber(tiny));
    expect(holds(back, rational(3))).toBe(true);
    expect(holds(BALLS.divide({ value: 0, radius: tiny }, { value: tiny, radius: tiny / 2 }), rational(2))).toBe(true);
    const narrow: Ball = { value: 2 ** -1000, radius: 2 ** -1001 };
    expect(holds(BALLS.divide({ value: 2 ** -1060, radius: 0 }, narrow), rational(2n * 2n ** 1000n, 2n ** 1060n))).toBe(true);
  });

  test('tight: a dozen operations on numbers of the size of 1 are known to 10^−14', () => {
    const [a, b] = [BALLS.fromRational(rational(1, 3)), BALLS.fromRational(rational(7, 5))];
    const value = BALLS.divide(BALLS.subtract(BALLS.multiply(a, b), BALLS.power(b, rational(3))), BALLS.add(a, BALLS.call('exp', b)));
    expect(value.radius).toBeGreaterThan(0);
    expect(value.radius).toBeLessThan(1e-14);
  });
});

describe('where nothing is known, that is said', () => {
  const one = BALLS.one;
  const around: Ball = { value: 1e-3, radius: 1e-2 };
  test.each([
    ['a division by a ball with 0', BALLS.divide(one, around)],
    ['0 divided by a ball with 0', BALLS.divide(BALLS.zero, around)],
    ['a negative power of a ball with 0', BALLS.power(around, rational(-2))],
    ['the logarithm of a ball with 0', BALLS.call('log', around)],
    ['the root of a ball with negative numbers', BALLS.call('sqrt', around)],
    ['the tangent across a pole', BALLS.call('tan', { value: 1.5, radius: 0.125 })],
    ['an overflow', BALLS.call('exp', BALLS.fromNumber(710))],
    ['an overflow by a product', BALLS.multiply(BALLS.fromNumber(1e200), BALLS.fromNumber(1e200))],
    ['a sum of overflows', BALLS.add(BALLS.fromNumber(1.7e308), BALLS.fromNumber(1.7e308))],
    ['a difference of unknowns', BALLS.subtract(whole, whole)],
    ['0 times an unknown', BALLS.multiply(BALLS.zero, whole)],
    ['a bounded function of an unknown', BALLS.call('sin', whole)],
    ['a number that is none', BALLS.fromNumber(NaN)],
  ])('%s', (_, ball) => expect(ball).toEqual(whole));
});

describe('functions enclose', () => {
  const needsPositive = (name: FunctionName): boolean => name === 'log' || name === 'sqrt';

  test.each(FUNCTIONS)('%s: of points of the ball', (name) => {
    const most = name === 'exp' || name === 'sinh' || name === 'cosh' ? 2 ** 12 : name === 'Phi' || name === 'erf' ? 2 ** 10 : 2 ** 14;
    const numbers = fc.integer({ min: needsPositive(name) ? 1 : -most, max: most }).map((k) => k / 128);
    fc.assert(fc.property(ballWithPoint(numbers), ([a, x]) => {
      const computed = BALLS.call(name, a);
      if (computed.radius === Infinity) return;
      expect(holdsAll(computed, BALL_FUNCTIONS[name](fromRational(x, 256), 128), 256)).toBe(true);
    }), { numRuns: 120 });
  });

  test('they are not simply unknown', () => {
    for (const name of FUNCTIONS) {
      const computed = BALLS.call(name, { value: 0.75, radius: 2 ** -40 });
      expect(computed.radius).toBeGreaterThan(2 ** -43);
      expect(computed.radius).toBeLessThan(2 ** -37);
    }
  });

  test('powers with a fraction as exponent', () => {
    const cases = [[3, 1, 2], [3, -5, 2], [7, 1, 3], [2, -7, 5], [5, 12, 1], [3, -4, 1]] as const;
    for (const [base, p, q] of cases) {
      const ball = BALLS.power(BALLS.fromNumber(base), rational(p, q));
      // (base^(p/q))^q = base^p, increasing: so the ends of the ball lie on both sides of it.
      const end = (sign: 1n | -1n): Rational =>
        exact.power(exact.add(fractionOf(ball.value), exact.multiply(rational(sign), fractionOf(ball.radius))), q);
      const truth = exact.power(rational(base), p);
      expect(exact.compare(end(-1n), truth)).toBeLessThanOrEqual(0);
      expect(exact.compare(end(1n), truth)).toBeGreaterThanOrEqual(0);
      expect(ball.radius / ball.value).toBeLessThan(1e-14);
    }
  });

  test('an even power of a ball around 0 is enclosed, and π', () => {
    expect(holds(BALLS.power({ value: 0, radius: 0.5 }, rational(2)), rational(1, 4))).toBe(true);
    expect(holdsAll(BALLS.pi, pi(128), 256)).toBe(true);
  });
});

describe('fractions', () => {
  test('dyadic fractions are exact, others enclosed', () => {
    expect(BALLS.fromRational(rational(-13, 16))).toEqual({ value: -0.8125, radius: 0 });
    const digits = fc.bigInt({ min: -(10n ** 400n), max: 10n ** 400n });
    const denominators = fc.bigInt({ min: 10n ** 100n, max: 10n ** 400n });
    fc.assert(fc.property(digits, denominators, (n, d) => {
      const r = rational(n, d);
      const ball = BALLS.fromRational(r);
      expect(holds(ball, r)).toBe(true);
      expect(ball.radius).toBeLessThanOrEqual(1e-15 * Math.abs(ball.value) + 1e-300);
    }));
  });
});

describe('doubles', () => {
  test.each([
    [1n, 3n, 1 / 3], [-7n, 8n, -0.875], [1n, 10n ** 310n, 1e-310], [-(10n ** 330n), 10n ** 25n, -1e305], [10n ** 400n, 10n ** 399n + 1n, 10],
    [2n ** 60n + 1n, 2n ** 60n, 1], [10n ** 400n, 1n, Infinity], [1n, 10n ** 400n, 0], [0n, 5n, 0],
  ])('the fraction %s/%s', (n, d, wanted) => {
    const value = DOUBLES.fromRational(rational(n, d));
    if (Number.isFinite(wanted)) expect(Math.abs(value - wanted)).toBeLessThanOrEqual(2 ** -51 * Math.abs(wanted));
    else expect(value).toBe(wanted);
  });

  test('powers: roots of halves, and any fraction', () => {
    expect(DOUBLES.power(2, rational(1, 2))).toBe(Math.SQRT2);
    expect(DOUBLES.power(8, rational(-2, 3))).toBeCloseTo(0.25, 14);
    expect(DOUBLES.power(-2, rational(3))).toBe(-8);
  });
});

describe('enclosing', () => {
  const { widen, contains } = BALLS.enclosing!;
  test('a ball that is widened contains what it was; a shifted one does not lie inside', () => {
    const a: Ball = { value: 1, radius: 2 ** -20 };
    expect(contains(widen(a, 2 ** -30), a)).toBe(true);
    expect(contains(a, a)).toBe(false);
    expect(contains(a, { value: 1 + 2 ** -20, radius: 0 })).toBe(false);
    expect(contains(whole, whole)).toBe(false);
  });
});
