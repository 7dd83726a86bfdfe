/**
 * The score of a noised law in closed form, with its derivatives.
 *
 * p_t = Σ w_k N(a m_k, Q_k), Q_k = a² Σ_k + v I, with a = scale(t), v = variance(t), and for each component P_k = Q_k⁻¹,
 * s_k = −P_k (x − a m_k), r_k its responsibility, e_k = s_k − s:
 *
 *   s = Σ r_k s_k,   ∇s = Σ r_k (e_k e_kᵀ − P_k),   ∇(∇·s) = Σ r_k (e_k (|e_k|² − tr P_k) − 2 P_k e_k),
 *   ∂t s = Σ r_k (∂t s_k + (ℓ_k − Σ r_j ℓ_j) e_k),   ∂t s_k = P_k (a′ m_k − Q_k′ s_k),
 *   ℓ_k = ∂t log N_k = −½ tr(P_k Q_k′) + ½ s_kᵀ Q_k′ s_k − a′ m_k · s_k,   Q_k′ = 2 a a′ Σ_k + v′ I.
 *
 * a′ = α a and v′ = 2 α v + g² for dX = α X dt + g dW. Derived by differentiating log Σ w_k N_k, not from the Fokker–Planck
 * equation: the equation of the score is a check of it, and not the same formula twice.
 *
 * Errors: NumericError as gaussian-mixture.ts throws them; NetworkError 'wrong-shape' for points of another dimension.
 */
import type { Gaussian } from '../../numeric/laws/gaussian.ts';
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import { inner, matrixVector, scaledSum, identityMatrix, traceOf } from '../../numeric/linear-algebra/dense.ts';
import { NetworkError } from '../network-error.ts';
import type { NoisedLaw } from './noised-law.ts';
import type { ScoreFunction, ScoreJet } from './score-function.ts';

/** Calls `one` with each point and the place of its row. */
export const forEachPoint = (points: Float64Array, dimension: number, one: (point: Float64Array, at: number) => void): void => {
  if (points.length % dimension !== 0) {
    throw new NetworkError('wrong-shape', `${points.length} numbers for points in dimension ${dimension}`, 'give whole points, row after row');
  }
  for (let at = 0; at < points.length; at += dimension) one(points.subarray(at, at + dimension), at);
};

interface Part {
  readonly share: number;
  readonly component: Gaussian;
  readonly score: Vector;
  readonly excess: Vector;
  /** a′ m and Q′. */
  readonly meanRate: Vector;
  readonly covarianceRate: Matrix;
}

const add = (into: Vector, scale: number, what: Vector): void => {
  for (let i = 0; i < into.length; i += 1) into[i] = into[i]! + scale * what[i]!;
};

const partsAt = (law: NoisedLaw, t: number, x: Vector): { readonly score: Vector; readonly parts: readonly Part[] } => {
  const { schedule, dimension: n, data } = law;
  const mixture = law.at(t);
  const score = mixture.score(x);
  const shares = mixture.responsibilities(x);
  const [a, v, alpha] = [schedule.scale(t), schedule.variance(t), schedule.drift(t)];
  const varianceRate = 2 * alpha * v + schedule.noise(t) ** 2;
  const parts = mixture.components.map((component, k): Part => {
    const own = component.score(x);
    const { mean, covariance } = data.components[k]!;
    return {
      share: shares[k]!, component, score: own, excess: scaledSum(-1, score, own),
      meanRate: mean.map((m) => alpha * a * m),
      covarianceRate: scaledSum(2 * alpha * a * a, covariance, identityMatrix(n).map((entry) => varianceRate * entry)),
    };
  });
  return { score, parts };
};

const timeDerivativeOf = (parts: readonly Part[], n: number): Vector => {
  const rates = parts.map(({ component, score, meanRate, covarianceRate }) => {
    const pulled = matrixVector(covarianceRate, score, n, n);
    const level = -0.5 * inner(component.precision, covarianceRate) + 0.5 * inner(score, pulled) - inner(meanRate, score);
    return { level, score: matrixVector(component.precision, scaledSum(-1, pulled, meanRate), n, n) };
  });
  const whole = parts.reduce((sum, { share }, k) => sum + share * rates[k]!.level, 0);
  const out = new Float64Array(n);
  parts.forEach(({ share, excess }, k) => {
    add(out, share, rates[k]!.score);
    add(out, share * (rates[k]!.level - whole), excess);
  });
  return out;
};

const jetOf = (parts: readonly Part[], value: Vector, n: number): ScoreJet => {
  const [jacobian, gradientOfDivergence] = [new Float64Array(n * n), new Float64Array(n)];
  for (const { share, component: { precision }, excess } of parts) {
    if (share === 0) continue;
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) jacobian[i * n + j] = jacobian[i * n + j]! + share * (excess[i]! * excess[j]! - precision[i * n + j]!);
    }
    add(gradientOfDivergence, share * (inner(excess, excess) - traceOf(precision, n)), excess);
    add(gradientOfDivergence, -2 * share, matrixVector(precision, excess, n, n));
  }
  return { value, jacobian, gradientOfDivergence, timeDerivative: timeDerivativeOf(parts, n) };
};

export const exactScore = (law: NoisedLaw): ScoreFunction => {
  const n = law.dimension;
  return {
    dimension: n,
    at: (t, points) => {
      const mixture = law.at(t);
      const out = new Float64Array(points.length);
      forEachPoint(points, n, (point, at) => mixture.score(point, out.subarray(at, at + n)));
      return out;
    },
    jet: (t, point) => {
      if (point.length !== n) throw new NetworkError('wrong-shape', `a point of ${point.length} numbers in dimension ${n}`, 'give one point');
      const { score, parts } = partsAt(law, t, point);
      return jetOf(parts, score, n);
    },
  };
};
