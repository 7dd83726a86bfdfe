/**
 * How far the plans of a trained planner are from the exact ones, what of it the network, the guide and the steps owe, and bounds.
 *
 * The exact sampler is affine, z ← M_k z + b_k + noise. Let δ_k be the mean over the plans of what the trained estimate is away from the exact
 * one, at the noisy plans of the trained sampler itself. Noise comes in antithetic pairs and has mean 0 over the plans, so that, to rounding,
 *   mean of plans − exact mean of the sampler = Σ_k M_K ⋯ M_{k+1} pull_k δ_k,
 * and the size of the left side, or of a component of it, is at most the sum of the sizes on the right: `training.bound`. That is no estimate.
 * What the sampler's own mean is away from the wanted one is known exactly: `method`, the guide and the steps together. Their sum bounds
 * `planMean`.
 *
 * Covariances are compared with that of the exact sampler. Their floor is the root mean square relative error that as many exact antithetic plans
 * would have: √((tr S)² + ‖S‖²)/(‖S‖ √pairs). One draw may be above it; that a draw is below twice the floor is an estimate.
 */
import type { Vector } from '../../numeric/linear-algebra/dense.ts';
import { matrixVector, scaledSum, traceOf } from '../../numeric/linear-algebra/dense.ts';
import type { Clamping, Units } from './clamped.ts';
import type { ExactPlanner } from './gaussian-planner.ts';
import { plannerLaw, stepMap } from './gaussian-planner.ts';
import type { NormalLaw } from './normal-law.ts';
import type { Plans } from './plans.ts';
import { momentsOf } from './trajectory-coordinates.ts';

export interface Figure {
  readonly value: number;
  readonly bound: number;
}

export interface PlanJudgement {
  /** ‖mean plan − wanted mean‖ / ‖wanted mean‖ over the free components, each in its own unit of measure. */
  readonly planMean: Figure;
  /** The same against the mean of the exact sampler: what the network owes. */
  readonly training: Figure;
  /** The same of the exact sampler against the wanted mean: what guide and steps owe, exactly. */
  readonly method: number;
  /** How far the identity of the docstring is from holding, in units of ‖wanted mean‖: rounding, in floats. */
  readonly identity: number;
  readonly covariance: { readonly value: number; readonly floor: number };
  /** Relative difference of the exact sampler's covariance from the wanted one: what guide and steps owe, exactly. */
  readonly covarianceBias: number;
  /** Errors of the components of the mean plan, in their unit of measure, with bounds. */
  readonly components: readonly Figure[];
}

const norm = (a: ArrayLike<number>): number => Math.hypot(...Array.from(a));
const relative = (a: ArrayLike<number>, b: Vector): number => norm(b.map((entry, i) => entry - a[i]!)) / norm(b);

/** M_K ⋯ M_{k+1} pull_k δ_k for each k. */
const contributions = ({ dimension: n, steps, guided }: ExactPlanner, { means }: Plans): readonly Vector[] => {
  const found: Vector[] = [];
  steps.forEach((step, k) => {
    const { matrix } = stepMap(n, step, guided[k]!), { point, estimate } = means[k]!, exact = guided[k]!.estimate;
    for (let j = 0; j < k; j += 1) found[j] = matrixVector(matrix, found[j]!, n, n);
    const right = scaledSum(1, matrixVector(exact.matrix, point, n, n), exact.shift);
    found.push(estimate.map((entry, i) => step.pull * (entry - right[i]!)));
  });
  return found;
};

/** `wanted`: the law that plans should have; all of the free components in units. */
export const judgePlans = (plans: Plans, planner: ExactPlanner, wanted: NormalLaw, { free }: Clamping, { centre, scale }: Units): PlanJudgement => {
  const n = planner.dimension, law = plannerLaw(planner, plans.begin), { mean, covariance } = momentsOf(plans.free, n);
  const measured = (z: Vector): Vector => z.map((entry, i) => entry * scale[free[i]!]!);
  const size = norm(free.map((i, k) => centre[i]! + scale[i]! * wanted.mean[k]!));
  const parts = contributions(planner, plans).map(measured);
  const trained = measured(scaledSum(-1, law.mean, mean)), owed = measured(scaledSum(-1, wanted.mean, law.mean));
  const total = parts.reduce((sum, part) => scaledSum(1, part, sum), new Float64Array(n));
  const training: Figure = { value: norm(trained) / size, bound: parts.reduce((sum, part) => sum + norm(part), 0) / size };
  const method = norm(owed) / size, pairs = plans.free.length / n / 2;
  return {
    training, method, identity: norm(trained.map((entry, i) => entry - total[i]!)) / size,
    planMean: { value: norm(scaledSum(1, trained, owed)) / size, bound: training.bound + method },
    covariance: {
      value: relative(covariance, law.covariance),
      floor: Math.sqrt(((traceOf(law.covariance, n) / norm(law.covariance)) ** 2 + 1) / pairs),
    },
    covarianceBias: relative(law.covariance, wanted.covariance),
    components: free.map((_, i) => ({
      value: Math.abs(trained[i]! + owed[i]!), bound: parts.reduce((sum, part) => sum + Math.abs(part[i]!), Math.abs(owed[i]!)),
    })),
  };
};
