/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations in cyclic order.
 *
 * Golub & Van Loan, Matrix Computations (2013), section 8.5. It converges quadratically in the end, and small eigenvalues
 * of a covariance without full rank come out as small as rounding leaves them. A matrix of n rows takes about n³ operations
 * a sweep and six to ten sweeps.
 *
 * Throws NumericError: what `checkedSymmetric` throws, and `no-convergence` after forty sweeps.
 */
import { checkedSymmetric } from '../../numeric/linear-algebra/checked.ts';
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import { identityMatrix } from '../../numeric/linear-algebra/dense.ts';
import { NumericError } from '../../numeric/numeric-error.ts';

export interface SymmetricEigen {
  /** In falling order. */
  readonly values: Vector;
  /** Column k belongs to value k; orthonormal. */
  readonly vectors: Matrix;
}

const MOST_SWEEPS = 40;

const offDiagonal = (a: Matrix, n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i += 1) for (let j = 0; j < i; j += 1) sum += a[i * n + j]! ** 2;
  return sum;
};

/** Turns columns p and q of a matrix of n rows by the angle of cosine c and sine s. */
const turnColumns = (a: Matrix, n: number, p: number, q: number, c: number, s: number): void => {
  for (let k = 0; k < n; k += 1) {
    const [x, y] = [a[k * n + p]!, a[k * n + q]!];
    a[k * n + p] = c * x - s * y;
    a[k * n + q] = s * x + c * y;
  }
};

const turnRows = (a: Matrix, n: number, p: number, q: number, c: number, s: number): void => {
  for (let k = 0; k < n; k += 1) {
    const [x, y] = [a[p * n + k]!, a[q * n + k]!];
    a[p * n + k] = c * x - s * y;
    a[q * n + k] = s * x + c * y;
  }
};

/** The rotation that makes the entry (p, q) vanish. */
const rotate = (a: Matrix, vectors: Matrix, n: number, p: number, q: number): void => {
  const entry = a[p * n + q]!;
  if (entry === 0) return;
  const ratio = (a[q * n + q]! - a[p * n + p]!) / (2 * entry);
  const tangent = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
  const c = 1 / Math.hypot(tangent, 1), s = tangent * c;
  turnColumns(a, n, p, q, c, s);
  turnRows(a, n, p, q, c, s);
  a[p * n + q] = a[q * n + p] = 0;
  turnColumns(vectors, n, p, q, c, s);
};

export const symmetricEigen = (matrix: ArrayLike<number>, n: number): SymmetricEigen => {
  const a = checkedSymmetric('a matrix whose eigenvalues are asked for', matrix, n);
  const vectors = identityMatrix(n);
  const size = a.reduce((sum, entry) => sum + entry * entry, 0);
  for (let sweep = 0; offDiagonal(a, n) > 1e-30 * size; sweep += 1) {
    if (sweep === MOST_SWEEPS) throw new NumericError('no-convergence', `${n} eigenvalues after ${sweep} sweeps of rotations`, 'scale the matrix');
    for (let p = 0; p < n; p += 1) for (let q = p + 1; q < n; q += 1) rotate(a, vectors, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[j * n + j]! - a[i * n + i]!);
  return {
    values: Float64Array.from(order, (i) => a[i * n + i]!),
    vectors: Float64Array.from({ length: n * n }, (_, at) => vectors[Math.floor(at / n) * n + order[at % n]!]!),
  };
};

export interface PrincipalDirections {
  /** r: directions with variance. */
  readonly rank: number;
  /** In falling order, all positive. */
  readonly variances: Vector;
  /** V, n × r, with orthonormal columns: S = V diag(variances) Vᵀ. */
  readonly directions: Matrix;
}

/** What of a covariance is not rounding: directions whose variance is above `least` of the largest one. */
export const principalDirections = (covariance: ArrayLike<number>, n: number, least = 1e-12): PrincipalDirections => {
  const { values, vectors } = symmetricEigen(covariance, n);
  const rank = values.reduce((count, value) => count + (value > least * values[0]! ? 1 : 0), 0);
  return {
    rank, variances: values.slice(0, rank),
    directions: Float64Array.from({ length: n * rank }, (_, at) => vectors[Math.floor(at / rank) * n + at % rank]!),
  };
};

/** F = V √variances, n × r, with F Fᵀ = S. */
export const rootOf = ({ rank, variances, directions }: PrincipalDirections): Matrix =>
  directions.map((entry, at) => entry * Math.sqrt(variances[at % rank]!));
