/**
 * From index notation back to vectors: what is given has the normal form that it was read from, and is written as one
 * would write it.
 */
import { describe, expect, test } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import {
  at, determinant, divergence, dot, doubleDot, gradient, hessian, integral, inverse, laplacian, log, minus, num, outer, over,
  shapeOf, subtract, times, trace, transpose, use,
} from '../../src/kernel/expression.ts';
import type { IndexedSum } from '../../src/kernel/goal.ts';
import { indexedSum } from '../../src/kernel/indexed.ts';
import { printExpression } from '../../src/render/text.ts';
import { expressionOf, scaledBy } from '../../src/search/from-indices.ts';
import { A, B, G, M, R, S, agree, c, f, g, h, inEveryDimension, normal, p, t, v, x, y } from '../kernel/setting.ts';

const LABELS = ['i', 'j'];
const indexed = (e: Expression): IndexedSum => {
  const ring = inEveryDimension();
  return indexedSum(ring, normal(ring, e));
};
const back = (e: Expression): Expression => {
  const found = expressionOf(indexed(e), LABELS.slice(0, shapeOf(e).length));
  if (found === null) throw new Error('no vector form');
  return found;
};

const grad = gradient(use(h));
const GG = dot(use(G), transpose(use(G)));

describe('read back as it would be written', () => {
  test.each<[string, Expression]>([
    ['f · grad h', dot(grad, use(f))],
    ['|grad h|^2', dot(grad, grad)],
    ['grad h · G G^T grad h', dot(grad, dot(GG, grad))],
    ['tr(G G^T hess h)', doubleDot(hessian(use(h)), GG)],
    ['(hess h) f', dot(use(f), hessian(use(h)))],
    ['S f', dot(use(f), use(S))],
    ['M^T f', dot(use(f), use(M))],
    ['A B f', dot(use(A), dot(use(B), use(f)))],
    ['A B', dot(use(A), use(B))],
    ['B^T A^T', transpose(dot(use(A), use(B)))],
    ['outer(f, v)', outer(use(f), use(v))],
    ['tr(A)', trace(use(A))],
    ['A : B', doubleDot(use(A), use(B))],
    ['tr(A B M)', trace(dot(use(A), dot(use(B), use(M))))],
    ['((A B)^-1)^T f', dot(use(f), inverse(dot(use(A), use(B))))],
    ['lap h', laplacian(use(h))],
    ['div G^T', divergence(transpose(use(G)))],
    ['R^-1 f', dot(inverse(use(R)), use(f))],
    ['log det(R)', log(determinant(use(R)))],
    ['∫[y]((f · grad h)(x = y))', integral(y, at(dot(grad, use(f)), [{ variable: x, value: use(y) }]))],
    ['(f · grad h) / c', over(dot(use(f), grad), use(c))],
  ])('%s', (text, e) => {
    const found = back(e);
    if (!text.startsWith('∫')) expect(printExpression(found)).toBe(text);
    expect(agree(found, e)).toBe(true);
  });
});

test('numbers and functions of time stand before the product that they scale', () => {
  expect(printExpression(back(times(num(1, 2), use(g), dot(use(f), grad))))).toBe('1/2 g f · grad h');
  expect(agree(scaledBy([num(-2), use(g)], dot(use(f), grad)), minus(times(num(2), use(g), dot(use(f), grad))))).toBe(true);
});

test('a vector argument that is zero stays a vector', () => {
  const zero = at(use(h), [{ variable: x, value: times(num(0), use(x)) }]);
  expect(agree(back(zero), zero)).toBe(true);
});

test('what has no such form is refused', () => {
  // G_ml ∂_m G_kl ∂_k h is a contraction with a tensor of order three.
  const e = subtract(dot(divergence(GG), grad), dot(dot(use(G), divergence(transpose(use(G)))), grad));
  expect(expressionOf(indexed(e), [])).toBeNull();
  expect(expressionOf(indexed(use(f)), [])).toBeNull();
  expect(expressionOf(indexed(times(use(t), use(p))), ['i'])).toBeNull();
});
