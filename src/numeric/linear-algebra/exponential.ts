/**
 * The exponential of a small matrix, by scaling and squaring with the diagonal Padé approximant of degree 13.
 *
 * N. J. Higham, The scaling and squaring method for the matrix exponential revisited, SIAM J. Matrix Anal. Appl. 26
 * (2005): e^A = r₁₃(2^−s A)^(2^s) with ‖2^−s A‖₁ ≤ 5.37, backward error of the order of a rounding. The processes here ask
 * for it at every time; the library's (library.ts), of another degree and scaling, some twenty times slower and two digits less
 * exact at n = 8, is the second opinion. Throws NumericError: `not-finite`, `exploded`.
 */
import { NumericError } from '../numeric-error.ts';
import type { Matrix } from './dense.ts';
import { columnNorm, identityMatrix, multiply, scaled } from './dense.ts';
import { eliminate, solveMatrix } from './lu.ts';

const LARGEST_NORM = 5.371920351148152;
/** (26 − k)! 13! / (26! k! (13 − k)!), times their common denominator. */
const PADE = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
] as const;

/** Σ c_k A^(2k) over the even powers that are given, from I on. */
const combination = (coefficients: readonly number[], powers: readonly Matrix[]): Matrix => {
  const out = new Float64Array((powers[0] as Matrix).length);
  coefficients.forEach((c, k) => {
    const power = powers[k] as Matrix;
    for (let i = 0; i < out.length; i += 1) out[i] = out[i]! + c * power[i]!;
  });
  return out;
};

const plus = (a: Matrix, b: Matrix): Matrix => a.map((entry, i) => entry + b[i]!);
const less = (a: Matrix, b: Matrix): Matrix => a.map((entry, i) => entry - b[i]!);

/** r₁₃(A), for ‖A‖₁ below the bound. */
const pade = (a: Matrix, n: number): Matrix => {
  const two = multiply(a, a, n, n, n);
  const four = multiply(two, two, n, n, n);
  const six = multiply(four, two, n, n, n);
  const powers = [identityMatrix(n), two, four, six];
  const half = (first: 0 | 1): Matrix => {
    const c = (k: number): number => PADE[first + 2 * k] as number;
    const high = multiply(six, combination([0, c(4), c(5), c(6)], powers), n, n, n);
    return plus(high, combination([c(0), c(1), c(2), c(3)], powers));
  };
  const odd = multiply(a, half(1), n, n, n);
  const even = half(0);
  return solveMatrix(eliminate(less(even, odd), n, 'the denominator of the exponential'), plus(even, odd), n);
};

export const exponential = (a: Matrix, n: number): Matrix => {
  const norm = columnNorm(a, n);
  if (!Number.isFinite(norm)) throw new NumericError('not-finite', 'a matrix to be exponentiated has entries that are not finite', 'give finite coefficients');
  const squarings = Math.max(0, Math.ceil(Math.log2(norm / LARGEST_NORM)));
  if (squarings > 64) throw new NumericError('exploded', `the exponential of a matrix of norm ${norm}`, 'shorten the horizon, or scale the coefficients');
  let result = pade(scaled(2 ** -squarings, a), n);
  for (let k = 0; k < squarings; k += 1) result = multiply(result, result, n, n, n);
  if (!result.every(Number.isFinite)) throw new NumericError('exploded', `the exponential of a matrix of norm ${norm} overflows`, 'shorten the horizon, or scale the coefficients');
  return result;
};
