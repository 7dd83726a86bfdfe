import { expect, test } from 'vitest';
import { flowLikelihood } from '../../../src/networks/identities/flow-likelihood.ts';
import { identityNamed, lookIn, unnoticed } from './scores.ts';

test.each([1, 2, 8])('in dimension %i the flow of the exact score gives the exact log-likelihood', (d) => {
  const sight = flowLikelihood(lookIn(d, 0), 'as it is', 4);
  expect(sight.outcome).toBe('supports');
  expect(sight.bound).toBeLessThan(1e-5);
});

test.each([[1, 0.03], [2, 0.1], [8, 0.1]])('in dimension %i, with a score that is wrong by %f, it is off by no more than the bound, and by a third of it', (d, part) => {
  const sight = flowLikelihood(lookIn(d, part), 'as it is', 4);
  expect(sight.outcome).toBe('supports');
  expect(sight.figure).toBeGreaterThan(sight.bound! / 3);
  expect(sight.bound).toBeLessThan(0.3);
});

test.each([0.03, 0.1])('with a score that is wrong by %f every wrong form is noticed', (part) => {
  expect(unnoticed(lookIn(2, part, { times: 8 }), identityNamed('likelihood by the probability flow'))).toEqual([]);
});
