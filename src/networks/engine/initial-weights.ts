/**
 * Weights that a network starts from, the same on every engine: floats, in the layout of layout.ts.
 *
 * Normal with variance 1/(inputs · E φ(Z)²), which keeps the size of what passes through the layers (He, Zhang, Ren, Sun, Delving
 * deep into rectifiers, 2015, for another φ): E φ(Z)² is 1 before the first layer and 0.3557755… for SiLU of a standard normal Z.
 * The last layer is a tenth of that, so that training begins close to the zero function; biases are 0.
 *
 * Number i of the flat array takes normal number i of `stream.split(copy)`.
 */
import type { Stream } from '../../numeric/random/stream.ts';
import type { NetworkShape } from './engine.ts';
import { layersOf, weightCount } from './layout.ts';

/** E SiLU(Z)², Z standard normal: by quadrature. */
export const MEAN_SQUARE_OF_SILU = 0.3557755;
const LAST_LAYER = 0.1;

export const initialWeights = (shape: NetworkShape, stream: Stream, copy: number): Float32Array => {
  const weights = new Float32Array(weightCount(shape));
  const own = stream.split(copy);
  layersOf(shape).forEach(({ inputs, matrix, biases, linear }, k) => {
    const square = k === 0 ? 1 : MEAN_SQUARE_OF_SILU;
    const deviation = (linear ? LAST_LAYER : 1) / Math.sqrt(inputs * square);
    for (let i = matrix; i < biases; i += 1) weights[i] = deviation * own.normal(i);
  });
  return weights;
};
