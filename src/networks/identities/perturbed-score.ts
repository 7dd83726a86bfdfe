/**
 * A score that is wrong by a known part: what a network of that error would be, with nothing to train.
 *
 *   s̃_i = s_i + (δ √2 / √v) sin θ_i,   θ_i = w_i·x / √v + φ_i,   v(t) = variance(t) + scale(t)² c,
 *
 * c the mean variance of the components of the data, w_i random directions: the error is δ in parts of the size 1/√v of the
 * noise score, it is no gradient (as the error of a network is none), and it is as smooth as the score itself. Derivatives are
 * those of the formula.
 */
import { traceOf } from '../../numeric/linear-algebra/dense.ts';
import { streamOf } from '../../numeric/random/streams.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import type { ScoreFunction } from '../score/score-function.ts';

export const perturbedScore = (score: ScoreFunction, law: NoisedLaw, part: number, seed: number): ScoreFunction => {
  const d = score.dimension;
  const stream = streamOf(seed, 'perturbed score');
  const w = Float64Array.from({ length: d * d }, (_, i) => stream.normal(i) / Math.sqrt(d));
  const phase = Float64Array.from({ length: d }, (_, i) => 2 * Math.PI * stream.split('phase').uniform(i));
  const c = law.data.components.reduce((sum, { covariance }, k) => sum + law.data.weights[k]! * traceOf(covariance, d) / d, 0);
  const { drift, noise, scale, variance } = law.schedule;
  const width = (t: number): number => variance(t) + scale(t) ** 2 * c;
  const angle = (x: Float64Array, from: number, i: number, k: number): number => {
    let sum = phase[i]!;
    for (let j = 0; j < d; j += 1) sum += k * w[i * d + j]! * x[from + j]!;
    return sum;
  };
  return {
    dimension: d,
    at: (t, points) => {
      const v = width(t);
      const [size, k] = [part * Math.sqrt(2 / v), 1 / Math.sqrt(v)];
      const out = score.at(t, points).slice();
      for (let p = 0; p < points.length; p += d) for (let i = 0; i < d; i += 1) out[p + i] = out[p + i]! + size * Math.sin(angle(points, p, i, k));
      return out;
    },
    jet: (t, point) => {
      const base = score.jet(t, point);
      const v = width(t);
      // v' of the scheduled law: variance' = 2 a variance + g², scale' = a scale.
      const growth = (2 * drift(t) * v + noise(t) ** 2) / v;
      const [size, k] = [part * Math.sqrt(2 / v), 1 / Math.sqrt(v)];
      const [value, jacobian, timeDerivative, gradient] = [base.value.slice(), base.jacobian.slice(), base.timeDerivative.slice(), base.gradientOfDivergence.slice()];
      for (let i = 0; i < d; i += 1) {
        const theta = angle(point, 0, i, k);
        const [sine, cosine] = [Math.sin(theta), Math.cos(theta)];
        value[i] = value[i]! + size * sine;
        timeDerivative[i] = timeDerivative[i]! - 0.5 * growth * size * (sine + (theta - phase[i]!) * cosine);
        for (let j = 0; j < d; j += 1) {
          jacobian[i * d + j] = jacobian[i * d + j]! + size * k * w[i * d + j]! * cosine;
          gradient[j] = gradient[j]! - size * k * k * w[i * d + i]! * w[i * d + j]! * sine;
        }
      }
      return { value, jacobian, timeDerivative, gradientOfDivergence: gradient };
    },
  };
};
