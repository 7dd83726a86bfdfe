/**
 * Policies on a one-dimensional grid, and what improving one means.
 *
 * Values are padded: `padded[i + 1]` belongs to node i, and the first and last entry lie one step outside of the grid, so
 * that every node has neighbours. A coefficient that is not finite throws 'not-finite'; a Hamiltonian without a minimum
 * 'not-applicable'; values that are not finite 'exploded'.
 */
import { NumericError } from '../numeric-error.ts';
import type { ControlProblem } from './control-problem.ts';

/** `monotone`: rates are never negative. `central`: second order everywhere, for smooth problems. */
export type Differences = 'monotone' | 'central';

/** A policy, with the rates down and up and the running cost that it gives. */
export interface Policy {
  readonly control: Float64Array;
  readonly down: Float64Array;
  readonly up: Float64Array;
  readonly cost: Float64Array;
}

export interface Improvement {
  /** Reads the coefficients at a time. */
  readonly prepare: (t: number) => void;
  /** Writes the policy that is best for the values; both lie in the memory that the improvement was made for. False: at some node there is no best control for these values. */
  readonly improve: (padded: Float64Array, policy: Policy) => boolean;
  /** Throws 'not-finite' where a coefficient of the time that was prepared is: asked when a value is not finite. */
  readonly insist: () => void;
}

/** `allocate`: where it is to lie. */
export const emptyPolicy = (count: number, allocate: (length: number) => Float64Array = (length) => new Float64Array(length)): Policy => ({
  control: allocate(count), down: allocate(count), up: allocate(count), cost: allocate(count),
});

/** Coefficients of problems that do not depend on time are read once. */
export const readOnce = (problem: ControlProblem, read: (t: number) => void): ((t: number) => void) => {
  let done = false;
  return (t) => {
    if (done && problem.autonomous === true) return;
    read(t);
    done = true;
  };
};

export const noBestControl = (slope: number, curvature: number): NumericError =>
  Number.isFinite(slope) && Number.isFinite(curvature)
    ? new NumericError('not-applicable', 'the Hamiltonian has no minimum over the controls',
      'bound the controls, or make the running cost convex in them')
    : new NumericError('exploded', 'the value left every bound', 'shorten the horizon, or give values at the ends of the grid');

export const insistOnCoefficients = (arrays: readonly Float64Array[], t: number): void => {
  for (const array of arrays) {
    const i = array.findIndex((value) => !Number.isFinite(value));
    if (i < 0) continue;
    throw new NumericError('not-finite', `a coefficient of the control problem is ${array[i]} at node ${i}, t = ${t}`,
      'give coefficients that are finite on the whole grid');
  }
};
