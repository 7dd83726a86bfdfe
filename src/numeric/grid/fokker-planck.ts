/**
 * The Fokker–Planck equation ∂t p = −∂x(f p) + ½ ∂x²(g² p) of dX = f dt + g dW (Itô) in one dimension, with ends that reflect.
 *
 * In space the conservative, exponentially fitted rates of generator-matrix.ts; in time Crank–Nicolson with coefficients at
 * the middle of each step. Both are of order 2, mass is kept to rounding, and a law that is stationary for the matrix stays
 * where it is. The step is the transpose of that of backward-kolmogorov.ts. Where the initial law is rough, the first step
 * is taken as two implicit Euler steps of half its length (R. Rannacher, Numer. Math. 43 (1984)), with the same matrix.
 *
 * Crank–Nicolson keeps a density positive only where steps are short against the decay of its tails: what falls below zero
 * is measured, and refused by name where it is more than a thousandth of the mass.
 */
import { NumericError } from '../numeric-error.ts';
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import type { Refinement } from '../accuracy/refine.ts';
import { refine } from '../accuracy/refine.ts';
import { initialMasses } from './cell-averages.ts';
import type { Dynamics } from './dynamics.ts';
import type { Grid } from './grid.ts';
import { implicitStep } from './implicit-step.ts';
import { belowZero, concatenated, endsAllowance, separated, total } from './lists.ts';
import type { Times } from './time-steps.ts';
import { fewerSteps, keptTimes, stepOf } from './time-steps.ts';

export interface FokkerPlanckProblem extends Times {
  readonly grid: Grid;
  readonly dynamics: Dynamics;
  /** A density: of mass one. */
  readonly initial: (x: number) => number;
}

export interface FokkerPlanckOptions {
  /** Two implicit half-steps first: for an initial law with kinks, or narrower than some cells. */
  readonly rough?: boolean;
  /** At the ends of how many equal intervals of time the density is kept, beside the start; 1: the end only. */
  readonly kept?: number;
  /** `line`: the ends stand for infinity, and what they do is part of the bound; `interval`: they do reflect. */
  readonly domain?: 'line' | 'interval';
  /** 3 or 4 grids. */
  readonly grids?: 3 | 4;
}

/** One solve on one grid. */
export interface Densities {
  readonly grid: Grid;
  readonly times: Float64Array;
  /** The probability of each cell, at each of the times. */
  readonly masses: readonly Float64Array[];
  /** Of the last time: one, to rounding. */
  readonly mass: number;
  /** The most that was below zero at one of the kept times, as a part of the mass: 0 where the density stayed positive. */
  readonly belowZero: number;
}

const MOST_BELOW_ZERO = 1e-3;

/** Refuses a law of which too much is below zero. */
export const refuseNegative = (below: number): void => {
  if (below > MOST_BELOW_ZERO) {
    throw new NumericError('step-too-long', `${(100 * below).toPrecision(2)} % of the mass is below zero`,
      'use more steps, a wider initial law, or the option for rough initial laws');
  }
};

/** Takes masses from one time to another; `visit` is called after each step with its number and the masses, which the next step overwrites. */
export const marchForward = (
  grid: Grid, dynamics: Dynamics, masses: Float64Array, times: Times, rough: boolean = false,
  visit: (step: number, masses: Float64Array) => void = () => {},
): Float64Array => {
  const step = stepOf(times);
  const { solve, states, release } = implicitStep(grid, dynamics, 'forward');
  let [now, next] = states;
  now.set(masses);
  for (let n = 0; n < times.steps; n += 1) {
    const middle = times.from + (n + 0.5) * step;
    if (n === 0 && rough) {
      solve(middle, step / 2, now, next, 1, 0);
      solve(middle, step / 2, next, now, 1, 0);
    } else {
      solve(middle, step / 2, now, next, 2, -1);
      [now, next] = [next, now];
    }
    visit(n + 1, now);
  }
  const last = now.slice();
  release();
  return last;
};

