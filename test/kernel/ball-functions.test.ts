import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ball } from '../../src/kernel/ball.ts';
import {
  add, BALL_ONE, BallDomainError, contains, encloses, fromInteger, fromRational, hull, integerPower, magnitude, multiply,
  negate, signOf, subtract,
} from '../../src/kernel/ball.ts';
import {
  atan, BALL_FUNCTIONS, cos, cosh, erf, exp, log, logOfTwo, normalDistribution, pi, power, rationalPower, sin, sinh, tan,
  tanh,
} from '../../src/kernel/ball-functions.ts';
import { inverseTangentSeries } from '../../src/kernel/ball-constants.ts';
import { series } from '../../src/kernel/ball-series.ts';
import { toText } from '../../src/kernel/ball-text.ts';
import { FUNCTIONS } from '../../src/kernel/expression.ts';
import type { FunctionName } from '../../src/kernel/expression.ts';
import type { Rational } from '../../src/kernel/rational.ts';
import { rational } from '../../src/kernel/rational.ts';
import { WHOLE_SWEEP } from '../../properties/sweep.ts';

/** For each function and each promise. */
const RUNS = WHOLE_SWEEP ? 200 : 25;
const thousandths = (most: number): fc.Arbitrary<Rational> =>
  fc.integer({ min: -most * 1000, max: most * 1000 }).map((k) => rational(k, 1000));
const number = thousandths(30);
const positive = fc.integer({ min: 1, max: 30_000 }).map((k) => rational(k, 1000));
const of = (r: Rational, bits = 64): Ball => fromRational(r, bits);
const needsPositive = (name: FunctionName): boolean => name === 'log' || name === 'sqrt';
const argumentOf = (name: FunctionName): fc.Arbitrary<Rational> =>
  needsPositive(name) ? positive : name === 'Phi' ? thousandths(9) : number;
const asNumber = (r: Rational): number => Number(r.numerator) / Number(r.denominator);
const middle = (a: Ball): number => {
  const ends = toText(a, 17).replace(/[[\]]/g, '').split(', ').map(Number);
  return (ends[0]! + ends.at(-1)!) / 2;
};
const width = (a: Ball): number => magnitude(subtract(a, { lower: a.lower, upper: a.lower }, 512));

describe('every function of the language', () => {
  test.each(FUNCTIONS)('%s: the ball of 64 digits contains the one of 256, of the same number', (name) => {
    fc.assert(fc.property(argumentOf(name), (r) => {
      const f = BALL_FUNCTIONS[name];
      expect(encloses(f(of(r), 64), f(of(r, 256), 256))).toBe(true);
    }), { numRuns: RUNS });
  });

  test.each(FUNCTIONS)('%s: a ball that holds a number holds its value', (name) => {
    fc.assert(fc.property(argumentOf(name), argumentOf(name), (r, s) => {
      const f = BALL_FUNCTIONS[name];
      let wide: Ball;
      try {
        wide = f(hull(of(r), of(s)), 64);
      } catch (error) {
        // The tangent has poles; nothing else is undefined here.
        expect(error).toBeInstanceOf(BallDomainError);
        expect(name).toBe('tan');
        return;
      }
      expect(encloses(wide, f(of(r, 256), 256))).toBe(true);
      expect(encloses(wide, f(of(s, 256), 256))).toBe(true);
    }), { numRuns: RUNS });
  });

  test.each(FUNCTIONS)('%s: narrow, to a few units of the last place of the larger of value and 1', (name) => {
    fc.assert(fc.property(argumentOf(name), (r) => {
      // A short number in binary: its ball has no width of its own, which a function could widen.
      const exact = rational(r.numerator, 1024);
      const value = BALL_FUNCTIONS[name](of(exact), 64);
      expect(width(value)).toBeLessThanOrEqual(Math.max(magnitude(value), 0) - 61);
    }), { numRuns: RUNS });
  });

  const usual: Partial<Record<FunctionName, (x: number) => number>> = {
    exp: Math.exp, log: Math.log, sqrt: Math.sqrt, sin: Math.sin, cos: Math.cos, tan: Math.tan, sinh: Math.sinh,
    cosh: Math.cosh, tanh: Math.tanh, atan: Math.atan,
  };
  test.each(Object.entries(usual))('%s agrees with Math to twelve digits', (name, f) => {
    fc.assert(fc.property(argumentOf(name as FunctionName), (r) => {
      const ours = middle(BALL_FUNCTIONS[name as FunctionName](of(r, 128), 128));
      const theirs = f(asNumber(r));
      expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(theirs), name === 'tan' ? theirs * theirs : 0));
    }), { numRuns: 100 });
  });
});

