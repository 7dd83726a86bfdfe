import { describe, expect, test } from 'vitest';
import type { HjbOptions } from '../../../src/numeric/control/hjb.ts';
import { policyCost, policyExcess } from '../../../src/numeric/control/policy-cost.ts';
import { uniformGrid } from '../../../src/numeric/grid/grid.ts';
import type { Value } from './problems.ts';
import { distanceFrom, endsOf, linearQuadratic } from './problems.ts';
import { EXTRAPOLATED } from '../../../src/numeric/control/ends.ts';

// dX = u dt + σ dW, costs ½ u², terminal cost ½ x²: P = 1/(1 + τ). Without control J = ½ x² + ½ σ² τ.
const SIGMA = 0.7, HORIZON = 0.8;
const known = linearQuadratic(0, 1, SIGMA, 0, 1, 1, HORIZON);
const idle: Value = (x, t) => 0.5 * x * x + 0.5 * SIGMA ** 2 * (HORIZON - t);
const options: HjbOptions = { grid: uniformGrid(-2, 2, 64), steps: 64, scheme: 'central', ends: EXTRAPOLATED };

describe('the cost of a given law', () => {
  test('is within its bound, and that of doing nothing is more than the value by what is lost', () => {
    const cost = policyCost(known.problem, () => 0, { ...options, ends: endsOf(idle, -2, 2) });
    expect(distanceFrom(cost, idle)).toBeLessThanOrEqual(cost.estimate.bound);
    const { excess, estimate, sharedNodes } = policyExcess(known.problem, () => 0, options);
    expect(estimate.asymptotic).toBe(true);
    sharedNodes.forEach((x, i) => {
      expect(Math.abs(excess[0]![i]! - (idle(x, 0) - known.value(x, 0)))).toBeLessThanOrEqual(estimate.bound);
      expect(excess[0]![i]!).toBeGreaterThan(estimate.bound);
    });
  });

  test('of the best law is the value', () => {
    const { excess, estimate } = policyExcess(known.problem, (x, t) => -x / (1 + HORIZON - t), options);
    expect(estimate.asymptotic).toBe(true);
    for (const lost of excess[0]!) expect(Math.abs(lost)).toBeLessThanOrEqual(estimate.bound);
    expect(estimate.bound).toBeLessThan(1e-4);
  });

  test('of a law that is a little off exceeds the value, and is told apart from it', () => {
    const { excess, estimate } = policyExcess(known.problem, (x, t) => -0.95 * x / (1 + HORIZON - t), options);
    expect(Math.max(...excess[0]!)).toBeGreaterThan(estimate.bound);
    expect(Math.min(...excess[0]!)).toBeGreaterThan(-estimate.bound);
  });
});
