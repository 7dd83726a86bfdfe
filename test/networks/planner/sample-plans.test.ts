/**
 * Guided sampling with a denoiser that is exact: what is left is the guide itself, and that must be the exact one to rounding.
 */
import { describe, expect, test } from 'vitest';
import { distance, largest, matrixVector, scaledSum } from '../../../src/numeric/linear-algebra/dense.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { exactDenoiser, exactPlanner, plannerLaw } from '../../../src/networks/planner/gaussian-planner.ts';
import type { NormalLaw, QuadraticReturn } from '../../../src/networks/planner/normal-law.ts';
import { samplerSteps } from '../../../src/networks/planner/noising.ts';
import { guidedEstimate, samplePlans } from '../../../src/networks/planner/sample-plans.ts';
import { momentsOf } from '../../../src/networks/planner/trajectory-coordinates.ts';
import type { TrajectoryDenoiser } from '../../../src/networks/planner/trajectory-denoiser.ts';

const LAW: NormalLaw = { dimension: 2, mean: Float64Array.of(0.5, -1), covariance: Float64Array.of(2, 0.7, 0.7, 0.5) };
const RETURN: QuadraticReturn = { constant: 0, linear: Float64Array.of(0.4, -0.2), curvature: Float64Array.of(1, 0.3, 0.3, 0.8) };
const STEPS = samplerSteps({ first: 1e-3, last: 3 }, 24);

/** The exact denoiser in the shape of a trained one. */
const EXACT: TrajectoryDenoiser = {
  rank: 2, givenLength: 0, record: { steps: 1, losses: new Float64Array(1), loss: 0 }, dispose: () => {},
  jacobian: (t) => exactDenoiser(LAW)(t).estimate.matrix,
  estimate: (t, points) => {
    const { matrix, shift } = exactDenoiser(LAW)(t).estimate, out = new Float64Array(points.length);
    for (let row = 0; row < points.length; row += 2) out.set(scaledSum(1, matrixVector(matrix, points.subarray(row, row + 2), 2, 2), shift), row);
    return out;
  },
};

describe.each(['none', 'exact', 'posterior-mean'] as const)('guide %s', (guide) => {
  const count = 4096, law = plannerLaw(exactPlanner(LAW, RETURN, guide, STEPS));
  const { points, means } = samplePlans(guidedEstimate(EXACT, new Float64Array(0), RETURN, guide), 2, STEPS, count, streamOf(2));
  const { mean, covariance } = momentsOf(points, 2);

  test('has the mean of the exact planner to rounding', () => {
    expect(largest(scaledSum(-1, law.mean, mean))).toBeLessThan(1e-12);
  });

  // count / 2 independent squares; six deviations of the largest variance.
  test('has its covariance but for sampling', () => {
    expect(distance(covariance, law.covariance)).toBeLessThan(6 * Math.sqrt(4 / count) * largest(law.covariance));
  });

  test('reports the means on its way', () => {
    expect(means.length).toBe(STEPS.length);
    expect(largest(scaledSum(-1, law.mean, means.at(-1)!.estimate))).toBeLessThan(1e-12);
  });
});
