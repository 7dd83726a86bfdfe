/**
 * Samplers with exact scores: the guides against what each should do, and the law of plans against plans.
 */
import { describe, expect, test } from 'vitest';
import { distance, largest, matrixVector, scaledSum } from '../../../src/numeric/linear-algebra/dense.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { exactDenoiser, exactMixture, exactPlanner, plannerLaw } from '../../../src/networks/planner/gaussian-planner.ts';
import type { ExactPlanner } from '../../../src/networks/planner/gaussian-planner.ts';
import type { NormalLaw, QuadraticReturn } from '../../../src/networks/planner/normal-law.ts';
import { conditioned, tilted } from '../../../src/networks/planner/normal-law.ts';
import { noiseVarianceAt, samplerSteps, signalAt } from '../../../src/networks/planner/noising.ts';
import { samplePlans } from '../../../src/networks/planner/sample-plans.ts';
import { momentsOf } from '../../../src/networks/planner/trajectory-coordinates.ts';

/** Of rank 2 in three components. */
const LAW: NormalLaw = { dimension: 3, mean: Float64Array.of(0.5, -1, 0.2), covariance: Float64Array.of(1, 0.5, 1.5, 0.5, 1.25, 1.75, 1.5, 1.75, 3.25) };
const CURVED: QuadraticReturn = { constant: 0, linear: Float64Array.of(0.4, 0, -0.2), curvature: Float64Array.of(1, 0, 0, 0, 0.5, 0, 0, 0, 0.2) };
const LINEAR: QuadraticReturn = { ...CURVED, curvature: new Float64Array(9) };
const TIMES = { first: 1e-4, last: 6 };

const meanError = (law: NormalLaw, wanted: NormalLaw): number => largest(scaledSum(-1, wanted.mean, law.mean));
const covarianceError = (law: NormalLaw, wanted: NormalLaw): number => distance(law.covariance, wanted.covariance) / largest(wanted.covariance);

describe('the exact denoiser', () => {
  test('is the regression of the plan on its noisy version', () => {
    const t = 0.3, alpha = signalAt(t), sigma = Math.sqrt(noiseVarianceAt(t)), n = 3;
    // The joint law of (plan, noisy plan), conditioned.
    const joint = Float64Array.from({ length: 36 }, (_, at) => {
      const [i, j] = [Math.floor(at / 6), at % 6];
      const scale = (i < n ? 1 : alpha) * (j < n ? 1 : alpha);
      return scale * LAW.covariance[(i % n) * n + j % n]! + (i >= n && i === j ? sigma * sigma : 0);
    });
    const noisy = Float64Array.of(0.1, 0.7, -0.4), observe = Float64Array.from({ length: 18 }, (_, at) => Number(at % 6 === n + Math.floor(at / 6)));
    const given = conditioned({ dimension: 6, mean: Float64Array.of(...LAW.mean, ...LAW.mean.map((m) => alpha * m)), covariance: joint }, observe, noisy);
    const { estimate } = exactDenoiser(LAW)(t);
    const found = scaledSum(1, matrixVector(estimate.matrix, noisy, n, n), estimate.shift);
    expect(largest(scaledSum(-1, given.mean.slice(0, 3), found))).toBeLessThan(1e-12);
  });
});

describe('plans without a guide, and with the exact one', () => {
  test.each([['none', LAW], ['exact', tilted(LAW, CURVED)]] as const)('%s: of first order in the steps, and right in the limit', (guide, wanted) => {
    const [coarse, fine] = [256, 512].map((count) => plannerLaw(exactPlanner(LAW, CURVED, guide, samplerSteps(TIMES, count)))) as [NormalLaw, NormalLaw];
    // Of the beginning at N(0, I) only e^−6 of what the mean is away from 0 is left, and what the sampler makes of it is less.
    expect(meanError(fine, wanted)).toBeLessThan(Math.exp(-6));
    expect(covarianceError(fine, wanted)).toBeLessThan(0.04);
    const ratio = covarianceError(coarse, wanted) / covarianceError(fine, wanted);
    expect(ratio).toBeGreaterThan(1.7);
    expect(ratio).toBeLessThan(2.3);
  });
});

