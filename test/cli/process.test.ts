/**
 * The program as a process of its own: signals, pipes, terminals, and what it loads.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { resultsSchema } from '../../schema/results.schema.ts';
import { folderWith } from './stage.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const at = (path: string): string => join(ROOT, path);
const NODE = ['--import', 'tsx'];

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Wishes {
  /** Sent SIGINT when this has appeared on stdout or stderr, and the next claim is being decided. */
  readonly interruptAt?: string;
  /** What is done as soon as this appears. */
  readonly at?: readonly [string, () => void];
  /** Its stdout is closed at once. */
  readonly deaf?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

const start = (words: readonly string[], wishes: Wishes = {}): Promise<Ended> => new Promise((resolve, reject) => {
  // A process that hangs is a failure of the test, and must not outlive it.
  const child = spawn(process.execPath, [...NODE, ...words], { cwd: ROOT, timeout: 15_000, killSignal: 'SIGKILL', env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', ...wishes.environment } });
  let [stdout, stderr] = ['', ''];
  const waiting: (readonly [string, () => void])[] = wishes.at === undefined ? [] : [wishes.at];
  if (wishes.interruptAt !== undefined) waiting.push([wishes.interruptAt, () => void setTimeout(() => child.kill('SIGINT'), 200)]);
  const heard = (): void => {
    for (const [i, [words, act]] of waiting.entries()) {
      if (!(stdout + stderr).includes(words)) continue;
      waiting.splice(i, 1);
      return act();
    }
  };
  if (wishes.deaf === true) child.stdout.destroy();
  child.stdout.on('data', (data: Buffer) => { stdout += data.toString(); heard(); });
  child.stderr.on('data', (data: Buffer) => { stderr += data.toString(); heard(); });
  child.on('error', reject);
  child.on('close', (code) => resolve({ code, stdout, stderr }));
});

const TOY = at('test/cli/programs/toy-main.ts');
const MAIN = at('src/cli/main.ts');

describe('Control-C', () => {
  test('ends a claim in the middle of its computation, prints what was decided, and is exit code 130', async () => {
    const folder = folderWith({ 'a.md': 'claim A = proved\nclaim B = slow\nclaim C = proved\n' });
    const { code, stdout } = await start([TOY, folder], { interruptAt: '✔ proved     A' });
    expect(code).toBe(130);
    expect(stdout).toContain('1 passed, 0 failed, 0 undecided, interrupted in ');
    expect(stdout).not.toContain('✔ proved     C');
  });
  test('leaves whole reports behind', async () => {
    const folder = folderWith({ 'a.md': 'claim A = proved\nclaim B = slow\n' });
    const file = join(folder, 'out.json');
    const { code } = await start([TOY, folder, '--reporter', 'text', '--reporter', `json=${file}`], { interruptAt: '✔ proved     A' });
    expect(code).toBe(130);
    expect(resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))).toMatchObject({ claims: [{ name: 'A' }], summary: { interrupted: true } });
  });
  test('ends a training: nothing of it is shown or written', async () => {
    const picture = join(folderWith({}), 'score.svg');
    const ended = await start([MAIN, 'train', 'score', '--steps', '2000', '--batch', '64', '-o', picture], { interruptAt: 'training: 400 of 2000' });
    expect(ended).toMatchObject({ code: 130, stdout: '', stderr: expect.stringMatching(/interrupted: partial results are no evidence, and nothing is written\n$/) as string });
    expect(existsSync(picture)).toBe(false);
  });
  test('ends --watch', async () => {
    const folder = folderWith({ 'a.md': 'claim A = proved\n' });
    expect((await start([TOY, '--watch', folder], { interruptAt: 'watching for changes' })).code).toBe(130);
  });
});

test('a reader that goes away is no error, and the exit code is still right', async () => {
  const claims = Array.from({ length: 3000 }, (_, i) => `claim number ${i} = ${i === 2999 ? 'refuted' : 'proved'}`).join('\n');
  expect(await start([TOY, folderWith({ 'a.md': claims })], { deaf: true })).toMatchObject({ code: 1, stderr: '' });
});

test('into a pipe nothing is coloured and no cursor moves; FORCE_COLOR colours, NO_COLOR wins', async () => {
  const folder = folderWith({ 'a.md': 'claim A = proved\n' });
  const plain = await start([TOY, folder]);
  expect(plain.stdout + plain.stderr).not.toContain('\u001b');
  expect((await start([TOY, folder], { environment: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[32m');
  expect((await start([TOY, folder], { environment: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toContain('\u001b');
});

test('--watch checks a document again when it changes', async () => {
  const folder = folderWith({ 'a.md': 'claim A = proved\n' });
  const change = (): void => void setTimeout(() => writeFileSync(join(folder, 'a.md'), 'claim A = refuted\n'), 300);
  const { stdout } = await start([TOY, '--watch', folder], { interruptAt: '✘ refuted', at: ['watching for changes', change] });
  expect(stdout).toContain('✔ proved     A');
  expect(stdout.indexOf('✔ proved     A')).toBeLessThan(stdout.indexOf('✘ refuted    A'));
});

describe('what is loaded', () => {
  /** The modules that a run resolves, but Node's own and the runner of TypeScript. */
  const loaded = async (...words: readonly string[]): Promise<readonly string[]> => {
    const hooks = `import { writeSync } from 'node:fs';
    export const resolve = async (name, context, next) => {
      const found = await next(name, context);
      writeSync(2, 'LOADED ' + found.url + '\\n');
      return found;
    };`;
    const register = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});`;
    const { stderr } = await start(['--import', `data:text/javascript,${encodeURIComponent(register)}`, MAIN, ...words]);
    const urls = [...stderr.matchAll(/^LOADED file:\/\/(.*)$/gm)].map((m) => (m[1] ?? '').replace(/\?.*$/, ''));
    return [...new Set(urls)].map((url) => url.replace(ROOT, '')).filter((url) => !url.includes('/tsx/') && !url.includes('esbuild'));
  };

  test('--help loads the reader of the command line and nothing of the checker', async () => {
    const modules = await loaded('--help');
    expect(modules.filter((m) => m.startsWith('node_modules/')).every((m) => m.startsWith('node_modules/commander/'))).toBe(true);
    expect(modules.some((m) => m.startsWith('node_modules/commander/'))).toBe(true);
    // Beyond the names of the means, which stand in the help.
    const named = ['src/check/witness/registry.ts', 'src/check/witness/witness.ts'];
    expect(modules.filter((m) => /^src\/(?:kernel|language|check|calculus|search|numeric|networks|recheck)\//.test(m) && !named.includes(m))).toEqual([]);
  });

  test('check loads no numbers unless they are asked for, no large library and no tool of the developers', async () => {
    const file = join(folderWith({ 'a.md': '```claim\nfield f(x,t)\nclaim "one": f = f\n```\n' }), 'a.md');
    const modules = await loaded('check', file, '--methods', 'exact');
    expect(modules).toContain('src/check/check.ts');
    expect(modules.filter((m) => /^src\/(?:numeric|networks|report\/picture)\//.test(m) || /^src\/check\/witness\/(?!registry|witness|disagreement)/.test(m))).toEqual([]);
    const packages = modules.filter((m) => m.startsWith('node_modules/')).map((m) => m.split('/')[1]);
    expect(packages).toContain('picocolors');
    for (const large of ['mathjs', 'nerdamer', 'nerdamer-prime', '@tensorflow', '@observablehq', 'd3', 'linkedom', 'zod', 'typescript', 'fast-check']) {
      expect(packages).not.toContain(large);
    }
  });
});
