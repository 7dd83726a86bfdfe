/**
 * How many samples a test of a mean needs, and how small a shift it sees.
 *
 * By the normal approximation a two-sided test at level α misses a shift of δ with probability β where
 *
 *   n = (z_{α/2} + z_β)² (sd/δ)²;
 *
 * the betting test of `betting.ts` needs 1.15 times as many once n ≥ 10^4 and the deviation is at least a tenth of the
 * range (its intervals were measured 1.07 times as wide). These are figures for planning: the false-alarm probability of the
 * test does not depend on them. A shift or a number of samples that is not positive and finite: RangeError.
 */
import type { Interval } from './betting.ts';
import { upperQuantile } from './normal-quantile.ts';

const SLACK = 1.15;

export interface Power {
  /** The standard deviation of one sample, in the unit of the shift. */
  readonly deviation: number;
  readonly alpha: number;
  /** The probability that a shift of the given size goes unnoticed. */
  readonly miss: number;
}

const checkSize = (what: string, value: number): void => {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${what} is ${value}`);
};

const reach = ({ alpha, miss }: Power): number => upperQuantile(alpha / 2) + upperQuantile(miss);

export const sampleSize = (shift: number, power: Power): number => {
  checkSize('the shift', shift);
  return Math.ceil(SLACK * ((reach(power) * power.deviation) / shift) ** 2);
};

export const detectableShift = (samples: number, power: Power): number => {
  checkSize('the number of samples', samples);
  return (reach(power) * power.deviation * Math.sqrt(SLACK)) / Math.sqrt(samples);
};

/** The shift that would have been noticed but with probability `miss`, from the interval that the samples themselves gave. */
export const detectableFrom = (interval: Interval, miss: number): number =>
  ((interval.high - interval.low) / 2) * (1 + upperQuantile(miss) / upperQuantile(interval.alpha / 2));
