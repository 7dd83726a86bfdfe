/**
 * What can go wrong with numbers, by name, and what to change. A solver throws one of these instead of returning NaN.
 */
export type NumericFault =
  /** A value left every bound: `the drift explodes`. */
  | 'exploded'
  /** A density is zero, or negative, where its logarithm is wanted. */
  | 'vanished'
  | 'grid-too-coarse'
  | 'step-too-long'
  | 'not-finite'
  | 'singular-matrix'
  /** A horizon of zero, or before the start. */
  | 'no-horizon'
  /** An iteration (Howard, Sinkhorn, Newton) that did not settle. */
  | 'no-convergence'
  /** What the method cannot do at all: the wrong number of dimensions, a matrix that is not symmetric. */
  | 'not-applicable';

export class NumericError extends Error {
  override readonly name = 'NumericError';
  readonly fault: NumericFault;
  /** What to change, as an order: `use a finer grid`. */
  readonly advice: string;

  constructor(fault: NumericFault, message: string, advice: string) {
    super(`${message}; ${advice}`);
    this.fault = fault;
    this.advice = advice;
  }
}
