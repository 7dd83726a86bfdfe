import { describe, expect, it } from 'vitest';
import type { Expression, FunctionName } from '../../src/kernel/expression.ts';
import {
  apply, call, derivative, determinant, divergence, dot, doubleDot, exp, gradient, hessian, identity, integral, inverse, laplacian, log,
  minus, num, outer, over, plus, pow, subtract, times, trace, transpose, use, PI,
} from '../../src/kernel/expression.ts';
import { field } from '../../src/kernel/expression.ts';
import { integrate } from '../../src/kernel/differentiate.ts';
import { isNothing } from '../../src/kernel/polynomial.ts';
import { A, R, a, agree, f, g, h, inDimension, inEveryDimension, key, normal, p, s, t, v, x, y } from './setting.ts';

const [ea, ef, eg, eh, ep, ev, es, et, ex] = [use(a), use(f), use(g), use(h), use(p), use(v), use(s), use(t), use(x)];
const q = field('q', [s]);

describe('derivatives of the generators', () => {
  it('constants have none, coordinates have one', () => {
    for (const e of [ea, num(3), PI]) expect(agree(derivative(t, e), num(0))).toBe(true);
    expect(agree(derivative(t, et), num(1))).toBe(true);
    expect(agree(derivative(t, es), num(0))).toBe(true);
    expect(agree(gradient(ex), identity())).toBe(true);
    expect(agree(gradient(use(y)), identity())).toBe(false);
    expect(agree(divergence(ex), trace(identity()))).toBe(true);
  });

  it('a field depends on its slots alone', () => {
    expect(agree(gradient(eg), times(num(0), ex))).toBe(true);
    expect(agree(derivative(s, eh), num(0))).toBe(true);
    expect(agree(derivative(t, eh), num(0))).toBe(false);
  });

  it('of a positive field go through its logarithm: ∂t p = p ∂t log p', () => {
    expect(agree(derivative(t, ep), times(ep, derivative(t, log(ep))))).toBe(true);
    expect(agree(gradient(log(ep)), over(gradient(ep), ep))).toBe(true);
    expect(agree(laplacian(ep), times(ep, plus(laplacian(log(ep)), dot(gradient(log(ep)), gradient(log(ep))))))).toBe(true);
  });
});

describe('the rules', () => {
  it('product, quotient, power', () => {
    expect(agree(derivative(t, times(eg, eh)), plus(times(derivative(t, eg), eh), times(eg, derivative(t, eh))))).toBe(true);
    expect(agree(derivative(t, over(eh, eg)), over(subtract(times(eg, derivative(t, eh)), times(eh, derivative(t, eg))), pow(eg, num(2))))).toBe(true);
    expect(agree(derivative(t, pow(eg, num(5))), times(num(5), pow(eg, num(4)), derivative(t, eg)))).toBe(true);
    expect(agree(derivative(t, times(eg, eh)), times(derivative(t, eg), derivative(t, eh)))).toBe(false);
  });

  it('second derivatives commute', () => {
    expect(agree(hessian(eh), transpose(hessian(eh)))).toBe(true);
    expect(agree(derivative(t, gradient(eh)), gradient(derivative(t, eh)))).toBe(true);
    expect(agree(gradient(ef), transpose(gradient(ef)))).toBe(false);
  });

  it('div(h v) = ∇h·v + h div v, and lap = div grad', () => {
    expect(agree(divergence(times(eh, ev)), plus(dot(gradient(eh), ev), times(eh, divergence(ev))))).toBe(true);
    expect(agree(laplacian(eh), divergence(gradient(eh)))).toBe(true);
    expect(agree(laplacian(eh), trace(hessian(eh)))).toBe(true);
  });

  it('the divergence of a matrix contracts its last slot: div(f vᵀ) = (jac f) v + f div v', () => {
    expect(agree(divergence(outer(ef, ev)), plus(dot(gradient(ef), ev), times(divergence(ev), ef)))).toBe(true);
    expect(agree(divergence(outer(ef, ev)), plus(dot(gradient(ev), ef), times(divergence(ef), ev)))).toBe(false);
  });

  it('chain rule: the composite, with the inner derivative', () => {
    const later = apply(h, [ex, minus(et)]);
    const inner = { kind: 'at', of: derivative(t, eh), bindings: [{ variable: t, value: minus(et) }] } as const;
    expect(agree(derivative(t, later), minus(inner))).toBe(true);
    expect(agree(derivative(t, later), inner)).toBe(false);
  });

  it('chain rule with a moving point: ∂t (h(v(t)·1, t)) has a term for each slot', () => {
    const w = use(field('w', [t], { shape: ['n'] }));
    const slope = { kind: 'at', of: gradient(eh), bindings: [{ variable: x, value: w }] } as const;
    const rate = { kind: 'at', of: derivative(t, eh), bindings: [{ variable: x, value: w }] } as const;
    const composite = derivative(t, apply(h, [w, et]));
    expect(agree(composite, plus(dot(slope, derivative(t, w)), rate))).toBe(true);
    expect(agree(composite, plus(dot(slope, derivative(t, w)), rate), inDimension(2))).toBe(true);
    expect(agree(composite, rate)).toBe(false);
  });
});

