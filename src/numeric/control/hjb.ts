/**
 * The Hamilton–Jacobi–Bellman equation in one dimension, with an estimate of its error:
 *
 *   −∂t V + ρ V = min over u of { ℓ + f ∂x V + ½ σ² ∂xx V },   V(x,T) = φ(x)
 *
 * solved by `march.ts` on four grids, each of half the distance and half the time step of the one before, and judged by
 * `accuracy/refine.ts`: order 1 for the monotone scheme, 2 for the central one. Unknowns are at the faces of a uniform
 * grid. The estimate is of the problem on the grid, with the ends as they are said; what lies beyond them it cannot know.
 *
 * Throws NumericError by name: 'no-horizon', 'grid-too-coarse', 'not-finite', 'exploded', 'no-convergence',
 * 'step-too-long', 'singular-matrix', 'not-applicable'.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { refine } from '../accuracy/refine.ts';
import type { Grid } from '../grid/grid.ts';
import { uniformGrid } from '../grid/grid.ts';
import { NumericError } from '../numeric-error.ts';
import type { ControlProblem } from './control-problem.ts';
import { asCosts, insistOnProblem } from './control-problem.ts';
import type { Ends } from './ends.ts';
import { insistOnEnds, signedEnds } from './ends.ts';
import type { Differences, Policy } from './policy.ts';
import type { MarchResult } from './march.ts';
import { march } from './march.ts';

export interface HjbOptions {
  /** Uniform. Its number of cells is divisible by 8. */
  readonly grid: Grid;
  /** Time steps on the finest grid; divisible by 8 and by 8 `kept`. */
  readonly steps: number;
  readonly scheme: Differences;
  readonly ends: Ends;
  /** How many times before the horizon are kept, equally distant, the first at 0. By default 1. */
  readonly kept?: number;
  /** Where the error is judged: far ends may be left out. By default everywhere. */
  readonly judged?: readonly [number, number];
  /** How often cells and steps may be doubled while the solve is outside its asymptotic range. By default never. */
  readonly doublings?: number;
}

export interface HjbSolution {
  /** Of the finest grid. */
  readonly nodes: Float64Array;
  /** Ascending, from 0 to the horizon. */
  readonly times: readonly number[];
  /** At each of the times, on the finest grid as it was computed. */
  readonly values: readonly Float64Array[];
  /** The best control for each of the values. */
  readonly controls: readonly Float64Array[];
  /** The nodes that all grids share, where the error is judged. */
  readonly sharedNodes: Float64Array;
  /** Extrapolated values on the shared nodes at the times before the horizon: what `estimate` is about. */
  readonly extrapolated: readonly Float64Array[];
  readonly estimate: ErrorEstimate;
  /** The estimated error of `values`. */
  readonly fineError: number;
  /** What policy iteration may have left in the values. */
  readonly residual: number;
  readonly iterations: number;
  /** No rate was negative at the kept times: the scheme was monotone there. */
  readonly monotone: boolean;
}

/** Of one grid. */
interface Level extends MarchResult {
  readonly nodes: Float64Array;
  /** From the horizon down to 0. */
  readonly values: readonly Float64Array[];
  readonly controls: readonly Float64Array[];
  readonly monotone: boolean;
}

const FACTORS = [8, 4, 2, 1] as const;

const positiveRates = ({ down, up }: Policy): boolean => down.every((rate) => rate >= 0) && up.every((rate) => rate >= 0);

/** What is read off the values that were marched at a time: the same with a sign, or a transform of them. */
export type Reading = (values: Float64Array, t: number) => Float64Array;

const solveLevel = (costs: ControlProblem, options: HjbOptions, ends: Ends, factor: number, read: Reading): Level => {
  const grid = factor === 1 ? options.grid : options.grid.coarser(factor);
  const steps = options.steps / factor;
  const values: Float64Array[] = [], controls: Float64Array[] = [];
  let monotone = true;
  const marching = {
    nodes: grid.faces, h: grid.spacing ?? Number.NaN, steps, differences: options.scheme, ends, every: steps / (options.kept ?? 1),
  };
  const result = march(costs, marching, (t, value, policy) => {
    values.push(read(value, t));
    controls.push(policy.control.slice());
    monotone &&= positiveRates(policy);
  });
  return { ...result, nodes: grid.faces, values, controls, monotone };
};

const insistOnOptions = (options: HjbOptions): void => {
  if (options.grid.spacing === null) {
    throw new NumericError('not-applicable', 'a grid of unequal cells', 'use a uniform grid');
  }
  const divisor = 8 * (options.kept ?? 1);
  if (!Number.isInteger(options.steps / divisor) || options.steps <= 0) {
    throw new NumericError('not-applicable', `${options.steps} time steps`, `use a positive multiple of ${divisor}: four grids are compared`);
  }
  insistOnEnds(options.ends, options.scheme);
};

/** The kept values before the horizon at every `factor`-th node that is judged, one after the other. */
const shared = (level: Level, factor: number, [from, to]: readonly [number, number]): Float64Array => {
  const joined: number[] = [];
  for (const values of level.values.slice(1)) {
    for (let i = 0; i < values.length; i += factor) {
      if (level.nodes[i]! >= from && level.nodes[i]! <= to) joined.push(values[i]!);
    }
  }
  return Float64Array.from(joined);
};

export const solveHjb = (problem: ControlProblem, options: HjbOptions): HjbSolution => {
  insistOnProblem(problem);
  const { costs, sign } = asCosts(problem);
  return solveOnGrids(costs, { ...options, ends: signedEnds(options.ends, sign) }, (values) => values.map((value) => sign * value));
};

/** A problem of costs on four grids, judged by what is read off it. `allowance` is added to the bound. */
export const solveOnGrids = (costs: ControlProblem, options: HjbOptions, read: Reading, allowance = 0): HjbSolution => {
  const solution = solveOnFour(costs, options, read, allowance);
  const doublings = options.doublings ?? 0;
  if (solution.estimate.asymptotic || doublings === 0) return solution;
  const { faces, cells } = options.grid;
  const finer: HjbOptions = {
    ...options, grid: uniformGrid(faces[0]!, faces[cells]!, 2 * cells), steps: 2 * options.steps, doublings: doublings - 1,
  };
  return solveOnGrids(costs, finer, read, allowance);
};

const solveOnFour = (costs: ControlProblem, options: HjbOptions, read: Reading, allowance: number): HjbSolution => {
  insistOnOptions(options);
  const judged = options.judged ?? [-Infinity, Infinity];
  const levels = FACTORS.map((factor) => solveLevel(costs, options, options.ends, factor, read));
  const finest = levels[3]!, sharedNodes = levels[0]!.nodes.filter((x) => x >= judged[0] && x <= judged[1]);
  const { value, estimate, fineError } = refine(levels.map((level, k) => shared(level, 2 ** k, judged)),
    { order: options.scheme === 'central' ? 2 : 1, allowance: allowance + 4 * finest.residual });
  const kept = options.kept ?? 1, count = sharedNodes.length;
  return {
    nodes: finest.nodes, sharedNodes, estimate, fineError,
    times: Array.from({ length: kept + 1 }, (_, k) => costs.horizon * k / kept),
    values: finest.values.toReversed(),
    controls: finest.controls.toReversed(),
    extrapolated: Array.from({ length: kept }, (_, k) => value.slice(k * count, (k + 1) * count)).toReversed(),
    residual: finest.residual, iterations: finest.iterations, monotone: finest.monotone,
  };
};
