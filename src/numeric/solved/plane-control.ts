/**
 * A control problem in the plane from its statement: drift f + G u, noise without control, running cost c + ½ uᵀ R u with one R everywhere;
 * controls of one or two components. What is of another form is refused by name.
 */
import { diffusion } from '../../calculus/diffusion.ts';
import { itoDrift } from '../../calculus/ito-drift.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, num } from '../../kernel/expression.ts';
import type { Problem } from '../../language/statement.ts';
import type { PlaneProblem, SymmetricPair } from '../control/plane-problem.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import { NumericError } from '../numeric-error.ts';
import { monomials } from '../taylor/monomials.ts';
import { blockOf } from './process-tables.ts';
import { insistOnResolved } from './resolved.ts';
import type { Lattice } from './tables.ts';
import { forEachNode, isSteady, latticeOf, onto } from './tables.ts';
import type { SolvedWorld } from './world.ts';

export interface PlaneTables {
  readonly variable: Variable;
  readonly control: Variable;
  readonly lattice: Lattice;
  readonly steady: boolean;
  /** f₁, f₂, g₁₁, g₁₂, g₂₁, g₂₂, S₁₁, S₁₂, S₂₂, c. */
  readonly lists: readonly Float64Array[];
  readonly weight: SymmetricPair;
  readonly discount: number;
}

const LISTS = 10;
const TOLERANCE = 1e-9;

const known = new WeakMap<SolvedWorld, WeakMap<Problem, PlaneTables>>();

export const planeTables = (world: SolvedWorld, problem: Problem): PlaneTables => {
  const list = known.get(world) ?? new WeakMap<Problem, PlaneTables>();
  known.set(world, list);
  const made = list.get(problem) ?? readTables(world, problem);
  list.set(problem, made);
  return made;
};

const refuse = (what: string): never => { throw new NumericError('not-applicable', `in the plane, ${what}`, 'use one dimension'); };

const readTables = (world: SolvedWorld, problem: Problem): PlaneTables => {
  const block = blockOf(problem.process);
  const [control, ...others] = problem.controls;
  const { variable } = block;
  const size = control === undefined || control.space === null ? 1 : world.dimensionOf(control.space);
  if (control === undefined || others.length > 0 || size > 2) return refuse('a problem with other controls than one of at most two components');
  const squared = diffusion(block, block) ?? refuse('a control problem without noise');
  const expressions = [itoDrift(problem.process, block), squared, problem.running];
  const rate = problem.discount ?? num(0);
  const steady = isSteady(...expressions);
  const lattice = latticeOf(world.setting.interval, 2, 0, world.setting.horizon, steady);
  const count = lattice.axes.reduce((product, axis) => product * axis.length, 1) * lattice.times.length;
  const lists = Array.from({ length: LISTS }, () => new Float64Array(count));
  let weight: SymmetricPair | null = null;
  const readAt = (x: readonly number[], t: number): ReturnType<typeof coefficientsAt> => {
    const place = [{ variable, values: x }, { variable: T_VARIABLE, values: [t] }, { variable: control, values: Array.from({ length: size }, () => 0) }];
    const [drift, noise, running] = evaluateAll(expressions, world, place, 2) as [Series, Series, Series];
    return coefficientsAt(drift, noise, running[0] as readonly number[], size);
  };
  forEachNode(lattice, (x, t, at) => {
    const read = readAt(x, t);
    read.values.forEach((value, k) => { lists[k]![at] = value; });
    weight ??= read.weight;
    if (weight.some((w, k) => Math.abs(w - read.weight[k]!) > TOLERANCE)) refuse('a cost of control that depends on the state');
  });
  insistOnResolved(world, lattice, lists, (x, t) => readAt(x, t).values, 'a coefficient');
  return { variable, control, lattice, steady, lists, weight: weight ?? [1, 0, 1], discount: constantOf(rate, world) };
};

type Series = readonly (readonly number[])[];

const constantOf = (rate: Expression, world: SolvedWorld): number => {
  try {
    return evaluateAll([rate], world, [], 0)[0]![0]![0]!;
  } catch (error) {
    if (error instanceof NumericError) return refuse('a discount that is no constant');
    throw error;
  }
};

