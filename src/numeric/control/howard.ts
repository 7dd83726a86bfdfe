/**
 * Howard's policy iteration (Howard 1960; Puterman and Brumelle 1979: Newton's method for F(V) = 0; for discretised HJB
 * equations Bokanowski, Maroso and Zidani 2009): improve the policy for the value, then solve the linear equation of that
 * policy, until the residual of the *nonlinear* equation is at its bound.
 *
 * The residual comes in the unit of the value: for a monotone scheme it bounds the distance to the scheme's solution.
 * No settling within `limit` iterations: NumericError 'no-convergence'; a residual that is not finite: 'exploded'.
 */
import { NumericError } from '../numeric-error.ts';

export interface Residual {
  /** How far the present value is from being solved, in the unit of the value. */
  readonly residual: number;
  /** A residual that is small enough. */
  readonly enough: number;
  /** What rounding alone makes of it. */
  readonly floor: number;
}

export interface PolicyStep {
  /** Improves the policy for the present value. */
  readonly improve: () => Residual;
  /** Puts the value of the present policy in the place of the present value. */
  readonly evaluate: () => void;
}

export interface HowardReport {
  /** Linear solves. */
  readonly iterations: number;
  readonly residual: number;
  /** What of it is rounding. */
  readonly floor: number;
}

const exploded = (): NumericError => new NumericError(
  'exploded', 'the value left every bound', 'shorten the horizon, or give values at the ends of the grid');

export const howard = (step: PolicyStep, limit = 60): HowardReport => {
  let before = Infinity;
  for (let iterations = 0; iterations <= limit; iterations += 1) {
    const { residual, enough, floor } = step.improve();
    if (!Number.isFinite(residual)) throw exploded();
    // Near the floor the residual only trembles.
    const settled = residual <= Math.max(enough, floor) || (residual <= 100 * floor && residual >= 0.5 * before);
    if (settled) return { iterations, residual, floor };
    before = residual;
    if (iterations < limit) step.evaluate();
  }
  throw new NumericError('no-convergence', `policy iteration did not settle in ${limit} solves: the residual is ${before}`,
    'use shorter time steps, or the monotone scheme');
};
