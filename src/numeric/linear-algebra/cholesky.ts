/**
 * A = L Lᵀ of a symmetric matrix, L lower triangular.
 *
 * Golub & Van Loan, Matrix Computations (2013), section 4.2. `cholesky` is for positive definite matrices and throws
 * NumericError('singular-matrix') for any other; `semidefiniteFactor` allows directions without variance.
 */
import { NumericError } from '../numeric-error.ts';
import type { Matrix, Vector } from './dense.ts';
import { largest } from './dense.ts';

/** What remains on the place (i, j) after the columns before j have been taken off. */
const remainder = (a: Matrix, l: Matrix, n: number, i: number, j: number): number => {
  let sum = a[i * n + j]!;
  for (let k = 0; k < j; k += 1) sum -= l[i * n + k]! * l[j * n + k]!;
  return sum;
};

const roundingOf = (a: Matrix, n: number): number => n * Number.EPSILON * largest(a);

export const cholesky = (a: Matrix, n: number, name = 'the matrix'): Matrix => {
  const l = new Float64Array(n * n);
  for (let j = 0; j < n; j += 1) {
    const pivot = remainder(a, l, n, j, j);
    // Against its own diagonal entry: variances of very different size are not a singular matrix.
    if (!(pivot > n * Number.EPSILON * Math.abs(a[j * n + j]!))) {
      throw new NumericError('singular-matrix', `${name} is not positive definite: pivot ${pivot} in column ${j + 1} of ${n}`, 'take a covariance of full rank');
    }
    const root = Math.sqrt(pivot);
    l[j * n + j] = root;
    for (let i = j + 1; i < n; i += 1) l[i * n + j] = remainder(a, l, n, i, j) / root;
  }
  return l;
};

/** L with a column of zeros for each direction without variance. Throws `not-applicable` for a matrix with a negative direction, `not-finite`. */
export const semidefiniteFactor = (a: Matrix, n: number, name = 'the matrix'): Matrix => {
  if (!a.every(Number.isFinite)) throw new NumericError('not-finite', `${name} has an entry that is not finite`, 'give finite numbers');
  const l = new Float64Array(n * n);
  const rounding = 16 * roundingOf(a, n);
  for (let j = 0; j < n; j += 1) {
    const pivot = remainder(a, l, n, j, j);
    const rest = Array.from({ length: n - j - 1 }, (_, i) => remainder(a, l, n, i + j + 1, j));
    if (pivot > rounding) {
      const root = Math.sqrt(pivot);
      l[j * n + j] = root;
      rest.forEach((entry, i) => { l[(i + j + 1) * n + j] = entry / root; });
    } else if (pivot < -rounding || rest.some((entry) => !(Math.abs(entry) <= Math.sqrt(rounding * largest(a))))) {
      throw new NumericError('not-applicable', `${name} is not positive semidefinite: pivot ${pivot} in column ${j + 1} of ${n}`, 'give a covariance');
    }
  }
  return l;
};

/** y of L y = b; `out` may be b. */
export const solveLower = (l: Matrix, b: Vector, n: number, out: Vector = new Float64Array(n)): Vector => {
  for (let i = 0; i < n; i += 1) {
    let sum = b[i]!;
    for (let k = 0; k < i; k += 1) sum -= l[i * n + k]! * out[k]!;
    out[i] = sum / l[i * n + i]!;
  }
  return out;
};

/** y of Lᵀ y = b; `out` may be b. */
export const solveUpper = (l: Matrix, b: Vector, n: number, out: Vector = new Float64Array(n)): Vector => {
  for (let i = n - 1; i >= 0; i -= 1) {
    let sum = b[i]!;
    for (let k = i + 1; k < n; k += 1) sum -= l[k * n + i]! * out[k]!;
    out[i] = sum / l[i * n + i]!;
  }
  return out;
};

/** log det(L Lᵀ). */
export const logDeterminant = (l: Matrix, n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += Math.log(l[i * n + i]!);
  return 2 * sum;
};

/** (L Lᵀ)⁻¹. */
export const inverseOfFactor = (l: Matrix, n: number): Matrix => {
  const out = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j += 1) {
    column.fill(0);
    column[j] = 1;
    solveUpper(l, solveLower(l, column, n, column), n, column);
    // Mirrored from one triangle: the inverse is exactly symmetric.
    for (let i = j; i < n; i += 1) out[i * n + j] = out[j * n + i] = column[i]!;
  }
  return out;
};
