import { describe, expect, it } from 'vitest';
import { exp, log, num, over, plus, pow, subtract, times, use } from '../../src/kernel/expression.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { areEqual, clearDenominators, isZero } from '../../src/kernel/zero.ts';
import { a, agree, b, c, inEveryDimension, normal } from './setting.ts';

const [ea, eb, ec] = [use(a), use(b), use(c)];
const zero = (e: Expression): boolean => {
  const ring = inEveryDimension();
  return isZero(ring, normal(ring, e));
};

describe('a sum of fractions is zero where it is', () => {
  it('after its denominators are cleared', () => {
    expect(zero(subtract(subtract(over(num(1), subtract(ea, eb)), over(num(1), plus(ea, eb))),
      over(times(num(2), eb), subtract(pow(ea, num(2)), pow(eb, num(2))))))).toBe(true);
    expect(zero(subtract(plus(over(num(1), ea), over(num(1), eb)), over(num(1), plus(ea, eb))))).toBe(false);
  });

  it('with denominators inside denominators', () => {
    const inner = plus(num(1), over(num(1), ea));
    expect(agree(over(num(1), inner), over(ea, plus(ea, num(1))))).toBe(true);
    expect(agree(over(num(1), inner), over(num(1), plus(ea, num(1))))).toBe(false);
  });

  it('with roots of sums in them', () => {
    const root = pow(plus(num(1), pow(ea, num(2))), num(1, 2));
    expect(agree(over(plus(num(1), pow(ea, num(2))), root), root)).toBe(true);
    expect(agree(times(root, root), plus(num(1), pow(ea, num(2))))).toBe(true);
    expect(agree(root, plus(num(1), ea))).toBe(false);
  });
});

it('exponents that are equal though written differently are made to look alike', () => {
  const one = exp(over(num(1), times(plus(ea, eb), ec)));
  const two = exp(over(over(num(1), ec), plus(eb, ea)));
  const three = exp(over(subtract(ea, eb), times(ec, subtract(pow(ea, num(2)), pow(eb, num(2))))));
  expect(agree(one, two)).toBe(true);
  expect(agree(one, three)).toBe(true);
  expect(agree(one, exp(over(num(1), plus(ea, eb))))).toBe(false);
});

it('“not zero” is no refutation: log(a²) and 2 log a look different', () => {
  expect(agree(log(pow(ea, num(2))), times(num(2), log(ea)))).toBe(false);
});

it('clearing denominators leaves a polynomial as it is', () => {
  const ring = inEveryDimension();
  const q = normal(ring, plus(ea, eb));
  expect(clearDenominators(ring, q)).toBe(q);
  expect(areEqual(ring, q, normal(ring, plus(eb, ea)))).toBe(true);
  expect(areEqual(ring, q, normal(ring, ea))).toBe(false);
});
