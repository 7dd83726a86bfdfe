/**
 * F with ∂F/∂t = f where f is a total derivative of unknown functions: 2 s ∂t s is ∂t (s²), beta exp(B) is ∂t exp(B).
 *
 * The kernel's homotopy operator finds F when f, as a function of jets, is annihilated by the Euler operators. It must
 * see derivatives as such, so an equation ∂t B = beta among the hypotheses, with beta a plain unknown, is used here
 * from right to left, and no hypothesis is given to the kernel.
 * Source: Olver, Applications of Lie Groups to Differential Equations, 2nd ed., section 5.4.
 */
import { fieldsIn } from '../../calculus/dependence.ts';
import { isWrittenAlike } from '../../calculus/sameness.ts';
import type { Expression, Hypothesis, Variable } from '../../kernel/expression.ts';
import { derivative, use } from '../../kernel/expression.ts';
import { prove } from '../../kernel/prove.ts';
import { expressionOf } from '../from-indices.ts';
import { replaced } from './integrate-field.ts';
import type { Assuming } from './normal-sum.ts';
import { proposalLimits, zeroLike } from './normal-sum.ts';
import type { Sum } from './sum.ts';
import { writtenSum } from './written.ts';

export const potentialOf = (sum: Sum, variable: Variable, assuming: Assuming): Expression | null => {
  const e = writtenSum(sum, variable);
  if (fieldsIn(e).size === 0) return null;
  const left = assuming.hypotheses.reduce((now, h) => derivativesFor(now, h, variable), e);
  const goal = {
    name: 'a total derivative', left, right: zeroLike(left), under: [variable], hypotheses: [],
    conditions: assuming.conditions, dimension: null,
  };
  const result = prove(goal, proposalLimits());
  const flux = result.status === 'proved' ? result.theorem.certificate.flux.find((f) => f.variable.name === variable.name) : undefined;
  return flux === undefined ? null : expressionOf(flux.value, []);
};

/** ∂t B in place of beta, where ∂t B = beta. */
const derivativesFor = (e: Expression, h: Hypothesis, variable: Variable): Expression => {
  if (h.kind !== 'equation' || h.left.kind !== 'derivative' || h.left.variable.name !== variable.name) return e;
  const { of } = h.left;
  const known = h.right;
  if (of.kind !== 'field' || known.kind !== 'field' || !isWrittenAlike(known, use(known.field))) return e;
  return replaced(e, known, derivative(variable, of));
};
