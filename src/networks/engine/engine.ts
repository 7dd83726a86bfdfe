/**
 * What an engine does: dense networks with SiLU between the layers, their gradients, and Adam. The same recipe gives the same
 * network on every engine, to rounding: initial weights come from the caller's stream, not from the engine.
 *
 * Several copies, each with weights of its own, are trained side by side: arrays hold copy after copy, then row after row.
 */
import type { Stream } from '../../numeric/random/stream.ts';

export interface NetworkShape {
  readonly inputs: number;
  /** Widths of the hidden layers, each followed by SiLU(a) = a / (1 + e^−a); the last layer is linear. */
  readonly hidden: readonly number[];
  readonly outputs: number;
}

/** Adam (Kingma, Ba 2015), with bias correction, and the exponential moving average of the weights. Decays are from 0 to below 1. */
export interface Optimiser {
  readonly firstDecay: number;
  readonly secondDecay: number;
  /** From 1e-20, below which floats lose it (layout.ts), to 1e20. */
  readonly epsilon: number;
  /** What an update keeps of the average of the weights; 0: the average is the weights themselves. */
  readonly averageDecay: number;
}

export interface NetworkOptions {
  readonly shape: NetworkShape;
  readonly copies: number;
  /** Rows of each copy in one step. */
  readonly batch: number;
  readonly optimiser: Optimiser;
  /** Copy k starts from weights drawn from `stream.split(k)`. */
  readonly stream: Stream;
}

/**
 * The loss of a batch: writes its gradient by the outputs (of the same size, 0 where it is called) and returns its value. It is
 * called once. `outputs`: copies × batch × outputs; valid during the call only.
 *
 * It may evaluate the network that it is the loss of, and read its weights; what would train or change this network throws
 * NetworkError 'not-applicable'. Gradients of another network are to be taken before the pass: the engine of TensorFlow.js has no
 * gradients within a loss ('not-applicable').
 */
export type Loss = (outputs: Float32Array, gradient: Float32Array) => number;

/** The same where the loss is of the outputs and of their derivatives along one direction of the inputs. */
export type DirectionalLoss = (
  outputs: Float32Array, derivatives: Float32Array, gradient: Float32Array, derivativesGradient: Float32Array,
) => number;

export interface Network {
  readonly shape: NetworkShape;
  readonly copies: number;
  readonly batch: number;
  /**
   * The weights of one copy: for each layer its matrix, row i what input i gives to each output, then its biases. `averaged`:
   * their moving average.
   */
  weights(copy: number, averaged?: boolean): Float32Array;
  /**
   * Sets the weights of one copy, and their average to the same. What is gathered, Adam's moments and its count of updates stay:
   * who wants to begin anew makes a new network.
   */
  setWeights(copy: number, weights: Float32Array): void;
  /** Outputs (copies × rows × outputs) at inputs (copies × rows × inputs), for any number of rows. */
  evaluate(inputs: Float32Array, averaged?: boolean): Float32Array;
  /** One pass forward and back: adds the gradient of the loss by the weights to what is gathered; returns the loss. */
  accumulate(inputs: Float32Array, loss: Loss): number;
  /** The same with the derivative of the outputs along `directions`, one for each row, as the inputs are laid out. */
  accumulateDirectional(inputs: Float32Array, directions: Float32Array, loss: DirectionalLoss): number;
  /**
   * The gradient of a loss of the outputs by the inputs, for any number of rows; gathers nothing. Current weights. NetworkError
   * 'diverged' where it is not finite.
   */
  inputGradient(inputs: Float32Array, loss: Loss): Float32Array;
  /**
   * Adam with what is gathered, then the average; what is gathered is 0 again. NetworkError 'diverged' where it is not finite, or
   * beyond 1e18 (faults.ts): no weight, average or moment is then changed, and what is gathered is 0 again as well. The same error
   * for a rate that is none from 0 to 1e18, which leaves what is gathered.
   */
  update(rate: number): void;
  dispose(): void;
}

export interface Engine {
  readonly name: 'plain' | 'wasm' | 'tensorflow';
  network(options: NetworkOptions): Network;
  /** Tensors or buffers that are held now: before and after a training run the same. */
  held(): number;
}
