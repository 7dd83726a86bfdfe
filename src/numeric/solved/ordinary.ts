/**
 * Functions of time alone from their assumed equations, ∂t F = rate, by the method of Dormand and Prince: those that are given at the horizon
 * from there down, the others from chosen values at time 0 up. Each is kept on a table of 33 times; with the coarsest grid on one of 21, and less accurately.
 *
 * A group (from the horizon, from the start) is one system; it may depend on the other group if that does not depend on it.
 */
import { fieldsIn } from '../../calculus/dependence.ts';
import type { Expression, Field } from '../../kernel/expression.ts';
import { T_VARIABLE } from '../../kernel/expression.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import type { Series, World } from '../evaluate/world.ts';
import { solveOde } from '../ode/dormand-prince.ts';
import { NumericError } from '../numeric-error.ts';
import { monomialCount } from '../taylor/monomials.ts';
import type { Plan } from './plan.ts';
import type { SpaceTime } from './space-time.ts';
import { spaceTime } from './space-time.ts';
import { evenly } from './tables.ts';
import type { SolvedWorld } from './world.ts';

type Ordinary = Extract<Plan, { kind: 'ordinary' }>;

const FINE = { times: 33, tolerances: { relative: 1e-12, absolute: 1e-13, order: 8 } } as const;
const COARSE = { times: 21, tolerances: { relative: 1e-9, absolute: 1e-10, order: 8 } } as const;

/** Every function of time that can be solved for, by name. */
export const solveOrdinary = (world: SolvedWorld): ReadonlyMap<string, readonly SpaceTime[]> => {
  const all = [...world.plans.byField.values()].filter((plan) => plan.kind === 'ordinary');
  const solvable = all.filter((plan) => !world.isOnGrid(plan.rate));
  const solved = new Map<string, readonly SpaceTime[]>();
  let waiting = solvable;
  while (waiting.length > 0) {
    const group = nextGroup(waiting);
    solveGroup(world, group, solved);
    waiting = waiting.filter((plan) => !group.includes(plan));
  }
  return solved;
};

/** Some that depend on one another and on nothing else that waits, all of one direction in time. */
const nextGroup = (waiting: readonly Ordinary[]): readonly Ordinary[] => {
  for (const plan of waiting) {
    const group = closure(plan, waiting);
    if (group.every((p) => (p.final === null) === (plan.final === null))) return group;
  }
  throw new NumericError('not-applicable', 'functions of time that are tied at both ends', 'give all of them at the same end');
};

const closure = (plan: Ordinary, waiting: readonly Ordinary[]): readonly Ordinary[] => {
  const found = new Set([plan]);
  for (const member of found) {
    for (const name of fieldsIn(member.rate, ...(member.final === null ? [] : [member.final])).keys()) {
      const other = waiting.find((p) => p.field.name === name);
      if (other !== undefined) found.add(other);
    }
  }
  return [...found];
};

const solveGroup = (world: SolvedWorld, group: readonly Ordinary[], solved: Map<string, readonly SpaceTime[]>): void => {
  const { horizon } = world.setting;
  const { times: count, tolerances } = world.isCoarsest ? COARSE : FINE;
  const down = group[0]!.final !== null;
  const starts = group.map((plan) => startOf(world, plan, solved));
  const offsets = starts.map((_, k) => starts.slice(0, k).reduce((sum, s) => sum + s.length, 0));
  const rates = group.map((plan) => plan.rate);
  const right = (t: number, y: Float64Array, out: Float64Array): void => {
    const now = withState(world, group, offsets, starts, y, solved);
    ratesAt(rates, now, t).forEach((components, k) => components.forEach((value, c) => { out[offsets[k]! + c] = value; }));
  };
  const [from, to] = down ? [horizon, 0] : [0, horizon];
  const solution = solveOde(right, from, to, Float64Array.from(starts.flat()), tolerances);
  const times = evenly(0, horizon, count);
  group.forEach((plan, k) => {
    solved.set(plan.field.name, starts[k]!.map((_, c) => spaceTime([times], Float64Array.from(times, (t) => solution.at(t)[offsets[k]! + c]!))));
  });
};

const ratesAt = (rates: readonly Expression[], world: World<number>, t: number): readonly (readonly number[])[] =>
  evaluateAll(rates, world, [{ variable: T_VARIABLE, values: [t] }], 0).map((components) => components.map((series) => series[0]!));

const startOf = (world: SolvedWorld, { field, final }: Ordinary, solved: ReadonlyMap<string, readonly SpaceTime[]>): readonly number[] => {
  if (final !== null) {
    const there = withState(world, [], [], [], new Float64Array(0), solved);
    return evaluateAll([final], there, [{ variable: T_VARIABLE, values: [world.setting.horizon] }], 0)[0]!.map((series) => series[0]!);
  }
  const start = world.setting.starts.get(field.name);
  if (start === undefined) throw new NumericError('not-applicable', `nothing was chosen for ${field.name} to start from`, 'choose it');
  return start;
};

/** The world in which the members of the group are constants, what they are just now, and those before them are known. */
const withState = (
  world: SolvedWorld, group: readonly Ordinary[], offsets: readonly number[], starts: readonly (readonly number[])[], y: Float64Array,
  solved: ReadonlyMap<string, readonly SpaceTime[]>,
): World<number> => ({
  arithmetic: world.arithmetic, dimensionOf: world.dimensionOf, parameter: world.parameter,
  field: (field: Field, point, order): readonly Series<number>[] => {
    const k = group.findIndex((plan) => plan.field.name === field.name);
    if (k >= 0) return starts[k]!.map((_, c) => constantSeries(y[offsets[k]! + c]!, monomialCount(1, order)));
    const known = solved.get(field.name);
    return known === undefined ? world.field(field, point, order) : known.map((component) => component.taylor(point, order));
  },
});

const constantSeries = (value: number, length: number): readonly number[] => Array.from({ length }, (_, m) => (m === 0 ? value : 0));
