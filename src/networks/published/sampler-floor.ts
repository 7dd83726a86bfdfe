/**
 * What a diffusion sampler scores whose control is exact: only its steps are left, so that this is the floor of every training.
 *
 * With the control u, log-weights along a path of Euler's method with h = T/steps are
 *
 *   DIS (reversed variance preserving noise):  log ρ(X_T) − log N(X_0; 0, I) + d ∫ ½ β − ∫ ½|u|² dt − ∫ u·dW,
 *       dX = (½ β X + √β u) dt + √β dW,  X_0 ~ N(0, I),  u = √β ∇log p_{T−t},  β from 0.1 to 10 at T = 1;
 *   PIS (pinned Brownian motion):              log ρ(X_T) − log N(X_T; 0, σ² T I) − ∫ ½|u|² dt − ∫ u·dW,
 *       dX = σ u dt + σ dW,  X_0 = 0,  u = σ (∇log q_t + X/(σ² t)),  σ² = 0.2, T = 5,
 *
 * q_t the law of (t/T) Y + √(σ² t (T − t)/T) Z. E log w ≤ log Z; the mean of w is Z but for the steps of DIS, whose noising is not
 * that of Euler's chain. Sources: J. Berner, L. Richter, K. Ullrich (arXiv 2211.01364); Q. Zhang, Y. Chen, Path integral sampler (ICLR
 * 2022). The integral of β is exact, all else is taken at the left end of a step, as in the repository of sampling-target.ts.
 *
 * Bounds are five deviations of the mean over independent paths, by the normal approximation: an estimate. A path that leaves every
 * bound: NumericError('exploded').
 */
import { NumericError } from '../../numeric/numeric-error.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { SamplingTarget } from './sampling-target.ts';

export type Sampler = 'DIS' | 'PIS';

export interface FloorPlan {
  readonly steps: number;
  readonly paths: number;
  readonly stream: KeyedStream;
}

export interface Measured {
  readonly value: number;
  readonly bound: number;
}

export interface Floor {
  /** log Z − E log w. */
  readonly lowerBoundGap: Measured;
  /** log mean w − log Z. */
  readonly weightedGap: Measured;
  /** (Σ w)² / (n Σ w²). */
  readonly effectiveSampleSize: Measured;
}

/** At time t: coefficients of the state and of the score in u, of the state in the drift, and of u and the noise. */
interface Coefficients {
  readonly drift: number;
  readonly noise: number;
  /** u = noise · (score + pull · x). */
  readonly pull: number;
  readonly scale: number;
  readonly variance: number;
}

const BETA = [0.1, 10] as const;
const HORIZON = { DIS: 1, PIS: 5 } as const;
const SIGMA_SQUARED = 0.2;

/** ∫₀ˢ β of the noising, which runs the other way. */
const totalBeta = (s: number): number => BETA[0] * s + 0.5 * (BETA[1] - BETA[0]) * s * s;

const coefficientsOf = (sampler: Sampler, t: number): Coefficients => {
  const horizon = HORIZON[sampler];
  const left = horizon - t;
  switch (sampler) {
    case 'DIS': {
      const beta = BETA[0] + (BETA[1] - BETA[0]) * left;
      return { drift: 0.5 * beta, noise: Math.sqrt(beta), pull: 0, scale: Math.exp(-0.5 * totalBeta(left)), variance: -Math.expm1(-totalBeta(left)) };
    }
    case 'PIS':
      return { drift: 0, noise: Math.sqrt(SIGMA_SQUARED), pull: 1 / (SIGMA_SQUARED * t), scale: t / horizon, variance: SIGMA_SQUARED * t * left / horizon };
  }
};

/** log N(x; 0, v I). */
const logNormal = (x: Float64Array, v: number): number =>
  x.reduce((sum, y) => sum - 0.5 * y * y / v, -0.5 * x.length * Math.log(2 * Math.PI * v));

