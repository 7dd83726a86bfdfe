import { describe, expect, test } from 'vitest';
import { logNormalCdf, normalCdf, normalDensity } from '../../../src/numeric/laws/distribution.ts';
import { logSumExp } from '../../../src/numeric/laws/log-sum-exp.ts';
import { normalQuantile } from '../../../src/numeric/statistics/normal-quantile.ts';

/** x, Phi(x), log Phi(x), density: the nearest doubles, computed with 40 digits by mpmath. */
const TRUTH = [
  [-30.1, 2.4226672179857586e-199, -457.32956441638225, 7.300259384280611e-198],
  [-20.3, 6.429244467698346e-92, -209.97697152524202, 1.308288554681529e-90],
  [-8.7, 1.6594208699647843e-18, -40.94006300591008, 1.462296357500655e-17],
  [-3.3, 0.0004834241423837775, -7.634616148071127, 0.0017225689390536812],
  [-1, 0.15865525393145705, -1.8410216450092636, 0.24197072451914334],
  [-0.3, 0.3820885778110474, -0.9621028181688507, 0.3813878154605241],
  [0, 0.5, -0.6931471805599453, 0.3989422804014327],
  [0.7, 0.758036347776927, -0.2770239422771313, 0.31225393336676127],
  [2.9, 0.998134186699616, -0.0018675560981809218, 0.0059525324197758555],
  [6.1, 0.9999999994696577, -5.303423264355157e-10, 3.3178842435473016e-9],
] as const;

const relative = (found: number, exact: number): number => Math.abs(found / exact - 1);

describe('the normal law', () => {
  test.each(TRUTH)('at %f is exact to 2e-15 relative, in the tails too', (x, cdf, logCdf, density) => {
    expect(relative(normalCdf(x), cdf)).toBeLessThan(2e-15);
    expect(relative(logNormalCdf(x), logCdf)).toBeLessThan(2e-15);
    expect(relative(normalDensity(x), density)).toBeLessThan(2e-15);
  });

  test('the logarithm goes on where Phi is 0 in doubles, and both branches meet', () => {
    expect(relative(logNormalCdf(-38.5), -745.695270290411)).toBeLessThan(1e-15);
    expect(relative(logNormalCdf(-1000.5), -500507.9521946862)).toBeLessThan(1e-15);
    expect(relative(logNormalCdf(-30 + 1e-13), logNormalCdf(-30 - 1e-13))).toBeLessThan(1e-13);
    expect([normalCdf(-50), normalCdf(50), normalDensity(60), logNormalCdf(50)]).toEqual([0, 1, 0, -0]);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });

  test('the quantile is its inverse to a relative 1e-14 of the probability', () => {
    for (const p of [1e-300, 1e-100, 1e-16, 1e-9, 1e-4, 0.02, 0.3, 0.5, 0.77, 0.999]) {
      const z = normalQuantile(p);
      // dp/p = density/Phi · dz: the rounding of z alone is amplified by z².
      expect(relative(normalCdf(z), p)).toBeLessThan(1e-15 * (8 + z * z));
    }
  });
});

describe('log-sum-exp', () => {
  test('neither overflows nor loses what is small', () => {
    const weights = new Float64Array(3);
    expect(logSumExp(Float64Array.of(1e300, 1e300, -1e300), weights)).toBe(1e300);
    expect([...weights]).toEqual([0.5, 0.5, 0]);
    expect(logSumExp(Float64Array.of(-1000, -1000))).toBeCloseTo(-1000 + Math.log(2), 12);
    expect(logSumExp(Float64Array.of(0, -700), weights.subarray(0, 2))).toBe(0);
    expect(weights[1]! / Math.exp(-700)).toBeCloseTo(1, 14);
  });

  test('of absent terms only is −∞, without weights; infinite and undefined exponents are not hidden', () => {
    const weights = Float64Array.of(1, 1);
    expect(logSumExp(Float64Array.of(-Infinity, -Infinity), weights)).toBe(-Infinity);
    expect([...weights]).toEqual([0, 0]);
    expect(logSumExp(Float64Array.of(-Infinity, 3))).toBe(3);
    expect(logSumExp(Float64Array.of(Infinity, 3))).toBe(Infinity);
    expect(logSumExp(Float64Array.of(Number.NaN, 3))).toBeNaN();
  });
});
