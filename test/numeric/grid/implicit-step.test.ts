import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dynamics, Source } from '../../../src/numeric/grid/dynamics.ts';
import { pointwise, source } from '../../../src/numeric/grid/dynamics.ts';
import { implicitMatrix } from '../../../src/numeric/grid/generator-matrix.ts';
import type { Grid } from '../../../src/numeric/grid/grid.ts';
import { stretchedGrid, uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { implicitStep } from '../../../src/numeric/grid/implicit-step.ts';
import { solveTridiagonal } from '../../../src/numeric/grid/tridiagonal.ts';
import { faultOf } from '../fault.ts';

interface Setting {
  readonly grid: Grid;
  readonly dynamics: Dynamics;
  readonly equation: 'forward' | 'backward';
  readonly discount?: Source;
}

const T = 0.5;

/** The matrix made as a whole, and then eliminated by the plain loop of tridiagonal.ts. */
const plainly = ({ grid, dynamics, equation, discount }: Setting, s: number, right: Float64Array): Float64Array => {
  const { lower, diagonal, upper, fill } = implicitMatrix(grid, dynamics);
  fill(T, s);
  const rates = new Float64Array(grid.cells);
  discount?.on(grid)(T, rates);
  const out = new Float64Array(grid.cells);
  const [below, above] = equation === 'backward' ? [upper, lower] : [lower, upper];
  solveTridiagonal(below, diagonal.map((d, i) => d + s * rates[i]!), above, right, out, new Float64Array(grid.cells), 2, -1);
  return out;
};

const byStep = ({ grid, dynamics, equation, discount }: Setting, s: number, right: Float64Array): Float64Array => {
  const { solve, states: [from, to], release } = implicitStep(grid, dynamics, equation, discount);
  from.set(right);
  solve(T, s, from, to, 2, -1);
  const out = to.slice();
  release();
  return out;
};

/** All four ways of a step, and numbers of cells about those where blocks and pairs of rows end. */
const settings = fc.record({
  cells: fc.integer({ min: 8, max: 75 }), strength: fc.integer({ min: -60, max: 60 }), way: fc.constantFrom('anew', 'constant', 'unequal', 'discounted'),
  equation: fc.constantFrom('forward' as const, 'backward' as const),
}).map(({ cells, strength, way, equation }): Setting => ({
  grid: way === 'unequal' ? stretchedGrid(-2, 3, cells, 0.5, 0.4) : uniformGrid(-2, 3, cells),
  dynamics: pointwise((x, t) => strength * x + (way === 'constant' ? 0 : t), (x) => 1 + x / 4, way === 'constant'),
  equation,
  ...(way === 'discounted' ? { discount: source((x) => x * x) } : {}),
}));

test('a step is that of the whole matrix, in every way, for any number of cells', () => {
  fc.assert(fc.property(settings, (setting) => {
    const right = setting.grid.centres.map((x) => Math.cos(x) + 1);
    const [plain, fast] = [plainly(setting, 0.1, right), byStep(setting, 0.1, right)];
    const size = Math.max(...plain.map(Math.abs));
    plain.forEach((value, i) => expect(Math.abs(value - fast[i]!)).toBeLessThan(1e-13 * size));
  }));
});

test('rates that are far larger than one, row after row, leave the numbers finite, and mass where it is', () => {
  const grid = uniformGrid(0, 1, 301);
  const setting: Setting = { grid, dynamics: pointwise((x) => Math.sin(9 * x), () => 1), equation: 'forward' };
  for (const s of [1e3, 1e12, 1e24]) {
    const { solve, states: [from, to], release } = implicitStep(setting.grid, setting.dynamics, 'forward');
    from.fill(0);
    from[17] = 1;
    solve(T, s, from, to, 1, 0);
    expect(Math.min(...to)).toBeGreaterThan(0);
    expect(Math.abs(to.reduce((sum, mass) => sum + mass, 0) - 1)).toBeLessThan(1e-12);
    release();
  }
});

test('far tails have a small relative error', () => {
  const grid = uniformGrid(0, 1, 300);
  const [s, at] = [1e-7, 150];
  const { solve, states: [from, to], release } = implicitStep(grid, pointwise(() => 0, () => 1), 'forward');
  from.fill(0);
  from[at] = 1;
  solve(T, s, from, to, 1, 0);
  // Without ends: y_i = y_0 r^|i|, with the smaller root of a r² − (1 + 2a) r + a = 0, a = s/(2h²).
  const a = s * 300 ** 2 / 2;
  const root = 2 * a / (1 + 2 * a + Math.sqrt(1 + 4 * a));
  const middle = 1 / Math.sqrt(1 + 4 * a);
  for (const far of [10, 50, 100]) expect(Math.abs(to[at + far]! / (middle * root ** far) - 1)).toBeLessThan(1e-12);
  release();
});

test('two marches at the same time do not disturb each other, and a memory that was given back is used again', () => {
  const setting: Setting = { grid: uniformGrid(-2, 3, 40), dynamics: pointwise((x) => -x, () => 1), equation: 'forward' };
  const one = implicitStep(setting.grid, setting.dynamics, 'forward');
  const two = implicitStep(setting.grid, setting.dynamics, 'forward');
  one.states[0].fill(1);
  two.states[0].fill(2);
  one.solve(T, 0.1, one.states[0], one.states[1], 1, 0);
  two.solve(T, 0.1, two.states[0], two.states[1], 1, 0);
  one.states[1].forEach((value, i) => expect(two.states[1][i]).toBeCloseTo(2 * value, 13));
  one.release();
  expect(implicitStep(setting.grid, setting.dynamics, 'forward').states[0].buffer).toBe(one.states[0].buffer);
});

test('coefficients that are not finite, and a square that is negative, are refused by name', () => {
  const step = (drift: number, square: number, autonomous = false, right = 1) => faultOf(() => {
    const grid = uniformGrid(0, 1, 10);
    const dynamics: Dynamics = {
      autonomous, on: () => (_t, drifts, squares) => { drifts.fill(1); squares.fill(1); drifts[4] = drift; squares[4] = square; },
    };
    const { solve, states: [from, to], release } = implicitStep(grid, dynamics, 'forward');
    from.fill(1);
    from[7] = right;
    try { solve(T, 0.1, from, to, 1, 0); } finally { release(); }
  });
  expect(step(1, 1)).toBe('none');
  expect(step(Number.NaN, 1)).toBe('not-finite');
  expect(step(Number.POSITIVE_INFINITY, 1)).toBe('not-finite');
  expect(step(1, Number.NaN)).toBe('not-finite');
  expect(step(1, -4)).toBe('not-applicable');
  expect(step(1, 1, true)).toBe('none');
  expect(step(Number.NaN, 1, true)).toBe('not-finite');
  expect(step(1, 1, true, Number.NaN)).toBe('not-finite');
  expect(step(1, 1, false, Number.POSITIVE_INFINITY)).toBe('not-finite');
});
