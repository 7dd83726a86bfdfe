/**
 * A repair out of the residual: where a claim lacks one term, it is what is left of it, and adding it makes
 * it true. Proved before it is said, like every repair.
 */
import { plus, shapeOf } from '../kernel/expression.ts';
import type { Claim } from '../language/statement.ts';
import { printClaim, printExpression } from '../render/text.ts';
import { expressionOf } from '../search/from-indices.ts';
import type { Decision } from './decide.ts';
import type { Repair } from './verdict.ts';

const MOST_TERMS = 1;

/** `proves` decides the repaired claim. */
export const missingTerms = (claim: Claim, decision: Decision, proves: (repaired: Claim) => boolean): Repair | null => {
  const { body } = claim;
  const [outcome] = decision.outcomes;
  if (body.kind !== 'equation' || body.iff !== null || outcome === undefined || outcome.goal.under !== null) return null;
  // A = 0, lacking A, says nothing.
  if (body.right.kind === 'number') return null;
  const { residual } = outcome;
  if (residual === null || residual.terms.length === 0 || residual.terms.length > MOST_TERMS) return null;
  try {
    const missing = expressionOf(residual, ['i', 'j'].slice(0, shapeOf(body.left).length));
    if (missing === null || shapeOf(missing).join() !== shapeOf(body.left).join()) return null;
    const repaired: Claim = { ...claim, declared: 'claim', body: { ...body, right: plus(body.right, missing) } };
    if (!proves(repaired)) return null;
    return { edit: `missing on the right: ${printExpression(missing)}`, statement: printClaim(repaired) };
  } catch (error) {
    // A residual that does not fit together as vectors and matrices is no repair.
    if (error instanceof TypeError) return null;
    throw error;
  }
};
