/**
 * The point mass: demonstrations obey their dynamics and have the law that is said; the best plan is the mean of the tilted law.
 */
import { describe, expect, test } from 'vitest';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { linearQuadraticPlan } from '../../../src/networks/planner/linear-quadratic-plan.ts';
import { componentsOf, conditioned, returnOf, tilted } from '../../../src/networks/planner/normal-law.ts';
import type { Pair, PointMass } from '../../../src/networks/planner/point-mass.ts';
import { demonstrationLaw, demonstrations, dynamicsResidual, pointMassReturn, stateOf, trajectoryLength } from '../../../src/networks/planner/point-mass.ts';
import { principalDirections } from '../../../src/networks/planner/symmetric-eigen.ts';
import { momentsOf } from '../../../src/networks/planner/trajectory-coordinates.ts';

const MASS: PointMass = { knots: 9, step: 0.25, startMean: [0.4, -0.2], startDeviation: [1, 0.5], gain: [0.5, 0.8], exploration: 0.6, disturbance: 0 };
const WEIGHTS = { target: 0.3, position: 1, velocity: 0.2, effort: 0.1 };
const [START, GOAL]: readonly [Pair, Pair] = [[1, 0], [-0.3, 0.1]];
const n = trajectoryLength(MASS);

describe('demonstrations', () => {
  const count = 20000, rows = demonstrations(MASS, count, streamOf(1));

  test('obey the dynamics to rounding', () => {
    expect(Math.max(...Array.from({ length: 100 }, (_, k) => dynamicsResidual(MASS, rows, k * n)))).toBeLessThan(1e-14);
  });

  // Six standard deviations of a sample mean, and of a sample variance √(2/count).
  test('have the mean and the variances of their law', () => {
    const law = demonstrationLaw(MASS), { mean, covariance } = momentsOf(rows, n);
    for (let i = 0; i < n; i += 1) {
      const variance = law.covariance[i * (n + 1)]!;
      expect(Math.abs(mean[i]! - law.mean[i]!)).toBeLessThan(6 * Math.sqrt(variance / count));
      expect(Math.abs(covariance[i * (n + 1)]! / variance - 1)).toBeLessThan(6 * Math.sqrt(2 / count));
    }
  });

  test('vary in H + 2 directions, and with a disturbance in H − 1 more', () => {
    expect(principalDirections(demonstrationLaw(MASS).covariance, n).rank).toBe(MASS.knots + 2);
    expect(principalDirections(demonstrationLaw({ ...MASS, disturbance: 0.2 }).covariance, n).rank).toBe(2 * MASS.knots + 1);
  });
});

describe.each([['to a goal', GOAL], ['without a goal', null]] as const)('the best plan %s', (_, goal) => {
  const plan = linearQuadraticPlan(MASS, WEIGHTS, START, goal);
  const places = goal === null ? stateOf(0) : [...stateOf(0), ...stateOf(MASS.knots - 1)];
  const law = conditioned(demonstrationLaw(MASS), componentsOf(n, places), goal === null ? START : [...START, ...goal]);

  test('obeys the dynamics and begins and ends where it must', () => {
    expect(dynamicsResidual(MASS, plan)).toBeLessThan(1e-14);
    places.forEach((place, k) => { expect(plan[place]).toBeCloseTo([...START, ...(goal ?? [])][k]!, 13); });
  });

  test('is the mean of the conditional law tilted by its return', () => {
    const { mean } = tilted(law, pointMassReturn(MASS, WEIGHTS));
    plan.forEach((value, i) => { expect(Math.abs(value - mean[i]!)).toBeLessThan(1e-12); });
    expect(Math.abs(plan[2]! - law.mean[2]!)).toBeGreaterThan(1e-3);
  });

  test('with a disturbance the tilted law is not: it hopes for luck', () => {
    const disturbed = { ...MASS, disturbance: 0.3 };
    const given = conditioned(demonstrationLaw(disturbed), componentsOf(n, places), goal === null ? START : [...START, ...goal]);
    const { mean } = tilted(given, pointMassReturn(disturbed, WEIGHTS));
    expect(Math.abs(plan[2]! - mean[2]!)).toBeGreaterThan(1e-3);
    // It spends less on its action than the plan that relies on the action alone.
    expect(Math.abs(mean[2]! + MASS.gain[0])).toBeLessThan(Math.abs(plan[2]! + MASS.gain[0]));
  });
});

test('the return is that of its formula', () => {
  const [row, weights] = [demonstrations(MASS, 1, streamOf(2)), WEIGHTS];
  let expected = 0;
  for (let k = 0; k < MASS.knots; k += 1) {
    const [p, v, a] = [row[3 * k]!, row[3 * k + 1]!, row[3 * k + 2]!];
    expected -= 0.5 * (weights.position * (p - weights.target) ** 2 + weights.velocity * v * v + weights.effort * a * a);
  }
  expect(returnOf(pointMassReturn(MASS, weights), row)).toBeCloseTo(expected, 12);
});

test('a mass with one knot, and a goal after two, are refused', () => {
  expect(() => demonstrationLaw({ ...MASS, knots: 1 })).toThrow(/two knots/);
  expect(() => linearQuadraticPlan({ ...MASS, knots: 2 }, WEIGHTS, START, GOAL)).toThrow(/singular/);
});
