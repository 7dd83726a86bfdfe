/**
 * From figures on several grids to evidence: the figures are to vanish, and their order is observed.
 */
import { NumericError } from '../../../numeric/numeric-error.ts';
import { refine } from '../../../numeric/accuracy/refine.ts';
import { tableError } from '../../../numeric/solved/resolved.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import { supDistance, supNorm } from '../../../numeric/accuracy/richardson.ts';

export type Judgement =
  | {
      readonly outcome: 'contradicts'; readonly figure: number; readonly bound: number; readonly by: string;
      readonly place: readonly string[]; readonly left: string; readonly right: string;
    }
  | {
      readonly outcome: 'supports'; readonly figure: number; readonly bound: number; readonly detectable: number;
      readonly by: string; readonly remark: string | null;
    }
  | { readonly outcome: 'silent'; readonly reason: string };

/** What differences are on every grid, and what is known of them beyond. */
export interface Differences {
  /** The coarsest grid first; relative to the size of what is compared. */
  readonly levels: readonly Float64Array[];
  /** What they were computed in: how far its tables are off is allowed for. */
  readonly worlds: readonly SolvedWorld[];
  /** What else may be wrong: tails, quadrature. */
  readonly allowance: number;
  readonly by: string;
  /** What a relative error of one changes, for each part of the claim that may be wrong; none where nothing can be said. */
  readonly responses: readonly number[];
  /** In words, for the entry that differs most. */
  readonly tell: (entry: number) => { readonly place: readonly string[]; readonly left: string; readonly right: string };
}

/** Derivatives of interpolated numbers are no better than this. */
const ROUNDING = 1e-9;
/** A coefficient that is off by a part of its size changes what is compared by about that part: so many times that is allowed for. An estimate. */
const TABLES = 10;
/** An error of a term must be noticed before it is this large. */
const COARSEST = 0.5;
/**
 * Extrapolations estimate less than what interpolation and tables are off by. What they left of the finest grid's own error in a
 * thousand figures of true claims was at most 0.07 with four grids, and 0.7 with three: the bound is never below so many parts of it.
 */
const PART_OF_FINE: Readonly<Record<number, number>> = { 3: 3 / 2, 4: 1 / 6 };
/** Grids that do not show the order of the scheme, but approach one another at this order at least, are judged by their last difference. */
const LEAST_ORDER = 1.4;

export interface Limit {
  readonly value: Float64Array;
  readonly bound: number;
  readonly asymptotic: boolean;
  readonly order: number | null;
}

/** What the figures tend to. */
export const limitOf = (levels: readonly Float64Array[], allowance: number): Limit => {
  const fine = levels.at(-1) as Float64Array;
  const largest = Math.max(...levels.map(supNorm));
  if (largest <= ROUNDING) return { value: fine, bound: ROUNDING + allowance, asymptotic: true, order: null };
  // What is not on a grid has two accuracies alone: that of the coarsest grid's, and one for all the others.
  const steady = Math.max(...levels.slice(1).map((level) => supDistance(level, fine)));
  if (steady <= ROUNDING) return { value: fine, bound: ROUNDING + 3 * supDistance(levels[0] as Float64Array, fine) + allowance, asymptotic: true, order: null };
  const { value, estimate, fineError } = refine(levels, { order: 2, allowance: allowance + ROUNDING });
  const bound = Math.max(estimate.bound, (PART_OF_FINE[levels.length] ?? 2) * fineError + ROUNDING + allowance);
  if (estimate.asymptotic) return { value, bound, asymptotic: true, order: estimate.order };
  return byLastDifference(levels, allowance) ?? { value, bound: estimate.bound, asymptotic: false, order: estimate.order };
};

/** The finest grid as it is: three times the last difference bounds what is left. */
const byLastDifference = (levels: readonly Float64Array[], allowance: number): Limit | null => {
  const [coarse, middle, fine] = levels.slice(-3) as [Float64Array, Float64Array, Float64Array];
  const [before, last] = [supDistance(coarse, middle), supDistance(middle, fine)];
  const order = Math.log2(before / last);
  if (!(order > LEAST_ORDER)) return null;
  return { value: fine, bound: 3 * last + ROUNDING + allowance, asymptotic: true, order };
};

export const judge = (differences: Differences): Judgement => {
  const { levels, worlds, by, responses, tell } = differences;
  const allowance = differences.allowance + TABLES * tableError(worlds);
  if ((levels[0]?.length ?? 0) === 0) return { outcome: 'silent', reason: 'nothing was compared' };
  const { value, bound, asymptotic, order } = limitOf(levels, allowance);
  if (!asymptotic) {
    const shown = order === null ? 'none' : order.toFixed(2);
    return { outcome: 'silent', reason: `${by}: outside its asymptotic range (observed order ${shown})` };
  }
  const figure = supNorm(value);
  if (figure > bound) {
    return { outcome: 'contradicts', figure, bound, by, ...tell(value.reduce((most, v, k) => (Math.abs(v) > Math.abs(value[most] as number) ? k : most), 0)) };
  }
  const sensitive = responses.filter((r) => r > 0);
  if (sensitive.length === 0) return { outcome: 'silent', reason: `${by}: no error would be noticed` };
  const detectable = Math.max(...sensitive.map((r) => 2 * bound / r));
  if (!(detectable <= COARSEST)) return { outcome: 'silent', reason: `${by}: only an error of ${detectable.toPrecision(2)} would be noticed` };
  const idle = responses.length - sensitive.length;
  return { outcome: 'supports', figure, bound, detectable, by, remark: idle === 0 ? null : `${idle} of the terms ${idle === 1 ? 'has' : 'have'} no influence there` };
};

/** What cannot be computed is silent, with the reason. */
export const guarded = (what: () => Judgement): Judgement => {
  try {
    return what();
  } catch (error) {
    if (error instanceof NumericError) return { outcome: 'silent', reason: error.message };
    throw error;
  }
};

/** Parts that a claim consists of: it has the support of all or of none; one contradiction is one. */
export const allOf = (all: readonly Judgement[]): Judgement => {
  const wrong = all.find((j) => j.outcome === 'contradicts');
  if (wrong !== undefined) return wrong;
  const reasons = [...new Set(all.flatMap((j) => (j.outcome === 'silent' ? [j.reason] : [])))];
  return reasons.length > 0 ? { outcome: 'silent', reason: reasons.join('; ') } : combined(all, []);
};

/** Different ways to look at a claim: the support of one is enough, and what the others are silent about is told. */
export const anyOf = (all: readonly Judgement[]): Judgement => {
  const wrong = all.find((j) => j.outcome === 'contradicts');
  if (wrong !== undefined) return wrong;
  const reasons = [...new Set(all.flatMap((j) => (j.outcome === 'silent' ? [j.reason] : [])))];
  return all.some((j) => j.outcome === 'supports') ? combined(all, reasons) : { outcome: 'silent', reason: reasons.join('; ') };
};

const combined = (all: readonly Judgement[], remarks: readonly string[]): Judgement => {
  const supports = all.flatMap((j) => (j.outcome === 'supports' ? [j] : []));
  const told = [...new Set([...supports.flatMap((j) => (j.remark === null ? [] : [j.remark])), ...remarks])];
  return {
    outcome: 'supports', figure: Math.max(...supports.map((j) => j.figure)), bound: Math.max(...supports.map((j) => j.bound)),
    detectable: Math.max(...supports.map((j) => j.detectable)), by: [...new Set(supports.map((j) => j.by))].join('; '),
    remark: told.length === 0 ? null : told.join('; '),
  };
};
