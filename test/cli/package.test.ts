/**
 * The package as a user gets it: packed, installed in an empty folder, and run with `npx`.
 *
 * This is the slow test of the suite, and the only one that may ask the package registry for something.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resultsSchema } from '../../schema/results.schema.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 240_000;
const DOCUMENT = '# Notes\n\n```claim\nfield f(x,t)\nclaim "twice": f + f = 2 f\nrefute "thrice": f + f = 3 f\n```\n';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Variables of the npm that runs these tests would steer the npm that they run. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && !name.startsWith('VITEST')));

const ran = async (folder: string, program: string, ...words: readonly string[]): Promise<Ran> => {
  try {
    const done = await promisify(execFile)(program, words, { cwd: folder, env: environment(), timeout: PATIENCE_MS, killSignal: 'SIGKILL' });
    return { code: 0, ...done };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
};

describe('packed and installed in an empty folder', { timeout: PATIENCE_MS }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hopfcole-package-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    const packed = await ran(ROOT, 'npm', 'pack', '--pack-destination', folder);
    expect(packed.code, packed.stdout + packed.stderr).toBe(0);
    const [tarball] = readdirSync(folder);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const installed = await ran(folder, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`);
    expect(installed.code, installed.stderr).toBe(0);
    writeFileSync(join(folder, 'notes.md'), DOCUMENT);
  }, PATIENCE_MS);

  test('`npx hopfcole check` decides a document', async () => {
    const { code, stdout, stderr } = await ran(folder, 'npx', '--no-install', 'hopfcole', 'check', 'notes.md', '--reporter', 'json');
    expect(code, stderr).toBe(0);
    expect(resultsSchema.parse(JSON.parse(stdout)).claims.map((c) => [c.name, c.verdict])).toEqual([['twice', 'proved'], ['thrice', 'refuted']]);
  });

  test('`npx hopfcole schema` finds the schema in the package', async () => {
    const { stdout } = await ran(folder, 'npx', '--no-install', 'hopfcole', 'schema');
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Results of hopfcole' });
  });

  test('the package brings what users read and run, and no tests or tools', () => {
    const inside = readdirSync(join(folder, 'node_modules/hopfcole'));
    for (const name of ['dist', 'derivations', 'schema', 'package.json']) expect(inside).toContain(name);
    for (const name of ['src', 'test', 'properties', 'bench']) expect(inside).not.toContain(name);
    expect(readdirSync(join(folder, 'node_modules/hopfcole/schema'))).toEqual(['derivation.schema.json', 'results.schema.json']);
    expect(readdirSync(join(folder, 'node_modules'))).not.toContain('zod');
  });
});
