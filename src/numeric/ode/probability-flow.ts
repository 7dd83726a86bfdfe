/**
 * Trajectories of an ordinary differential equation dX = v(X,t) dt with the log-density along them:
 *   d/dt log p(X_t, t) = −div v(X_t, t).
 *
 * With v = f − ½ div D − ½ D ∇log p, D = G Gᵀ, this is the probability flow of dX = f dt + G dW: the same marginal laws
 * without noise. Source: Song et al., Score-Based Generative Modeling through Stochastic Differential Equations (ICLR 2021),
 * section 4.3 and appendix D. Time may run forwards or backwards. Throws NumericError as dormand-prince.ts does.
 */
import { checkedVector } from '../linear-algebra/checked.ts';
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import type { Tolerances } from './dormand-prince.ts';
import { solveOde } from './dormand-prince.ts';

export interface Flow {
  readonly dimension: number;
  /** Writes v(x, t) into `out`. `x` has `dimension` entries. */
  readonly velocity: (t: number, x: Float64Array, out: Float64Array) => void;
  /** div v(x, t). */
  readonly divergence: (t: number, x: Float64Array) => number;
}

export interface FlowPoint {
  readonly state: Float64Array;
  readonly logDensity: number;
}

export interface FlowTrajectory {
  readonly at: (t: number) => FlowPoint;
  readonly final: FlowPoint;
  readonly evaluations: number;
  /** Of the largest error of a component of the state or of the log-density. */
  readonly error: ErrorEstimate;
}

const DEFAULT: Tolerances = { relative: 1e-10, absolute: 1e-12 };

/** From a state and its log-density at `start`; with log-density 0 the result is the change of it. */
export const probabilityFlow = (
  { dimension: n, velocity, divergence }: Flow, start: number, end: number,
  initial: { readonly state: ArrayLike<number>; readonly logDensity: number }, tolerances: Tolerances = DEFAULT,
): FlowTrajectory => {
  const first = new Float64Array(n + 1);
  first.set(checkedVector('the initial state', initial.state, n));
  first[n] = initial.logDensity;
  const [x, v] = [new Float64Array(n), new Float64Array(n)];
  const solution = solveOde((t, y, out) => {
    for (let i = 0; i < n; i += 1) x[i] = y[i]!;
    velocity(t, x, v);
    for (let i = 0; i < n; i += 1) out[i] = v[i]!;
    out[n] = -divergence(t, x);
  }, start, end, first, { order: 8, ...tolerances });
  const pointOf = (y: Float64Array): FlowPoint => ({ state: y.slice(0, n), logDensity: y[n]! });
  return {
    at: (t) => pointOf(solution.at(t)), final: pointOf(solution.final),
    evaluations: solution.evaluations, error: solution.error,
  };
};
