/**
 * A density on a piece of the line, where the box does not hold it: the Fokker–Planck equation of the process,
 *
 *   ∂t p = ½ D ∂xx p + (∂x D − b) ∂x p + (½ ∂xx D − ∂x b) p,
 *
 * solved from the claimed density at one end of time with its claimed values at the ends of an interval, by the central scheme for
 * backward equations in the clock that runs the other way (b with the other sign, and time as it is, where dt < 0).
 */
import type { Variable } from '../../../kernel/expression.ts';
import { num } from '../../../kernel/expression.ts';
import { march } from '../../../numeric/control/march.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { ControlStrengths, ControlTables } from '../../../numeric/solved/control-tables.ts';
import { UNCHANGED, controlProblem, idleControl } from '../../../numeric/solved/control-tables.ts';
import { gridOf } from '../../../numeric/solved/density.ts';
import { blockOf, coefficientsOf } from '../../../numeric/solved/process-tables.ts';
import { insistOnResolved } from '../../../numeric/solved/resolved.ts';
import { coarsening } from '../../../numeric/solved/setting.ts';
import { evenly, forEachNode, isSteady, placeAt } from '../../../numeric/solved/tables.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import type { DensityClaim, Window } from './density.ts';
import { ALTERED } from './density.ts';
import type { Solved } from './instances.ts';
import type { Judgement } from './judgement.ts';
import { judge } from './judgement.ts';
import { gridsText } from './pointwise.ts';
import { innerInterval, middleNodes, valueAt } from './value.ts';

export const judgeBetween = (body: DensityClaim, solved: Solved, window: Window): Judgement => {
  const runs = solved.worlds.map((world) => runOf(body, world, window, UNCHANGED));
  const [first, last] = [runs[0] as Run, runs.at(-1) as Run];
  const size = Math.max(...last.claimed.map(Math.abs), 1e-300);
  const responses = (['drift', 'variance', 'discount'] as const).map((part) => {
    const other = runOf(body, solved.worlds[0] as SolvedWorld, window, { ...UNCHANGED, [part]: 1 + ALTERED });
    return Math.max(...other.found.map((v, k) => Math.abs(v - first.found[k]!))) / ALTERED / size;
  });
  return judge({
    worlds: solved.worlds, levels: runs.map((run) => run.found.map((v, k) => (v - run.claimed[k]!) / size)), allowance: 0, responses: responses.map((r) => (r < 1e-7 ? 0 : r)),
    by: `Fokker–Planck equation with the claimed values at the ends (Crank–Nicolson), ${gridsText(solved)}`,
    tell: (k) => ({ place: [`x = ${last.nodes[k]!.toPrecision(6)}, t = ${last.times[k]!.toPrecision(6)}`], left: `${last.claimed[k]!.toPrecision(7)} claimed`, right: `${last.found[k]!.toPrecision(7)} solved for` }),
  });
};

interface Run {
  readonly nodes: Float64Array;
  readonly times: Float64Array;
  readonly found: Float64Array;
  readonly claimed: Float64Array;
}

const runOf = (body: DensityClaim, world: SolvedWorld, { from, to }: Window, strengths: ControlStrengths): Run => {
  const { resolution, setting } = world;
  const { backward } = body.process;
  const { variable } = blockOf(body.process);
  const interval = innerInterval(setting);
  const nodes = gridOf(interval, resolution).faces;
  const at = valueAt(world, variable);
  // The scheme's clock s runs from 0, where the answer is, to the window's length, where the data are.
  const timeOf = (s: number): number => (backward ? from + s : to - s);
  const stays = body.stationary ? (): number => from : timeOf;
  const problem = controlProblem('minimize', tablesFor(body, world, variable, { from, to }), 0, to - from, (x) => at(body.density, x, stays(to - from)), strengths);
  const chosen = middleNodes(nodes, coarsening(setting, resolution));
  const found: { readonly x: number; readonly s: number; readonly value: number }[] = [];
  march(problem, {
    nodes, h: (interval[1] - interval[0]) / resolution.cells, steps: resolution.steps, differences: 'central', every: resolution.steps / 4,
    ends: [{ kind: 'value', at: (s) => at(body.density, interval[0], stays(s)) }, { kind: 'value', at: (s) => at(body.density, interval[1], stays(s)) }],
  }, (s, values) => { for (const i of chosen) found.push({ x: nodes[i]!, s, value: values[i]! }); });
  return {
    nodes: Float64Array.from(found, ({ x }) => x), times: Float64Array.from(found, ({ s }) => timeOf(s)), found: Float64Array.from(found, ({ value }) => value),
    claimed: Float64Array.from(found, ({ x, s }) => at(body.density, x, stays(s))),
  };
};

const NODES = 49;
const TIMES = 11;

const known = new WeakMap<SolvedWorld, WeakMap<DensityClaim, ControlTables>>();

const tablesFor = (body: DensityClaim, world: SolvedWorld, variable: Variable, window: Window): ControlTables => {
  const list = known.get(world) ?? new WeakMap<DensityClaim, ControlTables>();
  known.set(world, list);
  const made = list.get(body) ?? readTables(body, world, variable, window);
  list.set(body, made);
  return made;
};

const readTables = (body: DensityClaim, world: SolvedWorld, variable: Variable, { from, to }: Window): ControlTables => {
  const { terms, squared } = coefficientsOf(body.process);
  const expressions = [terms.length === 0 ? num(0) : { kind: 'add' as const, terms }, squared ?? num(0)];
  const steady = isSteady(...expressions);
  const lattice = { axes: [evenly(world.setting.interval[0], world.setting.interval[1], NODES)], times: evenly(0, to - from, steady ? 1 : TIMES) };
  const tables = idleControl(variable, lattice, steady);
  const sign = body.process.backward ? -1 : 1;
  const read = (x: readonly number[], s: number): readonly number[] => {
    const [drift, noise] = evaluateAll(expressions, world, placeAt(variable, x, body.process.backward ? from + s : to - s), 2) as [readonly (readonly number[])[], readonly (readonly number[])[]];
    // The variables are x and t: 1, x, t, x², …
    const [b, db] = [sign * drift[0]![0]!, sign * (drift[0]![1] ?? 0)];
    const [d, dd, ddd] = [noise[0]![0]!, noise[0]![1] ?? 0, 2 * (noise[0]![3] ?? 0)];
    return [dd - b, d, db - ddd / 2];
  };
  const lists = [tables.drift[0]!, tables.variance[0]!, tables.discount];
  forEachNode(lattice, (x, s, k) => read(x, s).forEach((value, which) => { lists[which]![k] = value; }));
  insistOnResolved(world, lattice, lists, read, 'a coefficient');
  return tables;
};
