/**
 * Control problems whose noise may degenerate or vanish, by the semi-Lagrangian scheme of Camilli and Falcone (1995), in
 * one or two dimensions:
 *
 *   V(x,t) = min over u of { δ ℓ(x,u,t) + e^{−ρδ} (1/2m) Σ_{k=1}^{m} Σ_± V(x + δ f ± √(m δ) σ_k, t + δ) },
 *
 * σ_k the m columns of the noise (m = 0: V at x + δ f), V between the nodes by (bi)linear interpolation, so that the scheme
 * is monotone, whatever the matrix σσᵀ: it is the value of a Markov chain. Its error is of order δ + h²/δ: of order 1 with
 * δ proportional to h. The second part depends on where departure points lie between nodes, and is irregular from grid to grid:
 * steps of several cells (δ ≥ 4 h for noise of size 1) keep it small, and the solve in its asymptotic range.
 *
 * A departure point outside of the box is brought to its edge, or takes the value that `outside` gives. The optimum is
 * searched: a list of controls is tried out; a box of controls is sampled, and improved by golden sections.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { refine } from '../accuracy/refine.ts';
import { NumericError } from '../numeric-error.ts';
import type { Sense } from './control-problem.ts';
import type { Axis } from './interpolation.ts';
import { interpolate1D, interpolate2D, nodesOf } from './interpolation.ts';
import { bestInBox } from './interval-search.ts';

/** Points, controls and coefficients are lists of components. */
export interface DegenerateProblem {
  readonly dimension: 1 | 2;
  readonly sense: Sense;
  readonly horizon: number;
  readonly discount?: number;
  readonly drift: (x: readonly number[], u: readonly number[], t: number) => readonly number[];
  /** The columns of σ, each with one entry a component of x; none where there is no noise. */
  readonly noise: (x: readonly number[], u: readonly number[], t: number) => readonly (readonly number[])[];
  readonly running: (x: readonly number[], u: readonly number[], t: number) => number;
  readonly terminal: (x: readonly number[]) => number;
  readonly controls:
    | { readonly kind: 'set'; readonly values: readonly (readonly number[])[] }
    /** One interval a component. `samples` a component: 9 if not said. */
    | { readonly kind: 'box'; readonly least: readonly number[]; readonly most: readonly number[]; readonly samples?: number };
}

export interface SemiLagrangianOptions {
  /** One a dimension; each number of cells is divisible by 8 (by 4 with `levels` 3). */
  readonly axes: readonly Axis[];
  readonly steps: number;
  /** Grids that are compared: 4 if not said. */
  readonly levels?: 3 | 4;
  /** The value beyond the box, where it is known. */
  readonly outside?: (x: readonly number[], t: number) => number;
  /** Where the error is judged, by axis. */
  readonly judged?: readonly (readonly [number, number])[];
}

export interface SemiLagrangianSolution {
  /** Of the finest grid, at time 0; the last axis runs fastest. */
  readonly value: Float64Array;
  readonly axes: readonly Axis[];
  /** Points that all grids share, where the error is judged, and the extrapolated values there. */
  readonly sharedPoints: readonly (readonly number[])[];
  readonly extrapolated: Float64Array;
  readonly estimate: ErrorEstimate;
  readonly fineError: number;
}

/** All points of a grid, the last axis running fastest. */
const pointsOf = (axes: readonly Axis[]): readonly (readonly number[])[] => {
  const [first, second] = axes.map((axis) => [...nodesOf(axis)]);
  if (second === undefined) return first!.map((x) => [x]);
  return first!.flatMap((x) => second.map((y) => [x, y]));
};

const inside = (x: readonly number[], ranges: readonly (readonly [number, number])[]): boolean =>
  ranges.every(([low, high], k) => x[k]! >= low && x[k]! <= high);

const interpolant = (axes: readonly Axis[], values: Float64Array): ((x: readonly number[]) => number) => {
  const [first, second] = axes as [Axis, Axis | undefined];
  return second === undefined
    ? (x) => interpolate1D(first, values, x[0]!)
    : (x) => interpolate2D(first, second, values, x[0]!, x[1]!);
};

/** The mean of V over the points that the chain may reach in a step. */
const meanAhead = (
  ahead: (x: readonly number[]) => number, x: readonly number[], drift: readonly number[], columns: readonly (readonly number[])[],
  delta: number,
): number => {
  const moved = x.map((component, i) => component + delta * drift[i]!);
  if (columns.length === 0) return ahead(moved);
  const reach = Math.sqrt(columns.length * delta);
  let sum = 0;
  for (const column of columns) {
    sum += ahead(moved.map((component, i) => component + reach * column[i]!))
      + ahead(moved.map((component, i) => component - reach * column[i]!));
  }
  return sum / (2 * columns.length);
};

