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
 * X = I at the start of a segment, and P is finite as long as X is regular. A segment is halved until h‖Hamiltonian‖ ≤ 1, so
 * that X does not come back from where it was singular, and ‖X − I‖ < 1 at its end: of an X that has been singular on the way
 * neither a determinant nor the next P need show it, since two poles at one time change the sign twice. Where halving does not
 * help, that is the finite escape: NumericError('exploded').
 *
 * The exponential is the library's (linear-algebra/library.ts). The equation, the conventions and the other errors are those of
 * riccati.ts, and `not-applicable` for segments that are no positive integer.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { checkedHorizon, checkedMatrix, checkedSymmetric } from '../linear-algebra/checked.ts';
import type { Matrix } from '../linear-algebra/dense.ts';
import { blockOf, columnNorm, distance, identityMatrix, largest, multiply, putBlock, scaled, scaledSum, symmetrise, transposeOf } from '../linear-algebra/dense.ts';
import type { LinearAlgebra } from '../linear-algebra/library.ts';
import { linearAlgebra } from '../linear-algebra/library.ts';
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

/** exp(h·Hamiltonian) in blocks of n × n. */
interface Flow {
  readonly e11: Matrix;
  readonly e12: Matrix;
  readonly e21: Matrix;
  readonly e22: Matrix;
}

const flowOf = (hamiltonian: Matrix, n: number, h: number, algebra: LinearAlgebra): Flow => {
  const e = algebra.exponential(scaled(h, hamiltonian), 2 * n);
  return {
    e11: blockOf(e, 2 * n, 0, 0, n, n), e12: blockOf(e, 2 * n, 0, n, n, n),
    e21: blockOf(e, 2 * n, n, 0, n, n), e22: blockOf(e, 2 * n, n, n, n, n),
  };
};

/** So often a segment is halved before it is given up. */
const MOST_HALVINGS = 40;

/** P at the ends of so many equal segments, the last first. */
const sweep = (problem: ConstantRiccati, hamiltonian: Matrix, segments: number, algebra: LinearAlgebra): readonly Matrix[] => {
  const { dimension: n, horizon } = problem;
  const norm = columnNorm(hamiltonian, 2 * n);
  const flows: Flow[] = [];
  /** From t back over a segment that has been halved so often. */
  const back = (p: Matrix, t: number, halvings: number): Matrix => {
    const h = horizon / segments / 2 ** halvings;
    if (halvings > MOST_HALVINGS) throw escaped(t);
    const { e11, e12, e21, e22 } = flows[halvings] ??= flowOf(hamiltonian, n, h, algebra);
    const x = scaledSum(1, multiply(e12, p, n, n, n), e11);
    if (!(h * norm <= 1 && columnNorm(scaledSum(-1, identityMatrix(n), x), n) < 1)) {
      return back(back(p, t, halvings + 1), t - h / 2, halvings + 1);
    }
    const y = scaledSum(1, multiply(e22, p, n, n, n), e21);
    // P is symmetric: P = Y X⁻¹ is the transpose of the solution of Xᵀ Z = Yᵀ.
    return symmetrise(solveMatrix(eliminate(transposeOf(x, n, n), n, 'X'), transposeOf(y, n, n), n), n);
  };
  const matrices = [checkedSymmetric('the terminal cost M', problem.terminal, n)];
  for (let k = 0; k < segments; k += 1) matrices.push(back(matrices[k] as Matrix, horizon - k * (horizon / segments), 0));
  return matrices;
};

/**
 * At equal segments; without `segments`, so many that ‖h·Hamiltonian‖₁ is at most ½. The estimate is the largest difference
 * from the same with half as many segments, which differ by rounding alone, and the rounding of one segment.
 */
export const davisonMaki = async (problem: ConstantRiccati, segments?: number): Promise<DavisonMaki> => {
  checkedHorizon(0, problem.horizon);
  if (segments !== undefined && !(Number.isSafeInteger(segments) && segments >= 1)) {
    throw new NumericError('not-applicable', `${segments} segments`, 'take at least one');
  }
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
