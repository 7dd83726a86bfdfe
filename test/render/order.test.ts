/** The order of terms in which the literature writes evolution equations. */
import { describe, expect, test } from 'vitest';
import { inReadingOrder } from '../../src/render/order.ts';
import { printExpression } from '../../src/render/text.ts';
import { NAMES, readWell, tree } from '../language/reading.ts';

const document = readWell(NAMES);
const ordered = (text: string): string => printExpression(inReadingOrder(tree(text, document)));

describe('time derivative, drift, diffusion, squares of gradients, the rest', () => {
  test.each([
    ['c + 1/2 tr(G G^T hess p) + f · grad p + ∂t p', '∂t p + f · grad p + 1/2 tr(G G^T hess p) + c'],
    ['1/2 lap(g^2 p) - div(p f)', '-div(p f) + 1/2 lap(g^2 p)'],
    ['-1/2 |grad p|^2 + c + f · grad p + lap p', 'f · grad p + lap p - 1/2 |grad p|^2 + c'],
    ['a + b - c', 'a + b - c'],
    ['min[u](u · grad p) + ∂t p', '∂t p + min[u](u · grad p)'],
    ['div(p grad log p) - div f', '-div f + div(p grad log p)'],
  ])('%s', (text, expected) => expect(ordered(text)).toBe(expected));
});

test('terms are permuted and nothing else', () => {
  const e = tree('c + lap p + f · grad p + ∂t p - a', document);
  const result = inReadingOrder(e);
  if (e.kind !== 'add' || result.kind !== 'add') throw new Error('not a sum');
  expect(new Set(result.terms)).toEqual(new Set(e.terms));
  expect(result.terms).toHaveLength(e.terms.length);
});

test('what is in order, or no sum, is the same object', () => {
  for (const text of ['∂t p + lap p', 'a b', 'a']) {
    const e = tree(text, document);
    expect(inReadingOrder(e)).toBe(e);
  }
});
