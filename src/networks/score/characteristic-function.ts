/**
 * The characteristic function of a noised mixture in whitened coordinates, Φ(ω) = E e^(iω·w) = Σ w_k exp(iω·μ_k − ½ ωᵀC_k ω),
 * with its gradient in the form of first moments, E[w_l e^(iω·w)] = Σ w_k (μ_k,l + i (C_k ω)_l) e^(…), and the derivatives of both by time.
 *
 * μ_k,i = a m_k,i/√q_i and C_k,ij = (a² Σ_k,ij + v δ_ij)/√(q_i q_j), in the coordinates of coordinates.ts; derivatives by
 * time of the entries by the product rule, with a′, v′ and q′ of preconditioning.ts.
 */
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import type { AxisComponent, Coordinates } from './coordinates.ts';
import type { NoisedLaw } from './noised-law.ts';
import type { Levels, LevelRates } from './preconditioning.ts';
import { emptyLevels, levelRates, writeLevels } from './preconditioning.ts';

interface Part {
  readonly weight: number;
  readonly mean: Vector;
  readonly meanRate: Vector;
  readonly covariance: Matrix;
  readonly covarianceRate: Matrix;
}

/** Real and imaginary parts, and of their derivatives by time. */
export interface Moments {
  real: number;
  imaginary: number;
  realRate: number;
  imaginaryRate: number;
  /** Of E[w e^(iω·w)]. */
  readonly firstReal: Vector;
  readonly firstImaginary: Vector;
  readonly firstRealRate: Vector;
  readonly firstImaginaryRate: Vector;
}

const partOf = (component: AxisComponent, levels: Levels, rates: LevelRates, n: number): Part => {
  const { deviations, scale, variance } = levels;
  const logRate = deviations.map((deviation, i) => (0.5 * rates.squares[i]!) / deviation ** 2);
  const [covariance, covarianceRate] = [new Float64Array(n * n), new Float64Array(n * n)];
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let data = 0;
      for (let k = 0; k < n; k += 1) data += component.axes[i * n + k]! * component.variances[k]! * component.axes[j * n + k]!;
      const over = 1 / (deviations[i]! * deviations[j]!);
      const own = i === j ? 1 : 0;
      covariance[i * n + j] = (scale * scale * data + variance * own) * over;
      covarianceRate[i * n + j] = (2 * scale * rates.scale * data + rates.variance * own) * over
        - covariance[i * n + j]! * (logRate[i]! + logRate[j]!);
    }
  }
  const mean = component.mean.map((m, i) => (scale * m) / deviations[i]!);
  return {
    weight: component.weight, covariance, covarianceRate, mean,
    meanRate: component.mean.map((m, i) => (rates.scale * m) / deviations[i]! - mean[i]! * logRate[i]!),
  };
};

export const emptyMoments = (n: number): Moments => ({
  real: 0, imaginary: 0, realRate: 0, imaginaryRate: 0,
  firstReal: new Float64Array(n), firstImaginary: new Float64Array(n), firstRealRate: new Float64Array(n), firstImaginaryRate: new Float64Array(n),
});

const clear = (out: Moments): void => {
  [out.real, out.imaginary, out.realRate, out.imaginaryRate] = [0, 0, 0, 0];
  for (const vector of [out.firstReal, out.firstImaginary, out.firstRealRate, out.firstImaginaryRate]) vector.fill(0);
};

/** Adds what one component gives; `first` asks for the first moments as well. */
const addPart = (part: Part, omega: Vector, first: boolean, out: Moments): void => {
  const n = omega.length;
  const { mean, meanRate, covariance, covarianceRate } = part;
  let [phase, phaseRate, square, squareRate] = [0, 0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    phase += omega[i]! * mean[i]!;
    phaseRate += omega[i]! * meanRate[i]!;
    for (let j = 0; j < n; j += 1) {
      square += omega[i]! * covariance[i * n + j]! * omega[j]!;
      squareRate += omega[i]! * covarianceRate[i * n + j]! * omega[j]!;
    }
  }
  const size = part.weight * Math.exp(-0.5 * square);
  const [re, im] = [size * Math.cos(phase), size * Math.sin(phase)];
  // d/dt of e^(iφ − ½s) is (iφ′ − ½s′) of it.
  const [reRate, imRate] = [-0.5 * squareRate * re - phaseRate * im, -0.5 * squareRate * im + phaseRate * re];
  out.real += re;
  out.imaginary += im;
  out.realRate += reRate;
  out.imaginaryRate += imRate;
  if (!first) return;
  for (let l = 0; l < n; l += 1) {
    let [pulled, pulledRate] = [0, 0];
    for (let j = 0; j < n; j += 1) {
      pulled += covariance[l * n + j]! * omega[j]!;
      pulledRate += covarianceRate[l * n + j]! * omega[j]!;
    }
    out.firstReal[l] = out.firstReal[l]! + mean[l]! * re - pulled * im;
    out.firstImaginary[l] = out.firstImaginary[l]! + mean[l]! * im + pulled * re;
    out.firstRealRate[l] = out.firstRealRate[l]! + meanRate[l]! * re - pulledRate * im + mean[l]! * reRate - pulled * imRate;
    out.firstImaginaryRate[l] = out.firstImaginaryRate[l]! + meanRate[l]! * im + pulledRate * re + mean[l]! * imRate + pulled * reRate;
  }
};

/** ω ↦ the moments at time t, into `out`. */
export const characteristicFunction = (law: NoisedLaw, coordinates: Coordinates, t: number): ((omega: Vector, first: boolean, out: Moments) => Moments) => {
  const n = coordinates.dimension;
  const levels = emptyLevels(n);
  writeLevels(law.schedule, coordinates.variances, t, levels);
  const rates = levelRates(law, coordinates, t, levels);
  const parts = coordinates.components.map((component) => partOf(component, levels, rates, n));
  return (omega, first, out) => {
    clear(out);
    for (const part of parts) addPart(part, omega, first, out);
    return out;
  };
};
