/**
 * Training: batch after batch through a network, forward and back, and an update each.
 *
 * It runs to its end before it returns; `onProgress` is called a hundred times meanwhile, and `signal` is looked at before each
 * step: what sets it is that callback, or another thread through shared memory.
 *
 * Errors: NetworkError 'interrupted' where the signal says so; 'diverged' where a loss, a gradient or a weight is no number, or
 * the smoothed loss rose far above its beginning (divergence.ts); 'not-applicable' for a number of steps that is none. The
 * network is then in a state that is not evidence for anything.
 */
import type { DirectionalLoss, Loss, Network } from '../engine/engine.ts';
import { NetworkError } from '../network-error.ts';
import { watchDivergence } from './divergence.ts';
import type { Rates } from './rates.ts';
import { upAndDown } from './rates.ts';

/** The inputs of one step, copies × batch × inputs, and their loss: of the outputs, or of their derivatives as well. */
export type Batch =
  | { readonly inputs: Float32Array; readonly loss: Loss; readonly directions?: never }
  | { readonly inputs: Float32Array; readonly directions: Float32Array; readonly loss: DirectionalLoss };

export interface Training {
  readonly network: Network;
  readonly steps: number;
  /** The highest rate, for warm-up and linear decay; or a rate for each step. */
  readonly rate: number | Rates;
  /** Step 0, 1, …; its arrays may be the same in every step. */
  readonly nextBatch: (step: number) => Batch;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: { readonly aborted: boolean };
}

export interface Progress {
  /** Steps that are done. */
  readonly step: number;
  readonly steps: number;
  /** Smoothed: the mean since the last report. */
  readonly loss: number;
}

export interface TrainingRecord {
  readonly steps: number;
  /** The mean loss of each hundredth of the steps (of each step, where there are fewer). */
  readonly losses: Float64Array;
  /** The mean loss of the last tenth of the steps: of weights that still move; not of their average. */
  readonly loss: number;
}

const REPORTS = 100;

export const train = (training: Training): TrainingRecord => {
  const { network, steps, rate, nextBatch, onProgress, signal } = training;
  if (!(Number.isInteger(steps) && steps >= 1)) {
    throw new NetworkError('not-applicable', `${steps} steps of training`, 'take a whole number from 1');
  }
  const rates = typeof rate === 'number' ? upAndDown(rate) : rate;
  const watch = watchDivergence(steps);
  const losses = new Float64Array(Math.min(REPORTS, steps));
  let [sum, since] = [0, 0];
  for (let step = 0; step < steps; step += 1) {
    if (signal?.aborted === true) throw interrupted(step, steps);
    const loss = told(step, steps, () => oneStep(network, nextBatch(step), rates(step, steps)));
    watch(step, loss);
    sum += loss;
    const report = Math.floor((step * losses.length) / steps);
    if (Math.floor(((step + 1) * losses.length) / steps) === report) continue;
    losses[report] = sum / (step + 1 - since);
    onProgress?.({ step: step + 1, steps, loss: losses[report] });
    [sum, since] = [0, step + 1];
  }
  checkWeights(network);
  const last = losses.subarray(-Math.ceil(losses.length / 10));
  return { steps, losses, loss: last.reduce((total, loss) => total + loss, 0) / last.length };
};

const oneStep = (network: Network, batch: Batch, rate: number): number => {
  const loss = batch.directions === undefined
    ? network.accumulate(batch.inputs, batch.loss)
    : network.accumulateDirectional(batch.inputs, batch.directions, batch.loss);
  network.update(rate);
  return loss;
};

const interrupted = (step: number, steps: number): NetworkError =>
  new NetworkError('interrupted', `training was stopped after ${step} of ${steps} steps`, 'let it run to its end, or take fewer steps');

/** Says in which step something diverged. */
const told = <Result>(step: number, steps: number, run: () => Result): Result => {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof NetworkError) || error.fault !== 'diverged') throw error;
    const what = error.message.slice(0, -(`; ${error.advice}`.length));
    throw new NetworkError('diverged', `step ${step + 1} of ${steps}: ${what}`, error.advice);
  }
};

const checkWeights = (network: Network): void => {
  for (let copy = 0; copy < network.copies; copy += 1) {
    if (network.weights(copy).every(Number.isFinite) && network.weights(copy, true).every(Number.isFinite)) continue;
    throw new NetworkError('diverged', `after the last step a weight of copy ${copy} is no number`, 'take a smaller rate');
  }
};
