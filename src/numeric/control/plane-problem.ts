/**
 * A control problem in two dimensions: dX = f dt + σ dW with the covariance a = σσᵀ given as (a₁₁, a₁₂, a₂₂),
 *
 *   −∂t V + ρ V = min over u of { ℓ + f · ∇V + ½ (a₁₁ ∂₁₁ V + 2 a₁₂ ∂₁₂ V + a₂₂ ∂₂₂ V) },   V(x,y,T) = φ(x,y).
 */
import type { Sense } from './control-problem.ts';

export type Pair = readonly [number, number];
/** (m₁₁, m₁₂, m₂₂) */
export type SymmetricPair = readonly [number, number, number];

export type PlaneDynamics =
  /** Drift f + G u, running cost c + ½ uᵀ R u with R positive definite, no bounds. The best control is a formula. */
  | { readonly kind: 'affine';
      readonly drift: (x: number, y: number, t: number) => Pair;
      /** G by rows: (g₁₁, g₁₂, g₂₁, g₂₂). */
      readonly input: (x: number, y: number, t: number) => readonly [number, number, number, number];
      readonly covariance: (x: number, y: number, t: number) => SymmetricPair;
      readonly stateCost: (x: number, y: number, t: number) => number;
      readonly weight: SymmetricPair }
  /** Finitely many controls, and any functions of them. */
  | { readonly kind: 'set';
      readonly controls: readonly Pair[];
      readonly drift: (x: number, y: number, u: Pair, t: number) => Pair;
      readonly covariance: (x: number, y: number, u: Pair, t: number) => SymmetricPair;
      readonly running: (x: number, y: number, u: Pair, t: number) => number };

export interface PlaneProblem {
  readonly sense: Sense;
  readonly horizon: number;
  readonly discount?: number;
  readonly terminal: (x: number, y: number) => number;
  readonly dynamics: PlaneDynamics;
  /** Nothing depends on t: coefficients are read once. */
  readonly autonomous?: boolean;
}

export type PlaneBoundary =
  /** V is given on the edge of the box. */
  | { readonly kind: 'value'; readonly at: (x: number, y: number, t: number) => number }
  /** The normal derivative vanishes. */
  | { readonly kind: 'reflecting' };

/** The same problem with costs instead of rewards; its value is that of the problem times `sign`. */
export const planeCosts = (problem: PlaneProblem): { readonly costs: PlaneProblem; readonly sign: 1 | -1 } => {
  if (problem.sense === 'minimize') return { costs: problem, sign: 1 };
  const terminal = (x: number, y: number): number => -problem.terminal(x, y);
  return { costs: { ...problem, sense: 'minimize', terminal, dynamics: turnedRound(problem.dynamics) }, sign: -1 };
};

const turnedRound = (dynamics: PlaneDynamics): PlaneDynamics => {
  switch (dynamics.kind) {
    case 'affine': {
      const [r11, r12, r22] = dynamics.weight;
      return { ...dynamics, stateCost: (x, y, t) => -dynamics.stateCost(x, y, t), weight: [-r11, -r12, -r22] };
    }
    case 'set':
      return { ...dynamics, running: (x, y, u, t) => -dynamics.running(x, y, u, t) };
  }
};
