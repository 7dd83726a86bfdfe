import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import { at, derivative, num, plus, times, use } from '../../src/kernel/expression.ts';
import { NOTHING, holds } from '../../src/search/closed-form/normal-sum.ts';
import { solveLinear } from '../../src/search/linear-equation.ts';
import { KNOWN, of, shown, t } from './setting.ts';

/** rate | source | initial value → solution, and what was defined for it. */
const solved = async (rate: string, source: string, initial: string, assuming = NOTHING): Promise<string | null> => {
  const found = await solveLinear({ rate: of(rate), source: source === '0' && initial === 'x0' ? of('0 x0') : of(source), initial: of(initial) }, { assuming });
  if (found === null) return null;
  const defined = found.defined.map((d) => `${d.field.name}' = ${shown(d.derivative)}`);
  return [shown(found.solution), ...defined, ...found.assumed.map((a) => `${a.field.name}(0) = ${shown(a.value)}`)].join('; ');
};

describe('a linear equation y′ = rate y + source is solved', () => {
  it.each([
    ['-theta', 'theta m', 'x0', 'm + exp(-theta t) (x0 - m)'],
    ['-2 theta', 'sigma^2', '0', 'sigma^2 (1 - exp(-2 theta t)) / (2 theta)'],
    ['-1/2 (b0 + t (b1 - b0))', '0', 'x0', 'exp(-1/2 b0 t - 1/4 (b1 - b0) t^2) x0'],
    ['-(b0 + t (b1 - b0))', 'b0 + t (b1 - b0)', '0', '1 - exp(-b0 t - 1/2 (b1 - b0) t^2)'],
    ['-(1 - w)/(1 - (1 - w) t)', 'y/(1 - (1 - w) t)', 'x0', 'x0 + t (w x0 + y - x0)'],
    ['-2/(1 - t)', '1', '0', 't - t^2'],
    ['2 k', 'sigma^2 exp(-t)', 'a', '(a + sigma^2 / (1 + 2 k)) exp(2 k t) - sigma^2 exp(-t) / (1 + 2 k)'],
    ['0', 'k', 'a', 'a + k t'],
    ['0', '0', 'a', 'a'],
  ])('with known coefficients: %s, %s, from %s', async (rate, source, initial, solution) => {
    expect(await solved(rate, source, initial)).toBe(solution);
  });

  it.each([
    ['-1/2 beta', '0', 'x0', "exp(-1/2 B) x0; B' = beta"],
    ['-beta', 'beta', '0', "1 - exp(-B); B' = beta"],
    ['0', 'g^2', '0', "v; v' = g^2"],
    ['g', '1', 'a', "(a + v) exp(B); B' = g; v' = exp(-B)"],
    ['0', '∂t (s^2)', '0', 's^2 - s(0)^2'],
  ])('with unknown ones, whose integrals get names: %s, %s, from %s', async (rate, source, initial, solution) => {
    expect(await solved(rate, source, initial)).toBe(solution);
  });

  it.each([
    ['-1/2 beta', '0', 'x0', 'exp(-1/2 B) x0; B(0) = 0'],
    ['-beta', 'beta (1 - exp(-2 B))', '0', '(1 - exp(-B))^2; B(0) = 0'],
  ])('with a function known to be the integral, saying where that is taken to begin: %s, %s', async (rate, source, initial, solution) => {
    expect(await solved(rate, source, initial, KNOWN)).toBe(solution);
  });

  it('with the value at 0 that is known, where it is', async () => {
    const start = { kind: 'equation' as const, name: 'B', left: of('B(0)'), right: of('a') };
    expect(await solved('-beta', '0', 'c', { ...KNOWN, hypotheses: [...KNOWN.hypotheses, start] })).toBe('c exp(a - B)');
  });

  it('with new names that nobody has', async () => {
    const found = await solveLinear({ rate: of('beta'), source: of('0'), initial: of('a') }, { taken: new Set(['B', 'A']) });
    expect(found?.defined.map((d) => d.field.name)).toEqual(['C']);
  });

  it('not where the integral from 0 has no value', async () => {
    expect(await solved('1/t', '0', 'a')).toBeNull();
  });
});

describe('every solution', () => {
  it('solves its equation and starts where it must, whatever the coefficients', async () => {
    const number = fc.integer({ min: -5, max: 5 });
    const line = fc.tuple(number, number).map(([p, q]): Expression => plus(num(p, 2), times(num(q, 3), use(t))));
    await fc.assert(fc.asyncProperty(number, line, number, number, async (rate, source, initial, size) => {
      const b = plus(source, times(num(size), of('exp(-k t)')));
      const found = await solveLinear({ rate: num(rate, 3), source: b, initial: num(initial) });
      expect(found).not.toBeNull();
      const y = found?.solution ?? num(0);
      expect(found?.defined).toEqual([]);
      expect(holds(derivative(t, y), plus(times(num(rate, 3), y), b), NOTHING)).toBe(true);
      expect(holds(at(y, [{ variable: t, value: num(0) }]), num(initial), NOTHING)).toBe(true);
    }), { numRuns: 25 });
  });
});
