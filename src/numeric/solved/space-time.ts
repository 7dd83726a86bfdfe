/**
 * A function that was solved for on a product of axes (coordinates of space, and time last), as Taylor series at any point:
 * the product of local polynomials of degree 7, or of lower degree on a shorter axis.
 *
 * Where a scheme is of order 2 and its error is smooth, derivatives of this function are of order 2 as well; the polynomial's own
 * error in the k-th derivative is of order h^(8−k). A positive function is kept as its logarithm, so that it stays positive
 * between the nodes and its relative error far out is that at the nodes.
 *
 * Points may lie one cell outside of the axes, as the ends of a box do when the nodes are centres of cells; further out they are
 * refused by name, and so is what was not a number at one of the nodes that are needed.
 */
import { DOUBLES } from '../arithmetic/doubles.ts';
import { localWeights } from '../grid/local-polynomial.ts';
import { NumericError } from '../numeric-error.ts';
import { monomialCount, monomials } from '../taylor/monomials.ts';
import { seriesOver } from '../taylor/series.ts';

export interface SpaceTime {
  /** Ascending nodes of each coordinate. */
  readonly axes: readonly Float64Array[];
  /** Taylor coefficients ∂^α f / α! at a point, in the order of taylor/monomials.ts. */
  readonly taylor: (point: readonly number[], order: number) => readonly number[];
}

const DEGREE = 7;

/** `values`: row-major, the last axis running fastest. `positive`: all of them are, and what lies between is to be. */
export const spaceTime = (axes: readonly Float64Array[], values: Float64Array, positive = false): SpaceTime => {
  const size = axes.reduce((product, axis) => product * axis.length, 1);
  if (values.length !== size) throw new RangeError(`${values.length} values on ${size} nodes`);
  // A node at which the value is not positive has no logarithm: it is NaN, and refused where it is needed.
  const table = positive ? values.map((value) => Math.log(value)) : values;
  const algebra = seriesOver(DOUBLES, axes.length);
  return {
    axes,
    taylor: (point, order) => {
      const series = tensorSeries(axes, table, point, order);
      if (series.every(Number.isFinite)) return positive ? algebra.call('exp', series) : series;
      throw new NumericError('vanished', `a solved function has no ${positive ? 'logarithm' : 'value'} near (${point.map((x) => x.toPrecision(4)).join(', ')})`,
        'use a finer grid, or points nearer to the middle');
    },
  };
};

/** Coefficients of one axis after the other, the last first: `sub` holds a dense block of exponents below the axis. */
const tensorSeries = (axes: readonly Float64Array[], table: Float64Array, point: readonly number[], order: number): number[] => {
  const local = axes.map((axis, k) => localWeights(axis, within(axis, point[k]), Math.min(DEGREE, axis.length - 1), order));
  const width = order + 1;
  const contract = (axis: number, at: number): Float64Array => {
    if (axis === axes.length) return Float64Array.of(table[at]!);
    const { first, weights } = local[axis]!;
    const count = weights[0]!.length;
    const below = width ** (axes.length - axis - 1);
    const result = new Float64Array(width * below);
    for (let j = 0; j < count; j += 1) {
      const sub = contract(axis + 1, at * axes[axis]!.length + first + j);
      for (let a = 0; a < width; a += 1) {
        const weight = weights[a]![j]!;
        for (let b = 0; b < below; b += 1) result[a * below + b]! += weight * sub[b]!;
      }
    }
    return result;
  };
  const dense = contract(0, 0);
  const { exponents } = monomials(axes.length, order);
  return Array.from({ length: monomialCount(axes.length, order) }, (_, m) => {
    let index = 0;
    for (let k = 0; k < axes.length; k += 1) index = index * width + exponents[m * axes.length + k]!;
    return dense[index]!;
  });
};

const within = (axis: Float64Array, x: number | undefined): number => {
  const low = axis[0]!, high = axis[axis.length - 1]!;
  const slack = axis.length < 2 ? Number.POSITIVE_INFINITY : (high - low) / (axis.length - 1);
  if (x !== undefined && x >= low - slack && x <= high + slack) return x;
  throw new NumericError('not-applicable', `${x} is outside of the solved interval from ${low} to ${high}`, 'use points inside of it');
};
