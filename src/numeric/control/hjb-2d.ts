/**
 * The Hamilton–Jacobi–Bellman equation in two dimensions (`plane-problem.ts`), with an estimate of its error.
 *
 * In time as in `march.ts`: implicit Euler for the monotone scheme, the implicit midpoint rule for the central one. Every
 * step is solved by Howard's iteration; the linear equation of a policy by BiCGSTAB with a preconditioner of alternating
 * directions, to a part of the present residual (the residual that ends the step is that of the nonlinear equation, so
 * inexact solves cost no accuracy). Noise with a full covariance: see `plane-stencil.ts`.
 *
 * Four grids, each of half the distances and half the time step of the one before, are judged by `accuracy/refine.ts`.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { refine } from '../accuracy/refine.ts';
import { NumericError } from '../numeric-error.ts';
import type { Axis } from './interpolation.ts';
import { nodesOf } from './interpolation.ts';
import type { PlaneBoundary, PlaneProblem } from './plane-problem.ts';
import { planeCosts } from './plane-problem.ts';
import type { PlaneMarch } from './plane-march.ts';
import { marchPlane } from './plane-march.ts';
import type { Differences } from './policy.ts';

export interface PlaneOptions {
  /** Numbers of cells divisible by 8, at least 32. */
  readonly axes: readonly [Axis, Axis];
  /** Divisible by 8. */
  readonly steps: number;
  readonly scheme: Differences;
  readonly boundary: PlaneBoundary;
  readonly judged?: readonly [readonly [number, number], readonly [number, number]];
}

export interface PlaneSolution {
  readonly axes: readonly [Axis, Axis];
  /** At time 0 at all nodes of the finest grid, the second axis running fastest. */
  readonly value: Float64Array;
  /** The best controls at time 0; on an edge with given values 0. */
  readonly controls: readonly [Float64Array, Float64Array];
  /** The nodes that all grids share, where the error is judged, and the extrapolated values there. */
  readonly sharedPoints: readonly (readonly [number, number])[];
  readonly extrapolated: Float64Array;
  readonly estimate: ErrorEstimate;
  readonly fineError: number;
  /** What policy iteration may have left in the value. */
  readonly residual: number;
  /** Linear solves, and iterations of BiCGSTAB in all of them. */
  readonly iterations: number;
  readonly linearIterations: number;
}

const FACTORS = [8, 4, 2, 1] as const;

const insistOn = (problem: PlaneProblem, { axes, steps }: PlaneOptions): void => {
  if (!(problem.horizon > 0) || !Number.isFinite(problem.horizon)) {
    throw new NumericError('no-horizon', `a horizon of ${problem.horizon}`, 'give a horizon that is positive and finite');
  }
  if (axes.some(({ cells }) => cells % 8 !== 0 || cells < 32)) {
    throw new NumericError('grid-too-coarse', `axes of ${axes[0].cells} and ${axes[1].cells} cells`, 'use a multiple of 8, and at least 32');
  }
  if (axes.some(({ low, high }) => !(high > low) || !Number.isFinite(high - low))) {
    throw new NumericError('not-finite', 'an axis without a length', 'give two finite ends, the lower one first');
  }
  if (!(steps > 0) || steps % 8 !== 0) {
    throw new NumericError('step-too-long', `${steps} time steps`, 'use a positive multiple of 8: four grids are compared');
  }
};

const coarser = ({ low, high, cells }: Axis, factor: number): Axis => ({ low, high, cells: cells / factor });

export const solveHjb2D = (problem: PlaneProblem, options: PlaneOptions): PlaneSolution => {
  insistOn(problem, options);
  const { costs, sign } = planeCosts(problem);
  const [first, second] = options.axes, { boundary } = options;
  const turned: PlaneBoundary = boundary.kind === 'value'
    ? { kind: 'value', at: (x, y, t) => sign * boundary.at(x, y, t) } : boundary;
  const levels = FACTORS.map((factor): PlaneMarch =>
    marchPlane(costs, [coarser(first, factor), coarser(second, factor)], options.steps / factor, options.scheme, turned));
  const judged = options.judged ?? [[first.low, first.high], [second.low, second.high]];
  const shared = [...nodesOf(coarser(first, 8))].flatMap((x, i) => [...nodesOf(coarser(second, 8))].map((y, j) => ({ x, y, i, j })))
    .filter(({ x, y }) => x >= judged[0][0] && x <= judged[0][1] && y >= judged[1][0] && y <= judged[1][1]);
  const finest = levels[3]!;
  const refinement = refine(levels.map((level, k) =>
    Float64Array.from(shared, ({ i, j }) => level.value[i * 2 ** k * (second.cells / FACTORS[k]! + 1) + j * 2 ** k]!)),
  { order: options.scheme === 'central' ? 2 : 1, allowance: 4 * finest.residual });
  return {
    axes: options.axes, value: finest.value.map((v) => sign * v), controls: finest.controls,
    sharedPoints: shared.map(({ x, y }) => [x, y] as const),
    extrapolated: refinement.value.map((v) => sign * v),
    estimate: refinement.estimate, fineError: refinement.fineError,
    residual: finest.residual, iterations: finest.iterations, linearIterations: finest.linearIterations,
  };
};