describe('known values', () => {
  test.each<readonly [string, Ball, string]>([
    ['pi', pi(128), '3.14159265358979323846264338327950288'],
    ['log 2', logOfTwo(128), '0.69314718055994530941723212145817656'],
    ['e', exp(BALL_ONE, 128), '2.71828182845904523536028747135266249'],
    ['erf 1', erf(BALL_ONE, 128), '0.84270079294971486934122063508260925'],
    ['erf 1/10', erf(of(rational(1, 10), 128), 128), '0.11246291601828489220327507174396838'],
    ['atan 1', atan(BALL_ONE, 128), '0.78539816339744830961566084581987572'],
    ['Phi(-1)', normalDistribution(fromInteger(-1), 128), '0.15865525393145705141476745436796207'],
    ['Phi(1)', normalDistribution(BALL_ONE, 128), '0.84134474606854294858523254563203792'],
    ['2^(1/3)', rationalPower(fromInteger(2), rational(1, 3), 128), '1.25992104989487316476721060727822835'],
  ])('%s', (_name, value, digits) => {
    const places = digits.length - digits.indexOf('.') - 1;
    const near = rational(BigInt(digits.replace('.', '')), 10n ** BigInt(places));
    const error = subtract(value, of(near, 256), 256);
    expect(magnitude(error)).toBeLessThan(-110);
  });

  test('are exact where the value is a short number', () => {
    expect(toText(exp(fromInteger(0), 64))).toBe('1');
    expect(toText(log(BALL_ONE, 64))).toBe('0');
    expect(toText(sin(fromInteger(0), 64))).toBe('0');
    expect(toText(erf(fromInteger(0), 64))).toBe('0');
    expect(toText(rationalPower(fromInteger(4), rational(-3, 2), 64))).toBe('0.125');
  });
});

describe('identities', () => {
  const zero = rational(0);
  const holds = (arbitrary: fc.Arbitrary<Rational>, difference: (r: Rational) => Ball): void => {
    fc.assert(fc.property(arbitrary, (r) => { expect(contains(difference(r), zero)).toBe(true); }), { numRuns: RUNS });
  };
  test('exp(log x) = x', () => holds(positive, (r) => subtract(exp(log(of(r), 64), 64), of(r), 64)));
  test('log(exp x) = x', () => holds(number, (r) => subtract(log(exp(of(r), 64), 64), of(r), 64)));
  test('log(xy) = log x + log y', () => {
    fc.assert(fc.property(positive, positive, (r, s) => {
      const sum = add(log(of(r), 64), log(of(s), 64), 64);
      expect(contains(subtract(log(multiply(of(r), of(s), 64), 64), sum, 64), zero)).toBe(true);
    }), { numRuns: RUNS });
  });
  test('sin² + cos² = 1', () =>
    holds(number, (r) => subtract(add(integerPower(sin(of(r), 64), 2, 64), integerPower(cos(of(r), 64), 2, 64), 64), BALL_ONE, 64)));
  test('sin 2x = 2 sin x cos x', () =>
    holds(number, (r) => subtract(sin(multiply(fromInteger(2), of(r), 64), 64),
      multiply(fromInteger(2), multiply(sin(of(r), 64), cos(of(r), 64), 64), 64), 64)));
  test('tan(atan x) = x', () => holds(number, (r) => subtract(tan(atan(of(r), 128), 128), of(r), 128)));
  test('cosh² − sinh² = 1', () =>
    holds(number, (r) => subtract(subtract(integerPower(cosh(of(r), 64), 2, 64), integerPower(sinh(of(r), 64), 2, 64), 64), BALL_ONE, 64)));
  test('tanh cosh = sinh', () =>
    holds(number, (r) => subtract(multiply(tanh(of(r), 64), cosh(of(r), 64), 64), sinh(of(r), 64), 64)));
  test.each(['sin', 'tan', 'sinh', 'tanh', 'atan', 'erf'] as const)('%s is odd', (name) =>
    holds(number, (r) => add(BALL_FUNCTIONS[name](of(r), 64), BALL_FUNCTIONS[name](negate(of(r)), 64), 64)));
  test('Phi(x) + Phi(−x) = 1', () =>
    holds(thousandths(9), (r) => subtract(add(normalDistribution(of(r), 64), normalDistribution(negate(of(r)), 64), 64), BALL_ONE, 64)));
  test('x^(p/q) to the q is x^p', () => {
    fc.assert(fc.property(positive, fc.integer({ min: -7, max: 7 }), fc.integer({ min: 1, max: 7 }), (r, p, d) => {
      const root = rationalPower(of(r), rational(p, d), 64);
      expect(contains(subtract(integerPower(root, d, 64), integerPower(of(r), p, 64), 64), zero)).toBe(true);
    }), { numRuns: RUNS });
  });
  test('x^y x^z = x^(y+z)', () => {
    fc.assert(fc.property(positive, number, number, (r, y, z) => {
      const product = multiply(power(of(r), of(y), 64), power(of(r), of(z), 64), 64);
      expect(contains(subtract(product, power(of(r), add(of(y), of(z), 64), 64), 64), zero)).toBe(true);
    }), { numRuns: RUNS });
  });
});

