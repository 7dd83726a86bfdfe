import { describe, expect, it } from 'vitest';
import {
  apply, at, coordinate, derivative, determinant, dimensionOf, divergence, dot, doubleDot, field, gradient, hessian, identity,
  integral, inverse, laplacian, minus, num, optimum, outer, parameter, plus, pow, subtract, times, trace, transpose, use,
} from '../../src/kernel/expression.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { conditionPolynomial, contract, elaborate } from '../../src/kernel/elaborate.ts';
import { DomainError, UnsupportedError, keyOf } from '../../src/kernel/polynomial.ts';
import { A, G, M, S, a, agree, b, c, f, h, inDimension, inEveryDimension, key, normal, t, v, x, y } from './setting.ts';

const [eA, eM, ef, eh, ev, ex, et] = [use(A), use(M), use(f), use(h), use(v), use(x), use(t)];

/** Identities that hold in every dimension, and so in each. */
const TRUE: readonly (readonly [string, Expression, Expression])[] = [
  ['a:b is a trace', doubleDot(eA, eM), trace(dot(transpose(eA), eM))],
  ['(f vᵀ) f = f (v·f)', dot(outer(ef, ev), ef), times(dot(ev, ef), ef)],
  ['lap grad = grad lap', laplacian(gradient(eh)), gradient(laplacian(eh))],
  ['div(M f) by parts', divergence(dot(eM, ef)), plus(dot(divergence(transpose(eM)), ef), doubleDot(eM, transpose(gradient(ef))))],
  ['∇|f|² = 2 (jac f)ᵀ f', gradient(dot(ef, ef)), times(num(2), dot(transpose(gradient(ef)), ef))],
  ['tr(G Gᵀ ∇²h) = G Gᵀ : ∇²h', trace(dot(dot(use(G), transpose(use(G))), hessian(eh))), doubleDot(dot(use(G), transpose(use(G))), hessian(eh))],
  ['div(x h) = n h + x·∇h', divergence(times(eh, ex)), plus(times(dimensionOf('n'), eh), dot(ex, gradient(eh)))],
];
const FALSE: readonly (readonly [string, Expression, Expression])[] = [
  ['the wrong transpose', doubleDot(eA, eM), trace(dot(eA, eM))],
  ['the Jacobian not transposed', gradient(dot(ef, ef)), times(num(2), dot(gradient(ef), ef))],
  ['the divergence by rows for that by columns', divergence(dot(eM, ef)), plus(dot(divergence(eM), ef), doubleDot(eM, gradient(ef)))],
  ['one for the dimension', divergence(times(eh, ex)), plus(eh, dot(ex, gradient(eh)))],
];

describe('what holds with abstract indices holds in components', () => {
  it.each(TRUE)('%s', (_, left, right) => {
    expect(agree(left, right)).toBe(true);
    for (const d of [1, 2, 3]) expect(agree(left, right, inDimension(d))).toBe(true);
  });
});

describe('what fails, fails with abstract indices and in dimension 2', () => {
  it.each(FALSE)('%s', (_, left, right) => {
    expect(agree(left, right)).toBe(false);
    expect(agree(left, right, inDimension(2))).toBe(false);
  });
});

describe('components', () => {
  it('of a product are sums over the space that meets', () => {
    const ring = inDimension(2);
    const first = elaborate(ring, dot(eA, ef), ['1']);
    expect(first.terms.size).toBe(2);
    expect(elaborate(ring, dot(use(G), transpose(use(G))), ['1', '2']).terms.size).toBe(3);
  });

  it('are summed with `contract`: one label, or all numbers', () => {
    const abstract = inEveryDimension();
    expect(contract(abstract, 'n', (k) => elaborate(abstract, eA, [k, k])).terms.size).toBe(1);
    const two = inDimension(2);
    expect(contract(two, 'n', (k) => elaborate(two, eA, [k, k])).terms.size).toBe(2);
  });
});

