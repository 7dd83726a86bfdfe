/**
 * Linear control problems whose value is a log-sum-exp: the closed form of the Hopf–Cole transform.
 *
 * Minimise E[∫ ½|u|² dt + φ(X_T)] along dX = (A X + b + G u) dt + √λ G dW, where the terminal cost is
 *   φ(x) = −λ log Σ_k exp(c_k − ½ (x − m_k)ᵀ K_k (x − m_k)):
 * an exponential of a quadratic (one term; K may be singular or indefinite) or a Gaussian mixture. Then ψ = exp(−V/λ) is
 * the expectation of exp(−φ/λ) without control, V = −λ log ψ, and the optimal control is u = −Gᵀ ∇V. With X_T = Φ x + c + L ξ and
 * M = I + LᵀKL, each term is, r = Φ x + c − m:
 *   E exp(…) = det(M)^(−1/2) exp(c_k − ½ rᵀ K̃ r),   K̃ = K − K L M⁻¹ Lᵀ K.
 * Source: H. J. Kappen, Path integrals and symmetry breaking for optimal control theory, J. Stat. Mech. (2005), section 3; the Gaussian
 * integral is standard. Where M is not positive definite the expectation is infinite: NumericError('exploded').
 */
import { checkedSymmetric, checkedVector } from '../linear-algebra/checked.ts';
import { cholesky, logDeterminant, semidefiniteFactor, solveLower } from '../linear-algebra/cholesky.ts';
import type { Matrix, Vector } from '../linear-algebra/dense.ts';
import { congruence, identityMatrix, inner, matrixVector, multiply, scaled, scaledSum, transposedVector, transposeOf } from '../linear-algebra/dense.ts';
import { NumericError } from '../numeric-error.ts';
import { isConstant, reader } from '../ode/coefficient.ts';
import type { LinearCoefficients, Transition } from '../ode/moments.ts';
import type { GaussianMixture } from './gaussian-mixture.ts';
import { linearLaw } from './linear-process.ts';
import { logSumExp, logSumGradient, logSumHessian } from './log-sum-exp.ts';

/** exp(exponent − ½ (x − centre)ᵀ precision (x − centre)). */
export interface ExponentialQuadratic {
  readonly exponent: number;
  readonly centre: ArrayLike<number>;
  /** Symmetric; of any sign. */
  readonly precision: ArrayLike<number>;
}

export interface HopfColeProblem {
  /** A, b and G of the controlled process; its noise is √λ G. */
  readonly process: LinearCoefficients;
  readonly temperature: number;
  /** exp(−φ/λ). */
  readonly terminal: readonly ExponentialQuadratic[];
  readonly horizon: number;
}

/** The value function at one time. */
export interface ValueAtTime {
  readonly value: (x: ArrayLike<number>) => number;
  readonly gradient: (x: ArrayLike<number>, out?: Vector) => Vector;
  readonly hessian: (x: ArrayLike<number>) => Matrix;
  /** u = −Gᵀ ∇V. */
  readonly control: (x: ArrayLike<number>) => Vector;
}

/** A Gaussian mixture as a terminal exp(−φ/λ). */
export const terminalOf = (mixture: GaussianMixture): readonly ExponentialQuadratic[] =>
  mixture.components.map(({ mean, precision, logNormaliser }, k) => ({
    exponent: Math.log(mixture.weights[k]!) + logNormaliser, centre: mean, precision,
  }));

/** A term of ψ(·, t): exp(exponent − ½ rᵀ K̃ r), r = Φ x − offset. */
interface Term {
  readonly exponent: number;
  readonly offset: Vector;
  /** K̃. */
  readonly precision: Matrix;
}

/** M = I + Lᵀ K L, factored. */
const factored = (middle: Matrix, n: number): Matrix => {
  try {
    return cholesky(middle, n);
  } catch (error) {
    if (!(error instanceof NumericError)) throw error;
    throw new NumericError('exploded', 'the expectation of the terminal cost is infinite', 'shorten the horizon, or take a terminal cost that is bounded below');
  }
};

