/**
 * Where the price of control matches the noise: running cost c + ½ uᵀRu, drift b + Bu, and G Gᵀ = λ B R⁻¹ Bᵀ with a number λ > 0, the
 * temperature. Then exp(−V/λ) solves a linear equation, and a control is a change of measure: B u = G θ, with the θ of least length.
 *
 * Whether it is so is looked at in numbers, at points and times that are given: the cost is even and of second degree in u, the drift of
 * first degree, the noise without u, and the quotient λ the same everywhere, all to 10^−9.
 *
 * Source: Kappen, Path integrals and symmetry breaking for optimal control theory, J. Stat. Mech. (2005) P11011.
 * Errors: NumericError 'not-applicable' where it is not so; 'singular-matrix' where R is not invertible, or θ is not determined.
 */
import { coefficientOf } from '../../../calculus/diffusion.ts';
import type { Problem } from '../../../language/statement.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { eliminate, solve } from '../../../numeric/linear-algebra/lu.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { AtPlace } from './dynamics.ts';
import { motionsOf } from './dynamics.ts';
import type { State } from './state.ts';
import { sizeOf } from './state.ts';

export interface Matched {
  /** λ. */
  readonly temperature: number;
  /** θ at a place that has the controls. */
  readonly shift: AtPlace;
}

interface Parts {
  readonly cost: number;
  readonly drift: readonly number[];
  /** G, row-major. */
  readonly noise: readonly number[];
}

const LITTLE = 1e-9;

/** `sign`: 1 where the problem minimises, −1 where it maximises, so that the running part times it is a cost. */
export const matchedNoise = (problem: Problem, world: World<number>, state: State, places: readonly Place<number>[], sign: 1 | -1): Matched => {
  const { controls, process, running } = problem;
  const motions = motionsOf(process, world);
  const noises = motions.reduce((sum, { size }) => sum + size, 0);
  const sizes = controls.map((control) => sizeOf(control.space, world));
  const count = sizes.reduce((a, b) => a + b, 0);
  const names = new Set(controls.map((c) => c.name));
  const withControls = (place: Place<number>, u: readonly number[]): Place<number> => {
    let at = 0;
    return [...place.filter((p) => !names.has(p.variable.name)), ...controls.map((variable, k) => { const from = at; at += sizes[k] as number; return { variable, values: u.slice(from, at) }; })];
  };
  const none = Array.from({ length: count }, () => 0);
  const coefficients = process.blocks.flatMap((block, b) => motions.flatMap((motion) => {
    const coefficient = coefficientOf(block, motion.name);
    return coefficient === null ? [] : [{ coefficient, motion, ...(state.blocks[b] as State['blocks'][number]) }];
  }));
  const formulas = [running, ...process.blocks.map((b) => b.drift), ...coefficients.map((c) => c.coefficient)];
  const partsAt = (place: Place<number>): Parts => {
    const [cost = [], ...rest] = evaluateAll(formulas, world, place, 0).map((components) => components.map((series) => series[0] as number));
    const noise = new Float64Array(state.dimension * noises);
    rest.slice(process.blocks.length).forEach((values, k) => {
      const { motion, offset } = coefficients[k] as (typeof coefficients)[number];
      values.forEach((value, i) => { noise[(offset + Math.floor(i / motion.size)) * noises + motion.offset + (i % motion.size)] = value; });
    });
    return { cost: sign * (cost[0] as number), drift: rest.slice(0, process.blocks.length).flat(), noise: [...noise] };
  };
  const temperatures = places.map((place) => temperatureAt((u) => partsAt(withControls(place, u)), count, state.dimension, noises));
  const [temperature = NaN] = temperatures;
  if (!temperatures.every((other) => Math.abs(other - temperature) <= LITTLE * temperature)) throw mismatch('the temperature is not a constant');
  return {
    temperature,
    shift: (place) => {
      const [own, without] = [partsAt(place), partsAt(withControls(place, none))];
      return leastShift(own.noise, own.drift.map((value, i) => value - (without.drift[i] as number)), noises);
    },
  };
};

const mismatch = (problem: string): NumericError =>
  new NumericError('not-applicable', `noise and price of control do not match: ${problem}`, 'path weights are for noise that enters as the control does');

