/**
 * The logarithm of a density on a grid, where it is one: a value that is not positive is refused by name.
 */
import { NumericError } from '../numeric-error.ts';

/** log p at every node; `vanished` with the first node at which p ≤ 0, `not-finite` for NaN. */
export const logDensity = (density: Float64Array): Float64Array => density.map((value, i) => {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return Math.log(value);
  if (value <= 0) {
    throw new NumericError('vanished', `the density is ${value} in cell ${i}`, 'use a narrower box, a wider initial law, or more steps');
  }
  throw new NumericError('not-finite', `the density is ${value} in cell ${i}`, 'use coefficients that are finite on the whole grid');
});
