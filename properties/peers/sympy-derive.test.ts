/**
 * A third opinion on whole derivations: the exported script proves every claim again, with SymPy and nothing of ours,
 * in components. Where there is no Python with SymPy, these tests are skipped and counted as skipped.
 *
 * In two components, or in one where two take SymPy long; SWEEP=all: in one and two.
 */
import { afterAll, expect, test } from 'vitest';
import { PYTHON, runScript, stopScripts } from '../../bench/sympy-scripts.ts';
import { readAndDiagnose } from '../../src/check/diagnose.ts';
import { exportSympy } from '../../src/check/sympy.ts';
import type { Document } from '../../src/language/statement.ts';
import { SOURCES } from '../../test/derive/sources.ts';
import { WHOLE_SWEEP } from '../sweep.ts';
import { derivedFrom } from '../../test/derive/whole.ts';

/** The sources, and what SymPy cannot decide of each: the name of a claim, and why. */
const ASKED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'full matrix noise': {},
  'Ornstein–Uhlenbeck': {},
  'variance exploding': {},
  'Cox–Ingersoll–Ross': {},
  'underdamped Langevin': {},
  'LQR': {},
  // The equation for the matrix is quadratic, and has no derivative: it is no rule for rewriting.
  'discounted LQR, infinite horizon': { 'Riccati equations for P': 'a hypothesis that is not solved for a derivative' },
  'Merton, power utility': {},
  'path-integral control': {},
  'the diffusion of a problem': {},
};

/** Sources whose claims take SymPy long in two dimensions. */
const SLOW_IN_TWO: ReadonlySet<string> = new Set(['full matrix noise', 'LQR', 'discounted LQR, infinite horizon']);

/** Processor time for a claim in one dimension, and longer than any derivation takes beside other work. */
const SECONDS = 120;
const MILLISECONDS = 600_000;

const withSympy = test.skipIf(PYTHON === null);
afterAll(stopScripts);

/** What the script prints for the claims of a document, in dimensions 1 and 2 or in the one that it fixes. */
const printed = async (document: Document, dimensions: readonly number[]): Promise<readonly string[]> => {
  const script = exportSympy(document, document.claims.map(({ name }) => name));
  const { stdout, stderr } = await runScript(script, [...dimensions.map(String), '--seconds', `${SECONDS}`]);
  if (stderr !== '') throw new Error(stderr);
  return stdout.trim().split('\n');
};

const dimensionsOf = (name: string, document: Document): readonly number[] => {
  if (document.dimension !== null) return [document.dimension];
  return WHOLE_SWEEP ? [1, 2] : SLOW_IN_TWO.has(name) ? [1] : [2];
};

/** Each claim once in each dimension: a script that stops half way proves nothing. */
const expected = (document: Document, dimensions: readonly number[], skipped: Readonly<Record<string, string>>): readonly string[] =>
  dimensions.flatMap((dimension) => document.claims.map(({ name }) =>
    (skipped[name] === undefined ? `ok ${name} d=${dimension}` : `SKIPPED ${name} d=${dimension}: ${skipped[name]}`)));

for (const [name, skipped] of Object.entries(ASKED)) {
  withSympy(`SymPy proves what is derived from: ${name}`, async () => {
    const { document } = await derivedFrom(name, SOURCES[name] ?? { text: '' });
    expect(Object.keys(skipped).filter((claim) => !document.claims.some((one) => one.name === claim))).toEqual([]);
    const dimensions = dimensionsOf(name, document);
    expect(await printed(document, dimensions)).toEqual(expected(document, dimensions, skipped));
  }, MILLISECONDS);
}

withSympy('SymPy refutes claims of a derivation that have a wrong factor', async () => {
  const { document } = await derivedFrom('dimension 1', SOURCES['dimension 1'] ?? { text: '' });
  const wrong = readAndDiagnose(document.claims.reduceRight((text, { span }) =>
    text.slice(0, span.start) + text.slice(span.start, span.end).replace('1/2', '1/3') + text.slice(span.end), document.source), document.path);
  const changed = wrong.claims.filter((claim, k) => claim.text !== document.claims[k]?.text).map(({ name }) => name);
  expect(changed.length).toBeGreaterThan(10);
  const lines = await printed(wrong, [1]);
  expect(changed.filter((name) => !lines.some((line) => line.startsWith(`FAILED ${name} d=1: a component is not zero`)))).toEqual([]);
}, MILLISECONDS);
