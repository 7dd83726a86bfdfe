import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import { dot, identity, inverse, minus, num, outer, parameter, plus, pow, times, transpose, use } from '../../src/kernel/expression.ts';
import { isPositiveDefinite } from '../../src/kernel/definite.ts';
import { A, G, R, S, a, c, inEveryDimension, normal, v } from './setting.ts';

const definite = (e: Expression): boolean => {
  const ring = inEveryDimension();
  return isPositiveDefinite(ring, normal(ring, e), 'i', 'j');
};
const square = (e: Expression): Expression => dot(transpose(e), e);
const Q = parameter('Q', { shape: ['n', 'n'], symmetry: 'positive' });

describe('a matrix is seen to be positive definite', () => {
  it.each<readonly [string, Expression]>([
    ['the unit matrix', identity()], ['a declared one', use(R)], ['its inverse', inverse(use(R))], ['a positive multiple', times(use(c), use(R))],
    ['R + Mᵀ M', plus(use(R), square(use(A)))], ['R + Mᵀ Q M', plus(use(R), dot(transpose(use(A)), dot(use(Q), use(A))))],
    ['c I + G Gᵀ', plus(times(use(c), identity()), dot(use(G), transpose(use(G))))],
  ])('%s', (_, e) => expect(definite(e)).toBe(true));
});

describe('a matrix is not called positive definite', () => {
  it.each<readonly [string, Expression]>([
    ['an arbitrary one', use(A)], ['a symmetric one', use(S)], ['a semidefinite one', square(use(A))], ['v vᵀ', outer(use(v), use(v))],
    ['a multiple of unknown sign', times(use(a), use(R))], ['a negative one', minus(use(R))], ['R − Mᵀ M', plus(use(R), minus(square(use(A))))],
    ['R + M M', plus(use(R), dot(use(A), use(A)))], ['R + Mᵀ S M', plus(use(R), dot(transpose(use(A)), dot(use(S), use(A))))],
    ['R Q, a product of two', dot(use(R), use(Q))], ['zero', times(num(0), use(R))], ['the inverse of a symmetric one', inverse(use(S))],
    ['R + S', plus(use(R), use(S))],
    // These are, but it is not seen: that is allowed.
    ['I + v vᵀ', plus(identity(), outer(use(v), use(v)))], ['(1 + a²) I', times(plus(num(1), pow(use(a), num(2))), identity())],
  ])('%s', (_, e) => expect(definite(e)).toBe(false));
});
