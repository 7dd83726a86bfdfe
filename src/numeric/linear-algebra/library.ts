/**
 * Dense linear algebra and special functions of mathjs, behind this one file.
 *
 * The library is loaded when it is first asked for (half a second or more, once). Its subset of plain numbers
 * (`mathjs/number`) loads faster but has no matrices. What is taken from it is what it does well: the exponential,
 * eigenvalues and eigenvectors of symmetric matrices, the error function. Its `lyap` and `sylvester` are not taken: they
 * rest on a Schur form that is iterated without shifts to 10⁻⁴, and leave residuals of 0.1 for ordinary stable 3 × 3
 * matrices; ode/lyapunov.ts solves that equation.
 *
 * Matrices as in dense.ts. Throws NumericError: `not-finite`, `no-convergence`, `not-applicable` for eigenvalues of a matrix that is not
 * symmetric.
 */
import { NumericError } from '../numeric-error.ts';
import { checkedSymmetric } from './checked.ts';
import type { Matrix, Vector } from './dense.ts';

export interface SymmetricEigen {
  /** In rising order. */
  readonly values: Vector;
  /** Column k belongs to value k; orthonormal. */
  readonly vectors: Matrix;
}

export interface LinearAlgebra {
  readonly exponential: (a: Matrix, n: number) => Matrix;
  readonly symmetricEigen: (a: Matrix, n: number) => SymmetricEigen;
  readonly erf: (x: number) => number;
}

const rowsOf = (a: Matrix, n: number): number[][] => Array.from({ length: n }, (_, i) => [...a.subarray(i * n, (i + 1) * n)]);

/** What the library throws where it cannot go on; the others are faults of whoever called it, or of the library. */
const isItsOwn = (error: unknown): error is Error =>
  error instanceof Error && !(error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError || error instanceof SyntaxError);

/** Runs what may throw errors of the library's own, and insists on finite numbers. */
const guarded = (what: string, compute: () => readonly number[]): Float64Array => {
  let found: readonly number[];
  try {
    found = compute();
  } catch (error) {
    if (!isItsOwn(error)) throw error;
    throw new NumericError('no-convergence', `${what}: ${error.message}`, 'scale the matrix, or take another');
  }
  const result = Float64Array.from(found);
  if (!result.every(Number.isFinite)) throw new NumericError('not-finite', `${what} is not finite`, 'scale the matrix, or shorten the horizon');
  return result;
};

const load = async (): Promise<LinearAlgebra> => {
  const library = await import('mathjs');
  return {
    exponential: (a, n) => guarded('the exponential of a matrix', () =>
      (library.expm(library.matrix(rowsOf(a, n))).toArray() as number[][]).flat()),
    symmetricEigen: (a, n) => {
      checkedSymmetric('a matrix whose eigenvalues are asked for', a, n);
      const found = guarded('an eigenvalue or an eigenvector', () => {
        const pairs = library.eigs(rowsOf(a, n)).eigenvectors as readonly { readonly value: number; readonly vector: readonly number[] }[];
        const sorted = pairs.toSorted((one, other) => one.value - other.value);
        return [...sorted.map(({ value }) => value), ...Array.from({ length: n * n }, (_, i) => sorted[i % n]?.vector[Math.floor(i / n)] as number)];
      });
      return { values: found.slice(0, n), vectors: found.slice(n) };
    },
    erf: (x) => library.erf(x),
  };
};

let loading: Promise<LinearAlgebra> | null = null;

export const linearAlgebra = (): Promise<LinearAlgebra> => {
  loading ??= load();
  return loading;
};
