import { describe, expect, test } from 'vitest';
import { antithetic } from '../../../src/numeric/paths/antithetic.ts';
import { startAt } from '../../../src/numeric/paths/equation.ts';
import { eulerMaruyama } from '../../../src/numeric/paths/euler-maruyama.ts';
import { coupledEndPoints } from '../../../src/numeric/paths/simulate.ts';
import { estimateOf, extrapolate, talayTubaro } from '../../../src/numeric/paths/talay-tubaro.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { testMean, UNIT } from '../../../src/numeric/statistics/betting.ts';
import { faultOf } from '../fault.ts';
import { geometric, ornsteinUhlenbeck } from './equations.ts';

const ALPHA = 1e-9;
const cosine = (w: number) => (x: Float64Array): number => 0.5 + 0.5 * Math.cos(w * (x[0] as number));

/** ½ + ½ E cos(w X_1) for dX = −rate X dt + sigma dW, X_0 = x. */
const truth = (rate: number, sigma: number, x: number, w: number): number =>
  0.5 + 0.5 * Math.exp((-w * w * sigma * sigma * (1 - Math.exp(-2 * rate))) / (4 * rate)) * Math.cos(w * x * Math.exp(-rate));

describe('weak extrapolation', () => {
  test('of a number with two values, whatever they are, does not leave its own range by rounding', () => {
    for (const [least, most] of [[0.1, 0.7], [-0.3, 0.11], [1.1, 1.3], [0.07, 0.95]] as const) {
      const { corrections, correctionRange, samples, range } = extrapolate(
        [Float64Array.of(1, 0, 1, 0), Float64Array.of(0, 1, 0, 1), Float64Array.of(1, 0, 0, 1)], 1, (x) => (x[0] === 1 ? most : least), { least, most });
      expect(Math.max(...corrections)).toBeLessThanOrEqual(correctionRange.most);
      expect(Math.min(...corrections)).toBeGreaterThanOrEqual(correctionRange.least);
      expect(Math.max(...samples)).toBeLessThanOrEqual(range.most);
      expect(Math.min(...samples)).toBeGreaterThanOrEqual(range.least);
    }
  });

  test('encloses the truth on all of a dozen processes', () => {
    const stream = streamOf(1, 'instances');
    for (let k = 0; k < 12; k++) {
      const [rate, sigma, x, w] = [0, 1, 2, 3].map((i) => stream.integer(4 * k + i, 8, 24) / 16) as [number, number, number, number];
      const { value, error, discretisation } = talayTubaro(ornsteinUhlenbeck(rate, sigma), eulerMaruyama, startAt([x]),
        { from: 0, horizon: 1, steps: 16, paths: 3000 }, cosine(w), UNIT, ALPHA, streamOf(k));
      expect(discretisation.asymptotic).toBe(true);
      expect(Math.abs(value - truth(rate, sigma, x, w))).toBeLessThan(error);
    }
  });

  test('encloses the truth where the paths themselves are off by more than chance allows', () => {
    const sine = (x: Float64Array): number => 0.5 + 0.5 * Math.sin(x[0] as number);
    const expected = 0.5 + 0.5 * Math.exp((Math.exp(-2) - 1) / 4) * Math.sin(2 * Math.exp(-1));
    const levels = coupledEndPoints(ornsteinUhlenbeck(1, 1), eulerMaruyama, startAt([2]), { from: 0, horizon: 1, steps: 16, paths: 8000 }, 3, streamOf(8));
    const coarse = (levels[2] as Float64Array).map((end) => sine(Float64Array.of(end)));
    expect(testMean(coarse, { mean: expected }, ALPHA).rejected).toBe(true);
    const { value, error } = estimateOf(extrapolate(levels, 1, sine, UNIT), ALPHA);
    expect(Math.abs(value - expected)).toBeLessThan(error);
  });

  test('combines the grids as said: S = 2 f(X^{h/2}) − f(X^h), and S′ − S of the next coarser ones', () => {
    const levels = [0.5, 0.25, 0.75].map((value) => Float64Array.of(value));
    const result = extrapolate(levels, 1, (x) => x[0] as number, UNIT);
    expect([...result.samples]).toEqual([0.75]);
    // S′ = 2 · 0.25 − 0.75 = −0.25.
    expect([...result.corrections]).toEqual([-1]);
    expect(result.differences.map((one) => one[0])).toEqual([-0.25, 0.5]);
    expect(result.range).toEqual({ least: -1, most: 2 });
    expect(result.correctionRange).toEqual({ least: -3, most: 3 });
  });

  test('has weak order 1 before and 2 after', () => {
    // E X² of the linear test equation is known on every grid; here it is taken on paths, scaled to [0, 1], with coupled noise.
    const [rate, sigma] = [1, 1];
    const square = (h: number): number => {
      // The second moment that Euler’s method has after 1/h steps from 1.
      const factor = (1 - rate * h) ** 2;
      const n = Math.round(1 / h);
      return factor ** n + sigma ** 2 * h * ((1 - factor ** n) / (1 - factor));
    };
    const limit = Math.exp(-2 * rate) + (sigma ** 2 * (1 - Math.exp(-2 * rate))) / (2 * rate);
    const levels = coupledEndPoints(ornsteinUhlenbeck(rate, sigma), eulerMaruyama, startAt([1]), { from: 0, horizon: 1, steps: 16, paths: 4000 }, 3, streamOf(5));
    [16, 8, 4].forEach((steps, level) => {
      const mean = (levels[level] as Float64Array).reduce((sum, x) => sum + x * x, 0) / 4000;
      // Five standard errors of x² for a normal x of unit size.
      expect(Math.abs(mean - square(1 / steps))).toBeLessThan(5 * 1.5 / Math.sqrt(4000));
    });
    const order = (a: number, b: number): number => Math.log2(Math.abs((a - limit) / (b - limit)));
    expect(order(square(1 / 64), square(1 / 128))).toBeCloseTo(1, 1);
    expect(order(2 * square(1 / 64) - square(1 / 32), 2 * square(1 / 128) - square(1 / 64))).toBeCloseTo(2, 1);
  });

  test('observes order 1 where the bias can be seen', () => {
    const { discretisation } = talayTubaro(ornsteinUhlenbeck(1, 1), eulerMaruyama, startAt([1]), { from: 0, horizon: 1, steps: 16, paths: 8000 },
      cosine(1.5), UNIT, ALPHA, streamOf(6));
    expect(Math.abs((discretisation.order ?? 0) - 1)).toBeLessThan(0.4);
  });

  test('finds a noise without its ½ and a drift of the wrong sign', () => {
    const run = (rate: number, sigma: number): number => {
      const { value, error } = talayTubaro(ornsteinUhlenbeck(rate, sigma), eulerMaruyama, startAt([1]), { from: 0, horizon: 1, steps: 16, paths: 4000 },
        cosine(1.5), UNIT, ALPHA, streamOf(7));
      return Math.abs(value - truth(1, 1, 1, 1.5)) / error;
    };
    expect(run(1, 1)).toBeLessThan(1);
    expect(run(1, Math.SQRT2)).toBeGreaterThan(1);
    expect(run(-1, 1)).toBeGreaterThan(1);
  });

  test('refuses a functional that leaves its range or is not a number, and steps that cannot be halved twice', () => {
    const run = (f: (x: Float64Array) => number, steps = 8): string => faultOf(() =>
      talayTubaro(geometric(0, 1), eulerMaruyama, startAt([1]), { from: 0, horizon: 1, steps, paths: 100 }, f, UNIT, ALPHA, streamOf(1)));
    expect(run((x) => x[0] as number)).toBe('not-applicable');
    expect(run(() => Number.NaN)).toBe('not-finite');
    expect(run(() => 0.5, 6)).toBe('not-applicable');
    expect(run(() => 0.5)).toBe('none');
  });
});

