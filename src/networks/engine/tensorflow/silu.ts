/**
 * SiLU, φ(a) = a σ(a), and its derivative along a tangent, φ′(a) ȧ, as operations of TensorFlow.js whose gradients are written out:
 *
 *     φ′ = σ (1 + a (1 − σ)),   φ″ = σ (1 − σ) (2 + a (1 − 2σ)).
 *
 * Nothing here is differentiated twice by the library: its gradients of gradients are wrong, without a word, wherever an operation
 * keeps its result for them, as `sigmoid`, `tanh` and `exp` do (4.22.0).
 */
import type { Tensor, TensorLibrary } from './library.ts';

export interface Silu {
  readonly value: (a: Tensor) => Tensor;
  /** φ′(a) ȧ. */
  readonly tangent: (a: Tensor, along: Tensor) => Tensor;
}

export const siluOf = (tf: TensorLibrary): Silu => {
  const first = (a: Tensor): Tensor => tf.tidy(() => {
    const s = tf.sigmoid(a);
    return tf.mul(s, tf.add(tf.mul(a, tf.sub(1, s)), 1));
  });
  const second = (a: Tensor): Tensor => tf.tidy(() => {
    const s = tf.sigmoid(a);
    return tf.mul(tf.mul(s, tf.sub(1, s)), tf.add(tf.mul(a, tf.sub(1, tf.mul(s, 2))), 2));
  });
  return {
    value: tf.customGrad<[Tensor]>((a, save) => {
      save([a]);
      return { value: tf.mul(a, tf.sigmoid(a)), gradFunc: (dy, [a]) => tf.mul(dy, first(a!)) };
    }),
    tangent: tf.customGrad<[Tensor, Tensor]>((a, along, save) => {
      save([a, along]);
      return {
        value: tf.mul(first(a), along),
        gradFunc: (dy, [a, along]) => [tf.mul(dy, tf.mul(second(a!), along!)), tf.mul(dy, first(a!))],
      };
    }),
  };
};
