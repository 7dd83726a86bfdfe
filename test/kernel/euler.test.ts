import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import {
  apply, divergence, dot, exp, field, gradient, hessian, laplacian, log, minus, num, plus, pow, subtract, times, use, coordinate, derivative, doubleDot, transpose,
} from '../../src/kernel/expression.ts';
import { differentiate } from '../../src/kernel/differentiate.ts';
import { eulerOperator, findFlux, unknownsOf } from '../../src/kernel/euler.ts';
import { UnsupportedError, addPolynomials, isNothing, keyOf, negate } from '../../src/kernel/polynomial.ts';
import { renameFree } from '../../src/kernel/product.ts';
import { isZero } from '../../src/kernel/zero.ts';
import { G, a, f, g, h, inDimension, inEveryDimension, key, normal, p, t, v, x } from './setting.ts';

const [ef, eh, ep, ev] = [use(f), use(h), use(p), use(v)];
const score = gradient(log(ep));

/** Is it a divergence, and is the flux that was found one whose divergence it is? */
const isDivergence = (e: Expression): boolean => {
  const ring = inEveryDimension();
  const integrand = normal(ring, e);
  const flux = findFlux(ring, integrand, x);
  if (flux === null) return false;
  const back = differentiate(ring, renameFree(ring, flux, new Map([['flux', 'q']])), x, 'q');
  expect(isZero(ring, addPolynomials([integrand, negate(back)], ring.limit))).toBe(true);
  return true;
};

describe('a total divergence is recognised, with its flux', () => {
  it.each<readonly [string, Expression]>([
    ['div(h v)', divergence(times(eh, ev))], ['Δh', laplacian(eh)], ['h Δp − p Δh', subtract(times(eh, laplacian(ep)), times(ep, laplacian(eh)))],
    ['h div v + v·∇h', plus(times(eh, divergence(ev)), dot(ev, gradient(eh)))],
    ['generator against adjoint', plus(times(ep, dot(ef, gradient(eh))), times(eh, divergence(times(ep, ef))))],
    ['Σ:∇²h against its adjoint', subtract(times(ep, doubleDot(dot(use(G), transpose(use(G))), hessian(eh))), times(eh, divergence(divergence(times(ep, dot(use(G), transpose(use(G))))))))],
    ['p |∇log p|² + p Δ log p', times(ep, plus(dot(score, score), laplacian(log(ep))))],
    ['∇p·v + p div v', plus(dot(gradient(ep), ev), times(ep, divergence(ev)))],
    ['div(p log p f)', divergence(times(ep, log(ep), ef))],
    ['h² Δh + 2 h |∇h|²', plus(times(pow(eh, num(2)), laplacian(eh)), times(num(2), eh, dot(gradient(eh), gradient(eh))))],
    ['nothing', num(0)],
  ])('%s', (_, e) => expect(isDivergence(e)).toBe(true));
});

describe('what is no divergence is not called one', () => {
  it.each<readonly [string, Expression]>([
    ['h', eh], ['h Δh', times(eh, laplacian(eh))], ['|∇h|²', dot(gradient(eh), gradient(eh))], ['p f·∇h − h div(p f)', subtract(times(ep, dot(ef, gradient(eh))), times(eh, divergence(times(ep, ef))))],
    ['p |∇log p|² + ½ p Δ log p', times(ep, plus(dot(score, score), times(num(1, 2), laplacian(log(ep)))))],
    ['a', use(a)], ['p log p', times(ep, log(ep))], ['exp h', exp(eh)], ['x·∇h', dot(use(x), gradient(eh))],
  ])('%s', (_, e) => expect(isDivergence(e)).toBe(false));
});

describe('the Euler operator', () => {
  const euler = (e: Expression, name: string, ring = inEveryDimension()): string => {
    const integrand = normal(ring, e);
    const unknown = [...unknownsOf(ring, integrand, x).values()].find((u) => u.field === name);
    if (unknown === undefined) throw new Error(`no unknown ${name}`);
    return keyOf(eulerOperator(ring, integrand, x, unknown, []));
  };

  it('is the variational derivative: ½|∇h|² gives −Δh, ½ h² gives h', () => {
    expect(euler(times(num(1, 2), dot(gradient(eh), gradient(eh))), 'h')).toBe(key(minus(laplacian(eh))));
    expect(euler(times(num(1, 2), pow(eh, num(2))), 'h')).toBe(key(eh));
    expect(euler(times(num(1, 2), pow(laplacian(eh), num(2))), 'h')).toBe(key(laplacian(laplacian(eh))));
  });

  it('annihilates divergences', () => {
    expect(euler(divergence(times(pow(eh, num(2)), ev)), 'h')).toBe(key(num(0)));
    expect(euler(subtract(times(eh, laplacian(ep)), times(ep, laplacian(eh))), 'h')).toBe(key(num(0)));
  });

  it('by components is the component of the one in index notation', () => {
    const two = inDimension(2);
    expect(euler(times(num(1, 2), dot(gradient(eh), gradient(eh))), 'h', two)).toBe(key(minus(laplacian(eh)), two));
    expect(euler(divergence(times(eh, ev)), 'h', two)).toBe(key(num(0), two));
  });

  it('by a positive field is taken by its logarithm: p log p gives p (log p + 1)', () => {
    expect(euler(times(ep, log(ep)), 'p')).toBe(key(plus(times(ep, log(ep)), ep)));
  });
});

describe('unknowns', () => {
  it('are the fields that depend on the variable, with their derivatives by others apart', () => {
    const ring = inEveryDimension();
    const names = [...unknownsOf(ring, normal(ring, plus(eh, derivative(t, eh), use(g), ep)), x).keys()].sort();
    expect(names).toEqual(['h', 'h;0,1', 'log p']);
  });

  it('at another argument that depends on the variable are refused', () => {
    const ring = inEveryDimension();
    expect(() => unknownsOf(ring, normal(ring, apply(h, [times(num(2), use(x)), use(t)])), x)).toThrow(UnsupportedError);
  });

  it('of a scalar variable work in components too', () => {
    const s = coordinate('s', null);
    const k = use(field('k', [s]));
    const ring = inDimension(2);
    const flux = findFlux(ring, normal(ring, derivative(s, times(k, k))), s);
    expect(flux === null ? null : keyOf(flux)).toBe(key(pow(k, num(2)), ring));
    expect(isNothing(normal(ring, num(0)))).toBe(true);
    expect(findFlux(ring, normal(ring, times(k, k)), s)).toBeNull();
  });
});
