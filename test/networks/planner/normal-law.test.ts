/**
 * Normal laws of trajectories: conditioning and tilting, by formulas of another kind.
 */
import { describe, expect, test } from 'vitest';
import { NumericError } from '../../../src/numeric/numeric-error.ts';
import { componentsOf, conditioned, expectedReturn, returnOf, tilted } from '../../../src/networks/planner/normal-law.ts';
import type { NormalLaw } from '../../../src/networks/planner/normal-law.ts';

const LAW: NormalLaw = { dimension: 2, mean: Float64Array.of(1, -1), covariance: Float64Array.of(2, 1, 1, 3) };

describe('conditioning', () => {
  test('on a component is the regression on it', () => {
    const { mean, covariance } = conditioned(LAW, componentsOf(2, [1]), [2]);
    [2, 2].forEach((value, i) => { expect(mean[i]).toBeCloseTo(value, 14); });
    expect(covariance[0]).toBeCloseTo(2 - 1 / 3, 14);
    for (const entry of covariance.slice(1)) expect(Math.abs(entry)).toBeLessThan(1e-15);
  });

  test('on what is known already is refused', () => {
    const known = conditioned(LAW, componentsOf(2, [1]), [2]);
    expect(() => conditioned(known, componentsOf(2, [1]), [3])).toThrow(NumericError);
  });
});

describe('tilting', () => {
  // Precisions add: Σ'⁻¹ = Σ⁻¹ + Q, Σ'⁻¹ m' = Σ⁻¹ m + g, here in two dimensions by Cramer's rule.
  test('by a quadratic return adds precisions', () => {
    const [q, g] = [[0.5, 0.2, 0.2, 1], [0.3, -0.7]] as const;
    const { mean, covariance } = tilted(LAW, { constant: 0, linear: Float64Array.from(g), curvature: Float64Array.from(q) });
    const precision = [3 / 5 + q[0], -1 / 5 + q[1], -1 / 5 + q[2], 2 / 5 + q[3]] as const;
    const determinant = precision[0] * precision[3] - precision[1] * precision[2];
    const right = [3 / 5 + 1 / 5 + g[0], -1 / 5 - 2 / 5 + g[1]] as const;
    expect(covariance[0]).toBeCloseTo(precision[3] / determinant, 14);
    expect(covariance[1]).toBeCloseTo(-precision[1] / determinant, 14);
    expect(mean[0]).toBeCloseTo((precision[3] * right[0] - precision[1] * right[1]) / determinant, 14);
    expect(mean[1]).toBeCloseTo((precision[0] * right[1] - precision[2] * right[0]) / determinant, 14);
  });

  test('by a linear return moves the mean by the covariance times its gradient and leaves the covariance', () => {
    const { mean, covariance } = tilted(LAW, { constant: 0, linear: Float64Array.of(1, 2), curvature: new Float64Array(4) });
    [1 + 2 + 2, -1 + 1 + 6].forEach((value, i) => { expect(mean[i]).toBeCloseTo(value, 13); });
    LAW.covariance.forEach((value, i) => { expect(covariance[i]).toBeCloseTo(value, 13); });
  });

  test('a return that outgrows the law has no tilted law', () => {
    expect(() => tilted(LAW, { constant: 0, linear: new Float64Array(2), curvature: Float64Array.of(-1, 0, 0, 0) })).toThrow(/not positive definite/);
  });
});

test('the mean of a return is that of its value at the mean, less half the trace', () => {
  const of = { constant: 1, linear: Float64Array.of(1, 2), curvature: Float64Array.of(2, 0, 0, 4) };
  expect(returnOf(of, [1, -1])).toBeCloseTo(1 + 1 - 2 - 1 - 2, 14);
  expect(expectedReturn(LAW, of)).toBeCloseTo(-3 - (2 * 2 + 4 * 3) / 2, 14);
});
