/** Every claim of every document under derivations/ ends as it is declared. */
import { describe, expect, test } from 'vitest';
import { derivations } from '../../bench/documents.ts';
import { checkClaim } from '../../src/check/check.ts';
import { readDocument } from '../../src/language/document.ts';

/** Longer than the budget of one claim, so that a slow claim is reported as undecided and not as a test that hung. */
const MILLISECONDS = 20_000;

describe.each(derivations().map(({ path, text }) => [path, readDocument(text, path)] as const))('%s', (_, document) => {
  test.each(document.claims.map((claim) => [`${claim.line} ${claim.name}`, claim] as const))('%s', (_name, claim) => {
    const { verdict, stuckOn, residual } = checkClaim(document, claim);
    expect({ verdict, stuckOn, residual: verdict === 'proved' ? null : residual }).toMatchObject(
      claim.declared === 'claim' ? { verdict: 'proved' } : { verdict: 'refuted' },
    );
  }, MILLISECONDS);
});
