/**
 * The q-function of continuous time and the two functions that are mistaken for each other:
 *
 *   q(x, a) = H(x, a, ∇V, ∇²V) − ρV(x) = r + L^a V − ρV      (Jia, Zhou, q-learning in continuous time, JMLR 24 (2023)),
 *   Q(x, a) = (r + L^a V)/ρ = V + q/ρ                        (the definition of the post, whose equation is ρQ = r + L^a max Q),
 *   T_Δ(x, a) = r Δ + e^{−ρΔ} E[V(X_Δ) | x, a held] = V + Δ q + Δ²/2 · (L^a − ρ)² V + o(Δ²)      (the mean of its TD target).
 *
 * What is learned by regression on r Δ + e^{−ρΔ} V(X_Δ) is T_Δ, near V + Δq, and not Q: it misses Q by (1/ρ − Δ) q + O(Δ²). The
 * corrected target V + (1/(ρΔ)) (r Δ + e^{−ρΔ} V(X_Δ) − V) has the mean V + (T_Δ − V)/(ρΔ) = Q + O(Δ).
 *
 * The post proposes to take max_a Q̄ of the learned Q̄ for V. Then what is learned has a fixed point, in closed form as well, Q_Δ with
 * V_Δ = max_a Q_Δ: the Q of the problem where actions are held for Δ. Nor does it solve ρQ = r + L^a max Q: in it the residual is
 * −(1 − ρΔ) q + O(Δ).
 *
 * Here for the regulator and for Merton's portfolio; the expansion is Itô–Taylor, exact derivatives are compared in the tests.
 */
import { NetworkError } from '../network-error.ts';
import type { LinearQuadratic } from './linear-quadratic.ts';
import { regulatorOptimum } from './linear-quadratic.ts';
import type { Merton } from './merton.ts';
import { mertonOptimum } from './merton.ts';

export interface ExactQ<Action> {
  readonly value: (x: number) => number;
  readonly q: (x: number, a: Action) => number;
  /** V + q/ρ. */
  readonly Q: (x: number, a: Action) => number;
  /** T_Δ, exact. */
  readonly target: (x: number, a: Action, delta: number) => number;
  /** V + (T_Δ − V)/(ρΔ), exact. */
  readonly corrected: (x: number, a: Action, delta: number) => number;
  /** The fixed point where the learned function gives V: Q_Δ and its maximum V_Δ, and the action that takes it. */
  readonly fixedPoint: (delta: number) => {
    readonly Q: (x: number, a: Action) => number;
    readonly value: (x: number) => number;
    readonly best: (x: number) => Action;
    /** ρQ_Δ − r − L^a max Q_Δ: how far the fixed point is from solving the equation for Q. */
    readonly residual: (x: number, a: Action) => number;
  };
}

const checkDelta = (delta: number): void => {
  if (!(delta > 0)) throw new NetworkError('not-applicable', `a transition of length ${delta}`, 'take a positive one');
};

/** X_Δ under an action that is held is normal, with mean φx + γa and variance s². */
export const heldTransition = ({ alpha, beta, sigma }: LinearQuadratic, delta: number):
{ readonly phi: number; readonly gamma: number; readonly variance: number } => {
  checkDelta(delta);
  const grown = (rate: number): number => rate === 0 ? delta : Math.expm1(rate * delta) / rate;
  return { phi: Math.exp(alpha * delta), gamma: beta * grown(alpha), variance: sigma ** 2 * grown(2 * alpha) };
};

const FIXED_POINT_STEPS = 100000;

