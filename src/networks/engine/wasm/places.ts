/**
 * Where everything lies in the memory of the WebAssembly engine, in bytes: weights with every width rounded up to a multiple of 4, and the
 * tape of a pass.
 *
 * Padding is 0 in the weights and stays 0: what enters a padded unit is 0, SiLU(0) = 0, so that its gradients are 0 and Adam
 * leaves it. The tape holds, for a capacity of N rows: the inputs (N rows), for each hidden layer what leaves its SiLU and the
 * slopes φ′ (N rows each), and the outputs. On the way back gradients take the place of the slopes and of the outputs. A pass with
 * tangents has a second tape like it, whose slopes are φ″ times the tangents.
 */
import type { NetworkShape } from '../engine.ts';
import { layersOf } from '../layout.ts';
import { FLOAT, padded } from './product.ts';

export interface PlacedLayer {
  /** Rounded up. */
  readonly inputs: number;
  readonly outputs: number;
  /** Offsets in a block of weights. */
  readonly matrix: number;
  readonly biases: number;
  readonly linear: boolean;
}

/** What is between two layers: level 0 is the inputs, the last one the outputs. */
export interface Level {
  /** Of a row. */
  readonly stride: number;
  /** Times the capacity: where its values begin in a tape, and its slopes; of the inputs and the outputs these are the values. */
  readonly values: number;
  readonly slopes: number;
}

export interface Places {
  readonly layers: readonly PlacedLayer[];
  readonly levels: readonly Level[];
  /** A block of weights. */
  readonly weights: number;
  /** A row of a tape. */
  readonly row: number;
}

export const placesOf = (shape: NetworkShape): Places => {
  let weights = 0;
  const layers = layersOf(shape).map(({ inputs, outputs, linear }): PlacedLayer => {
    const [from, to] = [padded(inputs), padded(outputs)];
    const matrix = weights;
    weights += (from + 1) * to * FLOAT;
    return { inputs: from, outputs: to, matrix, biases: matrix + from * to * FLOAT, linear };
  });
  let row = 0;
  const levels = [padded(shape.inputs), ...layers.map((layer) => layer.outputs)].map((width, k): Level => {
    const [values, stride] = [row, width * FLOAT];
    const hidden = k > 0 && k < layers.length;
    row += hidden ? 2 * stride : stride;
    return { stride, values, slopes: hidden ? values + stride : values };
  });
  return { layers, levels, weights, row };
};