describe('a field', () => {
  it('at its own slots is the field; elsewhere it is another unknown', () => {
    expect(key(apply(h, [ex, et]))).toBe(key(eh));
    expect(key(apply(h, [use(y), et]))).not.toBe(key(eh));
    expect(key(apply(h, [plus(ex, times(num(0), ef)), et]))).toBe(key(eh));
  });

  it('at arguments that are equal as functions is the same', () => {
    const T = use(parameter('T'));
    expect(agree(apply(h, [ex, subtract(T, et)]), apply(h, [ex, plus(minus(et), T)]))).toBe(true);
    expect(agree(apply(h, [ex, subtract(T, subtract(T, et))]), eh)).toBe(true);
    expect(agree(apply(h, [dot(inverse(eA), dot(eA, ex)), et]), eh)).toBe(true);
  });

  it('at 0 is the field there: h(x, 0) is not h, and w(0, s) is neither w(t, 0) nor w(0, 0)', () => {
    const s = coordinate('s', null);
    const w = (first: Expression, second: Expression): Expression => apply(field('w', [t, s]), [first, second]);
    const values = [w(et, use(s)), w(num(0), use(s)), w(et, num(0)), w(num(0), num(0))];
    for (const ring of [inEveryDimension(), inDimension(1)]) {
      values.forEach((left, i) => values.forEach((right, j) => expect(agree(left, right, ring)).toBe(i === j)));
      expect(agree(apply(h, [ex, num(0)]), eh, ring)).toBe(false);
      expect(agree(apply(h, [times(num(0), ex), et]), apply(h, [ex, num(0)]), ring)).toBe(false);
    }
  });

  it('with too few arguments is refused', () => {
    expect(() => key(apply(h, [ex]))).toThrow('2 arguments');
  });
});

describe('the value elsewhere', () => {
  it('is taken of the derivative, while a derivative is taken of the composite', () => {
    const back = [{ variable: t, value: minus(et) }];
    expect(agree(derivative(t, at(eh, back)), minus(at(derivative(t, eh), back)))).toBe(true);
  });

  it('binds all variables at once: h(t, s) with t and s exchanged', () => {
    const s = coordinate('s', null);
    const k = field('k', [t, s]);
    const swapped = at(use(k), [{ variable: t, value: use(s) }, { variable: s, value: et }]);
    expect(key(swapped)).toBe(key(apply(k, [use(s), et])));
  });
});

describe('matrices', () => {
  it('the determinant by components is Laplace’s', () => {
    const det = determinant(eA);
    const ring = inDimension(2);
    expect(elaborate(ring, det, []).terms.size).toBe(2);
    expect(elaborate(inDimension(3), det, []).terms.size).toBe(6);
    expect(agree(determinant(transpose(eA)), det, ring)).toBe(true);
    expect(agree(determinant(dot(eA, use(S))), times(det, determinant(use(S))), ring)).toBe(true);
    expect(agree(determinant(times(num(2), eA)), times(num(4), det), ring)).toBe(true);
  });

  it('the determinant in every dimension is known of declared positive matrices alone', () => {
    expect(() => key(determinant(eA))).toThrow(UnsupportedError);
    expect(() => key(determinant(use(parameter('P', { shape: ['n', 'n'], symmetry: 'positive' }))))).not.toThrow();
  });

  it('a zero or non-square matrix has no inverse', () => {
    expect(() => key(inverse(times(num(0), eA)))).toThrow(DomainError);
    expect(() => normal(inEveryDimension(), inverse(use(G)))).toThrow(UnsupportedError);
  });
});

describe('optima', () => {
  const u = { kind: 'variable', name: 'u', space: null, role: 'control' } as const;
  const w = use(field('w', [{ ...u }]));

  it('max e = −min(−e), and what does not depend on the control is taken out', () => {
    expect(agree(optimum('max', u, w), minus(optimum('min', u, minus(w))))).toBe(true);
    expect(agree(optimum('min', u, plus(w, use(a))), plus(optimum('min', u, w), use(a)))).toBe(true);
    expect(agree(optimum('min', u, times(use(c), w)), times(use(c), optimum('min', u, w)))).toBe(true);
    expect(agree(optimum('min', u, times(use(b), w)), times(use(b), optimum('min', u, w)))).toBe(false);
  });

  it('that are arguments have to be replaced before', () => {
    expect(() => key(optimum('argmin', u, w))).toThrow(UnsupportedError);
  });
});

it('a condition is left minus right', () => {
  const ring = inEveryDimension();
  const difference = conditionPolynomial(ring, { relation: '>', left: use(a), right: use(b) });
  expect(keyOf(difference)).toBe(key(subtract(use(a), use(b)), ring));
});

it('the order of a product of scalars does not matter', () => {
  expect(key(times(use(a), eh, use(b)))).toBe(key(times(use(b), use(a), eh)));
  expect(key(integral(x, times(use(a), pow(eh, num(2)))))).toBe(key(times(use(a), integral(x, times(eh, eh)))));
  expect(key(identity())).toBe(key(transpose(identity())));
});
