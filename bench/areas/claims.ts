/**
 * Each claim that is taken from the catalogue (its name begins with the number, `#16 …`), once warm.
 */
import { checkClaim } from '../../src/check/check.ts';
import { readDocument } from '../../src/language/document.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import { derivations } from '../documents.ts';
import { median, timed } from '../measure.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

const ROUNDS = 7;
/** After so long no further round is begun, if there has been one. */
const MILLISECONDS = 60_000;

/** The numbered claims, read anew: nothing that the checker keeps of a document is left from the round before. */
const numberedClaims = (): readonly { readonly document: Document; readonly claim: Claim }[] => derivations()
  .map(({ path, text }) => readDocument(text, path))
  .flatMap((document) => document.claims.map((claim) => ({ document, claim })))
  .filter(({ claim }) => /^#\d/.test(claim.name));

export const claims = (): readonly Row[] => {
  const names = numberedClaims().map(({ claim }) => claim.name);
  const times = names.map((): number[] => []);
  // The first round warms up. All claims are run in turn, so that each meets the caches as the others leave them.
  const start = performance.now();
  for (let round = 0; round <= ROUNDS && (round < 2 || performance.now() - start < MILLISECONDS); round += 1) {
    numberedClaims().forEach(({ document, claim }, index) => {
      const time = timed(() => { checkClaim(document, claim); });
      if (round > 0) times[index]?.push(time);
    });
  }
  const medians = times.map((each, index) => ({ time: median(each), name: names[index] ?? '' }));
  const slowest = medians.toSorted((a, b) => b.time - a.time);
  return [
    row('claims', 'numbered claims', medians.length, 'claims'),
    row('claims', 'median', median(medians.map(({ time }) => time)), 'ms'),
    ...slowest.slice(0, 5).map(({ time, name }, place) => row('claims', `slowest ${place + 1}: ${name}`, time, 'ms')),
    row('claims', 'over 10 ms', medians.filter(({ time }) => time > 10).length, 'claims'),
  ];
};