describe('antithetic paths', () => {
  const sigmoid = (x: Float64Array): number => 1 / (1 + Math.exp(-2 * (x[0] as number)));
  const plan = { from: 0, horizon: 1, steps: 16, paths: 4000 };

  test('have the same mean with a far smaller error, for a functional that is monotone in the noise', () => {
    const pairs = antithetic(ornsteinUhlenbeck(1, 1), eulerMaruyama, startAt([1]), plan, sigmoid, UNIT, ALPHA, streamOf(2));
    const plain = talayTubaro(ornsteinUhlenbeck(1, 1), eulerMaruyama, startAt([1]), { ...plan, paths: 8000 }, sigmoid, UNIT, ALPHA, streamOf(3));
    expect(pairs.statistical.deviation).toBeLessThan(plain.statistical.deviation / 4);
    expect(Math.abs(pairs.value - plain.value)).toBeLessThan(pairs.error + plain.error);
  });

  test('of an odd functional of a symmetric law have no variance at all', () => {
    const odd = antithetic(ornsteinUhlenbeck(1, 1), eulerMaruyama, startAt([0]), plan, sigmoid, UNIT, ALPHA, streamOf(2));
    expect(odd.value).toBeCloseTo(0.5, 12);
    expect(odd.statistical.deviation).toBeLessThan(1e-7);
  });
});
