/**
 * Index notation as products of matrices: read back as one would write it, and equal to what it was read from.
 */
import { describe, expect, test } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import { dot, field, identity, inverse, outer, plus, shapeOf, times, trace, transpose, use } from '../../src/kernel/expression.ts';
import { indexedSum } from '../../src/kernel/indexed.ts';
import { printExpression } from '../../src/render/text.ts';
import { matrixTerms, writtenParts } from '../../src/search/matrix-terms.ts';
import { A, B, R, S, a, agree, inEveryDimension, m, normal, t } from '../kernel/setting.ts';

const P = field('P', [t], { shape: ['n', 'n'], symmetry: 'symmetric' });
const q = field('q', [t], { shape: ['n'] });

const back = (e: Expression): Expression => {
  const ring = inEveryDimension();
  const parts = matrixTerms(indexedSum(ring, normal(ring, e)), ['i', 'j'].slice(0, shapeOf(e).length));
  if (parts === null) throw new Error('no product of matrices');
  return writtenParts(parts);
};

const chain = (...links: readonly Expression[]): Expression => links.reduce((left, right) => dot(left, right));

describe('paths of labels', () => {
  test.each<[string, Expression]>([
    ['P B R^-1 B^T P', chain(use(P), use(B), inverse(use(R)), transpose(use(B)), use(P))],
    ['A^T P', dot(transpose(use(A)), use(P))],
    ['P m', dot(use(P), use(m))],
    ['q^T B R^-1 B^T q', dot(use(q), chain(use(B), inverse(use(R)), transpose(use(B)), use(q)))],
    ['tr(A^T P A)', trace(chain(use(P), use(A), transpose(use(A))))],
    ['tr(P)', trace(use(P))],
    ['n', trace(identity())],
    ['outer(m, q)', outer(use(m), use(q))],
    ['a tr(P) I', times(use(a), trace(use(P)), identity())],
    ['(R + A^T P A)^-1', inverse(plus(use(R), chain(transpose(use(A)), use(P), use(A))))],
  ])('%s', (text, e) => {
    const found = back(e);
    expect(printExpression(found)).toBe(text);
    expect(agree(found, e)).toBe(true);
  });
});

test('a symmetric matrix is not transposed', () => {
  expect(printExpression(back(dot(use(m), use(S))))).toBe('S m');
  expect(printExpression(back(dot(use(m), use(A))))).toBe('A^T m');
});

test('three free labels have no such form', () => {
  const ring = inEveryDimension();
  expect(matrixTerms(indexedSum(ring, normal(ring, use(A))), ['i', 'j', 'k'])).toBeNull();
});
