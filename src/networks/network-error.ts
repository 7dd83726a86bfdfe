/**
 * What can go wrong with a network, by name, and what to change. Nothing that was computed before such an error is evidence.
 */
export type NetworkFault =
  /** The loss, a weight or a gradient left the numbers, or grew far beyond where it began. */
  | 'diverged'
  /** An engine that is asked for and is not there: not installed, or its backend would not start. */
  | 'missing-backend'
  /** A batch or a network that does not fit into memory. */
  | 'out-of-memory'
  /** Training that was stopped before its end. */
  | 'interrupted'
  /** Shapes that do not fit each other. */
  | 'wrong-shape'
  /** What the method cannot do at all. */
  | 'not-applicable';

export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly fault: NetworkFault;
  /** What to change, as an order: `take a smaller rate`. */
  readonly advice: string;

  constructor(fault: NetworkFault, message: string, advice: string) {
    super(`${message}; ${advice}`);
    this.fault = fault;
    this.advice = advice;
  }
}
