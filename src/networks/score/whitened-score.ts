/**
 * A score from its form in whitened coordinates: w_i = y_i/√q_i, y = Uᵀ(x − a m) (coordinates.ts), s_y,i = s_w,i/√q_i.
 *
 * What is learned or fitted knows only w and the time; here is the chain rule, with q_i′ = 2 a a′ c_i + v′:
 *
 *   ∂_j s_y,i = ∂_j s_w,i/√(q_i q_j),   ∂_j(∇·s_y) = Σ_i ∂_i∂_j s_w,i/(q_i √q_j),
 *   ∂t s_y,i = (∂t s_w,i + Σ_j ∂_j s_w,i w_j′)/√q_i − ½ s_y,i q_i′/q_i,   w_j′ = −a′ (Uᵀm)_j/√q_j − ½ w_j q_j′/q_j,
 *
 * and then s = U s_y, ∇s = U ∇s_y Uᵀ.
 *
 * Errors: NetworkError 'wrong-shape' for points of another dimension; 'not-applicable' for times that are not positive.
 */
import type { Matrix, Vector } from '../../numeric/linear-algebra/dense.ts';
import { matrixVector, transposedVector } from '../../numeric/linear-algebra/dense.ts';
import { NetworkError } from '../network-error.ts';
import type { Coordinates } from './coordinates.ts';
import type { NoisedLaw } from './noised-law.ts';
import type { Levels } from './preconditioning.ts';
import { emptyLevels, levelRates, writeLevels } from './preconditioning.ts';
import type { ScoreFunction, ScoreJet } from './score-function.ts';

export interface WhitenedJet {
  readonly value: Vector;
  /** ∂_j s_w,i, row i. */
  readonly jacobian: Matrix;
  /** ∂t s_w where w stays. */
  readonly timeDerivative: Vector;
  /** ∂_i∂_j s_w,i, row i. */
  readonly second: Matrix;
}

export interface WhitenedScore {
  /** s_w at points w, row after row, all at one time. */
  readonly at: (t: number, points: Float64Array) => Float64Array;
  readonly jet: (t: number, point: Float64Array) => WhitenedJet;
}

const checkShape = (length: number, dimension: number): void => {
  if (length % dimension === 0) return;
  throw new NetworkError('wrong-shape', `${length} numbers for points in dimension ${dimension}`, 'give whole points, row after row');
};

const levelsAt = ({ schedule }: NoisedLaw, { variances, dimension }: Coordinates, t: number): Levels => {
  if (!(t > 0 && Number.isFinite(t))) throw new NetworkError('not-applicable', `a score at time ${t}`, 'take a positive time');
  const levels = emptyLevels(dimension);
  writeLevels(schedule, variances, t, levels);
  return levels;
};

/** w of each point x. */
const whiten = (points: Float64Array, { centre, basis, dimension: n }: Coordinates, { scale, deviations }: Levels): Float64Array => {
  checkShape(points.length, n);
  const out = new Float64Array(points.length);
  for (let row = 0; row < points.length; row += n) {
    for (let j = 0; j < n; j += 1) {
      const shifted = points[row + j]! - scale * centre[j]!;
      for (let i = 0; i < n; i += 1) out[row + i] = out[row + i]! + basis[j * n + i]! * shifted;
    }
    for (let i = 0; i < n; i += 1) out[row + i] = out[row + i]! / deviations[i]!;
  }
  return out;
};

/** s of each s_w. */
const unwhiten = (scores: Float64Array, { basis, dimension: n }: Coordinates, { deviations }: Levels): Float64Array => {
  const out = new Float64Array(scores.length);
  for (let row = 0; row < scores.length; row += n) {
    for (let i = 0; i < n; i += 1) {
      const turned = scores[row + i]! / deviations[i]!;
      for (let j = 0; j < n; j += 1) out[row + j] = out[row + j]! + basis[j * n + i]! * turned;
    }
  }
  return out;
};

const jetOf = (law: NoisedLaw, coordinates: Coordinates, levels: Levels, t: number, w: Vector, own: WhitenedJet): ScoreJet => {
  const { dimension: n, basis, centre } = coordinates;
  const { deviations } = levels;
  const rates = levelRates(law, coordinates, t, levels);
  const turnedCentre = transposedVector(basis, centre, n, n);
  const wRates = w.map((entry, j) =>
    (-rates.scale * turnedCentre[j]!) / deviations[j]! - (0.5 * entry * rates.squares[j]!) / deviations[j]! ** 2);
  const moved = matrixVector(own.jacobian, wRates, n, n);
  const [jacobian, slope, rate] = [new Float64Array(n * n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i += 1) {
    const q = deviations[i]! ** 2;
    rate[i] = (own.timeDerivative[i]! + moved[i]!) / deviations[i]! - (0.5 * own.value[i]! * rates.squares[i]!) / (deviations[i]! * q);
    for (let j = 0; j < n; j += 1) {
      jacobian[i * n + j] = own.jacobian[i * n + j]! / (deviations[i]! * deviations[j]!);
      slope[j] = slope[j]! + own.second[i * n + j]! / (q * deviations[j]!);
    }
  }
  return {
    value: unwhiten(own.value, coordinates, levels), jacobian: turned(basis, jacobian, n),
    timeDerivative: matrixVector(basis, rate, n, n), gradientOfDivergence: matrixVector(basis, slope, n, n),
  };
};

/** U A Uᵀ, of a matrix that need not be symmetric. */
const turned = (basis: Matrix, a: Matrix, n: number): Matrix => {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let sum = 0;
      for (let k = 0; k < n; k += 1) for (let l = 0; l < n; l += 1) sum += basis[i * n + k]! * a[k * n + l]! * basis[j * n + l]!;
      out[i * n + j] = sum;
    }
  }
  return out;
};

export const unwhitened = (law: NoisedLaw, coordinates: Coordinates, score: WhitenedScore): ScoreFunction => {
  const { dimension } = coordinates;
  return {
    dimension,
    at: (t, points) => {
      const levels = levelsAt(law, coordinates, t);
      return unwhiten(score.at(t, whiten(points, coordinates, levels)), coordinates, levels);
    },
    jet: (t, point) => {
      if (point.length !== dimension) throw new NetworkError('wrong-shape', `a point of ${point.length} numbers in dimension ${dimension}`, 'give one point');
      const levels = levelsAt(law, coordinates, t);
      const w = whiten(point, coordinates, levels);
      return jetOf(law, coordinates, levels, t, w, score.jet(t, w));
    },
  };
};
