/**
 * Every proved claim, altered in all single-edit ways, and each alteration decided: how well would slips be caught?
 */
import type { Claim, Document } from '../language/statement.ts';
import { printClaim } from '../render/text.ts';
import { singleEdits } from '../search/edits.ts';
import type { CheckOptions } from './decide.ts';
import { decide, limitsOf } from './decide.ts';
import type { VerdictName } from './verdict.ts';
import { editText } from './wording.ts';

export interface MutantResult {
  readonly edit: string;
  readonly statement: string;
  readonly verdict: VerdictName;
  readonly stuckOn: string | null;
}

/** Decides all single-edit mutants of a claim. A claim that is not proved has none. */
export function* mutateClaim(document: Document, claim: Claim, options: CheckOptions): Generator<MutantResult> {
  if (claim.declared !== 'claim' || decide(document, claim, options).verdict !== 'proved') return;
  for (const { edit, claim: mutant } of singleEdits(claim)) {
    const decision = decide(document, mutant, options, limitsOf(options));
    yield { edit: editText(edit), statement: printClaim(mutant), verdict: decision.verdict, stuckOn: decision.stuckOn };
  }
}