const lowest = (problem: DegenerateProblem, cost: (u: readonly number[]) => number): number => {
  const { controls } = problem;
  switch (controls.kind) {
    case 'set': return Math.min(...controls.values.map(cost));
    case 'box': return cost(bestInBox(cost, controls.least, controls.most, controls.samples ?? 9));
  }
};

const insistOnFinite = (values: Float64Array, fault: 'not-finite' | 'exploded', what: string): void => {
  if (values.every(Number.isFinite)) return;
  throw new NumericError(fault, `${what} that is not finite`, 'give costs and coefficients that are finite on the whole box');
};

const solveLevel = (problem: DegenerateProblem, options: SemiLagrangianOptions, factor: number, sign: 1 | -1): Float64Array => {
  const axes = options.axes.map((axis) => ({ ...axis, cells: axis.cells / factor }));
  const steps = options.steps / factor, delta = problem.horizon / steps;
  const factorOfStep = Math.exp(-(problem.discount ?? 0) * delta);
  const points = pointsOf(axes), box = axes.map(({ low, high }) => [low, high] as const);
  const { outside } = options;
  let values = Float64Array.from(points, (x) => sign * problem.terminal(x));
  insistOnFinite(values, 'not-finite', 'a terminal cost');
  for (let n = steps - 1; n >= 0; n -= 1) {
    const t = n * delta, within = interpolant(axes, values);
    const ahead = outside === undefined ? within : (x: readonly number[]): number =>
      (inside(x, box) ? within(x) : sign * outside(x, t + delta));
    values = Float64Array.from(points, (x) => lowest(problem, (u) =>
      delta * sign * problem.running(x, u, t) + factorOfStep * meanAhead(ahead, x, problem.drift(x, u, t), problem.noise(x, u, t), delta)));
    insistOnFinite(values, 'exploded', 'a value');
  }
  return values;
};

const insistOnProblem = (problem: DegenerateProblem, options: SemiLagrangianOptions, coarsest: number): void => {
  if (!(problem.horizon > 0) || !Number.isFinite(problem.horizon)) {
    throw new NumericError('no-horizon', `a horizon of ${problem.horizon}`, 'give a horizon that is positive and finite');
  }
  if (options.axes.length !== problem.dimension) {
    throw new NumericError('not-applicable', `${options.axes.length} axes for a problem in dimension ${problem.dimension}`, 'give one axis a dimension');
  }
  if (options.axes.some(({ cells }) => cells < 4 * coarsest || cells % coarsest !== 0)) {
    throw new NumericError('grid-too-coarse', `axes of ${options.axes.map(({ cells }) => cells).join(' and ')} cells`,
      `use a multiple of ${coarsest}, and at least ${4 * coarsest}`);
  }
  if (!(options.steps > 0) || options.steps % coarsest !== 0) {
    throw new NumericError('step-too-long', `${options.steps} time steps`, `use a positive multiple of ${coarsest}`);
  }
};

export const solveSemiLagrangian = (problem: DegenerateProblem, options: SemiLagrangianOptions): SemiLagrangianSolution => {
  const factors = (options.levels ?? 4) === 4 ? [8, 4, 2, 1] : [4, 2, 1];
  const coarsest = factors[0]!;
  insistOnProblem(problem, options, coarsest);
  const sign = problem.sense === 'minimize' ? 1 : -1;
  const judged = options.judged ?? options.axes.map(({ low, high }) => [low, high] as const);
  const points = pointsOf(options.axes.map((axis) => ({ ...axis, cells: axis.cells / coarsest })));
  const sharedPoints = points.filter((x) => inside(x, judged));
  let value: Float64Array = new Float64Array(0);
  const levels = factors.map((factor) => {
    value = solveLevel(problem, options, factor, sign);
    // Shared points are nodes of every grid: interpolation returns their own value.
    const at = interpolant(options.axes.map((axis) => ({ ...axis, cells: axis.cells / factor })), value);
    return Float64Array.from(sharedPoints, at);
  });
  const refinement = refine(levels, { order: 1 });
  return {
    value: value.map((v) => sign * v), axes: options.axes, sharedPoints,
    extrapolated: refinement.value.map((v) => sign * v), estimate: refinement.estimate, fineError: refinement.fineError,
  };
};
