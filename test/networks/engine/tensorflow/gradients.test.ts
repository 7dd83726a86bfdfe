/**
 * Gradients of the library and of ours. Skipped where the library is not installed.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { siluFirst, siluSecond } from '../../../../src/networks/engine/plain/silu.ts';
import { denseOf } from '../../../../src/networks/engine/tensorflow/dense.ts';
import type { Tensor, TensorLibrary } from '../../../../src/networks/engine/tensorflow/library.ts';
import { loadTensorflow } from '../../../../src/networks/engine/tensorflow/load.ts';
import { bytesOfPass } from '../../../../src/networks/engine/tensorflow/room.ts';
import { siluOf } from '../../../../src/networks/engine/tensorflow/silu.ts';
import { tensorflowEngine } from '../../../../src/networks/engine/tensorflow.ts';
import { tensorflowInstalled } from '../../optional.ts';
import { difference, mixedLoss, normals, OPTIONS, squares } from '../small-network.ts';
import { streamOf } from '../../../../src/numeric/random/streams.ts';

/** What only these tests use. */
interface More {
  grad(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor;
  matMul(a: Tensor, b: Tensor, transposeA: boolean): Tensor;
  profile(run: () => Tensor | readonly Tensor[]): Promise<{ readonly peakBytes: number; readonly newTensors: number }>;
}

const POINTS = [-100, -20, -3.1, -1.2, 0, 0.3, 0.9, 4, 20, 100];

describe.skipIf(!tensorflowInstalled)('gradients', () => {
  let tf: TensorLibrary & More;
  beforeAll(async () => { tf = await loadTensorflow() as TensorLibrary & More; });

  const numbersOf = (make: () => Tensor): Float32Array => {
    const tensor = tf.tidy(make);
    const numbers = tensor.dataSync();
    tensor.dispose();
    return numbers;
  };
  const points = (): Tensor => tf.tensor(Float32Array.from(POINTS), [POINTS.length]);

  test('of SiLU, and of its derivative along a tangent, are exact to floats, and finite far out', () => {
    const silu = siluOf(tf);
    expect(difference(numbersOf(() => tf.grad(silu.value)(points())), POINTS.map(siluFirst))).toBeLessThan(1e-6);
    const along = POINTS.map((a) => 2 + Math.sin(a));
    const [byValue, byTangent] = [0, 1].map((k) => numbersOf(() =>
      tf.grads((a, da) => silu.tangent(a!, da!))([points(), tf.tensor(Float32Array.from(along), [POINTS.length])])[k]!));
    expect(difference(byValue!, POINTS.map((a, i) => siluSecond(a) * along[i]!))).toBeLessThan(1e-6);
    expect(difference(byTangent!, POINTS.map(siluFirst))).toBeLessThan(1e-6);
  });

  test('of a layer are those of the products written out by the library\'s own tape', () => {
    const [x, block] = [normals(streamOf(4, 'x'), 2 * 5 * 3), normals(streamOf(4, 'block'), 2 * 4 * 6)];
    const weigh = normals(streamOf(4, 'weigh'), 2 * 5 * 6);
    const gradients = (layer: (x: Tensor, block: Tensor) => Tensor, k: 0 | 1): Float32Array => numbersOf(() =>
      tf.grads((x, block) => tf.mul(layer(x!, block!), tf.tensor(weigh, [2, 5, 6])))([tf.tensor(x, [2, 5, 3]), tf.tensor(block, [2, 4, 6])])[k]!);
    const matrix = (block: Tensor): Tensor => tf.slice(block, [0, 0, 0], [2, 3, 6]);
    const biased = (x: Tensor, block: Tensor): Tensor => tf.add(tf.matMul(x, matrix(block)), tf.slice(block, [0, 3, 0], [2, 1, 6]));
    for (const k of [0, 1] as const) {
      expect(difference(gradients(denseOf(tf, 1), k), gradients(biased, k))).toBeLessThan(1e-6);
      expect(difference(gradients(denseOf(tf, 0), k), gradients((x, block) => tf.matMul(x, matrix(block)), k))).toBeLessThan(1e-6);
    }
  });

  /**
   * The fault for which nothing of ours is differentiated twice by the library. Where this fails, it was mended: then docs and the
   * comment in silu.ts can go.
   */
  test('the library\'s own gradient of a gradient of a sigmoid(a) is wrong, without a word', () => {
    const twice = numbersOf(() => tf.grad(tf.grad((a) => tf.mul(a, tf.sigmoid(a))))(points()));
    const exact = POINTS.map(siluSecond);
    expect(difference(twice, exact)).toBeGreaterThan(0.1);
    // Its first gradient is right.
    expect(difference(numbersOf(() => tf.grad((a) => tf.mul(a, tf.sigmoid(a)))(points())), POINTS.map(siluFirst))).toBeLessThan(1e-6);
  });

  test.each(['values', 'tangents'] as const)('a pass with %s, and an update, hold less memory than is asked for', async (kind) => {
    const shape = { inputs: 9, hidden: [64, 32, 64], outputs: 3 };
    const [copies, batch] = [2, 128];
    const network = (await tensorflowEngine()).network({ ...OPTIONS, shape, copies, batch });
    const inputs = normals(streamOf(4, 'inputs'), copies * batch * 9);
    const before = tf.memory().numBytes;
    const { peakBytes } = await tf.profile(() => {
      if (kind === 'tangents') network.accumulateDirectional(inputs, inputs, mixedLoss);
      else network.accumulate(inputs, squares(new Float32Array(copies * batch * 3)));
      network.update(1e-3);
      return [];
    });
    const asked = copies * bytesOfPass(shape, batch, kind);
    expect(peakBytes - before).toBeLessThan(asked);
    // And not far less.
    expect(peakBytes - before).toBeGreaterThan(asked / 4);
    network.dispose();
  });
});
