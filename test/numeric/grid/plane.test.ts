/**
 * Both equations in the plane: a linear process with rotation and correlated noise has normal laws.
 */
import { describe, expect, test } from 'vitest';
import { planeStep } from '../../../src/numeric/grid/alternating-directions.ts';
import { backwardKolmogorov2D } from '../../../src/numeric/grid/backward-kolmogorov-2d.ts';
import { box, transpose } from '../../../src/numeric/grid/box.ts';
import { pointwise2D } from '../../../src/numeric/grid/dynamics-2d.ts';
import type { PlaneDensityProblem, RefinedPlaneDensities } from '../../../src/numeric/grid/fokker-planck-2d.ts';
import { fokkerPlanck2D, solveFokkerPlanck2D } from '../../../src/numeric/grid/fokker-planck-2d.ts';
import { stretchedGrid, uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { faultOf } from '../fault.ts';

type Matrix = readonly [readonly [number, number], readonly [number, number]];

const ROTATION: Matrix = [[-0.5, -1], [1, -0.75]];
const CORRELATED: Matrix = [[0.8, 0.3], [-0.2, 0.9]];
/** Rows that are orthogonal: with the rotation, the law is correlated all the same. */
const DIAGONAL: Matrix = [[0.8, 0], [0, 1.1]];

interface Normal {
  readonly mean: readonly [number, number];
  /** The entries 11, 12, 22 of the covariance. */
  readonly covariance: readonly [number, number, number];
}

/** Mean and covariance at time t: dm = A m dt, dP = (A P + P Aᵀ + G Gᵀ) dt, by Runge–Kutta of order 4. */
const lawAt = (drift: Matrix, noise: Matrix, start: Normal, t: number): Normal => {
  const [[a, b], [c, d]] = drift;
  const square = [noise[0][0] ** 2 + noise[0][1] ** 2, noise[0][0] * noise[1][0] + noise[0][1] * noise[1][1], noise[1][0] ** 2 + noise[1][1] ** 2] as const;
  const rate = ([x, y, p, q, r]: readonly number[]): readonly number[] => [
    a * x! + b * y!, c * x! + d * y!,
    2 * (a * p! + b * q!) + square[0], a * q! + b * r! + c * p! + d * q! + square[1], 2 * (c * q! + d * r!) + square[2]];
  let state: readonly number[] = [...start.mean, ...start.covariance];
  const h = t / 200;
  for (let n = 0; n < 200; n += 1) {
    const plus = (k: readonly number[], part: number): readonly number[] => state.map((value, i) => value + part * k[i]!);
    const k1 = rate(state);
    const k2 = rate(plus(k1, h / 2));
    const k3 = rate(plus(k2, h / 2));
    const k4 = rate(plus(k3, h));
    state = state.map((value, i) => value + h / 6 * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
  }
  return { mean: [state[0]!, state[1]!], covariance: [state[2]!, state[3]!, state[4]!] };
};

const densityOf = ({ mean: [m, n], covariance: [p, q, r] }: Normal) => (x: number, y: number): number => {
  const determinant = p * r - q * q;
  return Math.exp(-(r * (x - m) ** 2 - 2 * q * (x - m) * (y - n) + p * (y - n) ** 2) / (2 * determinant)) / (2 * Math.PI * Math.sqrt(determinant));
};

const START: Normal = { mean: [1, -0.5], covariance: [0.25, 0, 0.25] };

const dynamicsOf = ([[a, b], [c, d]]: Matrix, noise: Matrix, correlated: boolean) =>
  pointwise2D({ drift: (x, y) => [a * x + b * y, c * x + d * y], noise: () => noise, correlated, autonomous: true });

const problemOf = (noise: Matrix, correlated: boolean, cells = 64, drift = ROTATION): PlaneDensityProblem => ({
  box: box(uniformGrid(-5, 6.5, cells), uniformGrid(-6, 5.5, cells)), dynamics: dynamicsOf(drift, noise, correlated),
  initial: densityOf(START), from: 0, to: 0.5, steps: cells / 2,
});

/** The largest error of the averages over the coarsest cells; the truth by 24 × 24 points in each. */
const errorOf = ({ density, coarsest: { first, second } }: RefinedPlaneDensities, truth: (x: number, y: number) => number): number => {
  let largest = 0;
  density.at(-1)!.forEach((value, at) => {
    const [i, j] = [Math.floor(at / second.cells), at % second.cells];
    let average = 0;
    for (let k = 0; k < 24; k += 1) {
      for (let l = 0; l < 24; l += 1) {
        average += truth(first.faces[i]! + first.widths[i]! * (k + 0.5) / 24, second.faces[j]! + second.widths[j]! * (l + 0.5) / 24) / 576;
      }
    }
    largest = Math.max(largest, Math.abs(value - average));
  });
  return largest;
};

describe.each([
  ['noise without correlation (Peaceman–Rachford)', DIAGONAL, false],
  ['correlated noise (Craig–Sneyd)', CORRELATED, true],
] as const)('rotation with %s', (_, noise, correlated) => {
  const truth = densityOf(lawAt(ROTATION, noise, START, 0.5));

  test('the normal law is met within the bound, with order 2 and mass one', () => {
    const solved = fokkerPlanck2D(problemOf(noise, correlated, 96));
    expect(solved.densityEstimate.asymptotic && solved.estimate.asymptotic).toBe(true);
    expect(solved.densityEstimate.order).toBeGreaterThan(1.8);
    expect(solved.densityEstimate.bound).toBeLessThan(0.01);
    expect(errorOf(solved, truth)).toBeLessThanOrEqual(solved.densityEstimate.bound);
    expect(Math.abs(solved.finest.mass - 1)).toBeLessThan(1e-12);
    expect(solved.finest.belowZero).toBeLessThan(1e-12);
  });

  test.each([
    ['the half before G Gᵀ lost', noise.map((row) => row.map((value) => value * Math.SQRT2)) as unknown as Matrix, ROTATION],
    ['the sense of the rotation', noise, [[-0.5, 1], [-1, -0.75]]],
    ['G transposed, or the sign of a correlation', correlated ? [[0.8, -0.3], [0.2, 0.9]] : [[1.1, 0], [0, 0.8]], ROTATION],
  ] as const)('%s is noticed', (_name, otherNoise, drift) => {
    // Three boxes: the bound is many times the error, and what is noticed must be larger.
    const wrong = fokkerPlanck2D(problemOf(otherNoise as Matrix, correlated, 96, drift as Matrix));
    expect(errorOf(wrong, truth)).toBeGreaterThan(wrong.densityEstimate.bound);
  });

  test('the backward step is the transpose: Σ m u is kept over steps of changing coefficients, to 1e-13', () => {
    const plane = box(uniformGrid(-3, 3, 14), uniformGrid(-2, 4, 12));
    const dynamics = pointwise2D({
      drift: (x, y, t) => [Math.sin(y) - x + t, x * y / 4], correlated,
      noise: (x, y) => (correlated ? [[1, 0.3 * Math.sin(x)], [0.2 * y, 1 + 0.1 * x]] : [[1 + 0.2 * Math.sin(y), 0], [0, 1 + 0.1 * x]]),
    });
    const step = planeStep(plane, dynamics);
    const m = Float64Array.from({ length: plane.cells }, (_value, i) => 1 + Math.sin(i));
    const u = Float64Array.from({ length: plane.cells }, (_value, i) => 2 + Math.cos(3 * i));
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const stepped = (start: Float64Array, times: readonly number[], which: 'forward' | 'backward'): Float64Array => {
      step.put(start);
      for (const t of times) { step.prepare(t, 0.05, null); step[which](); }
      return step.take();
    };
    const [forwards, backwards] = [stepped(m, [0, 0.1, 0.2], 'forward'), stepped(u, [0.2, 0.1, 0], 'backward')];
    expect(Math.abs(dot(forwards, u) - dot(m, backwards))).toBeLessThan(1e-13 * dot(m.map(Math.abs), u.map(Math.abs)));
    stepped(new Float64Array(plane.cells).fill(1), [0.3], 'backward').forEach((value) => expect(Math.abs(value - 1)).toBeLessThan(1e-12));
  });

  test('the backward equation: E exp(−|X_T|²/2), with discount and running cost', () => {
    const { nodes, values, estimate } = backwardKolmogorov2D({
      box: box(uniformGrid(-5, 6.5, 96), uniformGrid(-6, 5.5, 96)), dynamics: dynamicsOf(ROTATION, noise, correlated),
      terminal: (x, y) => Math.exp(-(x * x + y * y) / 2), discount: () => 0.5, running: () => 0.25, from: 0, to: 0.5, steps: 48,
    }, { inside: [[-1, 2], [-2, 1]] });
    const expected = (x: number, y: number): number => {
      const { mean: [m, n], covariance: [p, q, r] } = lawAt(ROTATION, noise, { mean: [x, y], covariance: [0, 0, 0] }, 0.5);
      return 2 * Math.PI * densityOf({ mean: [m, n], covariance: [1 + p, q, 1 + r] })(0, 0) * Math.exp(-0.25) + 0.25 * (1 - Math.exp(-0.25)) / 0.5;
    };
    let error = 0;
    nodes[0].forEach((x, i) => nodes[1].forEach((y, j) => {
      error = Math.max(error, Math.abs(values[0]![i * nodes[1].length + j]! - expected(x, y)));
    }));
    expect(estimate.asymptotic).toBe(true);
    expect(error).toBeLessThanOrEqual(estimate.bound);
    expect(estimate.bound).toBeLessThan(0.005);
  });
});

test('Peaceman–Rachford leaves a stationary law where it is, to 1e-13, though it rotates', () => {
  // Equal noise, pull to the centre, and a rotation along the circles of the law: no detailed balance.
  const plane = box(uniformGrid(-4, 4, 24), uniformGrid(-4, 4, 24));
  const step = planeStep(plane, dynamicsOf([[-1, -2], [2, -1]], [[1, 0], [0, 1]], false));
  step.put(Float64Array.from({ length: plane.cells }, () => 1 / plane.cells));
  step.prepare(0, 0.05, null);
  for (let n = 0; n < 2000; n += 1) step.forward();
  const masses = step.take();
  step.prepare(0, 0.4, null);
  step.forward();
  step.take().forEach((m, i) => expect(Math.abs(m - masses[i]!)).toBeLessThan(1e-13));
});

test('transposing blocks', () => {
  const [rows, columns] = [19, 33];
  const [values, out] = [Float64Array.from({ length: rows * columns }, (_, i) => i), new Float64Array(rows * columns)];
  transpose(values, rows, columns, out);
  out.forEach((value, at) => expect(value).toBe((at % rows) * columns + Math.floor(at / rows)));
});

test('what is refused by name', () => {
  const good = problemOf(CORRELATED, true, 16);
  const fault = (change: Partial<PlaneDensityProblem>): string => faultOf(() => solveFokkerPlanck2D({ ...good, ...change }));
  expect(fault({})).toBe('none');
  expect(fault({ to: 0 })).toBe('no-horizon');
  expect(fault({ dynamics: dynamicsOf(ROTATION, CORRELATED, false) })).toBe('not-applicable');
  expect(fault({ box: box(stretchedGrid(-5, 5, 32, 0, 1), uniformGrid(-5, 5, 32)) })).toBe('not-applicable');
  expect(fault({ dynamics: dynamicsOf([[Number.NaN, 0], [0, 1]], CORRELATED, true) })).toBe('not-finite');
  expect(fault({ initial: (x, y) => 2 * densityOf(START)(x, y) })).toBe('grid-too-coarse');
  expect(fault({ initial: (x, y) => -densityOf(START)(x, y) })).toBe('vanished');
});
