/**
 * The coordinates in which trajectories are denoised, learnt from demonstrations by their mean and covariance alone.
 *
 * A trajectory's free components z (in units, count × n_f) are written z = z̄ + B (c − c̄) + V u, where c are the clamped ones, which have no
 * noise, and V has orthonormal columns: isotropic noise on z is isotropic noise on u, and the noise on what V leaves out says nothing
 * of the trajectory. Three choices:
 *   'components'  V = I, B = 0: the network must learn every correlation, the dynamics among them;
 *   'principal'   B = 0, and V the principal directions of the covariance of z that have any variance: each is learnt in units of its own. What
 *                 the network must still learn is what the clamped components, and a return, say of the free ones at each level of noise;
 *   'residual'    B the linear regression of z on c, and V the principal directions of what it leaves. What the network must still learn is what
 *                 a return says of it, and that c says no more. Without a return and for a normal law that is nothing: F = 0 is then best.
 * None of them knows the law: moments are those of the demonstrations that train the network, to their sampling error.
 */
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import { blockOf, congruence, identityMatrix, matrixVector, scaledSum, transposeOf } from '../../numeric/linear-algebra/dense.ts';
import { NetworkError } from '../network-error.ts';
import { signalAt } from './noising.ts';
import type { QuadraticReturn } from './normal-law.ts';
import { componentsOf, regressionGain, returnOf } from './normal-law.ts';
import { principalDirections } from './symmetric-eigen.ts';

export type CoordinateKind = 'components' | 'principal' | 'residual';

export interface TrajectoryCoordinates {
  readonly kind: CoordinateKind;
  /** n_f: free components. */
  readonly dimension: number;
  /** r: columns of V. */
  readonly rank: number;
  /** z̄, and for a trajectory whose c is known z̄ + B (c − c̄). */
  readonly centre: Vector;
  /** B, n_f × m, and c̄. */
  readonly regression: Matrix;
  readonly clampedMean: Vector;
  /** V, n_f × r. */
  readonly directions: Matrix;
  /** Of each u_j among the demonstrations. */
  readonly variances: Vector;
}

/** Directions with less than this part of the largest variance are rounding and no part of the law. */
const LEAST_VARIANCE = 1e-9;

export interface Moments {
  readonly mean: Vector;
  /** With the divisor count − 1. */
  readonly covariance: Matrix;
}

/** Mean and covariance of rows of n numbers. */
export const momentsOf = (rows: ArrayLike<number>, n: number): Moments => {
  const count = rows.length / n;
  const mean = new Float64Array(n), covariance = new Float64Array(n * n), row = new Float64Array(n);
  for (let at = 0; at < rows.length; at += 1) mean[at % n]! += rows[at]! / count;
  for (let k = 0; k < count; k += 1) {
    for (let i = 0; i < n; i += 1) row[i] = rows[k * n + i]! - mean[i]!;
    for (let i = 0; i < n; i += 1) {
      const entry = row[i]! / (count - 1);
      for (let j = 0; j <= i; j += 1) covariance[i * n + j]! += entry * row[j]!;
    }
  }
  for (let i = 0; i < n; i += 1) for (let j = 0; j < i; j += 1) covariance[j * n + i] = covariance[i * n + j]!;
  return { mean, covariance };
};

/** B and the covariance of z − B c, from the joint moments of (z, c). */
export const regressed = ({ covariance }: Moments, n: number, m: number): { readonly regression: Matrix; readonly residual: Matrix } => {
  const whole = n + m, last = Array.from({ length: m }, (_, k) => n + k);
  const gain = regressionGain(covariance, whole, componentsOf(whole, last), m).slice(0, n * m);
  const reduce = Float64Array.from({ length: n * whole }, (_, at) => {
    const [i, j] = [Math.floor(at / whole), at % whole];
    return j < n ? Number(i === j) : -gain[i * m + j - n]!;
  });
  return { regression: gain, residual: congruence(reduce, covariance, n, whole) };
};

/** Rows of n and of m numbers side by side. */
export const joined = (free: ArrayLike<number>, n: number, clamped: ArrayLike<number>, m: number): Float64Array => {
  const whole = n + m;
  return Float64Array.from({ length: (free.length / n) * whole }, (_, at) => {
    const [row, i] = [Math.floor(at / whole), at % whole];
    return i < n ? free[row * n + i]! : clamped[row * m + i - n]!;
  });
};

