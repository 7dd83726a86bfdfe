/**
 * Rates of a two-dimensional diffusion with drift f and covariance a to the eight neighbours of a node.
 *
 * `central`: the drift and the second derivatives by central differences, ∂₁₂ by the four corners; of order 2, not monotone.
 *
 * `monotone`: the seven-point stencil of Kushner (Kushner and Dupuis 2001, section 5.3): with c = a₁₂/(h₁h₂) the two corners
 * along the sign of c get the rate |c|/2, each axis loses |c|/2 a side, and what is left of its variance,
 * a_kk − |a₁₂| h_k/h_other, is raised to |f_k| h_k as in `upwind.ts`. It needs a matrix that is diagonally dominant on the
 * grid; others need a wider stencil, which is not here: NumericError 'not-applicable' (the semi-Lagrangian scheme takes any).
 */
import { NumericError } from '../numeric-error.ts';
import type { PlaneRates } from './nine-point.ts';
import type { Pair, SymmetricPair } from './plane-problem.ts';
import type { Differences } from './policy.ts';
import { positiveVariance } from './upwind.ts';

export interface Distances {
  readonly h1: number;
  readonly h2: number;
}

/** The variance of both axes without the corners' part; below zero by more than rounding it is refused. */
export const axisVariances = (covariance: SymmetricPair, { h1, h2 }: Distances, differences: Differences): Pair => {
  const [a11, a12, a22] = covariance;
  if (differences === 'central') return [a11, a22];
  const rest1 = a11 - Math.abs(a12) * h1 / h2, rest2 = a22 - Math.abs(a12) * h2 / h1;
  const rounding = -1e-12 * (Math.abs(a11) + Math.abs(a22));
  if (!(rest1 >= rounding && rest2 >= rounding)) {
    throw new NumericError('not-applicable', `a covariance (${a11}, ${a12}, ${a22}) that is not diagonally dominant on the grid`,
      'choose distances in proportion to the noise, or use central differences or the semi-Lagrangian scheme');
  }
  return [Math.max(0, rest1), Math.max(0, rest2)];
};

/** Writes the four rates of the corners. */
export const putCorners = (rates: PlaneRates, k: number, a12: number, { h1, h2 }: Distances, differences: Differences): void => {
  const central = differences === 'central', rate = a12 / (h1 * h2);
  rates.rising[k] = central ? rate / 4 : Math.max(0, rate) / 2;
  rates.falling[k] = central ? -rate / 4 : Math.max(0, -rate) / 2;
};

/** Writes the rates along the axes for a drift and the variances of `axisVariances`. */
export const putAxes = (
  rates: PlaneRates, k: number, f1: number, f2: number, s1: number, s2: number, { h1, h2 }: Distances, differences: Differences,
): void => {
  const w1 = differences === 'monotone' ? positiveVariance(f1, s1, h1) : s1;
  const w2 = differences === 'monotone' ? positiveVariance(f2, s2, h2) : s2;
  rates.down1[k] = (w1 / h1 - f1) / (2 * h1);
  rates.up1[k] = (w1 / h1 + f1) / (2 * h1);
  rates.down2[k] = (w2 / h2 - f2) / (2 * h2);
  rates.up2[k] = (w2 / h2 + f2) / (2 * h2);
};
