/**
 * Formulas in a row, as a sentence has them: `a = b, c = d and e = f`.
 */
import type { Expression } from '../../kernel/expression.ts';
import type { Prose } from '../derivation.ts';
import { equation } from '../derivation.ts';

export const listed = (equations: readonly { readonly left: Expression; readonly right: Expression }[]): Prose =>
  equations.flatMap(({ left, right }, k) => [...(k === 0 ? [] : [k === equations.length - 1 ? ' and ' : ', ']), equation(left, right)]);

/** `a, b and c` */
export const enumerated = (formulas: readonly Expression[]): Prose =>
  formulas.flatMap((expression, k) => [...(k === 0 ? [] : [k === formulas.length - 1 ? ' and ' : ', ']), { kind: 'expression', expression }]);
