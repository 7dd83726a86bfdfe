/**
 * The coefficients of dX = f(x,t) dt + g(x,t) dW (Itô) as a grid needs them: f at the faces and g² at the centres, filled
 * anew for every time. The array form is the one that the solvers use; the form by points is made into it.
 */
import type { Grid } from './grid.ts';

/** Writes f at the faces (n + 1 values; the two ends are not used) and g² at the centres (n values) for time t. */
export type Fill = (t: number, drift: Float64Array, squaredNoise: Float64Array) => void;

export interface Dynamics {
  readonly on: (grid: Grid) => Fill;
  /** Whether neither depends on t: the matrix is then made once. */
  readonly autonomous: boolean;
}

/** From f(x,t) and g(x,t), one point at a time. `g` itself is given: it is squared here, and halved in the generator. */
export const pointwise = (
  drift: (x: number, t: number) => number, noise: (x: number, t: number) => number, autonomous: boolean = false,
): Dynamics => ({
  autonomous,
  on: ({ faces, centres }) => (t, drifts, squares) => {
    for (let i = 0; i < faces.length; i += 1) drifts[i] = drift(faces[i]!, t);
    for (let i = 0; i < centres.length; i += 1) {
      const g = noise(centres[i]!, t);
      squares[i] = g * g;
    }
  },
});

/**
 * dX = −U′(x) dt + g dW with a constant g, by differences of the potential U between centres: the law ∝ exp(−2U/g²) at the
 * centres is then stationary for the discrete equation too, exactly.
 */
export const langevin = (potential: (x: number) => number, noise: number): Dynamics => ({
  autonomous: true,
  on: ({ centres, cells }) => (_t, drifts, squares) => {
    for (let i = 1; i < cells; i += 1) {
      drifts[i] = (potential(centres[i - 1]!) - potential(centres[i]!)) / (centres[i]! - centres[i - 1]!);
    }
    squares.fill(noise * noise);
  },
});

/** A function of the centres and of time, as a running cost or a discount rate: filled anew for every time. */
export interface Source {
  readonly on: (grid: Grid) => (t: number, out: Float64Array) => void;
}

export const source = (value: (x: number, t: number) => number): Source => ({
  on: ({ centres }) => (t, out) => {
    for (let i = 0; i < centres.length; i += 1) out[i] = value(centres[i]!, t);
  },
});
