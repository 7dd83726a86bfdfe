/**
 * Formulas in a row, as a sentence has them: `a = b, c = d and e = f`.
 */
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, use } from '../../kernel/expression.ts';
import type { DefinedField } from '../../search/linear-equation.ts';
import type { Prose } from '../derivation.ts';
import { equation } from '../derivation.ts';

export const listed = (equations: readonly { readonly left: Expression; readonly right: Expression }[]): Prose =>
  equations.flatMap(({ left, right }, k) => [...(k === 0 ? [] : [k === equations.length - 1 ? ' and ' : ', ']), equation(left, right)]);

/** ∂t m = A m + a, and so on. */
export const equationsOf = (defined: readonly DefinedField[]): Prose =>
  listed(defined.map(({ field, derivative: change }) => ({ left: derivative(T_VARIABLE, use(field)), right: change })));
