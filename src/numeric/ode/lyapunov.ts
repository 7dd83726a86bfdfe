/**
 * The stationary covariance of dX = A X dt + G dW: the symmetric C with A C + C Aᵀ + D = 0, D = G Gᵀ.
 *
 * Solved as a linear system for one triangle of C, by elimination, with one step of iterative refinement. A is stable, and
 * the law stationary, exactly when the solution for D = I is positive definite (Lyapunov's theorem; Horn & Johnson, Topics
 * in Matrix Analysis (1991), section 2.2). Throws NumericError: `not-applicable` where A is not stable, `singular-matrix`
 * where two of its eigenvalues add up to 0, `not-finite`.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { checkedMatrix, checkedSymmetric } from '../linear-algebra/checked.ts';
import { cholesky } from '../linear-algebra/cholesky.ts';
import type { Matrix } from '../linear-algebra/dense.ts';
import { identityMatrix, largest } from '../linear-algebra/dense.ts';
import type { Elimination } from '../linear-algebra/lu.ts';
import { eliminate, solve } from '../linear-algebra/lu.ts';
import { NumericError } from '../numeric-error.ts';

export interface StationaryCovariance {
  readonly covariance: Matrix;
  readonly error: ErrorEstimate;
}

/** Where the entry (i, j) of a symmetric matrix is kept, i ≤ j or not. */
const place = (n: number, i: number, j: number): number => {
  const [low, high] = i <= j ? [i, j] : [j, i];
  return low * n - low * (low - 1) / 2 + high - low;
};

/** The matrix of C ↦ A C + C Aᵀ on triangles. */
const operatorOf = (a: Matrix, n: number): Elimination => {
  const size = n * (n + 1) / 2;
  const matrix = new Float64Array(size * size);
  const put = (row: number, column: number, value: number): void => {
    matrix[row * size + column] = matrix[row * size + column]! + value;
  };
  for (let i = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1) {
      for (let k = 0; k < n; k += 1) {
        put(place(n, i, j), place(n, k, j), a[i * n + k]!);
        put(place(n, i, j), place(n, i, k), a[j * n + k]!);
      }
    }
  }
  return eliminate(matrix, size, 'the Lyapunov operator');
};

/** The triangle of −(A C + C Aᵀ + D). */
const defect = (a: Matrix, c: Matrix, d: Matrix, n: number): Float64Array => {
  const out = new Float64Array(n * (n + 1) / 2);
  for (let i = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1) {
      let sum = d[i * n + j]!;
      for (let k = 0; k < n; k += 1) sum += a[i * n + k]! * c[k * n + j]! + c[i * n + k]! * a[j * n + k]!;
      out[place(n, i, j)] = -sum;
    }
  }
  return out;
};

const addTriangle = (c: Matrix, triangle: Float64Array, n: number): Matrix =>
  c.map((entry, at) => entry + triangle[place(n, Math.floor(at / n), at % n)]!);

const solved = (operator: Elimination, a: Matrix, d: Matrix, n: number): readonly [Matrix, correction: number] => {
  const first = addTriangle(new Float64Array(n * n), solve(operator, defect(a, new Float64Array(n * n), d, n)), n);
  const correction = solve(operator, defect(a, first, d, n));
  return [addTriangle(first, correction, n), largest(correction)];
};

const insistStable = (operator: Elimination, a: Matrix, n: number): void => {
  try {
    cholesky(solved(operator, a, identityMatrix(n), n)[0], n);
  } catch (error) {
    if (!(error instanceof NumericError)) throw error;
    throw new NumericError('not-applicable', 'the process has no stationary law: its drift is not stable',
      'take a drift whose eigenvalues all have negative real parts');
  }
};

export const stationaryCovariance = (drift: ArrayLike<number>, noise: ArrayLike<number>, dimension: number): StationaryCovariance => {
  const n = dimension;
  const a = checkedMatrix('the drift A', drift, n, n);
  const d = checkedSymmetric('the noise D', noise, n);
  const operator = operatorOf(a, n);
  insistStable(operator, a, n);
  const [covariance, correction] = solved(operator, a, d, n);
  const bound = correction + 4 * n * Number.EPSILON * largest(covariance);
  return { covariance, error: { bound, by: 'iterative refinement', order: null, asymptotic: correction <= 1e-8 * largest(covariance) } };
};
