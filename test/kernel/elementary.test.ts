import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import { PI, call, exp, log, minus, num, over, plus, pow, subtract, times, use } from '../../src/kernel/expression.ts';
import { contentOf, exponential, logarithm, powerOf, tidy } from '../../src/kernel/elementary.ts';
import { BudgetError, DomainError, UnsupportedError, asConstant } from '../../src/kernel/polynomial.ts';
import { rational } from '../../src/kernel/rational.ts';
import { a, agree, b, c, f, inEveryDimension, key, normal, p, s, used } from './setting.ts';

const [ea, eb, ec, ep, es] = [use(a), use(b), use(c), use(p), use(s)];
const sqrt = (e: Expression): Expression => call('sqrt', e);
const conditionsOf = (e: Expression): string[] => {
  const ring = inEveryDimension();
  normal(ring, e);
  return used(ring);
};

describe('exponentials', () => {
  it('multiply by adding exponents, and are never zero', () => {
    expect(agree(times(exp(ea), exp(eb)), exp(plus(ea, eb)))).toBe(true);
    expect(agree(times(exp(ea), exp(minus(ea))), num(1))).toBe(true);
    expect(agree(pow(exp(ea), num(-3)), exp(times(num(-3), ea)))).toBe(true);
    expect(agree(exp(plus(ea, eb)), plus(exp(ea), exp(eb)))).toBe(false);
  });

  it('undo logarithms: exp(log c) = c, exp(½ log c) = √c, exp(−log p) = 1/p', () => {
    expect(agree(exp(log(ec)), ec)).toBe(true);
    expect(agree(exp(times(num(1, 2), log(ec))), sqrt(ec))).toBe(true);
    expect(agree(exp(minus(log(ep))), over(num(1), ep))).toBe(true);
  });
});

describe('logarithms', () => {
  it('of products and powers of positive factors are sums', () => {
    expect(agree(log(times(ec, ep)), plus(log(ec), log(ep)))).toBe(true);
    expect(agree(log(over(ep, pow(ec, num(3)))), subtract(log(ep), times(num(3), log(ec))))).toBe(true);
    expect(agree(log(exp(ea)), ea)).toBe(true);
    expect(agree(log(plus(ec, ep)), plus(log(ec), log(ep)))).toBe(false);
  });

  it('of numbers are split into primes', () => {
    expect(agree(log(num(12)), plus(times(num(2), log(num(2))), log(num(3))))).toBe(true);
    expect(agree(log(num(1, 2)), minus(log(num(2))))).toBe(true);
    expect(agree(log(num(1)), num(0))).toBe(true);
  });

  it('keep a common factor inside where its sign is not known: log(a b) is not log a + log b', () => {
    expect(agree(log(times(ea, eb)), plus(log(ea), log(eb)))).toBe(false);
  });

  it('record that their argument must be positive, and nothing where that is declared', () => {
    expect(conditionsOf(log(ea))).toEqual(['a > 0']);
    expect(conditionsOf(log(times(ec, ep)))).toEqual([]);
    expect(conditionsOf(log(plus(ec, pow(ea, num(2)))))).toEqual([]);
  });

  it('of zero or of a negative number have no value', () => {
    expect(() => key(log(num(0)))).toThrow(DomainError);
    expect(() => key(log(minus(ec)))).toThrow(DomainError);
  });
});

describe('powers', () => {
  it('of positive factors follow the laws of exponents', () => {
    expect(agree(times(sqrt(ec), sqrt(ec)), ec)).toBe(true);
    expect(agree(sqrt(times(num(4), pow(ec, num(2)))), times(num(2), ec))).toBe(true);
    expect(agree(pow(pow(ec, num(2)), num(1, 2)), ec)).toBe(true);
    expect(agree(pow(ec, ea), exp(times(ea, log(ec))))).toBe(true);
    expect(agree(times(pow(ec, ea), pow(ec, eb)), pow(ec, plus(ea, eb)))).toBe(true);
  });

  it('do not take a root out of a square of unknown sign: √(a²) is not a', () => {
    expect(agree(sqrt(pow(ea, num(2))), ea)).toBe(false);
    expect(agree(pow(sqrt(pow(ea, num(2))), num(2)), pow(ea, num(2)))).toBe(true);
  });

  it('do not split a root over factors of unknown sign: √(a b) is not √a √b', () => {
    expect(agree(sqrt(times(ea, eb)), times(sqrt(ea), sqrt(eb)))).toBe(false);
  });

  it('of numbers are exact', () => {
    expect(agree(sqrt(num(8)), times(num(2), sqrt(num(2))))).toBe(true);
    expect(agree(sqrt(num(9, 4)), num(3, 2))).toBe(true);
    expect(agree(pow(num(2), num(-1, 2)), times(num(1, 2), sqrt(num(2))))).toBe(true);
    expect(agree(times(sqrt(num(2)), sqrt(num(3))), sqrt(num(6)))).toBe(true);
    expect(agree(plus(sqrt(num(2)), sqrt(num(3))), sqrt(num(5)))).toBe(false);
  });

  it('record what must be positive or not zero', () => {
    expect(conditionsOf(sqrt(ea))).toEqual(['a > 0']);
    expect(conditionsOf(over(num(1), ea))).toEqual(['a != 0']);
    expect(conditionsOf(over(num(1), plus(ea, eb)))).toEqual(['a + b != 0']);
    expect(conditionsOf(over(num(1), ec))).toEqual([]);
    expect(conditionsOf(over(num(1), plus(num(1), pow(ea, num(2)))))).toEqual([]);
  });

  it('with a negative exponent of zero have no value', () => {
    expect(() => key(over(num(1), subtract(ea, ea)))).toThrow(DomainError);
    expect(agree(pow(num(0), num(2)), num(0))).toBe(true);
  });

  it('of a vector are not known', () => {
    const ring = inEveryDimension();
    expect(() => powerOf(ring, normal(ring, use(f)), rational(2))).toThrow(UnsupportedError);
  });

  it('that would fill the memory end with the budget', () => {
    expect(() => key(pow(plus(ea, eb), num(10 ** 9)))).toThrow(BudgetError);
    expect(() => key(pow(num(3), num(10 ** 9)))).toThrow(BudgetError);
    expect(() => key(call('sin', times(num(10 ** 6), ea)))).toThrow(BudgetError);
  });
});