/** The log-weights of all paths. */
const logWeights = (target: SamplingTarget, sampler: Sampler, { steps, paths, stream }: FloorPlan): Float64Array => {
  const d = target.dimension;
  const horizon = HORIZON[sampler];
  const h = horizon / steps;
  const states = new Float64Array(paths * d);
  const weights = new Float64Array(paths);
  const rowOf = (p: number): Float64Array => states.subarray(p * d, (p + 1) * d);
  if (sampler === 'DIS') {
    stream.split('start').fillNormals(0, states);
    for (let p = 0; p < paths; p += 1) weights[p] = 0.5 * d * totalBeta(horizon) - logNormal(rowOf(p), 1);
  }
  const [score, normals] = [new Float64Array(paths * d), new Float64Array(paths * d)];
  for (let k = 0; k < steps; k += 1) {
    const c = coefficientsOf(sampler, k * h);
    // At its start a pinned path is at 0, and ∇log of the transform there is the mean of the target over its variance.
    const pinned = sampler === 'PIS' && k === 0;
    if (pinned) for (let i = 0; i < score.length; i += 1) score[i] = target.mean[i % d]! / (SIGMA_SQUARED * horizon);
    else target.noised(c.scale, c.variance)(states, score);
    stream.split(k).fillNormals(0, normals);
    for (let p = 0; p < paths; p += 1) {
      let spent = 0;
      for (let i = p * d; i < (p + 1) * d; i += 1) {
        const u = c.noise * (score[i]! + (pinned ? 0 : c.pull * states[i]!));
        const increment = Math.sqrt(h) * normals[i]!;
        spent += 0.5 * h * u * u + u * increment;
        states[i] = states[i]! + h * (c.drift * states[i]! + c.noise * u) + c.noise * increment;
      }
      weights[p] = weights[p]! - spent;
    }
  }
  for (let p = 0; p < paths; p += 1) {
    const end = rowOf(p);
    weights[p] = weights[p]! + target.logDensity(end) - (sampler === 'PIS' ? logNormal(end, SIGMA_SQUARED * horizon) : 0);
  }
  const at = weights.findIndex((weight) => !Number.isFinite(weight));
  if (at >= 0) throw new NumericError('exploded', `path ${at} of ${sampler} has the log-weight ${weights[at]}`, 'take more steps');
  return weights;
};

const DEVIATIONS = 5;

const meanOf = (values: Float64Array): Measured => {
  const n = values.length;
  const value = values.reduce((sum, x) => sum + x, 0) / n;
  const square = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / (n - 1);
  return { value, bound: DEVIATIONS * Math.sqrt(square / n) };
};

/** Means of w/Z and (w/Z)²; ratios by linear propagation. */
export const samplerFloor = (target: SamplingTarget, sampler: Sampler, plan: FloorPlan): Floor => {
  if (!(plan.paths >= 100)) throw new NumericError('not-applicable', `${plan.paths} paths`, 'take 100 at least');
  if (!(Number.isInteger(plan.steps) && plan.steps >= 2)) throw new NumericError('step-too-long', `${plan.steps} steps`, 'take two at least');
  const logs = logWeights(target, sampler, plan).map((log) => log - target.logNormaliser);
  const weights = logs.map(Math.exp);
  const [mean, log] = [meanOf(weights), meanOf(logs)];
  const square = meanOf(weights.map((w) => w * w));
  const size = mean.value ** 2 / square.value;
  // d(m²/s) = m²/s (2 dm/m − ds/s), path by path.
  const influence = meanOf(weights.map((w) => size * (2 * (w - mean.value) / mean.value - (w * w - square.value) / square.value)));
  return {
    lowerBoundGap: { value: -log.value, bound: log.bound },
    weightedGap: { value: Math.log(mean.value), bound: mean.bound / mean.value },
    effectiveSampleSize: { value: size, bound: influence.bound },
  };
};
