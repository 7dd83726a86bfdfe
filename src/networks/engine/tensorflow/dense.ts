/**
 * A dense layer over rows, Y = X W + b, for every copy, as an operation of TensorFlow.js whose gradient is written out.
 *
 * X is copies × rows × inputs; a block is copies × (inputs + 1) × outputs: the matrix, and the biases as its last row, as they lie
 * in the flat weights. A column is added to X: of 1 for values, of 0 for tangents, which pass through a layer without its biases.
 * With X₊ for X and its column, and B for the block,
 *
 *     Y = X₊ B,   B̄ = X₊ᵀ Ȳ,   X̄ = Ȳ Wᵀ.
 *
 * Transposes are made before the product: `matMul` of a transposed matrix, which the library's own gradient takes, is five to ten
 * times slower.
 */
import type { Tensor, TensorLibrary } from './library.ts';

export type Dense = (x: Tensor, block: Tensor) => Tensor;

/** Multiplications of one copy from which its product is taken alone: measured, 256 × 32 × 32 is about level. */
const LARGE = 2 ** 19;

/**
 * The product of each copy's matrices. The backend's fast product takes single matrices; one of stacks takes five times as long a
 * multiplication, and saves the calls.
 */
const productOf = (tf: TensorLibrary) => (a: Tensor, b: Tensor): Tensor => {
  const [copies, rows, inner] = a.shape as readonly [number, number, number];
  const columns = b.shape[2]!;
  if (copies === 1 || rows * inner * columns < LARGE) return tf.matMul(a, b);
  return tf.concat(Array.from({ length: copies }, (_, copy) =>
    tf.matMul(tf.slice(a, [copy, 0, 0], [1, rows, inner]), tf.slice(b, [copy, 0, 0], [1, inner, columns]))), 0);
};

export const denseOf = (tf: TensorLibrary, column: 0 | 1): Dense => {
  const product = productOf(tf);
  const transposed = (a: Tensor): Tensor => tf.transpose(a, [0, 2, 1]);
  return tf.customGrad<[Tensor, Tensor]>((x, block, save) => {
    const extended = tf.pad(x, [[0, 0], [0, 0], [0, 1]], column);
    save([extended, block]);
    const [copies, , inputs] = x.shape as readonly [number, number, number];
    const outputs = block.shape[2]!;
    return {
      value: product(extended, block),
      gradFunc: (dy, [extended, block]) => [
        product(dy, transposed(tf.slice(block!, [0, 0, 0], [copies, inputs, outputs]))),
        product(transposed(extended!), dy),
      ],
    };
  });
};
