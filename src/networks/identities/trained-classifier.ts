/**
 * A classifier of noised points that is trained: softmax of a network's outputs, by cross entropy on sampled points and their labels.
 *
 *   loss = −E log softmax(n(x, t))_y,   t with the law of the places that score networks are trained on,   X_0 ~ component y.
 *
 * Its minimiser is p(y | x, t), the exact classifier. Inputs are x_i/√q_i, q_i the variance of the noised data along axis i, and the
 * features of time of preconditioning.ts. ∇_x log p(y | x) is the gradient of log softmax by the inputs (backward through the network,
 * single precision). Source of guidance by it: P. Dhariwal, A. Nichol (NeurIPS 2021), appendix.
 *
 * The network stays alive for as long as the classifier is asked: `dispose` when it is not. Errors are those of training/train.ts:
 * 'diverged', 'interrupted', and what the engine throws; nothing is then returned.
 */
import { streamOf } from '../../numeric/random/streams.ts';
import type { Engine, Loss, Network } from '../engine/engine.ts';
import { timesOf } from '../score/clock.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import { FEATURES, placeOf, writeFeatures } from '../score/preconditioning.ts';
import { BATCH, HIDDEN, optimiserFor, RATE } from '../training/recipe.ts';
import type { TrainingRecord } from '../training/train.ts';
import { train } from '../training/train.ts';
import type { Classifier } from './classifier.ts';
import { insistOnLabel } from './classifier.ts';

export interface ClassifierTraining {
  readonly engine: Engine;
  readonly steps: number;
  readonly seed: number;
  readonly signal?: { readonly aborted: boolean };
}

export interface TrainedClassifier extends Classifier {
  readonly training: TrainingRecord;
  readonly dispose: () => void;
}

/** √q_i at a time. */
const widthsOf = (law: NoisedLaw): ((t: number) => Float64Array) => {
  const covariance = law.data.covariance();
  const { scale, variance } = law.schedule;
  return (t) => Float64Array.from({ length: law.dimension }, (_, i) => Math.sqrt(scale(t) ** 2 * covariance[i * (law.dimension + 1)]! + variance(t)));
};

/** Softmax of a row of outputs, in place of it in `out`. */
const softmax = (outputs: Float32Array, at: number, labels: number, out: Float64Array): number => {
  let most = -Infinity;
  for (let k = 0; k < labels; k += 1) most = Math.max(most, outputs[at + k]!);
  let sum = 0;
  for (let k = 0; k < labels; k += 1) {
    out[k] = Math.exp(outputs[at + k]! - most);
    sum += out[k]!;
  }
  for (let k = 0; k < labels; k += 1) out[k] = out[k]! / sum;
  return most + Math.log(sum);
};

const crossEntropy = (chosen: Int32Array, labels: number): Loss => (outputs, gradient) => {
  const rows = chosen.length;
  const shares = new Float64Array(labels);
  let loss = 0;
  for (let row = 0; row < rows; row += 1) {
    const total = softmax(outputs, row * labels, labels, shares);
    loss += (total - outputs[row * labels + chosen[row]!]!) / rows;
    for (let k = 0; k < labels; k += 1) gradient[row * labels + k] = (shares[k]! - (k === chosen[row] ? 1 : 0)) / rows;
  }
  return loss;
};

/** d log p_label / d outputs of each row. */
const logProbability = (label: number, labels: number): Loss => (outputs, gradient) => {
  const shares = new Float64Array(labels);
  let sum = 0;
  for (let at = 0; at < outputs.length; at += labels) {
    sum += outputs[at + label]! - softmax(outputs, at, labels, shares);
    for (let k = 0; k < labels; k += 1) gradient[at + k] = (k === label ? 1 : 0) - shares[k]!;
  }
  return sum;
};

const batches = (law: NoisedLaw, seed: number): (() => { readonly inputs: Float32Array; readonly loss: Loss }) => {
  const d = law.dimension;
  const labels = law.data.components.length;
  const stream = streamOf(seed, 'classifier batches');
  const timeAt = timesOf(law.schedule, law.first, law.last, 1);
  const [place, widths] = [placeOf(law), widthsOf(law)];
  const inputs = new Float32Array(BATCH * (d + FEATURES));
  const chosen = new Int32Array(BATCH);
  // Of each row, of the data and of the noise.
  const normals = new Float64Array(2 * BATCH * d);
  const { scale, variance } = law.schedule;
  let step = 0;
  return () => {
    stream.fillNormals(step * normals.length, normals);
    for (let row = 0; row < BATCH; row += 1) {
      const index = 2 * (step * BATCH + row);
      const t = timeAt((row + stream.uniform(index)) / BATCH);
      let level = stream.uniform(index + 1);
      let label = 0;
      while (label < labels - 1 && level >= law.data.weights[label]!) level -= law.data.weights[label++]!;
      chosen[row] = label;
      const { mean, factor } = law.data.components[label]!;
      const [c, deviation] = [scale(t), Math.sqrt(variance(t))];
      const at = row * (d + FEATURES);
      const width = widths(t);
      for (let i = 0; i < d; i += 1) {
        let x = mean[i]!;
        for (let k = 0; k <= i; k += 1) x += factor[i * d + k]! * normals[2 * row * d + k]!;
        inputs[at + i] = (c * x + deviation * normals[(2 * row + 1) * d + i]!) / width[i]!;
      }
      writeFeatures(place.at(t), inputs, at + d);
    }
    step += 1;
    return { inputs, loss: crossEntropy(chosen, labels) };
  };
};

const gradients = (law: NoisedLaw, network: Network): Classifier['gradientOfLog'] => {
  const d = law.dimension;
  const labels = law.data.components.length;
  const [place, widths] = [placeOf(law), widthsOf(law)];
  return (t, points, label) => {
    insistOnLabel(label, labels);
    const width = widths(t);
    const count = points.length / d;
    const inputs = new Float32Array(count * (d + FEATURES));
    for (let p = 0; p < count; p += 1) {
      for (let i = 0; i < d; i += 1) inputs[p * (d + FEATURES) + i] = points[p * d + i]! / width[i]!;
      writeFeatures(place.at(t), inputs, p * (d + FEATURES) + d);
    }
    const slopes = network.inputGradient(inputs, logProbability(label, labels));
    return Float64Array.from(points, (_, k) => slopes[Math.floor(k / d) * (d + FEATURES) + k % d]! / width[k % d]!);
  };
};

export const trainClassifier = (law: NoisedLaw, { engine, steps, seed, signal }: ClassifierTraining): TrainedClassifier => {
  const labels = law.data.components.length;
  const network = engine.network({
    shape: { inputs: law.dimension + FEATURES, hidden: HIDDEN, outputs: labels }, copies: 1, batch: BATCH,
    optimiser: optimiserFor(steps), stream: streamOf(seed, 'classifier network'),
  });
  try {
    const training = train({ network, steps, rate: RATE, nextBatch: batches(law, seed), ...(signal === undefined ? {} : { signal }) });
    network.setWeights(0, network.weights(0, true));
    return { dimension: law.dimension, labels, training, gradientOfLog: gradients(law, network), dispose: () => network.dispose() };
  } catch (error) {
    network.dispose();
    throw error;
  }
};
