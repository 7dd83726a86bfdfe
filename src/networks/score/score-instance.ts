/**
 * Random data laws to train scores on: mixtures of 2 to 4 normal laws with means N(0, 1.2²) and deviations uniform in
 * [0.25, 0.70], so that modes overlap but are seen; and linear processes that start with one.
 *
 * Deviations are equal in all directions of a component (`round`) or drawn for each of them, turned at random (`tilted`).
 * Weights are uniform in [0.5, 1.5] before they are normalised. Everything is a function of the seed and the number.
 * Linear processes: A = −(M Mᵀ/d + λ I) + ½(K − Kᵀ), M and K uniform in [−1, 1], λ in [0.25, 2]: stable without rejection;
 * G = diagonal in [0.5, 1.5] plus a lower triangle in [−0.5, 0.5]; b in [−1, 1]; taken at a time in [0.2, 1].
 */
import { GaussianMixture, normalise } from '../../numeric/laws/gaussian-mixture.ts';
import type { Schedule } from '../../numeric/laws/schedules.ts';
import type { Matrix } from '../../numeric/linear-algebra/dense.ts';
import { inner, multiplyTransposed } from '../../numeric/linear-algebra/dense.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import { streamOf } from '../../numeric/random/streams.ts';
import type { NoisedLaw } from './noised-law.ts';
import { noisedLinear, noisedMixture, ornsteinUhlenbeck } from './noised-law.ts';

export interface ScoreInstance {
  readonly dimension: number;
  readonly seed: number;
  /** Which of the instances of this seed. */
  readonly number: number;
  /** Ornstein–Uhlenbeck where none is given. */
  readonly schedule?: Schedule;
  /** 2 to 4 where none is given. */
  readonly components?: number;
  readonly shape?: 'round' | 'tilted';
}

const MEAN_DEVIATION = 1.2;

const uniformly = (stream: KeyedStream): ((least: number, most: number) => number) => {
  let index = 0;
  return (least, most) => least + (most - least) * stream.uniform(index++);
};

/** Orthonormal columns, by Gram and Schmidt of normal ones. */
const rotation = (stream: KeyedStream, n: number): Matrix => {
  const rows: Float64Array[] = [];
  for (let index = 0; rows.length < n; index += 1) {
    const row = Float64Array.from({ length: n }, (_, i) => stream.normal(index * n + i));
    for (const other of rows) {
      const part = inner(row, other);
      for (let i = 0; i < n; i += 1) row[i] = row[i]! - part * other[i]!;
    }
    const length = Math.sqrt(inner(row, row));
    // A row that is nearly in the plane of the others would carry their rounding.
    if (length > 1e-3) rows.push(row.map((entry) => entry / length));
  }
  return Float64Array.from(rows.flatMap((row) => [...row]));
};

const covarianceOf = (n: number, shape: 'round' | 'tilted', stream: KeyedStream): Matrix => {
  const uniform = uniformly(stream.split('deviations'));
  const common = uniform(0.25, 0.7);
  const deviations = Float64Array.from({ length: n }, () => (shape === 'round' ? common : uniform(0.25, 0.7)));
  if (shape === 'round') return Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? common ** 2 : 0));
  const turned = rotation(stream.split('axes'), n).map((entry, at) => entry * deviations[at % n]!);
  return multiplyTransposed(turned, turned, n, n, n);
};

export const randomMixture = ({ dimension: n, seed, number, components, shape = 'round' }: ScoreInstance): GaussianMixture => {
  const stream = streamOf(seed, 'score instance', n, number);
  const count = components ?? stream.integer(0, 2, 4);
  return new GaussianMixture(normalise(Array.from({ length: count }, (_, k) => {
    const own = stream.split(k);
    return {
      weight: 0.5 + own.uniform(0),
      mean: Float64Array.from({ length: n }, (__, i) => MEAN_DEVIATION * own.normal(i)),
      covariance: covarianceOf(n, shape, own),
    };
  })));
};

export const scoreInstance = (instance: ScoreInstance): NoisedLaw =>
  noisedMixture(randomMixture(instance), instance.schedule ?? ornsteinUhlenbeck());

/** What a random linear process makes of a random mixture. */
export const linearInstance = (instance: ScoreInstance): NoisedLaw => {
  const { dimension: n, seed, number } = instance;
  const uniform = uniformly(streamOf(seed, 'linear score instance', n, number));
  const square = (): Matrix => Float64Array.from({ length: n * n }, () => uniform(-1, 1));
  const [root, skew, least] = [square(), square(), uniform(0.25, 2)];
  const drift = multiplyTransposed(root, root, n, n, n).map((entry, at) =>
    0.5 * (skew[at]! - skew[(at % n) * n + Math.floor(at / n)]!) - entry / n - (at % (n + 1) === 0 ? least : 0));
  const noise = Float64Array.from({ length: n * n }, (_, at) =>
    (at % (n + 1) === 0 ? uniform(0.5, 1.5) : at % n < Math.floor(at / n) ? uniform(-0.5, 0.5) : 0));
  const shift = Float64Array.from({ length: n }, () => uniform(-1, 1));
  const process = { dimension: n, noises: n, drift, shift, noise };
  return noisedLinear({ process, initial: randomMixture(instance), time: uniform(0.2, 1) }, instance.schedule ?? ornsteinUhlenbeck());
};
