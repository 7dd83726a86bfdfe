/**
 * The backward Kolmogorov (Feynman–Kac) equation −∂t u = f ∂x u + ½ g² ∂x² u − r u + c, u(x,T) = φ(x), so that
 *
 *   u(x,t) = E[ e^{−∫r} φ(X_T) + ∫ e^{−∫r} c dt | X_t = x ],   dX = f dt + g dW (Itô),
 *
 * in one dimension with ends that reflect. The step is that of fokker-planck.ts with the transposed matrix: without r and c,
 * Σ m_i(t) u_i(t) is the same at every time, to rounding. Order 2 in space and in time; the terminal data are averages over
 * cells, which keeps the order where φ has a kink (together with `rough`).
 *
 * On a line the ends are wrong for a u that grows; what that does inside is measured on a wider box and is part of the bound.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { refine } from '../accuracy/refine.ts';
import { cellAverages } from './cell-averages.ts';
import type { Dynamics, Source } from './dynamics.ts';
import type { Grid } from './grid.ts';
import { implicitStep } from './implicit-step.ts';
import { concatenated, endsAllowance, separated } from './lists.ts';
import { localWeights } from './local-polynomial.ts';
import type { Times } from './time-steps.ts';
import { fewerSteps, keptTimes, stepOf } from './time-steps.ts';

export interface KolmogorovProblem extends Times {
  readonly grid: Grid;
  readonly dynamics: Dynamics;
  /** φ. */
  readonly terminal: (x: number) => number;
  /** r, at the centres. */
  readonly discount?: Source;
  /** c, at the centres. */
  readonly running?: Source;
}

export interface KolmogorovOptions {
  /** Two implicit half-steps first: for terminal data with kinks or jumps. */
  readonly rough?: boolean;
  /** At the starts of how many equal intervals of time the values are kept, beside the end; 1: the start only. */
  readonly kept?: number;
  readonly domain?: 'line' | 'interval';
  readonly grids?: 3 | 4;
  /** Where values are wanted; by default the middle half of the grid. */
  readonly inside?: readonly [number, number];
}

/** One solve on one grid. */
export interface Values {
  readonly grid: Grid;
  /** Ascending. */
  readonly times: Float64Array;
  /** At the centres, at each of the times. */
  readonly values: readonly Float64Array[];
}

/** Takes values at the centres from `times.to` back to `times.from`; `visit` after each step, with the steps still to go. The values are overwritten by the next. */
export const marchBackward = (
  problem: Omit<KolmogorovProblem, 'terminal'>, values: Float64Array, rough: boolean = false,
  visit: (left: number, values: Float64Array) => void = () => {},
): Float64Array => {
  const { grid, dynamics, from, steps, discount } = problem;
  const step = stepOf(problem);
  const { solve, states, release } = implicitStep(grid, dynamics, 'backward', discount);
  const fill = problem.running?.on(grid);
  const cost = new Float64Array(grid.cells);
  let [now, next] = states;
  now.set(values);
  for (let n = steps - 1; n >= 0; n -= 1) {
    const middle = from + (n + 0.5) * step;
    fill?.(middle, cost);
    const earn = (): void => {
      if (fill !== undefined) for (let i = 0; i < cost.length; i += 1) now[i]! += step / 2 * cost[i]!;
    };
    earn();
    if (n === steps - 1 && rough) {
      solve(middle, step / 2, now, next, 1, 0);
      [now, next] = [next, now];
      earn();
      solve(middle, step / 2, now, next, 1, 0);
      [now, next] = [next, now];
    } else {
      // With (I − M) y = u + k/2 c, what is wanted is 2 y − u, which is 2 y − (u + k/2 c) and k/2 c once more.
      solve(middle, step / 2, now, next, 2, -1);
      [now, next] = [next, now];
      earn();
    }
    visit(n, now);
  }
  const first = now.slice();
  release();
  return first;
};

/** Solves on one grid: no estimate of the error. */
export const solveKolmogorov = (problem: KolmogorovProblem, options: KolmogorovOptions = {}): Values => {
  const kept = options.kept ?? 1;
  const every = fewerSteps(problem, 1, kept).steps / kept;
  const values = [cellAverages(problem.grid, problem.terminal)];
  marchBackward(problem, values[0]!, options.rough ?? false, (left, now) => {
    if (left % every === 0) values.unshift(now.slice());
  });
  return { grid: problem.grid, times: keptTimes(problem, kept), values };
};

export interface RefinedValues {
  readonly finest: Values;
  readonly times: Float64Array;
  /** Faces of the coarsest grid inside of the wanted interval. */
  readonly nodes: Float64Array;
  /** Extrapolated, at the nodes, at each time before the end. */
  readonly values: readonly Float64Array[];
  readonly estimate: ErrorEstimate;
}

/** Values at the given points, by cubic interpolation of the values at the centres. */
const valuesAt = (grid: Grid, values: Float64Array, points: Float64Array): Float64Array => points.map((x) => {
  const { first, weights } = localWeights(grid.centres, x, 3, 0);
  return weights[0]!.reduce((sum, weight, j) => sum + weight * values[first + j]!, 0);
});

const middleHalf = ({ faces, cells }: Grid): readonly [number, number] =>
  [0.75 * faces[0]! + 0.25 * faces[cells]!, 0.25 * faces[0]! + 0.75 * faces[cells]!];

/** Solves on three or four grids and extrapolates. The cells and the steps must be divisible by 4, or by 8. */
export const backwardKolmogorov = (problem: KolmogorovProblem, options: KolmogorovOptions = {}): RefinedValues => {
  const kept = options.kept ?? 1;
  const most = 2 ** ((options.grids ?? 4) - 1);
  const coarser = (factor: number, more: number): KolmogorovProblem =>
    ({ ...problem, ...fewerSteps(problem, factor, kept), grid: problem.grid.coarser(factor).extended(more) });
  const solved = [8, 4, 2, 1].filter((factor) => factor <= most).map((factor) => solveKolmogorov(coarser(factor, 0), options));
  const coarsest = solved[0]!.grid;
  const [low, high] = options.inside ?? middleHalf(coarsest);
  const nodes = coarsest.faces.slice(1, -1).filter((x) => x >= low && x <= high);
  const at = ({ grid, values }: Values): Float64Array => concatenated(values.slice(0, -1).map((now) => valuesAt(grid, now, nodes)));
  const levels = solved.map(at);
  const allowance = options.domain === 'interval' ? 0
    : endsAllowance(levels[0]!, at(solveKolmogorov(coarser(most, Math.ceil(coarsest.cells / 4)), options)));
  const { value, estimate } = refine(levels, { order: 2, allowance, nextOrder: options.rough === true ? 3 : 4 });
  return {
    finest: solved.at(-1)!, times: keptTimes(problem, kept), nodes, estimate,
    values: separated(value, kept),
  };
};
