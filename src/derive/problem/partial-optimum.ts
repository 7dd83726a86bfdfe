/**
 * min_u e for one control of several, the others held fixed: of a quadratic e, e(0) − ½ b·A⁻¹b, term by term as it stands.
 */
import { multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { dot, inverse, num, over, plus, pow, shapeOf, times } from '../../kernel/expression.ts';
import { sizeOf } from '../../search/readable.ts';
import type { Setting } from '../setting.ts';
import { gathered, gatheredSum } from './factored.ts';
import { inserted } from './insert.ts';
import { slopeBy } from './slope.ts';
import { tidy } from './tidy.ts';

/** What is left of e when the control has its best value. */
export interface BestValue {
  readonly control: Variable;
  readonly given: Expression;
  readonly quadratic: boolean;
}

export const withoutControl = (setting: Setting, e: Expression, law: BestValue): Expression => {
  const { control, given } = law;
  const at = (value: Expression): Expression => tidy(setting, inserted(e, [{ variable: control, value }]));
  if (!law.quadratic || control.space !== null) return at(given);
  const slope = slopeBy(setting, control, e);
  const saved = savedByControl(setting, inserted(slope, [{ variable: control, value: num(0) }]), slopeBy(setting, control, slope));
  return plus(at(num(0)), saved);
};

/** −½ b·A⁻¹b */
export const savedByControl = (setting: Setting, slope: Expression, curvature: Expression): Expression => {
  if (shapeOf(slope).length > 0) return tidy(setting, minusHalfSquare(slope, curvature));
  const plain = gathered(minusHalfSquare(gatheredSum(slope), curvature));
  const other = tidy(setting, plain);
  return sizeOf(other) < sizeOf(plain) ? other : plain;
};

const minusHalfSquare = (slope: Expression, curvature: Expression): Expression => {
  if (shapeOf(slope).length === 0) return times(num(-1, 2), over(pow(slope, num(2)), curvature));
  const multiple = multipleOfIdentity(curvature);
  return times(num(-1, 2), multiple === null ? dot(slope, dot(inverse(curvature), slope)) : over(dot(slope, slope), multiple));
};
