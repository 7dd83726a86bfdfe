/**
 * A third opinion on every document under derivations/: SymPy, in components, proves what is proved and does not prove
 * what is refuted. Where there is no Python with SymPy, these tests are skipped and counted as skipped.
 *
 * Every claim of every document is tried: a proved one in two components, or in one where two take SymPy long; a refuted
 * one in one component, and in two where one shows nothing. SWEEP=all: in one, two and three, which takes half an hour.
 */
import { execFile } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { derivations } from '../../bench/documents.ts';
import { pythonWithSympy } from '../../bench/python.ts';
import { exportSympy } from '../../src/check/sympy.ts';
import { readDocument } from '../../src/language/document.ts';
import type { Claim, Document } from '../../src/language/statement.ts';
import { WHOLE_SWEEP } from '../sweep.ts';

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

/** What the script says of a claim that is not true. */
const REFUTATIONS: ReadonlySet<string> = new Set(['a component is not zero', 'the second derivative has the wrong sign']);

/** Refuted claims that the script cannot decide. */
const NOT_REFUTED: ReadonlySet<string> = new Set([]);

/** Processor time for a claim in one dimension: some ten times what the slowest one takes. */
const SECONDS = 120;
/** Longer than any document takes beside other work, so that a claim that is slow is reported by its name. */
const MILLISECONDS = 600_000;

const python = pythonWithSympy();
const withSympy = test.skipIf(python === null);
const documents: readonly Document[] = derivations().map(({ path, text }) => readDocument(text, path));
const declared = (document: Document, as: Claim['declared']): readonly Claim[] =>
  document.claims.filter((claim) => claim.declared === as);

interface Line {
  readonly status: 'ok' | 'FAILED' | 'SKIPPED';
  readonly name: string;
  readonly dimension: number;
  /** Why it failed or was skipped. */
  readonly reason: string;
}

const lineOf = (text: string): Line => {
  const [, status, name = '', dimension, reason = ''] = /^(ok|FAILED|SKIPPED) (.*) d=(\d+)(?:: (.*))?$/.exec(text) ?? [];
  if (status !== 'ok' && status !== 'FAILED' && status !== 'SKIPPED') throw new Error(`the script printed: ${text}`);
  return { status, name, dimension: Number(dimension), reason };
};

/** Runs the script for some claims of a document in these dimensions, or in the one that the document fixes. */
const opinions = async (document: Document, claims: readonly Claim[], dimensions: readonly number[]): Promise<readonly Line[]> => {
  const script = exportSympy({ ...document, claims }, claims.map((claim) => claim.name));
  const chosen = document.dimension === null ? dimensions : [document.dimension];
  const printed = await new Promise<string>((resolve, reject) => {
    const child = execFile(python ?? 'python3', ['-', ...chosen.map(String), '--seconds', `${SECONDS}`], (_, stdout, stderr) => {
      if (stderr === '') resolve(stdout);
      else reject(new Error(stderr));
    });
    child.stdin?.end(script);
  });
  const lines = printed.trim().split('\n').map(lineOf);
  // Each claim once in each dimension: a script that stops half way proves nothing.
  expect(lines.map(({ name, dimension }) => `${name} d=${dimension}`)).toEqual(
    chosen.flatMap((dimension) => claims.map(({ name }) => `${name} d=${dimension}`)));
  return lines;
};

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
      expect(left.map(({ name }) => name).filter((name) => !NOT_REFUTED.has(name))).toEqual([]);
    }, MILLISECONDS);
  }
});

withSympy('the lists of exceptions name only what there is', () => {
  const names = documents.flatMap(({ claims }) => claims.map(({ name }) => name));
  for (const name of [...SKIPPED.keys(), ...NOT_REFUTED]) expect(names).toContain(name);
  for (const path of [...SLOW_IN_TWO, ...SLOW_IN_THREE]) expect(documents.map((document) => document.path)).toContain(path);
});
