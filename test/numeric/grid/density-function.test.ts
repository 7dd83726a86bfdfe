import { expect, test } from 'vitest';
import { densityFunction } from '../../../src/numeric/grid/density-function.ts';
import { pointwise } from '../../../src/numeric/grid/dynamics.ts';
import { fokkerPlanck } from '../../../src/numeric/grid/fokker-planck.ts';
import { uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { faultOf } from '../fault.ts';
import { densityOf } from './mixture-truth.ts';

const solved = fokkerPlanck({
  grid: uniformGrid(-6, 6, 1024), dynamics: pointwise((x) => -x, () => 1, true), initial: densityOf([{ weight: 1, mean: 1, deviation: 0.6 }]),
  from: 0, to: 1, steps: 256,
}, { kept: 16 });

test('p, ∂x p, ∂t p, ½ ∂x² p of a solved density are those of the true one, and satisfy its equation', () => {
  const p = densityFunction(solved);
  const truth = (x: number, t: number): number =>
    densityOf([{ weight: 1, mean: Math.exp(-t), deviation: Math.sqrt(0.36 * Math.exp(-2 * t) + (1 - Math.exp(-2 * t)) / 2) }])(x);
  for (const [x, t] of [[0.3, 0.5], [-0.7, 0.9], [1.4, 0.31]] as const) {
    const [value, alongX, alongT, curved] = p.taylor([x, t], 2) as unknown as readonly [number, number, number, number];
    const h = 1e-4;
    expect(Math.abs(value - truth(x, t))).toBeLessThan(1e-6);
    expect(Math.abs(alongX - (truth(x + h, t) - truth(x - h, t)) / (2 * h))).toBeLessThan(1e-5);
    expect(Math.abs(alongT - (truth(x, t + h) - truth(x, t - h)) / (2 * h))).toBeLessThan(1e-5);
    // ∂t p = ∂x (x p) + ½ ∂x² p; the coefficient of x² is half of the second derivative.
    expect(Math.abs(alongT - (value + x * alongX + curved))).toBeLessThan(1e-4);
    expect(Math.abs(alongT - (value + x * alongX + 2 * curved))).toBeGreaterThan(1e-2);
  }
});

test('too few kept times are refused by name', () => {
  expect(faultOf(() => densityFunction({ ...solved, times: solved.times.slice(0, 4), distribution: solved.distribution.slice(0, 3) }))).toBe('grid-too-coarse');
});
