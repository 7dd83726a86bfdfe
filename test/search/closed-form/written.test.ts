import { describe, expect, it } from 'vitest';
import { cancelled } from '../../../src/search/closed-form/cancel.ts';
import { exactQuotient, quotient } from '../../../src/search/closed-form/divide.ts';
import { NOTHING, holds, holdsSomewhere, normalSum } from '../../../src/search/closed-form/normal-sum.ts';
import { positiveRoot, rootOfSum } from '../../../src/search/closed-form/radical.ts';
import { writtenSum } from '../../../src/search/closed-form/written.ts';
import { of, shown, sum } from '../setting.ts';

const written = (text: string): string | null => shown(writtenSum(sum(text)));

describe('a sum of monomials is written as authors write it', () => {
  it.each([
    ['sigma^2/(2 theta) - sigma^2 exp(-2 theta t)/(2 theta)', 'sigma^2 (1 - exp(-2 theta t)) / (2 theta)'],
    ['1 - 2 exp(-B) + exp(-2 B)', '(1 - exp(-B))^2'],
    ['1 + 2 exp(-B) + exp(-2 B)', '(1 + exp(-B))^2'],
    ['1 - 3 exp(-B) + exp(-2 B)', '1 + exp(-2 B) - 3 exp(-B)'],
    ['b0 t + t^2/2 (b1 - b0)', 'b0 t + 1/2 (b1 - b0) t^2'],
    ['exp(-b0 t - t^2/2 (b1 - b0))', 'exp(-b0 t - 1/2 (b1 - b0) t^2)'],
    ['m - exp(-theta t) m + exp(-theta t) x0', 'm + exp(-theta t) (x0 - m)'],
    ['-1 + exp(k t)', 'exp(k t) - 1'],
    ['-a - b', '-(a + b)'],
    ['sqrt(1 + t) + t sqrt(1 + t)', '(1 + t)^(3/2)'],
  ])('%s', (from, to) => {
    expect(written(from)).toBe(to);
  });

  it('means what it meant', () => {
    for (const text of ['sigma^2/(2 theta) - sigma^2 exp(-2 theta t)/(2 theta)', '1 - 2 exp(-B) + exp(-2 B)', 'exp(a t - b t^2 / 3) (1 + t)^2 / (a + b)', '2 s ∂t s / (1 + s)']) {
      expect(holds(writtenSum(sum(text)), of(text), NOTHING), text).toBe(true);
    }
  });
});

describe('quotients of sums', () => {
  it.each([
    ['b1^2 - b0^2', 'b1 - b0', 'b0 + b1'],
    ['exp(2 t) - 1', 'exp(t) - 1', '1 + exp(t)'],
    ['exp(-2 t) - 1', 'exp(-t) - 1', '1 + exp(-t)'],
    ['a t^3', 'b t', 'a t^2 / b'],
  ])('(%s) / (%s) is exact', (above, below, to) => {
    const exact = exactQuotient(sum(above), sum(below));
    expect(exact && shown(writtenSum(exact))).toBe(to);
  });

  it('leave no remainder unsaid', () => {
    expect(exactQuotient(sum('a + b'), sum('a - b'))).toBeNull();
    expect(exactQuotient(sum('1'), sum('1 - t'))).toBeNull();
    expect(exactQuotient(sum('1'), [])).toBeNull();
    expect(shown(writtenSum(quotient(sum('a + b'), sum('a - b'))))).toBe('(a + b) / (a - b)');
  });

  it('cancel denominators that the kernel leaves expanded', () => {
    expect(shown(writtenSum(cancelled(sum('t^2/(1 - t) - t/(1 - t)'), NOTHING)))).toBe('-t');
    expect(shown(writtenSum(cancelled(sum('t/(1 - t)'), NOTHING)))).toBe('t / (1 - t)');
  });
});

describe('roots of sums', () => {
  it('have squares in front', () => {
    expect(shown(writtenSum(rootOfSum(sum('4 a^2 b'))))).toBe('2 a b^(1/2)');
    expect(shown(writtenSum(rootOfSum(sum('1 - 2 exp(-t) + exp(-2 t)'))))).toBe('1 - exp(-t)');
  });

  it('are the positive ones, where that is asked: no letter of unknown sign comes out', () => {
    expect(shown(writtenSum(positiveRoot(sum('4 p^2')) ?? []))).toBe('2 p');
    expect(shown(writtenSum(positiveRoot(sum('4 a^2')) ?? []))).toBe('(4 a^2)^(1/2)');
  });
});

describe('what the kernel is asked', () => {
  it('must hold somewhere: (√−1)² = −1 does nowhere', () => {
    expect(holds(of('((-1)^(1/2))^2'), of('-1'), NOTHING)).toBe(true);
    expect(holdsSomewhere(of('((-1)^(1/2))^2'), of('-1'), NOTHING)).toBe(false);
    expect(holdsSomewhere(of('sqrt(1 - t)^2'), of('1 - t'), NOTHING)).toBe(true);
  });

  it('has no answer as a sum where vectors are contracted', () => {
    expect(normalSum(of('x0 · m'))).toBeNull();
  });
});
