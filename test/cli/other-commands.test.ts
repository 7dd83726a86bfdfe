import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { targetOf } from '../../src/cli/commands/explain.ts';
import { folderWith, hopfcole } from './stage.ts';

describe('explain', () => {
  const folder = (): string => folderWith({ 'a.md': 'claim score = proved\nprose\nclaim score, twice = refuted\n' });
  test('a code of the language', async () => {
    expect(await hopfcole(['explain', 'e0101'])).toEqual({ code: 0, stdout: 'E0101: A name is not declared.\n', stderr: '' });
  });
  test('a code of a file', async () => {
    expect((await hopfcole(['explain', 'F0005'])).stdout).toContain('archive');
  });
  test('a code that does not exist', async () => {
    expect(await hopfcole(['explain', 'E9999'])).toMatchObject({ code: 64, stderr: 'error: there is no error code E9999\n' });
  });
  test('a claim by its place', async () => {
    const { code, stdout } = await hopfcole(['explain', `${join(folder(), 'a.md')}:3`]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^score, twice\n.*a\.md:3:1\n/);
    expect(stdout).toContain('The verdict: refuted');
  });
  test('a claim by its name, which fits whole before it fits as a part', async () => {
    const { code, stdout } = await hopfcole(['explain', join(folder(), 'a.md'), 'score']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('twice');
  });
  test('its proof or refutation, as it is told', async () => {
    expect((await hopfcole(['explain', join(folder(), 'a.md'), 'score'])).stdout).toContain('The proof\nThis cannot be told term by term: it is a toy.\n');
    expect((await hopfcole(['explain', join(folder(), 'a.md'), 'TWICE'])).stdout).toContain('Why not\nThis cannot be told term by term: it is a toy.\n');
  });
  test('a part of a name', async () => {
    expect((await hopfcole(['explain', join(folder(), 'a.md'), 'TWICE'])).stdout).toContain('score, twice\n');
  });
  test('all claims of a document', async () => {
    expect((await hopfcole(['explain', join(folder(), 'a.md')])).stdout.match(/The verdict/g)).toHaveLength(2);
  });
  test('where nothing fits, the claims that there are', async () => {
    const { code, stderr } = await hopfcole(['explain', `${join(folder(), 'a.md')}:2`]);
    expect(code).toBe(4);
    expect(stderr).toMatch(/no claim fits; there are\n.*a\.md:1 {2}score\n/);
  });
  test('a document with errors is told as such', async () => {
    expect((await hopfcole(['explain', `${join(folderWith({ 'a.md': 'error x' }), 'a.md')}:1`])).code).toBe(2);
  });
  test('one word is a name, a path, or a place', () => {
    expect(targetOf('Anderson', undefined)).toEqual({ paths: ['.'], line: null, name: 'Anderson' });
    expect(targetOf('chapter: 3', undefined)).toEqual({ paths: ['.'], line: null, name: 'chapter: 3' });
    expect(targetOf('notes/a:3', undefined)).toEqual({ paths: ['notes/a'], line: 3, name: null });
    expect(targetOf('a.md', '12')).toEqual({ paths: ['a.md'], line: 12, name: null });
  });
});

describe('mutate', () => {
  test('alters what is proved, and only that', async () => {
    const folder = folderWith({ 'a.md': 'claim A = proved\nclaim B = refuted\nrefute C = proved\n' });
    const { code, stdout } = await hopfcole(['mutate', folder]);
    expect(code).toBe(0);
    expect(stdout).toContain('2 mutants of 1 proved claim: 1 still true, 1 refuted, 0 undecided; 100 % of the false ones refuted');
    expect(stdout).not.toMatch(/^ {2}[BC] /m);
  });
  test('an undecided mutant is listed and is exit code 3', async () => {
    const { code, stdout } = await hopfcole(['mutate', folderWith({ 'a.md': 'claim hard = proved' })]);
    expect(code).toBe(3);
    expect(stdout).toContain('? undecided  order\n');
  });
  test('as JSON', async () => {
    const { stdout } = await hopfcole(['mutate', '--reporter', 'json', folderWith({ 'a.md': 'claim A = proved' })]);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { mutants: 2, refuted: 1, stillTrue: 1, undecided: 0 } });
  });
  test('no proved claim is exit code 4, a document with errors 2', async () => {
    expect((await hopfcole(['mutate', folderWith({ 'a.md': 'claim A = refuted' })])).code).toBe(4);
    expect((await hopfcole(['mutate', folderWith({ 'a.md': 'error x' })])).code).toBe(2);
  });
  test('stopped by the user, it prints what there is', async () => {
    const { code, stdout } = await hopfcole(['mutate', folderWith({ 'a.md': 'claim A = proved' })], AbortSignal.abort());
    expect(code).toBe(130);
    expect(stdout).toContain('0 mutants');
  });
});

