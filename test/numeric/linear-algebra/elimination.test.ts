import { describe, expect, test } from 'vitest';
import { checkedHorizon, checkedMatrix, checkedSymmetric } from '../../../src/numeric/linear-algebra/checked.ts';
import { cholesky, inverseOfFactor, logDeterminant, semidefiniteFactor, solveLower, solveUpper } from '../../../src/numeric/linear-algebra/cholesky.ts';
import { congruence, distance, identityMatrix, largest, matrixVector, multiply, multiplyTransposed, transposedVector, transposeOf } from '../../../src/numeric/linear-algebra/dense.ts';
import { eliminate, solve, solveMatrix } from '../../../src/numeric/linear-algebra/lu.ts';
import { draw, faultOf } from '../random-matrices.ts';

const SIZES = [1, 2, 3, 5, 8] as const;

describe('products', () => {
  test('a product, one with the second transposed, and a congruence agree with the sum over the middle index', () => {
    const [a, b] = [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(1, 0, 2, -1, 3, 1)];
    expect([...multiply(a, b, 2, 3, 2)]).toEqual([14, 1, 32, 1]);
    expect([...multiplyTransposed(a, b, 2, 3, 2)]).toEqual([7, 8, 16, 17]);
    expect([...transposeOf(a, 2, 3)]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...matrixVector(a, Float64Array.of(1, -1, 1), 2, 3)]).toEqual([2, 5]);
    expect([...transposedVector(a, Float64Array.of(1, -1), 2, 3)]).toEqual([-3, -3, -3]);
    expect([...congruence(a, identityMatrix(3), 2, 3)]).toEqual([14, 32, 32, 77]);
  });
});

describe('elimination', () => {
  test.each(SIZES)('of a random matrix of n = %i leaves a residual of some roundings', (n) => {
    const random = draw(n);
    const [a, b] = [random.matrix(n, n), random.matrix(n, 1)];
    const x = solve(eliminate(a, n), b);
    expect(distance(matrixVector(a, x, n, n), b)).toBeLessThan(n * n * 2 ** -50 * Math.max(1, largest(x)));
    const inverse = solveMatrix(eliminate(a, n), identityMatrix(n), n);
    expect(distance(multiply(a, inverse, n, n, n), identityMatrix(n))).toBeLessThan(n * n * 2 ** -50 * largest(inverse));
  });

  test('the determinant has its sign, with and without an exchange of rows', () => {
    expect(eliminate(Float64Array.of(0, 2, 3, 0), 2).determinant).toBe(-6);
    expect(eliminate(Float64Array.of(2, 0, 0, 3), 2).determinant).toBe(6);
  });

  test('a singular matrix is called so; one whose columns differ in size is not', async () => {
    expect(await faultOf(() => eliminate(Float64Array.of(1, 2, 2, 4), 2))).toBe('singular-matrix');
    expect(await faultOf(() => eliminate(Float64Array.of(0, 0, 0, 1), 2))).toBe('singular-matrix');
    expect(await faultOf(() => eliminate(Float64Array.of(Number.NaN, 0, 0, 1), 2))).toBe('singular-matrix');
    expect(eliminate(Float64Array.of(1, 0, 0, 1e-30), 2).determinant).toBe(1e-30);
  });
});

describe('Cholesky factors', () => {
  test.each(SIZES)('of a random covariance of n = %i multiply to it, solve, invert, and have its determinant', (n) => {
    const a = draw(10 + n).covariance(n);
    const l = cholesky(a, n);
    const rounding = n * n * 2 ** -50;
    expect(distance(multiplyTransposed(l, l, n, n, n), a)).toBeLessThan(rounding);
    const b = draw(20 + n).matrix(n, 1);
    const x = solveUpper(l, solveLower(l, b, n), n);
    expect(distance(matrixVector(a, x, n, n), b)).toBeLessThan(rounding * largest(x));
    expect(distance(matrixVector(inverseOfFactor(l, n), b, n, n), x)).toBeLessThan(20 * rounding * Math.max(1, largest(x)));
    expect(Math.abs(logDeterminant(l, n) - Math.log(eliminate(a, n).determinant))).toBeLessThan(20 * rounding);
  });

  test('what is not positive definite is named, however small its scale', async () => {
    expect(await faultOf(() => cholesky(Float64Array.of(1, 1, 1, 1), 2))).toBe('singular-matrix');
    expect(await faultOf(() => cholesky(Float64Array.of(1, 2, 2, 1), 2))).toBe('singular-matrix');
    expect(await faultOf(() => cholesky(Float64Array.of(0), 1))).toBe('singular-matrix');
    expect(cholesky(Float64Array.of(1e-40, 0, 0, 1e40), 2)[0]).toBe(1e-20);
  });

  test('a semidefinite matrix has a factor with empty columns, and an indefinite one has none', async () => {
    const root = Float64Array.of(1, 0, 2, 0, -1, 0);
    const a = multiplyTransposed(root, root, 3, 2, 3);
    const l = semidefiniteFactor(a, 3);
    expect(distance(multiplyTransposed(l, l, 3, 3, 3), a)).toBeLessThan(1e-15);
    expect([...semidefiniteFactor(new Float64Array(4), 2)]).toEqual([0, 0, 0, 0]);
    expect(await faultOf(() => semidefiniteFactor(Float64Array.of(1, 2, 2, 1), 2))).toBe('not-applicable');
    expect(await faultOf(() => semidefiniteFactor(Float64Array.of(0, 1, 1, 0), 2))).toBe('not-applicable');
    for (const entry of [NaN, Infinity]) {
      expect(await faultOf(() => semidefiniteFactor(Float64Array.of(entry), 1))).toBe('not-finite');
      expect(await faultOf(() => semidefiniteFactor(Float64Array.of(1, 0, 0, entry), 2))).toBe('not-finite');
    }
  });
});

describe('what comes from outside', () => {
  test('is refused by name', async () => {
    expect(await faultOf(() => checkedMatrix('A', [1, 2, 3], 2, 2))).toBe('not-applicable');
    expect(await faultOf(() => checkedMatrix('A', [1, Number.NaN], 1, 2))).toBe('not-finite');
    expect(await faultOf(() => checkedSymmetric('C', [1, 2, 3, 1], 2))).toBe('not-applicable');
    expect(await faultOf(() => checkedHorizon(0, 0))).toBe('no-horizon');
    expect(await faultOf(() => checkedHorizon(1, 0))).toBe('no-horizon');
    expect(await faultOf(() => checkedHorizon(0, Infinity))).toBe('not-finite');
    expect([...checkedSymmetric('C', [1, 2, 2 + 1e-15, 1], 2)][1]).toBe(checkedSymmetric('C', [1, 2, 2 + 1e-15, 1], 2)[2]);
  });
});