const termOf = ({ exponent, centre, precision }: ExponentialQuadratic, { dimension: n, shift, covariance }: Transition): Term => {
  const k = checkedSymmetric('the precision of a terminal cost', precision, n);
  const root = semidefiniteFactor(covariance, n, 'the covariance of the noise');
  const factor = factored(scaledSum(1, congruence(transposeOf(root, n, n), k, n, n), identityMatrix(n)), n);
  // With M = R Rᵀ the correction K L M⁻¹ Lᵀ K is Wᵀ W, W = R⁻¹ Lᵀ K: here the columns of W.
  const pulled = multiply(k, root, n, n, n);
  const columns = Array.from({ length: n }, (_, i) => solveLower(factor, pulled.slice(i * n, (i + 1) * n), n));
  return {
    exponent: exponent - 0.5 * logDeterminant(factor, n),
    offset: scaledSum(-1, shift, checkedVector('the centre of a terminal cost', centre, n)),
    precision: k.map((entry, at) => entry - inner(columns[Math.floor(at / n)]!, columns[at % n]!)),
  };
};

const valueAtTime = (terms: readonly Term[], { dimension: n, matrix }: Transition, temperature: number, noise: Matrix, noises: number): ValueAtTime => {
  const [exponents, shares] = [new Float64Array(terms.length), new Float64Array(terms.length)];
  const scores = terms.map(() => new Float64Array(n));
  const seconds = terms.map(({ precision }) => congruence(transposeOf(matrix, n, n), precision, n, n));
  const [r, pull] = [new Float64Array(n), new Float64Array(n)];
  /** log ψ, with the shares and scores of the terms. */
  const evaluate = (x: ArrayLike<number>): number => {
    const moved = matrixVector(matrix, checkedVector('the state', x, n), n, n);
    terms.forEach(({ exponent, offset, precision }, k) => {
      for (let i = 0; i < n; i += 1) r[i] = offset[i]! - moved[i]!;
      matrixVector(precision, r, n, n, pull);
      exponents[k] = exponent - 0.5 * inner(r, pull);
      transposedVector(matrix, pull, n, n, scores[k]);
    });
    const logPsi = logSumExp(exponents, shares);
    if (Number.isNaN(logPsi)) throw new NumericError('not-finite', 'log ψ is not a number', 'take a point nearer to the centres of the terminal cost');
    if (!Number.isFinite(logPsi)) throw new NumericError('vanished', `log ψ is ${logPsi}`, 'take a point nearer to the centres of the terminal cost');
    return logPsi;
  };
  const gradient = (x: ArrayLike<number>, out: Vector = new Float64Array(n)): Vector => {
    evaluate(x);
    logSumGradient(shares, scores, out);
    for (let i = 0; i < n; i += 1) out[i] = -temperature * out[i]!;
    return out;
  };
  return {
    value: (x) => -temperature * evaluate(x),
    gradient,
    hessian: (x) => {
      evaluate(x);
      const whole = logSumGradient(shares, scores, new Float64Array(n));
      return scaled(-temperature, logSumHessian(shares, scores, whole, -1, seconds, new Float64Array(n * n)));
    },
    control: (x) => scaled(-1, transposedVector(noise, gradient(x), n, noises)),
  };
};

const scaledNoise = (process: LinearCoefficients, factor: number): LinearCoefficients => {
  const { noise } = process;
  return {
    ...process,
    noise: isConstant(noise) ? Float64Array.from(noise, (entry) => factor * entry) : (t, out) => {
      noise(t, out);
      for (let i = 0; i < out.length; i += 1) out[i] = factor * out[i]!;
    },
  };
};

/** The value function at any time from before the horizon up to it. */
export const hopfColeValue = (problem: HopfColeProblem): ((t: number) => ValueAtTime) => {
  const { process, temperature, terminal, horizon } = problem;
  if (!(temperature > 0 && Number.isFinite(temperature))) throw new NumericError('not-applicable', `the temperature λ is ${temperature}`, 'give a positive temperature');
  if (terminal.length === 0) throw new NumericError('not-applicable', 'a terminal cost without terms', 'give at least one term');
  const law = linearLaw(scaledNoise(process, Math.sqrt(temperature)));
  const noise = reader('the noise G', process.noise, process.dimension, process.noises);
  return (t) => {
    const transition = law.transition(t, horizon);
    return valueAtTime(terminal.map((term) => termOf(term, transition)), transition, temperature, noise(t).slice(), process.noises);
  };
};
