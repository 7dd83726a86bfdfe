import { describe, expect, test } from 'vitest';
import { normalQuantile, upperQuantile } from '../../../src/numeric/statistics/normal-quantile.ts';

describe('the normal quantile', () => {
  // scipy.stats.norm.ppf
  test.each([
    [0.3, -0.5244005127080409], [0.5, 0], [0.9, 1.2815515655446004], [0.975, 1.959963984540054], [0.001, -3.090232306167813],
    [1e-6, -4.753424308822899], [5e-10, -6.1094102048693975], [1e-20, -9.262340089798409], [1e-300, -37.0470962993612],
  ])('of %d is %d', (probability, z) => {
    expect(Math.abs(normalQuantile(probability) - z)).toBeLessThanOrEqual(2e-15 * Math.max(1, Math.abs(z)));
  });

  test('is odd about one half, and rises', () => {
    for (const p of [0.01, 0.2, 0.4999]) expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12);
    const values = Array.from({ length: 199 }, (_, k) => normalQuantile((k + 1) / 200));
    values.slice(1).forEach((value, k) => expect(value).toBeGreaterThan(values[k] as number));
    expect(upperQuantile(1e-9)).toBe(-normalQuantile(1e-9));
  });

  test('is refused outside of (0, 1)', () => {
    for (const p of [0, 1, -1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});
