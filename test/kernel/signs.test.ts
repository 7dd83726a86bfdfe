import { describe, expect, it } from 'vitest';
import type { Expression, Sign } from '../../src/kernel/expression.ts';
import {
  call, dimensionOf, dot, doubleDot, exp, field, gradient, integral, log, minus, num, over, parameter, plus, pow, subtract, times,
  trace, transpose, use,
} from '../../src/kernel/expression.ts';
import { isNonzero, isPositive, learnNonzero, learnPositive, signOf } from '../../src/kernel/signs.ts';
import type { KnownSign } from '../../src/kernel/signs.ts';
import { A, a, b, c, f, h, inEveryDimension, normal, p, t, v, x } from './setting.ts';

const sign = (e: Expression): KnownSign => {
  const ring = inEveryDimension();
  return signOf(ring, normal(ring, e));
};
const of = (name: Sign): Expression => use(parameter(name, { sign: name }));
const [positive, negative, nonnegative, nonpositive, nonzero] = [of('positive'), of('negative'), of('nonnegative'), of('nonpositive'), of('nonzero')];

describe('the sign of', () => {
  it.each<readonly [string, Expression, KnownSign]>([
    ['a number', num(-1, 2), 'negative'], ['zero', num(0), 'nonnegative'], ['a dimension', dimensionOf('n'), 'positive'],
    ['an undeclared constant', use(a), 'unknown'], ['a declared one', positive, 'positive'], ['its negative', minus(positive), 'negative'],
    ['a positive field', use(p), 'positive'], ['|∇p|²', dot(gradient(use(p)), gradient(use(p))), 'nonnegative'], ['its logarithm', log(use(p)), 'unknown'],
    ['a square', pow(use(a), num(2)), 'nonnegative'], ['a cube', pow(use(a), num(3)), 'unknown'],
    ['an exponential', exp(use(a)), 'positive'], ['a root', call('sqrt', use(a)), 'positive'],
    ['|v|²', dot(use(v), use(v)), 'nonnegative'], ['f·v', dot(use(f), use(v)), 'unknown'], ['A:A', doubleDot(use(A), use(A)), 'nonnegative'],
    ['tr(A A)', trace(dot(use(A), use(A))), 'unknown'],
    ['positive · negative', times(positive, negative), 'negative'], ['negative · negative', times(negative, of('negative')), 'positive'],
    ['nonnegative · nonpositive', times(nonnegative, nonpositive), 'nonpositive'], ['nonzero²', pow(nonzero, num(2)), 'positive'],
    ['nonzero · positive', times(nonzero, positive), 'nonzero'], ['negative^−1', pow(negative, num(-1)), 'negative'],
    ['nonnegative + positive', plus(nonnegative, positive), 'positive'], ['nonnegative + nonnegative', plus(nonnegative, pow(use(a), num(2))), 'nonnegative'],
    ['positive − positive', subtract(positive, use(c)), 'unknown'], ['nonpositive + negative', plus(nonpositive, negative), 'negative'],
    ['1 + a²', plus(num(1), pow(use(a), num(2))), 'positive'], ['1/(1 + a²)', over(num(1), plus(num(1), pow(use(a), num(2)))), 'positive'],
    ['∫ p', integral(x, use(p)), 'positive'], ['∫ h', integral(x, use(h)), 'unknown'],
    ['a field declared so', use(field('w', [x, t], { sign: 'nonzero' })), 'nonzero'],
  ])('%s', (_, e, expected) => {
    expect(sign(e)).toBe(expected);
  });
});


describe('side conditions', () => {
  it('are remembered whatever they are multiplied with', () => {
    const ring = inEveryDimension();
    const difference = subtract(use(a), use(b));
    learnPositive(ring, normal(ring, difference));
    expect(isPositive(ring, normal(ring, difference))).toBe(true);
    expect(isPositive(ring, normal(ring, times(num(3), difference)))).toBe(true);
    expect(signOf(ring, normal(ring, subtract(use(b), use(a))))).toBe('negative');
    expect(isPositive(ring, normal(ring, plus(use(a), use(b))))).toBe(false);
  });

  it('of a single symbol reach its products', () => {
    const ring = inEveryDimension();
    learnPositive(ring, normal(ring, use(a)));
    expect(isPositive(ring, normal(ring, times(use(a), use(c))))).toBe(true);
    expect(signOf(ring, normal(ring, minus(use(a))))).toBe('negative');
  });

  it('that something is not zero say nothing of its sign', () => {
    const ring = inEveryDimension();
    learnNonzero(ring, normal(ring, subtract(use(a), use(b))));
    const difference = normal(ring, subtract(use(b), use(a)));
    expect([isNonzero(ring, difference), isPositive(ring, difference)]).toEqual([true, false]);
    expect(isNonzero(ring, normal(ring, plus(use(a), use(b))))).toBe(false);
  });

  it('a product that is not zero has no factor that is', () => {
    const ring = inEveryDimension();
    learnNonzero(ring, normal(ring, times(use(a), use(b))));
    expect(isNonzero(ring, normal(ring, use(a)))).toBe(true);
    expect(isNonzero(ring, normal(ring, trace(transpose(use(A)))))).toBe(false);
  });
});
