/**
 * Exact sampling of a linear process: over a step the law given x is normal, with mean Φ x + m and covariance C,
 *
 *   X_{k+1} = Φ X_k + m + L Z,   L Lᵀ = C.
 *
 * Nothing is discretised: the grid may be as coarse as one step. C may be singular (noise in few directions): L is Cholesky's
 * factor with zeros for the directions without variance. C that is not symmetric and nonnegative: NumericError('not-applicable').
 *
 * Component i of step k of path p takes normal number of `noise-index.ts` with as many noises as dimensions.
 */
import { semidefiniteFactor } from '../linear-algebra/cholesky.ts';
import { NumericError } from '../numeric-error.ts';
import type { KeyedStream } from '../random/streams.ts';
import type { Start } from './equation.ts';
import { strideOf } from './noise-index.ts';
import { checkState } from './plan.ts';

/** Row-major matrices. */
export interface Transition {
  readonly matrix: Float64Array;
  readonly shift: Float64Array;
  readonly covariance: Float64Array;
}

/** A lower triangular L with L Lᵀ = C for a symmetric C ≥ 0, row-major. */
export const rootOf = (covariance: Float64Array, dimension: number): Float64Array => {
  if (!covariance.every(Number.isFinite)) {
    throw new NumericError('not-finite', 'a covariance with an entry that is not a number', 'look for overflow where it is computed');
  }
  const scale = covariance.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j < i; j++) {
      if (Math.abs((covariance[i * dimension + j] as number) - (covariance[j * dimension + i] as number)) > 1e-10 * scale) {
        throw new NumericError('not-applicable', 'a covariance that is not symmetric', 'give a symmetric matrix');
      }
    }
  }
  return semidefiniteFactor(covariance, dimension, 'the covariance');
};

const checkInput = (transitions: readonly Transition[], dimension: number, paths: number): void => {
  if (transitions.length === 0) throw new NumericError('no-horizon', 'paths without a transition', 'give at least one');
  if (!(Number.isSafeInteger(paths) && paths >= 1)) throw new NumericError('not-applicable', `${paths} paths`, 'take at least one');
  const fits = transitions.every(({ matrix, shift, covariance }) =>
    matrix.length === dimension ** 2 && shift.length === dimension && covariance.length === dimension ** 2);
  if (!fits) throw new NumericError('not-applicable', `a transition that is not one in dimension ${dimension}`, 'give matrices of that dimension');
};

/** End points of `paths` paths after the transitions, one after the other. */
export const sampleLinear = (
  transitions: readonly Transition[], start: Start, dimension: number, paths: number, stream: KeyedStream,
): Float64Array => {
  checkInput(transitions, dimension, paths);
  const roots = transitions.map(({ covariance }) => rootOf(covariance, dimension));
  const normals = new Float64Array(transitions.length * dimension);
  const stride = strideOf(transitions.length, dimension);
  const ends = new Float64Array(paths * dimension);
  const [x, y] = [new Float64Array(dimension), new Float64Array(dimension)];
  for (let path = 0; path < paths; path++) {
    start(path, x);
    stream.fillNormals(path * stride, normals);
    transitions.forEach(({ matrix, shift }, k) => {
      const L = roots[k] as Float64Array;
      for (let i = 0; i < dimension; i++) {
        let sum = shift[i] as number;
        for (let j = 0; j < dimension; j++) sum += (matrix[i * dimension + j] as number) * (x[j] as number);
        for (let j = 0; j <= i; j++) sum += (L[i * dimension + j] as number) * (normals[k * dimension + j] as number);
        y[i] = sum;
      }
      x.set(y);
    });
    checkState(x, transitions.length, path);
    ends.set(x, path * dimension);
  }
  return ends;
};

/** A start that is normal with the given mean and covariance. Its stream must be another one than that of the paths. */
export const normalStart = (mean: Float64Array, covariance: Float64Array, stream: KeyedStream): Start => {
  const dimension = mean.length;
  const L = rootOf(covariance, dimension);
  return (path, out) => {
    for (let i = 0; i < dimension; i++) {
      let sum = mean[i] as number;
      for (let j = 0; j <= i; j++) sum += (L[i * dimension + j] as number) * stream.normal(path * strideOf(1, dimension) + j);
      out[i] = sum;
    }
  };
};
