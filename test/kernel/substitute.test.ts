import { describe, expect, it } from 'vitest';
import {
  apply, at, dot, exp, field, gradient, integral, inverse, log, minus, num, over, parameter, plus, subtract, times, transpose, use,
} from '../../src/kernel/expression.ts';
import type { Expression, Variable } from '../../src/kernel/expression.ts';
import { elaborate } from '../../src/kernel/elaborate.ts';
import { UnsupportedError } from '../../src/kernel/polynomial.ts';
import { argumentOf, mapFactors, normalArguments, substitute } from '../../src/kernel/substitute.ts';
import { A, M, a, agree, f, g, h, inDimension, inEveryDimension, key, normal, p, t, v, x, y } from './setting.ts';

const [ef, eg, eh, ep, ev, ex, et] = [use(f), use(g), use(h), use(p), use(v), use(x), use(t)];
const T = use(parameter('T'));
const put = (of: Expression, variable: Variable, value: Expression): Expression => at(of, [{ variable, value }]);

describe('the value elsewhere', () => {
  it('reaches fields, logarithms, denominators, exponents, inverses and arguments', () => {
    const back = subtract(T, et);
    const k = field('k', [t]);
    const cases: readonly (readonly [Expression, Expression])[] = [
      [eh, apply(h, [ex, back])], [log(ep), log(apply(p, [ex, back]))], [over(num(1), eg), over(num(1), apply(g, [back]))],
      [exp(times(et, eg)), exp(times(back, apply(g, [back])))], [inverse(use(M)), inverse(apply(M, [ex, back]))],
      [apply(k, [apply(g, [et])]), apply(k, [apply(g, [back])])],
    ];
    for (const [before, after] of cases) {
      expect(agree(put(before, t, back), after)).toBe(true);
      expect(agree(put(before, t, back), before)).toBe(false);
    }
  });

  it('is taken once, not again in what was put in', () => {
    expect(agree(put(plus(et, eg), t, plus(et, num(1))), plus(et, num(1), apply(g, [plus(et, num(1))])))).toBe(true);
  });

  it('of a vector goes to every component', () => {
    const shifted = plus(ex, use(parameter('m', { shape: ['n'] })));
    for (const ring of [inEveryDimension(), inDimension(2)]) {
      expect(agree(put(dot(ex, ex), x, shifted), dot(shifted, shifted), ring)).toBe(true);
      expect(agree(put(dot(ef, ev), x, use(y)), dot(apply(f, [use(y), et]), apply(v, [use(y), et])), ring)).toBe(true);
      const composite = gradient(apply(h, [dot(use(A), ex), et]));
      expect(agree(composite, dot(transpose(use(A)), put(gradient(eh), x, dot(use(A), ex))), ring)).toBe(true);
      expect(agree(composite, put(gradient(eh), x, dot(use(A), ex)), ring)).toBe(false);
    }
  });

  it('at the variable itself changes nothing', () => {
    expect(key(put(eh, x, ex))).toBe(key(eh));
    expect(key(put(eh, x, plus(ex, times(num(0), ef))))).toBe(key(eh));
  });

  it('of an integration variable is refused', () => {
    const k = field('k', [x, y]);
    expect(() => key(put(integral(y, use(k)), y, ex))).toThrow(UnsupportedError);
    expect(agree(put(integral(y, use(k)), x, minus(ex)), integral(y, apply(k, [minus(ex), use(y)])))).toBe(true);
  });
});

describe('helpers', () => {
  it('no binding, no work: the same object', () => {
    const ring = inEveryDimension();
    const q = normal(ring, eh);
    expect(substitute(ring, q, [])).toBe(q);
  });

  it('an argument that is the slot’s own variable is null', () => {
    for (const ring of [inEveryDimension(), inDimension(2)]) {
      const own = argumentOf(ring, x, (label) => elaborate(ring, ex, label === null ? [] : [label]));
      expect(normalArguments([own, argumentOf(ring, t, () => normal(ring, et))], [x, t])).toEqual([null, null]);
    }
  });

  it('a factor may be replaced by anything, wherever it stands', () => {
    const ring = inEveryDimension();
    const replaced = mapFactors(ring, normal(ring, exp(over(use(a), plus(use(a), num(1))))), (factor) =>
      (factor.head.kind === 'parameter' ? normal(ring, eg) : null));
    expect([...replaced.terms.keys()]).toEqual([...normal(ring, exp(over(eg, plus(eg, num(1))))).terms.keys()]);
  });
});
