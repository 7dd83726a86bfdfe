/**
 * How far paths are from the true ones, path by path, from the same Brownian paths on coupled grids.
 *
 * With e_h = (E|X^h − X^{h/2}|²)^{1/2} and a method of strong order p, the error of the finer of the two is at most
 * e_h/(2^p − 1) to leading order, by the triangle inequality over all finer grids. p is observed from three grids,
 * p̂ = log2(e_{2h}/e_h), with the standard error that the spread of the squares gives it;
 * the bound is trusted where it is within 0.3 of p, so that too few paths are not taken for agreement.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { NumericError } from '../numeric-error.ts';

export interface StrongError extends ErrorEstimate {
  readonly order: number;
  /** The standard error of the observed order; by chance it is off by twice that in one case of twenty. */
  readonly orderDeviation: number;
  /** e_h of each pair of neighbouring grids, the finest first. */
  readonly gaps: readonly number[];
}

/** |a − b|² of every path. */
const squaresOf = (a: Float64Array, b: Float64Array, dimension: number): Float64Array =>
  Float64Array.from({ length: a.length / dimension }, (_, path) => {
    let square = 0;
    for (let i = path * dimension; i < (path + 1) * dimension; i++) square += ((a[i] as number) - (b[i] as number)) ** 2;
    return square;
  });

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The standard error of log(mean a/mean b) for values from the same paths, by linearisation. */
const deviationOfLog = (a: Float64Array, b: Float64Array): number => {
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  return Math.sqrt(meanOf(a.map((value, path) => (value / meanA - (b[path] as number) / meanB) ** 2)) / a.length);
};

/** From end points on three grids or more, the finest first; `expected` is the strong order that the method promises. */
export const strongError = (levels: readonly Float64Array[], dimension: number, expected: number): StrongError => {
  if (levels.length < 3) throw new NumericError('not-applicable', `${levels.length} grids show no order`, 'take three at the least');
  const squares = levels.slice(1).map((coarse, k) => squaresOf(levels[k] as Float64Array, coarse, dimension));
  const gaps = squares.map((of) => Math.sqrt(meanOf(of)));
  const [fine, coarse] = [squares[0], squares[squares.length - 1]] as [Float64Array, Float64Array];
  const finest = gaps[0] as number;
  if (!(finest < Infinity)) throw new NumericError('not-finite', 'end points that are not numbers', 'look for overflow in the paths');
  if (finest === 0) {
    return { bound: 0, by: 'coupled grids that agree', order: expected, orderDeviation: 0, asymptotic: true, gaps };
  }
  const octaves = gaps.length - 1;
  const order = Math.log2((gaps[octaves] as number) / finest) / octaves;
  const orderDeviation = deviationOfLog(fine, coarse) / (2 * octaves * Math.LN2);
  return {
    bound: finest / (2 ** expected - 1), by: `coupled grids, ${levels.length} levels`, order, orderDeviation,
    asymptotic: Math.abs(order - expected) < 0.3, gaps,
  };
};
