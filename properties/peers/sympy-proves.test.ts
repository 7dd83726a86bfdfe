/**
 * A third opinion on every document under derivations/: SymPy, in components, proves what is proved. Where there is no
 * Python with SymPy, these tests are skipped and counted as skipped.
 *
 * In two components, or in one where two take SymPy long; SWEEP=all: in one, two and three, which takes half an hour.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { PYTHON, stopScripts } from '../../bench/sympy-scripts.ts';
import type { Document } from '../../src/language/statement.ts';
import { WHOLE_SWEEP } from '../sweep.ts';
import type { Line } from './opinions.ts';
import { MILLISECONDS, declared, documents, opinions } from './opinions.ts';

/** What SymPy cannot decide by the script, and why: anything else that is skipped is news. */
const SKIPPED: ReadonlyMap<string, string> = new Map([
  ['#56 the value', 'an optimum of an expression that is not quadratic'],
  ['#56 without a horizon: the value', 'an optimum of an expression that is not quadratic'],
  ['with consumption: the value', 'an optimum of an expression that is not quadratic'],
  ['with consumption, to a horizon: the value', 'an optimum of an expression that is not quadratic'],
  ['without a horizon: the value', 'an optimum of an expression that is not quadratic'],
]);

/** Documents that take SymPy some seconds in two dimensions: in a run that is not the whole sweep they are proved in one. */
const SLOW_IN_TWO: ReadonlySet<string> = new Set([
  'derivations/gaussian-data.md', 'derivations/gaussian-kernels.md', 'derivations/information.md', 'derivations/linear-quadratic-gaussian.md',
  'derivations/linear-quadratic-regulator.md', 'derivations/linearly-solvable-control.md', 'derivations/ornstein-uhlenbeck.md',
]);

/** Documents that take SymPy some ten seconds or more in three dimensions: they are proved in one and two. */
const SLOW_IN_THREE: ReadonlySet<string> = new Set([
  'derivations/blog/policy-iteration.md', 'derivations/gaussian-algebra.md', 'derivations/gaussian-data.md',
  'derivations/gaussian-kernels.md', 'derivations/grad-tts.md', 'derivations/information.md',
  'derivations/linear-quadratic-gaussian.md', 'derivations/linear-quadratic-regulator.md', 'derivations/lqr-matrix.md',
  'derivations/ornstein-uhlenbeck.md',
]);

const withSympy = test.skipIf(PYTHON === null);
afterAll(stopScripts);

/** What each claim is expected to print, in every dimension that it is tried in. */
const expected = (lines: readonly Line[]): readonly Line[] => lines.map(({ name, dimension }): Line => {
  const reason = SKIPPED.get(name);
  return reason === undefined ? { status: 'ok', name, dimension, reason: '' } : { status: 'SKIPPED', name, dimension, reason };
});

/** In which dimensions a document is tried where it does not fix one. */
const dimensionsOf = (document: Document): readonly number[] => {
  if (WHOLE_SWEEP) return SLOW_IN_THREE.has(document.path) ? [1, 2] : [1, 2, 3];
  return SLOW_IN_TWO.has(document.path) ? [1] : [2];
};

describe('SymPy proves every proved claim again', () => {
  for (const document of documents.filter((one) => declared(one, 'claim').length > 0)) {
    withSympy(document.path, async () => {
      const proved = declared(document, 'claim');
      const lines = await opinions(document, proved, dimensionsOf(document));
      expect(lines).toEqual(expected(lines));
    }, MILLISECONDS);
  }
});

withSympy('the lists of exceptions name only what there is', () => {
  const names = documents.flatMap(({ claims }) => claims.map(({ name }) => name));
  for (const name of SKIPPED.keys()) expect(names).toContain(name);
  for (const path of [...SLOW_IN_TWO, ...SLOW_IN_THREE]) expect(documents.map((document) => document.path)).toContain(path);
});
