/**
 * Paths of a stochastic equation on uniform grids that share one Brownian path: coupled levels.
 *
 * The finest grid draws its increments by `noise-index.ts`; a grid of half as many steps adds them in pairs. Path p is a
 * function of the stream, the plan and p alone. States come out row-major: component i of path p at place p·dimension + i.
 *
 * A path may be **mirrored** in its first steps, counted on the finest grid: these are then driven by −W for W. Mirrored in all
 * of them it is the antithetic path.
 *
 * A state that leaves every bound, or is not a number: NumericError('exploded'), with the path and the time.
 */
import type { KeyedStream } from '../random/streams.ts';
import { NumericError } from '../numeric-error.ts';
import type { Method, Start, Step, StochasticEquation } from './equation.ts';
import { strideOf } from './noise-index.ts';
import type { Plan } from './plan.ts';
import { checkPlan, checkState } from './plan.ts';

/** Advances x along the increments, one entry a step and noise, and calls `seen` after every step. */
const walk = (
  step: Step, noises: number, plan: Plan, increments: Float64Array, x: Float64Array, path: number,
  seen: (k: number) => void,
): void => {
  const steps = increments.length / noises;
  const h = (plan.horizon - plan.from) / steps;
  const increment = new Float64Array(noises);
  for (let k = 0; k < steps; k++) {
    for (let j = 0; j < noises; j++) increment[j] = increments[k * noises + j] as number;
    step(plan.from + k * h, h, x, increment);
    checkState(x, plan.from + (k + 1) * h, path);
    seen(k);
  }
};

const addPairs = (fine: Float64Array, noises: number): Float64Array =>
  Float64Array.from({ length: fine.length / 2 }, (_, i) => {
    const at = 2 * noises * Math.floor(i / noises) + (i % noises);
    return (fine[at] as number) + (fine[at + noises] as number);
  });

/** The increments W(t_{k+1}) − W(t_k) of one path on the grid of the plan, step by step. */
export const incrementsOf = (noises: number, plan: Plan, stream: KeyedStream, path: number, mirrored = 0): Float64Array => {
  const increments = new Float64Array(plan.steps * noises);
  stream.fillNormals(path * strideOf(plan.steps, noises), increments);
  const scale = Math.sqrt((plan.horizon - plan.from) / plan.steps);
  for (let i = 0; i < increments.length; i++) increments[i] = (i < mirrored * noises ? -scale : scale) * (increments[i] as number);
  return increments;
};

const NOTHING = (): void => undefined;

/**
 * End points on `levels` coupled grids: of `plan.steps`, half as many, a quarter, … steps, the finest first.
 * `plan.steps` must be divisible by 2^(levels−1).
 */
export const coupledEndPoints = (
  equation: StochasticEquation, method: Method, start: Start, plan: Plan, levels: number, stream: KeyedStream, mirrored = 0,
): readonly Float64Array[] => {
  checkPlan(plan);
  if (!(Number.isSafeInteger(levels) && levels >= 1)) throw new NumericError('not-applicable', `${levels} grids`, 'take at least one');
  if (plan.steps % 2 ** (levels - 1) !== 0) {
    throw new NumericError('not-applicable', `${plan.steps} steps cannot be halved ${levels - 1} times`, `take a multiple of ${2 ** (levels - 1)}`);
  }
  const { dimension, noises } = equation;
  const step = method(equation);
  const x = new Float64Array(dimension);
  const ends = Array.from({ length: levels }, () => new Float64Array(plan.paths * dimension));
  // Without noise a step still counts: one dummy component keeps the lengths right.
  const columns = Math.max(noises, 1);
  for (let path = 0; path < plan.paths; path++) {
    let increments = noises === 0 ? new Float64Array(plan.steps) : incrementsOf(noises, plan, stream, path, mirrored);
    for (let level = 0; level < levels; level++) {
      if (level > 0) increments = addPairs(increments, columns);
      start(path, x);
      walk(step, columns, plan, increments, x, path, NOTHING);
      (ends[level] as Float64Array).set(x, path * dimension);
    }
  }
  return ends;
};

/** End points on the grid of the plan. */
export const endPoints = (
  equation: StochasticEquation, method: Method, start: Start, plan: Plan, stream: KeyedStream, mirrored = 0,
): Float64Array => coupledEndPoints(equation, method, start, plan, 1, stream, mirrored)[0] as Float64Array;

/** One path with all its points, the start included: point k at place k·dimension. The same as `endPoints` walks. */
export const pathOf = (
  equation: StochasticEquation, method: Method, start: Start, plan: Plan, stream: KeyedStream, path: number, mirrored = 0,
): Float64Array => {
  checkPlan(plan);
  const { dimension, noises } = equation;
  const x = new Float64Array(dimension);
  start(path, x);
  const points = new Float64Array((plan.steps + 1) * dimension);
  points.set(x);
  const increments = noises === 0 ? new Float64Array(plan.steps) : incrementsOf(noises, plan, stream, path, mirrored);
  walk(method(equation), Math.max(noises, 1), plan, increments, x, path, (k) => points.set(x, (k + 1) * dimension));
  return points;
};

/** The end of one path driven by increments of one's own, such as those of a Brownian tree. */
export const drive = (
  equation: StochasticEquation, method: Method, start: ArrayLike<number>, from: number, horizon: number, increments: Float64Array,
): Float64Array => {
  const x = Float64Array.from(start);
  const plan: Plan = { from, horizon, steps: increments.length / equation.noises, paths: 1 };
  checkPlan(plan);
  walk(method(equation), equation.noises, plan, increments, x, 0, NOTHING);
  return x;
};
