/**
 * What trained networks say of claims and of their single-edit mutants: no claim that is proved is contradicted, and of the mutants that the kernel
 * refutes most are. Those that slip through are printed by name.
 *
 * FC_SEED gives other settings, other networks and other mutants; FC_MUTANTS more of them of each claim.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../bench/documents.ts';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { decide, limitsOf } from '../../src/check/decide.ts';
import { networks } from '../../src/check/witness/networks.ts';
import { faultOf } from '../../src/check/witness/testimony.ts';
import type { Evidence } from '../../src/check/witness/witness.ts';
import { editText } from '../../src/check/wording.ts';
import { readDocument } from '../../src/language/document.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';
import { singleEdits } from '../../src/search/edits.ts';

/** Those of which networks speak, below derivations/; and how many of their claims they support, at least, whatever the seed. */
const DOCUMENTS: readonly (readonly [name: string, supported: number])[] = [
  ['time-reversal', 1], ['probability-flow', 3], ['log-density', 1], ['ornstein-uhlenbeck', 1],
];
/** The share of refuted mutants that are contradicted, at least. Errors that linear drifts and constant noises hide are among the others. */
const SHARE = 0.6;
const MILLISECONDS = 120_000;

const seed = fc.readConfigureGlobal().seed ?? 1;
const MUTANTS = Number(process.env['FC_MUTANTS'] ?? 3);
const OPTIONS = { ...DEFAULT_OPTIONS, budget: { ...DEFAULT_OPTIONS.budget, milliseconds: 1000 } };
const verdictOn = (document: Document, claim: Claim): string => decide(document, claim, OPTIONS, limitsOf(OPTIONS)).verdict;

const said = async (document: Document, claim: Claim): Promise<Evidence> => {
  const evidence = await networks.testify(document, claim, seed);
  expect(faultOf(evidence)).toBeNull();
  return evidence;
};

/** So many single edits, drawn by the seed. */
const mutantsOf = (document: Document, claim: Claim): readonly { readonly name: string; readonly mutant: Claim }[] => {
  const edits = [...singleEdits(claim)];
  const stream = streamOf(seed, 'mutants for networks', document.path, claim.name);
  return Array.from({ length: Math.min(MUTANTS, edits.length) }, (_, k) => edits.splice(stream.integer(k, 0, edits.length - 1), 1)[0]!)
    .map(({ edit, claim: mutant }) => ({ name: `${document.path}: ${claim.name}: ${editText(edit)}`, mutant }));
};

const tally = { contradicted: 0, slipped: [] as string[] };

describe.each(DOCUMENTS)('%s', (name, least) => {
  const path = `derivations/${name}.md`;
  const document = readDocument(readFileSync(join(ROOT, path), 'utf8'), path);

  test('what is proved is never contradicted; what is refuted mostly is', async () => {
    let supported = 0;
    for (const claim of document.claims) {
      const evidence = await said(document, claim);
      if (claim.declared === 'claim') {
        expect({ claim: claim.name, evidence }).not.toMatchObject({ evidence: { outcome: 'contradicts' } });
        if (evidence.outcome !== 'supports') continue;
        supported += 1;
        for (const { name: edited, mutant } of mutantsOf(document, claim)) {
          const verdict = verdictOn(document, mutant);
          const { outcome, reason } = await said(document, mutant);
          if (verdict === 'proved') expect({ edited, outcome }).not.toMatchObject({ outcome: 'contradicts' });
          if (verdict !== 'refuted') continue;
          if (outcome === 'contradicts') tally.contradicted += 1;
          else tally.slipped.push(`${edited}: ${outcome}${reason === null ? '' : `, ${reason}`}`);
        }
      } else if (evidence.outcome === 'contradicts') tally.contradicted += 1;
      else if (!/no score|integral|not learned/.test(evidence.reason ?? '')) tally.slipped.push(`${path}: ${claim.name}: ${evidence.outcome}${evidence.reason === null ? '' : `, ${evidence.reason}`}`);
    }
    expect(supported).toBeGreaterThanOrEqual(least);
  }, MILLISECONDS);
});

test('of the wrong versions most are contradicted', () => {
  const { contradicted, slipped } = tally;
  process.stdout.write(`networks contradict ${contradicted} of ${contradicted + slipped.length} wrong versions${slipped.length === 0 ? '' : '; these slip through:'}\n`);
  for (const name of slipped) process.stdout.write(`  ${name}\n`);
  expect(contradicted).toBeGreaterThanOrEqual(SHARE * (contradicted + slipped.length));
  expect(contradicted).toBeGreaterThan(DOCUMENTS.length);
});
