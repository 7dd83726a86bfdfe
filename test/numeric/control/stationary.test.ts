import { describe, expect, test } from 'vitest';
import { EXTRAPOLATED, REFLECTING } from '../../../src/numeric/control/ends.ts';
import type { StationaryOptions, StationaryProblem, StationarySolution } from '../../../src/numeric/control/stationary.ts';
import { solveStationary } from '../../../src/numeric/control/stationary.ts';
import { uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { endsOf, faultOf, stationaryBangBang } from './problems.ts';

const distance = ({ sharedNodes, extrapolated }: StationarySolution, value: (x: number) => number): number =>
  Math.max(...[...extrapolated].map((v, i) => Math.abs(v - value(sharedNodes[i]!))));

/** ρ P = 2 a P − (b²/r) P² + q, ρ c = ½ σ² P. */
const regulator = (a: number, b: number, sigma: number, q: number, r: number, rho: number): { problem: StationaryProblem; value: (x: number) => number } => {
  const s = b * b / r, half = 2 * a - rho, P = (half + Math.sqrt(half * half + 4 * s * q)) / (2 * s);
  return {
    value: (x) => 0.5 * P * x * x + 0.5 * sigma ** 2 * P / rho,
    problem: {
      sense: 'minimize', discount: rho, controls: { kind: 'quadratic' },
      drift: (x, u) => a * x + b * u, noise: () => sigma, running: (x, u) => 0.5 * (q * x * x + r * u * u),
    },
  };
};

describe('control without a horizon, discounted', () => {
  test('bang-bang control, by the monotone scheme: order 2 where noise covers the drift, and within the bound', () => {
    const value = stationaryBangBang(1.2, 0.8);
    const problem: StationaryProblem = {
      sense: 'minimize', discount: 1.2, controls: { kind: 'quadratic', least: -1, most: 1 },
      drift: (_, u) => u, noise: () => 0.8, running: (x) => x * x,
    };
    const solution = solveStationary(problem, { grid: uniformGrid(-2, 2, 128), scheme: 'monotone', ends: endsOf(value, -2, 2) });
    expect(solution.estimate.asymptotic).toBe(true);
    expect(Math.abs(solution.estimate.order! - 2)).toBeLessThan(0.25);
    expect(distance(solution, value)).toBeLessThanOrEqual(solution.estimate.bound);
    expect(solution.iterations).toBeLessThan(10);
  });

  test('linear-quadratic with given ends: of several solutions with central differences, the one that is monotone', () => {
    // From V = 0 the iteration found another one at 64 cells, 0.005 away at all levels, in "its asymptotic range".
    const { problem, value } = regulator(0.2, 1.3, 0.6, 1.1, 0.7, 0.4);
    for (const cells of [64, 128]) {
      const solution = solveStationary(problem, { grid: uniformGrid(-2, 2, cells), scheme: 'central', ends: endsOf(value, -2, 2) });
      expect(solution.estimate.asymptotic).toBe(true);
      // Central differences are exact for a quadratic: the grids agree to rounding.
      expect(solution.estimate.bound).toBeLessThan(1e-9);
      expect(distance(solution, value)).toBeLessThanOrEqual(solution.estimate.bound);
    }
  });

  test('a wrong discount, and a lost ½, are noticed', () => {
    const { problem, value } = regulator(0.2, 1.3, 0.6, 1.1, 0.7, 0.4);
    const options: StationaryOptions = { grid: uniformGrid(-2, 2, 128), scheme: 'central', ends: endsOf(value, -2, 2) };
    for (const planted of [{ ...problem, discount: 0.402 }, { ...problem, noise: (): number => 0.6 * Math.SQRT2 }]) {
      const solution = solveStationary(planted, options);
      expect(solution.estimate.asymptotic).toBe(true);
      expect(distance(solution, value)).toBeGreaterThan(solution.estimate.bound);
    }
  });

  test('without a condition at the ends is refused', () => {
    const { problem } = regulator(0.2, 1.3, 0.6, 1.1, 0.7, 0.4);
    expect(faultOf(() => solveStationary(problem, { grid: uniformGrid(-2, 2, 64), scheme: 'central', ends: EXTRAPOLATED }))).toBe('not-applicable');
  });

  test('without a positive discount is refused', () => {
    const { problem } = regulator(0.2, 1.3, 0.6, 1.1, 0.7, 0.4);
    for (const discount of [0, -1]) {
      expect(faultOf(() => solveStationary({ ...problem, discount }, { grid: uniformGrid(-2, 2, 64), scheme: 'monotone', ends: REFLECTING })))
        .toBe('not-applicable');
    }
  });
});
