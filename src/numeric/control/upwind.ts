/**
 * The monotone three-point scheme for f ∂x + ½ σ² ∂xx on equal distances h:
 *
 *   (L V)_i = down_i (V_{i−1} − V_i) + up_i (V_{i+1} − V_i),
 *   down = (w/h − f) / 2h,   up = (w/h + f) / 2h,   w = max(σ², |f| h).
 *
 * Both rates are never negative. Where |f| h ≤ σ² this is the central difference, of order 2; elsewhere it adds the least
 * artificial noise that keeps the rates positive, and is of order 1. (Forsyth and Labahn 2007 and Wang and Forsyth 2008
 * choose between central and one-sided differences at the same switch. Their one-sided difference keeps σ² and adds |f| h;
 * here the noise is max(σ², |f| h), which is less, and makes the rates continuous in the control.)
 *
 * Read as a Markov chain (Kushner and Dupuis 2001, chapter 5): in a time δ ≤ 1/(up + down) it goes down with probability
 * δ down, up with δ up, and else stays; its mean step is f δ, exactly, and its mean square step w δ.
 */

export interface Rates {
  readonly down: number;
  readonly up: number;
}

/** The variance with which the rates of a drift and a variance σ² are never negative. */
export const positiveVariance = (drift: number, variance: number, h: number): number => Math.max(variance, Math.abs(drift) * h);

/** The rates for a drift and a variance that is taken as it is: monotone with `positiveVariance`, central without. */
export const ratesOf = (drift: number, variance: number, h: number): Rates => ({
  down: (variance / h - drift) / (2 * h),
  up: (variance / h + drift) / (2 * h),
});

/** The monotone rates. */
export const upwind = (drift: number, variance: number, h: number): Rates =>
  ratesOf(drift, positiveVariance(drift, variance, h), h);

/** The probabilities of a step down, of none, and of a step up, in a time that is at most 1/(up + down). */
export const transitionProbabilities = (rates: Rates, time: number): readonly [number, number, number] =>
  [time * rates.down, 1 - time * (rates.down + rates.up), time * rates.up];
