/**
 * Many paths at once, component by component, on coupled grids: the method of Euler and Maruyama over columns.
 *
 *   X_{k+1} = X_k + f h + G ΔW;   where entries G_ij are meant in the sense of Stratonovich, by the method of Euler and Heun,
 *   X_{k+1} = X_k + f h + ½ (G(X_k) + G(X̄)) ΔW in those entries, G(X_k) ΔW in the others,   X̄ = X_k + G(X_k) ΔW.
 *
 * The second needs no derivative of G and converges to the equation in the sense of Stratonovich. Both are of weak order 1. The random
 * numbers are those of `noise-index.ts`, so that path p is the same whatever number of paths is drawn; coarse grids add the increments
 * of the finest in pairs. End points come out row-major, as in `simulate.ts`; with `mirrored`, each path has beside it the one that
 * is driven by −W from the same start, in the second half of its row.
 *
 * Source: Kloeden, Platen, Numerical Solution of Stochastic Differential Equations, 1992, sections 10.2 and 4.9; W. Rümelin, Numerical
 * treatment of stochastic differential equations, SIAM J. Numer. Anal. 19 (1982).
 * Errors: NumericError 'exploded' where a state leaves every bound, with the path; 'no-horizon' and 'not-applicable' as `checkPlan`.
 */
import type { KeyedStream } from '../random/streams.ts';
import { NumericError } from '../numeric-error.ts';
import { strideOf } from './noise-index.ts';
import type { Plan } from './plan.ts';
import { LARGEST, checkPlan } from './plan.ts';

export type Columns = readonly Float64Array[];

/** Writes drift (one column a component) and noise (column i · noises + j is G_ij) of the first `count` states. */
export type Coefficients = (states: Columns, count: number, drift: Columns, noise: Columns) => void;

export interface ColumnEquation {
  readonly dimension: number;
  readonly noises: number;
  /** Which entries G_ij, at place i · noises + j, are meant in the sense of Stratonovich; left out: none. */
  readonly stratonovich?: readonly boolean[];
  /** So many components, the last, stay what they are: their coefficients are not asked for. */
  readonly constants?: number;
  /** The coefficients at a time. */
  readonly at: (t: number) => Coefficients;
}

/** Writes the starts of the paths first, first + 1, …; functions of the path's number alone. */
export type ColumnStart = (first: number, count: number, out: Columns) => void;

/** So many paths are held at a time. */
const CHUNK = 4096;

interface Space {
  readonly states: Columns;
  readonly ahead: Columns;
  readonly drift: Columns;
  readonly noise: Columns;
  readonly noiseAhead: Columns;
  readonly increments: Columns;
}

const columns = (count: number): Columns => Array.from({ length: count }, () => new Float64Array(CHUNK));

const spaceFor = ({ dimension, noises }: ColumnEquation): Space => ({
  states: columns(dimension), ahead: columns(dimension), drift: columns(dimension), noise: columns(dimension * noises),
  noiseAhead: columns(dimension * noises), increments: columns(noises),
});

/** Adds Σ_j weight G_ij ΔW_j to the states; the weight is that of the entry at place i · noises + j. */
const addNoise = (
  { dimension, noises, constants = 0 }: ColumnEquation, noise: Columns, increments: Columns, count: number, to: Columns, weight: (entry: number) => number,
): void => {
  for (let i = 0; i < dimension - constants; i++) {
    const x = to[i] as Float64Array;
    for (let j = 0; j < noises; j++) {
      const w = weight(i * noises + j);
      if (w === 0) continue;
      const [g, dW] = [noise[i * noises + j] as Float64Array, increments[j] as Float64Array];
      for (let p = 0; p < count; p++) x[p] = (x[p] as number) + w * (g[p] as number) * (dW[p] as number);
    }
  }
};

