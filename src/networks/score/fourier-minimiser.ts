/**
 * The exact minimiser of the population denoising loss over random Fourier features: no samples, no training.
 *
 * In whitened coordinates (whitened-score.ts) scores are s_w(w) = Σ_j c_j φ_j(w) with φ = w_1 … w_d, 1, cos(ω_j·w + b_j); the
 * frequencies are normal with deviation `bandwidth`, the phases uniform. The loss E|s_w − s*_w|² is least where
 *
 *   A c = r,   A_ij = E φ_i φ_j,   r_jl = E φ_j s*_w,l.
 *
 * A comes from the characteristic function Φ of the law, since 2 cos α cos β = cos(α − β) + cos(α + β), and r in two ways that
 * have to agree: from the implicit loss by Stein's identity, r_jl = −E ∂_l φ_j (Hyvärinen, JMLR 6 (2005)), and from the denoising
 * loss, r_jl = −(√q_l/σ) E φ_j ε_l with the expectation over data and noise apart (Vincent 2011). Their agreement is a test.
 * Source of the features: Rahimi, Recht, Random features for large-scale kernel machines (NeurIPS 2007).
 *
 * The bandwidth of each time is the one of `BANDWIDTHS` with the least loss, which is known: E|s*|² − r·c. The
 * derivative by time of c is A⁻¹(r′ − A′ c), of the exact equations where the bandwidth stays.
 *
 * Errors: NetworkError 'not-applicable' for fewer than one feature; NumericError 'singular-matrix' where the equations are.
 */
import { cholesky, solveLower, solveUpper } from '../../numeric/linear-algebra/cholesky.ts';
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import { transposedVector } from '../../numeric/linear-algebra/dense.ts';
import { streamOf } from '../../numeric/random/streams.ts';
import { NetworkError } from '../network-error.ts';
import type { Coordinates } from './coordinates.ts';
import { coordinatesOf } from './coordinates.ts';
import type { FourierFeatures } from './fourier-equations.ts';
import { featuresOf, normalEquations } from './fourier-equations.ts';
import type { NoisedLaw } from './noised-law.ts';
import type { ScoreFunction } from './score-function.ts';
import type { WhitenedJet } from './whitened-score.ts';
import { unwhitened } from './whitened-score.ts';

export interface FourierOptions {
  /** How many cosines. */
  readonly features: number;
  readonly seed: number;
}

const BANDWIDTHS = [1, 1.5, 2.25, 3.4, 5, 7.5] as const;
/** Of the trace over the number of features: far above rounding, far below what the features resolve. */
const RIDGE = 1e-12;

interface Fit {
  readonly features: FourierFeatures;
  /** Row j: the coefficients of feature j, dimension numbers. */
  readonly coefficients: Matrix;
  readonly rates: () => Matrix;
  /** r·c: what the loss is below E|s*|². */
  readonly gain: number;
}

const solved = (factor: Matrix, right: Matrix, size: number, n: number): Matrix => {
  const out = new Float64Array(size * n);
  const column = new Float64Array(size);
  for (let l = 0; l < n; l += 1) {
    for (let j = 0; j < size; j += 1) column[j] = right[j * n + l]!;
    solveUpper(factor, solveLower(factor, column, size, column), size, column);
    for (let j = 0; j < size; j += 1) out[j * n + l] = column[j]!;
  }
  return out;
};

const fitAt = (law: NoisedLaw, coordinates: Coordinates, features: FourierFeatures, t: number): Fit => {
  const { size, dimension: n } = features;
  const { matrix, right, matrixRate, rightRate } = normalEquations(law, coordinates, features, t);
  let trace = 0;
  for (let j = 0; j < size; j += 1) trace += matrix[j * size + j]!;
  const ridged = matrix.map((entry, at) => (at % (size + 1) === 0 ? entry + (RIDGE * trace) / size : entry));
  const factor = cholesky(ridged, size, 'the matrix of the normal equations');
  const coefficients = solved(factor, right, size, n);
  const rates = (): Matrix => {
    const rest = rightRate.slice();
    for (let i = 0; i < size; i += 1) {
      for (let j = 0; j < size; j += 1) {
        const entry = matrixRate[i * size + j]!;
        for (let l = 0; l < n; l += 1) rest[i * n + l] = rest[i * n + l]! - entry * coefficients[j * n + l]!;
      }
    }
    return solved(factor, rest, size, n);
  };
  return { features, coefficients, rates, gain: right.reduce((sum, r, at) => sum + r * coefficients[at]!, 0) };
};

/** Σ_j c_j φ_j(w). */
const combined = (values: Vector, coefficients: Matrix, n: number): Vector => transposedVector(coefficients, values, values.length, n);

const jetOf = ({ features, coefficients, rates }: Fit, w: Vector): WhitenedJet => {
  const { dimension: n, frequencies, size } = features;
  const values = features.values(w);
  const [jacobian, second] = [new Float64Array(n * n), new Float64Array(n * n)];
  for (let l = 0; l < n; l += 1) for (let i = 0; i < n; i += 1) jacobian[i * n + l] = coefficients[l * n + i]!;
  for (let j = n + 1; j < size; j += 1) {
    const omega = frequencies.subarray((j - n - 1) * n, (j - n) * n);
    const [cosine, sine] = [values[j]!, features.sine(j, w)];
    for (let i = 0; i < n; i += 1) {
      for (let l = 0; l < n; l += 1) {
        jacobian[i * n + l] = jacobian[i * n + l]! - coefficients[j * n + i]! * omega[l]! * sine;
        second[i * n + l] = second[i * n + l]! - coefficients[j * n + i]! * omega[i]! * omega[l]! * cosine;
      }
    }
  }
  return { value: combined(values, coefficients, n), jacobian, second, timeDerivative: combined(values, rates(), n) };
};

/** Of families with rising bandwidths: the last one before the loss rises again. */
const bestOf = (families: readonly FourierFeatures[], fitted: (features: FourierFeatures) => Fit): Fit => {
  let best = fitted(families[0]!);
  for (const features of families.slice(1)) {
    const next = fitted(features);
    if (!(next.gain > best.gain)) break;
    best = next;
  }
  return best;
};

export const fourierMinimiser = (law: NoisedLaw, { features: count, seed }: FourierOptions): ScoreFunction => {
  if (!(Number.isInteger(count) && count >= 1)) throw new NetworkError('not-applicable', `${count} Fourier features`, 'take at least one');
  const n = law.dimension;
  const coordinates = coordinatesOf(law.data);
  const families = BANDWIDTHS.map((bandwidth) => featuresOf(n, count, bandwidth, streamOf(seed, 'Fourier features')));
  let held: { readonly t: number; readonly fit: Fit } | null = null;
  const fit = (t: number): Fit => {
    if (held?.t !== t) {
      held = { t, fit: bestOf(families, (features) => fitAt(law, coordinates, features, t)) };
    }
    return held.fit;
  };
  return unwhitened(law, coordinates, {
    at: (t, points) => {
      const { features, coefficients } = fit(t);
      const out = new Float64Array(points.length);
      for (let row = 0; row < points.length; row += n) out.set(combined(features.values(points.subarray(row, row + n)), coefficients, n), row);
      return out;
    },
    jet: (t, w) => jetOf(fit(t), w),
  });
};
