/**
 * Tensors of series and their products: components with the last slot running fastest.
 *
 * A constant tensor has series of one coefficient alone, whatever the order of those it meets: most factors of a formula are
 * constants, and multiplying by a number is cheaper than by a series.
 */
import type { SeriesAlgebra } from '../taylor/series.ts';
import type { Series } from './world.ts';

export interface Tensor<Value> {
  readonly sizes: readonly number[];
  readonly isConstant: boolean;
  readonly entries: readonly Series<Value>[];
}

export const entriesIn = (sizes: readonly number[]): number => sizes.reduce((product, size) => product * size, 1);

/** The same entries as series of full length. */
export const lengthened = <Value>(algebra: SeriesAlgebra<Value>, a: Tensor<Value>, order: number): readonly Series<Value>[] =>
  a.isConstant ? a.entries.map((s) => algebra.constant(s[0] as Value, order)) : a.entries;

const product = <Value>(
  algebra: SeriesAlgebra<Value>, a: Series<Value>, aIsConstant: boolean, b: Series<Value>, bIsConstant: boolean,
): Series<Value> => {
  if (aIsConstant) return bIsConstant ? [algebra.arithmetic.multiply(a[0] as Value, b[0] as Value)] : algebra.scale(b, a[0] as Value);
  return bIsConstant ? algebra.scale(a, b[0] as Value) : algebra.multiply(a, b);
};

const isZeroConstant = <Value>(algebra: SeriesAlgebra<Value>, a: Series<Value>, isConstant: boolean): boolean =>
  isConstant && algebra.arithmetic.isZero(a[0] as Value);

/** Σ_k a[from + k] b[start + k·stride] for `count` components; constants that are zero are passed over, but for the last. */
const sumOf = <Value>(
  algebra: SeriesAlgebra<Value>, a: Tensor<Value>, from: number, b: Tensor<Value>, start: number, stride: number, count: number,
): Series<Value> => {
  let sum: Series<Value> | null = null;
  for (let k = 0; k < count; k += 1) {
    const x = a.entries[from + k] as Series<Value>;
    const y = b.entries[start + k * stride] as Series<Value>;
    const isNeeded = k === count - 1 && sum === null;
    if (!isNeeded && (isZeroConstant(algebra, x, a.isConstant) || isZeroConstant(algebra, y, b.isConstant))) continue;
    const term = product(algebra, x, a.isConstant, y, b.isConstant);
    sum = sum === null ? term : algebra.add(sum, term);
  }
  return sum as Series<Value>;
};

/** Contracts the last slot of a with the first of b. */
export const dotProduct = <Value>(algebra: SeriesAlgebra<Value>, a: Tensor<Value>, b: Tensor<Value>): Series<Value>[] => {
  const inner = a.sizes.at(-1) as number;
  const [rows, columns] = [a.entries.length / inner, b.entries.length / inner];
  const entries: Series<Value>[] = [];
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) entries.push(sumOf(algebra, a, i * inner, b, j, columns, inner));
  }
  return entries;
};

/** a_ij b_ij. */
export const doubleDotProduct = <Value>(algebra: SeriesAlgebra<Value>, a: Tensor<Value>, b: Tensor<Value>): Series<Value>[] =>
  [sumOf(algebra, a, 0, b, 0, 1, a.entries.length)];

/** a_i b_j; also a scalar times a tensor. */
export const outerProduct = <Value>(algebra: SeriesAlgebra<Value>, a: Tensor<Value>, b: Tensor<Value>): Series<Value>[] => {
  const entries: Series<Value>[] = [];
  for (const x of a.entries) for (const y of b.entries) entries.push(product(algebra, x, a.isConstant, y, b.isConstant));
  return entries;
};

/** In which order factors are multiplied: constants first, so that a series is scaled once; what is no scalar last. */
const rank = <Value>(factor: Tensor<Value>): number => (factor.sizes.length > 0 ? 2 : factor.isConstant ? 0 : 1);

