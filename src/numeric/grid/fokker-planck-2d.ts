/**
 * The Fokker–Planck equation ∂t p = −∇·(f p) + ½ ∂i∂j (S_ij p), S = G Gᵀ, of dX = f dt + G dW (Itô) in the plane, on a box with
 * sides that reflect. Steps of alternating-directions.ts, with coefficients at the middle of each: of order 2, mass kept to
 * rounding, and the transpose of backward-kolmogorov-2d.ts. Where the noise is correlated the mixed derivative has negative
 * rates: how much of the mass is below zero is in the result, and refused by name where it is more than a thousandth.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import type { Refinement } from '../accuracy/refine.ts';
import { refine } from '../accuracy/refine.ts';
import { planeStep } from './alternating-directions.ts';
import type { Box } from './box.ts';
import { coarserBox } from './box.ts';
import { initialMasses2D } from './cell-averages-2d.ts';
import type { Dynamics2D } from './dynamics-2d.ts';
import type { FokkerPlanckOptions } from './fokker-planck.ts';
import { refuseNegative } from './fokker-planck.ts';
import { belowZero, concatenated, endsAllowance, separated, total } from './lists.ts';
import type { Times } from './time-steps.ts';
import { fewerSteps, keptTimes, stepOf } from './time-steps.ts';

export interface PlaneDensityProblem extends Times {
  readonly box: Box;
  readonly dynamics: Dynamics2D;
  /** A density: of mass one. */
  readonly initial: (x: number, y: number) => number;
}

export type PlaneDensityOptions = Omit<FokkerPlanckOptions, 'rough'>;

/** One solve on one box. */
export interface PlaneDensities {
  readonly box: Box;
  readonly times: Float64Array;
  /** The probability of each cell, row-major, at each of the times. */
  readonly masses: readonly Float64Array[];
  /** Of the last time: one, to rounding. */
  readonly mass: number;
  /** The most that was below zero at one of the kept times, as a part of the mass. */
  readonly belowZero: number;
}

/** Solves on one box: no estimate of the error. */
export const solveFokkerPlanck2D = (problem: PlaneDensityProblem, options: PlaneDensityOptions = {}): PlaneDensities => {
  const kept = options.kept ?? 1;
  const every = fewerSteps(problem, 1, kept).steps / kept;
  const step = stepOf(problem);
  const all = [initialMasses2D(problem.box, problem.initial)];
  const plane = planeStep(problem.box, problem.dynamics);
  plane.put(all[0]!);
  for (let n = 0; n < problem.steps; n += 1) {
    plane.prepare(problem.from + (n + 0.5) * step, step / 2, null);
    plane.forward();
    if ((n + 1) % every === 0) all.push(plane.take());
  }
  const below = Math.max(...all.map(belowZero));
  refuseNegative(below);
  return { box: problem.box, times: keptTimes(problem, kept), masses: all, mass: total(all.at(-1)!), belowZero: below };
};

/** Several boxes: the law with bounds of its error, on the coarsest of them. */
export interface RefinedPlaneDensities {
  readonly finest: PlaneDensities;
  readonly coarsest: Box;
  readonly times: Float64Array;
  /** P(X₁ ≤ upper face of i, X₂ ≤ upper face of j), row-major over the coarsest cells, at each time after the start. */
  readonly distribution: readonly Float64Array[];
  readonly estimate: ErrorEstimate;
  /** The average density over each of the coarsest cells, at each time after the start. */
  readonly density: readonly Float64Array[];
  readonly densityEstimate: ErrorEstimate;
}

/** Masses of `factor` × `factor` cells, cells of the border left out. */
const joined = (masses: Float64Array, rows: number, columns: number, factor: number, border: number): Float64Array => {
  const [fewRows, fewColumns] = [(rows - 2 * border) / factor, (columns - 2 * border) / factor];
  const sums = new Float64Array(fewRows * fewColumns);
  for (let i = border; i < rows - border; i += 1) {
    for (let j = border; j < columns - border; j += 1) {
      sums[Math.floor((i - border) / factor) * fewColumns + Math.floor((j - border) / factor)]! += masses[i * columns + j]!;
    }
  }
  return sums;
};

/** Sums over all cells up to each, in either coordinate; what the border of a wider box holds below is left out on both. */
const distributionOf = (masses: Float64Array, columns: number): Float64Array => {
  const sums = masses.slice();
  for (let at = 0; at < sums.length; at += 1) if (at % columns > 0) sums[at]! += sums[at - 1]!;
  for (let at = columns; at < sums.length; at += 1) sums[at]! += sums[at - columns]!;
  return sums;
};

/** Solves on three boxes (or four) and extrapolates. Cells and steps must be divisible by 4 (or 8). */
export const fokkerPlanck2D = (problem: PlaneDensityProblem, options: PlaneDensityOptions = {}): RefinedPlaneDensities => {
  const kept = options.kept ?? 1;
  const most = 2 ** ((options.grids ?? 3) - 1);
  const coarser = (factor: number, more: number): PlaneDensityProblem =>
    ({ ...problem, ...fewerSteps(problem, factor, kept), box: coarserBox(problem.box, factor, more) });
  const factors = [8, 4, 2, 1].filter((factor) => factor <= most);
  const solved = factors.map((factor) => solveFokkerPlanck2D(coarser(factor, 0), options));
  const coarsest = solved[0]!.box;
  const border = Math.ceil(Math.min(coarsest.first.cells, coarsest.second.cells) / 4);
  const wide = options.domain === 'interval' ? null : solveFokkerPlanck2D(coarser(most, border), options);
  const masses = ({ box: { first, second }, masses: all }: PlaneDensities, factor: number, edge: number): readonly Float64Array[] =>
    all.slice(1).map((at) => joined(at, first.cells, second.cells, factor, edge));
  const shared = solved.map((one, k) => masses(one, most / factors[k]!, 0));
  const judged = (of: (masses: Float64Array) => Float64Array): Refinement => {
    const levels = shared.map((at) => concatenated(at.map(of)));
    const allowance = wide === null ? 0 : endsAllowance(levels[0]!, concatenated(masses(wide, 1, border).map(of)));
    return refine(levels, { order: 2, allowance, nextOrder: problem.dynamics.correlated ? 3 : 4 });
  };
  const columns = coarsest.second.cells;
  const distribution = judged((at) => distributionOf(at, columns));
  const density = judged((at) => at.map((mass, k) =>
    mass / (coarsest.first.widths[Math.floor(k / columns)]! * coarsest.second.widths[k % columns]!)));
  return {
    finest: solved.at(-1)!, coarsest, times: keptTimes(problem, kept),
    distribution: separated(distribution.value, kept), estimate: distribution.estimate,
    density: separated(density.value, kept), densityEstimate: density.estimate,
  };
};
