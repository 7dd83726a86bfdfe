/**
 * Stochastic differential equations as functions on typed arrays: dX = f(t, X) dt + G(t, X) dW in Itô's sense.
 *
 * x has `dimension` entries; G is row-major, entry i·noises + j is G_ij; its derivative has ∂_k G_ij at place
 * (i·noises + j)·dimension + k. Every function writes all of `out` and keeps nothing.
 */
export interface StochasticEquation {
  readonly dimension: number;
  readonly noises: number;
  readonly drift: (t: number, x: Float64Array, out: Float64Array) => void;
  readonly diffusion: (t: number, x: Float64Array, out: Float64Array) => void;
  readonly diffusionDerivative?: (t: number, x: Float64Array, out: Float64Array) => void;
}

/** Writes the start of a path into out; a function of the path's number, so that it can be drawn again. */
export type Start = (path: number, out: Float64Array) => void;

export const startAt = (point: ArrayLike<number>): Start => (_, out) => out.set(point);

/** One step of a method: x at t becomes x at t + h, driven by the increment W(t+h) − W(t) (one entry a noise). */
export type Step = (t: number, h: number, x: Float64Array, increment: Float64Array) => void;

/** A method is a factory of steps, which hold their own working space. */
export type Method = (equation: StochasticEquation) => Step;