/** Scalars and at most one tensor, in any order. */
export const productOf = <Value>(algebra: SeriesAlgebra<Value>, factors: readonly Tensor<Value>[]): readonly Series<Value>[] => {
  let total: Tensor<Value> | null = null;
  for (let wanted = 0; wanted < 3; wanted += 1) {
    for (const factor of factors) {
      if (rank(factor) !== wanted) continue;
      total = total === null ? factor : {
        sizes: factor.sizes, isConstant: total.isConstant && factor.isConstant, entries: outerProduct(algebra, total, factor),
      };
    }
  }
  return (total as Tensor<Value>).entries;
};

/** Component by component; a constant is added to the constant term. */
export const sum = <Value>(algebra: SeriesAlgebra<Value>, terms: readonly Tensor<Value>[]): Series<Value>[] => {
  const first = Math.max(0, terms.findIndex((t) => !t.isConstant));
  const entries: Series<Value>[] = [];
  for (let i = 0; i < (terms[first] as Tensor<Value>).entries.length; i += 1) entries.push(sumAt(algebra, terms, first, i));
  return entries;
};

/** Component i of a sum; the term `first` is a series if any is. */
const sumAt = <Value>(algebra: SeriesAlgebra<Value>, terms: readonly Tensor<Value>[], first: number, i: number): Series<Value> => {
  let total = (terms[first] as Tensor<Value>).entries[i] as Series<Value>;
  for (let k = 0; k < terms.length; k += 1) {
    if (k === first) continue;
    const { isConstant, entries } = terms[k] as Tensor<Value>;
    const term = entries[i] as Series<Value>;
    total = isConstant ? algebra.addConstant(total, term[0] as Value) : algebra.add(total, term);
  }
  return total;
};

/** ∂_j of every component by each component of a vector variable that stands at `offset`; the new slot last. */
export const gradient = <Value>(
  algebra: SeriesAlgebra<Value>, entries: readonly Series<Value>[], offset: number, size: number,
): Series<Value>[] => {
  const result: Series<Value>[] = [];
  for (const entry of entries) for (let k = 0; k < size; k += 1) result.push(algebra.differentiate(entry, offset + k));
  return result;
};

/** ∂_j M_…j. */
export const divergence = <Value>(
  algebra: SeriesAlgebra<Value>, entries: readonly Series<Value>[], offset: number, size: number,
): Series<Value>[] => {
  const result: Series<Value>[] = [];
  for (let start = 0; start < entries.length; start += size) {
    let total = algebra.differentiate(entries[start] as Series<Value>, offset);
    for (let k = 1; k < size; k += 1) total = algebra.add(total, algebra.differentiate(entries[start + k] as Series<Value>, offset + k));
    result.push(total);
  }
  return result;
};

/** ∂_j ∂_j of every component. */
export const laplacian = <Value>(
  algebra: SeriesAlgebra<Value>, entries: readonly Series<Value>[], offset: number, size: number,
): Series<Value>[] =>
  entries.map((entry) => {
    let total: Series<Value> | null = null;
    for (let k = 0; k < size; k += 1) {
      const term = algebra.differentiate(algebra.differentiate(entry, offset + k), offset + k);
      total = total === null ? term : algebra.add(total, term);
    }
    return total as Series<Value>;
  });

/** 0, …, n − 1. */
const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k);

/** ∂_i ∂_j; symmetric, so that the lower half is copied. */
export const hessian = <Value>(
  algebra: SeriesAlgebra<Value>, entry: Series<Value>, offset: number, size: number,
): Series<Value>[] => {
  const rows = upTo(size).map((i) => {
    const slope = algebra.differentiate(entry, offset + i);
    return upTo(i + 1).map((j) => algebra.differentiate(slope, offset + j));
  });
  return upTo(size).flatMap((i) => upTo(size).map((j) => rows[Math.max(i, j)]?.[Math.min(i, j)] as Series<Value>));
};

export const transposed = <Value>(entries: readonly Series<Value>[], sizes: readonly number[]): readonly Series<Value>[] => {
  const [rows, columns] = sizes;
  if (rows === undefined || columns === undefined) return entries;
  return upTo(columns).flatMap((j) => upTo(rows).map((i) => entries[i * columns + j] as Series<Value>));
};

export const trace = <Value>(algebra: SeriesAlgebra<Value>, entries: readonly Series<Value>[], n: number): Series<Value>[] =>
  [upTo(n).map((k) => entries[k * n + k] as Series<Value>).reduce((total, term) => algebra.add(total, term))];
