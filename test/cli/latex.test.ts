/**
 * `hopfcole latex`: a document from its file to an article, with the checker itself.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandLine } from '../../src/cli/command-line.ts';
import { DEPENDENCIES } from '../../src/cli/dependencies.ts';
import type { Ran } from './stage.ts';
import { folderWith, recorder } from './stage.ts';

const run = async (...words: readonly string[]): Promise<Ran> => {
  const [stdout, stderr] = [recorder(), recorder()];
  const interruption = new AbortController().signal;
  const code = await commandLine(['latex', ...words], { stdout: stdout.output, stderr: stderr.output, dependencies: DEPENDENCIES, interruption });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
};

const document = (...claims: readonly string[]): string => `# Notes\n\nAs in [@anderson1982].\n\n\`\`\`claim\nparam a\n${claims.join('\n')}\n\`\`\`\n`;
const file = (text: string): string => join(folderWith({ 'notes.md': text }), 'notes.md');
const GOOD = document('claim "twice": a + a = 2 a', 'refute "thrice": a + a = 3 a');

describe('forms', () => {
  test('an article is the default', async () => {
    const { code, stdout, stderr } = await run(file(GOOD));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\\documentclass/);
    expect(stdout).toMatch(/\\end\{document\}\n$/);
    expect((await run(file(GOOD), '--article')).stdout).toBe(stdout);
  });
  test('a fragment, and Markdown', async () => {
    expect((await run(file(GOOD), '--fragment')).stdout).toMatch(/^% For the preamble:/);
    expect((await run(file(GOOD), '--markdown')).stdout).toMatch(/^# Notes\n/);
  });
  test('one at a time', async () => {
    expect(await run(file(GOOD), '--fragment', '--markdown')).toMatchObject({ code: 64, stdout: '' });
  });
  test('a narrow line breaks formulas', async () => {
    const long = file(document('claim "c": a + a^2 + a^3 + a^4 + a^5 + a^6 + a^7 + a^8 = a^8 + a^7 + a^6 + a^5 + a^4 + a^3 + a^2 + a'));
    expect((await run(long)).stdout).not.toContain('\\qquad');
    expect((await run(long, '--width', '30')).stdout).toContain('\\qquad');
    expect((await run(long, '--width', 'wide')).code).toBe(64);
  });
  test('proofs are told where they are wanted', async () => {
    expect((await run(file(GOOD), '--proofs')).stdout).toContain('In detail.');
    expect((await run(file(GOOD))).stdout).not.toContain('In detail.');
  });
});

test('only the claims that are wanted', async () => {
  const { code, stdout } = await run(file(GOOD), '--only', 'twice');
  expect(code).toBe(0);
  expect(stdout).toContain('{twice}');
  expect(stdout).not.toContain('thrice');
});

describe('files', () => {
  test('the article into one, its references into another', async () => {
    const folder = folderWith({ 'notes.md': GOOD });
    const [output, references] = [join(folder, 'out.tex'), join(folder, 'refs.bib')];
    expect(await run(join(folder, 'notes.md'), '-o', output, '--bibliography', references)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(output, 'utf8')).toContain('\\bibliography{refs}');
    expect(readFileSync(references, 'utf8')).toContain('@article{anderson1982,');
  });
  test.each(['a b.bib', 'refs.txt', '}.bib', 'a_b.bib'])('a bibliography in %s is refused', async (name) => {
    const { code, stderr } = await run(file(GOOD), '--bibliography', name);
    expect(code).toBe(64);
    expect(stderr).toContain("a bibliography is 'inline' or a file such as references.bib");
  });
  test('Markdown has none of its own', async () => {
    expect((await run(file(GOOD), '--markdown', '--bibliography', 'refs.bib')).code).toBe(64);
  });
  test('a place that cannot be written', async () => {
    expect((await run(file(GOOD), '-o', '/nowhere/out.tex')).code).toBe(64);
  });
  test('never over the document', async () => {
    const path = file(GOOD);
    expect(await run(path, '-o', path)).toMatchObject({ code: 64, stdout: '' });
    expect(readFileSync(path, 'utf8')).toBe(GOOD);
  });
});

describe('exit codes', () => {
  test('an article is written all the same where a claim fails', async () => {
    const { code, stdout } = await run(file(document('claim "no": a = 2 a')));
    expect(code).toBe(1);
    expect(stdout).toContain('Claimed, but refuted');
  });
  test('a document with errors, one without claims, one that is not there', async () => {
    expect(await run(file(document('claim "no": b = a')))).toMatchObject({ code: 2, stdout: '' });
    expect((await run(file('# Only words\n'))).code).toBe(4);
    expect((await run('/nowhere/notes.md')).code).toBe(2);
  });
});
