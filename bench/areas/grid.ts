/**
 * Fokker–Planck equations on grids, beside NumPy and SciPy doing the same work: one dimension, 1,000 cells × 1,000 steps, and
 * the plane, 128² × 200. SciPy is timed in every way that its users would write; each is a row. Then the error against the
 * work on a problem with a known law, by one grid on both sides and by extrapolation over four, and how time and memory
 * grow with cells, steps and dimension.
 */
import { normalDistribution } from '../../src/numeric/arithmetic/normal-distribution.ts';
import { box } from '../../src/numeric/grid/box.ts';
import type { Dynamics2D } from '../../src/numeric/grid/dynamics-2d.ts';
import type { Dynamics } from '../../src/numeric/grid/dynamics.ts';
import { solveFokkerPlanck2D } from '../../src/numeric/grid/fokker-planck-2d.ts';
import type { FokkerPlanckProblem } from '../../src/numeric/grid/fokker-planck.ts';
import { fokkerPlanck, solveFokkerPlanck } from '../../src/numeric/grid/fokker-planck.ts';
import { uniformGrid } from '../../src/numeric/grid/grid.ts';
import { median } from '../measure.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';
import { cpuTimed, sideBySide, SciPyPeer } from '../scipy-peer.ts';

const normal = (x: number, mean: number, deviation: number): number =>
  Math.exp(-(((x - mean) / deviation) ** 2) / 2) / (deviation * Math.sqrt(2 * Math.PI));

/** dX = −(1 + t) X dt + (1 + t/10) dW, or −X and 1. */
const line = (autonomous: boolean): Dynamics => ({
  autonomous,
  on: ({ faces }) => (t, drift, squaredNoise) => {
    const [a, g] = autonomous ? [1, 1] : [1 + t, 1 + 0.1 * t];
    for (let i = 0; i < drift.length; i += 1) drift[i] = -a * faces[i]!;
    squaredNoise.fill(g * g);
  },
});

const lineProblem = (cells: number, steps: number, autonomous: boolean): FokkerPlanckProblem => ({
  grid: uniformGrid(-5, 5, cells), dynamics: line(autonomous), initial: (x) => normal(x, 1, 0.5), from: 0, to: 1, steps,
});

/** f = (−x − y + sin(y)/2, x − y + cos(x)/2) (1 + t/2), or without the last factor; G = diag(1, 0.8). */
const swirl = (autonomous: boolean): Dynamics2D => ({
  autonomous, correlated: false,
  on: ({ first, second }) => {
    const [rows, columns] = [first.cells, second.cells];
    const base1 = Float64Array.from({ length: (rows + 1) * columns }, (_, at) => {
      const y = second.centres[at % columns]!;
      return Math.sin(y) / 2 - y - first.faces[Math.floor(at / columns)]!;
    });
    const base2 = Float64Array.from({ length: (columns + 1) * rows }, (_, at) => {
      const x = first.centres[at % rows]!;
      return x + Math.cos(x) / 2 - second.faces[Math.floor(at / rows)]!;
    });
    return (t, { drift1, drift2, squared11, squared22 }) => {
      const growth = autonomous ? 1 : 1 + t / 2;
      for (let at = 0; at < base1.length; at += 1) drift1[at] = growth * base1[at]!;
      for (let at = 0; at < base2.length; at += 1) drift2[at] = growth * base2[at]!;
      squared11.fill(1);
      squared22.fill(0.64);
    };
  },
});

const solvePlane = (cells: number, steps: number, autonomous: boolean): void => {
  const side = uniformGrid(-6, 6, cells);
  solveFokkerPlanck2D({
    box: box(side, side), dynamics: swirl(autonomous), initial: (x, y) => normal(x, 1, 0.5) * normal(y, -0.5, 0.5), from: 0, to: 0.5, steps,
  });
};

const LINES = [
  ['1-D, 1,000 × 1,000, coefficients anew every step', 'dgtsv', false], ['1-D, 1,000 × 1,000, coefficients anew every step', 'banded', false],
  ['1-D, 1,000 × 1,000, constant coefficients', 'factors', true],
] as const;
const PLANES = [
  ['2-D, 128² × 200, constant coefficients', 'lines', true], ['2-D, 128² × 200, constant coefficients', 'across', true],
  ['2-D, 128² × 200, constant coefficients', 'factored', true], ['2-D, 128² × 200, coefficients anew every step', 'lines', false],
  ['2-D, 128² × 200, coefficients anew every step', 'long', false],
] as const;
const WORDS: Readonly<Record<string, string>> = {
  dgtsv: 'SciPy dgtsv', banded: 'SciPy solve_banded', factors: 'SciPy dgttrs, factored once', lines: 'SciPy dgtsv, line by line',
  across: 'NumPy, Thomas over all lines, factored once', factored: 'SciPy dgttrs, all lines as one system, factored once',
  long: 'SciPy dgtsv, all lines as one system',
};

