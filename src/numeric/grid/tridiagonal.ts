/**
 * Tridiagonal systems, eliminated from both ends at once (the "twisted" factorisation: two chains of divisions that do not
 * wait for each other, and waiting is what the time of such a solve consists of), without pivoting: for matrices that are
 * diagonally dominant by rows or by columns, as those of implicit steps are.
 *
 * A has `lower[i]` = A(i+1, i), `diagonal[i]`, `upper[i]` = A(i, i+1), as in LAPACK's dgtsv. So the transpose of A is A with
 * `lower` and `upper` exchanged. Source: G. Meurant, SIAM J. Matrix Anal. Appl. 13 (1992), for the two-sided form.
 */
import { NumericError } from '../numeric-error.ts';

/** A matrix without a pivot, or numbers that are not finite, by name. */
export const refuseSystem = (...lists: readonly Float64Array[]): never => {
  if (!lists.every((list) => list.every(Number.isFinite))) {
    throw new NumericError('not-finite', 'a linear system with a coefficient that is not finite',
      'use coefficients and data that are finite on the whole grid');
  }
  throw new NumericError('singular-matrix', 'a tridiagonal matrix without a pivot',
    'use a matrix that is diagonally dominant: shorter steps, or a positive discount');
};

/**
 * Solves A y = right, and writes out = scale y + keep right: the solution itself for scale 1 and keep 0, a step of
 * Crank–Nicolson for 2 and −1, since (I − M)⁻¹ (I + M) r = 2 y − r where (I − M) y = r: one solve, and no product.
 * `work` is as long as the diagonal. `out` may be `right` where keep is 0. A zero pivot or a NaN is refused by name.
 */
export const solveTridiagonal = (
  lower: Float64Array, diagonal: Float64Array, upper: Float64Array, right: Float64Array, out: Float64Array, work: Float64Array,
  scale: number = 1, keep: number = 0,
): void => {
  const size = diagonal.length;
  const middle = size >> 1;
  let pivotUp = diagonal[0]!;
  let pivotDown = diagonal[size - 1]!;
  let up = right[0]!;
  let down = right[size - 1]!;
  let i = 0;
  let j = size - 1;
  // Rows above the middle, downwards, beside the rows below it, upwards; of these there may be one fewer.
  for (; j > middle; i += 1, j -= 1) {
    const inverseUp = 1 / pivotUp;
    const inverseDown = 1 / pivotDown;
    const lowerUp = lower[i]!;
    const upperUp = upper[i]!;
    const lowerDown = lower[j - 1]!;
    const upperDown = upper[j - 1]!;
    pivotUp = diagonal[i + 1]! - lowerUp * upperUp * inverseUp;
    pivotDown = diagonal[j - 1]! - lowerDown * upperDown * inverseDown;
    work[i] = -upperUp * inverseUp;
    work[j] = -lowerDown * inverseDown;
    up *= inverseUp;
    down *= inverseDown;
    out[i] = up;
    out[j] = down;
    up = right[i + 1]! - lowerUp * up;
    down = right[j - 1]! - upperDown * down;
  }
  if (i < middle) {
    const inverse = 1 / pivotUp;
    pivotUp = diagonal[i + 1]! - lower[i]! * upper[i]! * inverse;
    work[i] = -upper[i]! * inverse;
    up *= inverse;
    out[i] = up;
    up = right[i + 1]! - lower[i]! * up;
  }
  // Both chains have arrived at the middle row, and each has brought the row's own entry.
  const solved = (up + (down - right[middle]!)) / (pivotUp + (pivotDown - diagonal[middle]!));
  if (!(Math.abs(solved) < Number.POSITIVE_INFINITY)) refuseSystem(lower, diagonal, upper, ...(out === right ? [] : [right]));
  backwards(right, out, work, solved, scale, keep);
};

/** From the middle row outwards: y_i = out_i + work_i y_{i+1} above it, y_j = out_j + work_j y_{j−1} below. */
const backwards = (
  right: Float64Array, out: Float64Array, work: Float64Array, solved: number, scale: number, keep: number,
): void => {
  const size = right.length;
  const middle = size >> 1;
  let up = solved;
  let down = solved;
  out[middle] = scale * solved + keep * right[middle]!;
  let i = middle - 1;
  let j = middle + 1;
  for (; j < size; i -= 1, j += 1) {
    up = out[i]! + work[i]! * up;
    down = out[j]! + work[j]! * down;
    out[i] = scale * up + keep * right[i]!;
    out[j] = scale * down + keep * right[j]!;
  }
  if (i >= 0) out[i] = scale * (out[i]! + work[i]! * up) + keep * right[i]!;
};
