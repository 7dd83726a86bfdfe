/**
 * One pass of rows through a network, forward by operations of TensorFlow.js and back by its tape.
 *
 * The loss is an operation too: forward it hands the outputs to the caller, backward it gives what the caller wrote as gradient.
 * So each pass asks for it once. An error of the loss waits until the tape is at its end: thrown earlier, it would leave behind
 * whatever the tape has saved so far.
 */
import type { DirectionalLoss, Loss } from '../engine.ts';
import type { Layer } from '../layout.ts';
import { denseOf } from './dense.ts';
import type { Tensor, TensorLibrary } from './library.ts';
import { siluOf } from './silu.ts';

export interface Pass {
  /** Of flat weights (copies × count), for each layer its block. */
  readonly blocks: (weights: Tensor) => readonly Tensor[];
  /** The other way. */
  readonly flat: (blocks: readonly Tensor[]) => Tensor;
  readonly values: (x: Tensor, blocks: readonly Tensor[]) => Tensor;
  /** Outputs, and their derivatives along the tangents of the inputs. */
  readonly tangents: (x: Tensor, along: Tensor, blocks: readonly Tensor[]) => readonly [Tensor, Tensor];
  /** `told` gets the value of the loss, which the tensor has as a float only. Whether it is a number is for the caller to ask. */
  readonly loss: (outputs: Tensor, loss: Loss, told: Told) => Tensor;
  readonly directionalLoss: (outputs: Tensor, derivatives: Tensor, loss: DirectionalLoss, told: Told) => Tensor;
}

/** Gets what gives the value of the loss, or throws its error, when the pass is done. */
export type Told = (outcome: () => number) => void;

/** The value for the tape; any number after an error, when nothing that comes of it is used. */
const asked = (loss: () => number, told: Told): number => {
  try {
    const value = loss();
    told(() => value);
    return value;
  } catch (error) {
    told(() => { throw error; });
    return 0;
  }
};

export const passOf = (tf: TensorLibrary, layers: readonly Layer[], copies: number): Pass => {
  const [affine, linear, silu] = [denseOf(tf, 1), denseOf(tf, 0), siluOf(tf)];

  const values: Pass['values'] = (x, blocks) => layers.reduce((h, layer, k) => {
    const sum = affine(h, blocks[k]!);
    return layer.linear ? sum : silu.value(sum);
  }, x);

  const tangents: Pass['tangents'] = (x, along, blocks) => layers.reduce<readonly [Tensor, Tensor]>(([h, dh], layer, k) => {
    const [sum, change] = [affine(h, blocks[k]!), linear(dh, blocks[k]!)];
    return layer.linear ? [sum, change] : [silu.value(sum), silu.tangent(sum, change)];
  }, [x, along]);

  const loss: Pass['loss'] = (outputs, of, told) => tf.customGrad<[Tensor]>((y) => {
    const numbers = y.dataSync();
    const gradient = new Float32Array(numbers.length);
    const value = asked(() => of(numbers, gradient), told);
    return { value: tf.scalar(value), gradFunc: (dy) => tf.mul(dy, tf.tensor(gradient, y.shape)) };
  })(outputs);

  const directionalLoss: Pass['directionalLoss'] = (outputs, derivatives, of, told) => tf.customGrad<[Tensor, Tensor]>((y, dy) => {
    const [numbers, changes] = [y.dataSync(), dy.dataSync()];
    const [gradient, changesGradient] = [new Float32Array(numbers.length), new Float32Array(numbers.length)];
    const value = asked(() => of(numbers, changes, gradient, changesGradient), told);
    return {
      value: tf.scalar(value),
      gradFunc: (by) => [tf.mul(by, tf.tensor(gradient, y.shape)), tf.mul(by, tf.tensor(changesGradient, y.shape))],
    };
  })(outputs, derivatives);

  return {
    values, tangents, loss, directionalLoss,
    blocks: (weights) => layers.map(({ inputs, outputs, matrix }) => tf.reshape(
      tf.slice(weights, [0, matrix], [copies, (inputs + 1) * outputs]), [copies, inputs + 1, outputs])),
    flat: (blocks) => tf.concat(layers.map(({ inputs, outputs }, k) => tf.reshape(blocks[k]!, [copies, (inputs + 1) * outputs])), 1),
  };
};
