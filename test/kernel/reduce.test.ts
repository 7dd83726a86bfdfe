import { describe, expect, it } from 'vitest';
import type { Expression, Hypothesis } from '../../src/kernel/expression.ts';
import {
  apply, derivative, divergence, dot, exp, field, gradient, hessian, laplacian, log, minus, num, over, plus, pow, shapeOf, subtract,
  times, trace, transpose, use,
} from '../../src/kernel/expression.ts';
import { elaborate } from '../../src/kernel/elaborate.ts';
import { negate, addPolynomials } from '../../src/kernel/polynomial.ts';
import { newTrace, reduce } from '../../src/kernel/reduce.ts';
import { buildRules, componentsOfShape } from '../../src/kernel/rules.ts';
import { isZero } from '../../src/kernel/zero.ts';
import { K, a, b, c, f, g, h, inDimension, inEveryDimension, normal, p, t, v, x } from './setting.ts';

const [ef, eg, eh, ep, ev, et, ex] = [use(f), use(g), use(h), use(p), use(v), use(t), use(x)];
const equation = (left: Expression, right: Expression): Hypothesis => ({ kind: 'equation', name: 'given', left, right });

/** Are the sides equal wherever the hypotheses hold? */
const follows = (left: Expression, right: Expression, hypotheses: readonly Hypothesis[], ring = inEveryDimension()): boolean => {
  const rules = buildRules(ring, hypotheses);
  return componentsOfShape(ring, shapeOf(left)).every((labels) => isZero(ring, reduce(ring, rules,
    addPolynomials([elaborate(ring, left, labels), negate(elaborate(ring, right, labels))], ring.limit))));
};

const heat = equation(derivative(t, eh), laplacian(eh));

describe('a hypothesis replaces its leading derivative', () => {
  it('and every derivative of it', () => {
    expect(follows(derivative(t, eh), laplacian(eh), [heat])).toBe(true);
    expect(follows(gradient(derivative(t, eh)), gradient(laplacian(eh)), [heat])).toBe(true);
    expect(follows(derivative(t, derivative(t, eh)), laplacian(laplacian(eh)), [heat])).toBe(true);
    expect(follows(derivative(t, derivative(t, eh)), laplacian(eh), [heat])).toBe(false);
  });

  it('in products and powers: ∂t h² = 2 h Δh', () => {
    expect(follows(derivative(t, pow(eh, num(2))), times(num(2), eh, laplacian(eh)), [heat])).toBe(true);
    expect(follows(pow(derivative(t, eh), num(3)), pow(laplacian(eh), num(3)), [heat])).toBe(true);
  });

  it('inside functions and denominators', () => {
    expect(follows(exp(derivative(t, eh)), exp(laplacian(eh)), [heat])).toBe(true);
    expect(follows(over(num(1), plus(num(1), derivative(t, eh))), over(num(1), plus(num(1), laplacian(eh))), [heat])).toBe(true);
  });

  it('elsewhere, at the arguments of the field: (∂t h)(x, −t)', () => {
    const back = apply(h, [ex, minus(et)]);
    expect(follows(derivative(t, back), minus(laplacian(back)), [heat])).toBe(true);
    expect(follows(derivative(t, back), laplacian(back), [heat])).toBe(false);
  });

  it('of a scaled argument, with the scale: h(2 x, t)', () => {
    const scaled = apply(h, [times(num(2), ex), et]);
    expect(follows(laplacian(scaled), times(num(4), derivative(t, scaled)), [heat])).toBe(true);
    expect(follows(laplacian(scaled), derivative(t, scaled), [heat])).toBe(false);
  });
});

