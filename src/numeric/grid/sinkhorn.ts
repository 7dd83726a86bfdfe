/**
 * The Schrödinger bridge between two laws on a grid, by Sinkhorn's iteration in the logarithm.
 *
 * For a reference process with transition density k(x,y) over the whole time (Brownian motion of variance v: the heat kernel),
 * the law of start and end is e^{φ(x)} k(x,y) e^{ψ(y)}, with potentials from
 *
 *   φ(x) = log p₀(x) − log ∫ k(x,y) e^{ψ(y)} dy,   ψ(y) = log p₁(y) − log ∫ k(x,y) e^{φ(x)} dx.
 *
 * Potentials are fixed up to one constant; the distance is Hilbert's metric, the oscillation max − min of a difference, in which
 * the iteration contracts. If one step changes ψ by δ and the changes fall by the factor ρ, the limit is within δ ρ / (1 − ρ).
 * Birkhoff's theorem guarantees ρ ≤ tanh²(Δ/4) with the projective diameter Δ of the kernel, which on a wide box is next to 1.
 *
 * Sources: R. Fortet, J. Math. Pures Appl. 19 (1940); R. Sinkhorn, Ann. Math. Statist. 35 (1964); J. Franklin, J. Lorenz,
 * Linear Algebra Appl. 114 (1989) for the contraction.
 */
import type { ErrorEstimate } from '../accuracy/estimate.ts';
import { NumericError } from '../numeric-error.ts';
import type { Box } from './box.ts';
import type { Grid } from './grid.ts';
import type { LogKernel } from './heat-kernel.ts';
import { heatKernel, heatKernel2D } from './heat-kernel.ts';
import { logDensity } from './log-density.ts';

export interface SinkhornOptions {
  /** The change of ψ at which the iteration ends. */
  readonly tolerance?: number;
  readonly iterations?: number;
}

export interface Potentials {
  /** At the centres of the grid of the start, and of the end. */
  readonly phi: Float64Array;
  readonly psi: Float64Array;
  readonly iterations: number;
  /** The factor by which the changes fell in the end. */
  readonly contraction: number;
  /** Of ψ, and so of φ, in Hilbert's metric: what is left of the iteration. That of the grid is not in it. */
  readonly estimate: ErrorEstimate;
  /** The largest error of the end's density that the potentials leave, relative to its largest value. The start's is exact. */
  readonly defect: number;
}

const oscillation = (a: Float64Array, b: Float64Array): number => {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < a.length; i += 1) {
    const difference = a[i]! - b[i]!;
    if (!Number.isFinite(difference)) throw new NumericError('not-finite', 'a potential that is not finite', 'use a narrower box, or more noise');
    least = Math.min(least, difference);
    most = Math.max(most, difference);
  }
  return most - least;
};

const TOLERANCE = 1e-11;
const ITERATIONS = 2000;

/** From densities at the centres, and the kernel applied from the end to the start, and from the start to the end. */
const iterate = (
  start: Float64Array, end: Float64Array, toStart: LogKernel, toEnd: LogKernel,
  { tolerance = TOLERANCE, iterations = ITERATIONS }: SinkhornOptions,
): Potentials => {
  const [logStart, logEnd] = [logDensity(start), logDensity(end)];
  let psi = new Float64Array(end.length);
  let change = Number.POSITIVE_INFINITY;
  for (let n = 1; n <= iterations; n += 1) {
    const back = toStart(psi);
    const phi = logStart.map((value, i) => value - back[i]!);
    const forth = toEnd(phi);
    const next = logEnd.map((value, i) => value - forth[i]!);
    const moved = oscillation(next, psi);
    const contraction = moved / change;
    if (moved <= tolerance && contraction < 1) {
      const largest = end.reduce((most, value) => Math.max(most, value), 0);
      const defect = end.reduce((most, value, i) => Math.max(most, Math.abs(Math.expm1(psi[i]! - next[i]!)) * value), 0) / largest;
      return {
        phi, psi, iterations: n, contraction, defect,
        estimate: { bound: moved / (1 - contraction), by: 'Hilbert metric', order: null, asymptotic: contraction < 1 },
      };
    }
    [psi, change] = [next, moved];
  }
  throw new NumericError('no-convergence', `Sinkhorn's iteration still changes by ${change.toExponential(1)} after ${iterations}`,
    'use more iterations, more noise, or a larger tolerance');
};

/** In one dimension: densities at the centres; `variance` is that of the reference over the whole time, σ² T. */
export const sinkhorn = (
  from: Grid, start: Float64Array, to: Grid, end: Float64Array, variance: number, options: SinkhornOptions = {},
): Potentials => iterate(start, end, heatKernel(from, to, variance), heatKernel(to, from, variance), options);

/** In the plane, row-major; the reference has the same variance in either coordinate. */
export const sinkhorn2D = (
  from: Box, start: Float64Array, to: Box, end: Float64Array, variance: number, options: SinkhornOptions = {},
): Potentials => iterate(start, end, heatKernel2D(from, to, variance), heatKernel2D(to, from, variance), options);

/** The projective diameter Δ of the heat kernel between two intervals: (length of one)(length of the other)/v. */
export const projectiveDiameter = (from: Grid, to: Grid, variance: number): number => {
  const length = ({ centres, cells }: Grid): number => centres[cells - 1]! - centres[0]!;
  return length(from) * length(to) / variance;
};

/** Of the bridge at a fraction 0 < τ < 1 of the time, at the centres of `at`: log h = log ∫ k e^ψ, and the density. */
export interface BridgeAt {
  /** log h(z): the control of the bridge is σ² times its gradient, its value function −log h. */
  readonly logForward: Float64Array;
  readonly density: Float64Array;
}

export const bridgeAt = (from: Grid, to: Grid, { phi, psi }: Potentials, variance: number, fraction: number, at: Grid): BridgeAt => {
  if (!(fraction > 0 && fraction < 1)) throw new NumericError('no-horizon', `a fraction ${fraction} of the time`, 'use a time between the two ends');
  const logForward = heatKernel(at, to, variance * (1 - fraction))(psi);
  const logBackward = heatKernel(at, from, variance * fraction)(phi);
  return { logForward, density: logForward.map((value, i) => Math.exp(value + logBackward[i]!)) };
};
