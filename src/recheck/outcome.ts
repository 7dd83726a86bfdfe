/**
 * What the second checker answers, and its two ways of breaking off.
 */
export interface RecheckResult {
  readonly accepted: boolean;
  /** null when accepted. Opens with `cannot be checked:` where nothing was decided either way. */
  readonly reason: string | null;
}

/** Outside what this checker can do: nothing is decided. */
export class Refusal extends Error {}

/**
 * The random point is not admissible (a zero denominator, the root of a non-square): another one is drawn, modulo the
 * prime where that was found, or in whole (null).
 */
export class Unlucky extends Error {
  readonly prime: number | null;

  /** Without a trace of the stack: these are thrown by the hundred, and always caught. */
  constructor(message: string, prime: number | null) {
    const depth = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = depth;
    this.prime = prime;
  }
}
