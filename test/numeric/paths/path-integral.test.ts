import { describe, expect, test } from 'vitest';
import { startAt } from '../../../src/numeric/paths/equation.ts';
import { pathIntegral } from '../../../src/numeric/paths/path-integral.ts';
import type { PathIntegral } from '../../../src/numeric/paths/path-integral.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';
import { ornsteinUhlenbeck } from './equations.ts';

/** dX = u dt + √λ dW, cost ½ u² and ½ x² at the end: V = ½ λ log(1 + T − t) + ½ x²/(1 + T − t), u* = −x/(1 + T − t). */
const problem = (change: Partial<PathIntegral> = {}): PathIntegral => ({
  equation: ornsteinUhlenbeck(0, 1), lambda: 0.5, terminal: (x) => 0.5 * (x[0] as number) ** 2, leastCost: 0, ...change,
});
const PLAN = { from: 0, horizon: 1, steps: 16, paths: 24_000 };

describe('path-integral control', () => {
  const { value, control } = pathIntegral(problem(), startAt([1.2]), PLAN, 1e-9, streamOf(1));
  const V = 0.25 * Math.log(2) + 0.36;

  test('gives the value, with an interval that excludes a value by λ off', () => {
    expect(value.low).toBeLessThan(V);
    expect(value.high).toBeGreaterThan(V);
    // The logarithm without its λ, λ for λ/2, the noise term dropped.
    for (const wrong of [2 * V, 0.5 * Math.log(2) + 0.36, 0.36]) expect(wrong > value.low && wrong < value.high).toBe(false);
    expect(Math.max(value.high - V, V - value.low)).toBeLessThan(2 * (value.statistical + value.discretisation));
  });

  test('gives the control from the noise that the weights favour', () => {
    const [u] = control;
    expect(control.length).toBe(1);
    expect(u?.low).toBeLessThan(-0.6);
    expect(u?.high).toBeGreaterThan(-0.6);
    expect(u?.high).toBeLessThan(0);
    expect(Math.abs((u?.value ?? 0) + 0.6)).toBeLessThan(0.05);
  });

  test('in two dimensions with a running cost: each control by its own noise', () => {
    // Two independent copies; the second has no cost and so no control.
    const two = pathIntegral({
      equation: {
        dimension: 2, noises: 2, drift: (_, _x, out) => { out.fill(0); }, diffusion: (_, _x, out) => { out.set([1, 0, 0, 1]); },
      },
      lambda: 1, running: (_, x) => 0.5 * (x[0] as number) ** 2, terminal: () => 0, leastCost: 0,
    }, startAt([1, 1]), { ...PLAN, steps: 32, paths: 5000 }, 1e-9, streamOf(2));
    // V = ½ log cosh T + ½ x² tanh T, u = −x tanh T.
    const truth = 0.5 * Math.log(Math.cosh(1)) + 0.5 * Math.tanh(1);
    expect(two.value.low).toBeLessThan(truth);
    expect(two.value.high).toBeGreaterThan(truth);
    [-Math.tanh(1), 0].forEach((u, j) => {
      expect(two.control[j]?.low).toBeLessThan(u);
      expect(two.control[j]?.high).toBeGreaterThan(u);
      expect(Math.abs((two.control[j]?.value ?? 9) - u)).toBeLessThan(0.12);
    });
  });

  test('says what is wrong by name', () => {
    const run = (change: Partial<PathIntegral>, plan: Partial<typeof PLAN> = {}): string =>
      faultOf(() => pathIntegral(problem(change), startAt([1]), { ...PLAN, paths: 200, ...plan }, 1e-9, streamOf(1)));
    expect(run({ lambda: 0 })).toBe('not-applicable');
    expect(run({}, { steps: 4 })).toBe('step-too-long');
    expect(run({ terminal: () => 40 })).toBe('vanished');
    expect(run({ terminal: () => -1 })).toBe('not-applicable');
    expect(run({ terminal: () => Number.NaN })).toBe('not-finite');
  });
});