/** The variables are x₁, x₂, t, u₁, u₂ (or u alone). */
const coefficientsAt = (drift: Series, noise: Series, running: readonly number[], size: number): { readonly values: readonly number[]; readonly weight: SymmetricPair } => {
  const variables = 3 + size;
  const { raised } = monomials(variables, 2);
  const first = (series: readonly number[], u: number): number => (u < size ? series[4 + u] ?? 0 : 0);
  const second = (series: readonly number[], u: number, w: number): number => (u < size && w < size ? series[raised[(4 + u) * variables + 3 + w]!] ?? 0 : 0);
  const pairs = [[0, 0], [0, 1], [1, 1]] as const;
  const isBent = [...drift, ...noise].some((series) => pairs.some(([u, w]) => Math.abs(second(series, u, w)) > TOLERANCE));
  const isNoisy = noise.some((series) => [0, 1].some((u) => Math.abs(first(series, u)) > TOLERANCE));
  if (isBent || isNoisy || [0, 1].some((u) => Math.abs(first(running, u)) > TOLERANCE)) {
    return refuse('a problem that is not affine in its control, or whose cost is no square in it');
  }
  const [f1, f2] = drift as [readonly number[], readonly number[]];
  const [s11, s12, , s22] = noise as [readonly number[], readonly number[], readonly number[], readonly number[]];
  return {
    values: [f1[0]!, f2[0]!, first(f1, 0), first(f1, 1), first(f2, 0), first(f2, 1), s11[0]!, s12[0]!, s22[0]!, running[0]!],
    // ½ R₁₁ u₁² + R₁₂ u₁ u₂ + ½ R₂₂ u₂²; a control that is not there costs something.
    weight: [2 * second(running, 0, 0), second(running, 0, 1), size === 2 ? 2 * second(running, 1, 1) : Math.sign(second(running, 0, 0))],
  };
};

/** How much drift, input, covariance and state cost are multiplied by. */
export interface PlaneStrengths {
  readonly drift: number;
  readonly input: number;
  readonly variance: number;
  readonly running: number;
  readonly terminal: number;
}

export const UNCHANGED_PLANE: PlaneStrengths = { drift: 1, input: 1, variance: 1, running: 1, terminal: 1 };

/** For time from `start` on, on a grid of nodes that are the faces of equal cells. */
export const planeProblem = (
  sense: Problem['sense'], tables: PlaneTables, faces: Float64Array, start: number, duration: number,
  terminal: (x: number, y: number) => number, strengths: PlaneStrengths = UNCHANGED_PLANE,
): PlaneProblem => {
  const [low, high, cells] = [faces[0]!, faces[faces.length - 1]!, faces.length - 1];
  const fill = onto(tables.lattice, [faces, faces]);
  const now = tables.lists.map(() => new Float64Array(faces.length ** 2));
  let time = Number.NaN;
  const at = (list: number, x: number, y: number, t: number): number => {
    if (t !== time) {
      tables.lists.forEach((table, k) => fill(table, start + t, now[k]!));
      time = t;
    }
    const [i, j] = [x, y].map((z) => Math.round((z - low) / (high - low) * cells)) as [number, number];
    return now[list]![i * faces.length + j]!;
  };
  const { drift: f, input: g, variance: s } = strengths;
  return {
    sense, horizon: duration, discount: tables.discount, autonomous: tables.steady,
    terminal: (x, y) => strengths.terminal * terminal(x, y),
    dynamics: {
      kind: 'affine', weight: tables.weight,
      drift: (x, y, t) => [f * at(0, x, y, t), f * at(1, x, y, t)],
      input: (x, y, t) => [g * at(2, x, y, t), g * at(3, x, y, t), g * at(4, x, y, t), g * at(5, x, y, t)],
      covariance: (x, y, t) => [s * at(6, x, y, t), s * at(7, x, y, t), s * at(8, x, y, t)],
      stateCost: (x, y, t) => strengths.running * at(9, x, y, t),
    },
  };
};
