/**
 * The least denoising loss that any function can have: the variance of the noise given the noised point,
 *
 *   E|ε − E[ε | X_t]|² = d − E|ε*|²,   ε* = −σ ∇log p_t,
 *
 * over the times at which scores are judged (judged-rows.ts). In one dimension E|ε*|² = E_t ∫ v s² p_t dx by the trapezoidal rule,
 * which converges faster than any power for such integrands; its error is the change on halving the step. Otherwise by
 * independent rows, with an interval by betting: |ε*| is at most 6.764 √d, as every normal number is at most 6.764.
 */
import { confidenceInterval } from '../../numeric/statistics/betting.ts';
import { LARGEST_NORMAL } from '../../numeric/random/normals.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { exactScore } from './exact-score.ts';
import { drawRows, judgedTimes } from './judged-rows.ts';
import type { NoisedLaw } from './noised-law.ts';

export interface MinimumLoss {
  readonly value: number;
  readonly error: number;
  /** Of a sample: its standard deviation over the root of its size; otherwise the error. */
  readonly standardError: number;
  /** E|ε*|², with the same error: what relative errors are relative to. */
  readonly size: number;
  readonly by: 'quadrature' | 'sample';
}

/** Deviations beyond the outermost mean; the tails beyond have mass 10^−18. */
const REACH = 9;

/** ∫ v s² p dx at time t, by steps of at most a third of the least deviation and by half of that. */
const squareAt = (law: NoisedLaw, t: number): readonly [number, number] => {
  const mixture = law.at(t);
  const deviations = mixture.components.map(({ factor }) => factor[0]!);
  const low = Math.min(...mixture.components.map(({ mean }, k) => mean[0]! - REACH * deviations[k]!));
  const high = Math.max(...mixture.components.map(({ mean }, k) => mean[0]! + REACH * deviations[k]!));
  const count = 2 * Math.ceil((high - low) / (0.3 * Math.min(...deviations)));
  const step = (high - low) / count;
  let [all, even] = [0, 0];
  for (let k = 0; k <= count; k += 1) {
    const x = [low + k * step];
    const value = mixture.score(x)[0]! ** 2 * mixture.density(x);
    all += value;
    if (k % 2 === 0) even += value;
  }
  const v = law.schedule.variance(t);
  return [v * step * all, Math.abs(v * step * (all - 2 * even))];
};

const byQuadrature = (law: NoisedLaw): MinimumLoss => {
  const times = judgedTimes(law);
  let [size, error] = [0, 0];
  for (const t of times) {
    const [value, change] = squareAt(law, t);
    size += value / times.length;
    error += change / times.length;
  }
  return { value: 1 - size, error: error + 1e-12, standardError: error + 1e-12, size, by: 'quadrature' };
};

const bySample = (law: NoisedLaw, rows: number, alpha: number, stream: KeyedStream): MinimumLoss => {
  const n = law.dimension;
  const exact = exactScore(law);
  const squares = new Float64Array(rows);
  for (const { time, points, indices } of drawRows(law, judgedTimes(law), rows, stream)) {
    const [score, v] = [exact.at(time, points), law.schedule.variance(time)];
    indices.forEach((index, row) => {
      for (let at = row * n; at < (row + 1) * n; at += 1) squares[index] = squares[index]! + v * score[at]! ** 2;
    });
  }
  const { mean, low, high, deviation } = confidenceInterval(squares, alpha, { least: 0, most: n * LARGEST_NORMAL ** 2 });
  return { value: n - mean, error: Math.max(high - mean, mean - low), standardError: deviation / Math.sqrt(rows), size: mean, by: 'sample' };
};

export interface MinimumOptions {
  /** Where a sample is needed. */
  readonly rows: number;
  readonly alpha: number;
  readonly stream: KeyedStream;
}

export const minimumLoss = (law: NoisedLaw, { rows, alpha, stream }: MinimumOptions): MinimumLoss =>
  (law.dimension === 1 ? byQuadrature(law) : bySample(law, rows, alpha, stream));
