import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { langevin, pointwise } from '../../../src/numeric/grid/dynamics.ts';
import type { FokkerPlanckProblem } from '../../../src/numeric/grid/fokker-planck.ts';
import { fokkerPlanck, marchForward, solveFokkerPlanck } from '../../../src/numeric/grid/fokker-planck.ts';
import { marchBackward } from '../../../src/numeric/grid/backward-kolmogorov.ts';
import { stretchedGrid, uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { logDensity } from '../../../src/numeric/grid/log-density.ts';
import { faultOf } from '../fault.ts';
import type { Linear } from './mixture-truth.ts';
import { boxOfLinear, densityOf, distributionOf, driftOf, lawAt, linears, noiseOf } from './mixture-truth.ts';

const problemOf = (linear: Linear, cells: number, steps: number, noiseFactor = 1, driftFactor = 1): FokkerPlanckProblem => ({
  grid: uniformGrid(...boxOfLinear(linear), cells),
  dynamics: pointwise((x, t) => driftFactor * driftOf(linear)(x, t), (x, t) => noiseFactor * noiseOf(linear)(x, t)),
  initial: densityOf(linear.mixture), from: 0, to: linear.horizon, steps,
});

const example: Linear = {
  pull: 1, bend: 0.5, centre: 0.25, noise: 1, swell: 0.25, horizon: 1,
  mixture: [{ weight: 0.4, mean: -1, deviation: 0.5 }, { weight: 0.6, mean: 1, deviation: 0.6 }],
};

/** The largest error of a distribution function at faces. */
const errorOf = (distribution: Float64Array, faces: Float64Array, truth: (x: number) => number): number =>
  Math.max(...distribution.map((value, i) => Math.abs(value - truth(faces[i + 1]!))));

describe('on one grid', () => {
  test('mass is kept to rounding, and the law stays positive', () => {
    const { mass, belowZero, masses, times } = solveFokkerPlanck(problemOf(example, 400, 120), { kept: 3 });
    expect(Math.abs(mass - masses[0]!.reduce((sum, m) => sum + m, 0))).toBeLessThan(1e-12);
    expect(belowZero).toBe(0);
    expect([...times]).toEqual([0, 1 / 3, 2 / 3, 1]);
    expect(masses.length).toBe(4);
  });

  test('a stationary law stays where it is, to 1e-13, on equal cells and on others', () => {
    const potential = (x: number): number => x ** 4 / 4 - x * x / 2 + x / 5;
    for (const grid of [uniformGrid(-3, 3, 120), stretchedGrid(-3, 3, 120, 0.3, 0.5)]) {
      const law = grid.centres.map((x, i) => Math.exp(-2 * potential(x) / 0.36) * grid.widths[i]!);
      const whole = law.reduce((sum, m) => sum + m, 0);
      const start = law.map((m) => m / whole);
      const end = marchForward(grid, langevin(potential, 0.6), start, { from: 0, to: 5, steps: 50 });
      end.forEach((m, i) => expect(Math.abs(m - start[i]!)).toBeLessThan(1e-13));
    }
  });

  test('the step is the transpose of the backward one: Σ m u is the same at both ends, to 1e-13', () => {
    for (const grid of [uniformGrid(-3, 4, 90), stretchedGrid(-3, 4, 90, 0, 0.5)]) {
      for (const autonomous of [true, false]) {
        const dynamics = pointwise((x, t) => Math.sin(2 * x) - x + (autonomous ? 0 : t), (x) => 1 + 0.3 * Math.cos(x), autonomous);
        const times = { from: 0, to: 0.7, steps: 20 };
        const [m, u] = [grid.centres.map((x, i) => Math.exp(-x * x) * grid.widths[i]!), grid.centres.map((x) => Math.cos(2 * x) + 2)];
        const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
        const [left, right] = [dot(marchForward(grid, dynamics, m, times), u), dot(m, marchBackward({ grid, dynamics, ...times }, u))];
        expect(Math.abs(left / right - 1)).toBeLessThan(1e-13);
      }
    }
  });
});

describe('against the known law of a mixture, with coefficients that depend on time', () => {
  const truth = distributionOf(lawAt(example, 1));

  test('the order is 2, and the error is within the bound, which is close', () => {
    const { distribution, estimate, coarsest, density, densityEstimate } = fokkerPlanck(problemOf(example, 512, 128));
    const error = errorOf(distribution[0]!, coarsest.faces, truth);
    expect(estimate.order).toBeCloseTo(2, 1);
    expect(estimate.asymptotic && densityEstimate.asymptotic).toBe(true);
    expect(error).toBeLessThanOrEqual(estimate.bound);
    expect(estimate.bound).toBeLessThan(1e-6);
    const averages = density[0]!.map((value, i) => value - (truth(coarsest.faces[i + 1]!) - truth(coarsest.faces[i]!)) / coarsest.widths[i]!);
    expect(Math.max(...averages.map(Math.abs))).toBeLessThanOrEqual(densityEstimate.bound);
  });

  test('at every kept time', () => {
    const { distribution, estimate, coarsest, times } = fokkerPlanck(problemOf(example, 512, 128), { kept: 4 });
    expect(times.length).toBe(5);
    distribution.forEach((values, k) => {
      expect(errorOf(values, coarsest.faces, distributionOf(lawAt(example, times[k + 1]!)))).toBeLessThanOrEqual(estimate.bound);
    });
  });

  test('on cells of different widths', () => {
    const problem = { ...problemOf(example, 512, 128), grid: stretchedGrid(...boxOfLinear(example), 512, 0, 1) };
    const { distribution, estimate, coarsest } = fokkerPlanck(problem);
    expect(estimate.asymptotic).toBe(true);
    expect(errorOf(distribution[0]!, coarsest.faces, truth)).toBeLessThanOrEqual(estimate.bound);
  });

  test('with three grids the bound is wider, and holds', () => {
    const { distribution, estimate, coarsest } = fokkerPlanck(problemOf(example, 256, 64), { grids: 3 });
    expect(estimate).toMatchObject({ asymptotic: true, by: 'Richardson, 3 grids' });
    expect(errorOf(distribution[0]!, coarsest.faces, truth)).toBeLessThanOrEqual(estimate.bound);
  });

  test.each([
    ['the half before g² lost', Math.SQRT2, 1],
    ['the sign of the drift', 1, -1],
    ['a drift that is 1 % too strong', 1, 1.01],
    ['a noise that is 1 % too weak', 0.99, 1],
  ] as const)('%s is noticed', (_, noiseFactor, driftFactor) => {
    const right = fokkerPlanck(problemOf(example, 256, 64));
    const wrong = fokkerPlanck(problemOf(example, 256, 64, noiseFactor, driftFactor));
    expect(errorOf(right.distribution[0]!, right.coarsest.faces, truth)).toBeLessThanOrEqual(right.estimate.bound);
    expect(wrong.estimate.asymptotic).toBe(true);
    expect(errorOf(wrong.distribution[0]!, wrong.coarsest.faces, truth)).toBeGreaterThan(2 * wrong.estimate.bound);
  });

  test('the bound holds on random instances, all of them in the asymptotic range', () => {
    fc.assert(fc.property(linears, (linear) => {
      const { distribution, estimate, coarsest } = fokkerPlanck(problemOf(linear, 512, 128));
      expect(estimate.asymptotic).toBe(true);
      expect(errorOf(distribution[0]!, coarsest.faces, distributionOf(lawAt(linear, linear.horizon)))).toBeLessThanOrEqual(estimate.bound);
    }), { numRuns: 30 });
  });
});

describe('noise that depends on the state', () => {
  // X = sinh Y with dY = −Y dt + dW: by Itô's formula dX = (x/2 − asinh(x) √(1 + x²)) dt + √(1 + x²) dW.
  const g = (x: number): number => Math.sqrt(1 + x * x);
  const f = (x: number): number => x / 2 - Math.asinh(x) * g(x);
  const normal = (mean: number, deviation: number) => [{ weight: 1, mean, deviation }];
  const end = normal(0.5 * Math.exp(-0.5), Math.sqrt(0.16 * Math.exp(-1) + (1 - Math.exp(-1)) / 2));
  const solve = (drift: (x: number) => number) => fokkerPlanck({
    grid: stretchedGrid(-60, 90, 1024, 0, 1), dynamics: pointwise(drift, g, true),
    initial: (x) => densityOf(normal(0.5, 0.4))(Math.asinh(x)) / g(x), from: 0, to: 0.5, steps: 128,
  });
  const truth = (x: number): number => distributionOf(end)(Math.asinh(x));

  test('the law of a transformed process is met within the bound', () => {
    const { distribution, estimate, coarsest } = solve(f);
    expect(estimate.asymptotic).toBe(true);
    expect(estimate.bound).toBeLessThan(1e-3);
    expect(errorOf(distribution[0]!, coarsest.faces, truth)).toBeLessThanOrEqual(estimate.bound);
  });

  test('the derivative of g² lost (Stratonovich taken for Itô) is noticed', () => {
    const { distribution, estimate, coarsest } = solve((x) => f(x) - x / 2);
    expect(errorOf(distribution[0]!, coarsest.faces, truth)).toBeGreaterThan(10 * estimate.bound);
  });
});

describe('a rough initial law', () => {
  const uniform = (x: number): number => (Math.abs(x) < 1 ? 0.5 : 0);
  const problem: FokkerPlanckProblem = {
    grid: uniformGrid(-8, 8, 512), dynamics: pointwise((x) => -x, () => 1, true), initial: uniform, from: 0, to: 1, steps: 64,
  };

  test('is smoothed by two implicit half-steps, and then of order 2', () => {
    const { estimate, finest } = fokkerPlanck(problem, { rough: true });
    expect(estimate.asymptotic).toBe(true);
    expect(finest.belowZero).toBe(0);
  });
});

describe('what is refused, and what does not count', () => {
  const sharp = (deviation: number): FokkerPlanckProblem => ({
    ...problemOf(example, 64, 64), initial: densityOf([{ weight: 1, mean: 0.01, deviation }]),
  });

  test.each([
    ['an initial law narrower than a cell', 'grid-too-coarse', () => solveFokkerPlanck(sharp(0.005))],
    ['a box that does not hold the law', 'grid-too-coarse', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), grid: uniformGrid(0, 1, 64) })],
    ['steps that leave much of the law below zero', 'step-too-long', () => solveFokkerPlanck({ ...sharp(0.04), grid: uniformGrid(-8, 8, 1024), steps: 2 })],
    ['no steps', 'step-too-long', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), steps: 0 })],
    ['a horizon of zero', 'no-horizon', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), to: 0 })],
    ['a horizon backwards', 'no-horizon', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), to: -1 })],
    ['a time that is not finite', 'not-finite', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), to: Number.POSITIVE_INFINITY })],
    ['a drift that is NaN somewhere', 'not-finite', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), dynamics: pointwise((x) => Math.sqrt(x), () => 1) })],
    ['a drift that explodes', 'not-finite', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), dynamics: pointwise((x) => Math.exp(1000 * x), () => 1) })],
    ['a noise that is NaN, coefficients constant', 'not-finite', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), dynamics: pointwise(() => 0, () => Number.NaN, true) })],
    ['an initial density that is NaN', 'not-finite', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), initial: () => Number.NaN })],
    ['an initial density that is negative', 'vanished', () => solveFokkerPlanck({ ...problemOf(example, 64, 64), initial: (x) => -densityOf(example.mixture)(x) })],
    ['cells that cannot be joined', 'not-applicable', () => fokkerPlanck(problemOf(example, 100, 64))],
    ['steps that cannot be joined', 'not-applicable', () => fokkerPlanck(problemOf(example, 64, 60))],
  ] as const)('%s: %s', (_, fault, run) => {
    expect(faultOf(run)).toBe(fault);
  });

  test('the logarithm of a density that vanishes', () => {
    expect([...logDensity(Float64Array.of(1, Math.E))]).toEqual([0, 1]);
    expect(faultOf(() => logDensity(Float64Array.of(1, 0)))).toBe('vanished');
    expect(faultOf(() => logDensity(Float64Array.of(1, -1e-30)))).toBe('vanished');
    expect(faultOf(() => logDensity(Float64Array.of(Number.NaN)))).toBe('not-finite');
  });

  test('a grid that is too coarse for the drift says that it is outside of its asymptotic range', () => {
    const rippled = { ...problemOf(example, 64, 64), initial: densityOf([{ weight: 1, mean: 0, deviation: 2 }]), grid: uniformGrid(-12, 12, 64), dynamics: pointwise((x) => 20 * Math.sin(20 * x), () => 1, true) };
    expect(fokkerPlanck(rippled).estimate.asymptotic).toBe(false);
  });

  test('a box that is too narrow for what comes widens the bound, which still holds', () => {
    const problem = { ...problemOf(example, 512, 128), dynamics: pointwise(() => 3, () => 1, true), grid: uniformGrid(-5, 5, 512) };
    const { distribution, estimate, coarsest } = fokkerPlanck(problem);
    const law = example.mixture.map(({ weight, mean, deviation }) => ({ weight, mean: mean + 3, deviation: Math.sqrt(deviation ** 2 + 1) }));
    expect(estimate.bound).toBeGreaterThan(1e-3);
    expect(errorOf(distribution[0]!, coarsest.faces, distributionOf(law))).toBeLessThanOrEqual(estimate.bound);
  });
});
