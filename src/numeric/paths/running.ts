/**
 * Quantities that run along a path, as further components of the state: for i = 1 … count
 *
 *   dR_i = a_i(t, X, R) dt + Σ_j g_ij(t, X, R) dW_j,   driven by the noise of X itself.
 *
 * So path functionals (discounts, running costs, logarithms of weights) are functions of the final state of a larger equation,
 * and every method and its expansion in the step hold for them as they stand.
 *
 * The state is (X, R); R begins at 0.
 */
import type { Start, StochasticEquation } from './equation.ts';

export interface Running {
  readonly count: number;
  /** Writes a; `state` is (X, R), and `x` its first components. */
  readonly rate: (t: number, x: Float64Array, state: Float64Array, out: Float64Array) => void;
  /** Writes g, row-major count × noises; left out: zero. */
  readonly noise?: (t: number, x: Float64Array, state: Float64Array, out: Float64Array) => void;
}

export const withRunning = ({ dimension, noises, drift, diffusion }: StochasticEquation, running: Running): StochasticEquation => {
  const x = new Float64Array(dimension);
  const [f, G] = [new Float64Array(dimension), new Float64Array(dimension * noises)];
  const [a, g] = [new Float64Array(running.count), new Float64Array(running.count * noises)];
  return {
    dimension: dimension + running.count, noises,
    drift: (t, state, out) => {
      x.set(state.subarray(0, dimension));
      drift(t, x, f);
      running.rate(t, x, state, a);
      out.set(f);
      out.set(a, dimension);
    },
    diffusion: (t, state, out) => {
      x.set(state.subarray(0, dimension));
      diffusion(t, x, G);
      running.noise?.(t, x, state, g);
      out.set(G);
      out.set(g, dimension * noises);
    },
  };
};

/** The start of the larger equation: R = 0. */
export const startRunning = (start: Start, dimension: number): Start => {
  const x = new Float64Array(dimension);
  return (path, out) => {
    start(path, x);
    out.fill(0);
    out.set(x);
  };
};
