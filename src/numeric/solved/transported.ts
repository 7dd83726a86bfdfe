/**
 * The density of a process without noise, dX = v dt, in one dimension: along a trajectory log p falls by ∫ ∂x v dt.
 *
 * Trajectories start from equally distant points of an interval half as wide again as the box, by the classical Runge–Kutta method of order 4 on the
 * tabulated velocity; at each time log p is interpolated from them. The coarsest resolution has fewer trajectories and steps than the others,
 * so that what the method is off by shows. Two dimensions: not here.
 */
import type { Process } from '../../language/statement.ts';
import { localWeights } from '../grid/local-polynomial.ts';
import { NumericError } from '../numeric-error.ts';
import { driftTable, processTables } from './process-tables.ts';
import type { SpaceTime } from './space-time.ts';
import { spaceTime } from './space-time.ts';
import { evenly } from './tables.ts';
import type { SolvedWorld } from './world.ts';

interface Accuracy {
  readonly starts: number;
  readonly nodes: number;
  readonly steps: number;
}

const COARSE: Accuracy = { starts: 91, nodes: 61, steps: 18 };
const FINE: Accuracy = { starts: 121, nodes: 81, steps: 24 };

type State = readonly [x: number, logarithm: number];

export const transported = (world: SolvedWorld, process: Process, initial: (x: readonly number[]) => number): SpaceTime => {
  const { setting } = world;
  const { starts, nodes: count, steps } = world.isCoarsest ? COARSE : FINE;
  const [low, high] = setting.interval;
  const margin = (high - low) / 4;
  const wide = [low - margin, high + margin] as const;
  const reach = world.isOnGrid(...process.blocks.map((b) => b.drift)) ? setting.interval : wide;
  const tables = processTables(process, world, reach, setting.horizon);
  if (tables.dimension !== 1) throw new NumericError('not-applicable', 'a process without noise in the plane', 'use one dimension');
  const velocity = spaceTime([...tables.lattice.axes, tables.lattice.times], driftTable(tables, 0));
  const slope = ([x]: State, t: number): State => {
    const [v, dv] = velocity.taylor([x, tables.steady ? 0 : t], 1) as readonly [number, number];
    return [v, -dv];
  };
  const sign = process.backward ? -1 : 1;
  const start = process.backward ? setting.horizon : 0;
  const h = sign * setting.horizon / steps;
  let states = Array.from(evenly(reach[0], reach[1], starts), (x): State => [x, Math.log(initial([x]))]);
  const all = [states];
  for (let n = 0; n < steps; n += 1) {
    states = states.map((state) => rungeKutta(slope, state, start + n * h, h));
    all.push(states);
  }
  if (process.backward) all.reverse();
  const inner = all.reduce((range, list) => [Math.max(range[0], list[0]![0]), Math.min(range[1], list.at(-1)![0])] as const, setting.interval as readonly [number, number]);
  const nodes = evenly(inner[0], inner[1], count);
  const table = new Float64Array(count * (steps + 1));
  all.forEach((list, n) => {
    const places = Float64Array.from(list, ([x]) => x);
    nodes.forEach((x, i) => {
      const { first, weights } = localWeights(places, x, 7, 0);
      table[i * (steps + 1) + n] = Math.exp(weights[0]!.reduce((sum, weight, j) => sum + weight * list[first + j]![1], 0));
    });
  });
  return spaceTime([nodes, evenly(0, setting.horizon, steps + 1)], table, true);
};

const rungeKutta = (slope: (state: State, t: number) => State, state: State, t: number, h: number): State => {
  const moved = (k: State, part: number): State => [state[0] + part * h * k[0], state[1] + part * h * k[1]];
  const k1 = slope(state, t);
  const k2 = slope(moved(k1, 0.5), t + h / 2);
  const k3 = slope(moved(k2, 0.5), t + h / 2);
  const k4 = slope(moved(k3, 1), t + h);
  const sum = (i: 0 | 1): number => state[i] + h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
  return [sum(0), sum(1)];
};
