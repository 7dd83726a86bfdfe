/**
 * A control problem in one dimension, as plain functions.
 *
 *   V(x,t) = min over u of E[ ∫_t^T e^{−∫ρ} ℓ(X,u,s) ds + e^{−∫ρ} φ(X_T) | X_t = x ],   dX = f(X,u,s) ds + σ(X,u,s) dW
 *
 * (or max). Its Hamilton–Jacobi–Bellman equation: −∂t V + ρ V = min over u of { ℓ + f ∂x V + ½ σ² ∂xx V },  V(x,T) = φ(x).
 */
import { NumericError } from '../numeric-error.ts';

export type Sense = 'minimize' | 'maximize';

/** u ↦ c0 + c1 u + c2 u² at every node, by the three arrays. */
export type Quadratic = readonly [Float64Array, Float64Array, Float64Array];

/** The drift, the variance σ² and the running cost at every node, as quadratics of the control. */
export interface Quadratics {
  readonly drift: Quadratic;
  readonly variance: Quadratic;
  readonly running: Quadratic;
}

export type Controls =
  /**
   * Drift, σ² and running cost are polynomials of the control of degree at most 2; the bounds may be missing. The
   * optimum is exact. Without `fill` the coefficients are read off three values and checked at two more; with it they are
   * written by the caller, one entry a node, for speed.
   */
  | { readonly kind: 'quadratic'; readonly least?: number; readonly most?: number;
      readonly fill?: (t: number, nodes: Float64Array, out: Quadratics) => void }
  /** Finitely many controls. */
  | { readonly kind: 'set'; readonly values: readonly number[] }
  /**
   * Any functions on an interval: the best of `samples` controls (17 if not said), improved by golden sections between
   * its neighbours. Exact where the Hamiltonian has one valley between two neighbouring samples.
   */
  | { readonly kind: 'interval'; readonly least: number; readonly most: number; readonly samples?: number }
  /** No choice: a given feedback law. The equation is then linear. */
  | { readonly kind: 'law'; readonly law: (x: number, t: number) => number };

export interface ControlProblem {
  readonly sense: Sense;
  readonly horizon: number;
  /** ρ; 0 where it is missing. */
  readonly discount?: number | ((x: number, t: number) => number);
  readonly drift: (x: number, u: number, t: number) => number;
  readonly noise: (x: number, u: number, t: number) => number;
  readonly running: (x: number, u: number, t: number) => number;
  readonly terminal: (x: number) => number;
  readonly controls: Controls;
  /** Drift, noise, running cost and discount do not depend on t: they are read once. */
  readonly autonomous?: boolean;
}

/** Throws where the horizon is no positive number, or there is nothing to choose from. */
export const insistOnProblem = (problem: ControlProblem): void => {
  if (!(problem.horizon > 0) || !Number.isFinite(problem.horizon)) {
    throw new NumericError('no-horizon', `a horizon of ${problem.horizon}`, 'give a horizon that is positive and finite');
  }
  insistOnControls(problem.controls);
};

export const insistOnControls = (controls: Controls): void => {
  switch (controls.kind) {
    case 'set':
      if (controls.values.length === 0 || !controls.values.every(Number.isFinite)) {
        throw new NumericError('not-applicable', 'a set of controls that is empty or not finite', 'list finite controls');
      }
      return;
    case 'interval':
      if (!(controls.least < controls.most) || !Number.isFinite(controls.most - controls.least)) {
        throw new NumericError('not-applicable', `controls from ${controls.least} to ${controls.most}`,
          'bound the controls, the lesser bound first');
      }
      return;
    case 'quadratic':
      if (!((controls.least ?? -Infinity) < (controls.most ?? Infinity))) {
        throw new NumericError('not-applicable', `controls from ${controls.least} to ${controls.most}`, 'give the lesser bound first');
      }
      return;
    case 'law':
      return;
  }
};

/** The same problem with costs: a reward is a negative cost. Its value is that of the problem times `sign`. */
export const asCosts = (problem: ControlProblem): { readonly costs: ControlProblem; readonly sign: 1 | -1 } => {
  if (problem.sense === 'minimize') return { costs: problem, sign: 1 };
  const costs: ControlProblem = {
    ...problem, sense: 'minimize',
    running: (x, u, t) => -problem.running(x, u, t),
    terminal: (x) => -problem.terminal(x),
    controls: turnedRound(problem.controls),
  };
  return { costs, sign: -1 };
};

/** What fills the arrays itself must have its running cost turned round. */
const turnedRound = (controls: Controls): Controls => {
  if (controls.kind !== 'quadratic' || controls.fill === undefined) return controls;
  const fill = controls.fill;
  return {
    ...controls,
    fill: (t, nodes, out) => {
      fill(t, nodes, out);
      for (const part of out.running) for (let i = 0; i < part.length; i += 1) part[i] = -(part[i] ?? 0);
    },
  };
};
