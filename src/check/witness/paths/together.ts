/**
 * One claim by several experiments in one world: any of them can contradict it. Those that are meant to can support it; of these the
 * one that would notice the smallest error is told, and the others after it.
 */
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { Judgement } from './judgement.ts';

/** `supports`: whether what it finds is support for the whole claim. */
export interface Look {
  readonly name: string;
  readonly supports: boolean;
  /** Only for some claims of its kind: its silence need not be told. */
  readonly special?: boolean;
  readonly judge: (alpha: number) => Judgement;
}

/** What an experiment says; silence, with the reason, where it cannot be made. */
export const guarded = (make: () => Judgement): Judgement => {
  try {
    return make();
  } catch (error) {
    if (error instanceof NumericError || error instanceof TypeError) return { outcome: 'silent', reason: error.message, alpha: 0 };
    throw error;
  }
};

/** Each experiment has an equal share of alpha. */
export const together = (looks: readonly Look[], alpha: number): Judgement => {
  const found: { readonly look: Look; readonly judgement: Judgement }[] = [];
  const spent = (): number => found.reduce((sum, { judgement }) => sum + judgement.alpha, 0);
  for (const look of looks) {
    const judgement = guarded(() => look.judge(alpha / looks.length));
    found.push({ look, judgement });
    if (judgement.outcome === 'contradicts') return { ...judgement, alpha: spent() };
  }
  const supporting = found.flatMap(({ look, judgement }) => (look.supports && judgement.outcome === 'supports' ? [{ look, judgement }] : []));
  if (supporting.length === 0) {
    const reasons = found.flatMap(({ look, judgement }) => (look.supports && look.special !== true && judgement.outcome === 'silent' ? [`${look.name}: ${judgement.reason}`] : []));
    return { outcome: 'silent', alpha: spent(), reason: reasons.join('; ') };
  }
  const best = supporting.reduce((a, b) => (b.judgement.detectable < a.judgement.detectable ? b : a));
  const others = supporting.filter((one) => one !== best).map(({ look, judgement: { figure, bound, detectable } }) =>
    `${look.name}: ${figure.toPrecision(2)} ≤ ${bound.toPrecision(2)}, ${detectable.toPrecision(2)}`);
  const own = best.judgement.remark === null ? [] : [best.judgement.remark];
  return { ...best.judgement, alpha: spent(), remark: [`by ${best.look.name}`, ...own, ...others].join('; ') };
};
