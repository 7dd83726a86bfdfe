import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { InspectSettings, RunEvent } from '../../src/cli/inspect.ts';
import { resultsSchema } from '../../schema/results.schema.ts';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { inspect } from '../../src/cli/inspect.ts';
import { folderWith, hopfcole } from './stage.ts';
import { TOY } from './toy.ts';

const GOOD = 'claim A = proved\nrefute B = refuted\n';

describe('the exit code', () => {
  test.each([
    ['everything passes', GOOD, 0],
    ['a claim is refuted', 'claim A = refuted', 1],
    ['a refute is proved', 'refute A = proved', 1],
    ['the document has an error', 'error no such name\nclaim A = proved', 2],
    ['a claim is undecided', 'claim A = undecided', 3],
    ['a refute is undecided', 'refute A = undecided', 3],
    ['a named document has no claims', 'prose', 4],
    ['the checker throws', 'claim A = crash', 70],
    ['the reader throws', 'panic', 70],
    ['something failed and something is undecided', 'claim A = refuted\nclaim B = undecided', 1],
    ['a warning alone', `warning odd\n${GOOD}`, 0],
  ])('when %s', async (_, text, code) => {
    expect((await hopfcole([join(folderWith({ 'a.md': text }), 'a.md')])).code).toBe(code);
  });
  test.each([[['--sed', '1']], [['check', '--seed', 'x']], [['check', '--reporter', 'xml']], [['explain']], [['export', 'a.md']],
    [['export', 'a.md', '--to', 'maple']], [['completion', 'csh']], [['schema', 'x']], [['check', '--budget']],
    [['--reporter', 'text', '--reporter', 'json']]])('%j is wrong use', async (words) => {
    const { code, stdout, stderr } = await hopfcole(words);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain('error: ');
  });
  test('help and version are no errors', async () => {
    expect(await hopfcole(['--help'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Exit codes') as string });
    expect(await hopfcole(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
  });
});

test('`check` may be left out', async () => {
  const file = join(folderWith({ 'a.md': GOOD }), 'a.md');
  const [short, long] = [await hopfcole(['--reporter', 'github', file]), await hopfcole(['check', '--reporter', 'github', file])];
  expect(short).toEqual(long);
});

test('results go to stdout, diagnostics to stderr', async () => {
  const folder = folderWith({ 'a.md': 'error no such name\n', 'b.md': GOOD });
  const { code, stdout, stderr } = await hopfcole([folder]);
  expect(code).toBe(2);
  expect(stderr).toContain('error[E0101]: no such name\n');
  expect(stdout).toContain('✔ proved     A');
  expect(stdout).not.toContain('no such name');
});

test('a document with errors does not keep the others from being checked', async () => {
  const folder = folderWith({ 'a.md': 'error x\nclaim A = proved', 'b.md': GOOD });
  expect((await hopfcole([folder])).stdout).toContain('2 passed, 0 failed, 0 undecided, 1 document with errors');
});

test('a Markdown file of a folder without a word of the language is no document; one with declarations is', async () => {
  const folder = folderWith({ 'README.md': 'prose', 'b.md': GOOD, 'c.md': 'declare' });
  const { code, stdout } = await hopfcole([folder, '--reporter', 'json']);
  const { documents } = resultsSchema.parse(JSON.parse(stdout));
  expect(documents.map((d) => d.path.slice(folder.length + 1))).toEqual(['b.md', 'c.md']);
  expect(code).toBe(0);
});

test('a folder without claims is exit code 4, and says so', async () => {
  expect(await hopfcole([folderWith({ 'README.md': 'prose' })])).toMatchObject({ code: 4, stderr: expect.stringContaining('no claims found') as string });
});

test('a named document without claims fails the run even if others have some', async () => {
  const folder = folderWith({ 'a.md': GOOD, 'b.md': 'prose' });
  const { code, stderr } = await hopfcole([join(folder, 'a.md'), join(folder, 'b.md')]);
  expect(code).toBe(4);
  expect(stderr).toContain('b.md: no claims');
});

describe('--only', () => {
  const folder = { 'a.md': 'claim score one = proved\nclaim other = refuted\n' };
  test('decides the selected claims and no others', async () => {
    const { code, stdout } = await hopfcole([folderWith(folder), '--only', 'score']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('other');
  });
  test('that selects nothing is exit code 4, and says so', async () => {
    expect(await hopfcole([folderWith(folder), '--only', 'nix'])).toMatchObject({ code: 4, stderr: "no claim is called 'nix'\n" });
  });
  test('that leaves a named document without a claim, but not another one, is no error', async () => {
    const two = folderWith({ ...folder, 'b.md': 'claim b = refuted' });
    expect((await hopfcole([join(two, 'a.md'), join(two, 'b.md'), '--only', 'score'])).code).toBe(0);
  });
});

test('what cannot be read is an error with a code, and the rest is checked', async () => {
  const folder = folderWith({ 'a.md': GOOD, 'image.md': new Uint8Array([0, 1, 2]) });
  const { code, stdout, stderr } = await hopfcole([folder, join(folder, 'none.md')]);
  expect(code).toBe(2);
  expect(stderr).toContain('error[F0005]: not a text: a zero byte in line 1\n');
  expect(stderr).toContain('error[F0001]: no such file or folder\n');
  expect(stdout).toContain('2 passed');
});

test('a word that is neither a file nor a command is told so', async () => {
  expect(await hopfcole(['chekc'])).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no such command either') as string });
});

test('an exception of the checker is no verdict, and the other claims are decided', async () => {
  const { code, stdout } = await hopfcole([folderWith({ 'a.md': `claim X = crash\n${GOOD}` }), '--reporter', 'json']);
  const results = resultsSchema.parse(JSON.parse(stdout));
  expect(code).toBe(70);
  expect(results.claims.map((c) => c.name)).toEqual(['A', 'B']);
  expect(results.crashes).toMatchObject([{ claim: 'X', message: 'Error: the checker is broken' }]);
});

describe('--reporter', () => {
  test('several at once, each in its place, a file written whole', async () => {
    const folder = folderWith({ 'a.md': GOOD });
    const file = join(folder, 'out.json');
    const { stdout } = await hopfcole([folder, '--reporter', 'text', '--reporter', `json=${file}`, '--reporter', `junit=${file}.xml`]);
    expect(stdout).toContain('2 passed');
    expect(resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).summary.passed).toBe(2);
    expect(readFileSync(`${file}.xml`, 'utf8')).toContain('<testsuites name="hopfcole" tests="2"');
  });
  test('all to files leaves stdout empty', async () => {
    const folder = folderWith({ 'a.md': GOOD });
    expect((await hopfcole([folder, '--reporter', `sarif=${join(folder, 'out.sarif')}`])).stdout).toBe('');
  });
  test('a place that cannot be written is refused before anything is checked', async () => {
    const folder = folderWith({ 'a.md': 'claim A = refuted' });
    mkdirSync(join(folder, 'taken'));
    for (const place of ['none/out.json', 'taken']) {
      expect(await hopfcole([folder, '--reporter', `json=${join(folder, place)}`])).toMatchObject({ code: 64, stdout: '' });
    }
  });
});

test('the seed is printed, and in the results', async () => {
  const folder = folderWith({ 'a.md': GOOD });
  expect((await hopfcole([folder, '--seed', '7'])).stdout).toContain('(seed 7)');
});

test('a file that vanishes between the walk and the reading is an error, not a crash', async () => {
  const found = { path: join(folderWith({}), 'gone.md'), named: false, problem: null };
  const settings: InspectSettings = { decide: true, only: [], methods: ['exact'], options: DEFAULT_OPTIONS, coloured: false };
  const events: RunEvent[] = [];
  for await (const event of inspect(found, settings, TOY, new AbortController().signal)) events.push(event);
  expect(events).toMatchObject([{ kind: 'document', report: { state: 'unreadable', diagnostics: [{ code: 'F0001' }] } }]);
});

test('when the user stops the run, what was decided is printed, and the exit code is 130', async () => {
  const folder = folderWith({ 'a.md': GOOD });
  const { code, stdout } = await hopfcole([folder, '--reporter', 'json'], AbortSignal.abort());
  expect(code).toBe(130);
  expect(resultsSchema.parse(JSON.parse(stdout))).toMatchObject({ claims: [], summary: { interrupted: true, exitCode: 130 } });
});

describe('lint', () => {
  test('reports errors without deciding anything', async () => {
    const folder = folderWith({ 'a.md': 'error x\n', 'b.md': 'claim A = crash\nwarning odd' });
    const { code, stdout, stderr } = await hopfcole(['lint', folder]);
    expect(code).toBe(2);
    expect(stdout).toContain('✘ ');
    expect(stdout).toContain('b.md  1 claim, 1 warning\n');
    expect(stdout).toContain('2 documents, 1 claim, 1 document with errors in ');
    expect(stderr).toContain('error[E0101]: x');
  });
  test('passes when there is no error', async () => {
    expect((await hopfcole(['lint', folderWith({ 'a.md': 'claim A = refuted' })])).code).toBe(0);
  });
  test('gives its diagnostics to a reporter', async () => {
    const { stdout } = await hopfcole(['lint', '--reporter', 'github', folderWith({ 'a.md': 'error x' })]);
    expect(stdout).toMatch(/^::error file=.*a\.md,line=1,col=1,title=E0101::x\n$/);
  });
});
