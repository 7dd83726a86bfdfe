/**
 * The posterior of the data given the noised point, X_0 | X_t = x, by Bayes for each component of the mixture, without a score:
 *
 *   m_k(x) = m_k + c Σ_k C_k⁻¹ (x − c m_k),   S_k = Σ_k − c² Σ_k C_k⁻¹ Σ_k,   C_k = c² Σ_k + v I,
 *   mean = Σ r_k m_k(x),   covariance = Σ r_k (S_k + m_k(x) m_k(x)ᵀ) − mean meanᵀ,
 *
 * r_k the responsibilities. It is what Tweedie's formulas are compared with.
 */
import type { Gaussian } from '../../numeric/laws/gaussian.ts';
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import { matrixVector, multiply, scaledSum } from '../../numeric/linear-algebra/dense.ts';
import type { NoisedLaw } from '../score/noised-law.ts';

export interface Posterior {
  readonly mean: Vector;
  readonly covariance: Matrix;
}

interface Part {
  /** c Σ C⁻¹. */
  readonly gain: Matrix;
  readonly covariance: Matrix;
  readonly data: Gaussian;
}

/** At one time, for as many points as are asked for. */
export const posteriorAt = (law: NoisedLaw, t: number): ((x: Vector) => Posterior) => {
  const n = law.dimension;
  const c = law.schedule.scale(t);
  const mixture = law.at(t);
  const parts = mixture.components.map(({ precision }, k): Part => {
    const data = law.data.components[k]!;
    const gain = multiply(data.covariance, precision, n, n, n).map((entry) => c * entry);
    return { gain, data, covariance: scaledSum(-c, multiply(gain, data.covariance, n, n, n), data.covariance) };
  });
  return (x) => {
    const shares = mixture.responsibilities(x);
    const means = parts.map(({ gain, data }) => scaledSum(1, matrixVector(gain, x.map((entry, i) => entry - c * data.mean[i]!), n, n), data.mean));
    const mean = new Float64Array(n);
    means.forEach((one, k) => one.forEach((entry, i) => { mean[i] = mean[i]! + shares[k]! * entry; }));
    const covariance = new Float64Array(n * n);
    parts.forEach((part, k) => {
      for (let i = 0; i < n; i += 1) {
        for (let j = 0; j < n; j += 1) {
          covariance[i * n + j] = covariance[i * n + j]! + shares[k]! * (part.covariance[i * n + j]!
            + (means[k]![i]! - mean[i]!) * (means[k]![j]! - mean[j]!));
        }
      }
    });
    return { mean, covariance };
  };
};
