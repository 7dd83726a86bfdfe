/**
 * Derivatives of a network, exact but for the rounding of doubles, from its exported weights: jets pass through the layers, forward.
 *
 *     A = X W + b:   A_i = X_i W,   A_ij = X_ij W
 *     H = φ(A):      H_i = φ′(A) A_i,   H_ij = φ″(A) A_i A_j + φ′(A) A_ij
 *
 * Source: Griewank, Walther, Evaluating derivatives, 2nd edition, 2008, chapter 13 (Taylor coefficients forward).
 *
 * Errors: NetworkError 'wrong-shape' for weights or inputs that do not fit the shape.
 */
import type { Network, NetworkShape } from '../engine/engine.ts';
import type { Layer } from '../engine/layout.ts';
import { checkLength, layersOf, weightCount } from '../engine/layout.ts';
import { affine } from '../engine/plain/dense.ts';
import { silu, siluFirst, siluSecond } from '../engine/plain/silu.ts';
import type { Jet } from './jet.ts';
import { axesThrough, channelCount, firstChannel, secondChannel } from './jet.ts';

export interface DoubleNetwork {
  readonly shape: NetworkShape;
  readonly layers: readonly Layer[];
  readonly weights: Float64Array;
}

/** `weights` as `Network.weights` gives them. */
export const networkInDoubles = (shape: NetworkShape, weights: Float32Array | Float64Array): DoubleNetwork => {
  checkLength('weights', weights, weightCount(shape));
  return { shape, layers: layersOf(shape), weights: Float64Array.from(weights) };
};

/** One copy of a network, as it is now; `averaged`: by its moving average. */
export const copyInDoubles = (network: Network, copy: number, averaged = true): DoubleNetwork =>
  networkInDoubles(network.shape, network.weights(copy, averaged));

/** Turns the jet of what comes before SiLU into the jet of what comes after it, in place. */
const throughSilu = ({ points, directions, order, width, channels }: Jet): void => {
  const size = points * width;
  for (let at = 0; at < size; at += 1) {
    const a = channels[at]!;
    const [slope, bend] = [siluFirst(a), order === 2 ? siluSecond(a) : 0];
    for (let i = 0; i < directions && order === 2; i += 1) {
      const scaled = bend * channels[firstChannel(i) * size + at]!;
      for (let j = i; j < directions; j += 1) {
        const second = secondChannel(directions, i, j) * size + at;
        channels[second] = scaled * channels[firstChannel(j) * size + at]! + slope * channels[second]!;
      }
    }
    for (let i = 0; i < directions; i += 1) channels[firstChannel(i) * size + at]! *= slope;
    channels[at] = silu(a);
  }
};

/** The jet of the outputs, of the jet of the inputs. */
export const jetThrough = ({ shape, layers, weights }: DoubleNetwork, input: Jet): Jet => {
  const rows = input.points * channelCount(input.directions, input.order);
  checkLength('channels of the inputs', input.channels, rows * shape.inputs);
  let jet = input;
  for (const layer of layers) {
    jet = { ...jet, width: layer.outputs, channels: affine(jet.channels, weights, layer, rows, jet.points) };
    if (!layer.linear) throughSilu(jet);
  }
  return jet;
};

/** Values, points × outputs. */
export const evaluateInDoubles = (network: DoubleNetwork, points: Float64Array): Float64Array =>
  jetThrough(network, axesThrough(points, network.shape.inputs, [], 1)).channels;
