import { expect, test } from 'vitest';
import { divergenceRate, entropyRate } from '../../../src/networks/identities/information.ts';
import { identityNamed, lookIn, unnoticed } from './scores.ts';

test.each([[1, 0], [1, 0.03], [1, 0.1], [2, 0.03], [8, 0.03]])('in dimension %i, with a score that is wrong by %f, entropy and divergence change at the rates of Fisher', (d, part) => {
  const look = lookIn(d, part);
  for (const sight of [entropyRate(look), divergenceRate(look)]) {
    expect(sight.outcome).not.toBe('contradicts');
    if (part < 0.1) expect(sight.outcome).toBe('supports');
  }
});

test.each([0, 0.03])('in one dimension, with a score that is wrong by %f, every wrong form is noticed', (part) => {
  const look = lookIn(1, part);
  expect(unnoticed(look, identityNamed('entropy and Fisher information'))).toEqual([]);
  expect(unnoticed(look, identityNamed('rate of the Fisher divergence'))).toEqual([]);
});

test('to rounding with the exact score, where only quadrature is in the bound', () => {
  expect(entropyRate(lookIn(1, 0)).figure).toBeLessThan(1e-7);
});
