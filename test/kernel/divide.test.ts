import { describe, expect, it } from 'vitest';
import { divideExactly } from '../../src/kernel/divide.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { dot, exp, num, plus, pow, subtract, times, use } from '../../src/kernel/expression.ts';
import { keyOf } from '../../src/kernel/polynomial.ts';
import { a, b, f, h, inEveryDimension, key, normal, v } from './setting.ts';

const quotient = (p: Expression, q: Expression): string | null => {
  const ring = inEveryDimension();
  const result = divideExactly(ring, normal(ring, p), normal(ring, q));
  return result === null ? null : keyOf(result);
};
const [ea, eb] = [use(a), use(b)];

describe('exact division', () => {
  it('finds the quotient where there is one', () => {
    expect(quotient(subtract(pow(ea, num(2)), pow(eb, num(2))), subtract(ea, eb))).toBe(key(plus(ea, eb)));
    expect(quotient(subtract(pow(ea, num(3)), pow(eb, num(3))), subtract(ea, eb))).toBe(key(plus(pow(ea, num(2)), times(ea, eb), pow(eb, num(2)))));
    expect(quotient(times(num(6), ea, exp(use(h))), times(num(4), ea))).toBe(key(times(num(3, 2), exp(use(h)))));
    expect(quotient(times(dot(use(f), use(v)), plus(ea, num(1))), plus(ea, num(1)))).toBe(key(dot(use(f), use(v))));
    expect(quotient(num(0), plus(ea, eb))).toBe(key(num(0)));
  });

  it('says so where there is none', () => {
    expect(quotient(plus(pow(ea, num(2)), pow(eb, num(2))), subtract(ea, eb))).toBeNull();
    expect(quotient(ea, pow(ea, num(2)))).toBeNull();
    expect(quotient(num(1), plus(ea, eb))).toBeNull();
    expect(quotient(plus(ea, num(1)), exp(use(h)))).toBeNull();
  });
});
