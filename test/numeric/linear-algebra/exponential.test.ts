import { describe, expect, test } from 'vitest';
import { distance, largest, multiply, multiplyTransposed, scaled } from '../../../src/numeric/linear-algebra/dense.ts';
import { exponential } from '../../../src/numeric/linear-algebra/exponential.ts';
import { linearAlgebra } from '../../../src/numeric/linear-algebra/library.ts';
import { draw, faultOf } from '../random-matrices.ts';

describe('the exponential of a matrix', () => {
  test('a rotation, a nilpotent matrix and a diagonal one have theirs', () => {
    const angle = 0.7;
    expect(distance(exponential(Float64Array.of(0, angle, -angle, 0), 2),
      Float64Array.of(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)))).toBeLessThan(4e-16);
    expect([...exponential(Float64Array.of(0, 3, 0, 0), 2)]).toEqual([1, 3, 0, 1]);
    const diagonal = exponential(Float64Array.of(-40, 0, 0, 3), 2);
    expect(Math.abs(diagonal[0]! / Math.exp(-40) - 1)).toBeLessThan(1e-13);
    expect(Math.abs(diagonal[3]! / Math.exp(3) - 1)).toBeLessThan(1e-13);
    expect([...exponential(new Float64Array(9), 3)]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  test.each([1, 2, 4, 8, 12])('for n = %i it agrees with the library, and e^A e^−A = I', async (n) => {
    const library = await linearAlgebra();
    for (const scale of [0.1, 1, 5]) {
      const a = scaled(scale, draw(n).matrix(n, n));
      const own = exponential(a, n);
      // Rounding grows with ‖A‖ in both; the library's is the larger.
      expect(distance(own, library.exponential(a, n))).toBeLessThan(1e-13 * n * largest(own));
      const inverse = exponential(scaled(-1, a), n);
      const product = multiply(own, inverse, n, n, n);
      for (let at = 0; at < n * n; at += 1) {
        expect(Math.abs(product[at]! - (at % (n + 1) === 0 ? 1 : 0))).toBeLessThan(1e-14 * n * n * largest(own) * largest(inverse));
      }
    }
  });

  test('bad input is named', async () => {
    expect(await faultOf(() => exponential(Float64Array.of(Number.NaN), 1))).toBe('not-finite');
    expect(await faultOf(() => exponential(Float64Array.of(1000), 1))).toBe('exploded');
    expect(await faultOf(() => exponential(Float64Array.of(1e300), 1))).toBe('exploded');
  });
});

describe('the library', () => {
  test('eigenvectors of a symmetric matrix are orthonormal and belong to its eigenvalues', async () => {
    const { symmetricEigen } = await linearAlgebra();
    const a = draw(3).covariance(4);
    const { values, vectors } = symmetricEigen(a, 4);
    expect([...values]).toEqual([...values].toSorted((x, y) => x - y));
    const weighted = vectors.map((entry, at) => entry * values[at % 4]!);
    expect(distance(multiplyTransposed(weighted, vectors, 4, 4, 4), a)).toBeLessThan(1e-12);
    expect(distance(multiply(a, vectors, 4, 4, 4), weighted)).toBeLessThan(1e-12);
  });

  test('the error function is its own, and bad input is named', async () => {
    const { erf, exponential: exp, symmetricEigen } = await linearAlgebra();
    expect(Math.abs(erf(0.5) - 0.5204998778130465)).toBeLessThan(3e-16);
    expect(await faultOf(() => exp(Float64Array.of(Number.NaN), 1))).toMatch(/not-finite|no-convergence/);
    expect(await faultOf(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2))).toBe('not-finite');
    expect(await faultOf(() => symmetricEigen(Float64Array.of(0, 1, -1, 0), 2))).toBe('not-applicable');
  });
});
