/**
 * A planning problem as a normal law over what is free: some components of a trajectory are given (the start, the goal), each
 * is measured from its centre in units of its own scale, and the return follows.
 *
 * With τ_i = centre_i + scale_i z_i, J(τ) is again quadratic in z. The law of the free components of z is the law of τ given the others.
 */
import { matrixVector } from '../../numeric/linear-algebra/dense.ts';
import { NetworkError } from '../network-error.ts';
import type { NormalLaw, QuadraticReturn } from './normal-law.ts';
import { affineImage, componentsOf, conditioned, returnOf } from './normal-law.ts';

export interface Units {
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/** Which components are given, and which are free; both rising. */
export interface Clamping {
  readonly clamped: readonly number[];
  readonly free: readonly number[];
}

export const clampingOf = (n: number, clamped: readonly number[]): Clamping => {
  const rising = [...new Set(clamped)].sort((i, j) => i - j);
  if (rising.length !== clamped.length || rising.some((i) => !(Number.isInteger(i) && i >= 0 && i < n)) || rising.length === n) {
    throw new NetworkError('not-applicable', `the components [${clamped.join(', ')}] of ${n} are given`, 'give each once, and leave some free');
  }
  return { clamped: rising, free: Array.from({ length: n }, (_, i) => i).filter((i) => !rising.includes(i)) };
};

/** The law of z. */
export const inUnits = (law: NormalLaw, { centre, scale }: Units): NormalLaw => {
  const n = law.dimension;
  const matrix = Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 / scale[at % n]! : 0));
  return affineImage(law, matrix, centre.map((c, i) => -c / scale[i]!));
};

/** J as a function of z. */
export const returnInUnits = (of: QuadraticReturn, { centre, scale }: Units): QuadraticReturn => {
  const n = centre.length, pulled = matrixVector(of.curvature, centre, n, n);
  return {
    constant: returnOf(of, centre), linear: of.linear.map((g, i) => scale[i]! * (g - pulled[i]!)),
    curvature: of.curvature.map((q, at) => q * scale[Math.floor(at / n)]! * scale[at % n]!),
  };
};

const picked = (a: ArrayLike<number>, n: number, rows: readonly number[], columns: readonly number[]): Float64Array =>
  Float64Array.from({ length: rows.length * columns.length }, (_, at) => a[rows[Math.floor(at / columns.length)]! * n + columns[at % columns.length]!]!);

/** The law of the free components given the clamped ones. */
export const lawOfFree = (law: NormalLaw, { clamped, free }: Clamping, values: ArrayLike<number>): NormalLaw => {
  const n = law.dimension;
  const { mean, covariance } = clamped.length === 0 ? law : conditioned(law, componentsOf(n, clamped), values);
  return { dimension: free.length, mean: Float64Array.from(free, (i) => mean[i]!), covariance: picked(covariance, n, free, free) };
};

/** J as a function of the free components. */
export const returnOfFree = (of: QuadraticReturn, { clamped, free }: Clamping, values: ArrayLike<number>): QuadraticReturn => {
  const n = of.linear.length;
  const given = new Float64Array(n);
  clamped.forEach((i, k) => { given[i] = values[k]!; });
  const pulled = matrixVector(of.curvature, given, n, n);
  return {
    constant: returnOf(of, given), linear: Float64Array.from(free, (i) => of.linear[i]! - pulled[i]!), curvature: picked(of.curvature, n, free, free),
  };
};

/** Whole trajectories in their own units, from free components and what was given; rows of n. */
export const assembled = (free: ArrayLike<number>, { clamped, free: places }: Clamping, values: ArrayLike<number>, { centre, scale }: Units): Float64Array => {
  const n = centre.length, rows = free.length / places.length;
  const out = new Float64Array(rows * n);
  for (let row = 0; row < rows; row += 1) {
    places.forEach((i, k) => { out[row * n + i] = centre[i]! + scale[i]! * free[row * places.length + k]!; });
    clamped.forEach((i, k) => { out[row * n + i] = centre[i]! + scale[i]! * values[k]!; });
  }
  return out;
};

/** Mean and deviation of each channel (position, velocity, …) over all knots of all trajectories: the units of demonstrations. */
export const channelUnits = (trajectories: ArrayLike<number>, n: number, channels: number): Units => {
  const sums = new Float64Array(channels), squares = new Float64Array(channels), each = trajectories.length / channels;
  for (let at = 0; at < trajectories.length; at += 1) sums[at % channels]! += trajectories[at]! / each;
  for (let at = 0; at < trajectories.length; at += 1) squares[at % channels]! += (trajectories[at]! - sums[at % channels]!) ** 2 / each;
  return {
    centre: Float64Array.from({ length: n }, (_, i) => sums[i % channels]!),
    scale: Float64Array.from({ length: n }, (_, i) => Math.sqrt(squares[i % channels]!)),
  };
};

/** The named components of each trajectory, in units. */
export const componentsInUnits = (trajectories: ArrayLike<number>, n: number, components: readonly number[], { centre, scale }: Units): Float64Array => {
  const rows = trajectories.length / n, m = components.length, out = new Float64Array(rows * m);
  for (let row = 0; row < rows; row += 1) {
    components.forEach((i, k) => { out[row * m + k] = (trajectories[row * n + i]! - centre[i]!) / scale[i]!; });
  }
  return out;
};
