/**
 * From measurements to evidence about one equation.
 */
import type { Measured } from './comparison.ts';
import { differs, isKnown } from './comparison.ts';
import type { Sample } from './pointwise.ts';

export type Judgement =
  | { readonly outcome: 'contradicts'; readonly sample: Sample; readonly measured: Measured; readonly figure: number; readonly bound: number }
  | {
      readonly outcome: 'supports'; readonly figure: number; readonly bound: number; readonly detectable: number; readonly remark: string | null;
      readonly samples: readonly Sample[];
    }
  | { readonly outcome: 'silent'; readonly reason: string };

/** A wrong term that is not noticed before it is off by this much is not noticed. */
const COARSEST = 1e-3;

/** All samples are of one equation. `missing`: why there are fewer of them than were wanted. */
export const judge = (samples: readonly Sample[], missing: string | null): Judgement => {
  const known = samples.filter(({ measured }) => measured.length > 0 && measured.every(isKnown));
  for (const sample of known) {
    const measured = sample.measured.find(differs);
    if (measured !== undefined) {
      return { outcome: 'contradicts', sample, measured, figure: figureOf(measured), bound: boundOf(measured) };
    }
  }
  if (known.length === 0) return { outcome: 'silent', reason: missing ?? 'no value is known at any point' };
  if (missing !== null) return { outcome: 'silent', reason: missing };
  const all = known.flatMap(({ measured }) => measured);
  const { detectable, vanishing } = noticedIn(all);
  if (vanishing === (all[0]?.noticed.length ?? 0) && vanishing > 0) {
    return { outcome: 'silent', reason: 'both sides are zero in every instance, term by term: nothing would be noticed' };
  }
  if (detectable > COARSEST) return { outcome: 'silent', reason: `only an error of ${detectable.toPrecision(2)} would be noticed` };
  return {
    outcome: 'supports', figure: Math.max(...all.map(figureOf)), bound: Math.max(...all.map(boundOf)), detectable, samples: known,
    remark: vanishing === 0 ? null : `${vanishing} of the terms ${vanishing === 1 ? 'is' : 'are'} zero at every point: an error in ${vanishing === 1 ? 'it' : 'them'} would not be noticed`,
  };
};

const figureOf = ({ difference, size }: Measured): number => (size === 0 ? 0 : Math.abs(difference.value) / size);
const boundOf = ({ difference, size }: Measured): number => (size === 0 ? 0 : difference.radius / size);

/** The largest over the terms of the least that would be noticed at some point; and how many terms vanish everywhere. */
const noticedIn = (all: readonly Measured[]): { readonly detectable: number; readonly vanishing: number } => {
  const count = all[0]?.noticed.length ?? 0;
  let detectable = 0;
  let vanishing = 0;
  for (let k = 0; k < count; k += 1) {
    const least = Math.min(...all.map(({ noticed }) => { const n = noticed[k] ?? Infinity; return Number.isNaN(n) ? Infinity : n; }));
    if (least === Infinity) vanishing += 1;
    else detectable = Math.max(detectable, least);
  }
  return { detectable, vanishing };
};
