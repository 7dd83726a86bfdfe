/**
 * Plans as a planner hands them out: whole trajectories, and what is needed to judge them.
 */
import { matrixVector, scaledSum } from '../../numeric/linear-algebra/dense.ts';
import type { Clamping, Units } from './clamped.ts';
import { assembled } from './clamped.ts';
import { signalAt } from './noising.ts';
import type { SamplerStep } from './noising.ts';
import type { SampledPlans, StepMeans } from './sample-plans.ts';
import type { TrajectoryCoordinates } from './trajectory-coordinates.ts';
import { fromCoordinates } from './trajectory-coordinates.ts';

export interface Plans {
  /** count × length, in the units of the demonstrations; the clamped components are as they were asked for. */
  readonly trajectories: Float64Array;
  /** The free components in units (clamped.ts), count × n_f. */
  readonly free: Float64Array;
  /** The mean that noise begins with, of the free components in units: α z̄ at the first step. */
  readonly begin: Float64Array;
  /** Means over the plans, at each step, of the noisy free components in units and of their guided estimate. */
  readonly means: readonly StepMeans[];
}

/** `coordinates` are those of the clamped components, `values`. */
export const plansOf = (
  { points, means }: SampledPlans, coordinates: TrajectoryCoordinates, steps: readonly SamplerStep[],
  clamping: Clamping, values: ArrayLike<number>, units: Units,
): Plans => {
  const { dimension: n, rank, centre, directions } = coordinates;
  const back = (point: Float64Array, scale: number): Float64Array => scaledSum(scale, centre, matrixVector(directions, point, n, rank));
  const free = fromCoordinates(coordinates, points);
  return {
    free, trajectories: assembled(free, clamping, values, units), begin: centre.map((c) => signalAt(steps[0]!.time) * c),
    means: means.map(({ point, estimate }, k) => ({ point: back(point, signalAt(steps[k]!.time)), estimate: back(estimate, 1) })),
  };
};
