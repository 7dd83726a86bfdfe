/**
 * A value function that a network holds: V(x) = u(x) m(x), m = offset + scale · n(y), where y_i is component i in its coordinate,
 * moved and stretched so that it is of variance 1 over the region of training, and u = Π x_i^{e_i} is the unit of values. Value,
 * gradient and second derivatives by x are exact derivatives of the network in doubles, through the coordinate:
 *
 *   ∂_i m = g_i n_i,   ∂_ij m = g_i g_j n_ij + δ_ij g'_i n_i,   g_i = scale φ'(x_i)/s_i,
 *   V_i = u_i m + u m_i,   V_ij = u_ij m + u_i m_j + u_j m_i + u m_ij,
 *
 * with φ' = 1 for a line, φ' = 1/x for a logarithm.
 */
import type { Network } from '../engine/engine.ts';
import type { Jet } from '../jets/jet.ts';
import { axesThrough, firstsOf, secondsOf, valuesOf } from '../jets/jet.ts';
import { copyInDoubles, jetThrough } from '../jets/network-jet.ts';
import type { ControlledDiffusion } from './controlled-diffusion.ts';
import { coordinateOf, regionOf, unitOfValue } from './controlled-diffusion.ts';
import type { ValueAtPoint } from './hamiltonian.ts';

/** Coordinates in units of their region: `inputs[i] = (z_i − centre_i) / unit_i`. */
export interface Units {
  readonly centre: readonly number[];
  readonly unit: readonly number[];
}

export const unitsOf = (problem: ControlledDiffusion): Units => {
  const { low, high } = regionOf(problem, 'trained');
  return {
    centre: low.map((from, i) => (from + high[i]!) / 2),
    // A uniform number on [−1, 1] has the deviation 1/√3.
    unit: low.map((from, i) => (high[i]! - from) / (2 * Math.sqrt(3))),
  };
};

export interface Level {
  readonly offset: number;
  readonly scale: number;
}

/** A value function to ask at states: value, gradient, second derivatives. */
export interface LearnedValue {
  readonly at: (x: Float64Array) => ValueAtPoint;
  readonly all: (states: readonly Float64Array[]) => readonly ValueAtPoint[];
}

/** A value function that is asked point by point. */
export const pointwise = (at: (x: Float64Array) => ValueAtPoint): LearnedValue => ({ at, all: (states) => states.map((x) => at(x)) });

/** The zero function: what evaluation begins with. */
export const noValue = (problem: ControlledDiffusion): LearnedValue => {
  const zero = { value: 0, gradient: new Float64Array(problem.states), hessian: new Float64Array(problem.states ** 2) };
  return pointwise(() => zero);
};

/** Points of one pass through the layers: their jets stay in the cache. */
const BLOCK = 128;

/** The function that the network's averaged weights hold now; later training does not change it. */
export const learnedValue = (problem: ControlledDiffusion, network: Network, level: Level): LearnedValue => {
  const units = unitsOf(problem), n = problem.states, doubles = copyInDoubles(network, 0);
  const axes = Array.from({ length: n }, (_, i) => i);
  const block = (states: readonly Float64Array[]): readonly ValueAtPoint[] => {
    const inputs = new Float64Array(states.length * n);
    states.forEach((x, row) => x.forEach((x_i, i) => {
      inputs[row * n + i] = (coordinateOf(problem.coordinates[i]!, x_i) - units.centre[i]!) / units.unit[i]!;
    }));
    const jet = jetThrough(doubles, axesThrough(inputs, n, axes, 2));
    return states.map((x, row) => byState(problem, units, level, x, jet, row));
  };
  const all = (states: readonly Float64Array[]): readonly ValueAtPoint[] =>
    Array.from({ length: Math.ceil(states.length / BLOCK) }, (_, k) => block(states.slice(k * BLOCK, (k + 1) * BLOCK))).flat();
  return { all, at: (x) => all([x])[0]! };
};

/** From derivatives by the network's inputs to those by the state. */
const byState = (
  problem: ControlledDiffusion, { unit }: Units, { offset, scale }: Level, x: Float64Array, jet: Jet, row: number,
): ValueAtPoint => {
  const n = problem.states, u = unitOfValue(problem, x), m = offset + scale * valuesOf(jet)[row]!;
  const slope = (i: number): number => (problem.coordinates[i]!.kind === 'line' ? 1 : 1 / x[i]!) / unit[i]!;
  // u_i / u.
  const growth = (i: number): number => (problem.coordinates[i]!.power ?? 0) / (problem.coordinates[i]!.kind === 'line' ? 1 : x[i]!);
  const gradient = new Float64Array(n), hessian = new Float64Array(n * n);
  const first = Float64Array.from({ length: n }, (_, i) => scale * slope(i) * firstsOf(jet, i)[row]!);
  for (let i = 0; i < n; i += 1) {
    gradient[i] = u * (growth(i) * m + first[i]!);
    for (let j = 0; j < n; j += 1) {
      hessian[i * n + j] = u * (growth(i) * growth(j) * m + growth(i) * first[j]! + growth(j) * first[i]!
        + scale * slope(i) * slope(j) * secondsOf(jet, i, j)[row]!);
    }
    if (problem.coordinates[i]!.kind === 'logarithm') hessian[i * n + i]! -= u * (growth(i) * m + first[i]!) / x[i]!;
  }
  return { value: u * m, gradient, hessian };
};
