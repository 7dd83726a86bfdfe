/**
 * What is looked at: a score, the law it is the score of, and how closely. One `look` serves all identities, so that the error
 * of the score is measured once.
 */
import { NumericError } from '../../numeric/numeric-error.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { streamOf } from '../../numeric/random/streams.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import type { ScoreFunction } from '../score/score-function.ts';
import type { Accuracy } from './accuracy.ts';
import { measuredAccuracy } from './accuracy.ts';
import type { Clock } from './clock.ts';
import { clockOf } from './clock.ts';

export interface LookOptions {
  readonly seed: number;
  /** Points at one time where values of the score are wanted, in more than one dimension. */
  readonly points?: number;
  /** The same where derivatives are, which cost more. */
  readonly jets?: number;
  /** Intervals of the quadrature in time, a multiple of 4. */
  readonly times?: number;
  /** 2048 in one and two dimensions, 1024 beyond. */
  readonly paths?: number;
  /** Steps of the finest of three grids, a multiple of 4. */
  readonly steps?: number;
  readonly falseAlarm?: number;
  /** What is known of the error of the score; without it, it is measured against the exact one. */
  readonly accuracy?: (look: Look) => Accuracy;
}

export interface Look {
  readonly score: ScoreFunction;
  readonly law: NoisedLaw;
  readonly seed: number;
  readonly stream: KeyedStream;
  readonly clock: Clock;
  readonly points: number;
  readonly jets: number;
  readonly times: number;
  readonly paths: number;
  readonly steps: number;
  readonly falseAlarm: number;
  /** Of the score; computed when it is first asked for. */
  readonly accuracy: () => Accuracy;
}

const insistOnCounts = (look: Look): void => {
  const { times, steps, paths, falseAlarm } = look;
  if (times % 4 !== 0 || times < 4) throw new NumericError('not-applicable', `${times} intervals in time`, 'take a multiple of 4');
  if (steps % 4 !== 0 || steps < 8) throw new NumericError('step-too-long', `${steps} steps on the finest of three grids`, 'take a multiple of 4, and 8 at least');
  if (!(paths >= 64)) throw new NumericError('not-applicable', `${paths} paths`, 'take 64 at least');
  if (!(falseAlarm > 0 && falseAlarm < 1)) throw new RangeError(`no false-alarm probability between 0 and 1: ${falseAlarm}`);
};

/** NumericError('no-horizon'), ('not-applicable'), ('step-too-long') for bad input. */
export const lookAt = (score: ScoreFunction, law: NoisedLaw, options: LookOptions): Look => {
  if (score.dimension !== law.dimension) {
    throw new NumericError('not-applicable', `a score in dimension ${score.dimension} of a law in dimension ${law.dimension}`, 'give the score of this law');
  }
  let accuracy: Accuracy | null = null;
  const { seed, points = 768, jets = 192, times = 16, paths = law.dimension > 2 ? 1024 : 2048, steps = 64, falseAlarm = 1e-6 } = options;
  const look: Look = {
    score, law, seed, stream: streamOf(seed, 'identities'), clock: clockOf(law), points, jets, times, paths, steps, falseAlarm,
    accuracy: () => (accuracy ??= (options.accuracy ?? measuredAccuracy)(look)),
  };
  insistOnCounts(look);
  return look;
};
