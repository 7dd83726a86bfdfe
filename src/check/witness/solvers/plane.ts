/**
 * Values and best controls in the plane: the problem solved by Howard's scheme with the claimed value on the sides of the box and its own terminal
 * cost, and the control that the scheme takes for the claimed value.
 */
import type { Expression } from '../../../kernel/expression.ts';
import { marchPlane } from '../../../numeric/control/plane-march.ts';
import { planeCosts } from '../../../numeric/control/plane-problem.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import { termsOf } from '../../../numeric/instance/equation.ts';
import { concatenated } from '../../../numeric/grid/lists.ts';
import { gridOf } from '../../../numeric/solved/density.ts';
import type { PlaneStrengths } from '../../../numeric/solved/plane-control.ts';
import { UNCHANGED_PLANE, planeProblem, planeTables } from '../../../numeric/solved/plane-control.ts';
import { planeResolution } from '../../../numeric/solved/plane-value.ts';
import { placeAt } from '../../../numeric/solved/tables.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import { ALTERED } from './density.ts';
import type { Solved } from './instances.ts';
import type { Judgement } from './judgement.ts';
import { judge } from './judgement.ts';
import type { OptimalClaim } from './optimal.ts';
import { gridsText } from './pointwise.ts';
import type { ValueClaim } from './value.ts';
import { innerInterval } from './value.ts';

export const judgePlaneValue = (body: ValueClaim, solved: Solved): Judgement => {
  const runs = solved.worlds.map((world) => valueRun(body, world, UNCHANGED_PLANE));
  const first = runs[0] as Run;
  const last = runs.at(-1) as Run;
  const size = Math.max(...last.claimed.map(Math.abs), 1e-300);
  const parts = (['drift', 'input', 'variance', 'running', 'terminal'] as const).filter((part) => part !== 'terminal' || body.problem.terminal !== null);
  const responses = parts.map((part) => {
    const other = valueRun(body, solved.worlds[0] as SolvedWorld, { ...UNCHANGED_PLANE, [part]: 1 + ALTERED });
    return Math.max(...other.found.map((v, k) => Math.abs(v - first.found[k]!))) / ALTERED / size;
  });
  return judge({
    worlds: solved.worlds, levels: runs.map((run) => run.found.map((v, k) => (v - run.claimed[k]!) / size)), allowance: 0, responses: responses.map((r) => (r < 1e-6 ? 0 : r)),
    by: `Howard’s scheme for the Hamilton–Jacobi–Bellman equation, sides from the claim, ${halved(solved)}`,
    tell: (k) => ({
      place: [pointText(last.points[k]!)],
      left: `${last.claimed[k]!.toPrecision(7)} claimed`, right: `${last.found[k]!.toPrecision(7)} solved for`,
    }),
  });
};

const halved = (solved: Solved): string => gridsText({ ...solved, worlds: solved.worlds.map((w) => ({ ...w, resolution: planeResolution(w) })) });

interface Run {
  /** x, y, t. */
  readonly points: readonly (readonly [number, number, number])[];
  readonly found: Float64Array;
  readonly claimed: Float64Array;
}

const scalarAt = (world: SolvedWorld, e: Expression, variable: Parameters<typeof placeAt>[0], x: readonly number[], t: number): number =>
  evaluateAll([e], world, placeAt(variable, x, t), 0)[0]![0]![0]!;

/** The coarsest grid's nodes in the middle quarter of the box, as pairs of numbers. */
const chosenNodes = (cells: number, coarsest: number): readonly (readonly [number, number])[] => {
  const factor = cells / coarsest;
  const middle = Array.from({ length: coarsest + 1 }, (_, i) => i).filter((i) => i >= 0.3 * coarsest && i <= 0.7 * coarsest).map((i) => i * factor);
  return middle.flatMap((i) => middle.map((j) => [i, j] as const));
};

const valueRun = ({ value, problem }: ValueClaim, world: SolvedWorld, strengths: PlaneStrengths): Run => {
  const { horizon } = world.setting;
  const interval = innerInterval(world.setting);
  const resolution = planeResolution(world);
  const tables = planeTables(world, problem);
  const faces = gridOf(interval, resolution).faces;
  const at = (e: Expression, x: number, y: number, t: number): number => scalarAt(world, e, tables.variable, [x, y], t);
  const { costs, sign } = planeCosts(planeProblem(problem.sense, tables, faces, 0, horizon, (x, y) => at(problem.terminal ?? value, x, y, horizon), strengths));
  const axis = { low: interval[0], high: interval[1], cells: resolution.cells };
  const nodes = chosenNodes(resolution.cells, COARSEST);
  const points: (readonly [number, number, number])[] = [];
  const found: number[] = [];
  let step = 0;
  // At the horizon, at the start, and twice in between.
  marchPlane(costs, [axis, axis], resolution.steps, 'central', { kind: 'value', at: (x, y, t) => sign * at(value, x, y, t) }, (t, values) => {
    if (step % (resolution.steps / 3) === 0) {
      for (const [i, j] of nodes) {
        points.push([faces[i]!, faces[j]!, t]);
        found.push(sign * values[i * faces.length + j]!);
      }
    }
    step += 1;
  });
  return { points, found: Float64Array.from(found), claimed: Float64Array.from(points, ([x, y, t]) => at(value, x, y, t)) };
};

