/**
 * Claims that something is the value of a problem, or an expectation: the problem is solved by Howard's scheme from its own terminal cost, with
 * the claimed value at the two ends of an interval, and compared inside at five times, the horizon among them. Without a horizon it is solved from the claimed value,
 * which has to stay where it is.
 *
 * An expectation is solved as a problem whose control does nothing but cost. Where the noise depends on the control, controls are bounded far out: a value
 * whose best control lies within the bounds is the same with them.
 */
import type { ClaimBody } from '../../../language/statement.ts';
import type { Expression, Variable } from '../../../kernel/expression.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import { asCosts } from '../../../numeric/control/control-problem.ts';
import type { Ends } from '../../../numeric/control/ends.ts';
import { march } from '../../../numeric/control/march.ts';
import type { ControlStrengths, ControlTables } from '../../../numeric/solved/control-tables.ts';
import { UNCHANGED, controlProblem, controlTables, expectationTables } from '../../../numeric/solved/control-tables.ts';
import { gridOf } from '../../../numeric/solved/density.ts';
import { placeAt } from '../../../numeric/solved/tables.ts';
import type { Setting } from '../../../numeric/solved/setting.ts';
import { coarsening } from '../../../numeric/solved/setting.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import { ALTERED } from './density.ts';
import type { Solved } from './instances.ts';
import type { Judgement } from './judgement.ts';
import { judge } from './judgement.ts';
import { gridsText } from './pointwise.ts';

export type ValueClaim = Extract<ClaimBody, { kind: 'value' }>;
export type ExpectationClaim = Extract<ClaimBody, { kind: 'expectation' }>;

/** What is solved, and what is claimed of it. */
interface Task {
  readonly claimed: Expression;
  readonly terminal: Expression | null;
  readonly sense: 'minimize' | 'maximize';
  readonly tables: (world: SolvedWorld) => ControlTables;
  readonly scheme: string;
}

export const judgeValue = ({ value, problem }: ValueClaim, solved: Solved): Judgement => judgeTask({
  claimed: value, terminal: problem.terminal, sense: problem.sense, tables: (world) => controlTables(world, problem),
  scheme: 'Howard’s scheme for the Hamilton–Jacobi–Bellman equation',
}, solved);

export const judgeExpectation = (body: ExpectationClaim, solved: Solved): Judgement => judgeTask({
  claimed: body.expectation, terminal: body.terminal, sense: 'minimize', tables: (world) => expectationTables(world, body),
  scheme: 'backward scheme (Crank–Nicolson)',
}, solved);

const judgeTask = (task: Task, solved: Solved): Judgement => {
  const { worlds, setting } = solved;
  const runs = worlds.map((world) => runOf(task, world, UNCHANGED));
  const first = runs[0] as Run;
  const last = runs.at(-1) as Run;
  const size = Math.max(...last.claimed.map(Math.abs), 1e-300);
  const parts = (['drift', 'variance', 'running', 'discount', 'terminal'] as const).filter((part) => part in first.present);
  const responses = parts.map((part) => {
    const other = runOf(task, worlds[0] as SolvedWorld, { ...UNCHANGED, [part]: 1 + ALTERED });
    return Math.max(...other.solved.map((v, k) => Math.abs(v - first.solved[k]!))) / ALTERED / size;
  });
  return judge({
    worlds: solved.worlds, levels: runs.map((run) => run.solved.map((v, k) => (v - run.claimed[k]!) / size)),
    allowance: 0, responses: responses.map((r) => (r < 1e-7 ? 0 : r)),
    by: `${task.scheme}, ends from the claim, ${gridsText(solved)}`,
    tell: (k) => ({
      place: [`x = ${last.nodes[k]!.toPrecision(6)}, t = ${task.terminal === null ? 'any' : last.times[k]!.toPrecision(6)}, given at x = ${innerInterval(setting).map((x) => x.toPrecision(4)).join(' and ')}`],
      left: `${last.claimed[k]!.toPrecision(7)} claimed`, right: `${last.solved[k]!.toPrecision(7)} solved for`,
    }),
  });
};

interface Run {
  readonly nodes: Float64Array;
  readonly times: Float64Array;
  readonly solved: Float64Array;
  readonly claimed: Float64Array;
  readonly present: Partial<Record<keyof ControlStrengths, true>>;
}

/** Into how many parts time is divided by the times at which values are compared. */
const PARTS = 4;

/** Values at the coarsest grid's nodes in the middle half, at all the times. */
const runOf = (task: Task, world: SolvedWorld, strengths: ControlStrengths): Run => {
  const { setting, resolution } = world;
  const { horizon } = setting;
  const interval = innerInterval(setting);
  const tables = task.tables(world);
  const nodes = gridOf(interval, resolution).faces;
  const at = valueAt(world, tables.variable);
  const final = (x: number): number => at(task.terminal ?? task.claimed, x, horizon);
  const problem = controlProblem(task.sense, tables, 0, horizon, final, strengths);
  const { costs, sign } = asCosts(problem);
  const ends: Ends = [{ kind: 'value', at: (t) => sign * at(task.claimed, interval[0], t) }, { kind: 'value', at: (t) => sign * at(task.claimed, interval[1], t) }];
  const h = (interval[1] - interval[0]) / resolution.cells;
  const chosen = middleNodes(nodes, coarsening(setting, resolution));
  const found: { readonly x: number; readonly t: number; readonly value: number }[] = [];
  march(costs, { nodes, h, steps: resolution.steps, differences: 'central', ends, every: resolution.steps / PARTS }, (t, values) => {
    for (const i of chosen) found.push({ x: nodes[i]!, t, value: sign * values[i]! });
  });
  return {
    nodes: Float64Array.from(found, ({ x }) => x), times: Float64Array.from(found, ({ t }) => t), solved: Float64Array.from(found, ({ value }) => value),
    claimed: Float64Array.from(found, ({ x, t }) => at(task.claimed, x, t)),
    present: presentIn(tables, task.terminal !== null),
  };
};

const presentIn = (tables: ControlTables, ends: boolean): Run['present'] => {
  const any = (...lists: readonly Float64Array[]): boolean => lists.some((list) => list.some((v) => v !== 0));
  return {
    ...(any(...tables.drift) ? { drift: true } : {}), ...(any(...tables.variance) ? { variance: true } : {}),
    ...(any(tables.running[0]!, tables.running[1]!) ? { running: true } : {}), ...(any(tables.discount) ? { discount: true } : {}), ...(ends ? { terminal: true } : {}),
  };
};

/** Where claimed values are given at the ends, the interval need not reach to where they are rounded away. */
export const innerInterval = ({ interval: [low, high] }: Setting): readonly [number, number] => {
  const margin = 0.2 * (high - low);
  return [low + margin, high - margin];
};

/** The numbers of the coarsest grid's nodes in the middle half of this one. */
export const middleNodes = (nodes: Float64Array, factor: number): readonly number[] => {
  const cells = nodes.length - 1;
  return Array.from(nodes.keys()).filter((i) => i % factor === 0 && i >= cells / 4 && i <= 3 * cells / 4);
};

/** A scalar at a point and a time. */
export const valueAt = (world: SolvedWorld, variable: Variable) => (e: Expression, x: number, t: number): number =>
  evaluateAll([e], world, placeAt(variable, [x], t), 0)[0]![0]![0]!;
