import { describe, expect, test } from 'vitest';
import { interpolate1D, interpolate2D, nodesOf } from '../../../src/numeric/control/interpolation.ts';
import { bestInBox, bestOnInterval } from '../../../src/numeric/control/interval-search.ts';
import type { DegenerateProblem, SemiLagrangianOptions, SemiLagrangianSolution } from '../../../src/numeric/control/semi-lagrangian.ts';
import { solveSemiLagrangian } from '../../../src/numeric/control/semi-lagrangian.ts';
import { faultOf } from './problems.ts';

const distance = ({ sharedPoints, extrapolated }: SemiLagrangianSolution, value: (x: readonly number[]) => number): number =>
  Math.max(...sharedPoints.map((x, i) => Math.abs(extrapolated[i]! - value(x))));

/** dX = u dt, cost ½|u|². */
const steered = (dimension: 1 | 2, horizon: number, most: number, terminal: (x: readonly number[]) => number): DegenerateProblem => ({
  dimension, sense: 'minimize', horizon, terminal, drift: (_, u) => u, noise: () => [],
  running: (_, u) => 0.5 * u.reduce((sum, c) => sum + c * c, 0),
  controls: { kind: 'box', least: Array.from({ length: dimension }, () => -most), most: Array.from({ length: dimension }, () => most), samples: 9 - 2 * dimension },
});

/** V(x,0) = min over y of φ(y) + |x − y|²/2T, by trying out many y. */
const hopfLax = (terminal: (y: number) => number, horizon: number) => ([x]: readonly number[]): number => {
  let least = Infinity;
  for (let k = 0; k <= 20_000; k += 1) {
    const y = -4 + k / 2500;
    least = Math.min(least, terminal(y) + (x! - y) ** 2 / (2 * horizon));
  }
  return least;
};

describe('without noise', () => {
  const terminal = (y: number): number => Math.cos(2 * y), problem = steered(1, 0.5, 2.5, ([x]) => terminal(x!));
  const options = { axes: [{ low: -3, high: 3, cells: 128 }], steps: 32, judged: [[-1.5, 1.5]] } as const;

  test('the formula of Hopf and Lax holds within the bound, at kinks of the value too, and the order is 1', () => {
    const solution = solveSemiLagrangian(problem, options);
    expect(solution.estimate.asymptotic).toBe(true);
    expect(Math.abs(solution.estimate.order! - 1)).toBeLessThan(0.25);
    expect(distance(solution, hopfLax(terminal, 0.5))).toBeLessThanOrEqual(solution.estimate.bound);
    expect(solution.estimate.bound).toBeLessThan(0.02);
  });

  test('a maximum, and twice the cost, are other values', () => {
    const truth = hopfLax(terminal, 0.5);
    for (const wrong of [{ ...problem, sense: 'maximize' as const }, { ...problem, running: (_: unknown, u: readonly number[]): number => u[0]! ** 2 }]) {
      const solution = solveSemiLagrangian(wrong, { ...options, axes: [{ low: -3, high: 3, cells: 64 }], steps: 16 });
      expect(distance(solution, truth)).toBeGreaterThan(solution.estimate.bound);
    }
  });

  test('two dimensions: a quadratic at the end stays one', () => {
    const solution = solveSemiLagrangian(steered(2, 0.5, 1, (x) => 0.5 * (x[0]! ** 2 + 2 * x[1]! ** 2)), {
      axes: [{ low: -1, high: 1, cells: 32 }, { low: -0.75, high: 0.75, cells: 32 }], steps: 8, levels: 3,
      outside: (x) => 0.5 * (x[0]! ** 2 + 2 * x[1]! ** 2), judged: [[-0.5, 0.5], [-0.4, 0.4]],
    });
    expect(solution.estimate.asymptotic).toBe(true);
    expect(distance(solution, ([x, y]) => 0.5 * (x! ** 2 / 1.5 + 2 * y! ** 2 / 2))).toBeLessThanOrEqual(solution.estimate.bound);
  });
});

