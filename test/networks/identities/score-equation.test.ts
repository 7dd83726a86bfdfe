import { expect, test } from 'vitest';
import { scoreEquation } from '../../../src/networks/identities/score-equation.ts';
import { identityNamed, lookIn, unnoticed } from './scores.ts';

const equation = identityNamed('equation of the score');

test.each([1, 2, 8])('in dimension %i the exact score solves it to rounding, and every wrong form is noticed but a transposed symmetric matrix', (d) => {
  const look = lookIn(d, 0, { times: 4, jets: 48 });
  const sight = scoreEquation(look);
  expect(sight.outcome).toBe('supports');
  expect(sight.figure).toBeLessThan(1e-12);
  expect(unnoticed(look, equation)).toEqual(['the Jacobian transposed']);
});

test.each([[1, 0.03], [2, 0.03], [2, 0.1], [8, 0.1]])('in dimension %i an error of %f is amplified, by less than the bound says', (d, part) => {
  const sight = scoreEquation(lookIn(d, part, { times: 8, jets: 96 }));
  expect(sight.outcome).toBe('supports');
  expect(sight.by).toMatch(/amplified \d/);
  expect(sight.bound).toBeGreaterThan(part);
  expect(sight.bound).toBeLessThan(4 * part);
  expect(sight.figure).toBeGreaterThan(sight.bound! / 6);
});

test('a tenth of error hides what is small: the divergence, and no sign of the larger terms', () => {
  const missed = unnoticed(lookIn(2, 0.1, { times: 8 }), equation);
  expect(missed).toContain('without the divergence');
  for (const wrong of ['time with the sign turned', 'the square with its half', 'the square with the sign turned', 'the drift with the sign turned', 'without the drift']) expect(missed).not.toContain(wrong);
});