/** Solves on one grid: no estimate of the error. */
export const solveFokkerPlanck = (problem: FokkerPlanckProblem, options: FokkerPlanckOptions = {}): Densities => {
  const kept = options.kept ?? 1;
  const every = fewerSteps(problem, 1, kept).steps / kept;
  const masses = [initialMasses(problem.grid, problem.initial)];
  const last = marchForward(problem.grid, problem.dynamics, masses[0]!, problem, options.rough ?? false, (step, now) => {
    if (step % every === 0) masses.push(now.slice());
  });
  const below = Math.max(...masses.map(belowZero));
  refuseNegative(below);
  return {
    grid: problem.grid, times: keptTimes(problem, kept), masses,
    mass: total(last), belowZero: below,
  };
};

/** Several grids: the law with bounds of its error, on the coarsest grid. */
export interface RefinedDensities {
  /** On the finest grid, as it was solved. */
  readonly finest: Densities;
  readonly coarsest: Grid;
  readonly times: Float64Array;
  /** P(X ≤ face) at the inner faces of the coarsest grid, extrapolated, at each time after the start. */
  readonly distribution: readonly Float64Array[];
  /** Of the distribution function. */
  readonly estimate: ErrorEstimate;
  /** The average density over each cell of the coarsest grid, extrapolated, at each time after the start. */
  readonly density: readonly Float64Array[];
  /** Of the average densities. */
  readonly densityEstimate: ErrorEstimate;
}

/** Masses of cells joined by `factor`. */
const joined = (masses: Float64Array, factor: number): Float64Array => {
  const sums = new Float64Array(masses.length / factor);
  masses.forEach((mass, i) => { sums[Math.floor(i / factor)]! += mass; });
  return sums;
};

/** Sums up to each inner face. */
const distributionOf = (masses: Float64Array): Float64Array => {
  let sum = 0;
  return masses.subarray(0, -1).map((mass) => { sum += mass; return sum; });
};

/** The same problem with one cell, and one step, for `factor` of its own, and so many cells more at either end. */
const coarser = (problem: FokkerPlanckProblem, factor: number, kept: number, more = 0): FokkerPlanckProblem =>
  ({ ...problem, ...fewerSteps(problem, factor, kept), grid: problem.grid.coarser(factor).extended(more) });

/**
 * Solves on three or four grids and extrapolates. The cells and the steps must be divisible by 4, or by 8. On a line, what
 * the ends do is measured by one more coarse solve on a box that is half as wide again.
 */
export const fokkerPlanck = (problem: FokkerPlanckProblem, options: FokkerPlanckOptions = {}): RefinedDensities => {
  const kept = options.kept ?? 1;
  const most = 2 ** ((options.grids ?? 4) - 1);
  const factors = [8, 4, 2, 1].filter((factor) => factor <= most);
  const solved = factors.map((factor) => solveFokkerPlanck(coarser(problem, factor, kept), options));
  const coarsest = solved[0]!.grid;
  const shared = solved.map(({ masses }, k) => masses.slice(1).map((at) => joined(at, most / factors[k]!)));
  const more = Math.ceil(coarsest.cells / 4);
  const wide = options.domain === 'interval' ? null
    : solveFokkerPlanck(coarser(problem, most, kept, more), options).masses.slice(1);
  const judged = (of: (masses: Float64Array) => Float64Array, ofWide: (masses: Float64Array) => Float64Array): Refinement => {
    const levels = shared.map((at) => concatenated(at.map(of)));
    const allowance = wide === null ? 0 : endsAllowance(levels[0]!, concatenated(wide.map(ofWide)));
    return refine(levels, { order: 2, allowance, nextOrder: options.rough === true ? 3 : 4 });
  };
  const inner = (masses: Float64Array): Float64Array => masses.slice(more, -more);
  const average = (masses: Float64Array): Float64Array => masses.map((mass, i) => mass / coarsest.widths[i]!);
  const distribution = judged(distributionOf, (masses) => distributionOf(masses).slice(more, -more));
  const density = judged(average, (masses) => average(inner(masses)));
  return {
    finest: solved.at(-1)!, coarsest, times: keptTimes(problem, kept),
    distribution: separated(distribution.value, kept), estimate: distribution.estimate,
    density: separated(density.value, kept), densityEstimate: density.estimate,
  };
};
