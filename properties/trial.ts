/**
 * What one instance says of a property: the two sides agree, they differ, or the instance has nothing to say.
 */
export type Trial =
  | { readonly outcome: 'agrees' }
  | { readonly outcome: 'differs'; readonly left: string; readonly right: string }
  /** It is counted, and too many of them are a failure. */
  | { readonly outcome: 'skipped'; readonly reason: string };

export const AGREES: Trial = { outcome: 'agrees' };
export const skipped = (reason: string): Trial => ({ outcome: 'skipped', reason });
export const differs = (left: string, right: string): Trial => ({ outcome: 'differs', left, right });

/** Two numbers within a bound that somebody answers for. What is not a number agrees with nothing, nor does any bound that is none. */
export const comparedNumbers = (left: number, right: number, bound: number): Trial =>
  Math.abs(left - right) <= bound && Number.isFinite(bound) ? AGREES : differs(String(left), `${right} ± ${bound}`);

/** Of several instances or places: the first that differs, else the first that was skipped. */
export const together = (trials: readonly Trial[]): Trial =>
  trials.find((t) => t.outcome === 'differs') ?? trials.find((t) => t.outcome === 'skipped') ?? (trials.length === 0 ? skipped('there is nothing to compare') : AGREES);
