import { expect, test } from 'vitest';
import { newProgressBar } from '../../src/cli/progress-bar.ts';
import type { Output } from '../../src/cli/surroundings.ts';

const stage = (interactive: boolean): { written: string[]; stderr: Output; clock: { now: number } } => {
  const written: string[] = [];
  return { written, clock: { now: 0 }, stderr: { write: (text) => void written.push(text), coloured: false, interactive, columns: 70 } };
};

test('on a terminal: a bar in place, not too often, that says what remains, and is erased', () => {
  const { written, stderr, clock } = stage(true);
  const bar = newProgressBar(stderr, 'training', false, () => clock.now);
  for (const [now, done] of [[0, 0], [50, 1], [1000, 25], [1050, 26], [1060, 100]] as const) {
    clock.now = now;
    bar.show(done, 100);
  }
  bar.erase();
  bar.erase();
  expect(written).toEqual([
    '\r\u001b[2Ktraining ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 0/100',
    '\r\u001b[2Ktraining ████████░░░░░░░░░░░░░░░░░░░░░░ 25/100, about 3 s more',
    '\r\u001b[2Ktraining ██████████████████████████████ 100/100', '\r\u001b[2K',
  ]);
});

test('it fits on the line', () => {
  const { written, stderr } = stage(true);
  newProgressBar({ ...stderr, columns: 20 }, 'training', false, () => 0).show(1, 2);
  expect(written[0]!.replace('\r\u001b[2K', '').length).toBe(19);
});

test('elsewhere: a line for each fifth, without moving a cursor', () => {
  const { written, stderr } = stage(false);
  const bar = newProgressBar(stderr, 'training', false, () => 0);
  for (let done = 1; done <= 100; done += 1) bar.show(done, 100);
  bar.erase();
  expect(written).toEqual([20, 40, 60, 80, 100].map((done) => `training: ${done} of 100\n`));
});

test('a few large steps pass a fifth at once', () => {
  const { written, stderr } = stage(false);
  const bar = newProgressBar(stderr, 'training', false, () => 0);
  bar.show(1, 2);
  bar.show(2, 2);
  expect(written).toEqual(['training: 1 of 2\n', 'training: 2 of 2\n']);
});

test('quiet: nothing', () => {
  const { written, stderr } = stage(true);
  const bar = newProgressBar(stderr, 'training', true);
  bar.show(1, 2);
  bar.erase();
  expect(written).toEqual([]);
});

test('where a stream has a way past its queue, that is taken', () => {
  const [now, queued]: [string[], string[]] = [[], []];
  const stderr = { ...stage(false).stderr, write: (text: string) => void queued.push(text), writeNow: (text: string) => void now.push(text) };
  newProgressBar(stderr, 'training', false, () => 0).show(1, 1);
  expect({ now, queued }).toEqual({ now: ['training: 1 of 1\n'], queued: [] });
});
