/**
 * Control problems on grids, against NumPy and SciPy doing the same work (bench/scipy_hjb.py): times, errors at the same work,
 * and how times grow. Both sides solve the same equations to the same residual, with as many linear solves.
 */
import type { ControlProblem } from '../../src/numeric/control/control-problem.ts';
import { REFLECTING } from '../../src/numeric/control/ends.ts';
import { march } from '../../src/numeric/control/march.ts';
import { marchPlane } from '../../src/numeric/control/plane-march.ts';
import type { PlaneProblem } from '../../src/numeric/control/plane-problem.ts';
import type { Differences } from '../../src/numeric/control/policy.ts';
import { uniformGrid } from '../../src/numeric/grid/grid.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';
import { cpuTimed, sideBySide, SciPyPeer } from '../scipy-peer.ts';

/** The problem of bench/scipy_hjb.py. */
const PROBLEM: ControlProblem = {
  sense: 'minimize', horizon: 1,
  drift: (x, u, t) => -(1 + t / 2) * x + u, noise: (_, __, t) => 0.6 + t / 10, running: (x, u) => u * u / 2 + x * x / 4,
  terminal: (x) => Math.cos(2 * x),
  controls: {
    kind: 'quadratic', least: -2, most: 2,
    fill: (t, nodes, { drift, variance, running }) => {
      const slope = -(1 + t / 2), spread = (0.6 + t / 10) ** 2;
      for (let i = 0; i < nodes.length; i += 1) {
        const x = nodes[i]!;
        drift[0][i] = slope * x; drift[1][i] = 1;
        variance[0][i] = spread;
        running[0][i] = x * x / 4; running[2][i] = 0.5;
      }
    },
  },
};

interface Solved {
  readonly value: Float64Array;
  readonly solves: number;
}

const solve = (cells: number, steps: number, differences: Differences): Solved => {
  const grid = uniformGrid(-4, 4, cells);
  let value: Float64Array = new Float64Array(0);
  const { iterations } = march(PROBLEM, { nodes: grid.faces, h: 8 / cells, steps, differences, ends: REFLECTING, every: steps },
    (_, values) => { value = values.slice(); });
  return { value, solves: iterations };
};

const PLANE: PlaneProblem = {
  sense: 'minimize', horizon: 0.5, autonomous: true, terminal: () => 0,
  dynamics: {
    kind: 'affine', drift: (x, y) => [y, -x], input: () => [1, 0, 0, 1], covariance: () => [0.49, 0, 0.49],
    stateCost: (x, y) => 0.5 * (x * x + y * y), weight: [1, 0, 1],
  },
};

const solvePlane = (cells: number, steps: number): Solved & { readonly linear: number } => {
  const axis = { low: -2, high: 2, cells };
  const { value, iterations, linearIterations } = marchPlane(PLANE, [axis, axis], steps, 'central', { kind: 'value', at: () => 0 });
  return { value, solves: iterations, linear: linearIterations };
};

const every = (values: ArrayLike<number>, step: number): readonly number[] => Array.from(values).filter((_, i) => i % step === 0);
const distance = (a: readonly number[], b: readonly number[]): number => Math.max(...a.map((v, i) => Math.abs(v - b[i]!)));

/** Compiled by V8 before it is timed: what is measured is warm on both sides. */
const warm = (run: () => void): void => { for (let k = 0; k < 7; k += 1) run(); };

interface Answer {
  readonly value: readonly number[];
  readonly solves: number;
}

const line = async (peer: SciPyPeer, scheme: Differences): Promise<readonly Row[]> => {
  const rows: Row[] = [], ours = (): Solved => solve(1000, 500, scheme);
  warm(ours);
  for (const solver of ['banded', 'dgtsv'] as const) {
    const times = await sideBySide<Answer>(ours, peer, 'hjb', { cells: 1000, steps: 500, solver, scheme });
    const mine = ours();
    if (times.result !== null) {
      const apart = distance(every(mine.value, 125), times.result.value);
      if (!(apart < 1e-10) || mine.solves !== times.result.solves) throw new Error(`${scheme}, ${solver}: not the same work: ${apart}`);
    }
    rows.push(row('hjb', `1,000 cells × 500 steps, ${scheme}, ${mine.solves} policies`, times.ours, 'ms', times.peer,
      peer.name(solver === 'banded' ? 'NumPy, solve_banded' : 'NumPy, LAPACK dgtsv')));
  }
  return rows;
};

