/**
 * All of derivations/ in a fresh process: reading, parsing and deciding, after the program has started.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../documents.ts';
import { median } from '../measure.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';

interface Report {
  readonly documents: number;
  readonly claims: number;
  readonly milliseconds: number;
}

/** One run of bench/once.ts, which prints a Report. */
const once = (): Report => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath, ['--import', 'tsx', join(ROOT, 'bench', 'once.ts')], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`bench/once.ts failed: ${stderr}`);
  return JSON.parse(stdout) as Report;
};

/** After so many milliseconds no further run is begun. */
const ENOUGH = 10_000;

export const allDerivations = (): readonly Row[] => {
  const runs = [once()];
  while (runs.length < 3 && runs.reduce((sum, run) => sum + run.milliseconds, 0) < ENOUGH) runs.push(once());
  const first = runs[0];
  return [
    row('derivations', 'documents', first?.documents ?? 0, 'documents'),
    row('derivations', 'claims', first?.claims ?? 0, 'claims'),
    row('derivations', 'all, after start, cold', median(runs.map((r) => r.milliseconds)), 'ms'),
  ];
};
