import { expect, test } from 'vitest';
import { reverseDiffusion } from '../../../src/networks/identities/reverse-diffusion.ts';
import { lookAt } from '../../../src/networks/identities/look.ts';
import { exactScore } from '../../../src/networks/score/exact-score.ts';
import type { ScoreFunction } from '../../../src/networks/score/score-function.ts';
import { faultOf } from '../../../test/numeric/fault.ts';
import { identityNamed, lawIn, lookIn, unnoticed } from '../../../test/networks/identities/scores.ts';

const reversal = identityNamed('reverse diffusion');

test.each([[1, 0], [2, 0.03]])('in dimension %i, with a score that is wrong by %f, the reversed paths end with the law of the data', (d, part) => {
  const sight = reverseDiffusion(lookIn(d, part));
  expect(sight.outcome).toBe('supports');
  expect(sight.figure).toBeLessThanOrEqual(sight.bound!);
  expect(sight.bound).toBeLessThan(0.2);
});

test('in dimension 8 too', () => {
  expect(reverseDiffusion(lookIn(8, 0.03, { paths: 384, steps: 48 })).outcome).toBe('supports');
});

test('with a score that is wrong by 3 % every wrong form is noticed in one dimension', () => {
  expect(unnoticed(lookIn(1, 0.03, { paths: 1536, steps: 48 }), reversal)).toEqual([]);
});

test('the bound is that of the error of the score: a score that is wrong by half, taken for exact, is found out', () => {
  const law = lawIn(1);
  const exact = exactScore(law);
  const half: ScoreFunction = { ...exact, at: (t, points) => exact.at(t, points).map((s) => 0.5 * s) };
  const taken = lookAt(half, law, { seed: 1, accuracy: () => ({ integral: () => 0, at: () => 0, by: 'a mistake', falseAlarm: 0 }) });
  expect(reverseDiffusion(taken).outcome).toBe('contradicts');
  expect(reverseDiffusion(lookAt(half, law, { seed: 1 })).outcome).not.toBe('contradicts');
});

test('paths that run away are an error by name', () => {
  const law = lawIn(1);
  const wild: ScoreFunction = { ...exactScore(law), at: (_, points) => points.map((x) => 1e80 * (x + 1)) };
  const look = lookAt(wild, law, { seed: 1, paths: 64, steps: 8, accuracy: () => ({ integral: () => 0, at: null, by: 'a test', falseAlarm: 0 }) });
  expect(faultOf(() => reverseDiffusion(look))).toBe('exploded');
});
