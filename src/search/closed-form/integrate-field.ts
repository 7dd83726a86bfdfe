/**
 * ∫ F(B) ∂t B dt by the substitution B: for an unknown function B of t, and F in which t occurs through B alone.
 *
 * ∂t B may be known under another name: beta exp(−B) with ∂t B = beta among the hypotheses.
 */
import { isWrittenAlike } from '../../calculus/sameness.ts';
import { fieldsIn } from '../../calculus/dependence.ts';
import type { Expression, Field, Variable } from '../../kernel/expression.ts';
import { coordinate, derivative, mapParts, use } from '../../kernel/expression.ts';
import { isFreeOf } from './calculus.ts';
import { exactQuotient } from './divide.ts';
import { tableIntegral } from './integration-table.ts';
import type { Assuming } from './normal-sum.ts';
import { normalSum } from './normal-sum.ts';
import type { Sum } from './sum.ts';
import { writtenSum } from './written.ts';

export const fieldIntegral = (sum: Sum, variable: Variable, assuming: Assuming): Expression | null => {
  for (const field of fieldsIn(writtenSum(sum)).values()) {
    const found = isFunctionOf(field, variable) ? integrateBy(field, sum, variable, assuming) : null;
    if (found !== null) return found;
  }
  return null;
};

const isFunctionOf = (field: Field, variable: Variable): boolean =>
  field.shape.length === 0 && field.slots.length === 1 && field.slots[0]?.name === variable.name;

const integrateBy = (field: Field, sum: Sum, variable: Variable, assuming: Assuming): Expression | null => {
  const slope = normalSum(derivative(variable, use(field)), assuming);
  const rest = slope === null ? null : exactQuotient(sum, slope);
  if (rest === null) return null;
  const own = coordinate(`${field.name}_as_variable`, null);
  const inOwn = normalSum(replaced(writtenSum(rest), use(field), use(own)), { hypotheses: [], conditions: assuming.conditions });
  if (inOwn === null || !isFreeOf(inOwn, variable)) return null;
  const found = tableIntegral(inOwn, own, { hypotheses: [], conditions: assuming.conditions });
  return found === null ? null : replaced(found, use(own), use(field));
};

/** Every occurrence of one expression replaced by another. */
export const replaced = (e: Expression, from: Expression, to: Expression): Expression =>
  isWrittenAlike(e, from) ? to : mapParts(e, (part) => replaced(part, from, to));
