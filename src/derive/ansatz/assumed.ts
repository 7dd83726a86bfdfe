/**
 * The equations of the unknowns as a document assumes them.
 *
 * Convention: functions of time by their rates. Of constants, an equation that is linear in its unknown is solved for
 * it, and one that is not is solved for a weight of the cost where it has one: given P, this is the cost for which it
 * is the value. So the kernel need not divide, and no condition is added.
 */
import type { Expression } from '../../kernel/expression.ts';
import { plus, shapeOf, use } from '../../kernel/expression.ts';
import type { Ansatz } from './ansatz.ts';
import { asWritten, parameterOf } from './ansatz.ts';
import { quotient } from './closed-form.ts';
import type { UnknownEquation } from './match.ts';
import { byPowers } from './powers-of-unknown.ts';
import type { Reduction } from './reduction.ts';
import { isZero, negated } from '../signs.ts';

export interface AssumedEquation {
  readonly left: Expression;
  readonly right: Expression;
  /** Not written as the equation itself is. */
  readonly isOther: boolean;
}

export const assumedEquations = ({ ansatz, matched }: Reduction): readonly AssumedEquation[] =>
  matched.equations.map((e): AssumedEquation => {
    if (!ansatz.stationary || shapeOf(use(e.unknown.field)).length > 0) return { left: e.left, right: e.right, isOther: false };
    return solvedForItself(ansatz, e) ?? solvedForWeight(e) ?? { left: e.left, right: e.right, isOther: false };
  });

/** c = tr(Sᵀ P S)/(2 ρ) */
const solvedForItself = (ansatz: Ansatz, { rate, unknown }: UnknownEquation): AssumedEquation | null => {
  const form = byPowers(rate, unknown);
  if (form?.kind !== 'quadratic' || !form.isLinear || isZero(form.linear)) return null;
  return { left: use(parameterOf(unknown)), right: asWritten(ansatz, quotient(negated(form.constant), form.linear)), isOther: true };
};

/** q = ρ P − 2 α P + …, where q is a term of its own on the right. */
const solvedForWeight = ({ left, right }: UnknownEquation): AssumedEquation | null => {
  const terms = right.kind === 'add' ? right.terms : [right];
  for (const term of terms) {
    if (term.kind !== 'parameter') continue;
    const rest = terms.filter((t) => t !== term);
    return { left: term, right: plus(left, ...rest.map(negated)), isOther: true };
  }
  return null;
};
