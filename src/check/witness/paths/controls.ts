/**
 * Controls at a place: a claimed law, or the one that makes a Hamiltonian stationary, by Newton's method in all controls together.
 *
 * The Hamiltonian's first and second derivatives by the controls are exact, from its Taylor series; for a quadratic one the first step is
 * the solution. Whether it is a minimum or a maximum is looked at by the sign of the diagonal.
 * Errors: NumericError 'no-convergence' where no stationary point of the wanted kind is found.
 */
import type { Expression, Variable } from '../../../kernel/expression.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { eliminate, solve } from '../../../numeric/linear-algebra/lu.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import { monomials } from '../../../numeric/taylor/monomials.ts';
import { sizeOf } from './state.ts';

/** The law's values, each times a factor and with a shift. */
export const byLaw = (control: Variable, law: Expression, world: World<number>, factor = 1, shift = 0) => (place: Place<number>): Place<number> => {
  const values = (evaluateAll([law], world, place, 0)[0] ?? []).map((series) => factor * (series[0] as number) + shift);
  return [...place, { variable: control, values }];
};

/** All controls zero. */
export const withoutControl = (controls: readonly Variable[], world: World<number>) => (place: Place<number>): Place<number> =>
  [...place, ...controls.map((variable) => ({ variable, values: Array.from({ length: sizeOf(variable.space, world) }, () => 0) }))];

const STARTS = [0, 0.5, 2];
const STEPS = 24;

export const byOptimum = (controls: readonly Variable[], hamiltonian: Expression, world: World<number>, sense: 'minimize' | 'maximize') => {
  const sizes = controls.map((control) => sizeOf(control.space, world));
  const count = sizes.reduce((a, b) => a + b, 0);
  const withValues = (place: Place<number>, u: readonly number[]): Place<number> => {
    let at = 0;
    return [...place, ...controls.map((variable, k) => { const from = at; at += sizes[k] as number; return { variable, values: u.slice(from, at) }; })];
  };
  return (place: Place<number>): Place<number> => {
    const before = place.reduce((sum, { values }) => sum + values.length, 0);
    for (const start of STARTS) {
      const found = newton((u) => slopes(evaluateAll([hamiltonian], world, withValues(place, u), 2)[0]?.[0] ?? [], before, count), Array.from({ length: count }, () => start), sense);
      if (found !== null) return withValues(place, found);
    }
    throw new NumericError('no-convergence', 'no best control was found', 'make the running cost convex in the control, or the reward concave');
  };
};

interface Slopes {
  readonly first: readonly number[];
  /** Row-major. */
  readonly second: readonly number[];
}

const slopes = (series: readonly number[], before: number, count: number): Slopes => {
  const table = monomials(before + count, 2);
  const first = Array.from({ length: count }, (_, i) => series[1 + before + i] ?? 0);
  const second = Array.from({ length: count * count }, (_, k) => {
    const [i, j] = [Math.floor(k / count), k % count];
    const m = table.raised[(1 + before + i) * table.variables + before + j] as number;
    return (series[m] ?? 0) * (i === j ? 2 : 1);
  });
  return { first, second };
};

const newton = (look: (u: readonly number[]) => Slopes, start: readonly number[], sense: 'minimize' | 'maximize'): readonly number[] | null => {
  let u = start;
  try {
    for (let k = 0; k < STEPS; k++) {
      const { first, second } = look(u);
      const step = solve(eliminate(Float64Array.from(second), first.length), Float64Array.from(first));
      const size = Math.max(...step.map(Math.abs));
      u = u.map((value, i) => value - (step[i] as number));
      if (size <= 1e-9 * (1 + Math.max(...u.map(Math.abs)))) {
        const wanted = sense === 'minimize' ? 1 : -1;
        return first.every((_, i) => wanted * (second[i * first.length + i] as number) > 0) ? u : null;
      }
    }
  } catch (error) {
    // Beyond where the Hamiltonian is defined, or where its second derivatives vanish: another start may do.
    if (!(error instanceof NumericError)) throw error;
  }
  return null;
};
