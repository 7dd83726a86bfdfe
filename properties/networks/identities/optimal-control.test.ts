import { expect, test } from 'vitest';
import { gapOfControl, scoreAsControl } from '../../../src/networks/identities/optimal-control.ts';
import { identityNamed, lookIn, unnoticed } from '../../../test/networks/identities/scores.ts';

test.each([[1, 0], [1, 0.1], [2, 0.1]])('in dimension %i, with a score that is wrong by %f, the cost is the value and the gap', (d, part) => {
  const sight = scoreAsControl(lookIn(d, part, { paths: 1024 }));
  expect(sight).toMatchObject({ outcome: 'supports', falseAlarm: 1e-6 });
  expect(sight.figure).toBeLessThan(0.02);
  expect(sight.bound).toBeLessThan(0.1);
});

test('in dimension 8 too, with fewer paths', () => {
  expect(scoreAsControl(lookIn(8, 0.1, { paths: 128, steps: 32 })).outcome).toBe('supports');
});

test('of all that is wrong only the half of a gap that is small goes unnoticed', () => {
  expect(unnoticed(lookIn(1, 0.03, { paths: 1024 }), identityNamed('score as optimal control'))).toEqual(['the gap without its half']);
});

test('the closer look sees the half of the gap, where the score is wrong by a tenth', () => {
  const look = lookIn(1, 0.1);
  const sight = gapOfControl(look);
  expect(sight.outcome).toBe('supports');
  expect(sight.blind).toEqual([]);
  expect(gapOfControl(look, 'the gap without its half').outcome).toBe('contradicts');
});

test('where there is no gap there is nothing to see', () => {
  expect(gapOfControl(lookIn(1, 0, { paths: 256 })).outcome).toBe('silent');
});
