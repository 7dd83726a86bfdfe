/**
 * Derivatives of one number of a network's outputs, Σ w_o y_o at each point, by the way back: cheap where there are many inputs.
 *
 * The gradient by the inputs; and its derivative along a direction, which is the Hessian times that direction: the way back of a
 * pass with tangents whose own derivative is Σ w_o ẏ_o (Pearlmutter, Fast exact multiplication by the Hessian, 1994).
 *
 * Errors: NetworkError 'wrong-shape' for arrays that do not fit the shape.
 */
import { checkLength, rowsOf } from '../engine/layout.ts';
import { backward, forward } from '../engine/plain/pass.ts';
import type { DoubleNetwork } from './network-jet.ts';

/** ∇ Σ w_o y_o at each of the points (points × inputs), for weights w (points × outputs); points × inputs. */
export const gradientOf = ({ shape, layers, weights }: DoubleNetwork, points: Float64Array, weighting: Float64Array): Float64Array => {
  const rows = rowsOf('points', points, 1, shape.inputs);
  checkLength('weights of the outputs', weighting, rows * shape.outputs);
  return backward(layers, weights, forward(layers, weights, points, rows, false), weighting, null);
};

/** (∇² Σ w_o y_o) v at each of the points, one direction v for each (points × inputs). */
export const hessianTimes = (
  { shape, layers, weights }: DoubleNetwork, points: Float64Array, directions: Float64Array, weighting: Float64Array,
): Float64Array => {
  const rows = rowsOf('points', points, 1, shape.inputs);
  checkLength('directions', directions, points.length);
  checkLength('weights of the outputs', weighting, rows * shape.outputs);
  const both = new Float64Array(2 * points.length);
  both.set(points);
  both.set(directions, points.length);
  const gradient = new Float64Array(2 * weighting.length);
  gradient.set(weighting, weighting.length);
  return backward(layers, weights, forward(layers, weights, both, 2 * rows, true), gradient, null).slice(0, points.length);
};
