import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CODE_NAMES, CODES, explainCode } from '../../src/language/codes.ts';

// The language finds most errors; those of meaning are found by `check`.
const folders = ['language', 'check'].map((name) => new URL(`../../src/${name}/`, import.meta.url));
const sources = folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && name !== 'codes.ts')
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))).join('\n');

test('every code has a title and a paragraph', () => {
  for (const code of CODE_NAMES) {
    expect(CODES[code].title.length).toBeGreaterThan(5);
    expect(CODES[code].text.length).toBeGreaterThan(30);
  }
});

test('every code is used, and every code that is used is explained', () => {
  const used = new Set(sources.match(/E0\d{3}/g));
  expect([...CODE_NAMES].filter((code) => !used.has(code))).toEqual([]);
  expect([...used].filter((code) => explainCode(code) === null)).toEqual([]);
});

test('codes are found in any case, and nothing else is', () => {
  expect(explainCode('e0201')?.title).toBe('a name that is not declared');
  expect(explainCode('E9999')).toBeNull();
  expect(explainCode('constructor')).toBeNull();
});