/** Compiled by V8 before it is timed: what is measured is warm on both sides. */
const warm = (run: () => void): void => { for (let k = 0; k < 7; k += 1) run(); };

const speed = async (scipy: SciPyPeer): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const [name, solver, autonomous] of LINES) {
    const solve = (): void => { solveFokkerPlanck(lineProblem(1000, 1000, autonomous)); };
    warm(solve);
    const { ours, peer } = await sideBySide(solve, scipy, 'fokker-planck',
      { cells: 1000, steps: 1000, solver, autonomous });
    rows.push(row('grid', name, ours, 'ms', peer, scipy.name(WORDS[solver] ?? solver)));
  }
  for (const [name, solver, autonomous] of PLANES) {
    const solve = (): void => { solvePlane(128, 200, autonomous); };
    warm(solve);
    const { ours, peer } = await sideBySide(solve, scipy, 'plane', { cells: 128, steps: 200, solver, autonomous });
    rows.push(row('grid', name, ours, 'ms', peer, scipy.name(WORDS[solver] ?? solver)));
  }
  return rows;
};

/** dX = −X dt + dW from N(1, 1/4): the law at time 1. */
const END = { mean: Math.exp(-1), deviation: Math.sqrt(0.25 * Math.exp(-2) + (1 - Math.exp(-2)) / 2) };

/** The largest error of a distribution function at inner faces of a grid. */
const errorOf = (distribution: ArrayLike<number>, faces: Float64Array): number =>
  Math.max(...Array.from(distribution, (value, i) => Math.abs(value - normalDistribution((faces[i + 1]! - END.mean) / END.deviation))));

const accuracy = async (scipy: SciPyPeer): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (const cells of [128, 256, 512, 1024]) {
    const [steps, coarse] = [cells / 4, uniformGrid(-5, 5, 8)];
    const problem = lineProblem(cells, steps, true);
    warm(() => { solveFokkerPlanck(problem); });
    const { ours, peer, result } = await sideBySide<{ readonly distribution: readonly number[] }>(
      () => { solveFokkerPlanck(problem); }, scipy, 'fokker-planck', { cells, steps, solver: 'factors', autonomous: true });
    const masses = solveFokkerPlanck(problem).masses[1]!;
    const sums = coarse.faces.slice(1, -1).map((_, k) => masses.slice(0, (k + 1) * cells / 8).reduce((sum, m) => sum + m, 0));
    const name = `1-D, ${cells} cells × ${steps} steps`;
    rows.push(row('grid', `${name}, error of the distribution`, errorOf(sums, coarse.faces), '', result === null ? null
      : errorOf(result.distribution, coarse.faces), scipy.name('SciPy, the same scheme')));
    rows.push(row('grid', `${name}, time`, ours, 'ms', peer, scipy.name('SciPy, dgttrs')));
    const refined = fokkerPlanck(problem);
    warm(() => { fokkerPlanck(problem); });
    const time = median([1, 2, 3, 4, 5].map(() => cpuTimed(() => { fokkerPlanck(problem); })));
    rows.push(row('grid', `${name} and three coarser grids, extrapolated: error`, errorOf(refined.distribution[0]!, refined.coarsest.faces), ''));
    rows.push(row('grid', `${name} and three coarser grids: bound of the error`, refined.estimate.bound, ''));
    rows.push(row('grid', `${name} and three coarser grids, and a wider one: time`, time, 'ms'));
  }
  return rows;
};

/** Milliseconds, and megabytes outside of the heap (arrays, memory of WebAssembly) that a solve takes: the most of three. */
const grown = (name: string, run: () => void): readonly Row[] => {
  run();
  const [times, taken]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    const before = process.memoryUsage().external;
    times.push(cpuTimed(run));
    taken.push((process.memoryUsage().external - before) / 2 ** 20);
  }
  return [row('grid', name, median(times), 'ms'), row('grid', `${name}, memory`, Math.max(...taken), 'MB')];
};

const growth = (): readonly Row[] => [
  ...[250, 500, 1000, 2000, 4000].flatMap((cells) => grown(`1-D, ${cells} cells × 500 steps`, () => { solveFokkerPlanck(lineProblem(cells, 500, false)); })),
  ...[250, 500, 1000, 2000].flatMap((steps) => grown(`1-D, 1000 cells × ${steps} steps`, () => { solveFokkerPlanck(lineProblem(1000, steps, false)); })),
  ...[32, 64, 128, 256].flatMap((cells) => grown(`2-D, ${cells}² cells × 100 steps`, () => { solvePlane(cells, 100, false); })),
];

export const grid = async (): Promise<readonly Row[]> => {
  const scipy = SciPyPeer.start('scipy_grid.py');
  try {
    return [...await speed(scipy), ...await accuracy(scipy), ...growth()];
  } finally {
    scipy.stop();
  }
};
