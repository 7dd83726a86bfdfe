import { describe, expect, test } from 'vitest';
import { NumericError } from '../../../src/numeric/numeric-error.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { compareDistributions, detectableDistance, massartRadius, testDistribution } from '../../../src/numeric/statistics/dvoretzky.ts';
import { compareProjections, directions, project, testProjections } from '../../../src/numeric/statistics/projections.ts';

const uniforms = (count: number, ...labels: readonly (number | string)[]): Float64Array => {
  const out = new Float64Array(count);
  streamOf(4, ...labels).fillUniforms(0, out);
  return out;
};

const normals = (count: number, ...labels: readonly (number | string)[]): Float64Array => {
  const out = new Float64Array(count);
  streamOf(4, ...labels).fillNormals(0, out);
  return out;
};

const uniform = (x: number): number => Math.min(1, Math.max(0, x));

/** The logistic law has a distribution function without an integral. */
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const logisticOf = (u: number): number => Math.log(u / (1 - u));

describe('the largest distance of distribution functions', () => {
  test('a tolerance that is none is refused, and does not let everything pass', () => {
    const half = new Float64Array(1000).fill(0.5);
    for (const tolerance of [NaN, -1, Infinity]) {
      expect(() => testDistribution(half, uniform, 1e-3, tolerance)).toThrow('tolerance');
      expect(() => compareDistributions(half, half, 1e-3, tolerance)).toThrow('tolerance');
    }
  });

  test('has the radii that Massart’s bound gives', () => {
    expect([1e3, 1e4, 1e5, 1e6].map((n) => Number(massartRadius(n, 1e-9).toPrecision(3)))).toEqual([0.103, 0.0327, 0.0103, 0.00327]);
  });

  test('is computed on both sides of every sample', () => {
    expect(testDistribution(Float64Array.of(0.5), uniform, 0.1)).toMatchObject({ distance: 0.5, at: 0.5 });
    expect(testDistribution(Float64Array.of(0.9, 0.1), uniform, 0.1).distance).toBeCloseTo(0.4, 15);
    expect(testDistribution(Float64Array.of(0.8, 0.9), uniform, 0.1)).toMatchObject({ distance: 0.8, at: 0.8 });
    expect(testDistribution(Float64Array.of(0.2, 0.1), uniform, 0.1)).toMatchObject({ distance: 0.8, at: 0.2 });
    expect(compareDistributions(Float64Array.of(1, 2, 3), Float64Array.of(3, 4), 0.1).distance).toBeCloseTo(2 / 3, 15);
    expect(compareDistributions(Float64Array.of(1, 1, 2), Float64Array.of(1, 1, 2), 0.1).distance).toBe(0);
    expect(compareDistributions(Float64Array.of(5, 6), Float64Array.of(1, 2, 3), 0.1).distance).toBe(1);
  });

  test('rejects a true law, and two samples of one law, no more often than declared', () => {
    const [runs, alpha] = [2000, 1e-2];
    let [one, two] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const samples = uniforms(100, run);
      if (testDistribution(samples, uniform, alpha).rejected) one++;
      if (compareDistributions(samples.subarray(0, 60), samples.subarray(60), alpha).rejected) two++;
    }
    const most = runs * alpha + 5 * Math.sqrt(runs * alpha);
    expect(one).toBeLessThanOrEqual(most);
    // It is sharp: a bound that is too wide by half would never be passed.
    expect(one).toBeGreaterThan(0);
    expect(two).toBeLessThanOrEqual(most);
  });

  test('sees what it says it would', () => {
    const [runs, alpha, miss, count] = [300, 1e-3, 1e-2, 400];
    const shift = detectableDistance(count, alpha, miss);
    let missed = 0;
    // The mixture with an atom-like part at 0 has a distribution function that is farther by `shift` near 0.
    for (let run = 0; run < runs; run++) {
      const samples = uniforms(count, 'power', run).map((u, i) => (streamOf(5, run).uniform(i) < shift ? u * 1e-3 : u));
      if (!testDistribution(samples, uniform, alpha).rejected) missed++;
    }
    expect(missed).toBeLessThanOrEqual(runs * miss + 5 * Math.sqrt(runs * miss));
  });

  test('sees a scale that is off by a quarter, and within its tolerance does not', () => {
    const samples = uniforms(20_000, 'logistic').map(logisticOf);
    expect(testDistribution(samples, logistic, 1e-9).rejected).toBe(false);
    expect(testDistribution(samples.map((x) => 1.25 * x), logistic, 1e-9).rejected).toBe(true);
    expect(testDistribution(samples.map((x) => 1.25 * x), logistic, 1e-9, 0.05).rejected).toBe(false);
    expect(compareDistributions(samples, uniforms(20_000, 'other').map(logisticOf), 1e-9).rejected).toBe(false);
    expect(compareDistributions(samples, uniforms(20_000, 'other').map((u) => 1.5 * logisticOf(u)), 1e-9).rejected).toBe(true);
  });

  test('refuses what is not a number, and what is not a distribution function', () => {
    expect(() => testDistribution(Float64Array.of(1, Number.NaN), uniform, 0.1)).toThrow(NumericError);
    expect(() => testDistribution(Float64Array.of(1), () => Number.NaN, 0.1)).toThrow(NumericError);
    expect(() => testDistribution(Float64Array.of(1), () => 2, 0.1)).toThrow(NumericError);
    expect(() => testDistribution(new Float64Array(0), uniform, 0.1)).toThrow(NumericError);
  });
});

describe('projections', () => {
  const along = directions(2, 6, streamOf(8));

  test('are the axes and random unit vectors', () => {
    expect(along.length).toBe(8);
    expect(along.slice(0, 2).map((u) => [...u])).toEqual([[1, 0], [0, 1]]);
    along.forEach((u) => expect(Math.hypot(...u)).toBeCloseTo(1, 14));
    expect(directions(1, 6, streamOf(8)).length).toBe(1);
    expect([...project(Float64Array.of(1, 2, 3, 4), Float64Array.of(0.5, -1))]).toEqual([-1.5, -2.5]);
  });

  test('see a correlation that no axis shows', () => {
    const a = normals(2 * 8000, 'a');
    const b = normals(2 * 8000, 'b');
    const correlated = b.map((z, i) => (i % 2 === 0 ? z : 0.6 * z + 0.8 * (b[i - 1] as number)));
    expect(compareProjections(a, b, along, 1e-9).rejected).toBe(false);
    expect(compareProjections(a, correlated, along.slice(0, 2), 1e-9).rejected).toBe(false);
    expect(compareProjections(a, correlated, along, 1e-9)).toMatchObject({ rejected: true, alpha: 1e-9 });
  });

  test('compare with the law along each direction', () => {
    // A disc: the projection of the uniform law on it is the same in every direction.
    const count = 8000;
    const disc = new Float64Array(2 * count);
    const stream = streamOf(6);
    for (let i = 0; i < count; i++) {
      const [r, angle] = [Math.sqrt(stream.uniform(2 * i)), 2 * Math.PI * stream.uniform(2 * i + 1)];
      disc.set([r * Math.cos(angle), r * Math.sin(angle)], 2 * i);
    }
    const semicircle = (_: Float64Array, x: number): number =>
      Math.abs(x) >= 1 ? Number(x > 0) : 0.5 + (x * Math.sqrt(1 - x * x) + Math.asin(x)) / Math.PI;
    expect(testProjections(disc, along, semicircle, 1e-9).rejected).toBe(false);
    expect(testProjections(disc.map((x, i) => (i % 2 === 0 ? x : 0.8 * x)), along, semicircle, 1e-9).rejected).toBe(true);
  });
});
