/**
 * Matrices and vectors that come from outside: of the right length, finite, symmetric where they must be.
 *
 * Throws NumericError: `not-finite`, or `not-applicable` for a wrong length and for a matrix that is not symmetric.
 */
import { NumericError } from '../numeric-error.ts';
import type { Matrix, Vector } from './dense.ts';
import { largest } from './dense.ts';

export const checkedVector = (name: string, a: ArrayLike<number>, length: number): Vector => {
  if (a.length !== length) {
    throw new NumericError('not-applicable', `${name} has ${a.length} entries instead of ${length}`, 'give as many entries as it has components');
  }
  const copy = Float64Array.from(a);
  const wrong = copy.findIndex((entry) => !Number.isFinite(entry));
  if (wrong >= 0) throw new NumericError('not-finite', `entry ${wrong} of ${name} is ${copy[wrong]!}`, 'give finite numbers');
  return copy;
};

export const checkedMatrix = (name: string, a: ArrayLike<number>, rows: number, columns: number): Matrix =>
  checkedVector(name, a, rows * columns);

/** A symmetric matrix, made exactly symmetric where it is so up to rounding. */
export const checkedSymmetric = (name: string, a: ArrayLike<number>, n: number): Matrix => {
  const copy = checkedMatrix(name, a, n, n);
  const allowed = 1e-12 * largest(copy);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const [low, high] = [copy[i * n + j]!, copy[j * n + i]!];
      if (Math.abs(low - high) > allowed) {
        throw new NumericError('not-applicable', `${name} is not symmetric: ${low} below the diagonal, ${high} above`, 'give a symmetric matrix');
      }
      copy[i * n + j] = copy[j * n + i] = 0.5 * (low + high);
    }
  }
  return copy;
};

/** A horizon: finite and after the start. Throws `no-horizon`. */
export const checkedHorizon = (start: number, end: number): void => {
  if (!Number.isFinite(start) || !Number.isFinite(end)) {
    throw new NumericError('not-finite', `the interval of time is [${start}, ${end}]`, 'give finite times');
  }
  if (end <= start) throw new NumericError('no-horizon', `time ends at ${end} and begins at ${start}`, 'give an end after the start');
};
