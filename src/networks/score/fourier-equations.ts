/**
 * The normal equations of scores that are linear in w_1 … w_d, 1 and cos(ω_j·w + b_j), with expectations in closed form.
 *
 * With E e^(iω·w) = Φ(ω): E cos(ω·w + b) = Re e^(ib)Φ(ω); products of cosines by 2 cos α cos β = cos(α − β) + cos(α + β); E w_l cos(…) from the
 * first moments; E w wᵀ = I and E w = 0 by the choice of coordinates, at every time.
 */
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { Moments } from './characteristic-function.ts';
import { characteristicFunction, emptyMoments } from './characteristic-function.ts';
import type { Coordinates } from './coordinates.ts';
import type { NoisedLaw } from './noised-law.ts';
import { emptyLevels, writeLevels } from './preconditioning.ts';

export interface FourierFeatures {
  readonly dimension: number;
  /** d + 1 + the number of cosines. */
  readonly size: number;
  /** ω_j, row after row. */
  readonly frequencies: Matrix;
  readonly phases: Vector;
  readonly values: (w: ArrayLike<number>) => Vector;
  /** sin(ω·w + b) of feature j, a cosine. */
  readonly sine: (j: number, w: ArrayLike<number>) => number;
}

export const featuresOf = (n: number, count: number, bandwidth: number, stream: KeyedStream): FourierFeatures => {
  const frequencies = new Float64Array(count * n);
  stream.fillNormals(0, frequencies);
  for (let at = 0; at < frequencies.length; at += 1) frequencies[at] = bandwidth * frequencies[at]!;
  const phases = Float64Array.from({ length: count }, (_, j) => 2 * Math.PI * stream.uniform(j));
  const angle = (j: number, w: ArrayLike<number>): number => {
    let sum = phases[j]!;
    for (let i = 0; i < n; i += 1) sum += frequencies[j * n + i]! * w[i]!;
    return sum;
  };
  return {
    dimension: n, size: n + 1 + count, frequencies, phases,
    values: (w) => Float64Array.from({ length: n + 1 + count }, (_, j) => (j < n ? w[j]! : j === n ? 1 : Math.cos(angle(j - n - 1, w)))),
    sine: (j, w) => Math.sin(angle(j - n - 1, w)),
  };
};

export interface NormalEquations {
  /** A, size × size, and r, size × dimension, with their derivatives by time. */
  readonly matrix: Matrix;
  readonly right: Matrix;
  readonly matrixRate: Matrix;
  readonly rightRate: Matrix;
}

/** Re e^(ib)(x + iy). */
const realPart = (phase: number, x: number, y: number): number => Math.cos(phase) * x - Math.sin(phase) * y;

const putSymmetric = (into: Matrix, size: number, i: number, j: number, value: number): void => {
  into[i * size + j] = value;
  into[j * size + i] = value;
};

type Characteristic = ReturnType<typeof characteristicFunction>;

/** The rows of the cosines against w, 1 and r. */
const putFirstMoments = (phi: Characteristic, features: FourierFeatures, moments: Moments, equations: NormalEquations): void => {
  const { dimension: n, size, frequencies, phases } = features;
  const { matrix, matrixRate, right, rightRate } = equations;
  for (let j = 0; j < phases.length; j += 1) {
    const omega = frequencies.subarray(j * n, (j + 1) * n);
    const [phase, at] = [phases[j]!, n + 1 + j];
    phi(omega, true, moments);
    putSymmetric(matrix, size, n, at, realPart(phase, moments.real, moments.imaginary));
    putSymmetric(matrixRate, size, n, at, realPart(phase, moments.realRate, moments.imaginaryRate));
    for (let l = 0; l < n; l += 1) {
      putSymmetric(matrix, size, l, at, realPart(phase, moments.firstReal[l]!, moments.firstImaginary[l]!));
      putSymmetric(matrixRate, size, l, at, realPart(phase, moments.firstRealRate[l]!, moments.firstImaginaryRate[l]!));
      // −E ∂_l cos(ω·w + b) = ω_l E sin(ω·w + b) = ω_l Im e^(ib)Φ.
      right[at * n + l] = omega[l]! * realPart(phase - Math.PI / 2, moments.real, moments.imaginary);
      rightRate[at * n + l] = omega[l]! * realPart(phase - Math.PI / 2, moments.realRate, moments.imaginaryRate);
    }
  }
};

