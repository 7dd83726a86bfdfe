/**
 * The matrix Riccati equation of linear-quadratic control, solved backwards in time.
 *
 * To minimise E[∫ ½(xᵀQx + uᵀRu) dt + ½ x_Tᵀ M x_T] along dX = (A x + B u) dt + G dW, with S = B R⁻¹ Bᵀ and D = G Gᵀ:
 *   −P' = Aᵀ P + P A − P S P + Q,  P(T) = M,      V(x,t) = ½ xᵀ P(t) x + c(t),  −c' = ½ tr(D P),  c(T) = 0,
 * and the control is u = −R⁻¹ Bᵀ P x. Source: Anderson & Moore, Optimal Control: Linear Quadratic Methods (1990), chapter 2.
 * One triangle of P is integrated, so that it stays symmetric, by the method of order 8 of
 * dormand-prince.ts unless the tolerances ask for another.
 *
 * Where a matrix is indefinite P may become infinite at a finite time: NumericError('exploded'). `no-horizon`,
 * `not-finite`, `not-applicable` (a matrix that should be symmetric) for bad input. davison-maki.ts is the second way.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { checkedHorizon, checkedSymmetric } from '../linear-algebra/checked.ts';
import { NumericError } from '../numeric-error.ts';
import type { Coefficient } from './coefficient.ts';
import { isConstant, reader } from './coefficient.ts';
import type { OdeSolution, RightHandSide, Tolerances } from './dormand-prince.ts';
import { solveOde } from './dormand-prince.ts';
import { riccatiKernel } from './wasm/riccati-kernel.ts';

/** Matrices of n × n, row after row. */
export interface RiccatiProblem {
  readonly dimension: number;
  readonly drift: Coefficient;
  /** Q, symmetric. */
  readonly running: Coefficient;
  /** S = B R⁻¹ Bᵀ, symmetric. */
  readonly control: Coefficient;
  /** M, symmetric. */
  readonly terminal: ArrayLike<number>;
  /** T; time begins at 0. */
  readonly horizon: number;
  /** D = G Gᵀ, symmetric; without it the offset c is 0. */
  readonly noise?: Coefficient;
}

export interface RiccatiSolution {
  /** P(t), symmetric, row after row. */
  readonly at: (t: number) => Float64Array;
  /** c(t). */
  readonly offset: (t: number) => number;
  /** P(0). */
  readonly initial: Float64Array;
  readonly evaluations: number;
  readonly error: ErrorEstimate;
}

const DEFAULT: Tolerances = { relative: 1e-10, absolute: 1e-12 };

/** P from its upper triangle. */
const unpack = (packed: Float64Array, n: number, out: Float64Array): Float64Array => {
  for (let i = 0, at = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1, at += 1) out[i * n + j] = out[j * n + i] = packed[at]!;
  }
  return out;
};

const pack = (full: Float64Array, n: number, out: Float64Array): void => {
  for (let i = 0, at = 0; i < n; i += 1) for (let j = i; j < n; j += 1, at += 1) out[at] = full[i * n + j]!;
};

const symmetricReader = (name: string, coefficient: Coefficient, n: number): ((t: number) => Float64Array) =>
  reader(name, isConstant(coefficient) ? checkedSymmetric(name, coefficient, n) : coefficient, n, n);

/** Rows of n entries into rows of `stride`. */
const spread = (entries: ArrayLike<number>, n: number, stride: number, out: Float64Array): void => {
  for (let i = 0; i < n; i += 1) for (let j = 0; j < n; j += 1) out[i * stride + j] = entries[i * n + j]!;
};

/** P from its upper triangle, in rows of `stride`. */
const unpackSpread = (packed: Float64Array, n: number, stride: number, out: Float64Array): void => {
  for (let i = 0, at = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1, at += 1) out[i * stride + j] = out[j * stride + i] = packed[at]!;
  }
};

/**
 * For the upper triangle of P, and c behind it where there is noise. With Y = A − ½ S P and X = P Y: −P' = X + Xᵀ + Q, two
 * products instead of four (wasm/riccati-kernel.ts).
 */
export const riccatiRightHandSide = (problem: RiccatiProblem): RightHandSide => {
  const n = problem.dimension;
  const drift = reader('the drift A', problem.drift, n, n);
  const running = symmetricReader('the running cost Q', problem.running, n);
  const control = symmetricReader('the control weight S', problem.control, n);
  const noise = problem.noise === undefined ? null : symmetricReader('the noise D', problem.noise, n);
  const constant = [problem.drift, problem.running, problem.control].every(isConstant);
  const kernel = riccatiKernel(n);
  const { stride, value, slope, run } = kernel;
  const me = {};
  return (t, packed, out) => {
    if (!constant || kernel.owner !== me) {
      // All are read first: to read one may be to solve another equation by the same kernel.
      const [a, q, s] = [drift(t), running(t), control(t)];
      spread(a, n, stride, kernel.drift);
      spread(q, n, stride, kernel.running);
      spread(s, n, stride, kernel.control);
      kernel.owner = me;
    }
    unpackSpread(packed, n, stride, value);
    run();
    for (let at = 0; at < slope.length; at += 1) out[at] = slope[at]!;
    if (noise === null) return;
    const d = noise(t);
    let trace = 0;
    for (let i = 0; i < n; i += 1) for (let j = 0; j < n; j += 1) trace += d[i * n + j]! * value[i * stride + j]!;
    out[slope.length] = -0.5 * trace;
  };
};

/** The state at the horizon: the triangle of M, and 0 where there is noise. */
export const riccatiTerminal = ({ dimension: n, terminal, noise }: RiccatiProblem): Float64Array => {
  const packed = new Float64Array(n * (n + 1) / 2 + (noise === undefined ? 0 : 1));
  pack(checkedSymmetric('the terminal cost M', terminal, n), n, packed);
  return packed;
};

const solveBackwards = (problem: RiccatiProblem, tolerances: Tolerances): OdeSolution => {
  const f = riccatiRightHandSide(problem);
  try {
    return solveOde(f, problem.horizon, 0, riccatiTerminal(problem), { order: 8, ...tolerances });
  } catch (error) {
    if (!(error instanceof NumericError) || error.fault !== 'exploded') throw error;
    throw new NumericError('exploded', `the Riccati equation escapes to infinity (${error.message.split(';')[0]})`,
      'shorten the horizon, or take costs that are not negative');
  }
};

export const solveRiccati = (problem: RiccatiProblem, tolerances: Tolerances = DEFAULT): RiccatiSolution => {
  const n = problem.dimension;
  checkedHorizon(0, problem.horizon);
  const entries = n * (n + 1) / 2;
  const solution = solveBackwards(problem, tolerances);
  const at = (t: number): Float64Array => unpack(solution.at(t), n, new Float64Array(n * n));
  return {
    at,
    offset: (t) => (problem.noise === undefined ? 0 : solution.at(t)[entries]!),
    initial: unpack(solution.final, n, new Float64Array(n * n)),
    evaluations: solution.evaluations,
    error: solution.error,
  };
};