/** Error at time 0 against a Romberg value of the central scheme on four finer grids, and the time that it took. */
const accuracy = async (peer: SciPyPeer): Promise<readonly Row[]> => {
  const rows: Row[] = [], [coarse, middle, fine] = [1024, 2048, 4096].map((cells) => every(solve(cells, cells / 2, 'central').value, cells / 8)) as
    [readonly number[], readonly number[], readonly number[]];
  const once = (a: readonly number[], b: readonly number[], order: number): readonly number[] => b.map((v, i) => v + (v - a[i]!) / (2 ** order - 1));
  const truth = once(once(coarse, middle, 2), once(middle, fine, 2), 4);
  for (const scheme of ['monotone', 'central'] as const) {
    for (const cells of [128, 256, 512, 1024]) {
      const steps = cells / 2, ours = (): Solved => solve(cells, steps, scheme);
      const error = distance(every(ours().value, cells / 8), truth);
      const times = await sideBySide<Answer>(ours, peer, 'hjb', { cells, steps, solver: 'dgtsv', scheme }, 3);
      const theirs = times.result === null ? null : distance(times.result.value, truth);
      rows.push(row('hjb', `${scheme}, ${cells} × ${steps}: error`, error, '', theirs, peer.name('NumPy, the same grid')),
        row('hjb', `${scheme}, ${cells} × ${steps}: time`, times.ours, 'ms', times.peer, peer.name('NumPy, dgtsv')));
    }
  }
  return rows;
};

const plane = async (peer: SciPyPeer): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const [cells, steps, solver] of [[64, 32, 'spsolve'], [64, 32, 'bicgstab']] as const) {
    const ours = (): Solved => solvePlane(cells, steps);
    warm(ours);
    const times = await sideBySide<Answer>(ours, peer, 'hjb-2d', { cells, steps, solver }, 3);
    const inner = Array.from({ length: 49 }, (_, n) => ours().value[(Math.floor(n / 7) + 1) * (cells / 8) * (cells + 1) + (n % 7 + 1) * (cells / 8)]!);
    if (times.result !== null && !(distance(inner, times.result.value) < 1e-7)) throw new Error(`two dimensions, ${solver}: not the same value`);
    rows.push(row('hjb', `2-D central, ${cells}² × ${steps}`, times.ours, 'ms', times.peer,
      peer.name(solver === 'spsolve' ? 'SciPy spsolve' : 'SciPy bicgstab, spilu')));
  }
  return rows;
};

const growth = (): readonly Row[] => {
  const rows: Row[] = [];
  const add = (name: string, cellSteps: number, run: () => void): void => {
    run();
    const time = Math.min(cpuTimed(run), cpuTimed(run));
    rows.push(row('hjb', `growth: ${name}`, time, 'ms'), row('hjb', `growth: ${name}, a cell and step`, 1e6 * time / cellSteps, 'ns'));
  };
  for (const [cells, steps] of [[500, 250], [1000, 250], [2000, 250], [4000, 250], [1000, 500], [1000, 1000]] as const) {
    add(`monotone, ${cells} cells × ${steps} steps`, cells * steps, () => { solve(cells, steps, 'monotone'); });
  }
  for (const [cells, steps] of [[32, 32], [64, 32], [128, 32], [64, 64]] as const) {
    add(`2-D central, ${cells}² × ${steps}`, cells * cells * steps, () => { solvePlane(cells, steps); });
  }
  return rows;
};

export const hjb = async (): Promise<readonly Row[]> => {
  const peer = SciPyPeer.start('scipy_hjb.py');
  const rows = [...await line(peer, 'monotone'), ...await line(peer, 'central'), ...await plane(peer), ...await accuracy(peer), ...growth()];
  peer.stop();
  return rows;
};