/** The products of cosines. */
const putProducts = (phi: Characteristic, features: FourierFeatures, moments: Moments, { matrix, matrixRate }: NormalEquations): void => {
  const { dimension: n, size, frequencies, phases } = features;
  const omega = new Float64Array(n);
  for (let i = 0; i < phases.length; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let [value, rate] = [0, 0];
      for (const sign of [1, -1] as const) {
        for (let l = 0; l < n; l += 1) omega[l] = frequencies[i * n + l]! + sign * frequencies[j * n + l]!;
        const phase = phases[i]! + sign * phases[j]!;
        phi(omega, false, moments);
        value += 0.5 * realPart(phase, moments.real, moments.imaginary);
        rate += 0.5 * realPart(phase, moments.realRate, moments.imaginaryRate);
      }
      putSymmetric(matrix, size, n + 1 + i, n + 1 + j, value);
      putSymmetric(matrixRate, size, n + 1 + i, n + 1 + j, rate);
    }
  }
};

/** From the law at time t and Stein's identity. */
export const normalEquations = (law: NoisedLaw, coordinates: Coordinates, features: FourierFeatures, t: number): NormalEquations => {
  const { dimension: n, size } = features;
  const phi = characteristicFunction(law, coordinates, t);
  const equations: NormalEquations = {
    matrix: new Float64Array(size * size), matrixRate: new Float64Array(size * size),
    right: new Float64Array(size * n), rightRate: new Float64Array(size * n),
  };
  for (let l = 0; l < n; l += 1) {
    equations.matrix[l * size + l] = 1;
    equations.right[l * n + l] = -1;
  }
  equations.matrix[n * size + n] = 1;
  const moments = emptyMoments(n);
  putFirstMoments(phi, features, moments, equations);
  putProducts(phi, features, moments, equations);
  return equations;
};

/**
 * The right side from the denoising loss, data and noise apart: y = a y_0 + σ ε and w = y/√q, so that with η_l = σ ω_l/√q_l and the
 * characteristic function Φ_0 of the data at a ω/√q,
 *
 *   r_jl = −(√q_l/σ) E[cos(ω·w + b) ε_l] = −(√q_l/σ) Re e^(ib) Φ_0(a ω/√q) · iη_l e^(−|η|²/2).
 */
export const denoisingRightSide = (law: NoisedLaw, coordinates: Coordinates, features: FourierFeatures, t: number): Matrix => {
  const { dimension: n, size, frequencies, phases } = features;
  const levels = emptyLevels(n);
  writeLevels(law.schedule, coordinates.variances, t, levels);
  const { scale, noise, deviations } = levels;
  const out = new Float64Array(size * n);
  for (let l = 0; l < n; l += 1) out[l * n + l] = -1;
  for (let j = 0; j < phases.length; j += 1) {
    const omega = frequencies.subarray(j * n, (j + 1) * n);
    const [re, im] = dataCharacteristic(coordinates, omega.map((entry, l) => (scale * entry) / deviations[l]!));
    const eta = omega.map((entry, l) => (noise * entry) / deviations[l]!);
    const damping = Math.exp(-0.5 * eta.reduce((sum, entry) => sum + entry * entry, 0));
    for (let l = 0; l < n; l += 1) {
      out[(n + 1 + j) * n + l] = (-(deviations[l]! / noise) * eta[l]! * damping) * realPart(phases[j]! + Math.PI / 2, re, im);
    }
  }
  return out;
};

/** E e^(iω·y_0), of the data in their coordinates. */
const dataCharacteristic = ({ components, dimension: n }: Coordinates, omega: Vector): readonly [number, number] => {
  let [re, im] = [0, 0];
  for (const { weight, mean, axes, variances } of components) {
    let [phase, square] = [0, 0];
    for (let k = 0; k < n; k += 1) {
      let along = 0;
      for (let i = 0; i < n; i += 1) along += axes[i * n + k]! * omega[i]!;
      square += variances[k]! * along * along;
      phase += omega[k]! * mean[k]!;
    }
    const size = weight * Math.exp(-0.5 * square);
    re += size * Math.cos(phase);
    im += size * Math.sin(phase);
  }
  return [re, im];
};
