/**
 * Eigenvalues by rotations: what defines them, small ones too.
 */
import { describe, expect, test } from 'vitest';
import { distance, identityMatrix, multiply, multiplyTransposed, transposeOf } from '../../../src/numeric/linear-algebra/dense.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { principalDirections, rootOf, symmetricEigen } from '../../../src/networks/planner/symmetric-eigen.ts';

/** B Bᵀ for B of n × r with normal entries: rank r. */
const ofRank = (n: number, r: number): Float64Array => {
  const b = new Float64Array(n * r);
  streamOf(3, n, r).fillNormals(0, b);
  return multiplyTransposed(b, b, n, r, n);
};

describe('a covariance of 20 components and rank 7', () => {
  const n = 20, matrix = ofRank(n, 7), { values, vectors } = symmetricEigen(matrix, n);

  test('vectors are orthonormal, and give the matrix back', () => {
    expect(distance(multiply(transposeOf(vectors, n, n), vectors, n, n, n), identityMatrix(n))).toBeLessThan(1e-13);
    const scaled = vectors.map((entry, at) => entry * values[at % n]!);
    expect(distance(multiplyTransposed(scaled, vectors, n, n, n), matrix)).toBeLessThan(1e-12 * values[0]!);
  });

  test('values fall, and only seven of them are not rounding', () => {
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
    expect(principalDirections(matrix, n).rank).toBe(7);
    expect(Math.abs(values[7]!)).toBeLessThan(1e-13 * values[0]!);
  });

  test('the root is a root', () => {
    const principal = principalDirections(matrix, n), root = rootOf(principal);
    expect(distance(multiplyTransposed(root, root, n, principal.rank, n), matrix)).toBeLessThan(1e-12 * values[0]!);
  });
});

test('a matrix that is not symmetric is refused', () => {
  expect(() => symmetricEigen([1, 2, 3, 4], 2)).toThrow(/not symmetric/);
});
