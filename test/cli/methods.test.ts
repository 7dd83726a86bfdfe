/**
 * `check --methods`: numbers beside the verdicts, and what happens where they contradict a proof.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resultsSchema } from '../../schema/results.schema.ts';
import { OFFERED } from '../../src/check/witness/registry.ts';
import { methodsFrom } from '../../src/cli/option-values.ts';
import { UsageError } from '../../src/cli/surroundings.ts';
import { folderWith, hopfcole } from './stage.ts';

const NUMBERS = ['--methods', 'exact,instances'];
const parsed = (stdout: string): ReturnType<typeof resultsSchema.parse> => resultsSchema.parse(JSON.parse(stdout));

describe('the list of means', () => {
  test('is read in any order, once each, and the kernel is always among them', () => {
    expect(methodsFrom('exact')).toEqual(['exact']);
    expect(methodsFrom('instances, exact,instances')).toEqual(['exact', 'instances']);
    expect(methodsFrom('instances')).toEqual(['exact', 'instances']);
  });
  test.each(['', ',', 'exact,', 'all', 'Exact', 'exact instances'])('%j is refused, and what there is is named', (text) => {
    expect(() => methodsFrom(text)).toThrow(UsageError);
    expect(() => methodsFrom(text)).toThrow(OFFERED.join(', '));
  });
  test('that is wrong is wrong use', async () => {
    expect(await hopfcole(['--methods', 'guess'])).toMatchObject({ code: 64, stdout: '', stderr: expect.stringContaining('exact') as string });
  });
  test('is offered by --help and completed', async () => {
    expect((await hopfcole(['check', '--help'])).stdout).toContain('--methods <list>');
    expect((await hopfcole(['completion', 'bash'])).stdout).toMatch(/--methods\) .*exact/);
  });
});

test('without numbers no claim has evidence, and the report no matrix', async () => {
  const folder = folderWith({ 'a.md': 'claim A = proved\nclaim disputed = proved\n' });
  const { code, stdout } = await hopfcole([folder, '--reporter', 'json', '--methods', 'exact']);
  expect(code).toBe(0);
  expect(parsed(stdout)).toMatchObject({ claims: [{ evidence: [] }, { evidence: [] }], disagreements: [], summary: { means: [] } });
  expect((await hopfcole([folder])).stdout).not.toContain('false alarms');
});

test('with numbers each claim carries an entry a means, with the seed of the run', async () => {
  const folder = folderWith({ 'a.md': 'claim A = proved\nrefute B = refuted\nrefute disputed = refuted\nclaim mute = proved\n' });
  const { code, stdout } = await hopfcole([folder, ...NUMBERS, '--seed', '9', '--reporter', 'json']);
  const { claims, summary } = parsed(stdout);
  expect(code).toBe(0);
  expect(claims.map((c) => c.evidence.map((e) => e.outcome).join())).toEqual(['supports,supports', 'contradicts,contradicts', 'contradicts,supports', 'supports,silent']);
  expect(claims.every((c) => c.evidence.every((e) => e.seed === 9))).toBe(true);
  expect(summary.means[1]).toMatchObject({ method: 'instances', supports: 2, contradicts: 1, silent: 1, notNoticed: 1 });
});

test('a number never makes a verdict: what is undecided stays so, whatever the numbers say', async () => {
  const { code } = await hopfcole([folderWith({ 'a.md': 'claim A = undecided\n' }), ...NUMBERS]);
  expect(code).toBe(3);
});

describe('numbers that contradict a proof', () => {
  const documents = { 'a.md': 'claim A = proved\nclaim disputed = proved\nclaim C = refuted\n', 'b.md': 'claim D = proved\n' };
  test('stop the run: nothing after them is decided, and the exit code is 5', async () => {
    const { code, stdout } = await hopfcole([folderWith(documents), ...NUMBERS, '--seed', '3', '--reporter', 'json']);
    const { claims, disagreements, summary, documents: read } = parsed(stdout);
    expect(code).toBe(5);
    expect(claims.map((c) => [c.name, c.verdict])).toEqual([['A', 'proved'], ['disputed', 'proved']]);
    expect(read).toHaveLength(1);
    expect(disagreements).toMatchObject([{ claim: 'disputed', line: 2, evidence: { method: 'instances', outcome: 'contradicts', seed: 3 } }]);
    expect(summary).toMatchObject({ disagreements: 1, exitCode: 5 });
  });
  test('are told with the command that shows them again, and it does', async () => {
    const folder = folderWith(documents);
    const { stdout } = await hopfcole([folder, ...NUMBERS]);
    expect(stdout).toContain('! disagreement  disputed is proved');
    expect(stdout).toContain('1 disagreement between numbers and a proof, stopped');
    const command = /again: hopfcole (.*)/.exec(stdout)?.[1]?.split(' ') ?? [];
    const again = await hopfcole(command);
    expect(again.code).toBe(5);
    expect(again.stdout).toContain(join(folder, 'a.md'));
  });
  test('stop a run line by line as well, in its last record but one', async () => {
    const { stdout } = await hopfcole([folderWith(documents), ...NUMBERS, '--reporter', 'jsonl']);
    const types = stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).toEqual(['run', 'document', 'claim', 'claim', 'disagreement', 'summary']);
  });
});

test('a means that throws is an internal error of its claim, whose verdict stands, and the run goes on', async () => {
  const { code, stdout } = await hopfcole([folderWith({ 'a.md': 'claim broken = proved\nclaim B = proved\n' }), ...NUMBERS, '--reporter', 'json']);
  expect(code).toBe(70);
  expect(parsed(stdout)).toMatchObject({
    claims: [{ name: 'broken', verdict: 'proved', evidence: [] }, { name: 'B', evidence: [{}, {}] }],
    crashes: [{ claim: 'broken', message: 'Error: the means is broken' }],
  });
});
