import { describe, expect, test } from 'vitest';
import { langevin, pointwise } from '../../../src/numeric/grid/dynamics.ts';
import { backward, forward, ratesAt } from '../../../src/numeric/grid/generator-matrix.ts';
import { stretchedGrid, uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { faultOf } from '../fault.ts';

/** Variable noise, and a drift that is not its gradient. */
const dynamics = pointwise((x, t) => Math.sin(3 * x) - x + t, (x, t) => 1 + 0.5 * Math.cos(2 * x) + 0.25 * t);
const grids = [uniformGrid(-2, 3, 40), stretchedGrid(-2, 3, 40, 0.5, 0.4)];

test('every rate is positive, whatever the drift against the noise', () => {
  for (const grid of grids) {
    for (const strength of [0, 1, 100, 1e4, -1e6]) {
      const { up, down } = ratesAt(grid, pointwise((x) => strength * (1 + x), () => 0.5), 0);
      expect(Math.min(...up, ...down)).toBeGreaterThanOrEqual(0);
      expect(Math.min(...up.map((rate, i) => rate + down[i]!))).toBeGreaterThan(0);
    }
  }
});

test('without noise the rates are upwind', () => {
  const grid = uniformGrid(0, 1, 10);
  const { up, down } = ratesAt(grid, pointwise(() => -3, () => 0), 0);
  expect([...up]).toEqual(Array.from({ length: 9 }, () => 0));
  down.forEach((rate) => expect(rate).toBeCloseTo(30, 10));
});

test('forward is the transpose of backward: ⟨Qᵀ m, u⟩ = ⟨m, Q u⟩, and Q of a constant is exactly zero', () => {
  for (const grid of grids) {
    const rates = ratesAt(grid, dynamics, 0.3);
    const [m, u] = [grid.centres.map((x) => Math.exp(-x * x)), grid.centres.map((x) => Math.cos(3 * x))];
    const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    const size = dot(forward(rates, m).map(Math.abs), u.map(Math.abs));
    expect(Math.abs(dot(forward(rates, m), u) - dot(m, backward(rates, u)))).toBeLessThan(1e-14 * size);
    expect(backward(rates, new Float64Array(40).fill(7))).toEqual(new Float64Array(40));
  }
});

describe('the generator f ∂x + ½ g² ∂x²', () => {
  const [f, g] = [(x: number) => Math.sin(3 * x) - x + 0.3, (x: number) => 1 + 0.5 * Math.cos(2 * x) + 0.075];
  /** The largest error of Q u against the generator, away from the ends. */
  const error = (cells: number, drift = f, noise = g): number => {
    const grid = uniformGrid(-2, 3, cells);
    const rates = ratesAt(grid, pointwise(drift, noise), 0);
    const change = backward(rates, grid.centres.map(Math.sin));
    return Math.max(...change.slice(2, -2).map((value, i) => {
      const x = grid.centres[i + 2]!;
      return Math.abs(value - (f(x) * Math.cos(x) - g(x) ** 2 / 2 * Math.sin(x)));
    }));
  };

  test('is met with order 2, with variable noise', () => {
    expect(Math.log2(error(100) / error(200))).toBeCloseTo(2, 1);
    expect(Math.log2(error(200) / error(400))).toBeCloseTo(2, 1);
  });

  test.each([
    ['the half of g² lost', f, (x: number) => g(x) * Math.SQRT2],
    ['the derivative of g² taken twice', (x: number) => f(x) - (g(x + 1e-5) ** 2 - g(x - 1e-5) ** 2) / 4e-5, g],
    ['the sign of the drift', (x: number) => -f(x), g],
  ] as const)('is not met with %s', (_, drift, noise) => {
    expect(error(400, drift, noise)).toBeGreaterThan(100 * error(400));
  });
});

test('the law ∝ exp(−2U/g²) of a potential is stationary for the matrix, to 1e-13', () => {
  const potential = (x: number): number => x ** 4 / 4 - x * x / 2 + x / 5;
  for (const grid of grids) {
    const rates = ratesAt(grid, langevin(potential, 0.6), 0);
    const law = grid.centres.map((x, i) => Math.exp(-2 * potential(x) / 0.36) * grid.widths[i]!);
    const flux = rates.up.map((rate, i) => rate * law[i]! - rates.down[i]! * law[i + 1]!);
    const most = Math.max(...rates.up.map((rate, i) => rate * law[i]!));
    flux.forEach((value) => expect(Math.abs(value)).toBeLessThan(1e-13 * most));
  }
});

test('a square that is negative is refused by name', () => {
  const negative = { autonomous: true, on: () => (_t: number, _f: Float64Array, squares: Float64Array) => { squares.fill(-1); } };
  expect(faultOf(() => ratesAt(uniformGrid(0, 1, 10), negative, 0))).toBe('not-applicable');
});