/** λ of GGᵀ = λ BR⁻¹Bᵀ. */
const temperatureAt = (at: (u: readonly number[]) => Parts, count: number, dimension: number, noises: number): number => {
  const unit = (i: number, size = 1): readonly number[] => Array.from({ length: count }, (_, k) => (k === i ? size : 0));
  const sum = (a: readonly number[], b: readonly number[]): readonly number[] => a.map((x, k) => x + (b[k] as number));
  const none = at(unit(-1));
  const scale = 1 + Math.abs(none.cost);
  const even = (u: readonly number[]): number => (at(u).cost + at(u.map((x) => -x)).cost) / 2 - none.cost;
  const price = Float64Array.from({ length: count * count }, (_, k) => {
    const [i, j] = [Math.floor(k / count), k % count];
    return even(sum(unit(i), unit(j))) - even(unit(i)) - even(unit(j));
  });
  const gain = Array.from({ length: count }, (_, i) => at(unit(i)).drift.map((value, k) => value - (none.drift[k] as number)));
  // One vector in no special place: what is not of second degree, or not linear, shows.
  const odd = unit(-1).map((_, k) => 1.375 - 0.8125 * k);
  const there = at(odd);
  const wanted = odd.reduce((total, x, i) => total + odd.reduce((row, y, j) => row + 0.5 * x * y * (price[i * count + j] as number), 0), 0);
  if (!(Math.abs(there.cost - none.cost - wanted) <= LITTLE * (scale + Math.abs(wanted)))) throw mismatch('the cost of control is not quadratic');
  const isLinear = there.drift.every((value, k) => {
    const linear = odd.reduce((total, x, i) => total + x * (gain[i]?.[k] as number), none.drift[k] as number);
    return Math.abs(value - linear) <= LITTLE * (1 + Math.abs(value) + Math.abs(linear));
  });
  if (!isLinear || !there.noise.every((value, k) => Math.abs(value - (none.noise[k] as number)) <= LITTLE * (1 + Math.abs(value)))) {
    throw mismatch('the control does not enter the drift linearly, or it enters the noise');
  }
  const factors = eliminate(price, count, 'the price of control');
  const byState = Array.from({ length: dimension }, (_, k) => Float64Array.from(gain, (column) => column[k] as number));
  const solved = byState.map((row) => solve(factors, row));
  const inner = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((total, x, k) => total + x * (b[k] as number), 0);
  const rows = byState.map((_, k) => none.noise.slice(k * noises, (k + 1) * noises));
  const [control, noise] = [byState.flatMap((row) => solved.map((other) => inner(row, other))), rows.flatMap((row) => rows.map((other) => inner(row, other)))];
  const temperature = inner(control, noise) / inner(control, control);
  const off = noise.reduce((most, value, k) => Math.max(most, Math.abs(value - temperature * (control[k] as number))), 0);
  if (!(temperature > 0 && off <= LITTLE * Math.max(...noise.map(Math.abs)))) throw mismatch('the noise is not a multiple of B R⁻¹ Bᵀ');
  return temperature;
};

/** The θ of least length with G θ = a. */
const leastShift = (noise: readonly number[], a: readonly number[], noises: number): readonly number[] => {
  const rows = a.map((value, i) => ({ value, row: noise.slice(i * noises, (i + 1) * noises) })).filter(({ row }) => row.some((entry) => entry !== 0));
  const inner = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, value, k) => sum + value * (y[k] as number), 0);
  const columns = Array.from({ length: noises }, (_, j) => rows.map(({ row }) => row[j] as number));
  const right = rows.map(({ value }) => value);
  if (rows.length <= noises) {
    const weights = [...solve(eliminate(Float64Array.from(rows.flatMap((one) => rows.map((other) => inner(one.row, other.row)))), rows.length, 'the noise'), Float64Array.from(right))];
    return columns.map((column) => inner(column, weights));
  }
  const square = Float64Array.from(columns.flatMap((one) => columns.map((other) => inner(one, other))));
  return [...solve(eliminate(square, noises, 'the noise'), Float64Array.from(columns, (column) => inner(column, right)))];
};
