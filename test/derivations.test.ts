/**
 * The documents under derivations/: they read without an error, and every entry of the catalogue that is promised occurs
 * and is listed in docs/catalogue.md. That every claim ends as it is declared: properties/derivations/verdicts.test.ts.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../src/language/document.ts';
import type { Document } from '../src/language/statement.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Entries of shape F that are proved at a point, by parts, by algebra or by optimisation. */
const PROMISED = [
  4, 6, 8, 10, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 42, 44, 46, 48, 50, 52, 60, 68, 74, 94, 112, 114, 116,
  120, 122, 126, 136, 140, 160, 170, 174, 176, 178, 202, 210, 226, 232, 234, 236, 238, 240, 242, 244, 246, 248, 250,
  252, 254, 266, 276, 280, 282,
];

/** Entries of the list above that the catalogue calls false. */
const FALSE_AS_PRINTED = new Set([
  170, 174, 176, 178, 202, 210, 232, 234, 236, 238, 240, 242, 244, 246, 248, 250, 252, 254, 266, 276, 280, 282,
]);

const paths = readdirSync(join(ROOT, 'derivations'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .map((path) => `derivations/${path.replaceAll('\\', '/')}`)
  .sort();
const documents: readonly Document[] = paths.map((path) => readDocument(readFileSync(join(ROOT, path), 'utf8'), path));
const claims = documents.flatMap((document) => document.claims.map((claim) => ({ document, claim })));
const numberOf = (name: string): number | null => {
  const digits = /^#(\d+)\b/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
};

describe('every document', () => {
  test.each(documents.map((document) => [document.path, document] as const))('%s reads without a diagnostic', (_, document) => {
    expect(document.diagnostics).toEqual([]);
  });

  test.each(documents.map((document) => [document.path, document] as const))('%s states claims under different names', (_, document) => {
    const names = document.claims.map((claim) => claim.name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the catalogue', () => {
  test.each(PROMISED)('entry %i is stated', (number) => {
    const stated = claims.filter(({ claim }) => numberOf(claim.name) === number);
    expect(stated.length).toBeGreaterThan(0);
    const wanted = FALSE_AS_PRINTED.has(number) ? 'refute' : 'claim';
    expect(stated.some(({ claim }) => claim.declared === wanted)).toBe(true);
  });

  test('docs/catalogue.md lists every numbered claim, with its document and its verdict, and nothing else', () => {
    const rows = readFileSync(join(ROOT, 'docs/catalogue.md'), 'utf8').split('\n').filter((line) => /^\| \d/.test(line));
    const stated = claims.flatMap(({ document, claim }) => {
      const number = numberOf(claim.name);
      if (number === null) return [];
      const verdict = claim.declared === 'claim' ? 'proved' : 'refuted';
      const name = claim.name.slice(`#${number}`.length).trim();
      return [`| ${number} | [${document.path.slice('derivations/'.length)}](../${document.path}) | ${name} | ${verdict} |`];
    });
    expect([...rows].sort()).toEqual([...stated].sort());
  });
});
