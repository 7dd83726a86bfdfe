/**
 * Control over an infinite horizon with discount, in one dimension:
 *
 *   ρ V = min over u of { ℓ + f ∂x V + ½ σ² ∂xx V },   ρ > 0,  nothing depending on t,
 *
 * by Howard's policy iteration on four grids. Central differences are of order 2; the monotone ones of order 2 where the
 * noise keeps their rates positive without help and of order 1 elsewhere, so that either order is looked for and the one
 * that is observed is used.
 *
 * No positive discount: NumericError 'not-applicable'; others as in `hjb.ts`.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import type { Refinement } from '../accuracy/refine.ts';
import { refine } from '../accuracy/refine.ts';
import type { Grid } from '../grid/grid.ts';
import { NumericError } from '../numeric-error.ts';
import type { ControlProblem } from './control-problem.ts';
import { asCosts, insistOnControls } from './control-problem.ts';
import type { Ends } from './ends.ts';
import { signedEnds } from './ends.ts';
import { implicitStep } from './implicit-step.ts';
import type { Differences } from './policy.ts';

export type StationaryProblem = Omit<ControlProblem, 'horizon' | 'terminal' | 'autonomous'>;

export interface StationaryOptions {
  /** Uniform. Its number of cells is divisible by 8. */
  readonly grid: Grid;
  readonly scheme: Differences;
  readonly ends: Ends;
  readonly judged?: readonly [number, number];
}

export interface StationarySolution {
  readonly nodes: Float64Array;
  readonly value: Float64Array;
  readonly control: Float64Array;
  /** The nodes that all grids share, where the error is judged, and the extrapolated value there: `estimate` is about it. */
  readonly sharedNodes: Float64Array;
  readonly extrapolated: Float64Array;
  readonly estimate: ErrorEstimate;
  readonly fineError: number;
  readonly residual: number;
  readonly iterations: number;
}

interface Level {
  readonly nodes: Float64Array;
  readonly value: Float64Array;
  readonly control: Float64Array;
  readonly residual: number;
  readonly iterations: number;
  readonly floor: number;
}

/** Without a condition at the ends the equation has several solutions: of a regulator, both roots of its Riccati equation. */
const insistOnConditions = (ends: Ends): void => {
  if (ends.every((end) => end.kind !== 'extrapolated')) return;
  throw new NumericError('not-applicable', 'extrapolated ends and an infinite horizon', 'give values at the ends, or reflect there');
};

/**
 * Equations with central differences may have several solutions. The monotone ones have one, and policy iteration finds it
 * from anywhere; so the iteration for central differences starts from there.
 */
const solveLevel = (problem: ControlProblem, grid: Grid, scheme: Differences, ends: Ends): Level => {
  if (grid.spacing === null) throw new NumericError('not-applicable', 'a grid of unequal cells', 'use a uniform grid');
  const nodes = grid.faces, nothing = new Float64Array(nodes.length);
  const given = ends.map((end) => (end.kind === 'value' ? end.at(0) : 0)) as [number, number];
  const monotone = implicitStep(problem, nodes, grid.spacing, 'monotone', ends);
  let step = monotone, report = monotone.solve(0, 0, nothing, given);
  if (scheme === 'central') {
    step = implicitStep(problem, nodes, grid.spacing, 'central', ends);
    step.padded.set(monotone.padded);
    report = step.solve(0, 0, nothing, given);
  }
  return { nodes, value: step.padded.slice(1, nodes.length + 1), control: step.policy.control, ...report };
};

/** Relative to the value: what rounding leaves of the equation without a time step is more than that of one solve. */
const roundingOf = ({ floor, value }: Level): number => {
  const size = value.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  return 1e-13 + (size === 0 ? 0 : floor / size);
};

/** By the first order that is observed. */
const refineEither = (levels: readonly Float64Array[], orders: readonly number[], allowance: number, rounding: number): Refinement => {
  const refinements = orders.map((order) => refine(levels, { order, allowance, rounding }));
  return refinements.find(({ estimate }) => estimate.asymptotic) ?? refinements[0]!;
};

export const solveStationary = (stationary: StationaryProblem, options: StationaryOptions): StationarySolution => {
  insistOnControls(stationary.controls);
  insistOnConditions(options.ends);
  const { costs, sign } = asCosts({ ...stationary, horizon: 1, terminal: () => 0, autonomous: true });
  const ends = signedEnds(options.ends, sign);
  const [from, to] = options.judged ?? [-Infinity, Infinity];
  const levels = [8, 4, 2, 1].map((factor) =>
    solveLevel(costs, factor === 1 ? options.grid : options.grid.coarser(factor), options.scheme, ends));
  const judged = (level: Level, factor: number): Float64Array =>
    level.value.filter((_, i) => i % factor === 0 && level.nodes[i]! >= from && level.nodes[i]! <= to);
  const finest = levels[3]!;
  const refinement = refineEither(levels.map((level, k) => judged(level, 2 ** k)),
    options.scheme === 'central' ? [2] : [2, 1], 4 * finest.residual, roundingOf(finest));
  return {
    nodes: finest.nodes, control: finest.control, residual: finest.residual, iterations: finest.iterations,
    value: finest.value.map((value) => sign * value),
    sharedNodes: levels[0]!.nodes.filter((x) => x >= from && x <= to),
    extrapolated: refinement.value.map((value) => sign * value),
    estimate: refinement.estimate, fineError: refinement.fineError,
  };
};
