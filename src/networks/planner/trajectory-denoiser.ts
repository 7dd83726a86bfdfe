/**
 * A network for E[u | u_t, given]: u_t = α u + σ ε is a noisy trajectory in the coordinates of trajectory-coordinates.ts, and `given` is what
 * is known of it without noise (start, goal, return), in units of variance about 1.
 *
 * Preconditioned around the normal law with the variances w_j of the demonstrations (Karras et al. 2022, section 5, in each coordinate):
 *   û_j = skip_j u_tj + out_j F_j,   skip = α w / (α² w + σ²),   out² = w σ² / (α² w + σ²),
 * and the network F sees u_tj / √(α² w + σ²), the given numbers, and eight functions of log t. Its target (u − skip u_t)/out has variance 1
 * whatever t: F = 0 is the best denoiser that sees neither what is given nor any correlation. The loss is the mean square of
 * F − target over coordinates, rows and times; the mean square of the error of û_j in units of out_j is the excess of the loss.
 *
 * Times are t = first (last/first)^(v^power) with v even over the rows, jittered. Seeds give the same network again on the same engine.
 *
 * Errors: those of the training loop; NetworkError 'wrong-shape' for arrays that do not fit.
 */
import type { Engine, Loss, Network } from '../engine/engine.ts';
import { NetworkError } from '../network-error.ts';
import type { TrainingRecord } from '../training/train.ts';
import { train } from '../training/train.ts';
import { optimiserFor } from '../training/recipe.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { Times } from './noising.ts';
import { noiseVarianceAt, signalAt } from './noising.ts';

export interface DenoiserRecipe {
  readonly hidden: readonly number[];
  readonly batch: number;
  readonly steps: number;
  readonly rate: number;
  readonly times: Times;
  /** 1: times even in log t; larger: more of the early ones. */
  readonly power: number;
  readonly onProgress?: (progress: { readonly step: number; readonly steps: number; readonly loss: number }) => void;
  readonly signal?: { readonly aborted: boolean };
}

/** What the network learns from: rows of coordinates and of what is given. */
export interface DenoisingData {
  readonly coordinates: Float64Array;
  readonly variances: Float64Array;
  /** Numbers given in a row. */
  readonly givenLength: number;
  /** Writes what is given of demonstration `row` at `at`; the stream number lets it be dropped at random. */
  readonly fillGiven: (row: number, number: number, out: Float32Array, at: number) => void;
}

export interface TrajectoryDenoiser {
  readonly rank: number;
  readonly givenLength: number;
  readonly record: TrainingRecord;
  /** û at rows of u_t, with given numbers of their own. */
  readonly estimate: (t: number, points: Float64Array, given: Float64Array) => Float64Array;
  /** The derivative of û by u_t at one point, r × r: row i is the gradient of û_i. */
  readonly jacobian: (t: number, point: Float64Array, given: Float64Array) => Float64Array;
  readonly dispose: () => void;
}

const TIME_FEATURES = 8;

/** 1 to 8: λ, λ², and sines and cosines of three frequencies of λ in [−1, 1], the place of log t between the first and last times. */
const writeTimeFeatures = ({ first, last }: Times, t: number, out: Float32Array, at: number): void => {
  const place = 2 * Math.log(t / first) / Math.log(last / first) - 1;
  out[at] = place;
  out[at + 1] = place * place;
  for (let k = 1; k <= 3; k += 1) {
    out[at + 2 * k] = Math.sin(k * Math.PI / 2 * place);
    out[at + 2 * k + 1] = Math.cos(k * Math.PI / 2 * place);
  }
};

interface Scales {
  readonly skip: Float64Array;
  readonly out: Float64Array;
  readonly input: Float64Array;
}

const scalesAt = (variances: Float64Array, t: number): Scales => {
  const alpha = signalAt(t), noise = noiseVarianceAt(t);
  const total = variances.map((w) => alpha * alpha * w + noise);
  return {
    skip: variances.map((w, j) => alpha * w / total[j]!), out: variances.map((w, j) => Math.sqrt(w * noise / total[j]!)),
    input: total.map((variance) => 1 / Math.sqrt(variance)),
  };
};

class TrainedDenoiser implements TrajectoryDenoiser {
  readonly rank: number;
  readonly givenLength: number;
  readonly record: TrainingRecord;
  readonly #network: Network;
  readonly #variances: Float64Array;
  readonly #times: Times;

  constructor(network: Network, variances: Float64Array, givenLength: number, times: Times, record: TrainingRecord) {
    this.#network = network;
    this.#variances = variances;
    this.#times = times;
    this.rank = variances.length;
    this.givenLength = givenLength;
    this.record = record;
  }

