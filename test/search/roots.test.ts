import { describe, expect, it } from 'vitest';
import { at, num } from '../../src/kernel/expression.ts';
import { NOTHING, holds } from '../../src/search/closed-form/normal-sum.ts';
import { roots } from '../../src/search/roots.ts';
import { of, shown, t } from './setting.ts';

describe('the roots of an equation', () => {
  it.each([
    ['t - a', ['a']],
    ['a t + b', ['-b / a']],
    ['t^2 - a^2', ['a', '-a']],
    ['t^2 - 2 a t + a^2', ['a']],
    ['a t^2 + t', ['0', '-1 / a']],
    ['t^2 - 4 a^2 b', ['2 a b^(1/2)', '-2 a b^(1/2)']],
    ['t^2 + 2 a t - b', ['(a^2 + b)^(1/2) - a', '-(a + (a^2 + b)^(1/2))']],
    ['q - p/t', ['p / q']],
    ['exp(t) - p', ['log p']],
    ['log(t) - a', ['exp(a)']],
    ['1/(1 + t) - a', ['1 / a - 1']],
  ])('of %s', async (e, expected) => {
    const found = await roots(of(e), t);
    expect(found.map(shown)).toEqual(expected);
    for (const root of found) expect(holds(at(of(e), [{ variable: t, value: root }]), num(0), NOTHING)).toBe(true);
  });

  it('are two for a quadratic equation', async () => {
    expect(await roots(of('b^2 t^2 / q - 2 a t - p'), t)).toHaveLength(2);
  });

  it('are none where none is real, or the library is wrong or at a loss', async () => {
    expect(await roots(of('t^2 + 1'), t)).toEqual([]);
    expect(await roots(of('t^2 + a^2 + 1'), t)).toEqual([]);
    // t = a² solves √t = a for a ≥ 0 alone.
    expect(await roots(of('sqrt(t) - a'), t)).toEqual([]);
    expect(await roots(of('t^5 + a t + b'), t)).toEqual([]);
    expect(await roots(of('g - t^3'), t)).toEqual([]);
    expect(await roots(of('t - t'), t)).toEqual([]);
  });
});
