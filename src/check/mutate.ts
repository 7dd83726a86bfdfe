/**
 * Every proved claim, altered in all single-edit ways, and each alteration decided: how well would slips be caught?
 */
import type { Claim, Document } from '../language/statement.ts';
import { printClaim } from '../render/text.ts';
import { singleEdits } from '../search/edits.ts';
import { hasOptimum } from '../kernel/optimise.ts';
import type { CheckOptions, Decision } from './decide.ts';
import { decide, limitsOf } from './decide.ts';
import { modelOf } from './evidence.ts';
import type { VerdictName } from './verdict.ts';
import { editText } from './wording.ts';

export interface MutantResult {
  readonly edit: string;
  readonly statement: string;
  readonly verdict: VerdictName;
  readonly stuckOn: string | null;
}

/** A division by zero, the root of a negative number: an edit that leaves no point to speak about makes no claim. */
const hasNoValue = (decision: Decision, options: CheckOptions): boolean =>
  decision.stuckOn?.startsWith('no value') === true ||
  decision.outcomes.some((o) => !hasOptimum(o.goal.left) && !hasOptimum(o.goal.right) && modelOf([o], options) === null);

/** Decides all single-edit mutants of a claim. A claim that is not proved has none. */
export function* mutateClaim(document: Document, claim: Claim, options: CheckOptions): Generator<MutantResult> {
  if (claim.declared !== 'claim' || decide(document, claim, options).verdict !== 'proved') return;
  for (const { edit, claim: mutant } of singleEdits(claim)) {
    const decision = decide(document, mutant, options, limitsOf(options));
    if (decision.verdict === 'undecided' && hasNoValue(decision, options)) continue;
    yield { edit: editText(edit), statement: printClaim(mutant), verdict: decision.verdict, stuckOn: decision.stuckOn };
  }
}
