/**
 * How long a command takes from the shell, against a bare start of Node that does nothing; in turn.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { derivations, ROOT } from '../documents.ts';
import { interleaved } from '../measure.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

const ROUNDS = 11;
const MAIN = join(ROOT, 'dist', 'cli', 'main.js');

const node = (...args: readonly string[]) => (): void => {
  const { error } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'ignore' });
  if (error !== undefined) throw error;
};

/** The time of the newest file in a folder; 0 where there is none. */
const newest = (folder: string): number => (existsSync(folder)
  ? Math.max(0, ...readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs))
  : 0);

/** What is measured is what is built, so it must not be older than its source. */
const build = (): void => {
  if (newest(join(ROOT, 'dist')) > newest(join(ROOT, 'src'))) return;
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('npm run build failed');
};

/** A document of middle length: the median one by its text. */
const typical = (): string => {
  const documents = derivations().toSorted((a, b) => a.text.length - b.text.length);
  return documents[Math.floor(documents.length / 2)]?.path ?? '';
};

export const start = (): readonly Row[] => {
  build();
  const document = typical();
  const [bare = 0, help = 0, check = 0] = interleaved(
    [node('-e', '0'), node(MAIN, '--help'), node(MAIN, 'check', document)], ROUNDS);
  return [
    row('start', 'hopfcole --help', help, 'ms', bare, 'node -e 0'),
    row('start', `hopfcole check ${document}`, check, 'ms', bare, 'node -e 0'),
  ];
};
