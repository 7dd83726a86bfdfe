import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KolmogorovProblem } from '../../../src/numeric/grid/backward-kolmogorov.ts';
import { backwardKolmogorov, solveKolmogorov } from '../../../src/numeric/grid/backward-kolmogorov.ts';
import { pointwise, source } from '../../../src/numeric/grid/dynamics.ts';
import { fokkerPlanck } from '../../../src/numeric/grid/fokker-planck.ts';
import { stretchedGrid, uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { normalDistribution } from '../../../src/numeric/arithmetic/normal-distribution.ts';
import { faultOf } from '../fault.ts';
import { boxOfLinear, densityOf, driftOf, linears, noiseOf } from './mixture-truth.ts';

/** dX = −a X dt + g dW: X_T given X_t = x is normal. */
const [a, g] = [0.75, 0.8];
const meanOf = (x: number, t: number): number => x * Math.exp(-a * t);
const varianceOf = (t: number): number => g * g * (1 - Math.exp(-2 * a * t)) / (2 * a);

const problem: KolmogorovProblem = {
  grid: uniformGrid(-8, 8, 512), dynamics: pointwise((x) => -a * x, () => g), terminal: Math.cos, from: 0, to: 1, steps: 128,
};
/** E cos X. */
const cosine = (x: number, t: number): number => Math.cos(meanOf(x, t)) * Math.exp(-varianceOf(t) / 2);

const errorOf = (nodes: Float64Array, values: Float64Array, truth: (x: number) => number): number =>
  Math.max(...values.map((value, i) => Math.abs(value - truth(nodes[i]!))));

describe('against closed forms', () => {
  test('E cos X_T: order 2, within a bound that is close, at every kept time', () => {
    const { nodes, values, times, estimate } = backwardKolmogorov(problem, { kept: 2 });
    expect(estimate.asymptotic).toBe(true);
    expect(estimate.order).toBeCloseTo(2, 1);
    expect(estimate.bound).toBeLessThan(2e-5);
    values.forEach((now, k) => expect(errorOf(nodes, now, (x) => cosine(x, 1 - times[k]!))).toBeLessThanOrEqual(estimate.bound));
  });

  test('a function that grows, as x², is right inside of the box, within the bound', () => {
    const { nodes, values, estimate } = backwardKolmogorov({ ...problem, terminal: (x) => x * x });
    expect(estimate.asymptotic).toBe(true);
    expect(errorOf(nodes, values[0]!, (x) => meanOf(x, 1) ** 2 + varianceOf(1))).toBeLessThanOrEqual(estimate.bound);
    expect(estimate.bound).toBeLessThan(5e-5);
  });

  test('near an end that reflects though it should not, the bound is wide, and holds', () => {
    const { nodes, values, estimate } = backwardKolmogorov({ ...problem, grid: uniformGrid(-3, 3, 512), terminal: (x) => x * x }, { inside: [-2.5, 2.5] });
    const error = errorOf(nodes, values[0]!, (x) => meanOf(x, 1) ** 2 + varianceOf(1));
    expect(error).toBeGreaterThan(1e-4);
    expect(error).toBeLessThanOrEqual(estimate.bound);
  });

  test('discount and running cost: u = e^{−r(T−t)} E cos X_T + ∫ e^{−r s} E[X_s²] ds', () => {
    const r = 0.5;
    const { nodes, values, estimate } = backwardKolmogorov({ ...problem, discount: source(() => r), running: source((x) => x * x) });
    const running = (x: number): number => {
      const n = 4000;
      let sum = 0;
      for (let k = 0; k < n; k += 1) {
        const s = (k + 0.5) / n;
        sum += Math.exp(-r * s) * (meanOf(x, s) ** 2 + varianceOf(s)) / n;
      }
      return sum;
    };
    expect(estimate.asymptotic).toBe(true);
    expect(errorOf(nodes, values[0]!, (x) => Math.exp(-r) * cosine(x, 1) + running(x))).toBeLessThanOrEqual(estimate.bound + 1e-8);
    expect(estimate.bound).toBeLessThan(1e-4);
  });

  test('a discount that depends on the state: Cameron–Martin, E exp(−½ ∫ W²) = (cosh T)^{−1/2} from zero', () => {
    const { nodes, values, estimate } = backwardKolmogorov({
      ...problem, dynamics: pointwise(() => 0, () => 1, true), terminal: () => 1, discount: source((x) => x * x / 2),
    });
    const [i, truth] = [nodes.findIndex((x) => Math.abs(x) < 1e-12), Math.cosh(1) ** -0.5];
    expect(Math.abs(values[0]![i]! - truth)).toBeLessThanOrEqual(estimate.bound);
    expect(estimate.bound).toBeLessThan(1e-4);
  });

  test('a jump: P(X_T > 0), with two implicit half-steps, on cells of two kinds', () => {
    for (const grid of [uniformGrid(-8, 8, 512), stretchedGrid(-8, 8, 512, 0, 2)]) {
      const { nodes, values, estimate } = backwardKolmogorov({ ...problem, grid, terminal: (x) => (x > 0 ? 1 : 0) }, { rough: true });
      expect(estimate.asymptotic).toBe(true);
      expect(errorOf(nodes, values[0]!, (x) => normalDistribution(meanOf(x, 1) / Math.sqrt(varianceOf(1))))).toBeLessThanOrEqual(estimate.bound);
    }
  });

  test.each([
    ['the half before g² lost', { dynamics: pointwise((x) => -a * x, () => g * Math.SQRT2) }],
    ['the sign of the drift', { dynamics: pointwise((x) => a * x, () => g) }],
    ['a discount that is not there', { discount: source(() => 0.01) }],
    ['a running cost that is not there', { running: source(() => -0.001) }],
  ] as const)('%s is noticed', (_, change) => {
    const { nodes, values, estimate } = backwardKolmogorov({ ...problem, ...change });
    expect(errorOf(nodes, values[0]!, (x) => cosine(x, 1))).toBeGreaterThan(estimate.bound);
  });
});

test('an expectation under the forward law is that of the backward values under the initial law, within both bounds', () => {
  fc.assert(fc.property(linears, (linear) => {
    const grid = uniformGrid(...boxOfLinear(linear), 256);
    const dynamics = pointwise(driftOf(linear), noiseOf(linear));
    const times = { from: 0, to: linear.horizon, steps: 64 };
    const { finest, densityEstimate } = fokkerPlanck({ grid, dynamics, initial: densityOf(linear.mixture), ...times });
    const back = solveKolmogorov({ grid, dynamics, terminal: Math.cos, ...times });
    const average = (masses: Float64Array, values: Float64Array): number => masses.reduce((sum, m, i) => sum + m * values[i]!, 0);
    // The same matrix: the two agree far below what either is wrong by.
    expect(densityEstimate.asymptotic).toBe(true);
    expect(Math.abs(average(finest.masses[1]!, back.values[1]!) - average(finest.masses[0]!, back.values[0]!))).toBeLessThan(1e-12);
  }), { numRuns: 20 });
});

test.each([
  ['terminal data that are not finite', 'not-finite', { terminal: (x: number) => 1 / Math.max(x, 0) }],
  ['a discount that is NaN', 'not-finite', { discount: source(() => Number.NaN) }],
  ['a running cost that is infinite', 'not-finite', { running: source(() => Number.POSITIVE_INFINITY) }],
  ['a horizon of zero', 'no-horizon', { to: 0 }],
  ['half a step', 'step-too-long', { steps: 0.5 }],
] as const)('%s: %s', (_, fault, change) => {
  expect(faultOf(() => backwardKolmogorov({ ...problem, ...change }))).toBe(fault);
});
