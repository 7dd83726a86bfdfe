/**
 * Normal laws of trajectories: any covariance, also one without full rank, since trajectories obey their dynamics.
 *
 * For τ ~ N(m, S) of n components:
 *   given C τ = y:            N(m + G (y − C m), S − G C S),   G = S Cᵀ (C S Cᵀ)⁻¹;
 *   tilted by exp J, J = g·τ − ½ τᵀ Q τ:   N(m + S' (g − Q m), S'),   S' = (I + S Q)⁻¹ S = F (I + Fᵀ Q F)⁻¹ Fᵀ for S = F Fᵀ.
 * Both are exact. The second form is taken, since it needs no inverse of S and stays symmetric.
 *
 * Throws NumericError: `singular-matrix` where C S Cᵀ has no inverse (an observation that the others determine) and where
 * I + Fᵀ Q F is not positive definite (the return outgrows the law, so that no tilted law exists).
 */
import { cholesky, solveLower, solveUpper } from '../../numeric/linear-algebra/cholesky.ts';
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import {
  congruence, identityMatrix, largest, matrixVector, multiply, multiplyTransposed, scaledSum, symmetrise, transposeOf,
} from '../../numeric/linear-algebra/dense.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import { principalDirections, rootOf } from './symmetric-eigen.ts';

export interface NormalLaw {
  readonly dimension: number;
  readonly mean: Vector;
  /** n × n, positive semidefinite. */
  readonly covariance: Matrix;
}

/** J(τ) = constant + linear·τ − ½ τᵀ curvature τ. */
export interface QuadraticReturn {
  readonly constant: number;
  readonly linear: Vector;
  readonly curvature: Matrix;
}

/** A part of the largest variance that is rounding. */
const KNOWN = 1e-13;

/** J(τ) for one trajectory. */
export const returnOf = ({ constant, linear, curvature }: QuadraticReturn, trajectory: ArrayLike<number>): number => {
  const n = linear.length;
  let sum = constant;
  for (let i = 0; i < n; i += 1) {
    let row = linear[i]!;
    for (let j = 0; j < n; j += 1) row -= 0.5 * curvature[i * n + j]! * trajectory[j]!;
    sum += row * trajectory[i]!;
  }
  return sum;
};

/** E J(τ) = J(m) − ½ tr(Q S). */
export const expectedReturn = (law: NormalLaw, of: QuadraticReturn): number => {
  let trace = 0;
  for (let i = 0; i < of.curvature.length; i += 1) trace += of.curvature[i]! * law.covariance[i]!;
  return returnOf(of, law.mean) - 0.5 * trace;
};

/** Columns of (L Lᵀ)⁻¹ B, B of n × m, for the Cholesky factor L. */
const solveBoth = (l: Matrix, b: Matrix, n: number, m: number): Matrix => {
  const out = new Float64Array(n * m), column = new Float64Array(n);
  for (let j = 0; j < m; j += 1) {
    for (let i = 0; i < n; i += 1) column[i] = b[i * m + j]!;
    solveUpper(l, solveLower(l, column, n, column), n, column);
    for (let i = 0; i < n; i += 1) out[i * m + j] = column[i]!;
  }
  return out;
};

/** What varies by rounding only is known already: beside the others, or before them. */
const checkSeen = (l: Matrix, observation: Matrix, m: number, n: number, size: number): void => {
  for (let i = 0; i < m; i += 1) {
    let square = 0;
    for (let j = 0; j < n; j += 1) square += observation[i * n + j]! ** 2;
    if (!(l[i * (m + 1)]! ** 2 > KNOWN * square * size)) {
      throw new NumericError('singular-matrix', `observation ${i + 1} of ${m} is known already`, 'leave it out');
    }
  }
};

/** G of the docstring, n × m, for C of m × n. */
export const regressionGain = (covariance: Matrix, n: number, observation: Matrix, m: number): Matrix => {
  const seen = multiply(observation, covariance, m, n, n);
  const l = cholesky(symmetrise(multiplyTransposed(seen, observation, m, n, m), m), m, 'the covariance of what is observed');
  checkSeen(l, observation, m, n, largest(covariance));
  return transposeOf(solveBoth(l, seen, m, n), m, n);
};

/** The law given that C τ = y, for C of m × n. */
export const conditioned = ({ dimension: n, mean, covariance }: NormalLaw, observation: Matrix, values: ArrayLike<number>): NormalLaw => {
  const m = values.length;
  const gain = regressionGain(covariance, n, observation, m);
  const expected = matrixVector(observation, mean, m, n);
  const surprise = Float64Array.from({ length: m }, (_, i) => values[i]! - expected[i]!);
  // (I − G C) S (I − G C)ᵀ: positive semidefinite whatever is rounded.
  const rest = scaledSum(-1, multiply(gain, observation, n, m, n), identityMatrix(n));
  return {
    dimension: n, mean: scaledSum(1, mean, matrixVector(gain, surprise, n, m)), covariance: congruence(rest, covariance, n, n),
  };
};

/** S' of the docstring from F (n × r) with F Fᵀ = S. */
export const tiltedCovariance = (factor: Matrix, n: number, r: number, curvature: Matrix): Matrix => {
  const inner = congruence(transposeOf(factor, n, r), curvature, r, n);
  for (let i = 0; i < r; i += 1) inner[i * r + i]! += 1;
  const l = cholesky(inner, r, 'the precision of the law tilted by its return');
  return symmetrise(multiply(factor, solveBoth(l, transposeOf(factor, n, r), r, n), n, r, n), n);
};

/** The law with the density ∝ p(τ) exp J(τ). */
export const tilted = ({ dimension: n, mean, covariance }: NormalLaw, { linear, curvature }: QuadraticReturn): NormalLaw => {
  const principal = principalDirections(covariance, n);
  const spread = tiltedCovariance(rootOf(principal), n, principal.rank, curvature);
  const slope = scaledSum(-1, matrixVector(curvature, mean, n, n), linear);
  return { dimension: n, mean: scaledSum(1, mean, matrixVector(spread, slope, n, n)), covariance: spread };
};

/** The law of A τ + b, A of m × n. */
export const affineImage = ({ dimension: n, mean, covariance }: NormalLaw, matrix: Matrix, shift: Vector): NormalLaw => ({
  dimension: shift.length, mean: scaledSum(1, matrixVector(matrix, mean, shift.length, n), shift), covariance: congruence(matrix, covariance, shift.length, n),
});

/** Rows of the identity: the observation of the components named. */
export const componentsOf = (n: number, components: readonly number[]): Matrix => {
  const out = new Float64Array(components.length * n);
  components.forEach((component, i) => { out[i * n + component] = 1; });
  return out;
};
