/**
 * Densities of processes without noise: along a trajectory of dX = v dt, log p falls by ∫ div v dt.
 *
 * By the classical Runge–Kutta method of order 4 with 32 steps, from points in the middle, on every grid; the velocity is evaluated with its derivatives
 * where the trajectory is.
 */
import type { Expression } from '../../../kernel/expression.ts';
import { log } from '../../../kernel/expression.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import { blockOf, coefficientsOf } from '../../../numeric/solved/process-tables.ts';
import { placeAt } from '../../../numeric/solved/tables.ts';
import type { SolvedWorld } from '../../../numeric/solved/world.ts';
import type { DensityClaim, Window } from './density.ts';
import { ALTERED } from './density.ts';
import type { Solved } from './instances.ts';
import type { Judgement } from './judgement.ts';
import { judge } from './judgement.ts';
import { gridsText } from './pointwise.ts';

const STEPS = 32;
/** How often the log-density is looked at along a trajectory. */
const PARTS = 4;
const POINTS: Readonly<Record<number, number>> = { 1: 8, 2: 5 };

interface Flow {
  readonly terms: readonly Expression[];
  readonly strengths: readonly number[];
  readonly world: SolvedWorld;
  readonly body: DensityClaim;
}

export const judgeTrajectories = (body: DensityClaim, solved: Solved, { from, to }: Window): Judgement => {
  const { terms } = coefficientsOf(body.process);
  const starts = startsOf(solved, body);
  const [start, end] = body.process.backward ? [to, from] : [from, to];
  const changes = (world: SolvedWorld, strengths: readonly number[], steps = STEPS): Float64Array => Float64Array.from(starts.flatMap((x) => changesAlong({ terms, strengths, world, body }, x, start, end, steps)));
  const ones = terms.map(() => 1);
  const levels = solved.worlds.map((world) => changes(world, ones));
  const finest = solved.worlds.at(-1) as SolvedWorld;
  const fewer = changes(finest, ones, STEPS / 2);
  const responses = terms.map((_, k) => {
    const other = changes(solved.worlds[0] as SolvedWorld, terms.map((__, j) => (j === k ? 1 + ALTERED : 1)));
    return Math.max(...other.map((v, i) => Math.abs(v - (levels[0]![i] as number)))) / ALTERED;
  });
  return judge({
    worlds: solved.worlds, levels, responses: responses.map((r) => (r < 1e-6 ? 0 : r)),
    // Of order 4: half the steps are off by sixteen times as much.
    allowance: Math.max(...fewer.map((v, i) => Math.abs(v - (levels.at(-1)![i] as number)))) / 5,
    by: `log-density along trajectories (Runge–Kutta of order 4), ${gridsText(solved)}`,
    tell: (k) => ({
      place: [`from x = ${starts[Math.floor(k / PARTS)]!.map((v) => v.toPrecision(6)).join(', ')} at t = ${start} to t = ${start + (end - start) * (k % PARTS + 1) / PARTS}`],
      left: `log-density beyond what was claimed: ${levels.at(-1)![k]!.toPrecision(7)}`, right: '0',
    }),
  });
};

const startsOf = ({ setting, stream, worlds }: Solved, body: DensityClaim): readonly (readonly number[])[] => {
  const { variable } = blockOf(body.process);
  const size = variable.space === null ? 1 : (worlds[0] as SolvedWorld).dimensionOf(variable.space);
  const [low, high] = setting.interval;
  const points = stream.split('trajectories');
  return Array.from({ length: POINTS[size] ?? 4 }, (_, k) =>
    Array.from({ length: size }, (__, i) => (low + high) / 2 + (high - low) / 8 * (2 * points.uniform(8 * k + i) - 1)));
};

/** The change of log p along the trajectory, and what the velocity's divergence takes from it, at the end and in between: 0 for its density. */
const changesAlong = (flow: Flow, x0: readonly number[], start: number, end: number, steps: number): readonly number[] => {
  const h = (end - start) / steps;
  const before = logDensity(flow, x0, start);
  const found: number[] = [];
  let state: State = { x: x0, spent: 0 };
  for (let n = 1; n <= steps; n += 1) {
    state = rungeKutta(flow, state, start + (n - 1) * h, h);
    if (PARTS * n % steps === 0) found.push(logDensity(flow, state.x, flow.body.stationary ? start : start + n * h) - before + state.spent);
  }
  return found;
};

const logDensity = ({ world, body }: Flow, x: readonly number[], t: number): number =>
  evaluateAll([logarithm(body)], world, placeAt(blockOf(body.process).variable, x, t), 0)[0]![0]![0]!;

const logarithms = new WeakMap<Expression, Expression>();
const logarithm = ({ density }: DensityClaim): Expression => {
  const made = logarithms.get(density) ?? log(density);
  logarithms.set(density, made);
  return made;
};

interface State {
  readonly x: readonly number[];
  /** ∫ div v dt so far. */
  readonly spent: number;
}

const rungeKutta = (flow: Flow, state: State, t: number, h: number): State => {
  const moved = (k: State, part: number): State => ({ x: state.x.map((v, i) => v + part * h * k.x[i]!), spent: state.spent });
  const k1 = slope(flow, state, t);
  const k2 = slope(flow, moved(k1, 0.5), t + h / 2);
  const k3 = slope(flow, moved(k2, 0.5), t + h / 2);
  const k4 = slope(flow, moved(k3, 1), t + h);
  return {
    x: state.x.map((v, i) => v + h / 6 * (k1.x[i]! + 2 * k2.x[i]! + 2 * k3.x[i]! + k4.x[i]!)),
    spent: state.spent + h / 6 * (k1.spent + 2 * k2.spent + 2 * k3.spent + k4.spent),
  };
};

/** Velocity and its divergence. */
const slope = ({ terms, strengths, world, body }: Flow, { x }: State, t: number): State => {
  const velocity = x.map(() => 0);
  let divergence = 0;
  evaluateAll(terms, world, placeAt(blockOf(body.process).variable, x, t), 1).forEach((components, k) => {
    const strength = strengths[k] ?? 1;
    components.forEach((series, i) => {
      velocity[i]! += strength * series[0]!;
      divergence += strength * (series[1 + i] ?? 0);
    });
  });
  return { x: velocity, spent: divergence };
};
