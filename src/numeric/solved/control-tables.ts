/**
 * A control problem of one state and one control from its statement: drift, σ² and running cost as polynomials of degree 2 in the control,
 * each coefficient tabulated. What is of another form, or has several controls, is refused by name.
 */
import { diffusion } from '../../calculus/diffusion.ts';
import { itoDrift } from '../../calculus/ito-drift.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, controlVariable, num } from '../../kernel/expression.ts';
import type { Problem, Process } from '../../language/statement.ts';
import type { ControlProblem, Quadratic, Quadratics } from '../control/control-problem.ts';
import type { Ends } from '../control/ends.ts';
import { EXTRAPOLATED } from '../control/ends.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import { localWeights } from '../grid/local-polynomial.ts';
import { NumericError } from '../numeric-error.ts';
import { blockOf } from './process-tables.ts';
import { insistOnResolved } from './resolved.ts';
import type { Lattice, Onto } from './tables.ts';
import { evenly, forEachNode, isSteady, onto } from './tables.ts';
import type { SolvedWorld } from './world.ts';

const NODES = 49;
const TIMES = 11;

export interface ControlTables {
  readonly variable: Variable;
  readonly control: Variable;
  readonly lattice: Lattice;
  readonly steady: boolean;
  /** c0, c1, c2 of u ↦ c0 + c1 u + c2 u². */
  readonly drift: readonly Float64Array[];
  readonly variance: readonly Float64Array[];
  readonly running: readonly Float64Array[];
  readonly discount: Float64Array;
}

/** Kept, world by world. */
const known = new WeakMap<SolvedWorld, WeakMap<object, ControlTables>>();

const keeping = (world: SolvedWorld, of: object, make: () => ControlTables): ControlTables => {
  const list = known.get(world) ?? new WeakMap<object, ControlTables>();
  known.set(world, list);
  const found = list.get(of) ?? make();
  list.set(of, found);
  return found;
};

export const controlTables = (world: SolvedWorld, problem: Problem): ControlTables => keeping(world, problem, () => {
  const control = onlyControl(world, problem);
  return tablesOf(world, problem.process, problem.running, problem.discount, control);
});

/** Tables of zeros for a problem whose control enters nothing but its own cost u². */
export const idleControl = (variable: Variable, lattice: Lattice, steady: boolean): ControlTables => {
  const count = lattice.axes.reduce((product, axis) => product * axis.length, 1) * lattice.times.length;
  const lists = (): Float64Array[] => [0, 1, 2].map(() => new Float64Array(count));
  const tables = { variable, control: controlVariable('no control', null), lattice, steady, drift: lists(), variance: lists(), running: lists(), discount: new Float64Array(count) };
  tables.running[2]!.fill(1);
  return tables;
};

/** An expectation as a problem whose control enters nothing but its own cost u². */
export const expectationTables = (
  world: SolvedWorld, of: { readonly process: Process; readonly running: Expression | null; readonly discount: Expression | null },
): ControlTables => keeping(world, of, () => {
  const tables = tablesOf(world, of.process, of.running ?? num(0), of.discount, controlVariable('no control', null));
  tables.running[2]!.fill(1);
  return tables;
});

const tablesOf = (world: SolvedWorld, process: Process, cost: Expression, rate: Expression | null, control: Variable): ControlTables => {
  const { variable, drift, squared } = partsOf(process);
  if (variable.space !== null && world.dimensionOf(variable.space) !== 1) {
    throw new NumericError('not-applicable', 'a control problem in the plane', 'use one dimension');
  }
  const expressions = [drift, squared, cost, rate ?? num(0)];
  const steady = isSteady(...expressions);
  const lattice: Lattice = {
    axes: [evenly(world.setting.interval[0], world.setting.interval[1], NODES)], times: evenly(0, world.setting.horizon, steady ? 1 : TIMES),
  };
  const count = NODES * lattice.times.length;
  const lists = expressions.map(() => [0, 1, 2].map(() => new Float64Array(count)));
  /** Pure powers of the control, the last of the three variables, are the last monomials of their degree: 1, u, u², u³. */
  const read = (x: readonly number[], t: number, order: 2 | 3): readonly (readonly number[])[] =>
    evaluateAll(expressions, world, [{ variable, values: x }, { variable: T_VARIABLE, values: [t] }, { variable: control, values: [0] }], order)
      .map((components) => [0, 3, 9, 19].map((m) => components[0]![m] ?? 0));
  forEachNode(lattice, (x, t, at) => {
    read(x, t, at === 0 ? 3 : 2).forEach((powers, e) => {
      lists[e]!.forEach((list, power) => { list[at] = powers[power]!; });
      if (Math.abs(powers[3]!) > 1e-9) throw new NumericError('not-applicable', 'a control problem that is no polynomial of degree 2 in its control', 'take another method');
    });
  });
  insistOnResolved(world, lattice, lists.flat(), (x, t) => read(x, t, 2).flatMap((powers) => powers.slice(0, 3)), 'a coefficient');
  const [drifts, variances, runnings, discounts] = lists as [Float64Array[], Float64Array[], Float64Array[], Float64Array[]];
  return { variable, control, lattice, steady, drift: drifts, variance: variances, running: runnings, discount: discounts[0]! };
};

const partsOf = (process: Process): { readonly variable: Variable; readonly drift: Expression; readonly squared: Expression } => {
  const block = blockOf(process);
  if (process.backward) throw new NumericError('not-applicable', 'a problem along a clock that runs down', 'turn the clock round');
  const squared = diffusion(block, block);
  if (squared === null) throw new NumericError('not-applicable', 'a control problem without noise', 'give the process noise');
  return { variable: block.variable, drift: itoDrift(process, block), squared };
};

