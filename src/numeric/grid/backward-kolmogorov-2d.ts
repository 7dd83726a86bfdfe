/**
 * The backward Kolmogorov (Feynman–Kac) equation −∂t u = f·∇u + ½ S : ∇²u − r u + c, u(x,T) = φ(x), in the plane: see
 * backward-kolmogorov.ts. The step is the exact transpose of that of fokker-planck-2d.ts, with or without correlation.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { refine } from '../accuracy/refine.ts';
import { planeStep } from './alternating-directions.ts';
import type { Box } from './box.ts';
import { coarserBox } from './box.ts';
import { cellAverages2D } from './cell-averages-2d.ts';
import type { Dynamics2D } from './dynamics-2d.ts';
import { concatenated, endsAllowance, separated } from './lists.ts';
import type { LocalWeights } from './local-polynomial.ts';
import { localWeights } from './local-polynomial.ts';
import type { Times } from './time-steps.ts';
import { fewerSteps, keptTimes, stepOf } from './time-steps.ts';

export interface PlaneValueProblem extends Times {
  readonly box: Box;
  readonly dynamics: Dynamics2D;
  /** φ. */
  readonly terminal: (x: number, y: number) => number;
  /** r. */
  readonly discount?: (x: number, y: number, t: number) => number;
  /** c. */
  readonly running?: (x: number, y: number, t: number) => number;
}

export interface PlaneValueOptions {
  readonly kept?: number;
  readonly domain?: 'line' | 'interval';
  readonly grids?: 3 | 4;
  /** Where values are wanted, in either coordinate; by default the middle half of the box. */
  readonly inside?: readonly [readonly [number, number], readonly [number, number]];
}

/** One solve on one box. */
export interface PlaneValues {
  readonly box: Box;
  /** Ascending. */
  readonly times: Float64Array;
  /** At the centres, row-major, at each of the times. */
  readonly values: readonly Float64Array[];
}

/** Writes a function at the centres of a box. */
const fillWith = ({ first, second }: Box, value: (x: number, y: number, t: number) => number, t: number, out: Float64Array): void => {
  first.centres.forEach((x, i) => second.centres.forEach((y, j) => { out[i * second.cells + j] = value(x, y, t); }));
};

/** Solves on one box: no estimate of the error. */
export const solveKolmogorov2D = (problem: PlaneValueProblem, options: PlaneValueOptions = {}): PlaneValues => {
  const kept = options.kept ?? 1;
  const every = fewerSteps(problem, 1, kept).steps / kept;
  const step = stepOf(problem);
  const all = [cellAverages2D(problem.box, problem.terminal)];
  const plane = planeStep(problem.box, problem.dynamics);
  plane.put(all[0]!);
  const [cost, rate] = [new Float64Array(problem.box.cells), new Float64Array(problem.box.cells)];
  const earn = (): void => {
    if (problem.running !== undefined) plane.put(plane.take().map((value, i) => value + step / 2 * cost[i]!));
  };
  for (let n = problem.steps - 1; n >= 0; n -= 1) {
    const t = problem.from + (n + 0.5) * step;
    if (problem.running !== undefined) fillWith(problem.box, problem.running, t, cost);
    if (problem.discount !== undefined) fillWith(problem.box, problem.discount, t, rate);
    plane.prepare(t, step / 2, problem.discount === undefined ? null : rate);
    earn();
    plane.backward();
    earn();
    if (n % every === 0) all.unshift(plane.take());
  }
  return { box: problem.box, times: keptTimes(problem, kept), values: all };
};

export interface RefinedPlaneValues {
  readonly finest: PlaneValues;
  readonly times: Float64Array;
  /** Faces of the coarsest box inside of what is wanted, in either coordinate. */
  readonly nodes: readonly [Float64Array, Float64Array];
  /** Extrapolated, at the product of the nodes, row-major, at each time before the end. */
  readonly values: readonly Float64Array[];
  readonly estimate: ErrorEstimate;
}

const cubic = (centres: Float64Array, points: Float64Array): readonly LocalWeights[] =>
  Array.from(points, (x) => localWeights(centres, x, 3, 0));

/** Values at the product of points, by cubic interpolation in either coordinate. */
const valuesAt = (
  { first, second }: Box, values: Float64Array, [xs, ys]: readonly [Float64Array, Float64Array],
): Float64Array => Float64Array.from(cubic(first.centres, xs).flatMap((x) => cubic(second.centres, ys).map((y) => {
  let sum = 0;
  x.weights[0]!.forEach((weight, i) => y.weights[0]!.forEach((other, j) => {
    sum += weight * other * values[(x.first + i) * second.cells + y.first + j]!;
  }));
  return sum;
})));

/** The inner faces within an interval; by default the middle half. */
const facesWithin = (faces: Float64Array, interval: readonly [number, number] | undefined): Float64Array => {
  const [low, high] = [faces[0]!, faces[faces.length - 1]!];
  const [from, to] = interval ?? [0.75 * low + 0.25 * high, 0.25 * low + 0.75 * high];
  return faces.slice(1, -1).filter((x) => x >= from && x <= to);
};

/** Solves on three boxes (or four) and extrapolates. Cells and steps must be divisible by 4 (or 8). */
export const backwardKolmogorov2D = (problem: PlaneValueProblem, options: PlaneValueOptions = {}): RefinedPlaneValues => {
  const kept = options.kept ?? 1;
  const most = 2 ** ((options.grids ?? 3) - 1);
  const coarser = (factor: number, more: number): PlaneValueProblem =>
    ({ ...problem, ...fewerSteps(problem, factor, kept), box: coarserBox(problem.box, factor, more) });
  const solved = [8, 4, 2, 1].filter((factor) => factor <= most).map((factor) => solveKolmogorov2D(coarser(factor, 0), options));
  const { first, second } = solved[0]!.box;
  const nodes = [facesWithin(first.faces, options.inside?.[0]), facesWithin(second.faces, options.inside?.[1])] as const;
  const at = ({ box: of, values }: PlaneValues): Float64Array => concatenated(values.slice(0, -1).map((now) => valuesAt(of, now, nodes)));
  const levels = solved.map(at);
  const border = Math.ceil(Math.min(first.cells, second.cells) / 4);
  const allowance = options.domain === 'interval' ? 0 : endsAllowance(levels[0]!, at(solveKolmogorov2D(coarser(most, border), options)));
  const { value, estimate } = refine(levels, { order: 2, allowance, nextOrder: problem.dynamics.correlated ? 3 : 4 });
  return { finest: solved.at(-1)!, times: keptTimes(problem, kept), nodes, values: separated(value, kept), estimate };
};
