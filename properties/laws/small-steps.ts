/**
 * What a function of a process does in small steps: the rate of its mean, and its share in each component of the noise.
 *
 *   rate = lim (E[F(X_h, t + h)] − F) / h,   share_j = lim E[F(X_h, t + h) ξ_j] / √h,
 *
 * each a power series in h, taken to h = 0 by Richardson's extrapolation over four lengths. No derivative of F is taken. The error
 * is estimated by the difference of the last two extrapolations, and the rounding of the differences.
 */
import type { Expression } from '../../src/kernel/expression.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import type { Setting } from '../arbitraries/setting.ts';
import type { CoefficientsAt, Diffusion } from './diffusion.ts';
import { coefficientsOf, steps } from './diffusion.ts';
import { formulasOf } from './formulas.ts';
import type { Estimate } from './law.ts';

/** Of each component. */
export interface Change {
  readonly here: readonly number[];
  readonly rate: readonly Estimate[];
  /** One list a component of the noise. */
  readonly shares: readonly (readonly Estimate[])[];
}

const LONGEST = 1 / 64;
const LEVELS = 5;
/** Where that is too long. */
const SHORTER = 32;
const FINE = 1e-6;
/** The relative accuracy of the slopes of functions of time that a solver has computed. */
const SOLVED = 1e-8;

/** What is measured at a place: prepared once, for many places with the same variables. */
export type ChangeAt = (place: Place<number>) => Change;

export const changesOf = (of: Expression, diffusion: Diffusion, setting: Setting, like: Place<number>): ChangeAt => {
  const least = setting.solved.size === 0 ? 0 : SOLVED;
  const values = formulasOf([of], setting, like);
  const coefficients = coefficientsOf(diffusion, setting, like);
  const valueAt = (place: Place<number>): readonly number[] => (values(place)[0] ?? []).map((series) => series[0] ?? NaN);
  return (place) => {
    try {
      const change = changeAt(valueAt, coefficients, diffusion, place, LONGEST, least);
      if (isFine(change)) return change;
    } catch (error) {
      if (!(error instanceof NumericError)) throw error;
    }
    // The process is wild there, or a step leads out of where the function has values.
    return changeAt(valueAt, coefficients, diffusion, place, LONGEST / SHORTER, least);
  };
};

const isFine = ({ here, rate, shares }: Change): boolean => [...rate, ...shares.flat()].every(({ value, error }) =>
  error <= FINE * Math.max(Math.abs(value), ...here.map((v) => Math.abs(v) / 8)));

const changeAt = (valueAt: (place: Place<number>) => readonly number[], coefficients: CoefficientsAt, diffusion: Diffusion, place: Place<number>, longest: number, least: number,
): Change => {
  const here = valueAt(place);
  const levels = Array.from({ length: LEVELS }, (_, k) => longest / 2 ** k).map((h) => {
    const rate = here.map(() => 0);
    const shares = Array.from({ length: diffusion.noises }, () => here.map(() => 0));
    let size = 0;
    for (const { weight, noise, place: there } of steps(diffusion, coefficients, place, h)) {
      valueAt(there).forEach((value, c) => {
        const change = value - (here[c] ?? 0);
        size = Math.max(size, Math.abs(value));
        rate[c] = (rate[c] ?? 0) + weight * change / h;
        shares.forEach((share, j) => { share[c] = (share[c] ?? 0) + weight * change * (noise[j] ?? 0) / Math.sqrt(h); });
      });
    }
    return { rate, shares, size };
  });
  const size = Math.max(...levels.map((l) => l.size));
  const rounding = 4e-15 * size * 2 ** (LEVELS - 1) / longest + least * size;
  const limit = (values: readonly number[]): Estimate => extrapolated(values, rounding);
  return {
    here,
    rate: here.map((_, c) => limit(levels.map((l) => l.rate[c] ?? NaN))),
    shares: Array.from({ length: diffusion.noises }, (_, j) => here.map((__, c) => limit(levels.map((l) => l.shares[j]?.[c] ?? NaN)))),
  };
};

/** The value at h = 0 of a power series in h that is known at h, h/2, h/4, … */
export const extrapolated = (values: readonly number[], rounding: number): Estimate => {
  let column = values;
  const best = [values[values.length - 1] ?? NaN];
  for (let k = 1; k < values.length; k += 1) {
    const factor = 2 ** k;
    column = column.slice(1).map((fine, i) => (factor * fine - (column[i] ?? NaN)) / (factor - 1));
    best.push(column[column.length - 1] ?? NaN);
  }
  const [value = NaN, before = NaN, earlier = NaN] = best.toReversed();
  // The difference before the last one counts too: the last may be small by accident.
  return { value, error: Math.abs(value - before) + Math.abs(before - earlier) / 16 + rounding };
};
