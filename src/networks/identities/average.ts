/**
 * Means under a law at one time, and over all times, with what they may be off by.
 *
 * In one dimension by the trapezoidal rule, which for smooth functions that vanish at both ends converges faster than any power;
 * its error is estimated by twice the step. In more dimensions each component of the mixture has points of its own, on a shifted
 * Kronecker lattice (powers of the root of x^(d+1) = x + 1; Niederreiter, Random Number Generation and Quasi-Monte Carlo Methods
 * (1992), chapter 5) brought to the normal law by its quantiles. The shifts are random and independent, so that the means over
 * the lattices are independent and unbiased, and their spread gives the deviation: an estimate, by the normal approximation.
 *
 * Several functions are averaged at once: `fill` writes, for each point, `terms` numbers in a row.
 */
import type { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import { NumericError } from '../../numeric/numeric-error.ts';
import type { Stream } from '../../numeric/random/stream.ts';
import { normalQuantile, upperQuantile } from '../../numeric/statistics/normal-quantile.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import type { Clock } from './clock.ts';
import { clenshawCurtis } from './quadrature.ts';

export interface Average {
  readonly value: number;
  /** An estimate of the error that repeats itself: of quadrature. */
  readonly systematic: number;
  /** The standard deviation of the rest, which is of chance. */
  readonly deviation: number;
  /** How many independent numbers the deviation is known from; 0: there is no chance. */
  readonly freedom: number;
}

export interface Points {
  /** Points at one time, in more than one dimension. About as many are taken. */
  readonly points: number;
  readonly stream: Stream;
}

export type Fill = (points: Float64Array, out: Float64Array) => void;

const LATTICES = 16;

/**
 * The quantile of Student's law, by its expansion in one over the degrees of freedom (Abramowitz & Stegun, Handbook of
 * Mathematical Functions (1964), 26.7.5).
 */
const studentQuantile = (tail: number, freedom: number): number => {
  const z = upperQuantile(tail);
  const z2 = z * z;
  return z * (1 + (z2 + 1) / (4 * freedom) + (5 * z2 * z2 + 16 * z2 + 3) / (96 * freedom ** 2)
    + (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * freedom ** 3));
};

/** What it may be off by, but for that probability. */
export const slackOf = ({ systematic, deviation, freedom }: Average, falseAlarm: number): number =>
  systematic + (freedom === 0 ? 0 : studentQuantile(falseAlarm / 2, freedom) * deviation);

/** Σ c_k a_k of independent averages; their degrees of freedom together by Welch (Biometrika 34, 1947) and Satterthwaite. */
export const combined = (parts: readonly (readonly [number, Average])[]): Average => {
  const squares = parts.map(([c, a]) => (c * a.deviation) ** 2);
  const square = squares.reduce((sum, v) => sum + v, 0);
  const spread = parts.reduce((sum, [, { freedom }], k) => (freedom === 0 ? sum : sum + squares[k]! ** 2 / freedom), 0);
  return {
    value: parts.reduce((sum, [c, a]) => sum + c * a.value, 0),
    systematic: parts.reduce((sum, [c, a]) => sum + Math.abs(c) * a.systematic, 0),
    deviation: Math.sqrt(square), freedom: spread === 0 ? 0 : square ** 2 / spread,
  };
};

/** Samples in a row, and numbers of a column at each of them. */
const insistOnFinite = (values: Float64Array, count: number, terms: number): void => {
  const at = values.subarray(0, count * terms).findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  throw new NumericError('not-finite', `a mean of something that is ${values[at]} at point ${Math.floor(at / terms)}`,
    'look for where the score, or the law, is not finite');
};

const onTheLine = (mixture: GaussianMixture, terms: number, fill: Fill): readonly Average[] => {
  const spreads = mixture.components.map(({ factor }) => factor[0]!);
  const [least, most] = [-1, 1].map((side) =>
    side * Math.max(...mixture.components.map(({ mean }, k) => side * mean[0]! + 8.3 * spreads[k]!))) as [number, number];
  const half = Math.ceil((most - least) / (Math.min(...spreads) / 2.6) / 2);
  const count = 2 * half + 1;
  const h = (most - least) / (count - 1);
  const points = Float64Array.from({ length: count }, (_, i) => least + i * h);
  const values = new Float64Array(count * terms);
  fill(points, values);
  insistOnFinite(values, count, terms);
  const density = points.map((x) => mixture.density([x]));
  return Array.from({ length: terms }, (_, k) => {
    let [even, odd] = [0, 0];
    for (let i = 0; i < count; i += 1) {
      const part = density[i]! * values[i * terms + k]!;
      if (i % 2 === 0) even += part; else odd += part;
    }
    const value = h * (even + odd);
    // The error of the finer rule is about the square of that of the coarser one, in parts of the whole.
    const difference = Math.abs(value - 2 * h * even);
    return { value, systematic: 0.1 * difference + 1e-13 * Math.abs(value), deviation: 0, freedom: 0 };
  });
};

/** The root of x^(d+1) = x + 1 above 1. */
const plasticNumber = (dimension: number): number => {
  let x = 1.5;
  for (let step = 0; step < 60; step += 1) x = (1 + x) ** (1 / (dimension + 1));
  return x;
};

/** Standard normal points, lattice after lattice; each of `size` points. */
const normalPoints = (dimension: number, size: number, stream: Stream): Float64Array => {
  const root = plasticNumber(dimension);
  const out = new Float64Array(LATTICES * size * dimension);
  for (let i = 0; i < dimension; i += 1) {
    const step = root ** -(i + 1) % 1;
    for (let lattice = 0; lattice < LATTICES; lattice += 1) {
      const shift = stream.uniform(lattice * dimension + i);
      for (let j = 0; j < size; j += 1) {
        const place = (shift + (j + 1) * step) % 1;
        out[(lattice * size + j) * dimension + i] = normalQuantile(Math.min(Math.max(place, 1e-15), 1 - 1e-15));
      }
    }
  }
  return out;
};

/** The points of a component: m + L z. */
const placed = (mean: Float64Array, factor: Float64Array, normal: Float64Array): Float64Array => {
  const d = mean.length;
  const out = new Float64Array(normal.length);
  for (let p = 0; p < normal.length; p += d) {
    for (let i = 0; i < d; i += 1) {
      let sum = mean[i]!;
      for (let k = 0; k <= i; k += 1) sum += factor[i * d + k]! * normal[p + k]!;
      out[p + i] = sum;
    }
  }
  return out;
};

const inSpace = (mixture: GaussianMixture, terms: number, fill: Fill, { points, stream }: Points): readonly Average[] => {
  const parts = mixture.components.length;
  const size = Math.max(2, Math.round(points / LATTICES / parts));
  const means = new Float64Array(LATTICES * terms);
  const values = new Float64Array(LATTICES * size * terms);
  mixture.components.forEach(({ mean, factor }, k) => {
    fill(placed(mean, factor, normalPoints(mixture.dimension, size, stream.split(k))), values);
    insistOnFinite(values, LATTICES * size, terms);
    const weight = mixture.weights[k]! / size;
    for (let lattice = 0; lattice < LATTICES; lattice += 1) {
      for (let j = 0; j < size; j += 1) {
        for (let term = 0; term < terms; term += 1) {
          means[lattice * terms + term] = means[lattice * terms + term]! + weight * values[(lattice * size + j) * terms + term]!;
        }
      }
    }
  });
  return Array.from({ length: terms }, (_, term) => {
    const each = Array.from({ length: LATTICES }, (_unused, lattice) => means[lattice * terms + term]!);
    const value = each.reduce((sum, x) => sum + x, 0) / LATTICES;
    const square = each.reduce((sum, x) => sum + (x - value) ** 2, 0) / (LATTICES - 1);
    return { value, systematic: 1e-13 * Math.abs(value), deviation: Math.sqrt(square / LATTICES), freedom: LATTICES - 1 };
  });
};

/** E_p of each of the terms. NumericError('not-finite') where one is not a number. */
export const averagesUnder = (mixture: GaussianMixture, terms: number, fill: Fill, points: Points): readonly Average[] =>
  mixture.dimension === 1 ? onTheLine(mixture, terms, fill) : inSpace(mixture, terms, fill, points);

export interface Times extends Points {
  readonly clock: Clock;
  /** Intervals of the quadrature in time, a multiple of 4. */
  readonly times: number;
}

/** As `Fill`, at a time t; `pace` is dt/du: without it the mean is over u, with it as a factor the integral is over t. */
export type FillAt = (t: number, pace: number, points: Float64Array, out: Float64Array) => void;

/** ∫₀¹ E_{p_t(u)} of each of the terms du. */
export const averagesOverTime = (law: NoisedLaw, terms: number, fill: FillAt, plan: Times): readonly Average[] => {
  const { nodes, weights, coarse } = clenshawCurtis(plan.times);
  const at = Array.from(nodes, (u, j) => {
    const [t, pace] = [plan.clock.time(u), plan.clock.pace(u)];
    return averagesUnder(law.at(t), terms, (points, out) => fill(t, pace, points, out), { points: plan.points, stream: plan.stream.split(j) });
  });
  return Array.from({ length: terms }, (_, k) => {
    const rows = at.map((row) => row[k] as Average);
    const sum = (of: Float64Array): number => rows.reduce((whole, { value }, j) => whole + of[j]! * value, 0);
    const whole = combined(rows.map((row, j) => [weights[j]!, row]));
    // The difference of the rules has the chance of its numbers in it, which is accounted for by the deviation.
    const chance = Math.hypot(...rows.map((row, j) => (weights[j]! - coarse[j]!) * row.deviation));
    return {
      ...whole, systematic: whole.systematic + Math.max(0, Math.abs(sum(weights) - sum(coarse)) - 2 * chance),
    };
  });
};
