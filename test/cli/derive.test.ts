import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandLine } from '../../src/cli/command-line.ts';
import { DEPENDENCIES } from '../../src/cli/dependencies.ts';
import type { Ran } from './stage.ts';
import { folderWith, hopfcole, recorder } from './stage.ts';

const file = (text: string): string => join(folderWith({ 'a.md': text }), 'a.md');

describe('what is derived from', () => {
  test('a document, all of it or what is named', async () => {
    const path = file('# My notes\nprocess X\nprocess Y\n');
    expect(await hopfcole(['derive', path, '--to', 'json'])).toEqual({
      code: 0, stdout: 'json of My notes: what follows ()\n', stderr: 'not found: a closed form: none fits\n',
    });
    expect((await hopfcole(['derive', path, '--to', 'json', '--only', 'Y'])).stdout).toBe('json of My notes: what follows (Y)\n');
  });

  test('statements of the command line', async () => {
    const { code, stdout } = await hopfcole(['derive', '--process', 'dX = dW', '--to', 'document']);
    expect(code).toBe(0);
    expect(stdout).toBe('process X: dX = dW\n');
  });

  test('not both, and not nothing', async () => {
    const both = await hopfcole(['derive', file('process X\n'), '--process', 'dX = dW']);
    expect(both).toMatchObject({ code: 64, stderr: expect.stringContaining('not both') as string });
    const nothing = await hopfcole(['derive']);
    expect(nothing).toMatchObject({ code: 64, stderr: expect.stringContaining("--process 'dX") as string });
  });

  test('a name that the document does not declare is refused, with those that it has', async () => {
    const { code, stderr } = await hopfcole(['derive', file('process X\n'), '--only', 'Z']);
    expect(code).toBe(64);
    expect(stderr).toContain("no process and no problem 'Z'; it has X");
  });

  test('a document without processes and problems', async () => {
    expect(await hopfcole(['derive', file('declare\n')])).toMatchObject({ code: 4, stderr: 'nothing to derive: the document declares no process and no problem\n' });
  });

  test('a document with errors', async () => {
    expect((await hopfcole(['derive', file('process X\nerror oops\n')])).code).toBe(2);
    const fromLine = await hopfcole(['derive', '--process', 'dX = dW', '--declare', 'error oops']);
    expect(fromLine.code).toBe(2);
    expect(fromLine.stderr).toContain('--field');
  });
});

describe('what is written', () => {
  test.each([
    ['text', 'text of My notes: what follows (), 118 wide\n'], ['markdown', 'markdown of My notes: what follows (), null wide\n'],
    ['latex', 'article of My notes: what follows (), null wide\n'], ['sympy', '# proves \n'],
  ])('%s', async (form, text) => {
    expect((await hopfcole(['derive', file('# My notes\nprocess X\n'), '--to', form])).stdout).toBe(text);
  });

  test('a fragment of LaTeX, of a width', async () => {
    const { stdout } = await hopfcole(['derive', file('# My notes\nprocess X\n'), '--to', 'latex', '--fragment', '--width', '60']);
    expect(stdout).toBe('fragment of My notes: what follows (), 60 wide\n');
  });

  test('a file, written whole', async () => {
    const path = file('process X\n');
    const output = join(path, '..', 'out.txt');
    expect((await hopfcole(['derive', path, '-o', output])).stdout).toBe('');
    expect(readFileSync(output, 'utf8')).toContain('text of');
  });

  test('never over the document', async () => {
    const path = file('process X\n');
    const { code, stderr } = await hopfcole(['derive', path, '-o', join(path, '..', '.', 'a.md')]);
    expect(code).toBe(64);
    expect(stderr).toContain('is the document itself, and is not written over');
    expect(readFileSync(path, 'utf8')).toBe('process X\n');
  });

  test('a place that cannot be written, with the reason', async () => {
    const path = file('process X\n');
    expect((await hopfcole(['derive', path, '-o', join(path, '..')])).stderr).toMatch(/ cannot be written: it is a folder\n$/);
    expect((await hopfcole(['derive', path, '-o', join(path, 'x')])).stderr).toMatch(/ cannot be written: no such file or folder\n$/);
  });

  test('the title is the first heading, and not a comment in a fence', async () => {
    const title = async (text: string): Promise<string> => (await hopfcole(['derive', file(text), '--to', 'json'])).stdout;
    expect(await title('```claim\n# a comment\n```\nprocess X\n')).toBe('json of What follows from X ()\n');
    expect(await title('```claim\n# a comment\n```\n\n# Notes #\nprocess X\n')).toBe('json of Notes: what follows ()\n');
    expect(await title('process X\n~~~\n# never closed\n')).toBe('json of What follows from X ()\n');
  });

  test('a form that there is not', async () => {
    expect((await hopfcole(['derive', file('process X\n'), '--to', 'word'])).code).toBe(64);
  });
});

describe('how it ends', () => {
  test('an ansatz that was asked for and does not close is a failure, with the reason', async () => {
    const { code, stderr } = await hopfcole(['derive', file('problem P\n'), '--ansatz', 'V = x^2']);
    expect(code).toBe(1);
    expect(stderr).toBe('not found: the ansatz: V = x^2 leaves x^4\n');
  });

  test('a reason of several lines keeps them, so that a caret stays under its place', async () => {
    const { stderr } = await hopfcole(['derive', file('problem P\n'), '--ansatz', 'V = (\n    ^']);
    expect(stderr).toBe('not found: the ansatz:\n    V = (\n        ^ leaves x^4\n');
  });

  test.each([
    ['--ansatz is about a problem of control, and none is declared', 'process X\n', ['--ansatz', 'V = 0']],
    ['--from-problem is about a problem of control, and none is declared', 'process X\n', ['--from-problem']],
    ['--ansatz is about a problem of control, and X is none', 'process X\nproblem P\n', ['--only', 'X', '--ansatz', 'V = 0']],
    ['--fragment is a form of --to latex, not of --to text', 'process X\n', ['--fragment']],
  ])('an option that bears on nothing is refused: %s', async (message, text, words) => {
    expect(await hopfcole(['derive', file(text), ...words])).toEqual({ code: 64, stdout: '', stderr: `error: ${message}\n` });
  });

  test('what should follow and is not proved is undecided', async () => {
    const { code, stderr } = await hopfcole(['derive', file('process Fault\n')]);
    expect(code).toBe(3);
    expect(stderr).toContain('not proved, and left out: a step: it is not proved');
  });
});

describe('the real thing', () => {
  const run = async (...words: readonly string[]): Promise<Ran> => {
    const [stdout, stderr] = [recorder(), recorder()];
    const code = await commandLine(words, { stdout: stdout.output, stderr: stderr.output, dependencies: DEPENDENCIES, interruption: new AbortController().signal });
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  };

  test('a derived document is a document, and the checker accepts it', async () => {
    const folder = folderWith({});
    const output = join(folder, 'derived.md');
    const derived = await run('derive', '--process', 'dX = -theta x dt + sigma dW', '--param', 'theta > 0, sigma > 0', '--to', 'document', '-o', output);
    expect(derived).toMatchObject({ code: 0, stdout: '' });
    expect(existsSync(output)).toBe(true);
    const checked = await run('check', output);
    expect(checked.code).toBe(0);
    expect(checked.stdout).toMatch(/\d\d passed, 0 failed, 0 undecided/);
  });

  test('a misspelt name is shown in its place', async () => {
    const { code, stderr } = await run('derive', '--process', 'dX = -thta x dt + dW', '--param', 'theta > 0');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean `theta`?');
  });
});
