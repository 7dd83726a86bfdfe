/**
 * Runs the attacks with one seed: each is a test.
 */
import { describe, expect, test } from 'vitest';
import { checkClaim } from '../../../src/check/check.ts';
import type { VerdictName } from '../../../src/check/verdict.ts';
import { readDocument } from '../../../src/language/document.ts';
import type { Promised } from './case.ts';
import { THEMES } from './themes.ts';

/** Longer than the budget of a claim. */
const MILLISECONDS = 20_000;

const verdictOf = (source: string, seed: number): VerdictName => {
  const document = readDocument(source.trimStart(), 'attack.claim');
  expect(document.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  const [claim, ...more] = document.claims;
  if (claim === undefined || more.length > 0) throw new Error('one claim a document');
  return checkClaim(document, claim, { seed, budget: { milliseconds: 10_000, terms: 100_000 } }).verdict;
};

const ADMITTED: Readonly<Record<Promised, readonly VerdictName[]>> = {
  'proved': ['proved'], 'refuted': ['refuted'], 'not proved': ['refuted', 'undecided'], 'not refuted': ['proved', 'undecided'],
};

export const attackWith = (seed: number): void => {
  describe.each(THEMES)('%s', (_, cases) => {
    test.each(cases)('%s: %s', (_name, promised, source) => {
      expect(ADMITTED[promised]).toContain(verdictOf(source, seed));
    }, MILLISECONDS);
  });
};
