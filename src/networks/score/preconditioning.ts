/**
 * What the network sees, and what its outputs mean: as in EDM, around the score of the moment-matched normal law.
 *
 * In the coordinates y (coordinates.ts), with q_i = a² c_i + v, a = scale(t), v = variance(t), σ = √v:
 *
 *   inputs    y_i/√q_i, of unit variance, and FEATURES functions of z = the place of log τ(t) in its range, in [−1, 1];
 *   noise prediction   ε̂_i = σ y_i/q_i + h_i n_i,   h_i = a √c_i/√q_i,   n the outputs;   score ŝ = −ε̂/σ.
 *
 * For denoising targets ε the outputs have to be (ε_i − σ y_i/q_i)/h_i, of unit variance at every time; for a normal law of data
 * the best outputs are 0. Source: Karras, Aittala, Aila, Laine, Elucidating the design space of diffusion-based generative
 * models (NeurIPS 2022), section 5, there with one variance for all directions.
 *
 * Features: z, cos(kπ(z+1)/2) for k = 1 … 4 and sin of the same for k = 1 … 3.
 */
import type { Schedule } from '../../numeric/laws/schedules.ts';
import type { Vector } from '../../numeric/linear-algebra/dense.ts';
import { clockOf, clockRate } from './clock.ts';
import type { Coordinates } from './coordinates.ts';
import type { NoisedLaw } from './noised-law.ts';

export const FEATURES = 8;
const COSINES = 4;

/** t ↦ z in [−1, 1], and its derivative. */
export interface Place {
  readonly at: (t: number) => number;
  readonly rate: (t: number) => number;
}

export const placeOf = ({ schedule, first, last }: NoisedLaw): Place => {
  const start = Math.log(clockOf(schedule, first));
  const width = Math.log(clockOf(schedule, last)) - start;
  return {
    at: (t) => (2 * (Math.log(clockOf(schedule, t)) - start)) / width - 1,
    rate: (t) => (2 * clockRate(schedule, t)) / (width * clockOf(schedule, t)),
  };
};

/** Writes the features of place z from `at` on. */
export const writeFeatures = (z: number, out: Float32Array | Float64Array, at: number): void => {
  out[at] = z;
  for (let k = 1; k <= COSINES; k += 1) out[at + k] = Math.cos(0.5 * k * Math.PI * (z + 1));
  for (let k = 1; k < FEATURES - COSINES; k += 1) out[at + COSINES + k] = Math.sin(0.5 * k * Math.PI * (z + 1));
};

/** Their derivatives by z. */
export const writeFeatureRates = (z: number, out: Float64Array, at: number): void => {
  out[at] = 1;
  for (let k = 1; k <= COSINES; k += 1) out[at + k] = -0.5 * k * Math.PI * Math.sin(0.5 * k * Math.PI * (z + 1));
  for (let k = 1; k < FEATURES - COSINES; k += 1) out[at + COSINES + k] = 0.5 * k * Math.PI * Math.cos(0.5 * k * Math.PI * (z + 1));
};

/** The numbers of the preconditioning at one time. */
export interface Levels {
  scale: number;
  /** v and σ. */
  variance: number;
  noise: number;
  /** √q_i. */
  readonly deviations: Vector;
  /** h_i. */
  readonly gains: Vector;
}

export const emptyLevels = (n: number): Levels => ({ scale: 1, variance: 1, noise: 1, deviations: new Float64Array(n), gains: new Float64Array(n) });

export const writeLevels = (schedule: Schedule, variances: Vector, t: number, levels: Levels): void => {
  const [scale, variance] = [schedule.scale(t), schedule.variance(t)];
  [levels.scale, levels.variance, levels.noise] = [scale, variance, Math.sqrt(variance)];
  for (let i = 0; i < variances.length; i += 1) {
    const deviation = Math.sqrt(scale * scale * variances[i]! + variance);
    levels.deviations[i] = deviation;
    levels.gains[i] = (scale * Math.sqrt(variances[i]!)) / deviation;
  }
};

/** Derivatives by time of the same: a′, v′, q_i′ and h_i′. */
export interface LevelRates {
  readonly scale: number;
  readonly variance: number;
  readonly squares: Vector;
  readonly gains: Vector;
}

export const levelRates = ({ schedule }: NoisedLaw, { variances }: Coordinates, t: number, levels: Levels): LevelRates => {
  const alpha = schedule.drift(t);
  const [scale, variance] = [alpha * levels.scale, 2 * alpha * levels.variance + schedule.noise(t) ** 2];
  const squares = variances.map((c) => 2 * levels.scale * scale * c + variance);
  return {
    scale, variance, squares,
    gains: levels.gains.map((gain, i) => gain * (alpha - (0.5 * squares[i]!) / levels.deviations[i]! ** 2)),
  };
};
