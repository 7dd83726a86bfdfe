/**
 * Elimination with partial pivoting: A = P L U of a square matrix, systems, determinant, inverse.
 *
 * Golub & Van Loan, Matrix Computations (2013), section 3.4. A matrix whose pivot is no larger than its own rounding
 * throws NumericError('singular-matrix'); it is measured against its own column, so that a matrix whose columns differ much
 * in size is not called singular.
 */
import { NumericError } from '../numeric-error.ts';
import type { Matrix, Vector } from './dense.ts';

export interface Elimination {
  readonly n: number;
  /** L below the diagonal (ones on it are not stored), U on and above it. */
  readonly factors: Matrix;
  /** Row i of the factors is row `rows[i]` of A. */
  readonly rows: Int32Array;
  readonly determinant: number;
}

const columnSize = (a: Matrix, n: number, column: number): number => {
  let most = 0;
  for (let i = 0; i < n; i += 1) most = Math.max(most, Math.abs(a[i * n + column]!));
  return most;
};

const pivotRow = (a: Matrix, n: number, column: number): number => {
  let best = column;
  for (let i = column + 1; i < n; i += 1) {
    if (Math.abs(a[i * n + column]!) > Math.abs(a[best * n + column]!)) best = i;
  }
  return best;
};

const swapRows = (a: Matrix, n: number, i: number, k: number): void => {
  for (let j = 0; j < n; j += 1) {
    const kept = a[i * n + j]!;
    a[i * n + j] = a[k * n + j]!;
    a[k * n + j] = kept;
  }
};

const eliminateBelow = (a: Matrix, n: number, k: number): void => {
  const pivot = a[k * n + k]!;
  for (let i = k + 1; i < n; i += 1) {
    const factor = a[i * n + k]! / pivot;
    a[i * n + k] = factor;
    for (let j = k + 1; j < n; j += 1) a[i * n + j] = a[i * n + j]! - factor * a[k * n + j]!;
  }
};

/** `name` is how the matrix is called where it is singular. */
export const eliminate = (a: Matrix, n: number, name = 'the matrix'): Elimination => {
  const factors = a.slice();
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  let determinant = 1;
  for (let k = 0; k < n; k += 1) {
    const best = pivotRow(factors, n, k);
    if (best !== k) {
      swapRows(factors, n, k, best);
      [rows[k], rows[best]] = [rows[best]!, rows[k]!];
      determinant = -determinant;
    }
    const pivot = factors[k * n + k]!;
    if (!(Math.abs(pivot) > n * Number.EPSILON * columnSize(a, n, k))) {
      throw new NumericError('singular-matrix', `${name} is singular: pivot ${pivot} in column ${k + 1} of ${n}`, 'take a matrix of full rank');
    }
    determinant *= pivot;
    eliminateBelow(factors, n, k);
  }
  return { n, factors, rows, determinant };
};

/** The x of A x = b. */
export const solve = ({ n, factors, rows }: Elimination, b: Vector, out: Vector = new Float64Array(n)): Vector => {
  for (let i = 0; i < n; i += 1) {
    let sum = b[rows[i]!] as number;
    for (let j = 0; j < i; j += 1) sum -= factors[i * n + j]! * out[j]!;
    out[i] = sum;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = out[i]!;
    for (let j = i + 1; j < n; j += 1) sum -= factors[i * n + j]! * out[j]!;
    out[i] = sum / factors[i * n + i]!;
  }
  return out;
};

/** The X of A X = B, for B of n × m. */
export const solveMatrix = (elimination: Elimination, b: Matrix, m: number): Matrix => {
  const { n } = elimination;
  const out = new Float64Array(n * m);
  const column = new Float64Array(n);
  const x = new Float64Array(n);
  for (let j = 0; j < m; j += 1) {
    for (let i = 0; i < n; i += 1) column[i] = b[i * m + j]!;
    solve(elimination, column, x);
    for (let i = 0; i < n; i += 1) out[i * m + j] = x[i]!;
  }
  return out;
};