describe('vectors and matrices', () => {
  it('f = ∇h makes f a gradient', () => {
    const given = [equation(ef, gradient(eh))];
    expect(follows(divergence(ef), laplacian(eh), given)).toBe(true);
    expect(follows(gradient(ef), hessian(eh), given)).toBe(true);
    expect(follows(gradient(ef), transpose(gradient(ef)), given)).toBe(true);
  });

  it('div f = 0 takes every contracted derivative with it, and no other', () => {
    const given = [equation(divergence(ef), num(0))];
    expect(follows(gradient(divergence(ef)), times(num(0), ex), given)).toBe(true);
    expect(follows(divergence(times(eh, ef)), dot(ef, gradient(eh)), given)).toBe(true);
    expect(follows(trace(dot(gradient(ef), gradient(ef))), num(0), given)).toBe(false);
    expect(follows(laplacian(ef), times(num(0), ex), given)).toBe(false);
  });

  it('a curl-free field has a symmetric Jacobian', () => {
    const ring = inEveryDimension({ curlFree: new Set(['f']) });
    expect(follows(gradient(ef), transpose(gradient(ef)), [], ring)).toBe(true);
    expect(follows(gradient(ev), transpose(gradient(ev)), [], ring)).toBe(false);
  });

  it('a hypothesis about an antisymmetric matrix field keeps its sign', () => {
    const Q = use(field('Q', [x, t], { shape: ['n', 'n'], symmetry: 'antisymmetric' }));
    const given = [equation(derivative(t, Q), use(K))];
    expect(follows(derivative(t, transpose(Q)), minus(use(K)), given)).toBe(true);
    expect(follows(derivative(t, transpose(Q)), use(K), given)).toBe(false);
  });
});

describe('several hypotheses', () => {
  it('work together: the quotient of two solutions', () => {
    const q = use(field('q', [x, t]));
    const given = [heat, equation(derivative(t, q), laplacian(q))];
    const mixed = times(eh, q);
    expect(follows(subtract(derivative(t, mixed), laplacian(mixed)), times(num(-2), dot(gradient(eh), gradient(q))), given)).toBe(true);
  });

  it('of parameters are chained: a = b, b = c² gives a = c²', () => {
    expect(follows(use(a), pow(use(c), num(2)), [equation(use(a), use(b)), equation(use(b), pow(use(c), num(2)))])).toBe(true);
  });

  it('for a positive field are used through its logarithm: p = exp h', () => {
    const given = [equation(ep, exp(eh))];
    expect(follows(gradient(log(ep)), gradient(eh), given)).toBe(true);
    expect(follows(laplacian(ep), times(exp(eh), plus(laplacian(eh), dot(gradient(eh), gradient(eh)))), given)).toBe(true);
  });

  it('in components agree with those in index notation', () => {
    for (const d of [1, 2, 3]) {
      expect(follows(gradient(derivative(t, eh)), gradient(laplacian(eh)), [heat], inDimension(d))).toBe(true);
      expect(follows(gradient(derivative(t, eh)), gradient(eh), [heat], inDimension(d))).toBe(false);
    }
  });
});

describe('the trace of a reduction', () => {
  it('spells out each use: the derivatives of the hypothesis and what multiplied it', () => {
    const ring = inEveryDimension();
    const rules = buildRules(ring, [heat]);
    const trace_ = newTrace();
    reduce(ring, rules, normal(ring, times(use(a), derivative(t, derivative(t, eh)))), trace_);
    expect(trace_.uses.map((one) => one.derivatives.map((d) => d.variable.name))).toEqual([['t'], ['x', 'x']]);
    expect(trace_.uses.every((one) => one.cofactor.terms.size === 1)).toBe(true);
    expect([...trace_.substituted]).toEqual([]);
  });

  it('names the hypotheses that were used inside functions', () => {
    const ring = inEveryDimension();
    const trace_ = newTrace();
    reduce(ring, buildRules(ring, [heat]), normal(ring, exp(derivative(t, eh))), trace_);
    expect([...trace_.substituted]).toEqual([0]);
  });
});

it('where no rule applies, the same object comes back', () => {
  const ring = inEveryDimension();
  const q = normal(ring, times(eg, dot(ev, ef)));
  expect(reduce(ring, buildRules(ring, [heat]), q)).toBe(q);
  expect(reduce(ring, buildRules(ring, []), q)).toBe(q);
});

it('a rule at a fixed argument is about that argument alone: h(x, 0) = k', () => {
  const k = use(field('k', [x]));
  const given = [equation(apply(h, [ex, num(0)]), k)];
  expect(follows(gradient(apply(h, [ex, num(0)])), gradient(k), given)).toBe(true);
  expect(follows(eh, k, given)).toBe(false);
  expect(follows(apply(h, [ex, num(1)]), k, given)).toBe(false);
  expect(follows(derivative(t, eh), num(0), given)).toBe(false);
});
