/**
 * ∂e/∂u as an author would write it: factor by factor where that is short, else tidied.
 */
import { gradientBy } from '../../calculus/state-derivatives.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { sizeOf } from '../../search/readable.ts';
import type { Setting } from '../setting.ts';
import { slopeOf } from './factored.ts';
import { tidy } from './tidy.ts';

export const slopeBy = (setting: Setting, control: Variable, e: Expression): Expression => {
  const plain = control.space === null ? slopeOf(e, control) : null;
  const other = tidy(setting, gradientBy(control, e));
  return plain !== null && sizeOf(plain) <= sizeOf(other) && setting.proves(gradientBy(control, e), plain, { hypotheses: [] }) ? plain : other;
};
