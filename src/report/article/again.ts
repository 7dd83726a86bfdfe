/**
 * What a result has as text only, as trees again: a `ClaimResult` is a record for reports, and an article sets formulas.
 *
 * A claim whose evidence has formulas is decided once more, which gives the same outcome (the same seed, the same
 * limits); a repair is read back from the statement that was proved.
 */
import type { CheckOptions } from '../../check/check.ts';
import type { Decision } from '../../check/decide.ts';
import { decide } from '../../check/decide.ts';
import type { ClaimResult } from '../../check/verdict.ts';
import { readDocument } from '../../language/document.ts';
import type { Claim, Document } from '../../language/statement.ts';
import { Fold } from './fold.ts';

/** null: nothing of its evidence is a formula (unless it is wanted all the same), or it was decided otherwise this time. */
export const decidedAgain = (document: Document, claim: Claim, result: ClaimResult, options: CheckOptions, wanted: boolean): Decision | null => {
  const conditions = result.conditions.length > claim.where.length;
  if (result.verdict === 'undecided') return null;
  if (!wanted && !conditions && result.residual === null && result.flux === null && result.counterexample === null) return null;
  const decision = decide(document, claim, options);
  return decision.verdict === result.verdict ? decision : null;
};

/** The repaired claims of a document, by the claims they repair. Those that cannot be read back are left out. */
export const repairedClaims = (document: Document, results: ReadonlyMap<Claim, ClaimResult>): ReadonlyMap<Claim, Claim> => {
  const repaired = document.claims.filter((claim) => statementOf(results.get(claim)) !== null);
  if (repaired.length === 0) return new Map();
  let source = '';
  let from = 0;
  for (const claim of [...repaired].sort((a, b) => a.span.start - b.span.start)) {
    source += document.source.slice(from, claim.span.start) + (statementOf(results.get(claim)) ?? '');
    from = claim.span.end;
  }
  const read = readDocument(source + document.source.slice(from), document.path);
  return new Map(repaired.flatMap((claim) => {
    const [found, ...others] = read.claims.filter((c) => c.name === claim.name);
    return found === undefined || others.length > 0 ? [] : [[claim, Fold.for(read, claim.text, 'structure').claim(found)] as const];
  }));
};

const statementOf = (result: ClaimResult | undefined): string | null => result?.repair?.statement ?? null;
