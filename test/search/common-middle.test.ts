/** Products with one inverse between them, taken together only where all pairs are there. */
import { expect, test } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import { dot, inverse, plus, times, transpose, use } from '../../src/kernel/expression.ts';
import { printExpression } from '../../src/render/text.ts';
import { withCommonMiddle } from '../../src/search/common-middle.ts';
import { constantSum } from '../../src/search/closed-form/sum.ts';
import { writtenSum } from '../../src/search/closed-form/written.ts';
import { A, B, M, R, S, agree, m } from '../kernel/setting.ts';

const K = inverse(use(R));
const chain = (...links: readonly Expression[]): Expression => links.reduce((left, right) => dot(left, right));
const sumOf = (parts: ReturnType<typeof withCommonMiddle>): Expression => plus(...parts.map(({ scalar, tensor }) => (tensor === null ? writtenSum(scalar) : times(writtenSum(scalar), tensor))));
const weighted = (n: number, ...tensors: readonly Expression[]): { scalar: ReturnType<typeof constantSum>; tensor: Expression }[] => tensors.map((tensor) => ({ scalar: constantSum(n), tensor }));

const ALL = [[use(A), use(B)], [use(A), use(S)], [use(M), use(B)], [use(M), use(S)]] as const;

test('all pairs, with one scalar', () => {
  const parts = weighted(-3, ...ALL.map(([left, right]) => chain(left, K, transpose(right))));
  const joined = withCommonMiddle(parts);
  expect(joined.map(({ tensor }) => printExpression(tensor ?? use(m)))).toEqual(['(A + M) R^-1 (B^T + S^T)']);
  expect(agree(sumOf(joined), sumOf(parts))).toBe(true);
});

test('not where one pair is missing, or has another scalar', () => {
  const three = weighted(1, ...ALL.slice(1).map(([left, right]) => chain(left, K, right)));
  expect(withCommonMiddle(three)).toEqual(three);
  const unlike = [...weighted(1, chain(use(A), K, use(B))), ...weighted(2, chain(use(M), K, use(B)))];
  expect(withCommonMiddle(unlike)).toEqual(unlike);
});

test('a vector behind the inverse', () => {
  const parts = weighted(1, chain(K, use(A), use(m)), chain(K, use(B), use(m)));
  const joined = withCommonMiddle(parts);
  expect(joined).toHaveLength(1);
  expect(agree(sumOf(joined), sumOf(parts))).toBe(true);
});
