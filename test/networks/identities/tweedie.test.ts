import { describe, expect, test } from 'vitest';
import { posteriorAt } from '../../../src/networks/identities/posterior.ts';
import { posteriorCovariance, posteriorMean } from '../../../src/networks/identities/tweedie.ts';
import { identityNamed, lawIn, lookIn, unnoticed } from './scores.ts';

test('the posterior by Bayes is that of a quadrature over the data', () => {
  const law = lawIn(1);
  const t = 0.3, x = 0.8;
  const [c, v] = [law.schedule.scale(t), law.schedule.variance(t)];
  const places = Array.from({ length: 4001 }, (_, i) => -8 + i * 0.004);
  const weights = places.map((y) => law.data.density([y]) * Math.exp(-0.5 * (x - c * y) ** 2 / v));
  const moment = (power: number): number => places.reduce((sum, y, i) => sum + weights[i]! * y ** power, 0) / weights.reduce((a, b) => a + b, 0);
  const { mean, covariance } = posteriorAt(law, t)(Float64Array.of(x));
  expect(mean[0]).toBeCloseTo(moment(1), 10);
  expect(covariance[0]).toBeCloseTo(moment(2) - moment(1) ** 2, 10);
});

describe.each([1, 2, 8])('in dimension %i', (d) => {
  test.each([0, 0.03, 0.1])('with a score that is wrong by %f, both formulas hold within their bounds, which are no looser than need be', (part) => {
    const look = lookIn(d, part, { times: 8, jets: 96, points: 384 });
    for (const sight of [posteriorMean(look), posteriorCovariance(look)]) {
      expect(sight.outcome).toBe('supports');
      expect(sight.bound).toBeLessThan(1e-8 + 1.2 * part);
      if (part > 0) expect(sight.figure).toBeGreaterThan(0.8 * sight.bound!);
    }
  });
});

test.each([[1, 0.1], [2, 0.03]])('in dimension %i, with a score that is wrong by %f, all wrong forms are noticed but that of a symmetric matrix', (d, part) => {
  const look = lookIn(d, part, { times: 8 });
  expect(unnoticed(look, identityNamed('Tweedie, first order'))).toEqual([]);
  expect(unnoticed(look, identityNamed('Tweedie, second order'))).toEqual(['the Jacobian transposed']);
});

test('the bound may come from a loss: with an error that is claimed too small, the identity is contradicted', () => {
  const claimed = (integral: number) => lookIn(1, 0.1, { accuracy: () => ({ integral: () => integral, at: null, by: 'the excess of its loss', falseAlarm: 0 }) });
  const sight = posteriorMean(claimed(0.02));
  expect(sight).toMatchObject({ outcome: 'supports' });
  expect(sight.by).toContain('excess');
  expect(posteriorMean(claimed(1e-6)).outcome).toBe('contradicts');
});