describe('circular and hyperbolic functions', () => {
  const [sin, cos] = [(e: Expression) => call('sin', e), (e: Expression) => call('cos', e)];

  it('follow Pythagoras and the addition theorems', () => {
    expect(agree(plus(pow(sin(ea), num(2)), pow(cos(ea), num(2))), num(1))).toBe(true);
    expect(agree(sin(plus(ea, eb)), plus(times(sin(ea), cos(eb)), times(cos(ea), sin(eb))))).toBe(true);
    expect(agree(cos(times(num(2), ea)), subtract(times(num(2), pow(cos(ea), num(2))), num(1)))).toBe(true);
    expect(agree(sin(plus(ea, eb)), plus(sin(ea), sin(eb)))).toBe(false);
  });

  it('are odd or even', () => {
    for (const name of ['sin', 'tan', 'sinh', 'tanh', 'atan', 'erf'] as const) {
      expect(agree(call(name, subtract(ea, eb)), minus(call(name, subtract(eb, ea))))).toBe(true);
      expect(agree(call(name, num(0)), num(0))).toBe(true);
    }
    for (const name of ['cos', 'cosh'] as const) expect(agree(call(name, minus(ea)), call(name, ea))).toBe(true);
  });

  it('tanh = sinh/cosh, cosh² − sinh² = 1, tan = sin/cos', () => {
    expect(agree(call('tanh', ea), over(call('sinh', ea), call('cosh', ea)))).toBe(true);
    expect(agree(subtract(pow(call('cosh', ea), num(2)), pow(call('sinh', ea), num(2))), num(1))).toBe(true);
    expect(agree(call('tan', ea), over(sin(ea), cos(ea)))).toBe(true);
  });

  it('the normal distribution function is ½(1 + erf(z/√2)), and Φ(z) + Φ(−z) = 1', () => {
    expect(agree(call('Phi', es), times(num(1, 2), plus(num(1), call('erf', over(es, sqrt(num(2)))))))).toBe(true);
    expect(agree(plus(call('Phi', es), call('Phi', minus(es))), num(1))).toBe(true);
  });

  it('π is a number that no polynomial gives', () => {
    expect(agree(PI, num(22, 7))).toBe(false);
    expect(agree(pow(sqrt(PI), num(2)), PI)).toBe(true);
  });
});

describe('content', () => {
  it('is what every term has: 6 a b² + 4 a² b = content · (a b) · primitive', () => {
    const ring = inEveryDimension();
    const sum = normal(ring, plus(times(num(6), ea, eb, eb), times(num(4), ea, ea, eb)));
    const { powers, primitive } = contentOf(ring, sum, false);
    expect(powers.map((q) => [q.atom.key, q.exponent])).toEqual([['%a', rational(1)], ['%b', rational(1)]]);
    expect(primitive.terms.size).toBe(2);
  });

  it('is only what is positive where that is asked for', () => {
    const ring = inEveryDimension();
    const sum = normal(ring, plus(times(ec, ea), times(ec, ea, eb)));
    expect(contentOf(ring, sum, true).powers.map((q) => q.atom.key)).toEqual(['%c']);
  });

  it('cancels a denominator that the rest is a multiple of: (c² − c)/(1 − c) = −c', () => {
    const ring = inEveryDimension();
    const quotient = normal(ring, over(subtract(pow(ec, num(2)), ec), subtract(num(1), ec)));
    const tidied = tidy(ring, quotient);
    expect([...tidied.terms.keys()]).toEqual([...normal(ring, minus(ec)).terms.keys()]);
    expect(asConstant(tidy(ring, normal(ring, num(3))))).toEqual(rational(3));
  });
});

it('functions of vectors are refused', () => {
  const ring = inEveryDimension();
  expect(() => exponential(ring, normal(ring, use(f)))).toThrow(UnsupportedError);
  expect(() => logarithm(ring, normal(ring, use(f)))).toThrow(UnsupportedError);
});

describe('a sum that is zero only over one denominator', () => {
  const hidden = plus(over(ea, plus(ea, eb)), over(eb, plus(ea, eb)), num(-1));

  it('is seen to be zero where it is tidied, and has no content', () => {
    const ring = inEveryDimension();
    const zero = normal(ring, hidden);
    expect(zero.terms.size).toBeGreaterThan(0);
    expect(tidy(ring, zero).terms.size).toBe(0);
    expect(contentOf(ring, zero, false).primitive.terms.size).toBe(0);
  });

  it('has no negative power', () => {
    const ring = inEveryDimension();
    expect(() => powerOf(ring, normal(ring, hidden), rational(-1))).toThrow(DomainError);
  });
});
