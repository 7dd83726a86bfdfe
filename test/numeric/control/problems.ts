/**
 * Control problems whose value is known, and how far a solve is from it.
 */
import type { ControlProblem } from '../../../src/numeric/control/control-problem.ts';
import type { Ends } from '../../../src/numeric/control/ends.ts';
import type { HjbSolution } from '../../../src/numeric/control/hjb.ts';
import type { AffineProblem } from '../../../src/numeric/control/log-transform.ts';
import { NumericError } from '../../../src/numeric/numeric-error.ts';
import type { NumericFault } from '../../../src/numeric/numeric-error.ts';

export type Value = (x: number, t: number) => number;

export interface Known {
  readonly problem: ControlProblem;
  readonly value: Value;
}

export const endsOf = (value: Value, low: number, high: number): Ends =>
  [{ kind: 'value', at: (t) => value(low, t) }, { kind: 'value', at: (t) => value(high, t) }];

export interface Bump {
  readonly weight: number;
  readonly mean: number;
  readonly variance: number;
}

/** dX = g u dt + σ dW, cost ½ r u² with λ = r σ²/g², terminal cost −λ log of a mixture: V = −λ log of the mixture, widened. */
export interface Mixture {
  readonly sigma: number;
  readonly input: number;
  readonly weight: number;
  readonly horizon: number;
  readonly bumps: readonly Bump[];
}

export const MIXTURE: Mixture = {
  sigma: 0.8, input: 0.9, weight: 1.2, horizon: 0.75,
  bumps: [{ weight: 0.4, mean: -0.8, variance: 0.4 }, { weight: 0.6, mean: 0.7, variance: 0.3 }],
};

export const hopfCole = ({ sigma, input, weight, horizon, bumps }: Mixture): Known & { readonly affine: AffineProblem } => {
  const lambda = weight * sigma ** 2 / input ** 2;
  const value: Value = (x, t) => -lambda * Math.log(bumps.reduce((sum, bump) => {
    const variance = bump.variance + sigma ** 2 * (horizon - t);
    return sum + bump.weight * Math.exp(-((x - bump.mean) ** 2) / (2 * variance)) / Math.sqrt(variance);
  }, 0));
  const terminal = (x: number): number => value(x, horizon);
  return {
    value,
    affine: {
      horizon, terminal, autonomous: true, drift: () => 0, input: () => input, noise: () => sigma, stateCost: () => 0, weight: () => weight,
    },
    problem: {
      sense: 'minimize', horizon, terminal, autonomous: true, controls: { kind: 'quadratic' },
      drift: (_, u) => input * u, noise: () => sigma, running: (_, u) => 0.5 * weight * u * u,
    },
  };
};

/**
 * dX = (a x + b u) dt + σ dW, costs ½ (q x² + r u²), terminal cost ½ m x². With s = b²/r and τ = T − t the Riccati equation is
 * P = Y/X, (X, Y)' = (−a X + s Y, q X + a Y), whose matrix has the square (a² + s q) I; and V = ½ P x² + ½ σ² ∫P.
 */
export const linearQuadratic = (a: number, b: number, sigma: number, q: number, r: number, m: number, horizon: number): Known => {
  const s = b * b / r, w = Math.sqrt(a * a + s * q);
  const value: Value = (x, t) => {
    const tau = horizon - t, cosh = Math.cosh(w * tau), sinh = w === 0 ? tau : Math.sinh(w * tau) / w;
    const X = cosh + (s * m - a) * sinh, Y = m * cosh + (q + a * m) * sinh;
    return 0.5 * Y / X * x * x + 0.5 * sigma ** 2 * (Math.log(X) + a * tau) / s;
  };
  return {
    value,
    problem: {
      sense: 'minimize', horizon, terminal: (x) => 0.5 * m * x * x, autonomous: true, controls: { kind: 'quadratic' },
      drift: (x, u) => a * x + b * u, noise: () => sigma, running: (x, u) => 0.5 * (q * x * x + r * u * u),
    },
  };
};

/**
 * |u| ≤ 1, dX = u dt + σ dW, cost x², discount ρ, no horizon: u = −sign x, and
 * V = x²/ρ − 2|x|/ρ² + c + A e^{−k|x|}, ρ = k + ½ σ² k², with V'(0) = 0.
 */
export const stationaryBangBang = (rho: number, sigma: number): ((x: number) => number) => {
  const k = (Math.sqrt(1 + 2 * rho * sigma ** 2) - 1) / sigma ** 2, amplitude = -2 / (rho ** 2 * k);
  const offset = (2 / rho ** 2 + sigma ** 2 / rho) / rho;
  return (x) => x * x / rho - 2 * Math.abs(x) / rho ** 2 + offset + amplitude * Math.exp(-k * Math.abs(x));
};

/** The same until a horizon: e^t times that value, with cost e^t (x² − V(x)). */
export const bangBang = (rho: number, sigma: number, horizon: number): Known => {
  const stationary = stationaryBangBang(rho, sigma);
  const value: Value = (x, t) => Math.exp(t) * stationary(x);
  return {
    value,
    problem: {
      sense: 'minimize', horizon, discount: rho, terminal: (x) => value(x, horizon),
      controls: { kind: 'quadratic', least: -1, most: 1 },
      drift: (_, u) => u, noise: () => sigma, running: (x, _, t) => Math.exp(t) * (x * x - stationary(x)),
    },
  };
};

/** Merton: log-wealth x, the part π of it in the risky asset, utility e^{(1−γ)x}/(1−γ), to be maximised. */
export const merton = (rate: number, excess: number, sigma: number, gamma: number, horizon: number): Known & { readonly best: number } => {
  const best = excess / (gamma * sigma ** 2), growth = (1 - gamma) * (rate + excess ** 2 / (2 * gamma * sigma ** 2));
  const value: Value = (x, t) => Math.exp((1 - gamma) * x + growth * (horizon - t)) / (1 - gamma);
  return {
    value, best,
    problem: {
      sense: 'maximize', horizon, terminal: (x) => value(x, horizon), autonomous: true, controls: { kind: 'quadratic' },
      drift: (_, u) => rate + u * excess - 0.5 * (u * sigma) ** 2, noise: (_, u) => u * sigma, running: () => 0,
    },
  };
};

/** The largest distance of the extrapolated values from a claimed value, over all kept times. */
export const distanceFrom = (solution: HjbSolution, value: Value): number =>
  Math.max(...solution.extrapolated.flatMap((values, k) =>
    [...values].map((v, i) => Math.abs(v - value(solution.sharedNodes[i]!, solution.times[k]!)))));

/** The name of the fault that a computation throws; null: it throws none. */
export const faultOf = (computation: () => unknown): NumericFault | null => {
  try {
    computation();
    return null;
  } catch (error) {
    if (error instanceof NumericError) return error.fault;
    throw error;
  }
};
