/**
 * Trains score networks, several laws side by side as copies of one network, and judges each.
 *
 * The recipe: preconditioning around the moment-matched normal score, 64 × 64 × 64 SiLU, batches of 256, times with power 1.5 in one
 * dimension and 2 in more, Adam with β₂ = 0.99, rate up in 5 % of the steps and then down to 0, weights averaged over the last
 * tenth (preconditioning.ts, batches.ts, training/recipe.ts). What comes back is computed in doubles from the averaged weights.
 *
 * The same seed, laws, options and engine give the same network again, bit for bit; copies do not influence one another.
 *
 * Errors: NetworkError 'not-applicable' for laws of different dimensions or none; 'interrupted', 'diverged', 'out-of-memory' as training
 * throws them: nothing of such a run is returned. The network is disposed in every case.
 */
import { streamOf } from '../../numeric/random/streams.ts';
import type { Engine, NetworkShape } from '../engine/engine.ts';
import { NetworkError } from '../network-error.ts';
import { BATCH, HIDDEN, optimiserFor, RATE } from '../training/recipe.ts';
import type { Progress, TrainingRecord } from '../training/train.ts';
import { train } from '../training/train.ts';
import { inputWidth } from './batches.ts';
import { coordinatesOf } from './coordinates.ts';
import type { Judgement } from './judge-score.ts';
import { judgeScore } from './judge-score.ts';
import type { NoisedLaw } from './noised-law.ts';
import type { ScoreTarget } from './objectives.ts';
import { batchesOf } from './objectives.ts';
import type { ScoreFunction } from './score-function.ts';
import { scoreOfNetwork } from './trained-score.ts';

export interface ScoreTraining {
  /** All in one dimension. */
  readonly laws: readonly NoisedLaw[];
  readonly engine: Engine;
  readonly steps: number;
  readonly seed: number;
  /** `component` where none is given. */
  readonly targets?: ScoreTarget;
  readonly hidden?: readonly number[];
  readonly batch?: number;
  readonly rate?: number;
  /** Of the law of times. */
  readonly power?: number;
  /** Rows to judge each score on. */
  readonly judgedRows?: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: { readonly aborted: boolean };
}

export interface TrainedScore {
  readonly law: NoisedLaw;
  readonly score: ScoreFunction;
  readonly shape: NetworkShape;
  /** The averaged weights, laid out as engine/layout.ts says. */
  readonly weights: Float32Array;
  readonly targets: ScoreTarget;
  /** Of all copies together. */
  readonly training: TrainingRecord;
  readonly judgement: Judgement;
}

const checkedDimension = (laws: readonly NoisedLaw[]): number => {
  const dimension = laws[0]?.dimension;
  if (dimension === undefined) throw new NetworkError('not-applicable', 'no law to train a score for', 'give at least one');
  if (laws.some((law) => law.dimension !== dimension)) {
    throw new NetworkError('not-applicable', `laws in dimensions ${laws.map((law) => law.dimension).join(', ')} side by side`, 'train those of one dimension together');
  }
  return dimension;
};

/** Above four dimensions a higher rate was better: 2.0 % for 2.2 % at 4000 steps in eight. */
const rateFor = (dimension: number): number => (dimension <= 4 ? RATE : 1.6 * RATE);

export const powerFor = (dimension: number): number => (dimension === 1 ? 1.5 : 2);

export const trainScores = (options: ScoreTraining): readonly TrainedScore[] => {
  const { laws, engine, steps, seed, targets = 'component', hidden = HIDDEN, batch = BATCH } = options;
  const n = checkedDimension(laws);
  const coordinates = laws.map(({ data }) => coordinatesOf(data));
  const shape: NetworkShape = { inputs: inputWidth(n), hidden, outputs: n };
  const network = engine.network({ shape, copies: laws.length, batch, optimiser: optimiserFor(steps), stream: streamOf(seed, 'score network') });
  try {
    const plans = laws.map((law, k) => ({ law, coordinates: coordinates[k]!, rows: batch, power: options.power ?? powerFor(n) }));
    const streams = laws.map((_, k) => streamOf(seed, 'score batches', k));
    const training = train({
      network, steps, rate: options.rate ?? rateFor(n), nextBatch: batchesOf({ plans, streams }, targets),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return laws.map((law, k): TrainedScore => {
      const weights = network.weights(k, true);
      const score = scoreOfNetwork(law, coordinates[k]!, shape, weights);
      const rows = options.judgedRows === undefined ? {} : { rows: options.judgedRows };
      return { law, score, shape, weights, targets, training, judgement: judgeScore(law, score, { ...rows, stream: streamOf(seed, 'judged', k) }) };
    });
  } finally {
    network.dispose();
  }
};

export interface Effort {
  readonly engine: Engine;
  readonly seed: number;
  /** What is wanted in dimensions 1, 2, 8: `quick`: 8, 12, 15 %; `full`: 1.2, 1.5, 2 % in the median of instances. */
  readonly effort: 'quick' | 'full';
}

export const stepsFor = (dimension: number, effort: 'quick' | 'full'): number => {
  if (effort === 'quick') return dimension === 1 ? 800 : 1600;
  return dimension <= 4 ? 4000 : 6400;
};

/** One score by the standard recipe. */
export const trainedScore = (law: NoisedLaw, { engine, seed, effort }: Effort): TrainedScore =>
  trainScores({ laws: [law], engine, seed, steps: stepsFor(law.dimension, effort) })[0]!;