describe('noise of rank one in two dimensions', () => {
  // Nothing to choose: V = E cos(a · (x + σ W)), and a discount.
  const a = [1.2, 0.7], column = [0.5, 0.8], inner = a[0]! * column[0]! + a[1]! * column[1]!;
  const problem: DegenerateProblem = {
    dimension: 2, sense: 'maximize', horizon: 0.5, discount: 0.3, drift: () => [0, 0], noise: () => [column], running: () => 0,
    terminal: ([x, y]) => Math.cos(a[0]! * x! + a[1]! * y!), controls: { kind: 'set', values: [[0]] },
  };
  const value = (x: readonly number[], t: number): number =>
    Math.exp(-(0.3 + 0.5 * inner ** 2) * (0.5 - t)) * Math.cos(a[0]! * x[0]! + a[1]! * x[1]!);
  // The steps are long in units of cells, so that the interpolation, whose error is irregular, adds little.
  const boxOf = (half: number, cells: number): SemiLagrangianOptions => ({
    axes: [{ low: -half, high: half, cells }, { low: -half, high: half, cells }], steps: 8, levels: 3, outside: value,
    judged: [[-0.3, 0.3], [-0.3, 0.3]],
  });

  test('the expectation is within the bound', () => {
    const solution = solveSemiLagrangian(problem, boxOf(0.5, 64));
    expect(solution.estimate.asymptotic).toBe(true);
    expect(distance(solution, (x) => value(x, 0))).toBeLessThanOrEqual(solution.estimate.bound);
  });

  test('a lost ½ is noticed', () => {
    const solution = solveSemiLagrangian({ ...problem, noise: () => [column.map((c) => c * Math.SQRT2)] }, boxOf(2, 128));
    expect(distance(solution, (x) => value(x, 0))).toBeGreaterThan(solution.estimate.bound);
  });
});

describe('its parts', () => {
  test('interpolation returns what is at the nodes, and linear functions everywhere inside', () => {
    const first = { low: -1, high: 2, cells: 5 }, second = { low: 0, high: 1, cells: 3 };
    const line = nodesOf(first).map((x) => 3 - 2 * x);
    for (const x of [-1, -0.4, 0.123, 2]) expect(interpolate1D(first, line, x)).toBeCloseTo(3 - 2 * x, 13);
    expect(interpolate1D(first, line, 9)).toBeCloseTo(-1, 13);
    const plane = Float64Array.from([...nodesOf(first)].flatMap((x) => [...nodesOf(second)].map((y) => 1 + x - 4 * y)));
    for (const [x, y] of [[-1, 0], [0.3, 0.9], [2, 1], [1.99, 0.01]] as const) {
      expect(interpolate2D(first, second, plane, x, y)).toBeCloseTo(1 + x - 4 * y, 13);
    }
  });

  test('a search finds the valley between samples, and the best corner of a box', () => {
    expect(bestOnInterval((u) => (u - 0.377) ** 2, -1, 2, 9)).toBeCloseTo(0.377, 6);
    const [u, v] = bestInBox(([x, y]) => (x! - 0.2) ** 2 + 2 * (y! + 0.7) ** 2 + 0.3 * x! * y!, [-1, -1], [1, 1], 9);
    // The exact minimum: 2(x − 0.2) + 0.3 y = 0, 4(y + 0.7) + 0.3 x = 0. Two rounds of coordinates leave a little.
    const y = -(2.8 + 0.06) / (4 - 0.045), x = 0.2 - 0.15 * y;
    expect(Math.abs(u! - x)).toBeLessThan(0.01);
    expect(Math.abs(v! - y)).toBeLessThan(0.01);
    expect(bestInBox(([p, q]) => p! - q!, [-1, -1], [1, 1], 5)).toEqual([-1, 1]);
  });

  test('bad input is named', () => {
    const problem = steered(1, 1, 1, ([x]) => x!), axes = [{ low: -1, high: 1, cells: 64 }];
    expect(faultOf(() => solveSemiLagrangian({ ...problem, horizon: 0 }, { axes, steps: 16 }))).toBe('no-horizon');
    expect(faultOf(() => solveSemiLagrangian(problem, { axes: [{ low: -1, high: 1, cells: 16 }], steps: 16 }))).toBe('grid-too-coarse');
    expect(faultOf(() => solveSemiLagrangian(problem, { axes, steps: 4 }))).toBe('step-too-long');
    expect(faultOf(() => solveSemiLagrangian({ ...problem, dimension: 2 }, { axes, steps: 16 }))).toBe('not-applicable');
    expect(faultOf(() => solveSemiLagrangian({ ...problem, terminal: () => Number.NaN }, { axes, steps: 16 }))).toBe('not-finite');
    expect(faultOf(() => solveSemiLagrangian({ ...problem, running: () => Infinity }, { axes, steps: 16 }))).toBe('exploded');
  });
});
