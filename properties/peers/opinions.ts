/**
 * What SymPy says, in components, of claims of the documents under derivations/.
 */
import { expect } from 'vitest';
import { derivations } from '../../bench/documents.ts';
import { runScript } from '../../bench/sympy-scripts.ts';
import { exportSympy } from '../../src/check/sympy.ts';
import { readDocument } from '../../src/language/document.ts';
import type { Claim, Document } from '../../src/language/statement.ts';

/** Processor time for a claim in one dimension: some ten times what the slowest one takes. */
const SECONDS = 120;
/** Longer than any document takes beside other work, so that a claim that is slow is reported by its name. */
export const MILLISECONDS = 600_000;

export const documents: readonly Document[] = derivations().map(({ path, text }) => readDocument(text, path));
export const declared = (document: Document, as: Claim['declared']): readonly Claim[] =>
  document.claims.filter((claim) => claim.declared === as);

export interface Line {
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
export const opinions = async (document: Document, claims: readonly Claim[], dimensions: readonly number[]): Promise<readonly Line[]> => {
  const script = exportSympy({ ...document, claims }, claims.map((claim) => claim.name));
  const chosen = document.dimension === null ? dimensions : [document.dimension];
  const { stdout, stderr } = await runScript(script, [...chosen.map(String), '--seconds', `${SECONDS}`]);
  if (stderr !== '') throw new Error(stderr);
  const lines = stdout.trim().split('\n').map(lineOf);
  // Each claim once in each dimension: a script that stops half way proves nothing.
  expect(lines.map(({ name, dimension }) => `${name} d=${dimension}`)).toEqual(
    chosen.flatMap((dimension) => claims.map(({ name }) => `${name} d=${dimension}`)));
  return lines;
};
