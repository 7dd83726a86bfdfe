/**
 * How time and memory grow with the size of a claim. Each size runs in a process of its own, whose peak of memory is
 * taken; the first size of each kind shows what the empty program needs.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../documents.ts';
import { KINDS } from '../generated.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

interface Report {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly verdicts: readonly string[];
}

const run = (kind: string, size: number): Report => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath, ['--import', 'tsx', join(ROOT, 'bench', 'grown.ts'), kind, `${size}`],
    { cwd: ROOT, encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) throw new Error(`bench/grown.ts ${kind} ${size} failed: ${stderr}`);
  return JSON.parse(stdout) as Report;
};

export const growth = (): readonly Row[] =>
  Object.entries(KINDS).flatMap(([kind, { sizes, words }]) => sizes.flatMap((size) => {
    const { milliseconds, megabytes, verdicts } = run(kind, size);
    const name = `${words} ${size}${verdicts.every((v) => v === 'proved') ? '' : ` (${[...new Set(verdicts)].join(', ')})`}`;
    return [row('growth', name, milliseconds, 'ms'), row('growth', `${name}, peak memory`, megabytes, 'MB')];
  }));
