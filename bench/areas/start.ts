/**
 * How long a command takes from the shell, against a bare start of Node that does nothing; in turn.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
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

const build = (): void => {
  if (existsSync(MAIN)) return;
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  spawnSync(process.execPath, [compiler, '-p', join(ROOT, 'tsconfig.json')], { cwd: ROOT, stdio: 'inherit' });
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
