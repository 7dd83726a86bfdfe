import { describe, expect, test } from 'vitest';
import type { Method, StochasticEquation } from '../../../src/numeric/paths/equation.ts';
import { startAt } from '../../../src/numeric/paths/equation.ts';
import { eulerMaruyama } from '../../../src/numeric/paths/euler-maruyama.ts';
import { milstein } from '../../../src/numeric/paths/milstein.ts';
import { platen } from '../../../src/numeric/paths/platen.ts';
import { coupledEndPoints, drive } from '../../../src/numeric/paths/simulate.ts';
import { strongError } from '../../../src/numeric/paths/strong-error.ts';
import { brownianTree } from '../../../src/numeric/random/brownian-tree.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';
import { commutative, geometric, heisenberg, ornsteinUhlenbeck } from './equations.ts';

const PLAN = { from: 0, horizon: 1, steps: 128, paths: 1000 };

/** ½ of the Milstein correction only: the classical slip. */
const halved: Method = (equation) => {
  const [euler, full] = [eulerMaruyama(equation), milstein(equation)];
  return (t, h, x, increment) => {
    const [a, b] = [x.slice(), x.slice()];
    euler(t, h, a, increment);
    full(t, h, b, increment);
    x.forEach((_, i) => { x[i] = ((a[i] as number) + (b[i] as number)) / 2; });
  };
};

const observed = (method: Method, equation: StochasticEquation, start: readonly number[], expected: number) =>
  strongError(coupledEndPoints(equation, method, startAt(start), PLAN, 4, streamOf(1)), equation.dimension, expected);

describe('bad input', () => {
  test.each([0, -1, 1.5, NaN])('%d grids', (levels) => {
    expect(faultOf(() => coupledEndPoints(ornsteinUhlenbeck(1, 1), eulerMaruyama, startAt([0]), { from: 0, horizon: 1, steps: 8, paths: 2 }, levels, streamOf(1))))
      .toBe('not-applicable');
  });
});

describe('the strong order, observed on coupled grids', () => {
  test.each<readonly [string, Method, StochasticEquation, readonly number[], number]>([
    ['Euler–Maruyama, multiplicative noise: ½', eulerMaruyama, geometric(0.5, 0.6), [1], 0.5],
    ['Euler–Maruyama, additive noise: 1', eulerMaruyama, ornsteinUhlenbeck(1, 1), [1], 1],
    ['Euler–Maruyama, noise that does not commute: ½', eulerMaruyama, heisenberg(), [0, 0], 0.5],
    ['Milstein, scalar noise: 1', milstein, geometric(0.5, 0.6), [1], 1],
    ['Milstein, commutative noise: 1', milstein, commutative(), [1, 1], 1],
    ['Platen, scalar noise: 1', platen, geometric(0.5, 0.6), [1], 1],
    ['Platen, commutative noise: 1', platen, commutative(), [1, 1], 1],
  ])('%s', (_, method, equation, start, order) => {
    const error = observed(method, equation, start, order);
    expect(error.orderDeviation).toBeLessThan(0.15);
    expect(Math.abs(error.order - order)).toBeLessThan(0.1 + 3 * error.orderDeviation);
    expect(error.asymptotic).toBe(true);
  });

  test('a correction that is halved has order ½, which is told from 1', () => {
    const error = observed(halved, geometric(0.5, 0.6), [1], 1);
    expect(error.order + 3 * error.orderDeviation).toBeLessThan(0.8);
    expect(error.asymptotic).toBe(false);
  });
});

describe('against the solution, pathwise on the Brownian tree', () => {
  const [mu, sigma, count] = [0.5, 0.6, 250];

  /** The root of the mean square error at 2^level steps, and what `strongError` says from the grids themselves. */
  const errorOf = (method: Method, level: number): number => {
    let sum = 0;
    const w = new Float64Array(1);
    for (let k = 0; k < count; k++) {
      const tree = brownianTree(streamOf(2, k), 1, 1);
      tree.value(1, w);
      const end = drive(geometric(mu, sigma), method, [1], 0, 1, tree.increments(level))[0] as number;
      sum += (end - Math.exp(mu - sigma ** 2 / 2 + sigma * (w[0] as number))) ** 2;
    }
    return Math.sqrt(sum / count);
  };

  test.each<readonly [string, Method, number]>([['Euler–Maruyama', eulerMaruyama, 0.5], ['Milstein', milstein, 1], ['Platen', platen, 1]])(
    '%s has its order, and its error is within the bound from coupled grids', (_, method, order) => {
      const errors = [4, 5, 6, 7].map((level) => errorOf(method, level));
      // The slope over three octaves; its deviation on 250 paths is below 0.1.
      expect(Math.abs(Math.log2((errors[0] as number) / (errors[3] as number)) / 3 - order)).toBeLessThan(0.25);
      const fine = Array.from({ length: 3 }, (_unused, back) => Float64Array.from({ length: count }, (_path, k) =>
        drive(geometric(mu, sigma), method, [1], 0, 1, brownianTree(streamOf(2, k), 1, 1).increments(6 - back))[0] as number));
      const { bound } = strongError(fine, 1, order);
      // To leading order, so with a quarter to spare; and not ten times too much.
      expect(errors[2]).toBeLessThan(1.25 * bound);
      expect(bound).toBeLessThan(10 * (errors[2] as number));
    });
});

describe('methods that need more of the noise refuse what does not have it', () => {
  const run = (method: Method, equation: StochasticEquation): string =>
    faultOf(() => coupledEndPoints(equation, method, startAt([0.3, 0.4]), { ...PLAN, paths: 2 }, 1, streamOf(1)));
  const { diffusionDerivative: _, ...plain } = heisenberg();

  test('noise that does not commute', () => {
    expect(run(milstein, heisenberg())).toBe('not-applicable');
    expect(run(platen, heisenberg())).toBe('not-applicable');
    expect(run(platen, plain)).toBe('not-applicable');
    expect(run(eulerMaruyama, heisenberg())).toBe('none');
    expect(run(platen, commutative())).toBe('none');
  });

  test('no derivative', () => {
    expect(run(milstein, plain)).toBe('not-applicable');
  });

  test('two grids show no order', () => {
    expect(faultOf(() => strongError([new Float64Array(1), new Float64Array(1)], 1, 1))).toBe('not-applicable');
    expect(faultOf(() => strongError([Float64Array.of(Number.NaN), new Float64Array(1), new Float64Array(1)], 1, 1))).toBe('not-finite');
  });
});
