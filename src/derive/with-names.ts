/**
 * The claims of a derivation, written with the names that it has introduced: `-div J` for the divergence of a formula.
 *
 * The document is read, its claims are printed with names put in, and a claim is replaced where its new text reads
 * back as a document without errors; the checker then sees the new text alone.
 */
import type { Expression } from '../kernel/expression.ts';
import type { Abbreviation, Claim, ClaimBody, Document } from '../language/statement.ts';
import { mapClaimBody } from '../language/map-claim.ts';
import { abbreviateBy } from '../render/abbreviations.ts';
import { printClaimBody } from '../render/text.ts';

/** The text of each claim of the document with names put in, by the claim's name. */
export const textsWithNames = (document: Document): ReadonlyMap<string, string> => {
  const lets = document.declarations.filter((d): d is Abbreviation => d.kind === 'let');
  return new Map(document.claims.map((claim) => [claim.name, printClaimBody(named(claim, lets))]));
};

const named = (claim: Claim, lets: readonly Abbreviation[]): ClaimBody => {
  const known = lets.filter((one) => one.span.start < claim.span.start);
  return abbreviated(claim.body, abbreviateBy(known, 'structure'));
};

/** What a control is equal to is said in full. */
const abbreviated = (body: ClaimBody, fold: (e: Expression) => Expression): ClaimBody =>
  body.kind === 'optimal' ? { ...body, value: body.value === null ? null : fold(body.value) } : mapClaimBody(body, fold);
