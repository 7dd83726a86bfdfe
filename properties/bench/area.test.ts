/** `npm run bench` measures, and prints what it has measured. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { ROOT } from '../../bench/documents.ts';
import type { Row } from '../../bench/row.ts';

test('-- --json --only NAME prints the rows of that area alone', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath, ['--import', 'tsx', 'bench/main.ts', '--json', '--only', 'derivations'], { cwd: ROOT, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const rows = JSON.parse(stdout) as readonly Row[];
  expect(rows.length).toBeGreaterThan(0);
  for (const each of rows) {
    expect(Object.keys(each)).toEqual(['area', 'name', 'ours', 'unit', 'peer', 'peerName', 'ratio']);
    expect(each.area).toBe('derivations');
    expect(each.ours).toBeGreaterThan(0);
  }
}, 180_000);
