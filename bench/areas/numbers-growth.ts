/**
 * How the time of the numeric half grows with what it is asked for: paths, their steps and their dimension, and the matrices of a
 * Riccati equation. (Cells, steps and dimension of grids: areas grid and hjb.) Each row is the least of several warm runs, and what
 * one unit of the work takes: a path, step and component; an evaluation
 * and entry.
 */
import { graph } from '../../src/numeric/compile/graph.ts';
import { dormandPrince } from '../../src/numeric/ode/dormand-prince.ts';
import { riccatiRightHandSide, riccatiTerminal } from '../../src/numeric/ode/riccati.ts';
import { startAt } from '../../src/numeric/paths/equation.ts';
import type { PathKernel } from '../../src/numeric/paths/wasm/kernel.ts';
import { pathKernel } from '../../src/numeric/paths/wasm/kernel.ts';
import { endPointsCompiled } from '../../src/numeric/paths/wasm/simulate.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';
import { cpuTimed } from '../scipy-peer.ts';

const ROUNDS = 5;
const MEGABYTE = 2 ** 20;

const least = (run: () => void): number => {
  run();
  return Math.min(...Array.from({ length: ROUNDS }, () => cpuTimed(run)));
};

/** Megabytes of arrays outside of the heap after a run whose result is kept; the memory that threads share is as large again, and not counted. */
const taken = (run: () => Float64Array): number => {
  const kept: Float64Array[] = [];
  return Math.max(...[1, 2, 3].map(() => {
    const before = process.memoryUsage().arrayBuffers;
    kept.push(run());
    return (process.memoryUsage().arrayBuffers - before) / MEGABYTE;
  }));
};

/** d components, each drawn to the mean of all, each with a noise of its own. */
const ring = (dimension: number): PathKernel => {
  const g = graph();
  const states = Array.from({ length: dimension }, (_, k) => g.input(1 + k));
  const drift = states.map((x, k) => g.multiply(g.fromNumber(1.5), g.subtract(states[(k + 1) % dimension]!, g.add(x, x))));
  return pathKernel({
    dimension, noises: dimension, drift,
    diffusion: Array.from({ length: dimension * dimension }, (_, at) => g.fromNumber(at % (dimension + 1) === 0 ? 0.75 : 0)),
  });
};

const pathRows = (paths: number, steps: number, dimension: number): readonly Row[] => {
  const kernel = ring(dimension);
  const start = startAt(Array.from({ length: dimension }, () => 1));
  const run = (): Float64Array => endPointsCompiled(kernel, start, { from: 0, horizon: 1, steps, paths }, streamOf(7));
  const time = least(run);
  const name = `paths: ${paths} × ${steps} steps, d = ${dimension}`;
  return [
    row('numbers-growth', name, time, 'ms'),
    row('numbers-growth', `${name}, a path, step and component`, 1e6 * time / (paths * steps * dimension), 'ns'),
    row('numbers-growth', `${name}, memory of the ends`, taken(run), 'MB'),
  ];
};

const riccatiRows = (n: number): readonly Row[] => {
  const entry = (at: number, by: number): number => (at % (n + 1) === 0 ? by : by / (3 * n));
  const matrix = (by: number): Float64Array => Float64Array.from({ length: n * n }, (_, at) => entry(at, by));
  const problem = { dimension: n, drift: matrix(-1), running: matrix(1), control: matrix(0.5), terminal: matrix(0.25), horizon: 1 };
  let evaluations = 0;
  const time = least(() => {
    evaluations = 0;
    for (let k = 0; k < 20; k += 1) {
      evaluations += dormandPrince(riccatiRightHandSide(problem), 1, 0, riccatiTerminal(problem),
        { relative: 1e-10, absolute: 1e-10, order: 8, finalOnly: true }).evaluations;
    }
  });
  const name = `Riccati: n = ${n} at 1e-10`;
  return [
    row('numbers-growth', name, 1000 * time / 20, 'µs'),
    row('numbers-growth', `${name}, an evaluation and entry of P`, 1e6 * time / (evaluations * n * n), 'ns'),
  ];
};

export const numbersGrowth = (): readonly Row[] => [
  ...[10_000, 100_000, 1_000_000].flatMap((paths) => pathRows(paths, 100, 1)),
  ...[10, 100, 1000].flatMap((steps) => pathRows(100_000, steps, 1)),
  ...[1, 2, 4, 8, 16].flatMap((dimension) => pathRows(50_000, 100, dimension)),
  ...[1, 2, 4, 8, 16, 32].flatMap(riccatiRows),
];
