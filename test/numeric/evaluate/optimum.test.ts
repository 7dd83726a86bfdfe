import { describe, expect, test } from 'vitest';
import type { Expression } from '../../../src/kernel/expression.ts';
import {
  call, controlVariable, coordinate, dot, exp, field, log, minus, num, optimum, parameter, plus, pow, times, use,
} from '../../../src/kernel/expression.ts';
import { rational } from '../../../src/kernel/rational.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import { worldOf } from '../../../src/numeric/evaluate/closed-form.ts';
import { evaluate } from '../../../src/numeric/evaluate/evaluate.ts';
import type { Instance } from '../../../src/numeric/instance/instance.ts';

const z = coordinate('z', null);
const [u, c] = [controlVariable('u', null), controlVariable('c', 'm')];
const R = parameter('R', { shape: ['m', 'm'], symmetry: 'positive' });
const b = parameter('b', { shape: ['m'] });
const instance: Instance = {
  spaces: new Map([['m', 2]]), fields: new Map(),
  parameters: new Map([['R', [2, 1, 1, 3].map((k) => rational(k))], ['b', [1, -2].map((k) => rational(k))]]),
};
const at = 0.5;
const place = [{ variable: z, values: [BALLS.fromNumber(at)] }];
const series = (e: Expression, order = 3): readonly (readonly Ball[])[] => evaluate(e, worldOf(instance, BALLS), place, order);
const expectSeries = (computed: readonly Ball[], wanted: readonly number[], radius: number): void => {
  expect(computed).toHaveLength(wanted.length);
  computed.forEach((ball, k) => {
    expect(Math.abs(ball.value - wanted[k]!)).toBeLessThanOrEqual(ball.radius + 1e-15 * Math.abs(wanted[k]!));
    expect(ball.radius).toBeLessThan(radius);
  });
};

/** The Taylor coefficients of k z^q. */
const power = (k: number, q: number): readonly number[] => {
  const derivatives = [k * at ** q, k * q * at ** (q - 1), k * q * (q - 1) * at ** (q - 2), k * q * (q - 1) * (q - 2) * at ** (q - 3)];
  return derivatives.map((d, n) => d / [1, 1, 2, 6][n]!);
};

describe('the optimum over a control', () => {
  // u⁴/4 − z u is least at u = z^(1/3), and is −¾ z^(4/3) there.
  const quartic = plus(times(num(1, 4), pow(use(u), num(4))), times(num(-1), use(z), use(u)));

  test('where it is taken, with its derivatives', () => {
    expectSeries(series(optimum('argmin', u, quartic))[0]!, power(1, 1 / 3), 1e-12);
    expectSeries(series(optimum('argmax', u, minus(quartic)))[0]!, power(1, 1 / 3), 1e-12);
  });

  test('its value, with its derivatives', () => {
    expectSeries(series(optimum('min', u, quartic))[0]!, power(-0.75, 4 / 3), 1e-12);
    expectSeries(series(optimum('max', u, minus(quartic)))[0]!, power(0.75, 4 / 3), 1e-12);
  });

  test('over doubles, the same to rounding', () => {
    const [law] = evaluate(optimum('argmin', u, quartic), worldOf(instance, DOUBLES), [{ variable: z, values: [at] }], 3);
    law!.forEach((value, k) => expect(Math.abs(value - power(1, 1 / 3)[k]!)).toBeLessThan(1e-13));
  });

  test('of several components: ½ u·R u + z b·u is least at −z R⁻¹ b', () => {
    const e = plus(times(num(1, 2), dot(use(c), dot(use(R), use(c)))), times(use(z), dot(use(b), use(c))));
    const law = series(optimum('argmin', c, e), 1);
    // R⁻¹ b = (1, −1).
    expectSeries(law[0]!, [-at, -1], 1e-13);
    expectSeries(law[1]!, [at, 1], 1e-13);
    expectSeries(series(optimum('min', c, e), 1)[0]!, [-1.5 * at * at, -3 * at], 1e-13);
  });

  test('where the start is outside the domain: log u − z u is greatest at 1/z', () => {
    expectSeries(series(optimum('argmax', u, plus(log(use(u)), minus(times(use(z), use(u))))))[0]!, power(1, -1), 1e-11);
  });

  test('of two minima the lower one', () => {
    const double = plus(pow(plus(pow(use(u), num(2)), num(-1)), num(2)), times(num(1, 4), use(z), use(u)));
    const [law] = series(optimum('argmin', u, double), 0);
    expect(law![0]!.value).toBeLessThan(-0.9);
  });

  test('the root is enclosed: a plus or minus one radius, the slope has two signs', () => {
    const e = plus(exp(use(u)), minus(times(use(z), use(u))), call('cos', use(u)));
    const root = series(optimum('argmin', u, e), 0)[0]![0]!;
    const slope = (x: number): number => Math.exp(x) - at - Math.sin(x);
    expect(root.radius).toBeLessThan(1e-13);
    expect(slope(root.value - 4 * root.radius) * slope(root.value + 4 * root.radius)).toBeLessThan(0);
  });

  test.each<readonly [string, Expression, string]>([
    ['no minimum', optimum('min', u, minus(pow(use(u), num(2)))), 'no-convergence'],
    ['a slope that is never zero', optimum('min', u, plus(use(u), exp(use(u)))), 'no-convergence'],
    ['an optimum over a density', optimum('max', field('pi', [u], { sign: 'positive' }), num(1)), 'not-applicable'],
  ])('%s is refused by name', (_, e, fault) => {
    expect(() => series(e, 0)).toThrow(expect.objectContaining({ name: 'NumericError', fault }) as Error);
  });
});
