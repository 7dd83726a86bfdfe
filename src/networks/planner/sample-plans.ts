/**
 * Plans from a trained denoiser: the steps of noising.ts, begun at N(0, I) in coordinates, with a guide for a quadratic return.
 *
 * In coordinates u the return is J = g·u − ½ uᵀ Q u. The guides are those of gaussian-planner.ts with the network's û and, for the covariance of a
 * plan given its noisy version, P = (σ²/α) ∂û/∂u_t (Tweedie, second order):
 *   'exact'           û + (I + P Q)⁻¹ P (g − Q û);
 *   'posterior-mean'  û + P (g − Q û), the gradient of J ∘ û.
 * P is taken at the mean of the rows: for a normal law it is the same for every row, and elsewhere the guide is the normal law's. It is
 * made symmetric and positive: where the network makes a small variance negative, a guide with it would push plans away from what is wanted.
 * Rows come in antithetic pairs: row k and row count/2 + k have opposite noise in every step, which takes the sampling error off the mean of plans
 * as far as the denoiser is affine.
 *
 * Throws NetworkError 'diverged' where a plan is not finite, 'not-applicable' for an odd number of plans.
 */
import type { Matrix } from '../../numeric/linear-algebra/dense.ts';
import { matrixVector, multiplyTransposed, scaled, symmetrise } from '../../numeric/linear-algebra/dense.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { NetworkError } from '../network-error.ts';
import type { Guide } from './gaussian-planner.ts';
import type { QuadraticReturn } from './normal-law.ts';
import { tiltedCovariance } from './normal-law.ts';
import type { SamplerStep } from './noising.ts';
import { noiseVarianceAt, signalAt } from './noising.ts';
import type { PrincipalDirections } from './symmetric-eigen.ts';
import { principalDirections, rootOf } from './symmetric-eigen.ts';
import type { TrajectoryDenoiser } from './trajectory-denoiser.ts';

/** What can be had of a network: J at the noisy plan itself needs none, and the shifted step is Diffuser's as published. */
export type TrainedGuide = Extract<Guide, 'none' | 'exact' | 'posterior-mean'>;

/** û at rows of u_t in one step. */
export type PlanEstimate = (t: number, points: Float64Array) => Float64Array;

const meanRow = (points: Float64Array, rank: number): Float64Array => {
  const out = new Float64Array(rank), rows = points.length / rank;
  for (let at = 0; at < points.length; at += 1) out[at % rank]! += points[at]! / rows;
  return out;
};

/** g − Q û for each row. */
const slopesAt = ({ linear, curvature }: QuadraticReturn, estimates: Float64Array): Float64Array => {
  const rank = linear.length, out = new Float64Array(estimates.length);
  for (let row = 0; row < estimates.length; row += rank) {
    const pulled = matrixVector(curvature, estimates.subarray(row, row + rank), rank, rank);
    for (let j = 0; j < rank; j += 1) out[row + j] = linear[j]! - pulled[j]!;
  }
  return out;
};

/** P of the network, made symmetric: its root and its directions. Those in which it is no variance but an error are left out. */
const spreadOf = (denoiser: TrajectoryDenoiser, t: number, points: Float64Array, given: Float64Array): PrincipalDirections => {
  const { rank, givenLength } = denoiser;
  const jacobian = denoiser.jacobian(t, meanRow(points, rank), given.slice(0, givenLength));
  return principalDirections(symmetrise(scaled(noiseVarianceAt(t) / signalAt(t), jacobian), rank), rank);
};

/** What multiplies the slope of the return: (I + P Q)⁻¹ P, or P. */
const gainOf = (guide: Exclude<TrainedGuide, 'none'>, spread: PrincipalDirections, { linear, curvature }: QuadraticReturn): Matrix => {
  const rank = linear.length, root = rootOf(spread);
  return guide === 'exact' ? tiltedCovariance(root, rank, spread.rank, curvature) : multiplyTransposed(root, root, rank, spread.rank, rank);
};

/** The guided û of a denoiser; `given` has as many rows as there are plans. */
export const guidedEstimate = (denoiser: TrajectoryDenoiser, given: Float64Array, of: QuadraticReturn, guide: TrainedGuide): PlanEstimate => (t, points) => {
  const estimates = denoiser.estimate(t, points, given);
  if (guide === 'none') return estimates;
  const slopes = slopesAt(of, estimates), { rank } = denoiser;
  const gain = gainOf(guide, spreadOf(denoiser, t, points, given), of);
  for (let row = 0; row < estimates.length; row += rank) {
    const moved = matrixVector(gain, slopes.subarray(row, row + rank), rank, rank);
    for (let j = 0; j < rank; j += 1) estimates[row + j]! += moved[j]!;
  }
  return estimates;
};

/** Fills rows with normal numbers in antithetic pairs. */
const antithetic = (stream: KeyedStream, first: number, out: Float64Array): void => {
  const half = out.length / 2;
  stream.fillNormals(first, out.subarray(0, half));
  for (let at = 0; at < half; at += 1) out[half + at] = -out[at]!;
};

export interface SampledPlans {
  /** In coordinates, count × rank. */
  readonly points: Float64Array;
  /** Means over the rows of u_t and of the guided û at each step: what the error of the mean plan is made of (judge-plans.ts). */
  readonly means: readonly StepMeans[];
}

export interface StepMeans {
  readonly point: Float64Array;
  readonly estimate: Float64Array;
}

export const samplePlans = (estimate: PlanEstimate, rank: number, steps: readonly SamplerStep[], count: number, stream: KeyedStream): SampledPlans => {
  if (!(Number.isInteger(count) && count >= 2 && count % 2 === 0)) {
    throw new NetworkError('not-applicable', `${count} plans`, 'ask for an even number of plans');
  }
  const points = new Float64Array(count * rank), noise = new Float64Array(count * rank), means: StepMeans[] = [];
  antithetic(stream, 0, points);
  steps.forEach(({ time, keep, pull, variance }, k) => {
    const estimates = estimate(time, points), deviation = Math.sqrt(variance);
    means.push({ point: meanRow(points, rank), estimate: meanRow(estimates, rank) });
    if (deviation > 0) antithetic(stream, (k + 1) * noise.length / 2, noise);
    for (let at = 0; at < points.length; at += 1) points[at] = keep * points[at]! + pull * estimates[at]! + deviation * noise[at]!;
  });
  if (!points.every(Number.isFinite)) throw new NetworkError('diverged', 'a plan is not finite', 'take more steps, or a weaker return');
  return { points, means };
};