export const regulatorQ = (p: LinearQuadratic): ExactQ<number> => {
  const { P, c } = regulatorOptimum(p);
  const reward = (x: number, a: number): number => -(p.q * x * x + p.r * a * a) / 2;
  // r + L^a W for W = −½ S x² − d.
  const bracket = (S: number, x: number, a: number): number => reward(x, a) - S * x * (p.alpha * x + p.beta * a) - p.sigma ** 2 * S / 2;
  const value = (x: number): number => -P * x * x / 2 - c;
  const q = (x: number, a: number): number => bracket(P, x, a) - p.rho * value(x);
  const backedUp = (S: number, d: number, x: number, a: number, delta: number): number => {
    const { phi, gamma, variance } = heldTransition(p, delta);
    return reward(x, a) * delta + Math.exp(-p.rho * delta) * (-S * ((phi * x + gamma * a) ** 2 + variance) / 2 - d);
  };
  const target = (x: number, a: number, delta: number): number => backedUp(P, c, x, a, delta);
  return {
    value, q, target,
    Q: (x, a) => value(x) + q(x, a) / p.rho,
    corrected: (x, a, delta) => value(x) + (target(x, a, delta) - value(x)) / (p.rho * delta),
    fixedPoint: (delta) => {
      const { phi, gamma, variance } = heldTransition(p, delta), discount = Math.exp(-p.rho * delta);
      let S = P;
      for (let k = 0; k < FIXED_POINT_STEPS; k += 1) {
        const next = p.q * delta + discount * S * phi ** 2 * p.r * delta / (p.r * delta + discount * S * gamma ** 2);
        const moved = Math.abs(next - S);
        S = next;
        if (moved <= 1e-16 * S) break;
      }
      const d = discount * S * variance / (2 * (1 - discount)), gain = discount * S * phi * gamma / (p.r * delta + discount * S * gamma ** 2);
      const Q = (x: number, a: number): number => backedUp(S, d, x, a, delta);
      return { Q, value: (x) => -S * x * x / 2 - d, best: (x) => -gain * x, residual: (x, a) => p.rho * Q(x, a) - bracket(S, x, a) };
    },
  };
};

export interface Portfolio {
  readonly fraction: number;
  readonly consumption: number;
}

export const mertonQ = (p: Merton): ExactQ<Portfolio> => {
  const optimum = mertonOptimum(p), { A } = optimum, e = 1 - p.gamma;
  // L^a x^e = e g(a) x^e, and E X_Δ^e = x^e e^{e g Δ} for constant actions (X is a geometric motion).
  const growth = ({ fraction, consumption }: Portfolio): number =>
    p.r + fraction * (p.mu - p.r) - consumption - p.gamma * (fraction * p.sigma) ** 2 / 2;
  const bracket = (B: number, x: number, a: Portfolio): number => x ** e / e * (a.consumption ** e + B * e * growth(a));
  const value = (x: number): number => A * x ** e / e;
  const q = (x: number, a: Portfolio): number => bracket(A, x, a) - p.rho * value(x);
  const backedUp = (B: number, x: number, a: Portfolio, delta: number): number =>
    x ** e / e * (a.consumption ** e * delta + B * Math.exp((e * growth(a) - p.rho) * delta));
  const target = (x: number, a: Portfolio, delta: number): number => { checkDelta(delta); return backedUp(A, x, a, delta); };
  return {
    value, q, target,
    Q: (x, a) => value(x) + q(x, a) / p.rho,
    corrected: (x, a, delta) => value(x) + (target(x, a, delta) - value(x)) / (p.rho * delta),
    fixedPoint: (delta) => {
      checkDelta(delta);
      const { fraction } = optimum;
      // Held constant actions: B = (k^e Δ + B e^{(e g − ρ)Δ}), the best over k by its first-order condition, in turns.
      let B = A, k = optimum.consumption;
      for (let n = 0; n < FIXED_POINT_STEPS; n += 1) {
        const before = B;
        // k^{−γ} = B e^{(e g(k) − ρ)Δ}: a contraction for short Δ.
        for (let m = 0; m < 50; m += 1) k = (B * Math.exp((e * growth({ fraction, consumption: k }) - p.rho) * delta)) ** (-1 / p.gamma);
        B = k ** e * delta / -Math.expm1((e * growth({ fraction, consumption: k }) - p.rho) * delta);
        if (Math.abs(B - before) <= 1e-15 * B) break;
      }
      const Q = (x: number, a: Portfolio): number => backedUp(B, x, a, delta);
      return {
        Q, value: (x) => B * x ** e / e, best: () => ({ fraction, consumption: k }), residual: (x, a) => p.rho * Q(x, a) - bracket(B, x, a),
      };
    },
  };
};
