/**
 * Matching coefficients: the terms of a sum by the state, and that nothing is lost on the way.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression, Variable } from '../../src/kernel/expression.ts';
import { coordinate, derivative, dot, exp, field, log, minus, num, plus, pow, times, transpose, use } from '../../src/kernel/expression.ts';
import type { IndexedSum } from '../../src/kernel/goal.ts';
import { indexedSum } from '../../src/kernel/indexed.ts';
import { printExpression, printIndexedSum } from '../../src/render/text.ts';
import { coefficientsOf } from '../../src/search/coefficients.ts';
import { matrixTerms, writtenParts } from '../../src/search/matrix-terms.ts';
import { A, R, S, a, agree, b, c, f, inEveryDimension, m, normal, t, x } from '../kernel/setting.ts';

const z: Variable = coordinate('z', null);
const K = field('K', [t], { sign: 'positive' });

const indexed = (e: Expression): IndexedSum => {
  const ring = inEveryDimension();
  return indexedSum(ring, normal(ring, e));
};

/** `degree: coefficient`, in a fixed order; the state where it is no power. */
const groups = (e: Expression, ...variables: readonly Variable[]): string[] => coefficientsOf(indexed(e), variables).map((g) => {
  const parts = matrixTerms(g.of, g.labels);
  const state = g.degree === null ? printIndexedSum({ terms: [{ coefficient: { numerator: 1n, denominator: 1n }, factors: g.state }] }) : `${g.degree}`;
  return `${state}: ${parts === null ? 'no product' : printExpression(writtenParts(parts))}`;
}).sort();

const quadratic = (matrix: Expression): Expression => dot(dot(use(x), matrix), use(x));

describe('a vector of the state leaves a slot behind', () => {
  test('quadratic, linear and constant terms are told apart', () => {
    expect(groups(plus(times(num(1, 2), quadratic(use(A))), dot(use(m), use(x)), use(a)), x)).toEqual(['0: a', '1: m', '2: 1/2 A']);
  });
  test('|x|² is the identity between x and x', () => {
    expect(groups(times(use(a), dot(use(x), use(x))), x)).toEqual(['2: a I']);
  });
  test('products of matrices stay products', () => {
    expect(groups(quadratic(dot(dot(use(A), use(S)), transpose(use(A)))), x)).toEqual(['2: A S A^T']);
  });
  test('a vector that is no state is a coefficient', () => {
    expect(groups(quadratic(use(A)))).toEqual(['0: x^T A x']);
  });
});

describe('a scalar of the state is taken out with what depends on it', () => {
  test('powers, by their exponents', () => {
    expect(groups(plus(times(use(a), pow(use(z), num(2))), times(use(b), use(z)), use(c)), z)).toEqual(['0: c', '1: b', '2: a']);
  });
  test('a logarithm is a function of the state', () => {
    expect(groups(plus(times(use(a), log(use(z))), use(b)), z)).toEqual(['0: b', 'log(z): a']);
  });
  test('of an exponential, the part of its exponent without the state stays in front', () => {
    expect(groups(times(use(a), exp(plus(times(use(b), use(z)), minus(use(c))))), z)).toEqual(['exp(b · z): a exp(-c)']);
  });
  test('the derivative of a positive function is not left as a logarithm', () => {
    expect(groups(times(derivative(t, use(K)), use(z)), z)).toEqual(['1: ∂t K']);
  });
});

test('what contracts a function of the state with something else is not taken apart', () => {
  const [only, ...more] = coefficientsOf(indexed(dot(use(m), use(f))), [x]);
  expect(more).toEqual([]);
  expect(only?.degree).toBeNull();
  expect(only?.key).toMatch(/^whole/);
  expect(only?.of.terms.map((term) => term.factors)).toEqual([[]]);
});

test('the coefficients, put back, are what they were read from', () => {
  const tensors = [use(A), use(S), dot(use(A), use(S)), dot(use(S), dot(use(R), use(A)))];
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 5 }), fc.integer({ min: -6, max: 6 }), (weights, k) => {
    const e = plus(...weights.map(([w, i]) => times(num(w, 2), quadratic(tensors[i] ?? use(A)))), times(num(k), dot(use(m), use(x))));
    const back = coefficientsOf(indexed(e), [x]).map((g) => {
      const parts = matrixTerms(g.of, g.labels) ?? [];
      const of = writtenParts(parts);
      return parts.length === 0 ? num(0) : g.labels.length === 2 ? quadratic(of) : g.labels.length === 1 ? dot(of, use(x)) : of;
    });
    expect(agree(plus(num(0), ...back), e)).toBe(true);
  }), { numRuns: 40 });
});