  estimate(t: number, points: Float64Array, given: Float64Array): Float64Array {
    const { skip, out } = scalesAt(this.#variances, t);
    const outputs = this.#network.evaluate(this.#inputs(t, points, given));
    return points.map((u, at) => skip[at % this.rank]! * u + out[at % this.rank]! * outputs[at]!);
  }

  jacobian(t: number, point: Float64Array, given: Float64Array): Float64Array {
    const { rank } = this;
    const repeated = (row: Float64Array): Float64Array => Float64Array.from({ length: rank * row.length }, (_, at) => row[at % row.length]!);
    const units = Float64Array.from({ length: rank * rank }, (_, at) => (at % (rank + 1) === 0 ? 1 : 0));
    return this.#pulledBack(t, repeated(point), repeated(given), units);
  }

  dispose(): void {
    this.#network.dispose();
  }

  /** Jᵀ slope for each row, J the derivative of û by u_t. */
  #pulledBack(t: number, points: Float64Array, given: Float64Array, slopes: Float64Array): Float64Array {
    const { rank } = this, { skip, out, input } = scalesAt(this.#variances, t);
    const width = this.#network.shape.inputs;
    const gradient = this.#network.inputGradient(this.#inputs(t, points, given), (_, byOutputs) => {
      for (let at = 0; at < byOutputs.length; at += 1) byOutputs[at] = out[at % rank]! * slopes[at]!;
      return 0;
    });
    return slopes.map((slope, at) => skip[at % rank]! * slope + input[at % rank]! * gradient[Math.floor(at / rank) * width + at % rank]!);
  }

  #inputs(t: number, points: Float64Array, given: Float64Array): Float32Array {
    const { rank, givenLength } = this, rows = points.length / rank;
    if (!Number.isInteger(rows) || given.length !== rows * givenLength) {
      throw new NetworkError('wrong-shape', `${points.length} coordinates and ${given.length} given numbers`, `give rows of ${rank} and of ${givenLength}`);
    }
    const { input } = scalesAt(this.#variances, t), width = this.#network.shape.inputs;
    const inputs = new Float32Array(rows * width), features = new Float32Array(TIME_FEATURES);
    writeTimeFeatures(this.#times, t, features, 0);
    for (let row = 0; row < rows; row += 1) {
      for (let j = 0; j < rank; j += 1) inputs[row * width + j] = points[row * rank + j]! * input[j]!;
      for (let j = 0; j < givenLength; j += 1) inputs[row * width + rank + j] = given[row * givenLength + j]!;
      inputs.set(features, row * width + rank + givenLength);
    }
    return inputs;
  }
}

/** ½ the squares of F − target, averaged; its value is without the ½. */
const meanSquare = (target: Float32Array): Loss => (outputs, gradient) => {
  let sum = 0;
  for (let at = 0; at < outputs.length; at += 1) {
    const difference = outputs[at]! - target[at]!;
    sum += difference * difference;
    gradient[at] = difference / outputs.length;
  }
  return sum / outputs.length;
};

/** Batches of noisy demonstrations. */
const batches = (data: DenoisingData, recipe: DenoiserRecipe, width: number, stream: KeyedStream): ((step: number) => { inputs: Float32Array; loss: Loss }) => {
  const { coordinates, variances, givenLength, fillGiven } = data, { batch, times, power } = recipe;
  const rank = variances.length, count = coordinates.length / rank;
  const inputs = new Float32Array(batch * width), target = new Float32Array(batch * rank);
  const noise = new Float64Array(batch * rank), draws = new Float64Array(2 * batch);
  const [noises, uniforms] = [stream.split('noise'), stream.split('rows')];
  const ratio = times.last / times.first, loss = meanSquare(target);
  return (step) => {
    noises.fillNormals(step * noise.length, noise);
    uniforms.fillUniforms(step * draws.length, draws);
    for (let k = 0; k < batch; k += 1) {
      const row = Math.floor(draws[2 * k]! * count);
      const t = times.first * ratio ** (((k + draws[2 * k + 1]!) / batch) ** power);
      const alpha = signalAt(t), variance = noiseVarianceAt(t), sigma = Math.sqrt(variance);
      for (let j = 0; j < rank; j += 1) {
        const w = variances[j]!, u = coordinates[row * rank + j]!;
        const noisy = alpha * u + sigma * noise[k * rank + j]!, total = alpha * alpha * w + variance;
        inputs[k * width + j] = noisy / Math.sqrt(total);
        target[k * rank + j] = (u - alpha * w / total * noisy) / Math.sqrt(w * variance / total);
      }
      fillGiven(row, step * batch + k, inputs, k * width + rank);
      writeTimeFeatures(times, t, inputs, k * width + rank + givenLength);
    }
    return { inputs, loss };
  };
};

export const trainDenoiser = (engine: Engine, data: DenoisingData, recipe: DenoiserRecipe, stream: KeyedStream): TrajectoryDenoiser => {
  const rank = data.variances.length, width = rank + data.givenLength + TIME_FEATURES;
  const network = engine.network({
    shape: { inputs: width, hidden: recipe.hidden, outputs: rank }, copies: 1, batch: recipe.batch,
    optimiser: optimiserFor(recipe.steps), stream: stream.split('weights'),
  });
  try {
    const { onProgress, signal } = recipe;
    const record = train({
      network, steps: recipe.steps, rate: recipe.rate, nextBatch: batches(data, recipe, width, stream),
      ...(onProgress === undefined ? {} : { onProgress }), ...(signal === undefined ? {} : { signal }),
    });
    network.setWeights(0, network.weights(0, true));
    return new TrainedDenoiser(network, data.variances, data.givenLength, recipe.times, record);
  } catch (error) {
    network.dispose();
    throw error;
  }
};
