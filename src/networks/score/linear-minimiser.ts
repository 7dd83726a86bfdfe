/**
 * The linear function of x that makes the denoising loss least, at each time: the score of the normal law with the mean and
 * covariance of X_t, s(x) = −(a² C + v I)⁻¹ (x − a m).
 *
 * The normal equations of E|σ s(x) + ε|² over s(x) = A (x − a m) + b are A Cov X_t = −I, b = 0, since E[(X_t − a m) εᵀ] = σ I. For
 * normal data it is the score itself. From samples: the same with their mean and covariance (divisor n), which are the least
 * squares of the loss of these samples with the noise averaged out.
 *
 * Errors: NetworkError 'not-applicable' for fewer samples than dimension + 1; NumericError 'singular-matrix' for data in a plane.
 */
import { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import { NetworkError } from '../network-error.ts';
import { exactScore } from './exact-score.ts';
import type { NoisedLaw } from './noised-law.ts';
import { noisedMixture } from './noised-law.ts';
import type { ScoreFunction } from './score-function.ts';

const normalScore = (mean: Float64Array, covariance: Float64Array, { schedule, first, last }: NoisedLaw): ScoreFunction =>
  exactScore(noisedMixture(new GaussianMixture([{ weight: 1, mean, covariance }]), schedule, { first, last }));

/** Of the law itself: no samples, no noise. */
export const linearMinimiser = (law: NoisedLaw): ScoreFunction => normalScore(law.data.mean(), law.data.covariance(), law);

/** Of samples of the data, count × dimension; of the law only the schedule is used. */
export const linearFit = (law: NoisedLaw, samples: Float64Array): ScoreFunction => {
  const n = law.dimension;
  const count = samples.length / n;
  if (!(Number.isInteger(count) && count > n)) {
    throw new NetworkError('not-applicable', `${samples.length} numbers as samples in dimension ${n}`, `give at least ${n + 1} whole samples`);
  }
  const [mean, covariance] = [new Float64Array(n), new Float64Array(n * n)];
  for (let at = 0; at < samples.length; at += 1) mean[at % n] = mean[at % n]! + samples[at]! / count;
  for (let row = 0; row < samples.length; row += n) {
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) {
        covariance[i * n + j] = covariance[i * n + j]! + ((samples[row + i]! - mean[i]!) * (samples[row + j]! - mean[j]!)) / count;
      }
    }
  }
  return normalScore(mean, covariance, law);
};
