import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import { derivative, exp, num, plus, pow, times, use } from '../../src/kernel/expression.ts';
import { antiderivative, definite } from '../../src/search/antiderivative.ts';
import { tableIntegral } from '../../src/search/closed-form/integration-table.ts';
import { NOTHING, holds } from '../../src/search/closed-form/normal-sum.ts';
import { KNOWN, of, shown, sum, t } from './setting.ts';

describe('an antiderivative', () => {
  it.each([
    ['1', 't'],
    ['b0 + t (b1 - b0)', 'b0 t + 1/2 (b1 - b0) t^2'],
    ['exp(k t)', 'exp(k t) / k'],
    ['t^2 exp(-theta t)', '-(2 / theta^2 + 2 t / theta + t^2) exp(-theta t) / theta'],
    ['(b0 + t (b1 - b0)) exp(b0 t + t^2/2 (b1 - b0))', 'exp(b0 t + 1/2 (b1 - b0) t^2)'],
    ['t exp(-q t^2)', '-exp(-q t^2) / (2 q)'],
    ['t^(1/2)', '2/3 t^(3/2)'],
    ['t^a', 't exp(a log t) / (1 + a)'],
    ['1/t', 'log t'],
    ['1/(T - t)', '-log(T - t)'],
    ['1/(1 - (1 - w) t)^2', '1 / ((1 - w) (1 - (1 - w) t))'],
    ['t sqrt(1 + t)', '2/15 (1 + t)^(1/2) (t - 2 + 3 t^2)'],
    ['t/(1 + t)', 't - log(1 + t)'],
    ['t/(1 + t^2)', '1/2 log(1 + t^2)'],
    ['1/(1 + exp(-k t))', 'log(exp(-k t) + 1) / k + t'],
    ['p (q/p)^t', '-p exp((log q - log p) t) / (log p - log q)'],
    ['sin(q t)', '-cos(q t) / q'],
    ['log(t)', 't (log t - 1)'],
    ['m exp(-t)', '-exp(-t) m'],
  ])('of %s, by the own table', (e, to) => {
    const own = tableIntegral(sum(e), t, NOTHING);
    expect(own !== null && holds(derivative(t, own), of(e), NOTHING)).toBe(true);
    return expect(antiderivative(of(e), t).then(shown)).resolves.toBe(to);
  });

  it.each([
    ['1/(1 + t^2)', 'atan(t)'],
    ['exp(-t) sin(t)', '-1/2 (cos(t) + sin(t)) exp(-t)'],
    ['exp(-t^2)', '1/2 pi^(1/2) erf(t)'],
  ])('of %s, by the library', async (e, to) => {
    expect(tableIntegral(sum(e), t, NOTHING)).toBeNull();
    expect(shown(await antiderivative(of(e), t))).toBe(to);
  });

  it.each([
    ['2 s ∂t s', 's^2'],
    ['∂t (s^2 + a)', 's^2 + a'],
    ['beta', 'B'],
    ['beta exp(-B)', '-exp(-B)'],
    ['beta exp(B) (1 - exp(-2 B))', 'exp(B) + exp(-B)'],
    ['t beta + B', 't B'],
    ['beta exp(-B) + exp(-theta t)', '-exp(-B) - exp(-theta t) / theta'],
  ])('of %s, with unknown functions', async (e, to) => {
    expect(shown(await antiderivative(of(e), t, KNOWN))).toBe(to);
  });

  it('is none of an unknown function, nor of one whose derivative is not known', async () => {
    for (const e of ['g', 'g^2', 'g exp(t)', 'B', 'beta^2']) expect(await antiderivative(of(e), t, KNOWN), e).toBeNull();
    expect(await antiderivative(of('beta'), t)).toBeNull();
  });

  it('is none where the library answers wrongly', async () => {
    expect(await antiderivative(of('1/(t^2 + 2 t + 5)'), t)).toBeNull();
    expect(await antiderivative(of('sqrt(a + b t + c t^2)'), t)).toBeNull();
  });

  it('is found, and proved, for every polynomial times an exponential', async () => {
    const number = fc.integer({ min: -6, max: 6 });
    const coefficients = fc.array(number, { minLength: 1, maxLength: 4 });
    await fc.assert(fc.asyncProperty(coefficients, coefficients, async (p, q) => {
      const at = (c: readonly number[]): Expression => plus(...c.map((n, k) => times(num(n, k + 1), pow(use(t), num(k)))));
      // (P e^Q)′ is an integrand whose antiderivative is known to exist.
      const whole = times(at(p), exp(at(q)));
      const found = await antiderivative(plus(derivative(t, whole), num(0)), t);
      expect(found !== null && holds(derivative(t, found), derivative(t, whole), NOTHING)).toBe(true);
    }), { numRuns: 40 });
  });
});

describe('a definite integral', () => {
  it('is the difference of the ends', async () => {
    expect(shown(await definite(of('exp(-2 theta t)'), t, num(0), of('T')))).toBe('(1 - exp(-2 T theta)) / (2 theta)');
    expect(shown(await definite(of('t'), t, of('a'), of('b')))).toBe('1/2 (b^2 - a^2)');
  });

  it('is none where an end has no value', async () => {
    expect(await definite(of('1/t'), t, num(0), of('T'))).toBeNull();
  });
});