const onlyControl = (world: SolvedWorld, { controls }: Problem): Variable => {
  const [control, ...others] = controls;
  if (control === undefined || others.length > 0) throw new NumericError('not-applicable', `${controls.length} controls`, 'use one');
  if (control.space !== null && world.dimensionOf(control.space) !== 1) throw new NumericError('not-applicable', 'a control of several components', 'use one');
  return control;
};

/** How much drift, σ², running cost, discount and terminal cost are multiplied by. */
export interface ControlStrengths {
  readonly drift: number;
  readonly variance: number;
  readonly running: number;
  readonly discount: number;
  readonly terminal: number;
}

export const UNCHANGED: ControlStrengths = { drift: 1, variance: 1, running: 1, discount: 1, terminal: 1 };

/** As the solvers take it, for time from `start` on: their time 0 is this one. */
export const controlProblem = (
  sense: Problem['sense'], tables: ControlTables, start: number, duration: number, terminal: (x: number) => number,
  strengths: ControlStrengths = UNCHANGED,
): ControlProblem => {
  const { lattice } = tables;
  let known: { readonly nodes: Float64Array; readonly fill: Onto } | null = null;
  const onNodes = (nodes: Float64Array): Onto => {
    if (known === null || known.nodes !== nodes) known = { nodes, fill: onto(lattice, [nodes]) };
    return known.fill;
  };
  const put = (to: Onto, from: readonly Float64Array[], t: number, factor: number, out: Quadratic): void => {
    from.forEach((table, power) => {
      const list = out[power]!;
      to(table, t, list);
      if (factor !== 1) for (let i = 0; i < list.length; i += 1) list[i]! *= factor;
    });
  };
  const rate = discountOf(tables, start, strengths.discount);
  const unused = (): number => { throw new TypeError('coefficients are filled in, not asked for'); };
  return {
    sense, horizon: duration, terminal: (x) => strengths.terminal * terminal(x), autonomous: tables.steady,
    drift: unused, noise: unused, running: unused, discount: rate,
    controls: {
      kind: 'quadratic', ...boundsFor(tables),
      fill: (t: number, nodes: Float64Array, out: Quadratics) => {
        const to = onNodes(nodes);
        put(to, tables.drift, start + t, strengths.drift, out.drift);
        put(to, tables.variance, start + t, strengths.variance, out.variance);
        put(to, tables.running, start + t, strengths.running, out.running);
      },
    },
  };
};

/** Where the noise depends on the control, a Hamiltonian may have no minimum before policies have settled: far bounds let them. */
const FAR = 40;
const boundsFor = ({ variance }: ControlTables): { readonly least?: number; readonly most?: number } =>
  (variance[2]!.some((v) => v !== 0) ? { least: -FAR, most: FAR } : {});

/** Controls at a far bound are not those of the problem. */
export const insistOnInside = (tables: ControlTables, control: Float64Array): void => {
  const { most } = boundsFor(tables);
  if (most === undefined || control.every((u) => Math.abs(u) < 0.9 * most)) return;
  throw new NumericError('not-applicable', 'a Hamiltonian without a best control', 'bound the controls, or make the running cost convex in them');
};

/** Nodes between which a discount is interpolated once more. */
const FINE = 193;

/** A constant where it is one. */
const discountOf = ({ discount, lattice }: ControlTables, start: number, factor: number): number | ((x: number, t: number) => number) => {
  const [first] = discount;
  if (discount.every((value) => value === first)) return factor * (first ?? 0);
  const [low, high] = [lattice.axes[0]![0]!, lattice.axes[0]!.at(-1)!];
  const fine = evenly(low, high, FINE);
  const fill = onto(lattice, [fine]);
  const now = new Float64Array(FINE);
  let time = Number.NaN;
  return (x, t) => {
    if (t !== time) fill(discount, start + t, now);
    time = t;
    const { first, weights } = localWeights(fine, x, 5, 0);
    return factor * weights[0]!.reduce((sum, weight, j) => sum + weight * now[first + j]!, 0);
  };
};

/**
 * What the ends of the interval do. On the line third derivatives vanish there, which is far from the middle. On a piece of the half line values are
 * given that begin as the equation would have them, φ + (T − t) min{ℓ + f φ′ + ½ σ² φ″ − ρ φ}: any solution will do inside.
 * `jet`: φ and its first two derivatives at a point.
 */
export const endsFor = (tables: ControlTables, problem: Problem['sense'], interval: readonly [number, number], horizon: number, jet: (x: number) => readonly [number, number, number]): Ends => {
  if (interval[0] <= 0) return EXTRAPOLATED;
  const rateAt = (x: number): number => {
    const one = new Float64Array(1);
    const to = onto(tables.lattice, [Float64Array.of(x)]);
    const at = (table: Float64Array): number => { to(table, horizon, one); return one[0]!; };
    const [value, slope, curvature] = jet(x);
    const [c0, c1, c2] = [0, 1, 2].map((power) =>
      at(tables.running[power]!) + at(tables.drift[power]!) * slope + 0.5 * at(tables.variance[power]!) * curvature) as [number, number, number];
    const isBent = problem === 'minimize' ? c2 > 0 : c2 < 0;
    return c0 - (isBent ? c1 * c1 / (4 * c2) : 0) - at(tables.discount) * value;
  };
  const end = (x: number): Ends[number] => {
    const [value, rate] = [jet(x)[0], rateAt(x)];
    return { kind: 'value', at: (t) => value + (horizon - t) * rate };
  };
  return [end(interval[0]), end(interval[1])];
};
