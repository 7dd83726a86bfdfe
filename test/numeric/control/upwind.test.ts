import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { positiveVariance, ratesOf, transitionProbabilities, upwind } from '../../../src/numeric/control/upwind.ts';

const drawn = fc.record({
  drift: fc.integer({ min: -400, max: 400 }).map((k) => k / 16),
  variance: fc.integer({ min: 0, max: 64 }).map((k) => k / 16),
  h: fc.integer({ min: 1, max: 64 }).map((k) => k / 64),
});

describe('the monotone rates, read as a Markov chain', () => {
  test('are probabilities, whose mean step is the drift exactly and whose mean square step is the variance', () => {
    fc.assert(fc.property(drawn, ({ drift, variance, h }) => {
      const rates = upwind(drift, variance, h), total = rates.up + rates.down;
      if (total === 0) { expect([drift, variance]).toEqual([0, 0]); return; }
      const time = 1 / total, [down, stay, up] = transitionProbabilities(rates, time);
      for (const p of [down, stay, up]) { expect(p).toBeGreaterThanOrEqual(-1e-15); expect(p).toBeLessThanOrEqual(1 + 1e-15); }
      expect(down + stay + up).toBeCloseTo(1, 14);
      expect(h * (up - down)).toBeCloseTo(drift * time, 12);
      expect(h * h * (up + down)).toBeCloseTo(positiveVariance(drift, variance, h) * time, 12);
    }));
  });

  test('are the central ones where these are not negative, and add no noise there', () => {
    fc.assert(fc.property(drawn, ({ drift, variance, h }) => {
      const central = ratesOf(drift, variance, h);
      if (central.down >= 0 && central.up >= 0) expect(upwind(drift, variance, h)).toEqual(central);
      else expect(Math.min(upwind(drift, variance, h).down, upwind(drift, variance, h).up)).toBe(0);
    }));
  });
});
