import { expect, test } from 'vitest';
import { denoisingLoss, implicitLoss } from '../../../src/networks/identities/losses.ts';
import { identityNamed, lookIn, unnoticed } from './scores.ts';

test.each([[1, 0], [1, 0.1], [2, 0.1], [8, 0.1]])('in dimension %i, with a score that is wrong by %f, the three losses differ by their constants', (d, part) => {
  const look = lookIn(d, part, { jets: 96, points: 384 });
  expect(implicitLoss(look)).toMatchObject({ outcome: 'supports', blind: [] });
  expect(denoisingLoss(look)).toMatchObject({ outcome: 'supports', blind: [] });
});

test.each([[1, 0], [2, 0.1]])('in dimension %i, with a score that is wrong by %f, every wrong form is noticed: the error is in no bound', (d, part) => {
  const look = lookIn(d, part, { jets: 96 });
  expect(unnoticed(look, identityNamed('implicit score matching'))).toEqual([]);
  expect(unnoticed(look, identityNamed('denoising score matching'))).toEqual([]);
});

test('the denoising side is chance in every dimension, and says so', () => {
  expect(denoisingLoss(lookIn(1, 0, { points: 96 })).falseAlarm).toBe(1e-6);
  expect(implicitLoss(lookIn(1, 0)).falseAlarm).toBe(0);
});