/** f′(z) for each elementary function, written with the others. */
const DERIVATIVES: Readonly<Record<FunctionName, (z: Expression) => Expression>> = {
  exp: (z) => exp(z),
  log: (z) => over(num(1), z),
  sqrt: (z) => over(num(1, 2), call('sqrt', z)),
  sin: (z) => call('cos', z),
  cos: (z) => minus(call('sin', z)),
  tan: (z) => plus(num(1), pow(call('tan', z), num(2))),
  sinh: (z) => call('cosh', z),
  cosh: (z) => call('sinh', z),
  tanh: (z) => subtract(num(1), pow(call('tanh', z), num(2))),
  atan: (z) => over(num(1), plus(num(1), pow(z, num(2)))),
  erf: (z) => times(num(2), pow(PI, num(-1, 2)), exp(minus(pow(z, num(2))))),
  Phi: (z) => times(pow(times(num(2), PI), num(-1, 2)), exp(times(num(-1, 2), pow(z, num(2))))),
};

describe('elementary functions', () => {
  it.each(Object.entries(DERIVATIVES))('%s', (name, slope) => {
    const of = (z: Expression): Expression => call(name as FunctionName, z);
    expect(agree(derivative(s, of(es)), slope(es))).toBe(true);
    expect(agree(derivative(s, of(use(q))), times(slope(use(q)), derivative(s, use(q))))).toBe(true);
    expect(agree(derivative(s, of(es)), times(num(2), slope(es)))).toBe(false);
  });
});

describe('matrices', () => {
  const P = use(field('P', [t], { shape: ['n', 'n'], symmetry: 'positive' }));

  it('D(M^−1) = −M^−1 (DM) M^−1', () => {
    expect(agree(derivative(t, inverse(P)), minus(dot(dot(inverse(P), derivative(t, P)), inverse(P))))).toBe(true);
    expect(agree(derivative(t, inverse(P)), minus(dot(derivative(t, P), dot(inverse(P), inverse(P)))))).toBe(false);
  });

  it('the same for a matrix that is not symmetric, and in the right order', () => {
    const N = use(field('N', [t], { shape: ['n', 'n'] }));
    expect(agree(derivative(t, inverse(N)), minus(dot(dot(inverse(N), derivative(t, N)), inverse(N))))).toBe(true);
    expect(agree(derivative(t, inverse(N)), minus(dot(dot(inverse(N), transpose(derivative(t, N))), inverse(N))))).toBe(false);
    expect(agree(derivative(t, dot(inverse(N), N)), times(num(0), identity()))).toBe(true);
  });

  it('D log det M = tr(M^−1 DM), by components too', () => {
    const left = derivative(t, log(determinant(P)));
    const right = trace(dot(inverse(P), derivative(t, P)));
    expect(agree(left, right)).toBe(true);
    expect(agree(left, right, inDimension(2))).toBe(true);
    expect(agree(left, trace(derivative(t, P)))).toBe(false);
  });

  it('∇(½ xᵀ A x) = ½ (A + Aᵀ) x', () => {
    const form = times(num(1, 2), dot(ex, dot(use(A), ex)));
    expect(agree(gradient(form), times(num(1, 2), dot(plus(use(A), transpose(use(A))), ex)))).toBe(true);
    expect(agree(gradient(form), dot(use(A), ex))).toBe(false);
    expect(agree(gradient(times(num(1, 2), dot(ex, dot(use(R), ex)))), dot(use(R), ex))).toBe(true);
    expect(agree(doubleDot(use(A), hessian(form)), times(num(1, 2), plus(doubleDot(use(A), use(A)), doubleDot(use(A), transpose(use(A))))))).toBe(true);
  });
});

describe('integrals', () => {
  const k = field('k', [x, y]);

  it('are linear, and what does not depend on the variable is taken out', () => {
    expect(agree(integral(y, plus(times(ea, use(k)), times(eh, use(k)))), times(plus(ea, eh), integral(y, use(k))))).toBe(true);
    expect(agree(integral(y, times(use(k), use(k))), pow(integral(y, use(k)), num(2)))).toBe(false);
  });

  it('let derivatives by other variables pass', () => {
    expect(agree(gradient(integral(y, use(k))), integral(y, gradient(use(k))))).toBe(true);
    expect(agree(laplacian(integral(y, use(k))), integral(y, laplacian(use(k))))).toBe(true);
    expect(isNothing(normal(inEveryDimension(), gradient(integral(y, use(k)), y)))).toBe(true);
  });

  it('take out a factor of an exponential that does not depend on the variable', () => {
    expect(agree(integral(y, exp(plus(eg, use(k)))), times(exp(eg), integral(y, exp(use(k)))))).toBe(true);
  });

  it('of nothing are nothing', () => {
    const ring = inEveryDimension();
    expect(isNothing(integrate(ring, normal(ring, num(0)), y))).toBe(true);
    expect(key(integral(y, num(0)))).toBe(key(num(0)));
  });
});
