/**
 * From tests of means to what they say of a claim.
 */
import type { MeansTest } from '../../../numeric/paths/means-of-paths.ts';

export type Judgement =
  | {
      readonly outcome: 'contradicts'; readonly figure: number; readonly bound: number;
      readonly left: string; readonly right: string; readonly at: string; readonly alpha: number;
    }
  | { readonly outcome: 'supports'; readonly figure: number; readonly bound: number; readonly detectable: number; readonly remark: string | null; readonly alpha: number }
  | { readonly outcome: 'silent'; readonly reason: string; readonly alpha: number };

/** A wrong coefficient that is not noticed before it is off by this much is not noticed. */
export const COARSEST = 0.75;
/** If some part of a claim is hidden that well, paths do not support it, whatever they say of the others. */
export const HIDDEN = 5;

export const digits = (value: number, error: number): string => {
  const sure = error > 0 && value !== 0 ? Math.ceil(Math.log10(Math.abs(value) / error)) + 1 : 6;
  return value.toPrecision(Math.max(2, Math.min(12, sure)));
};

/** `units`: the size of each statistic, by which its difference is measured; of means of squares (that are 0) the roots are told. */
export const contradiction = (
  test: MeansTest, units: readonly number[], expected: readonly number[], names: readonly string[], squares: readonly boolean[],
): Judgement => {
  const k = names.indexOf(test.worst.name);
  const told = squares[k] === true ? (value: number): number => Math.sign(value) * Math.sqrt(Math.abs(value)) : (value: number): number => value;
  const [mean, bound, unit] = [told(test.means[k] as number), told(test.bounds[k] as number), told(units[k] as number)];
  const difference = Math.abs(mean - told(expected[k] as number));
  return {
    outcome: 'contradicts', alpha: test.alpha,
    // A bet is stronger than the interval's half-width where the distribution is skew: what was rejected lies outside of the interval.
    figure: difference / unit, bound: Math.min(bound, difference * (1 - 1e-9)) / unit,
    left: `${digits(mean, bound)} by paths`, right: `${digits(expected[k] as number, bound)} claimed`, at: test.worst.name,
  };
};
