/**
 * How good a score is, in two ways that have to agree: by its denoising loss, and against the exact score.
 *
 * With ε̂ = −σ ŝ, ε* = −σ s and X_t = a X_0 + σ ε,
 *
 *   E|ε̂ − ε|² − E|ε* − ε|² = E|ε̂ − ε*|² = E σ²|ŝ − s|²,
 *
 * since ε* = E[ε | X_t] (Vincent, Neural Computation 23 (2011)): the *excess* of the loss is the weighted squared score error. Its
 * least value is E|ε* − ε|² = d − E|ε*|² (minimum-loss.ts). The weight is σ², times have equal weight on 64 places where the clock
 * is log-uniform (clock.ts); rows are independent: place, data and noise are drawn anew for each.
 *
 * Three figures come from the same fresh rows: the loss; the excess, as the mean of |ε̂ − ε|² − |ε* − ε|²; the squared error itself. Of
 * each there is an interval by betting (statistics/betting.ts), and a test that excess and squared error differ by chance
 * only: their difference is the mean of 2(ε̂ − ε*)·(ε* − ε), which is 0 for any function of (t, X_t) as first factor; tested is the one
 * that is cut to the root mean square of ε̂ − ε* where it is longer, so that rare large values do not drown the rest. All are
 * right at once but with probability `alpha`. The upper end of either interval bounds the squared score error: that of the excess
 * is wider, since the noise of the losses is in it.
 *
 * Ranges: normal numbers are at most 6.764 in size (random/normals.ts), so |ε| and |ε*| are at most 6.764 √d. |ε̂ − ε*|² has no
 * range that is known: rows where it is more than `cap`, twice the largest of independent rows, count as 0 in the error and
 * the excess. The bound is one of the error up to the cap; rows beyond have a share of at most `beyond`, and how large they are
 * is not bounded.
 *
 * Errors: NumericError where a score is not finite; NetworkError 'not-applicable' for a score of another dimension.
 */
import { LARGEST_NORMAL } from '../../numeric/random/normals.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { Interval, MeanTest } from '../../numeric/statistics/betting.ts';
import { confidenceInterval, testMean } from '../../numeric/statistics/betting.ts';
import { upperQuantile } from '../../numeric/statistics/normal-quantile.ts';
import { NetworkError } from '../network-error.ts';
import { exactScore } from './exact-score.ts';
import { drawRows, judgedTimes } from './judged-rows.ts';
import type { MinimumLoss } from './minimum-loss.ts';
import { minimumLoss } from './minimum-loss.ts';
import type { NoisedLaw } from './noised-law.ts';
import type { ScoreFunction } from './score-function.ts';

export interface Judgement {
  readonly rows: number;
  /** The probability that any of the intervals or the test is wrong. */
  readonly alpha: number;
  /** E|ε̂ − ε|². */
  readonly loss: Interval;
  readonly minimum: MinimumLoss;
  /**
   * loss − minimum over all rows, those beyond the cap as well, of which the loss knows nothing of the exact score; `error`: an
   * estimate by the normal approximation. `agrees`: it is the squared error, as far as both are known. That finds a wrong exact
   * score also where the score that is judged shares its fault: `agreement` is then 0 = 0.
   */
  readonly lossExcess: { readonly value: number; readonly error: number; readonly agrees: boolean };
  /** E(|ε̂ − ε|² − |ε* − ε|²). */
  readonly excess: Interval;
  /** E|ε̂ − ε*|². */
  readonly squaredError: Interval;
  /** That the two differ by chance only. */
  readonly agreement: MeanTest;
  /**
   * √(squared error / E|ε*|²), and the same of the upper ends of the squared error and of the excess, up to the cap. Infinity where an
   * excess is below 0: it cannot be, and bounds nothing.
   */
  readonly relativeError: number;
  readonly relativeBound: number;
  readonly relativeLossBound: number;
  readonly cap: number;
  readonly beyond: number;
}

export interface JudgeOptions {
  readonly rows?: number;
  readonly alpha?: number;
  readonly stream: KeyedStream;
  /** What is taken for the exact score; a wrong one is found out by `agreement`. */
  readonly exact?: ScoreFunction;
}

const PILOT_ROWS = 4096;
const STANDARD_ROWS = 16_384;
const STANDARD_ALPHA = 1e-9;
/** Loss, excess, error, test, share beyond, and the minimum. */
const STATEMENTS = 6;

interface Measured {
  readonly loss: Float64Array;
  readonly error: Float64Array;
  /** 2(ε̂ − ε*)·(ε* − ε). */
  readonly cross: Float64Array;
}