const stepOver = (equation: ColumnEquation, t: number, h: number, count: number, space: Space): void => {
  const { dimension, stratonovich, constants = 0 } = equation;
  const { states, ahead, drift, noise, noiseAhead, increments } = space;
  equation.at(t)(states, count, drift, noise);
  const isHeun = stratonovich?.some(Boolean) === true;
  if (isHeun) {
    for (let i = 0; i < dimension; i++) (ahead[i] as Float64Array).set(states[i] as Float64Array);
    addNoise(equation, noise, increments, count, ahead, () => 1);
  }
  for (let i = 0; i < dimension - constants; i++) {
    const [x, f] = [states[i] as Float64Array, drift[i] as Float64Array];
    for (let p = 0; p < count; p++) x[p] = (x[p] as number) + h * (f[p] as number);
  }
  addNoise(equation, noise, increments, count, states, (entry) => (stratonovich?.[entry] === true ? 0.5 : 1));
  if (!isHeun) return;
  equation.at(t + h)(ahead, count, drift, noiseAhead);
  addNoise(equation, noiseAhead, increments, count, states, (entry) => (stratonovich?.[entry] === true ? 0.5 : 0));
};

const checkStates = (states: Columns, count: number, first: number, t: number): void => {
  for (const column of states) {
    for (let p = 0; p < count; p++) {
      if (!(Math.abs(column[p] as number) <= LARGEST)) {
        throw new NumericError('exploded', `path ${first + p} left every bound before the time ${t}`,
          'take shorter steps, a shorter horizon, or a drift that grows at most linearly');
      }
    }
  }
};

/** End points on grids of `plan.steps`, half as many, … steps, the finest first. */
export const coupledColumns = (
  equation: ColumnEquation, start: ColumnStart, plan: Plan, levels: number, stream: KeyedStream, mirrored = false,
): readonly Float64Array[] => {
  checkPlan(plan);
  const { steps, paths, from, horizon } = plan;
  if (steps % 2 ** (levels - 1) !== 0) {
    throw new NumericError('not-applicable', `${steps} steps cannot be halved ${levels - 1} times`, `take a multiple of ${2 ** (levels - 1)}`);
  }
  const { dimension, noises } = equation;
  const signs = mirrored ? [1, -1] : [1];
  const ends = Array.from({ length: levels }, () => new Float64Array(paths * dimension * signs.length));
  const space = spaceFor(equation);
  const stride = strideOf(steps, noises);
  const normals = new Float64Array(Math.min(CHUNK, paths) * stride);
  const scale = Math.sqrt((horizon - from) / steps);
  for (let first = 0; first < paths; first += CHUNK) {
    const count = Math.min(CHUNK, paths - first);
    if (noises > 0) stream.fillNormals(first * stride, normals.subarray(0, count * stride));
    for (let level = 0; level < levels; level++) {
      const joined = 2 ** level;
      signs.forEach((sign, side) => {
        start(first, count, space.states);
        for (let k = 0; k < steps; k += joined) {
          gather(normals, stride, noises, k, joined, sign * scale, count, space.increments);
          stepOver(equation, from + (k * (horizon - from)) / steps, (joined * (horizon - from)) / steps, count, space);
        }
        checkStates(space.states, count, first, horizon);
        spread(space.states, count, first * signs.length + side, signs.length, ends[level] as Float64Array);
      });
    }
  }
  return ends;
};

/** The increments over the steps k … k + joined − 1 of the finest grid. */
const gather = (
  normals: Float64Array, stride: number, noises: number, k: number, joined: number, scale: number, count: number, out: Columns,
): void => {
  for (let j = 0; j < noises; j++) {
    const dW = out[j] as Float64Array;
    for (let p = 0; p < count; p++) {
      let sum = 0;
      for (let s = 0, at = p * stride + k * noises + j; s < joined; s++, at += noises) sum += normals[at] as number;
      dW[p] = scale * sum;
    }
  }
};

/** Into the rows first, first + every, … */
const spread = (states: Columns, count: number, first: number, every: number, out: Float64Array): void => {
  const dimension = states.length;
  states.forEach((column, i) => {
    for (let p = 0; p < count; p++) out[(first + p * every) * dimension + i] = column[p] as number;
  });
};