/** Cells along an axis of the coarsest grid in the plane. */
const COARSEST = 16;
/** So short a time that nothing but the first policy matters. */
const MOMENT_AFTER = 1e-9;
/** What that short time and the division of differences by distances leave. */
const ROUNDED = 1e-7;

export const judgePlaneLaw = (body: OptimalClaim, value: Expression, solved: Solved): Judgement => {
  const times = MOMENTS.map((part) => part * solved.setting.horizon);
  const runs = solved.worlds.map((world) => together(times.map((t) => lawRun(body, value, world, t))));
  const last = runs.at(-1) as LawRun;
  const size = Math.max(...last.claimed.map(Math.abs), ...last.best.map(Math.abs), 1e-300);
  const finest = solved.worlds.at(-1) as SolvedWorld;
  const sizes = termsOf(body.law).map((term) => Math.max(...last.points.flatMap(([x, y, t]) => lawAt(term, finest, body, [x, y], t).map(Math.abs))));
  return judge({
    worlds: solved.worlds, levels: runs.map((run) => run.best.map((v, k) => (v - run.claimed[k]!) / size)), allowance: ROUNDED, responses: sizes.map((s) => (s / size < 1e-7 ? 0 : s / size)),
    by: `control of Howard’s scheme, ${halved(solved)}`,
    tell: (k) => ({
      place: [pointText(last.points[Math.floor(k / last.components)]!), `component ${k % last.components + 1}`],
      left: `${last.claimed[k]!.toPrecision(7)} claimed`, right: `${last.best[k]!.toPrecision(7)} is the best control of the scheme`,
    }),
  });
};

const pointText = ([x, y, t]: readonly [number, number, number]): string => `x = (${x.toPrecision(6)}, ${y.toPrecision(6)}), t = ${t.toPrecision(6)}`;

/** Parts of the way through time, without a pattern that a law might share. */
const MOMENTS = [0.37, 0.71];

const together = (runs: readonly LawRun[]): LawRun => ({
  points: runs.flatMap((r) => r.points), components: runs[0]!.components,
  best: concatenated(runs.map((r) => r.best)), claimed: concatenated(runs.map((r) => r.claimed)),
});

interface LawRun {
  /** x, y, t. */
  readonly points: readonly (readonly [number, number, number])[];
  readonly components: number;
  readonly best: Float64Array;
  readonly claimed: Float64Array;
}

const lawAt = (e: Expression, world: SolvedWorld, { problem }: OptimalClaim, x: readonly number[], t: number): readonly number[] =>
  evaluateAll([e], world, placeAt(planeTables(world, problem).variable, x, t), 0)[0]!.map((series) => series[0]!);

const lawRun = (body: OptimalClaim, value: Expression, world: SolvedWorld, t: number): LawRun => {
  const interval = innerInterval(world.setting);
  const { cells } = planeResolution(world);
  const { problem } = body;
  const tables = planeTables(world, problem);
  const faces = gridOf(interval, { cells, steps: 1 }).faces;
  const at = (x: number, y: number): number => scalarAt(world, value, tables.variable, [x, y], t);
  const { costs, sign } = planeCosts(planeProblem(problem.sense, tables, faces, t - MOMENT_AFTER, MOMENT_AFTER, at));
  const axis = { low: interval[0], high: interval[1], cells };
  const { controls } = marchPlane(costs, [axis, axis], 1, 'central', { kind: 'value', at: (x, y) => sign * at(x, y) });
  const nodes = chosenNodes(cells, COARSEST);
  const points = nodes.map(([i, j]) => [faces[i]!, faces[j]!, t] as const);
  const claimed = points.map(([x, y]) => lawAt(body.law, world, body, [x, y], t));
  const components = claimed[0]!.length;
  return {
    points, components, claimed: Float64Array.from(claimed.flat()),
    best: Float64Array.from(nodes.flatMap(([i, j]) => controls.slice(0, components).map((list) => list[i * faces.length + j]!))),
  };
};
