/**
 * A point mass on a line, the people who steer it, and the exact law of what they do.
 *
 * At knot k = 0, …, H − 1 the state is (p_k, v_k) and the action a_k; from knot to knot, with step δ,
 *   p_{k+1} = p_k + δ v_k,   v_{k+1} = v_k + δ a_k + d ζ_k,   a_k = −K · (p_k, v_k) + σ ξ_k,
 * with independent standard normal ξ, ζ and a normal (p_0, v_0). A trajectory is the row (p_0, v_0, a_0, p_1, v_1, a_1, …) of 3 H
 * numbers; its law is normal, and without disturbance (d = 0) of rank H + 2 only: the dynamics hold exactly.
 *
 * Returns are J(τ) = −½ Σ_k (position (p_k − target)² + velocity v_k² + effort a_k²).
 *
 * Throws NumericError('not-applicable') for fewer than two knots, a step or an exploration that is not positive, negative
 * deviations and weights.
 */
import type { Matrix } from '../../numeric/linear-algebra/dense.ts';
import { multiplyTransposed, symmetrise } from '../../numeric/linear-algebra/dense.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import type { KeyedStream } from '../../numeric/random/streams.ts';
import type { NormalLaw, QuadraticReturn } from './normal-law.ts';

export type Pair = readonly [number, number];

export interface PointMass {
  /** H. */
  readonly knots: number;
  /** δ. */
  readonly step: number;
  readonly startMean: Pair;
  readonly startDeviation: Pair;
  /** K of the policy that demonstrates. */
  readonly gain: Pair;
  /** σ. */
  readonly exploration: number;
  /** d. */
  readonly disturbance: number;
}

export interface Weights {
  readonly target: number;
  readonly position: number;
  readonly velocity: number;
  readonly effort: number;
}

/** Numbers of one knot: position, velocity, action. */
export const PER_KNOT = 3;

export const trajectoryLength = ({ knots }: PointMass): number => PER_KNOT * knots;

export const checkPointMass = ({ knots, step, startDeviation, exploration, disturbance }: PointMass): void => {
  const fits = Number.isInteger(knots) && knots >= 2 && step > 0 && exploration > 0 && disturbance >= 0 && Math.min(...startDeviation) >= 0;
  if (!fits) {
    throw new NumericError('not-applicable', `a point mass with ${knots} knots, step ${step}, exploration ${exploration}, disturbance ${disturbance}`,
      'give at least two knots, a positive step and exploration, and deviations that are not negative');
  }
};

/** How many normal numbers make one demonstration: the start, an exploration for each knot, a disturbance between knots. */
const sourcesOf = ({ knots }: PointMass): number => 2 + knots + (knots - 1);

/** Writes the trajectory that the sources drive; `means`: 1 to begin at the mean start, 0 for what the sources add to it. */
const drive = (mass: PointMass, sources: ArrayLike<number>, first: number, means: 0 | 1, out: Float64Array, at: number): void => {
  const { knots, step, gain, startMean, startDeviation, exploration, disturbance } = mass;
  let p = means * startMean[0] + startDeviation[0] * sources[first]!;
  let v = means * startMean[1] + startDeviation[1] * sources[first + 1]!;
  for (let k = 0; k < knots; k += 1) {
    const a = -gain[0] * p - gain[1] * v + exploration * sources[first + 2 + k]!;
    out[at + 3 * k] = p;
    out[at + 3 * k + 1] = v;
    out[at + 3 * k + 2] = a;
    p += step * v;
    v += step * a + (k < knots - 1 ? disturbance * sources[first + 2 + knots + k]! : 0);
  }
};

/** Demonstrations one after another, count × 3 H: number k takes the normal numbers of its own places in the stream. */
export const demonstrations = (mass: PointMass, count: number, stream: KeyedStream): Float64Array => {
  checkPointMass(mass);
  const [n, r] = [trajectoryLength(mass), sourcesOf(mass)];
  const out = new Float64Array(count * n), sources = new Float64Array(r);
  for (let k = 0; k < count; k += 1) {
    stream.fillNormals(k * r, sources);
    drive(mass, sources, 0, 1, out, k * n);
  }
  return out;
};

/** The exact law of a demonstration: τ = m + F ξ with one column of F for each source. */
export const demonstrationLaw = (mass: PointMass): NormalLaw => {
  checkPointMass(mass);
  const [n, r] = [trajectoryLength(mass), sourcesOf(mass)];
  const mean = new Float64Array(n), column = new Float64Array(n), sources = new Float64Array(r), factor: Matrix = new Float64Array(n * r);
  drive(mass, sources, 0, 1, mean, 0);
  for (let j = 0; j < r; j += 1) {
    sources.fill(0);
    sources[j] = 1;
    drive(mass, sources, 0, 0, column, 0);
    for (let i = 0; i < n; i += 1) factor[i * r + j] = column[i]!;
  }
  return { dimension: n, mean, covariance: symmetrise(multiplyTransposed(factor, factor, n, r, n), n) };
};

/** J as a quadratic form of the trajectory, times `scale`. */
export const pointMassReturn = (mass: PointMass, { target, position, velocity, effort }: Weights, scale = 1): QuadraticReturn => {
  if (!(Math.min(position, velocity, effort, scale) >= 0)) {
    throw new NumericError('not-applicable', 'a return with a negative weight', 'give weights that are not negative');
  }
  const n = trajectoryLength(mass);
  const linear = new Float64Array(n), curvature = new Float64Array(n * n);
  for (let k = 0; k < mass.knots; k += 1) {
    linear[3 * k] = scale * position * target;
    [position, velocity, effort].forEach((weight, c) => { curvature[(3 * k + c) * (n + 1)] = scale * weight; });
  }
  return { constant: -0.5 * scale * mass.knots * position * target * target, linear, curvature };
};

/** Positions of the state (p, v) of knot k in a trajectory. */
export const stateOf = (knot: number): readonly [number, number] => [PER_KNOT * knot, PER_KNOT * knot + 1];

/** The largest violation of the dynamics in a trajectory, by the size of the largest change of a state. */
export const dynamicsResidual = ({ knots, step }: PointMass, trajectory: ArrayLike<number>, at = 0): number => {
  let [worst, size] = [0, 0];
  for (let k = 0; k + 1 < knots; k += 1) {
    const [p, v, a, pNext, vNext] = [0, 1, 2, 3, 4].map((c) => trajectory[at + PER_KNOT * k + c]!) as [number, number, number, number, number];
    worst = Math.max(worst, Math.abs(pNext - p - step * v), Math.abs(vNext - v - step * a));
    size = Math.max(size, Math.abs(step * v), Math.abs(step * a));
  }
  return worst / size;
};
