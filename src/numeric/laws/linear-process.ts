/**
 * The law of a linear process dX = (A X + b) dt + G dW: its transitions, and what becomes of a Gaussian mixture.
 *
 * Constant coefficients: over a step h with ‖A‖h ≤ 1, by the exponentials of ((A, b), (0, 0)) and of
 * ((−A, D), (0, Aᵀ)), D = G Gᵀ (C. F. Van Loan, Computing integrals involving the matrix exponential, IEEE Trans. Automat.
 * Control 23 (1978)); then by doubling, Φ ↦ Φ², c ↦ Φ c + c, C ↦ Φ C Φᵀ + C, which adds positive matrices only. The error
 * estimate is the difference from the same with half the step. Coefficients that depend on time: ode/moments.ts.
 *
 * A time before the start throws NumericError('no-horizon'); at the start itself the transition is the identity.
 */
import type { Matrix, Vector } from '../linear-algebra/dense.ts';
import {
  blockOf, columnNorm, congruence, distance, identityMatrix, largest, matrixVector, multiply, multiplyTransposed, putBlock,
  scaled, scaledSum, symmetrise, traceOf, transposeOf,
} from '../linear-algebra/dense.ts';
import { exponential } from '../linear-algebra/exponential.ts';
import { NumericError } from '../numeric-error.ts';
import { isConstant, reader } from '../ode/coefficient.ts';
import type { LinearCoefficients, Transition } from '../ode/moments.ts';
import { pushMoments, transitions } from '../ode/moments.ts';
import type { Flow } from '../ode/probability-flow.ts';
import { GaussianMixture } from './gaussian-mixture.ts';

export interface LinearLaw {
  readonly process: LinearCoefficients;
  /** X_t given X_s, s ≤ t. */
  readonly transition: (s: number, t: number) => Transition;
  /** The law at t of the process that starts with a mixture at s = 0, or at the time given. */
  readonly mixture: (initial: GaussianMixture, t: number, s?: number) => GaussianMixture;
  /** The probability flow of that process: v = A x + b − ½ D ∇log p. */
  readonly flow: (initial: GaussianMixture) => Flow;
}

interface Step {
  readonly matrix: Matrix;
  readonly shift: Vector;
  readonly covariance: Matrix;
}

interface Constants {
  readonly n: number;
  readonly a: Matrix;
  readonly b: Vector;
  /** D = G Gᵀ. */
  readonly d: Matrix;
}

const shortStep = ({ n, a, b, d }: Constants, h: number): Step => {
  const affine = new Float64Array((n + 1) ** 2);
  putBlock(affine, n + 1, 0, 0, a, n, n);
  putBlock(affine, n + 1, 0, n, b, n, 1);
  const flow = exponential(scaled(h, affine), n + 1);
  const matrix = blockOf(flow, n + 1, 0, 0, n, n);
  const pair = new Float64Array(4 * n * n);
  putBlock(pair, 2 * n, 0, 0, scaled(-1, a), n, n);
  putBlock(pair, 2 * n, 0, n, d, n, n);
  putBlock(pair, 2 * n, n, n, transposeOf(a, n, n), n, n);
  const corner = blockOf(exponential(scaled(h, pair), 2 * n), 2 * n, 0, n, n, n);
  return { matrix, shift: blockOf(flow, n + 1, 0, n, n, 1), covariance: symmetrise(multiply(matrix, corner, n, n, n), n) };
};

const doubled = ({ matrix, shift, covariance }: Step, n: number): Step => ({
  matrix: multiply(matrix, matrix, n, n, n),
  shift: scaledSum(1, matrixVector(matrix, shift, n, n), shift),
  covariance: scaledSum(1, congruence(matrix, covariance, n, n), covariance),
});

const over = (constants: Constants, time: number, doublings: number): Step => {
  let step = shortStep(constants, time * 2 ** -doublings);
  for (let k = 0; k < doublings; k += 1) step = doubled(step, constants.n);
  return step;
};

