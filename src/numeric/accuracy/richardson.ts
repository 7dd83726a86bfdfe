/**
 * Richardson extrapolation: two solves of a method of known order give a better value and an estimate of the error.
 *
 * With Q(h) = Q + C h^p + …, and r the ratio of the steps: Q ≈ Q(h) + (Q(h) − Q(rh)) / (r^p − 1). Values are lists on nodes
 * that all grids share; their distance is the largest over the nodes (taken one by one, estimates fail where a difference
 * changes its sign). Source: L. F. Richardson, Phil. Trans. Roy. Soc. A 210 (1911).
 */
import { NumericError } from '../numeric-error.ts';

/** max |a − b|. NaN in either is `not-finite`; lists of different length do not belong together. */
export const supDistance = (a: Float64Array, b: Float64Array): number => {
  if (a.length !== b.length) throw new RangeError(`values on ${a.length} and on ${b.length} nodes`);
  let largest = 0;
  for (let i = 0; i < a.length; i += 1) {
    const distance = Math.abs(a[i]! - b[i]!);
    if (!(distance <= largest)) largest = distance;
    if (!(distance < Number.POSITIVE_INFINITY)) {
      throw new NumericError('not-finite', `value ${i} of a solution is not finite`, 'use shorter steps, or coefficients that are finite on the whole grid');
    }
  }
  return largest;
};

/** max |a|. */
export const supNorm = (a: Float64Array): number => supDistance(a, new Float64Array(a.length));

/** The order p that three grids show: log_r(|Q(r²h) − Q(rh)| / |Q(rh) − Q(h)|). Not finite where two of them agree. */
export const observedOrder = (coarse: Float64Array, middle: Float64Array, fine: Float64Array, ratio = 2): number =>
  Math.log(supDistance(coarse, middle) / supDistance(middle, fine)) / Math.log(ratio);

/** The extrapolated value. */
export const extrapolate = (coarse: Float64Array, fine: Float64Array, order: number, ratio = 2): Float64Array => {
  const weight = 1 / (ratio ** order - 1);
  return fine.map((value, i) => value + weight * (value - coarse[i]!));
};

export interface TwoGrids {
  readonly value: Float64Array;
  /** An estimate of the error of the *fine* value; that of the extrapolated one is smaller. */
  readonly fineError: number;
}

/** Two grids: nothing says whether the order is observed, so nothing may be concluded from this alone. */
export const richardson = (coarse: Float64Array, fine: Float64Array, order: number, ratio = 2): TwoGrids => ({
  value: extrapolate(coarse, fine, order, ratio),
  fineError: supDistance(coarse, fine) / (ratio ** order - 1),
});
