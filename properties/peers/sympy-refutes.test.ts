/**
 * A third opinion on every document under derivations/: SymPy, in components, does not prove what is refuted. Where there
 * is no Python with SymPy, these tests are skipped and counted as skipped.
 *
 * In one component, and in two where one shows nothing; SWEEP=all: in both.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { PYTHON, stopScripts } from '../../bench/sympy-scripts.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import { WHOLE_SWEEP } from '../sweep.ts';
import { MILLISECONDS, declared, documents, opinions } from './opinions.ts';

/** What the script says of a claim that is not true. */
const REFUTATIONS: ReadonlySet<string> = new Set(['a component is not zero', 'the second derivative has the wrong sign']);

const withSympy = test.skipIf(PYTHON === null);
afterAll(stopScripts);

/** The claims that the script refutes in none of these dimensions. */
const unrefuted = async (document: Document, claims: readonly Claim[], dimensions: readonly number[]): Promise<readonly Claim[]> => {
  const lines = await opinions(document, claims, dimensions);
  // A component that is not zero, in one dimension at least: a script that breaks refutes nothing.
  const failed = lines.filter(({ status, reason }) => status === 'FAILED' && REFUTATIONS.has(reason)).map(({ name }) => name);
  return claims.filter(({ name }) => !failed.includes(name));
};

describe('SymPy proves no refuted claim', () => {
  for (const document of documents.filter((one) => declared(one, 'refute').length > 0)) {
    withSympy(document.path, async () => {
      const refuted = declared(document, 'refute');
      const first = WHOLE_SWEEP ? refuted : await unrefuted(document, refuted, [1]);
      const left = first.length === 0 ? [] : await unrefuted(document, first, WHOLE_SWEEP ? [1, 2] : [2]);
      expect(left.map(({ name }) => name)).toEqual([]);
    }, MILLISECONDS);
  }
});