const meanOf = (values: Float64Array): number => values.reduce((sum, entry) => sum + entry, 0) / values.length;

const deviationOf = (values: Float64Array): { readonly mean: number; readonly deviation: number } => {
  const mean = meanOf(values);
  return { mean, deviation: Math.sqrt(values.reduce((sum, entry) => sum + (entry - mean) ** 2, 0) / values.length) };
};

const measure = (law: NoisedLaw, score: ScoreFunction, exact: ScoreFunction, rows: number, stream: KeyedStream): Measured => {
  const n = law.dimension;
  const [loss, error, cross] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  for (const { time, points, noise, indices } of drawRows(law, judgedTimes(law), rows, stream)) {
    const sigma = Math.sqrt(law.schedule.variance(time));
    const [own, true_] = [score.at(time, points), exact.at(time, points)];
    indices.forEach((index, row) => {
      for (let at = row * n; at < (row + 1) * n; at += 1) {
        const [found, best] = [-sigma * own[at]!, -sigma * true_[at]!];
        loss[index] = loss[index]! + (found - noise[at]!) ** 2;
        error[index] = error[index]! + (found - best) ** 2;
        cross[index] = cross[index]! + 2 * (found - best) * (best - noise[at]!);
      }
    });
  }
  return { loss, error, cross };
};

/** The share of something that was seen `count` times in `rows`: with probability 1 − alpha no larger. */
const shareAtMost = (count: number, rows: number, alpha: number): number => {
  if (count === 0) return Math.min(1, -Math.log(alpha) / rows);
  return confidenceInterval(Float64Array.from({ length: rows }, (_, k) => (k < count ? 1 : 0)), alpha).high;
};

export const judgeScore = (law: NoisedLaw, score: ScoreFunction, options: JudgeOptions): Judgement => {
  const n = law.dimension;
  if (score.dimension !== n) throw new NetworkError('not-applicable', `a score in dimension ${score.dimension} for a law in dimension ${n}`, 'give the score of this law');
  const { rows = STANDARD_ROWS, alpha = STANDARD_ALPHA, stream, exact = exactScore(law) } = options;
  const each = alpha / STATEMENTS;
  const pilot = measure(law, score, exact, Math.min(PILOT_ROWS, rows), stream.split('pilot'));
  const cap = 2 * pilot.error.reduce((most, entry) => Math.max(most, entry), Number.MIN_VALUE);
  const { loss, error, cross } = measure(law, score, exact, rows, stream.split('rows'));
  const kept = (values: Float64Array): Float64Array => values.map((entry, k) => (error[k]! <= cap ? entry : 0));
  const doubt = 2 * LARGEST_NORMAL * Math.sqrt(n);
  const swing = 2 * Math.sqrt(cap) * doubt;
  const typical = Math.max(Math.sqrt(meanOf(pilot.error)), Number.MIN_VALUE);
  const cut = cross.map((entry, k) => entry * Math.min(1, typical / Math.sqrt(Math.max(error[k]!, Number.MIN_VALUE))));
  const [squared, crossed] = [kept(error), kept(cross)];
  const squaredError = confidenceInterval(squared, each, { least: 0, most: cap });
  const excess = confidenceInterval(squared.map((entry, k) => entry + crossed[k]!), each, { least: -swing, most: cap + swing });
  const losses = confidenceInterval(kept(loss), each, { least: 0, most: (Math.sqrt(cap) + doubt) ** 2 });
  const minimum = minimumLoss(law, { rows: 2 * rows, alpha: each, stream: stream.split('minimum') });
  const least = Math.max(minimum.size - minimum.error, Number.MIN_VALUE);
  const whole = deviationOf(loss);
  const lossExcess = {
    value: whole.mean - minimum.value,
    error: upperQuantile(each / 2) * Math.hypot(whole.deviation / Math.sqrt(rows), minimum.standardError),
  };
  const agrees = Math.abs(lossExcess.value - squaredError.mean) <= lossExcess.error + squaredError.high - squaredError.low;
  const beyond = error.reduce((count, entry) => count + (entry > cap ? 1 : 0), 0);
  return {
    rows, alpha, loss: losses, minimum, excess, squaredError, cap,
    lossExcess: { ...lossExcess, agrees },
    agreement: testMean(cut, { mean: 0 }, each, { least: -2 * typical * doubt, most: 2 * typical * doubt }),
    relativeError: Math.sqrt(squaredError.mean / minimum.size),
    relativeBound: Math.sqrt(squaredError.high / least),
    relativeLossBound: excess.high < 0 ? Number.POSITIVE_INFINITY : Math.sqrt(excess.high / least),
    beyond: shareAtMost(beyond, rows, each),
  };
};
