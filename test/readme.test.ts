/**
 * What the README shows is what the program prints. `UPDATE_README=1 npx vitest run test/readme.test.ts` writes the
 * present output into the README.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = join(root, 'README.md');
const readme = readFileSync(path, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'hopfcole-readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The document after "Save this as `name`". */
const saved = /Save this as `([^`]+)`:\n\n````markdown\n([\s\S]*?)````\n/.exec(readme);
const blocks = [...readme.matchAll(/```console\n\$ npx hopfcole ([^\n]*)\n([\s\S]*?)```\n/g)];

const run = (args: string): string => {
  const loader = import.meta.resolve('tsx');
  const words = ['--import', loader, join(root, 'src/cli/main.ts'), ...args.split(' ')];
  return spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } }).stdout;
};

/** Times differ from run to run, and with them the columns that they fill. */
const timeless = (text: string): string => text.replaceAll(/[\d.]+ (ms|s)\b/g, 'TIME');

describe('the README', () => {
  test('has a first document, and commands about it', () => {
    expect(saved?.[1]).toBe('score.md');
    expect(blocks.length).toBeGreaterThan(1);
    writeFileSync(join(folder, 'score.md'), saved?.[2] ?? '');
  });

  test.each(blocks.map((block) => [block[1] ?? '', block[2] ?? '']))('shows what `npx hopfcole %s` prints', (args, shown) => {
    const printed = run(args);
    if (process.env['UPDATE_README'] === '1') {
      const now = readFileSync(path, 'utf8');
      writeFileSync(path, now.replace(`$ npx hopfcole ${args}\n${shown}`, () => `$ npx hopfcole ${args}\n${printed}`));
    } else expect(timeless(printed)).toBe(timeless(shown));
  }, 30_000);

  const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```\n/g)].map((block) => block[1] ?? '');
  test.each(programs.map((program, index) => [index + 1, program] as const))('program %i runs as printed', (index, program) => {
    const library = pathToFileURL(join(root, 'src/index.ts')).href;
    const file = join(folder, `program-${index}.mts`);
    writeFileSync(file, program.replaceAll(`'hopfcole'`, `'${library}'`));
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), file], { encoding: 'utf8' });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toBe(['product rule proved every\n', 'proved\nrefuted\n'][index - 1]);
  }, 30_000);

  test('leaves no place open', () => {
    expect(readme).not.toMatch(/@@|TODO|TBD|XXX/);
  });

  test('names files that exist', () => {
    const prose = readme.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');
    const targets = [...prose.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((link) => link[1] ?? '');
    expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
  });
});
