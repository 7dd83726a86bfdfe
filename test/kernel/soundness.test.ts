/**
 * Attacks on the kernel: documents, each with one claim, and the verdict that it must or must not have. Most of the
 * claims are false in a way that a careless rule would not notice, or true in a way that a careless search for
 * counterexamples would not respect.
 */
import { describe, expect, test } from 'vitest';
import { checkClaim } from '../../src/check/check.ts';
import type { VerdictName } from '../../src/check/verdict.ts';
import { readDocument } from '../../src/language/document.ts';
import type { Case, Promised } from './soundness/case.ts';
import { conditions } from './soundness/conditions.ts';
import { densities1 } from './soundness/densities-1.ts';
import { densities2 } from './soundness/densities-2.ts';
import { expectationsAndValues1 } from './soundness/expectations-and-values-1.ts';
import { expectationsAndValues2 } from './soundness/expectations-and-values-2.ts';
import { functions } from './soundness/functions.ts';
import { hypotheses1 } from './soundness/hypotheses-1.ts';
import { hypotheses2 } from './soundness/hypotheses-2.ts';
import { integrals } from './soundness/integrals.ts';
import { leads } from './soundness/leads.ts';
import { optima } from './soundness/optima.ts';
import { overDetermined } from './soundness/over-determined.ts';
import { tensors1 } from './soundness/tensors-1.ts';
import { tensors2 } from './soundness/tensors-2.ts';

const THEMES: readonly (readonly [string, readonly Case[]])[] = [
  ['expectations and values', [...expectationsAndValues1, ...expectationsAndValues2]],
  ['densities', [...densities1, ...densities2]],
  ['integrals', integrals],
  ['optima', optima],
  ['conditions', conditions],
  ['hypotheses', [...hypotheses1, ...hypotheses2, ...overDetermined]],
  ['leads', leads],
  ['tensors', [...tensors1, ...tensors2]],
  ['functions', functions],
];

/** Longer than the budget of a claim. */
const MILLISECONDS = 20_000;
const SEEDS: readonly number[] = [1, 7];

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

describe.each(THEMES)('%s', (_, cases) => {
  test.each(cases)('%s: %s', (_name, promised, source) => {
    for (const seed of SEEDS) expect(ADMITTED[promised]).toContain(verdictOf(source, seed));
  }, MILLISECONDS);
});
