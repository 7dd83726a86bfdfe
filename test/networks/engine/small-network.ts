/**
 * A small network, inputs and losses for the tests of engines.
 */
import type { DirectionalLoss, Engine, Loss, Network, NetworkOptions } from '../../../src/networks/engine/engine.ts';
import { initialWeights } from '../../../src/networks/engine/initial-weights.ts';
import type { KeyedStream } from '../../../src/numeric/random/streams.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';

const STREAM = streamOf(29, 'engines');

export const OPTIONS: NetworkOptions = {
  shape: { inputs: 3, hidden: [7, 5], outputs: 2 }, copies: 2, batch: 6,
  optimiser: { firstDecay: 0.9, secondDecay: 0.99, epsilon: 1e-8, averageDecay: 0.95 },
  stream: streamOf(11, 'network'),
};

export const normals = (stream: KeyedStream, count: number): Float32Array => {
  const drawn = new Float64Array(count);
  stream.fillNormals(0, drawn);
  return Float32Array.from(drawn);
};

/** Σ over all numbers of ½ (y − target)² / count, in doubles. */
export const squares = (target: Float32Array): Loss => (outputs, gradient) => {
  let sum = 0;
  outputs.forEach((y, at) => {
    const off = y - target[at]!;
    sum += off * off / 2 / outputs.length;
    gradient[at] = off / outputs.length;
  });
  return sum;
};

/** Mean of ½ y² + y ẏ − ẏ + sin ẏ: depends on both halves, and not on their sum alone. */
export const mixedLoss: DirectionalLoss = (outputs, derivatives, gradient, derivativesGradient) => {
  let sum = 0;
  outputs.forEach((y, at) => {
    const slope = derivatives[at]!;
    sum += (y * y / 2 + y * slope - slope + Math.sin(slope)) / outputs.length;
    gradient[at] = (y + slope) / outputs.length;
    derivativesGradient[at] = (y - 1 + Math.cos(slope)) / outputs.length;
  });
  return sum;
};

/** The largest difference, relative to the largest of the second. */
export const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let [off, size] = [0, 0];
  for (let i = 0; i < b.length; i += 1) {
    off = Math.max(off, Math.abs(a[i]! - b[i]!));
    size = Math.max(size, Math.abs(b[i]!));
  }
  return a.length === b.length ? off / size : Number.POSITIVE_INFINITY;
};

export const inputsFor = ({ shape, copies, batch }: NetworkOptions, label: string): Float32Array => normals(STREAM.split(label), copies * batch * shape.inputs);
export const targetsFor = ({ shape, copies, batch }: NetworkOptions): Float32Array => normals(STREAM.split('targets'), copies * batch * shape.outputs);

/**
 * What is gathered, seen through one update: with decays 0 and a huge ε Adam's step is rate · g/(|g| + ε), here 10⁴ g up to
 * |g|/ε; the weights before are lost in it.
 */
export const gatheredBy = (engine: Engine, options: NetworkOptions, gather: (network: Network) => void): readonly Float32Array[] => {
  const epsilon = 1e8;
  const optimiser = { firstDecay: 0, secondDecay: 0, epsilon, averageDecay: 0 };
  const network = engine.network({ ...options, optimiser });
  gather(network);
  network.update(1e4 * epsilon);
  const found = Array.from({ length: network.copies }, (_, copy) => {
    const before = initialWeights(options.shape, options.stream, copy);
    return network.weights(copy).map((w, i) => (before[i]! - w) / 1e4);
  });
  network.dispose();
  return found;
};
