/**
 * A solved density as a function of x and t with its derivatives: p = ∂x F, where F is the extrapolated distribution function
 * at the faces of the coarsest grid, interpolated (sample-on-grid.ts). Cells have averages of the density; the distribution
 * function has values at points, so that nothing is lost on the way.
 */
import { monomialCount, monomials } from '../taylor/monomials.ts';
import type { RefinedDensities } from './fokker-planck.ts';
import { concatenated } from './lists.ts';
import type { GridFunction } from './sample-on-grid.ts';
import { gridFunction } from './sample-on-grid.ts';

/** Coefficients of ∂x F from those of F, of one order more: x^a t^b has (a + 1) times that of x^{a+1} t^b. */
const alongFirst = (series: Float64Array, order: number): Float64Array => {
  const { raised, exponents } = monomials(2, order + 1);
  return Float64Array.from({ length: monomialCount(2, order) }, (_, m) => (exponents[2 * m]! + 1) * series[raised[2 * m]!]!);
};

/**
 * p(x,t) between the inner faces of the coarsest grid and between the first kept time after the start and the end; at least
 * `degree` + 1 of either (option `kept` of fokkerPlanck).
 */
export const densityFunction = ({ coarsest, times, distribution }: RefinedDensities, degree?: number): GridFunction => {
  const faces = coarsest.faces.slice(1, -1);
  const byTime = concatenated(distribution);
  const values = new Float64Array(byTime.length);
  for (let k = 0; k < distribution.length; k += 1) {
    for (let i = 0; i < faces.length; i += 1) values[i * distribution.length + k] = byTime[k * faces.length + i]!;
  }
  const sampled = gridFunction([faces, times.slice(1)], values, degree);
  return {
    taylor: (point, order) => alongFirst(sampled.taylor(point, order + 1), order),
    spread: (point, order) => alongFirst(sampled.spread(point, order + 1), order),
  };
};
