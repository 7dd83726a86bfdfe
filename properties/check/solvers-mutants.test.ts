/**
 * Single-edit mutants of true claims, one claim for each way in which solvers look at one: each is contradicted, but for as many as the case says.
 */
import { expect, test } from 'vitest';
import { solvers } from '../../src/check/witness/solvers.ts';
import { printClaim } from '../../src/render/text.ts';
import { stated } from '../../test/check/reading.ts';
import { CASES, refutedMutants } from '../../test/check/witness/solvers/cases.ts';
import { WHOLE_SWEEP } from '../sweep.ts';

const SEED = 5;
const MUTANTS = WHOLE_SWEEP ? 12 : 3;

test.each(CASES)('$name', async ({ block, slips }) => {
  const { document, claim } = stated(block);
  const wrong = refutedMutants(document, claim, MUTANTS);
  expect(wrong.length).toBeGreaterThanOrEqual(2);
  const survivors: string[] = [];
  for (const mutant of wrong) {
    const { outcome, reason } = await solvers.testify(document, mutant, SEED);
    if (outcome !== 'contradicts') survivors.push(`${printClaim(mutant)}: ${outcome}, ${reason ?? ''}`);
  }
  expect(survivors.length, survivors.join('\n')).toBeLessThanOrEqual(WHOLE_SWEEP ? MUTANTS / 3 : slips);
}, 60_000);
