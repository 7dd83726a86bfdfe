import { expect, test } from 'vitest';
import type { Output } from '../../src/cli/surroundings.ts';
import { newProgress } from '../../src/cli/progress.ts';

const stage = (interactive: boolean): { written: string[]; stderr: Output; clock: { now: number } } => {
  const written: string[] = [];
  return {
    written, clock: { now: 0 },
    stderr: { write: (text) => void written.push(text), coloured: false, interactive, columns: 20 },
  };
};

test('without a terminal nothing is written, however long it takes', () => {
  const { written, stderr, clock } = stage(false);
  const progress = newProgress(stderr, () => clock.now);
  clock.now = 1e6;
  progress.show('a');
  progress.erase();
  expect(written).toEqual([]);
});

test('a short run shows nothing; a long one shows a line, not too often, that fits', () => {
  const { written, stderr, clock } = stage(true);
  const progress = newProgress(stderr, () => clock.now);
  for (const now of [0, 200, 400, 450, 460, 600]) {
    clock.now = now;
    progress.show(`at ${now}, and so on, and so on`);
  }
  expect(written).toEqual(['\r\u001b[2Kat 400, and so on,…', '\r\u001b[2Kat 600, and so on,…']);
});

test('the line is erased once, and only if it is there', () => {
  const { written, stderr, clock } = stage(true);
  const progress = newProgress(stderr, () => clock.now);
  progress.erase();
  clock.now = 1000;
  progress.show('a');
  progress.erase();
  progress.erase();
  expect(written).toEqual(['\r\u001b[2Ka', '\r\u001b[2K']);
});
