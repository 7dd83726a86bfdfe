/**
 * One dense layer over rows in doubles: Y = X W + b and what its gradient needs, Xᵀ G and G Wᵀ.
 *
 * Row-major: X is rows × inputs, W is inputs × outputs at `layer.matrix` of the weights, Y and G are rows × outputs. Nothing is
 * checked here.
 */
import type { Layer } from '../layout.ts';

/** X W, and b added to the first `biased` rows: tangents pass through a layer without its biases. */
export const affine = (x: Float64Array, weights: Float64Array, layer: Layer, rows: number, biased: number): Float64Array => {
  const { inputs, outputs, matrix, biases } = layer;
  const y = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row += 1) {
    const to = row * outputs;
    for (let j = 0; j < outputs; j += 1) y[to + j] = row < biased ? weights[biases + j]! : 0;
    for (let i = 0; i < inputs; i += 1) {
      const factor = x[row * inputs + i]!;
      const from = matrix + i * outputs;
      for (let j = 0; j < outputs; j += 1) y[to + j]! += factor * weights[from + j]!;
    }
  }
  return y;
};

/** Adds Xᵀ G, and the sum of the first `biased` rows of G, to the gradient by the weights. */
export const addWeightGradient = (
  x: Float64Array, g: Float64Array, layer: Layer, rows: number, biased: number, gradient: Float64Array,
): void => {
  const { inputs, outputs, matrix, biases } = layer;
  for (let row = 0; row < rows; row += 1) {
    const from = row * outputs;
    for (let i = 0; i < inputs; i += 1) {
      const factor = x[row * inputs + i]!;
      const to = matrix + i * outputs;
      for (let j = 0; j < outputs; j += 1) gradient[to + j]! += factor * g[from + j]!;
    }
    if (row < biased) for (let j = 0; j < outputs; j += 1) gradient[biases + j]! += g[from + j]!;
  }
};

/** G Wᵀ: the gradient by X. */
export const backThrough = (g: Float64Array, weights: Float64Array, layer: Layer, rows: number): Float64Array => {
  const { inputs, outputs, matrix } = layer;
  const back = new Float64Array(rows * inputs);
  for (let row = 0; row < rows; row += 1) {
    for (let i = 0; i < inputs; i += 1) {
      let sum = 0;
      for (let j = 0; j < outputs; j += 1) sum += g[row * outputs + j]! * weights[matrix + i * outputs + j]!;
      back[row * inputs + i] = sum;
    }
  }
  return back;
};
