/**
 * The named noise schedules of diffusion models: dX = a(t) X dt + g(t) dW, with X_t = scale(t) X_0 + √variance(t) Z.
 *
 *                          a            g²                            scale        variance
 *   variance preserving    −β/2         β                             e^(−B/2)     1 − e^(−B)
 *   sub-VP                 −β/2         β (1 − e^(−2B))               e^(−B/2)     (1 − e^(−B))²
 *   variance exploding     0            2 σ² log(σ_max/σ_min)         1            σ² − σ_min²
 *
 * β(t) = β_min + t (β_max − β_min), B = ∫₀ᵗ β; σ(t) = σ_min (σ_max/σ_min)^t; t in [0, 1]. Source: Song et al., Score-Based
 * Generative Modeling through Stochastic Differential Equations (ICLR 2021), appendices B and C. (There the VE variance is
 * given as σ², which is its value for data without variance at σ_min.)
 */
import { identityMatrix, scaled } from '../linear-algebra/dense.ts';
import { NumericError } from '../numeric-error.ts';
import type { LinearCoefficients, Transition } from '../ode/moments.ts';

export interface Schedule {
  readonly name: 'variance preserving' | 'sub-VP' | 'variance exploding';
  readonly drift: (t: number) => number;
  /** g. */
  readonly noise: (t: number) => number;
  readonly scale: (t: number) => number;
  readonly variance: (t: number) => number;
}

const checkRange = (what: string, least: number, most: number): void => {
  if (!(least > 0 && most >= least && Number.isFinite(most))) {
    throw new NumericError('not-applicable', `${what} runs from ${least} to ${most}`, 'give two positive numbers in rising order');
  }
};

export const variancePreserving = (betaMin = 0.1, betaMax = 20): Schedule => {
  checkRange('beta', betaMin, betaMax);
  const beta = (t: number): number => betaMin + t * (betaMax - betaMin);
  const total = (t: number): number => t * (betaMin + 0.5 * t * (betaMax - betaMin));
  return {
    name: 'variance preserving', drift: (t) => -0.5 * beta(t), noise: (t) => Math.sqrt(beta(t)),
    scale: (t) => Math.exp(-0.5 * total(t)), variance: (t) => -Math.expm1(-total(t)),
  };
};

export const subVariancePreserving = (betaMin = 0.1, betaMax = 20): Schedule => {
  const { drift, scale } = variancePreserving(betaMin, betaMax);
  const total = (t: number): number => t * (betaMin + 0.5 * t * (betaMax - betaMin));
  return {
    name: 'sub-VP', drift, scale,
    noise: (t) => Math.sqrt(-2 * drift(t) * -Math.expm1(-2 * total(t))),
    variance: (t) => Math.expm1(-total(t)) ** 2,
  };
};

export const varianceExploding = (sigmaMin = 0.01, sigmaMax = 50): Schedule => {
  checkRange('sigma', sigmaMin, sigmaMax);
  const rate = Math.log(sigmaMax / sigmaMin);
  return {
    name: 'variance exploding', drift: () => 0, scale: () => 1,
    noise: (t) => sigmaMin * Math.exp(rate * t) * Math.sqrt(2 * rate),
    variance: (t) => sigmaMin ** 2 * Math.expm1(2 * rate * t),
  };
};

/** As a linear process with independent components. */
export const scheduledProcess = ({ drift, noise }: Schedule, dimension: number): LinearCoefficients => {
  const diagonal = (of: (t: number) => number) => (t: number, out: Float64Array): void => {
    const value = of(t);
    for (let i = 0; i < dimension; i += 1) for (let j = 0; j < dimension; j += 1) out[i * dimension + j] = i === j ? value : 0;
  };
  return { dimension, noises: dimension, drift: diagonal(drift), shift: new Float64Array(dimension), noise: diagonal(noise) };
};

/** From time 0 to t, by the closed formulas. */
export const scheduledTransition = ({ scale, variance }: Schedule, dimension: number, t: number): Transition => {
  if (!(t >= 0 && t <= 1)) throw new NumericError('no-horizon', `the schedule is asked for t = ${t}`, 'take a time in [0, 1]');
  const covariance = scaled(variance(t), identityMatrix(dimension));
  return {
    dimension, matrix: scaled(scale(t), identityMatrix(dimension)), shift: new Float64Array(dimension), covariance,
    error: { bound: 8 * Number.EPSILON * Math.max(1, variance(t)), by: 'closed form', order: null, asymptotic: true },
  };
};
