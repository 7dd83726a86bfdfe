/**
 * A mixture of normal laws, p = Σ w_k N(m_k, Σ_k), in any dimension.
 *
 * With responsibilities r_k = w_k N_k / p and component scores s_k: s = ∇log p = Σ r_k s_k and
 * ∇²log p = Σ r_k ((s_k − s)(s_k − s)ᵀ − Σ_k⁻¹). All by logarithms (log-sum-exp.ts): far away, and for weights
 * as small as 10⁻³⁰⁰, scores stay exact where the density itself is 0 in doubles.
 *
 * Throws NumericError: `not-applicable` for weights that are negative or do not sum to 1 (they may be given unnormalised
 * with `normalise`), `vanished` where even the logarithm of the density leaves the doubles (beyond 10¹⁵⁰ deviations), and
 * what gaussian.ts throws.
 */
import { normalDistribution } from '../arithmetic/normal-distribution.ts';
import { checkedVector } from '../linear-algebra/checked.ts';
import type { Matrix, Vector } from '../linear-algebra/dense.ts';
import { inner, matrixVector } from '../linear-algebra/dense.ts';
import { NumericError } from '../numeric-error.ts';
import type { Stream } from '../random/stream.ts';
import { Gaussian } from './gaussian.ts';
import { logSumExp, logSumGradient, logSumHessian } from './log-sum-exp.ts';

export interface MixtureComponent {
  readonly weight: number;
  readonly mean: ArrayLike<number>;
  readonly covariance: ArrayLike<number>;
}

/** The same components with weights that sum to 1. */
export const normalise = (components: readonly MixtureComponent[]): readonly MixtureComponent[] => {
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0 && Number.isFinite(total))) throw new NumericError('vanished', `the weights sum to ${total}`, 'give weights with a positive finite sum');
  return components.map((component) => ({ ...component, weight: component.weight / total }));
};

const checkWeights = (components: readonly MixtureComponent[]): void => {
  if (components.length === 0) throw new NumericError('not-applicable', 'a mixture without components', 'give at least one component');
  if (components.some(({ weight }) => !(weight >= 0))) throw new NumericError('not-applicable', 'a weight of the mixture is negative or not a number', 'give weights that are not negative');
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  if (!(Math.abs(total - 1) <= 1e-12)) throw new NumericError('not-applicable', `the weights sum to ${total}`, 'give weights that sum to 1');
};

export class GaussianMixture {
  readonly dimension: number;
  readonly weights: Vector;
  readonly components: readonly Gaussian[];
  readonly #logWeights: Vector;
  readonly #exponents: Vector;
  readonly #shares: Vector;
  readonly #scores: readonly Vector[];
  readonly #precisions: readonly Matrix[];
  /** The stream that was last sampled from, and the one that was split off it to choose components. */
  #stream: Stream | null = null;
  #levels: Stream | null = null;

  constructor(components: readonly MixtureComponent[]) {
    checkWeights(components);
    this.dimension = components[0]!.mean.length;
    this.components = components.map(({ mean, covariance }) => {
      checkedVector('the mean of a component', mean, this.dimension);
      return new Gaussian(mean, covariance);
    });
    this.weights = Float64Array.from(components, ({ weight }) => weight);
    this.#logWeights = this.weights.map(Math.log);
    this.#exponents = new Float64Array(components.length);
    this.#shares = new Float64Array(components.length);
    this.#scores = this.components.map(() => new Float64Array(this.dimension));
    this.#precisions = this.components.map(({ precision }) => precision);
  }

  logDensity(x: ArrayLike<number>): number {
    this.components.forEach((component, k) => { this.#exponents[k] = this.#logWeights[k]! + component.logDensity(x); });
    const value = logSumExp(this.#exponents, this.#shares);
    if (Number.isNaN(value)) throw new NumericError('not-finite', 'the log-density is not a number', 'give a finite point');
    if (!Number.isFinite(value)) throw new NumericError('vanished', `the log-density is ${value}`, 'take a point nearer to the means');
    return value;
  }

  /** 0 where it is smaller than any double. */
  density(x: ArrayLike<number>): number {
    return Math.exp(this.logDensity(x));
  }

  /** r_k(x): the probability that x came from component k. */
  responsibilities(x: ArrayLike<number>): Vector {
    this.logDensity(x);
    return this.#shares.slice();
  }

  /** ∇log p. */
  score(x: ArrayLike<number>, out: Vector = new Float64Array(this.dimension)): Vector {
    this.logDensity(x);
    this.components.forEach((component, k) => component.score(x, this.#scores[k]));
    return logSumGradient(this.#shares, this.#scores, out);
  }

  /** ∇²log p, row after row. */
  hessian(x: ArrayLike<number>, out: Matrix = new Float64Array(this.dimension ** 2)): Matrix {
    return logSumHessian(this.#shares, this.#scores, this.score(x), -1, this.#precisions, out);
  }

  /** P(X ≤ x), in dimension 1. */
  cdf(x: number): number {
    if (this.dimension !== 1) throw new NumericError('not-applicable', `a distribution function in dimension ${this.dimension}`, 'project on a direction first');
    if (Number.isNaN(x)) throw new NumericError('not-finite', 'a distribution function at NaN', 'give a number');
    return this.components.reduce((sum, { mean, factor }, k) => sum + this.weights[k]! * normalDistribution((x - mean[0]!) / factor[0]!), 0);
  }

  /** The law of a · X, in dimension 1. */
  projected(direction: ArrayLike<number>): GaussianMixture {
    const a = checkedVector('the direction', direction, this.dimension);
    const n = this.dimension;
    return new GaussianMixture(this.components.map(({ mean, covariance }, k) => ({
      weight: this.weights[k]!, mean: [inner(a, mean)], covariance: [inner(a, matrixVector(covariance, a, n, n))],
    })));
  }

  mean(): Vector {
    const out = new Float64Array(this.dimension);
    this.components.forEach(({ mean }, k) => {
      for (let i = 0; i < out.length; i += 1) out[i] = out[i]! + this.weights[k]! * mean[i]!;
    });
    return out;
  }

  /** Σ w_k (Σ_k + (m_k − m)(m_k − m)ᵀ). */
  covariance(): Matrix {
    const n = this.dimension;
    const whole = this.mean();
    const out = new Float64Array(n * n);
    this.components.forEach(({ mean, covariance }, k) => {
      for (let i = 0; i < n; i += 1) {
        for (let j = 0; j < n; j += 1) {
          out[i * n + j] = out[i * n + j]! + this.weights[k]! * (covariance[i * n + j]! + (mean[i]! - whole[i]!) * (mean[j]! - whole[j]!));
        }
      }
    });
    return out;
  }

  /** Sample number `index`: its component by the uniform number of that index of a stream of its own, then as gaussian.ts. */
  sample(stream: Stream, index: number, out: Vector = new Float64Array(this.dimension)): Vector {
    if (this.#stream !== stream) [this.#stream, this.#levels] = [stream, stream.split('component')];
    const level = this.#levels!.uniform(index);
    let sum = 0;
    let chosen = 0;
    // A component without weight is never taken, rounding of the sum or not.
    for (let k = 0; k < this.weights.length && sum <= level; k += 1) {
      if (this.weights[k]! > 0) chosen = k;
      sum += this.weights[k]!;
    }
    return this.components[chosen]!.sample(stream, index, out);
  }
}
