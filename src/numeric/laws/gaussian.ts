/**
 * The normal law N(m, Σ) in any dimension, from the Cholesky factor of its covariance.
 *
 * With z = L⁻¹(x − m): log p = −½|z|² − ½ log det Σ − (d/2) log 2π, ∇log p = −L⁻ᵀz, ∇²log p = −Σ⁻¹. Samples are m + L ξ.
 * A covariance that is not positive definite throws NumericError('singular-matrix'), one that is not symmetric
 * `not-applicable`, numbers that are not finite `not-finite`, a point among them.
 */
import { checkedSymmetric, checkedVector } from '../linear-algebra/checked.ts';
import { cholesky, inverseOfFactor, logDeterminant, solveLower, solveUpper } from '../linear-algebra/cholesky.ts';
import type { Matrix, Vector } from '../linear-algebra/dense.ts';
import { NumericError } from '../numeric-error.ts';
import type { Stream } from '../random/stream.ts';

const LOG_TWO_PI = 1.8378770664093453;

const notAPoint = (x: ArrayLike<number>, dimension: number): NumericError =>
  new NumericError('not-finite', `[${Array.from(x).join(', ')}] is no point in dimension ${dimension}`, 'give a finite point');

export class Gaussian {
  readonly dimension: number;
  readonly mean: Vector;
  readonly covariance: Matrix;
  /** L of Σ = L Lᵀ. */
  readonly factor: Matrix;
  /** Σ⁻¹. */
  readonly precision: Matrix;
  /** −½ log det(2π Σ). */
  readonly logNormaliser: number;
  readonly #whitened: Vector;

  constructor(mean: ArrayLike<number>, covariance: ArrayLike<number>) {
    const n = mean.length;
    if (n === 0) throw new NumericError('not-applicable', 'a normal law without components', 'give at least one');
    this.dimension = n;
    this.mean = checkedVector('the mean', mean, n);
    this.covariance = checkedSymmetric('the covariance', covariance, n);
    this.factor = cholesky(this.covariance, n, 'the covariance');
    this.precision = inverseOfFactor(this.factor, n);
    this.logNormaliser = -0.5 * (logDeterminant(this.factor, n) + n * LOG_TWO_PI);
    this.#whitened = new Float64Array(n);
  }

  logDensity(x: ArrayLike<number>): number {
    const { dimension: n, mean, factor } = this;
    const z = this.#whitened;
    for (let i = 0; i < n; i += 1) z[i] = x[i]! - mean[i]!;
    solveLower(factor, z, n, z);
    let square = 0;
    for (let i = 0; i < n; i += 1) square += z[i]! * z[i]!;
    if (Number.isNaN(square)) throw notAPoint(x, n);
    return this.logNormaliser - 0.5 * square;
  }

  density(x: ArrayLike<number>): number {
    return Math.exp(this.logDensity(x));
  }

  /** ∇log p. */
  score(x: ArrayLike<number>, out: Vector = new Float64Array(this.dimension)): Vector {
    const { dimension: n, mean, factor } = this;
    for (let i = 0; i < n; i += 1) out[i] = mean[i]! - x[i]!;
    solveUpper(factor, solveLower(factor, out, n, out), n, out);
    for (let i = 0; i < n; i += 1) if (Number.isNaN(out[i])) throw notAPoint(x, n);
    return out;
  }

  /** ∇²log p, the same everywhere. */
  hessian(): Matrix {
    return this.precision.map((entry) => -entry);
  }

  /** Sample number `index`: it takes the normal numbers index·d, …, index·d + d − 1 of the stream. */
  sample(stream: Stream, index: number, out: Vector = new Float64Array(this.dimension)): Vector {
    const { dimension: n, mean, factor } = this;
    for (let i = 0; i < n; i += 1) out[i] = mean[i]!;
    for (let k = 0; k < n; k += 1) {
      const normal = stream.normal(index * n + k);
      for (let i = k; i < n; i += 1) out[i] = out[i]! + factor[i * n + k]! * normal;
    }
    return out;
  }
}
