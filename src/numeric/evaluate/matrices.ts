/**
 * Determinant and inverse of a small square matrix of series, by minors.
 *
 * det M is expanded by rows over sets of columns, n 2^(n−1) products for n rows and no division; M^−1 is the matrix of cofactors,
 * transposed, divided by det M. Nothing has to be compared with zero, so that the same formulas serve numbers, balls and nodes
 * of a graph, which have no sizes to choose a pivot by.
 *
 * Conventions: entries row by row. Errors: NumericError 'singular-matrix' where the determinant is exactly zero, 'not-applicable' for
 * more than eight rows.
 */
import { NumericError } from '../numeric-error.ts';
import type { SeriesAlgebra } from '../taylor/series.ts';
import type { Series } from './world.ts';

const MOST_ROWS = 8;

type Matrix<Value> = readonly Series<Value>[];

/** Of the rows and columns listed, both of one number. */
const minor = <Value>(
  algebra: SeriesAlgebra<Value>, matrix: Matrix<Value>, n: number, rows: readonly number[], columns: readonly number[],
): Series<Value> => {
  const length = (matrix[0] as Series<Value>).length;
  const one = algebra.zeros(length);
  one[0] = algebra.arithmetic.one;
  // partial.get(S): the minor of the first |S| rows and the columns in the set S.
  let partial = new Map<number, Series<Value>>([[0, one]]);
  rows.forEach((row) => {
    const next = new Map<number, Series<Value>>();
    for (const [set, value] of partial) {
      columns.forEach((column, k) => {
        if ((set >> k) & 1) return;
        const product = algebra.multiply(matrix[row * n + column] as Series<Value>, value);
        const term = hasOddNumber(set >> (k + 1)) ? algebra.negate(product) : product;
        const old = next.get(set | (1 << k));
        next.set(set | (1 << k), old === undefined ? term : algebra.add(old, term));
      });
    }
    partial = next;
  });
  return partial.get((1 << columns.length) - 1) as Series<Value>;
};

/** Whether an odd number of elements stands in the set: of transpositions, that is the sign. */
const hasOddNumber = (set: number): boolean => {
  let odd = false;
  for (let rest = set; rest > 0; rest >>= 1) if (rest & 1) odd = !odd;
  return odd;
};

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

const needSmall = (n: number): void => {
  if (n > MOST_ROWS) throw new NumericError('not-applicable', `a matrix of ${n} rows`, `take at most ${MOST_ROWS} dimensions`);
};

export const determinant = <Value>(algebra: SeriesAlgebra<Value>, matrix: Matrix<Value>, n: number): Series<Value> => {
  needSmall(n);
  return minor(algebra, matrix, n, upTo(n), upTo(n));
};

/** (M^−1)_ij = (−1)^(i+j) det(M without row j and column i) / det M. */
export const inverse = <Value>(algebra: SeriesAlgebra<Value>, matrix: Matrix<Value>, n: number): Matrix<Value> => {
  const whole = determinant(algebra, matrix, n);
  if (algebra.arithmetic.isZero(whole[0] as Value)) {
    throw new NumericError('singular-matrix', 'a matrix with determinant 0 has no inverse', 'take other numbers, or another point');
  }
  const entries: Series<Value>[] = [];
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      const cofactor = minor(algebra, matrix, n, upTo(n).filter((k) => k !== j), upTo(n).filter((k) => k !== i));
      entries.push(algebra.divide((i + j) % 2 === 0 ? cofactor : algebra.negate(cofactor), whole));
    }
  }
  return entries;
};