describe('export', () => {
  const file = (): string => join(folderWith({ 'a.md': 'claim A = proved\nclaim B = refuted\nclaim C = proved' }), 'a.md');
  test('only what is proved is exported, and the rest is counted', async () => {
    expect(await hopfcole(['export', file(), '--to', 'sympy'])).toEqual({
      code: 0, stdout: '# proves A, C\n', stderr: '1 claim not exported, since only what is proved is\n',
    });
  });
  test('into a file', async () => {
    const output = join(folderWith({}), 'out.py');
    expect((await hopfcole(['export', file(), '--to', 'sympy', '-o', output])).stdout).toBe('');
    expect(readFileSync(output, 'utf8')).toBe('# proves A, C\n');
  });
  test('a document with errors, one without proofs, one that is not there', async () => {
    const folder = folderWith({ 'a.md': 'error x', 'b.md': 'claim A = refuted' });
    for (const [name, code] of [['a.md', 2], ['b.md', 4], ['c.md', 2]] as const) {
      expect((await hopfcole(['export', join(folder, name), '--to', 'sympy'])).code).toBe(code);
    }
  });
  test('a place that cannot be written', async () => {
    expect((await hopfcole(['export', file(), '--to', 'sympy', '-o', '/nowhere/out.py'])).code).toBe(64);
  });
});

test('schema prints the published file', async () => {
  const published = readFileSync(new URL('../../schema/results.schema.json', import.meta.url), 'utf8');
  expect(await hopfcole(['schema'])).toEqual({ code: 0, stdout: published, stderr: '' });
});

describe('completion', () => {
  /** What bash offers for the words typed so far, the last of them being completed. */
  const offered = async (...words: readonly string[]): Promise<readonly string[]> => {
    const { stdout: script } = await hopfcole(['completion', 'bash']);
    const line = words.map((word) => `'${word}'`).join(' ');
    const ask = `COMP_WORDS=(hopfcole ${line}); COMP_CWORD=${words.length}; _hopfcole; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', `${script}\n${ask}`], { encoding: 'utf8', cwd: folderWith({}) }).trim().split('\n');
  };
  test('bash completes commands, options and values', async () => {
    expect(await offered('mu')).toEqual(['mutate']);
    expect(await offered('check', '--se')).toEqual(['--seed']);
    expect(await offered('--ver')).toEqual(['--verbose']);
    expect(await offered('check', '--reporter', 'j')).toEqual(['json', 'jsonl', 'junit']);
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(await offered('export', 'a.md', '--t')).toEqual(['--to']);
  });
  test.each(['zsh', 'fish'])('%s is told every command and every option', async (shell) => {
    const { code, stdout } = await hopfcole(['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['check', 'lint', 'explain', 'mutate', 'export', 'schema', 'completion', 'only', 'seed', 'budget', 'jobs', 'watch', 'reporter']) {
      expect(stdout).toContain(word);
    }
  });
});