describe('small and large arguments', () => {
  const tiny = rational(1, 10n ** 40n);
  test.each(['sin', 'tan', 'sinh', 'tanh', 'atan', 'erf'] as const)('%s of a tiny number is about that number, to all digits', (name) => {
    const value = BALL_FUNCTIONS[name](of(tiny), 64);
    expect(signOf(value)).toBe(1);
    expect(width(value)).toBeLessThan(magnitude(value) - 58);
  });
  test('Phi keeps its sign far out, where 1 + erf would be all rounding', () => {
    for (const x of [-3, -20, -39, -41, -1000]) {
      const value = normalDistribution(fromInteger(x), 64);
      expect(signOf(value)).toBe(1);
      expect(width(value)).toBeLessThan(magnitude(value) - 8);
    }
    expect(toText(normalDistribution(fromInteger(-20), 64), 8)).toMatch(/^\[2\.753624\d*e-89, 2\.753624\d*e-89\]$/);
  });
  test('the bounds of Phi beyond −40 agree with its series there', () => {
    const justBefore = normalDistribution(of(rational(-39999999, 1000000), 128), 128);
    const justAfter = normalDistribution(fromInteger(-40), 128);
    expect(signOf(subtract(justBefore, justAfter, 128))).toBeGreaterThanOrEqual(0);
    expect(magnitude(justAfter)).toBe(magnitude(justBefore));
  });
  test('sin of a large number is reduced with enough digits of pi', () => {
    expect(middle(sin(of(rational(10n ** 22n), 128), 128))).toBeCloseTo(-0.8522008497671888, 12);
    expect(middle(sin(of(rational(10n ** 100n), 400), 64))).toBeCloseTo(-0.372376123661277, 12);
    expect(signOf(sin(integerPower(fromInteger(10), 100_000, 64), 64))).toBe(0);
  });
  test('erf and tanh end within [−1, 1]', () => {
    for (const x of [5, 9, 27, 1000, 10 ** 12]) {
      for (const f of [erf, tanh]) {
        expect(encloses(hull(fromInteger(-1), fromInteger(1)), f(fromInteger(x), 64))).toBe(true);
        expect(encloses(f(fromInteger(x), 64), f(fromInteger(x), 128))).toBe(true);
      }
    }
  });
});

describe('where a function is not defined', () => {
  const reason = (compute: () => Ball): string => {
    try {
      return toText(compute());
    } catch (error) {
      return error instanceof BallDomainError ? error.reason : `${error}`;
    }
  };
  test('the error says why', () => {
    expect(reason(() => log(fromInteger(0), 64))).toBe('not positive');
    expect(reason(() => log(hull(fromInteger(-1), fromInteger(1)), 64))).toBe('not positive');
    expect(reason(() => rationalPower(fromInteger(-8), rational(1, 3), 64))).toBe('not positive');
    expect(reason(() => rationalPower(fromInteger(-4), rational(1, 2), 64))).toBe('not real');
    expect(reason(() => tan(hull(fromInteger(1), fromInteger(2)), 64))).toBe('division by zero');
  });
  test('too large is an error at once', () => {
    for (const size of [10n ** 9n * 2n, 10n ** 30n, 10n ** 3000n]) {
      for (const f of [exp, sinh, cosh]) expect(reason(() => f(of(rational(size)), 64))).toBe('too large');
      expect(reason(() => exp(of(rational(-size)), 64))).toBe('too large');
    }
    expect(reason(() => power(fromInteger(10), fromInteger(10n ** 40n), 64))).toBe('too large');
  });
});

describe('series without their last terms', () => {
  test('a geometric series that is cut short still holds its sum', () => {
    for (const bits of [1, 2, 3, 5]) {
      // Ratios 1/4 and sums with few digits are exact in binary: only the tail can make the sum 4/3 be enclosed.
      expect(contains(series(BALL_ONE, () => of(rational(1, 4)), 2 * bits), rational(4, 3))).toBe(true);
    }
  });
  test('arctan(1/q) and artanh(1/q) after one, two, three terms hold the value', () => {
    for (const q of [2, 5, 26]) {
      for (const s of [-1, 1] as const) {
        for (const terms of [1, 2, 3]) {
          expect(encloses(inverseTangentSeries(q, s, 64, terms), inverseTangentSeries(q, s, 256))).toBe(true);
        }
      }
    }
  });
});

describe('planted faults', () => {
  test('a value without its last digit is outside', () => {
    const short: Ball = { ...exp(BALL_ONE, 64), upper: exp(BALL_ONE, 64).lower };
    expect(encloses(short, exp(BALL_ONE, 256))).toBe(false);
  });
});