describe('guides', () => {
  const steps = samplerSteps(TIMES, 256);

  test('the gradient at the posterior mean is exact for a linear return', () => {
    const exact = plannerLaw(exactPlanner(LAW, LINEAR, 'exact', steps)), gradient = plannerLaw(exactPlanner(LAW, LINEAR, 'posterior-mean', steps));
    expect(meanError(gradient, exact)).toBeLessThan(1e-12);
    expect(distance(gradient.covariance, exact.covariance)).toBeLessThan(1e-12);
  });

  test.each(['posterior-mean', 'noisy', 'shifted'] as const)('%s misses the tilted law of a quadratic return, and more steps do not help', (guide) => {
    const wanted = tilted(LAW, CURVED), exact = covarianceError(plannerLaw(exactPlanner(LAW, CURVED, 'exact', samplerSteps(TIMES, 512))), wanted);
    expect(covarianceError(plannerLaw(exactPlanner(LAW, CURVED, guide, samplerSteps(TIMES, 512))), wanted)).toBeGreaterThan(3 * exact);
  });
});

describe('mixed predictions', () => {
  const given = conditioned(LAW, Float64Array.of(1, 1, 0), [1.2]), steps = samplerSteps(TIMES, 128);
  const mixed = (weight: number): NormalLaw => plannerLaw(exactMixture(LAW, given, weight, steps));

  test('with weights 0 and 1 are the two', () => {
    const none: QuadraticReturn = { ...LINEAR, linear: new Float64Array(3) };
    expect(meanError(mixed(0), plannerLaw(exactPlanner(LAW, none, 'none', steps)))).toBeLessThan(1e-12);
    expect(meanError(mixed(1), plannerLaw(exactPlanner(given, none, 'none', steps)))).toBeLessThan(1e-12);
  });

  test('with another weight sample no conditional law', () => {
    expect(meanError(mixed(4), given)).toBeGreaterThan(10 * meanError(mixed(1), given));
  });
});

test('a lower temperature makes the covariance smaller and keeps the mean', () => {
  const [warm, cold] = [1, 0.5].map((temperature) =>
    plannerLaw(exactPlanner(LAW, LINEAR, 'none', samplerSteps(TIMES, 256, temperature)))) as [NormalLaw, NormalLaw];
  expect(meanError(cold, warm)).toBeLessThan(1e-12);
  // A quarter for noise that begins at the same temperature; it begins at N(0, I) and forgets.
  expect(cold.covariance[0]! / warm.covariance[0]!).toBeGreaterThan(0.24);
  expect(cold.covariance[0]! / warm.covariance[0]!).toBeLessThan(0.32);
});

test('plans that are sampled have the law that is computed', () => {
  const n = 3, steps = samplerSteps(TIMES, 16), planner: ExactPlanner = exactPlanner(LAW, CURVED, 'exact', steps), law = plannerLaw(planner);
  const estimate = (t: number, points: Float64Array): Float64Array => {
    const { matrix, shift } = planner.guided[steps.findIndex((step) => step.time === t)]!.estimate;
    const out = new Float64Array(points.length);
    for (let row = 0; row < points.length; row += n) out.set(scaledSum(1, matrixVector(matrix, points.subarray(row, row + n), n, n), shift), row);
    return out;
  };
  const count = 8192, { mean, covariance } = momentsOf(samplePlans(estimate, n, steps, count, streamOf(9)).points, n);
  // Antithetic pairs: the mean is exact, and variances come from count / 2 independent squares. Six deviations.
  expect(largest(scaledSum(-1, law.mean, mean))).toBeLessThan(1e-12);
  for (let i = 0; i < n; i += 1) expect(Math.abs(covariance[i * 4]! / law.covariance[i * 4]! - 1)).toBeLessThan(6 * Math.sqrt(4 / count));
});

test('samplers without steps, and an odd number of plans, are refused', () => {
  expect(() => samplerSteps(TIMES, 1)).toThrow(/two steps/);
  expect(() => samplerSteps(TIMES, 8, 2)).toThrow(/temperature/);
  expect(() => samplePlans((_, points) => points, 2, samplerSteps(TIMES, 4), 3, streamOf(1))).toThrow(/even/);
});
