/**
 * Adam with bias correction, and the moving average of the weights, by operations of TensorFlow.js; the formula and its source stand
 * in ../plain/adam.ts. All tensors are copies × count.
 */
import type { Optimiser } from '../engine.ts';
import { corrections } from '../plain/adam.ts';
import type { Tensor, TensorLibrary } from './library.ts';

export interface AdamTensors {
  readonly weights: Tensor;
  readonly average: Tensor;
  readonly gradient: Tensor;
  readonly first: Tensor;
  readonly second: Tensor;
}

export const NAMES: readonly (keyof AdamTensors)[] = ['weights', 'average', 'gradient', 'first', 'second'];

/** After the k-th update, k = 1, 2, …: new tensors, and the old ones as they were. */
export const adam = (tf: TensorLibrary, before: AdamTensors, optimiser: Optimiser, rate: number, k: number): AdamTensors => {
  const { firstDecay, secondDecay, epsilon, averageDecay } = optimiser;
  const [ofFirst, ofSecond] = corrections(optimiser, k);
  const mixed = (old: Tensor, decay: number, added: Tensor): Tensor => tf.add(tf.mul(old, decay), tf.mul(added, 1 - decay));
  const g = before.gradient;
  const first = mixed(before.first, firstDecay, g);
  const second = mixed(before.second, secondDecay, tf.mul(g, g));
  const step = tf.div(tf.mul(first, rate * ofFirst), tf.add(tf.sqrt(tf.mul(second, ofSecond)), epsilon));
  const weights = tf.sub(before.weights, step);
  return { weights, average: mixed(before.average, averageDecay, weights), gradient: tf.zeros(g.shape), first, second };
};
