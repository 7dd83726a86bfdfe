/**
 * The Riccati equation with constant coefficients by the matrix exponential: the second way, without a Runge–Kutta method.
 *
 * In reversed time s = T − t the pair (X, Y) with P = Y X⁻¹ solves the linear Hamiltonian system
 *   d/ds (X, Y) = ((−A, S), (Q, Aᵀ)) (X, Y),   X(T) = I, Y(T) = M,
 * and over a segment of length h, with E = exp(h·Hamiltonian) in blocks, P ↦ (E₂₁ + E₂₂ P)(E₁₁ + E₁₂ P)⁻¹. It is started
 * anew at every segment, which keeps X far from singular. Source: E. J. Davison & M. C. Maki, The numerical solution of
 * the matrix Riccati differential equation, IEEE Trans. Automat. Control 18 (1973); restarts: C. Kenney & R. B. Leipnik,
 * Numerical integration of the differential matrix Riccati equation, ibid. 30 (1985).
 *
 * The exponential is the library's (linear-algebra/library.ts). The equation, the conventions and the errors are those of
 * riccati.ts; a determinant of X that does not stay positive is the finite escape: NumericError('exploded').
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { checkedHorizon, checkedMatrix, checkedSymmetric } from '../linear-algebra/checked.ts';
import type { Matrix } from '../linear-algebra/dense.ts';
import { blockOf, columnNorm, distance, largest, multiply, putBlock, scaled, scaledSum, symmetrise, transposeOf } from '../linear-algebra/dense.ts';
import type { LinearAlgebra } from '../linear-algebra/library.ts';
import { linearAlgebra } from '../linear-algebra/library.ts';
import type { Elimination } from '../linear-algebra/lu.ts';
import { eliminate, solveMatrix } from '../linear-algebra/lu.ts';
import { NumericError } from '../numeric-error.ts';

/** The coefficients of riccati.ts, constant. */
export interface ConstantRiccati {
  readonly dimension: number;
  readonly drift: ArrayLike<number>;
  readonly running: ArrayLike<number>;
  readonly control: ArrayLike<number>;
  readonly terminal: ArrayLike<number>;
  readonly horizon: number;
}

export interface DavisonMaki {
  /** The ends of the segments, from 0 to T. */
  readonly times: Float64Array;
  /** P at each of them. */
  readonly matrices: readonly Matrix[];
  /** P(0). */
  readonly initial: Matrix;
  readonly error: ErrorEstimate;
}

const hamiltonianOf = ({ dimension: n, drift, running, control }: ConstantRiccati): Matrix => {
  const a = checkedMatrix('the drift A', drift, n, n);
  const hamiltonian = new Float64Array(4 * n * n);
  putBlock(hamiltonian, 2 * n, 0, 0, scaled(-1, a), n, n);
  putBlock(hamiltonian, 2 * n, 0, n, checkedSymmetric('the control weight S', control, n), n, n);
  putBlock(hamiltonian, 2 * n, n, 0, checkedSymmetric('the running cost Q', running, n), n, n);
  putBlock(hamiltonian, 2 * n, n, n, transposeOf(a, n, n), n, n);
  return hamiltonian;
};

const escaped = (t: number): NumericError => new NumericError('exploded',
  `the Riccati equation escapes to infinity near t = ${Number(t.toPrecision(4))}`, 'shorten the horizon, or take costs that are not negative');

/** X of the segment that ends at t, factored; it has to have a positive determinant, as I has. */
const denominator = (x: Matrix, n: number, t: number): Elimination => {
  try {
    const factored = eliminate(x, n, 'X');
    if (factored.determinant > 0) return factored;
  } catch (error) {
    if (!(error instanceof NumericError)) throw error;
  }
  throw escaped(t);
};

/** P at the ends of so many equal segments, the last first. */
const sweep = (problem: ConstantRiccati, hamiltonian: Matrix, segments: number, algebra: LinearAlgebra): readonly Matrix[] => {
  const { dimension: n, horizon } = problem;
  const h = horizon / segments;
  const e = algebra.exponential(scaled(h, hamiltonian), 2 * n);
  const [e11, e12] = [blockOf(e, 2 * n, 0, 0, n, n), blockOf(e, 2 * n, 0, n, n, n)];
  const [e21, e22] = [blockOf(e, 2 * n, n, 0, n, n), blockOf(e, 2 * n, n, n, n, n)];
  const matrices = [checkedSymmetric('the terminal cost M', problem.terminal, n)];
  for (let k = 1; k <= segments; k += 1) {
    const p = matrices[k - 1] as Matrix;
    const x = scaledSum(1, multiply(e12, p, n, n, n), e11);
    const y = scaledSum(1, multiply(e22, p, n, n, n), e21);
    // P is symmetric: P = Y X⁻¹ is the transpose of the solution of Xᵀ Z = Yᵀ.
    const z = solveMatrix(denominator(transposeOf(x, n, n), n, horizon - k * h), transposeOf(y, n, n), n);
    matrices.push(symmetrise(z, n));
  }
  return matrices;
};

/**
 * At equal segments; without `segments`, so many that ‖h·Hamiltonian‖₁ is at most ½. The estimate is the largest difference
 * from the same with half as many segments, which differ by rounding alone, and the rounding of one segment.
 */
export const davisonMaki = async (problem: ConstantRiccati, segments?: number): Promise<DavisonMaki> => {
  checkedHorizon(0, problem.horizon);
  const algebra = await linearAlgebra();
  const hamiltonian = hamiltonianOf(problem);
  const norm = columnNorm(hamiltonian, 2 * problem.dimension);
  const half = Math.max(1, Math.ceil((segments ?? Math.ceil(2 * problem.horizon * norm)) / 2));
  const fine = sweep(problem, hamiltonian, 2 * half, algebra).toReversed();
  const coarse = sweep(problem, hamiltonian, half, algebra).toReversed();
  const difference = coarse.reduce((most, p, k) => Math.max(most, distance(p, fine[2 * k] as Matrix)), 0);
  const size = Math.max(...fine.map(largest));
  if (!Number.isFinite(size)) throw escaped(0);
  const bound = difference + 4 * problem.dimension * Number.EPSILON * size;
  return {
    times: Float64Array.from(fine, (_, k) => k === 2 * half ? problem.horizon : k * problem.horizon / (2 * half)),
    matrices: fine,
    initial: fine[0] as Matrix,
    error: { bound, by: 'half as many segments', order: null, asymptotic: bound <= 1e-6 * size },
  };
};
