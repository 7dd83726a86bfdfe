import { describe, expect, test } from 'vitest';
import { normalDistribution } from '../../../src/numeric/arithmetic/normal-distribution.ts';
import { normalQuantile } from '../../../src/numeric/statistics/normal-quantile.ts';

/** x and the nearest double to Phi(x), computed with 40 digits by mpmath. */
const TRUTH = [
  [-30.1, 2.4226672179857586e-199],
  [-20.3, 6.429244467698346e-92],
  [-8.7, 1.6594208699647843e-18],
  [-3.3, 0.0004834241423837775],
  [-1, 0.15865525393145705],
  [-0.3, 0.3820885778110474],
  [0, 0.5],
  [0.7, 0.758036347776927],
  [2.9, 0.998134186699616],
  [6.1, 0.9999999994696577],
] as const;

const relative = (found: number, exact: number): number => Math.abs(found / exact - 1);

describe('the normal distribution function', () => {
  test.each(TRUTH)('at %f is exact to 4 units of the last place, in the tails too', (x, truth) => {
    expect(relative(normalDistribution(x), truth)).toBeLessThan(4 * 2 ** -52);
  });

  test('is 0 and 1 far out, and NaN of NaN', () => {
    expect([normalDistribution(-50), normalDistribution(50), normalDistribution(-Infinity), normalDistribution(Infinity)]).toEqual([0, 1, 0, 1]);
    expect(normalDistribution(Number.NaN)).toBeNaN();
  });

  test('the quantile is its inverse', () => {
    for (const p of [1e-300, 1e-100, 1e-16, 1e-9, 1e-4, 0.02, 0.3, 0.5, 0.77, 0.999]) {
      const z = normalQuantile(p);
      // dp/p = density/Phi · dz: the rounding of z alone is amplified by z².
      expect(relative(normalDistribution(z), p)).toBeLessThan(1e-15 * (8 + z * z));
    }
  });
});
