/**
 * The scalar stochastic regulator and its closed form: along dX = (αX + βa) dt + σ dW the reward is −½(q x² + r a²), and
 *
 *   V(x) = −½ P x² − c,   a*(x) = −K x,   K = βP/r,   c = σ²P/(2ρ),   ρP = q + 2αP − β²P²/r   (the positive root).
 *
 * Source: D. López Montero, Hamilton-Jacobi-Bellman Equation: Reinforcement Learning and Diffusion Models (2026), example 1;
 * derivations/blog/lqr.md proves it. Of a policy a = −kx the value is −½ p x² − σ²p/(2ρ) with p = (q + r k²)/(ρ − 2α + 2βk),
 * where ρ − 2α + 2βk > 0; otherwise its cost has no end.
 *
 * Parameters that are no such problem: NetworkError 'not-applicable'.
 */
import { NetworkError } from '../network-error.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';

export interface LinearQuadratic {
  readonly alpha: number;
  readonly beta: number;
  readonly sigma: number;
  /** What the state costs. */
  readonly q: number;
  /** What the action costs. */
  readonly r: number;
  readonly rho: number;
}

/** The parameters of the post. */
export const POST_REGULATOR: LinearQuadratic = { alpha: -0.5, beta: 1, sigma: 0.3, q: 1, r: 0.1, rho: 0.1 };

export interface QuadraticValue {
  /** V(x) = −½ P x² − c. */
  readonly P: number;
  readonly c: number;
  /** a(x) = −K x. */
  readonly K: number;
}

const check = ({ beta, sigma, q, r, rho }: LinearQuadratic): void => {
  if (!(q > 0 && r > 0 && rho > 0 && beta !== 0 && Number.isFinite(sigma))) {
    throw new NetworkError('not-applicable', 'no regulator: q, r, ρ must be positive and β not 0', 'change its parameters');
  }
};

export const regulatorOptimum = (p: LinearQuadratic): QuadraticValue => {
  check(p);
  const half = p.rho - 2 * p.alpha, s = p.beta ** 2 / p.r;
  // The positive root of s P² + half P − q = 0, written without cancellation for either sign of `half`.
  const root = Math.sqrt(half * half + 4 * p.q * s);
  const P = half > 0 ? 2 * p.q / (half + root) : (root - half) / (2 * s);
  return { P, c: p.sigma ** 2 * P / (2 * p.rho), K: p.beta * P / p.r };
};

/** The value of the policy a = −kx. */
export const regulatorValue = (p: LinearQuadratic, k: number): QuadraticValue => {
  check(p);
  const rate = p.rho - 2 * p.alpha + 2 * p.beta * k;
  if (!(rate > 0)) throw new NetworkError('not-applicable', `the policy a = −${k} x costs without end`, 'take a larger gain');
  const P = (p.q + p.r * k * k) / rate;
  return { P, c: p.sigma ** 2 * P / (2 * p.rho), K: k };
};

/** A step of simulation: a sixteenth of the time in which the best closed loop forgets. */
export const regulatorStep = (p: LinearQuadratic): number => 0.0625 / regulatorRate(p);

/** How fast the best closed loop forgets, without the discount: √(α² + qβ²/r). */
export const regulatorRate = (p: LinearQuadratic): number => Math.max(p.rho, Math.sqrt(p.alpha ** 2 + p.q * p.beta ** 2 / p.r));

/** The problem for |x| ≤ reach. An action is √(q/r) times a state's length where a network answers 1. */
export const regulator = (p: LinearQuadratic, reach = 2): ControlledDiffusion => {
  check(p);
  return {
    states: 1, actions: 1, noises: 1, discount: p.rho,
    coordinates: [{ kind: 'line', low: -reach, high: reach, margin: 0.3 }],
    ranges: [{ kind: 'line', spread: Math.sqrt(p.q / p.r) * reach / Math.sqrt(3) }],
    reward: (x, a) => -(p.q * x[0]! ** 2 + p.r * a[0]! ** 2) / 2,
    drift: (x, a, out) => { out[0] = p.alpha * x[0]! + p.beta * a[0]!; },
    noise: (_, __, out) => { out[0] = p.sigma; },
  };
};
