import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Found } from '../../src/cli/collect.ts';
import type { InspectSettings, RunEvent } from '../../src/cli/inspect.ts';
import type { JobSettings } from '../../src/cli/jobs.ts';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { collect } from '../../src/cli/collect.ts';
import { inspectAll } from '../../src/cli/jobs.ts';
import { newReports } from '../../src/cli/reports.ts';
import { run } from '../../src/cli/run.ts';
import { Interrupted } from '../../src/cli/surroundings.ts';
import { folderWith, recorder } from './stage.ts';
import { TOY } from './toy.ts';

const SETTINGS: InspectSettings = { decide: true, only: [], methods: ['exact', 'instances'], options: DEFAULT_OPTIONS, coloured: false };

const jobs = (processes: number, worker = 'worker.ts'): JobSettings => ({
  processes, worthAfterMs: 0,
  worker: { path: fileURLToPath(new URL(`./programs/${worker}`, import.meta.url)), nodeOptions: ['--import', 'tsx'] },
});

const events = async (
  files: readonly Found[], settings: JobSettings, into: RunEvent[] = [], signal = new AbortController().signal,
): Promise<readonly RunEvent[]> => {
  const surroundings = { stdout: recorder().output, stderr: recorder().output, dependencies: TOY, interruption: signal };
  for await (const event of inspectAll(files, SETTINGS, settings, surroundings)) into.push(event);
  return into;
};

const documents = async (count: number, text = 'claim A = proved\nclaim B = refuted\n'): Promise<readonly Found[]> =>
  (await collect([folderWith(Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.md`, text])))])).files;

test('several processes give the same events in the same order as one', async () => {
  const files = await documents(5);
  expect(await events(files, jobs(3))).toEqual(await events(files, jobs(1)));
});

test('a process that dies is an internal error of its document, and not the end of the others', async () => {
  const files = await documents(3);
  const got = await events(files, jobs(2, 'dying-worker.ts'));
  expect(got).toMatchObject(files.map((f) => ({ kind: 'crash', crash: { document: f.path, claim: null } })));
});

test('a run that is over at once stays in one process, however many are allowed', async () => {
  const files = await documents(2);
  const settings = { ...jobs(4, 'dying-worker.ts'), worthAfterMs: 60_000 };
  expect((await events(files, settings)).some((e) => e.kind === 'crash')).toBe(false);
});

test('a run that is stopped gives what was answered, and ends its processes', async () => {
  const files = await documents(3, 'claim A = proved\nclaim B = slow\n');
  const stop = new AbortController();
  const got: RunEvent[] = [];
  const running = events(files, jobs(2), got, stop.signal);
  const wait = setInterval(() => {
    if (got.some((e) => e.kind === 'claim')) stop.abort();
  }, 20);
  await expect(running).rejects.toThrow(Interrupted);
  clearInterval(wait);
  expect(got.filter((e) => e.kind === 'claim').length).toBeGreaterThanOrEqual(1);
});

test('numbers that contradict a proof in one process end the run of all', async () => {
  const folder = folderWith({ 'a.md': 'claim A = proved\n', 'b.md': 'claim disputed = proved\n', 'c.md': 'claim B = slow\n', 'd.md': 'claim C = proved\n' });
  const [stdout, stderr] = [recorder(), recorder()];
  const surroundings = { stdout: stdout.output, stderr: stderr.output, dependencies: TOY, interruption: new AbortController().signal };
  const reports = newReports([{ name: 'text', file: null }], { verbose: false, methods: SETTINGS.methods }, stdout.output);
  expect(await run((await collect([folder])).files, { ...SETTINGS, jobs: jobs(2) }, reports, surroundings)).toBe(5);
  expect(stdout.text()).toContain('! disagreement  disputed is proved');
  expect(stdout.text()).not.toContain('C  ');
});

test('each claim is told of how many documents the run has, which share its false alarms', async () => {
  const told: number[] = [];
  const dependencies: typeof TOY = {
    ...TOY, testify: async () => async (_document, _claim, _result, _methods, _seed, count) => { told.push(count); return []; },
  };
  const surroundings = { stdout: recorder().output, stderr: recorder().output, dependencies, interruption: new AbortController().signal };
  const all: RunEvent[] = [];
  for await (const event of inspectAll(await documents(3), SETTINGS, jobs(1), surroundings)) all.push(event);
  expect(told).toEqual([3, 3, 3, 3, 3, 3]);
});