const constantTransition = (constants: Constants, time: number): Transition => {
  const { n, a } = constants;
  const doublings = Math.max(0, Math.ceil(Math.log2(Math.max(columnNorm(a, n), columnNorm(transposeOf(a, n, n), n)) * time)));
  if (doublings > 60) throw new NumericError('exploded', `‖A‖·time is ${columnNorm(a, n) * time}`, 'shorten the horizon');
  const step = over(constants, time, doublings + 1);
  const other = over(constants, time, doublings);
  const parts = [[step.matrix, other.matrix], [step.shift, other.shift], [step.covariance, other.covariance]] as const;
  const size = Math.max(...parts.map(([one]) => largest(one)));
  if (!Number.isFinite(size)) throw new NumericError('exploded', `the process leaves every bound within a time of ${time}`, 'shorten the horizon, or take a stable drift');
  const difference = Math.max(...parts.map(([one, half]) => distance(one, half)));
  const bound = difference + 4 * n * Number.EPSILON * size;
  return { dimension: n, ...step, error: { bound, by: 'half the step', order: null, asymptotic: bound <= 1e-9 * size } };
};

const atOnce = (n: number): Transition => ({
  dimension: n, matrix: identityMatrix(n), shift: new Float64Array(n), covariance: new Float64Array(n * n),
  error: { bound: 0, by: 'closed form', order: null, asymptotic: true },
});

const transitionOf = (process: LinearCoefficients): ((s: number, t: number) => Transition) => {
  const { dimension: n, noises: r, drift, shift, noise } = process;
  if (!isConstant(drift) || !isConstant(shift) || !isConstant(noise)) return (s, t) => transitions(process, s, t)(t);
  const g = reader('the noise G', noise, n, r)(0);
  const constants: Constants = {
    n, a: reader('the drift A', drift, n, n)(0), b: reader('the shift b', shift, n, 1)(0), d: multiplyTransposed(g, g, n, r, n),
  };
  return (s, t) => constantTransition(constants, t - s);
};

/** The mixture after a transition: every component is moved on its own, the weights stay. */
export const pushMixture = (transition: Transition, mixture: GaussianMixture): GaussianMixture =>
  new GaussianMixture(mixture.components.map((component, k) => ({ weight: mixture.weights[k]!, ...pushMoments(transition, component) })));

const flowOf = (process: LinearCoefficients, at: (t: number) => GaussianMixture): Flow => {
  const { dimension: n, noises: r } = process;
  const drift = reader('the drift A', process.drift, n, n);
  const shift = reader('the shift b', process.shift, n, 1);
  const noise = reader('the noise G', process.noise, n, r);
  const [score, pulled] = [new Float64Array(n), new Float64Array(n)];
  // Velocity and divergence are asked for at the same time, one after the other.
  let law: { readonly t: number; readonly mixture: GaussianMixture; readonly d: Matrix } | null = null;
  const lawAt = (t: number): { readonly mixture: GaussianMixture; readonly d: Matrix } => {
    if (law?.t !== t) law = { t, mixture: at(t), d: multiplyTransposed(noise(t), noise(t), n, r, n) };
    return law;
  };
  return {
    dimension: n,
    velocity: (t, x, out) => {
      const { mixture, d } = lawAt(t);
      matrixVector(drift(t), x, n, n, out);
      matrixVector(d, mixture.score(x, score), n, n, pulled);
      const b = shift(t);
      for (let i = 0; i < n; i += 1) out[i] = out[i]! + b[i]! - 0.5 * pulled[i]!;
    },
    divergence: (t, x) => {
      const { mixture, d } = lawAt(t);
      return traceOf(drift(t), n) - 0.5 * traceOf(multiply(d, mixture.hessian(x), n, n, n), n);
    },
  };
};

export const linearLaw = (process: LinearCoefficients): LinearLaw => {
  const between = transitionOf(process);
  const transition = (s: number, t: number): Transition => {
    if (!(t >= s)) throw new NumericError('no-horizon', `a transition from time ${s} to ${t}`, 'give an end after the start');
    return t === s ? atOnce(process.dimension) : between(s, t);
  };
  const mixture = (initial: GaussianMixture, t: number, s = 0): GaussianMixture => pushMixture(transition(s, t), initial);
  return { process, transition, mixture, flow: (initial) => flowOf(process, (t) => mixture(initial, t)) };
};
