/**
 * The rate of each step: up from 0 in the first part, then down to 0 linearly, so that the noise of the last steps is averaged.
 */
import { WARM_UP } from './recipe.ts';

/** A rate for step 0, 1, … of so many. */
export type Rates = (step: number, steps: number) => number;

/** peak · (k + 1)/w in the first w steps, w = 5 % of all; then peak · (steps − k)/(steps − w). */
export const upAndDown = (peak: number, warmUp: number = WARM_UP): Rates => (step, steps) => {
  const first = Math.round(warmUp * steps);
  return peak * (step < first ? (step + 1) / first : (steps - step) / (steps - first));
};

/** The same rate throughout. */
export const constantRate = (rate: number): Rates => () => rate;
