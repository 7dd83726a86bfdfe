import { describe, expect, it } from 'vitest';
import type { Expression, Variable } from '../../src/kernel/expression.ts';
import { controlVariable, derivative, dot, exp, field, minus, num, optimum, plus, pow, subtract, times, use } from '../../src/kernel/expression.ts';
import { dependsOnControl, minimumOf } from '../../src/kernel/minimum.ts';
import { UnsupportedError, isNothing, keyOf } from '../../src/kernel/polynomial.ts';
import { a, agree, b, c, f, g, inDimension, inEveryDimension, key, normal, p, t, v } from './setting.ts';

const u: Variable = controlVariable('u', null);
const w: Variable = controlVariable('w', 'n');
const l = use(field('l', [u]));
const min = (e: Expression, control: Variable = u): Expression => optimum('min', control, e);

describe('a minimum that is not known', () => {
  it('lets out what does not depend on the control', () => {
    expect(agree(min(plus(l, use(a))), plus(min(l), use(a)))).toBe(true);
    expect(agree(min(use(a)), use(a))).toBe(true);
    expect(agree(min(plus(dot(use(w), use(f)), dot(use(f), use(v))), w), plus(min(dot(use(w), use(f)), w), dot(use(f), use(v))))).toBe(true);
  });

  it('lets out a positive factor, and no other', () => {
    expect(agree(min(times(use(c), l)), times(use(c), min(l)))).toBe(true);
    expect(agree(min(times(num(3), l)), times(num(3), min(l)))).toBe(true);
    expect(agree(min(times(use(p), exp(use(a)), l)), times(use(p), exp(use(a)), min(l)))).toBe(true);
    expect(agree(min(times(use(b), l)), times(use(b), min(l)))).toBe(false);
    expect(agree(min(minus(l)), minus(min(l)))).toBe(false);
  });

  it('is not additive', () => {
    const k = use(field('k', [u]));
    expect(agree(min(plus(l, k)), plus(min(l), min(k)))).toBe(false);
    expect(agree(min(subtract(l, l)), num(0))).toBe(true);
  });

  it('of equal insides is equal', () => {
    expect(key(min(plus(pow(l, num(2)), times(use(a), l))))).toBe(key(min(times(l, plus(use(a), l)))));
  });

  it('has no derivative that is known, except by what it does not depend on', () => {
    const k = use(field('k', [u, t]));
    expect(() => key(derivative(t, min(k)))).toThrow(UnsupportedError);
    expect(agree(derivative(t, plus(min(l), use(g))), derivative(t, use(g)))).toBe(true);
  });
});

it('dependence on a control is seen in every component', () => {
  const ring = inDimension(3);
  const last = normal(ring, dot(use(w), use(f)));
  expect(dependsOnControl(ring, last, w)).toBe(true);
  expect(dependsOnControl(ring, normal(ring, dot(use(v), use(f))), w)).toBe(false);
  const abstract = inEveryDimension();
  const pi = field('q', [u], { sign: 'positive' });
  expect(dependsOnControl(abstract, normal(abstract, use(pi)), pi)).toBe(true);
  expect(isNothing(minimumOf(abstract, normal(abstract, num(0)), u))).toBe(true);
  expect(keyOf(minimumOf(abstract, normal(abstract, use(a)), u))).toBe(key(use(a), abstract));
});
