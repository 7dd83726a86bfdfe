/**
 * Merton's portfolio with consumption and its closed form: of the wealth X the part w is held in the risky asset and kX is
 * consumed a year,
 *
 *   dX = [r + w(μ − r) − k] X dt + w σ X dW,   reward (kx)^{1−γ}/(1−γ),
 *   V = A x^{1−γ}/(1−γ),   w* = (μ − r)/(γσ²),   k* = (ρ − (1−γ)M)/γ,   M = r + (μ−r)²/(2γσ²),   A = (1/k*)^γ.
 *
 * Source: R. Merton, Optimum consumption and portfolio rules in a continuous-time model, J. Econ. Theory 3 (1971);
 * derivations/blog/merton.md proves it. Of a constant policy (w, k) the value is a x^{1−γ}/(1−γ) with
 * a = k^{1−γ}/(ρ − (1−γ)(r + w(μ−r) − k − ½γw²σ²)), where the denominator is positive.
 *
 * k* ≤ 0, γ ≤ 0 or γ = 1: NetworkError 'not-applicable'.
 */
import { NetworkError } from '../network-error.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';

export interface Merton {
  /** The rate without risk. */
  readonly r: number;
  readonly mu: number;
  readonly sigma: number;
  /** Relative risk aversion. */
  readonly gamma: number;
  readonly rho: number;
}

/** The parameters of the post. */
export const POST_PORTFOLIO: Merton = { r: 0.03, mu: 0.08, sigma: 0.2, gamma: 2, rho: 0.05 };

export interface MertonOptimum {
  readonly fraction: number;
  readonly consumption: number;
  readonly A: number;
}

export const mertonOptimum = (p: Merton): MertonOptimum => {
  const M = p.r + (p.mu - p.r) ** 2 / (2 * p.gamma * p.sigma ** 2);
  const consumption = (p.rho - (1 - p.gamma) * M) / p.gamma;
  if (!(p.gamma > 0 && p.gamma !== 1 && p.sigma > 0 && consumption > 0)) {
    throw new NetworkError('not-applicable', 'no portfolio with a finite value: γ > 0, γ ≠ 1, σ > 0 and k* > 0 are wanted',
      'raise the discount rate or change γ');
  }
  return { fraction: (p.mu - p.r) / (p.gamma * p.sigma ** 2), consumption, A: consumption ** -p.gamma };
};

/** a of the value a x^{1−γ}/(1−γ) of a constant policy. */
export const mertonValue = (p: Merton, fraction: number, consumption: number): number => {
  const growth = p.r + fraction * (p.mu - p.r) - consumption - p.gamma * (fraction * p.sigma) ** 2 / 2;
  const rate = p.rho - (1 - p.gamma) * growth;
  if (!(rate > 0)) throw new NetworkError('not-applicable', 'the value of this policy is not finite', 'consume less');
  return consumption ** (1 - p.gamma) / rate;
};

/** Within which the networks look; they begin at the middle (of the logarithm, for consumption), whose value must be finite. */
export interface MertonRanges {
  readonly fraction: readonly [low: number, high: number];
  readonly consumption: readonly [low: number, high: number];
  readonly wealth: readonly [low: number, high: number];
}

/** The ranges of the post. */
export const POST_RANGES: MertonRanges = { fraction: [0, 1.5], consumption: [0.005, 0.2], wealth: [0.5, 5] };

export const merton = (p: Merton, ranges: MertonRanges = POST_RANGES): ControlledDiffusion => {
  mertonOptimum(p);
  const { fraction, consumption, wealth } = ranges;
  return {
    states: 1, actions: 2, noises: 1, discount: p.rho,
    coordinates: [{ kind: 'logarithm', low: wealth[0], high: wealth[1], margin: 0.5, power: 1 - p.gamma }],
    ranges: [
      { kind: 'interval', low: fraction[0], high: fraction[1] },
      { kind: 'ratio', low: consumption[0], high: consumption[1] },
    ],
    reward: (x, a) => (a[1]! * x[0]!) ** (1 - p.gamma) / (1 - p.gamma),
    drift: (x, a, out) => { out[0] = (p.r + a[0]! * (p.mu - p.r) - a[1]!) * x[0]!; },
    noise: (x, a, out) => { out[0] = a[0]! * p.sigma * x[0]!; },
  };
};
