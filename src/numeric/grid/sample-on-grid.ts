/**
 * A function known on a grid, as something that can be evaluated between the nodes with its derivatives: the polynomial of
 * given degree through the nearest nodes in each coordinate, and the product of these in several (one of which may be time).
 *
 * The error of the k-th derivative is of order h^{degree + 1 − k} for a smooth function; beside it, errors of the values
 * themselves grow with h^{−k}. How far the polynomial may be off is estimated by another one of two degrees less.
 */
import { NumericError } from '../numeric-error.ts';
import { monomialCount, monomials } from '../taylor/monomials.ts';
import type { LocalWeights } from './local-polynomial.ts';
import { localWeights } from './local-polynomial.ts';

export interface GridFunction {
  /** Taylor coefficients ∂^α f / α! at a point, in the order of taylor/monomials.ts. Outside of the nodes: refused by name. */
  readonly taylor: (point: readonly number[], order: number) => Float64Array;
  /** An estimate of the interpolation error of each of these coefficients. */
  readonly spread: (point: readonly number[], order: number) => Float64Array;
}

/** What an even number of nodes around a point takes: 8 of them. */
const DEGREE = 7;

/** `axes`: ascending nodes of each coordinate; `values`: row-major, the last coordinate running fastest. */
export const gridFunction = (axes: readonly Float64Array[], values: Float64Array, degree: number = DEGREE): GridFunction => {
  const size = axes.reduce((product, axis) => product * axis.length, 1);
  if (values.length !== size) throw new RangeError(`${values.length} values on a grid of ${size} nodes`);
  const short = axes.find((axis) => axis.length < degree + 1);
  if (short !== undefined) {
    throw new NumericError('grid-too-coarse', `${short.length} nodes for a polynomial of degree ${degree}`, 'use more nodes, or a lower degree');
  }
  const finite = values.every(Number.isFinite);
  const taylor = (point: readonly number[], order: number, of: number): Float64Array => {
    if (!finite) throw new NumericError('not-finite', 'a function on a grid with a value that is not finite', 'keep to where it is finite');
    const local = axes.map((axis, k) => localWeights(axis, inside(axis, point[k]), of, order));
    return coefficients(axes, values, local, order);
  };
  return {
    taylor: (point, order) => taylor(point, order, degree),
    spread: (point, order) => {
      const lower = taylor(point, order, degree - 2);
      return taylor(point, order, degree).map((value, m) => Math.abs(value - lower[m]!));
    },
  };
};

/** The coordinate, which must lie between the first node and the last. */
const inside = (axis: Float64Array, x: number | undefined): number => {
  if (x === undefined || !(x >= axis[0]! && x <= axis[axis.length - 1]!)) {
    throw new NumericError('not-applicable', `${x} is outside of the grid from ${axis[0]} to ${axis[axis.length - 1]}`,
      'use a wider grid, or points inside of it');
  }
  return x;
};

/** Σ over the nodes of Π_k weights_k[α_k] for every monomial α, coordinate after coordinate. */
const coefficients = (
  axes: readonly Float64Array[], values: Float64Array, local: readonly LocalWeights[], order: number,
): Float64Array => {
  const { exponents } = monomials(axes.length, order);
  const result = new Float64Array(monomialCount(axes.length, order));
  const contract = (axis: number, at: number, monomial: number): number => {
    if (axis === axes.length) return values[at]!;
    const { first, weights } = local[axis]!;
    const row = weights[exponents[monomial * axes.length + axis]!]!;
    let sum = 0;
    for (let j = 0; j < row.length; j += 1) {
      sum += row[j]! * contract(axis + 1, at * axes[axis]!.length + first + j, monomial);
    }
    return sum;
  };
  for (let m = 0; m < result.length; m += 1) result[m] = contract(0, 0, m);
  return result;
};
