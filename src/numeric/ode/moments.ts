/**
 * Mean and covariance of a linear process with coefficients that depend on time, by ordinary differential equations.
 *
 * dX = (A(t) X + b(t)) dt + G(t) dW. Given X_s = x the law of X_t is normal with mean Φ x + c and covariance C, where
 *   Φ' = A Φ, Φ(s) = I;   c' = A c + b, c(s) = 0;   C' = A C + C Aᵀ + G Gᵀ, C(s) = 0.
 * Source: Karatzas & Shreve, Brownian Motion and Stochastic Calculus (1991), section 5.6. Φ is kept by columns of its
 * transpose, C by one triangle. Throws NumericError as dormand-prince.ts does, and `no-horizon` for an end before the start.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { checkedHorizon, checkedSymmetric, checkedVector } from '../linear-algebra/checked.ts';
import { semidefiniteFactor } from '../linear-algebra/cholesky.ts';
import type { Matrix, Vector } from '../linear-algebra/dense.ts';
import { congruence, matrixVector, scaledSum } from '../linear-algebra/dense.ts';
import type { Coefficient } from './coefficient.ts';
import { reader } from './coefficient.ts';
import type { RightHandSide, Tolerances } from './dormand-prince.ts';
import { solveOde } from './dormand-prince.ts';

export interface LinearCoefficients {
  /** Components of the state. */
  readonly dimension: number;
  /** Components of W. */
  readonly noises: number;
  /** A, dimension × dimension. */
  readonly drift: Coefficient;
  /** b. */
  readonly shift: Coefficient;
  /** G, dimension × noises. */
  readonly noise: Coefficient;
}

/** X_t = matrix·X_s + shift + N(0, covariance). */
export interface Transition {
  readonly dimension: number;
  readonly matrix: Matrix;
  readonly shift: Vector;
  readonly covariance: Matrix;
  readonly error: ErrorEstimate;
}

export interface Moments {
  readonly mean: Vector;
  readonly covariance: Matrix;
}

const DEFAULT: Tolerances = { relative: 1e-11, absolute: 1e-13 };

/** Φ, then c, then the upper triangle of C. */
const rightHandSide = (process: LinearCoefficients): RightHandSide => {
  const { dimension: n, noises: r } = process;
  const drift = reader('the drift A', process.drift, n, n);
  const shift = reader('the shift b', process.shift, n, 1);
  const noise = reader('the noise G', process.noise, n, r);
  const covariance = new Float64Array(n * n);
  return (t, y, out) => {
    const [a, b, g] = [drift(t), shift(t), noise(t)];
    unpack(y, n, covariance);
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < n; j += 1) {
        let sum = 0;
        for (let k = 0; k < n; k += 1) sum += a[i * n + k]! * y[k * n + j]!;
        out[i * n + j] = sum;
      }
      let speed = b[i]!;
      for (let k = 0; k < n; k += 1) speed += a[i * n + k]! * y[n * n + k]!;
      out[n * n + i] = speed;
    }
    let at = n * n + n;
    for (let i = 0; i < n; i += 1) {
      for (let j = i; j < n; j += 1, at += 1) {
        let sum = 0;
        for (let k = 0; k < n; k += 1) sum += a[i * n + k]! * covariance[k * n + j]! + a[j * n + k]! * covariance[k * n + i]!;
        for (let k = 0; k < r; k += 1) sum += g[i * r + k]! * g[j * r + k]!;
        out[at] = sum;
      }
    }
  };
};

/** C from the triangle behind Φ and c. */
const unpack = (y: Float64Array, n: number, out: Matrix): Matrix => {
  let at = n * n + n;
  for (let i = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1, at += 1) out[i * n + j] = out[j * n + i] = y[at]!;
  }
  return out;
};

/** The transition from `start` to any time up to `end`, by one solution. */
export const transitions = (
  process: LinearCoefficients, start: number, end: number, tolerances: Tolerances = DEFAULT,
): ((t: number) => Transition) => {
  checkedHorizon(start, end);
  const n = process.dimension;
  const initial = new Float64Array(n * n + n + n * (n + 1) / 2);
  for (let i = 0; i < n; i += 1) initial[i * n + i] = 1;
  const solution = solveOde(rightHandSide(process), start, end, initial, { order: 8, ...tolerances });
  return (t) => {
    const y = t === end ? solution.final : solution.at(t);
    return {
      dimension: n, matrix: y.slice(0, n * n), shift: y.slice(n * n, n * n + n),
      covariance: unpack(y, n, new Float64Array(n * n)), error: solution.error,
    };
  };
};

/** Mean Φ m + c and covariance Φ C Φᵀ + C' of the law after a transition. */
export const pushMoments = ({ dimension: n, matrix, shift, covariance }: Transition, law: Moments): Moments => ({
  mean: scaledSum(1, matrixVector(matrix, law.mean, n, n), shift),
  covariance: scaledSum(1, congruence(matrix, law.covariance, n, n), covariance),
});

/** Mean and covariance at any time up to `end`, of the process that starts with the moments given. */
export const moments = (
  process: LinearCoefficients, start: number, end: number,
  initial: { readonly mean: ArrayLike<number>; readonly covariance: ArrayLike<number> }, tolerances: Tolerances = DEFAULT,
): ((t: number) => Moments) => {
  const n = process.dimension;
  const law = {
    mean: checkedVector('the initial mean', initial.mean, n),
    covariance: checkedSymmetric('the initial covariance', initial.covariance, n),
  };
  semidefiniteFactor(law.covariance, n, 'the initial covariance');
  const transition = transitions(process, start, end, tolerances);
  return (t) => pushMoments(transition(t), law);
};
