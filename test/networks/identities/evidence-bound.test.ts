import { expect, test } from 'vitest';
import { evidenceBound } from '../../../src/networks/identities/evidence-bound.ts';
import { identityNamed, lookIn, unnoticed } from './scores.ts';

const bound = identityNamed('evidence lower bound');

test.each([[1, 0], [1, 0.03], [1, 0.1], [2, 0.1], [8, 0.1]])('in dimension %i, with a score that is wrong by %f, the bound misses the likelihood by the gap', (d, part) => {
  const sight = evidenceBound(lookIn(d, part, { jets: 64 }));
  expect(sight.outcome).toBe('supports');
  expect(sight.bound).toBeLessThan(d === 1 ? 1e-4 : 0.03);
});

test.each([0.03, 0.1])('in one dimension, with a score that is wrong by %f, the half of the gap is seen, and all else', (part) => {
  const look = lookIn(1, part);
  expect(evidenceBound(look).blind).toEqual([]);
  expect(unnoticed(look, bound)).toEqual([]);
});

test('with the exact score there is no gap to be seen; with chance, none that is small', () => {
  const gaps = ['the gap without its half', 'without the gap'];
  expect(unnoticed(lookIn(1, 0), bound)).toEqual(gaps);
  expect(unnoticed(lookIn(2, 0.03), bound)).toEqual(gaps);
  expect(evidenceBound(lookIn(2, 0.03)).blind).toContain('gap');
});
