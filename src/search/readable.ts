/**
 * A formula as an author would write it: −∇·(−θ x p) + ½ Δ(σ² p) is θ n p + θ x · ∇p + ½ σ² Δp.
 *
 * Proposes only: whoever prints the result has the kernel prove that it is equal. It has the same value wherever both
 * forms have one. What it gives back, it leaves as it is when asked again.
 */
import type { Expression } from '../kernel/expression.ts';
import { fingerprint } from '../calculus/sameness.ts';
import { arranged } from './readable/arrange.ts';
import { compacted } from './readable/compact.ts';
import { kernelForm } from './readable/kernel-form.ts';
import { rewritten } from './readable/rewrite.ts';
import { representative, sizeOf } from './readable/size.ts';
import type { Expand, Style } from './readable/style.ts';

export { solveFor } from './readable/solve-for.ts';
export { shortest, sizeOf } from './readable/size.ts';
export type { Expand } from './readable/style.ts';

export interface ReadableOptions {
  /** null (the default): every dimension, and n is written for it. */
  readonly dimension?: number | null;
  /** How far products are differentiated; `explicit` is the default. */
  readonly expand?: Expand;
  /** Whether the kernel's normal form is tried, too, where a formula is long. It is by default. */
  readonly kernel?: boolean;
}

/** Formulas that take turns under the rules are few; one of them is chosen. */
const MOST_TURNS = 8;
/** Outside of these lengths the kernel's normal form is not worth its time. */
const LONG = 16;
const TOO_LONG = 150;
/** Multiplied out and in an order of its own, it must be shorter by a quarter to be worth reading. */
const CLEARLY = 4 / 3;

export const readable = (e: Expression, options: ReadableOptions = {}): Expression => {
  const style: Style = { dimension: options.dimension ?? null, expand: options.expand ?? 'explicit' };
  const own = settled(style, e);
  return arranged(options.kernel === false || style.expand === 'nothing' ? own : shorterByKernel(style, own));
};

/** Where a rule leads in a circle, the shortest form of the circle. */
const settled = (style: Style, e: Expression): Expression => {
  const forms: Expression[] = [];
  const texts = new Map<string, number>();
  let form = e;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    form = compacted(style, rewritten(style, form));
    const before = texts.get(fingerprint(form));
    if (before !== undefined) return representative(forms.slice(before) as [Expression, ...Expression[]]);
    texts.set(fingerprint(form), forms.push(form) - 1);
  }
  return form;
};

const shorterByKernel = (style: Style, own: Expression): Expression => {
  if (sizeOf(own) < LONG || sizeOf(own) > TOO_LONG) return own;
  const other = kernelForm(own);
  const form = other === null ? own : settled(style, other);
  return sizeOf(form) * CLEARLY < sizeOf(own) ? form : own;
};
