/**
 * How many paths, from when to when, in how many steps; and what is wrong with a plan, by name.
 */
import { NumericError } from '../numeric-error.ts';

export interface Plan {
  readonly from: number;
  readonly horizon: number;
  readonly steps: number;
  readonly paths: number;
}

/** The state is taken to have exploded where a component leaves [−LARGEST, LARGEST]. */
export const LARGEST = 1e100;

export const checkPlan = (plan: Plan): void => {
  const { from, horizon, steps, paths } = plan;
  if (!(Number.isFinite(from) && Number.isFinite(horizon) && horizon > from)) {
    throw new NumericError('no-horizon', `paths from the time ${from} to ${horizon}`, 'choose a finite horizon after the start');
  }
  if (!(Number.isSafeInteger(steps) && steps >= 1 && Number.isSafeInteger(paths) && paths >= 1)) {
    throw new NumericError('not-applicable', `${paths} paths of ${steps} steps`, 'take at least one of each');
  }
};

/** Throws NumericError('exploded') where a component of x is beyond all bounds, or not a number. */
export const checkState = (x: Float64Array, t: number, path: number): void => {
  for (let i = 0; i < x.length; i++) {
    if (!(Math.abs(x[i] as number) <= LARGEST)) {
      throw new NumericError('exploded', `path ${path} left every bound before the time ${t}`,
        'take shorter steps, a shorter horizon, or a drift that grows at most linearly');
    }
  }
};