/** From rows of n free and m clamped components. */
export const coordinatesOf = (free: ArrayLike<number>, n: number, kind: CoordinateKind, clamped: ArrayLike<number> = [], m = 0): TrajectoryCoordinates => {
  const count = free.length / n;
  if (!(Number.isInteger(count) && count > n + m)) {
    throw new NetworkError('not-applicable', `${count} demonstrations of ${n + m} components`, 'give more demonstrations than components');
  }
  const moments = momentsOf(joined(free, n, clamped, m), n + m);
  const centre = moments.mean.slice(0, n), clampedMean = moments.mean.slice(n);
  const covariance = blockOf(moments.covariance, n + m, 0, 0, n, n), none = new Float64Array(n * m);
  switch (kind) {
    case 'components': return {
      kind, dimension: n, rank: n, centre, clampedMean, regression: none, directions: identityMatrix(n),
      variances: Float64Array.from({ length: n }, (_, i) => covariance[i * (n + 1)]!),
    };
    case 'principal': return { kind, dimension: n, centre, clampedMean, regression: none, ...principalDirections(covariance, n, LEAST_VARIANCE) };
    case 'residual': {
      const { regression, residual } = regressed(moments, n, m);
      return { kind, dimension: n, centre, clampedMean, regression, ...principalDirections(residual, n, LEAST_VARIANCE) };
    }
  }
};

/** The coordinates of trajectories with these clamped components. */
export const coordinatesGiven = (coordinates: TrajectoryCoordinates, clamped: ArrayLike<number>): TrajectoryCoordinates => {
  const { dimension: n, regression, clampedMean, centre } = coordinates;
  const change = clampedMean.map((mean, k) => clamped[k]! - mean);
  return { ...coordinates, centre: scaledSum(1, centre, matrixVector(regression, change, n, change.length)) };
};

/** u of rows of z with the clamped components of each row. */
export const coordinatesOfRows = (coordinates: TrajectoryCoordinates, free: ArrayLike<number>, clamped: ArrayLike<number>): Float64Array => {
  const { dimension: n, regression, clampedMean } = coordinates, m = clampedMean.length;
  const shifted = Float64Array.from(free, (value, at) => {
    const [row, i] = [Math.floor(at / n), at % n];
    let predicted = 0;
    for (let k = 0; k < m; k += 1) predicted += regression[i * m + k]! * (clamped[row * m + k]! - clampedMean[k]!);
    return value - predicted;
  });
  return toCoordinates(coordinates, shifted);
};

/** u of rows of z. */
export const toCoordinates = ({ dimension: n, rank, centre, directions }: TrajectoryCoordinates, free: ArrayLike<number>): Float64Array => {
  const rows = free.length / n, out = new Float64Array(rows * rank);
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i < n; i += 1) {
      const difference = free[row * n + i]! - centre[i]!;
      for (let j = 0; j < rank; j += 1) out[row * rank + j]! += difference * directions[i * rank + j]!;
    }
  }
  return out;
};

/** z of rows of u. */
export const fromCoordinates = ({ dimension: n, rank, centre, directions }: TrajectoryCoordinates, points: ArrayLike<number>): Float64Array => {
  const rows = points.length / rank, out = new Float64Array(rows * n);
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i < n; i += 1) {
      let value = centre[i]!;
      for (let j = 0; j < rank; j += 1) value += directions[i * rank + j]! * points[row * rank + j]!;
      out[row * n + i] = value;
    }
  }
  return out;
};

/** Vᵀ (z_t − α z̄): the coordinates of noisy rows, whose centre is smaller by α. */
export const noisyCoordinates = (coordinates: TrajectoryCoordinates, t: number, free: ArrayLike<number>): Float64Array =>
  toCoordinates({ ...coordinates, centre: coordinates.centre.map((c) => signalAt(t) * c) }, free);

/** J as a function of u. */
export const returnInCoordinates = ({ dimension: n, rank, centre, directions }: TrajectoryCoordinates, of: QuadraticReturn): QuadraticReturn => {
  const across = transposeOf(directions, n, rank);
  const slope = scaledSum(-1, matrixVector(of.curvature, centre, n, n), of.linear);
  return { constant: returnOf(of, centre), linear: matrixVector(across, slope, rank, n), curvature: congruence(across, of.curvature, rank, n) };
};
