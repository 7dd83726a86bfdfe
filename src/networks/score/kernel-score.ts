/**
 * The exact minimiser of the denoising loss of finitely many samples x_1 … x_N: the score of their own noised law
 * (1/N) Σ N(a x_k, v I). With shares r_k ∝ exp(−|x − a x_k|²/(2v)), s_k = −(x − a x_k)/v, e_k = s_k − s:
 *
 *   s = Σ r_k s_k,   ∇s = Σ r_k e_k e_kᵀ − I/v,   ∇(∇·s) = Σ r_k |e_k|² e_k,
 *   ∂t s = Σ r_k (∂t s_k + (ℓ_k − Σ r_j ℓ_j) e_k),   ∂t s_k = (a′ x_k − v′ s_k)/v,   ℓ_k = ½ v′ |s_k|² − a′ x_k · s_k.
 *
 * It remembers its samples: perfect on them, and at small noise far from the score of the law they came from. Cost of a point: N
 * exponentials.
 *
 * Errors: NetworkError 'not-applicable' without samples, 'wrong-shape' for points of another dimension or that are not finite.
 */
import type { Vector } from '../../numeric/linear-algebra/dense.ts';
import { inner } from '../../numeric/linear-algebra/dense.ts';
import type { Schedule } from '../../numeric/laws/schedules.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { NetworkError } from '../network-error.ts';
import { forEachPoint } from './exact-score.ts';
import type { NoisedLaw } from './noised-law.ts';
import type { ScoreFunction, ScoreJet } from './score-function.ts';

/** Samples of the data, count × dimension. */
export const samplesOf = ({ data, dimension: n }: NoisedLaw, count: number, stream: KeyedStream): Float64Array => {
  const out = new Float64Array(count * n);
  for (let index = 0; index < count; index += 1) data.sample(stream, index, out.subarray(index * n, (index + 1) * n));
  return out;
};

/** Writes the shares of the samples, summing to 1. */
const writeShares = (samples: Float64Array, x: ArrayLike<number>, scale: number, variance: number, shares: Float64Array): void => {
  const n = x.length;
  let least = Infinity;
  for (let k = 0, at = 0; k < shares.length; k += 1) {
    let square = 0;
    for (let i = 0; i < n; i += 1, at += 1) square += (x[i]! - scale * samples[at]!) ** 2;
    shares[k] = square;
    if (square < least) least = square;
  }
  if (!Number.isFinite(least)) throw new NetworkError('wrong-shape', 'a point or a sample is not finite', 'give finite points');
  let sum = 0;
  for (let k = 0; k < shares.length; k += 1) {
    const share = Math.exp((least - shares[k]!) / (2 * variance));
    shares[k] = share;
    sum += share;
  }
  for (let k = 0; k < shares.length; k += 1) shares[k] = shares[k]! / sum;
};

const writeScore = (samples: Float64Array, x: ArrayLike<number>, scale: number, variance: number, shares: Float64Array, out: Vector): void => {
  const n = x.length;
  writeShares(samples, x, scale, variance, shares);
  out.fill(0);
  for (let k = 0, at = 0; k < shares.length; k += 1) {
    for (let i = 0; i < n; i += 1, at += 1) out[i] = out[i]! + (shares[k]! * (scale * samples[at]! - x[i]!)) / variance;
  }
};

interface Sums {
  readonly jacobian: Float64Array;
  readonly gradientOfDivergence: Vector;
  readonly timeDerivative: Vector;
}

const addSample = (sums: Sums, share: number, own: Vector, excess: Vector, sample: Float64Array, rates: { a: number; v: number }, variance: number): void => {
  const n = own.length;
  const square = inner(excess, excess);
  const level = 0.5 * rates.v * inner(own, own) - rates.a * inner(sample, own);
  for (let i = 0; i < n; i += 1) {
    sums.gradientOfDivergence[i] = sums.gradientOfDivergence[i]! + share * square * excess[i]!;
    // Σ r_k (ℓ_k − mean) e_k = Σ r_k ℓ_k e_k, as Σ r_k e_k = 0.
    sums.timeDerivative[i] = sums.timeDerivative[i]! + share * ((rates.a * sample[i]! - rates.v * own[i]!) / variance + level * excess[i]!);
    for (let j = 0; j < n; j += 1) sums.jacobian[i * n + j] = sums.jacobian[i * n + j]! + share * excess[i]! * excess[j]!;
  }
};

const jetAt = (samples: Float64Array, schedule: Schedule, t: number, x: Float64Array, shares: Float64Array): ScoreJet => {
  const n = x.length;
  const [scale, variance, alpha] = [schedule.scale(t), schedule.variance(t), schedule.drift(t)];
  const rates = { a: alpha * scale, v: 2 * alpha * variance + schedule.noise(t) ** 2 };
  const value = new Float64Array(n);
  writeScore(samples, x, scale, variance, shares, value);
  const sums: Sums = { jacobian: new Float64Array(n * n), gradientOfDivergence: new Float64Array(n), timeDerivative: new Float64Array(n) };
  for (let i = 0; i < n; i += 1) sums.jacobian[i * n + i] = -1 / variance;
  const [own, excess] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < shares.length; k += 1) {
    if (shares[k] === 0) continue;
    const sample = samples.subarray(k * n, (k + 1) * n);
    for (let i = 0; i < n; i += 1) {
      own[i] = (scale * sample[i]! - x[i]!) / variance;
      excess[i] = own[i]! - value[i]!;
    }
    addSample(sums, shares[k]!, own, excess, sample, rates, variance);
  }
  return { value, ...sums };
};

export const kernelScore = (law: NoisedLaw, samples: Float64Array): ScoreFunction => {
  const n = law.dimension;
  const count = samples.length / n;
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new NetworkError('not-applicable', `${samples.length} numbers as samples in dimension ${n}`, 'give at least one whole sample');
  }
  const shares = new Float64Array(count);
  const { schedule } = law;
  return {
    dimension: n,
    at: (t, points) => {
      const out = new Float64Array(points.length);
      const [scale, variance] = [schedule.scale(t), schedule.variance(t)];
      forEachPoint(points, n, (point, at) => writeScore(samples, point, scale, variance, shares, out.subarray(at, at + n)));
      return out;
    },
    jet: (t, point) => {
      if (point.length !== n) throw new NetworkError('wrong-shape', `a point of ${point.length} numbers in dimension ${n}`, 'give one point');
      return jetAt(samples, schedule, t, point, shares);
    },
  };
};
