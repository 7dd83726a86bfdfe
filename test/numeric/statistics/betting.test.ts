import { describe, expect, test } from 'vitest';
import { NumericError } from '../../../src/numeric/numeric-error.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { confidenceInterval, testMean } from '../../../src/numeric/statistics/betting.ts';
import { upperQuantile } from '../../../src/numeric/statistics/normal-quantile.ts';
import { detectableFrom, detectableShift, sampleSize } from '../../../src/numeric/statistics/sample-size.ts';

const uniforms = (count: number, ...labels: readonly (number | string)[]): Float64Array => {
  const out = new Float64Array(count);
  streamOf(1, ...labels).fillUniforms(0, out);
  return out;
};

/** Laws on [0, 1] with known means, by their quantile functions; the last is where normal intervals fail by a factor of 365. */
const LAWS: readonly (readonly [string, number, (u: number) => number])[] = [
  ['uniform', 0.5, (u) => u],
  ['a cosine', 0.5, (u) => 0.5 + 0.5 * Math.cos(Math.PI * u)],
  ['a square', 1 / 3, (u) => u * u],
  ['an indicator of probability 1/1000', 0.001, (u) => (u < 0.001 ? 1 : 0)],
];

describe('a claim that cannot be', () => {
  test.each([[1, 2], [0, -0.5], [0.5, 1.001]])('samples of %d in [0, 1] have no mean of %d', (value, mean) => {
    const test = testMean(new Float64Array(100).fill(value), { mean }, 1e-9);
    expect(test).toMatchObject({ rejected: true, direction: mean > 1 ? 'below' : 'above' });
  });

  test('but an end of the range that is missed by a rounding is that end', () => {
    expect(testMean(new Float64Array(100).fill(1), { mean: 1 + 2 ** -50 }, 1e-9).rejected).toBe(false);
    expect(testMean(new Float64Array(100), { mean: -0.5, tolerance: 0.5 }, 1e-9).rejected).toBe(false);
  });

  test('no shift and no samples can be planned for', () => {
    const power = { deviation: 1, alpha: 0.1, miss: 0.1 };
    for (const size of [0, -1, NaN, Infinity]) {
      expect(() => sampleSize(size, power)).toThrow(RangeError);
      expect(() => detectableShift(size, power)).toThrow(RangeError);
    }
  });

  test('a tolerance that allows everything is no tolerance', () => {
    for (const tolerance of [Infinity, NaN, -1]) {
      expect(() => testMean(new Float64Array(100), { mean: 0.5, tolerance }, 1e-9)).toThrow('tolerance');
    }
  });
});

describe('the betting test of a mean', () => {
  test.each(LAWS)('%s: rejects the true mean no more often than declared', (name, mean, law) => {
    const runs = 2500;
    for (const alpha of [1e-2, 1e-3]) {
      let [alarms, outside] = [0, 0];
      for (let run = 0; run < runs; run++) {
        const samples = uniforms(256, name, alpha, run).map(law);
        if (testMean(samples, { mean }, alpha).rejected) alarms++;
        if (run < 200) {
          const { low, high } = confidenceInterval(samples, alpha);
          if (mean < low || mean > high) outside++;
        }
      }
      // Five standard deviations of the number of alarms.
      expect(alarms).toBeLessThanOrEqual(runs * alpha + 5 * Math.sqrt(runs * alpha));
      expect(outside).toBeLessThanOrEqual(200 * alpha + 5 * Math.sqrt(200 * alpha));
    }
  });

  test('sees a shift of the size it says it would, but with the declared probability of a miss', () => {
    const [alpha, miss, count, runs] = [1e-3, 1e-2, 1024, 500];
    const base = uniforms(count, 'power');
    const interval = confidenceInterval(base, alpha);
    for (const shift of [detectableFrom(interval, miss), detectableShift(count, { deviation: interval.deviation, alpha, miss })]) {
      let missed = 0;
      for (let run = 0; run < runs; run++) if (!testMean(uniforms(count, 'power', run), { mean: 0.5 - shift }, alpha).rejected) missed++;
      expect(missed).toBeLessThanOrEqual(runs * miss + 5 * Math.sqrt(runs * miss));
      // And it is not much larger than needed: a shift of half that size is missed often.
      let seen = 0;
      for (let run = 0; run < 100; run++) if (testMean(uniforms(count, 'power', run), { mean: 0.5 - shift / 2 }, alpha).rejected) seen++;
      expect(seen).toBeLessThan(60);
    }
  });

  test('has intervals at most 1.1 times as wide as the normal ones at 10^−9, from 10^4 samples on', () => {
    const samples = uniforms(10_000, 'width');
    const { low, high, deviation } = confidenceInterval(samples, 1e-9);
    const normal = (2 * upperQuantile(5e-10) * deviation) / 100;
    expect((high - low) / normal).toBeGreaterThan(1);
    expect((high - low) / normal).toBeLessThan(1.1);
  });

  test('and its interval agree: a mean is rejected just outside of it and not inside', () => {
    const samples = uniforms(2000, 'agree').map((u) => u ** 3);
    const { low, high, mean } = confidenceInterval(samples, 1e-6);
    const rejected = (m: number): boolean => testMean(samples, { mean: m }, 1e-6).rejected;
    expect(low).toBeLessThan(mean);
    expect(high).toBeGreaterThan(mean);
    for (const m of [low - 1e-9, high + 1e-9, 0, 1]) expect(rejected(m)).toBe(true);
    for (const m of [mean, low + 0.01 * (mean - low), high - 0.01 * (high - mean)]) expect(rejected(m)).toBe(false);
    expect(testMean(samples, { mean: low - 0.01 }, 1e-6).direction).toBe('above');
    expect(testMean(samples, { mean: high + 0.01 }, 1e-6).direction).toBe('below');
  });

  test('allows a bias within the tolerance, and none beyond', () => {
    const samples = uniforms(20_000, 'bias').map((u) => 0.9 * u + 0.1);
    expect(testMean(samples, { mean: 0.5 }, 1e-9).rejected).toBe(true);
    expect(testMean(samples, { mean: 0.5, tolerance: 0.05 }, 1e-9).rejected).toBe(false);
    expect(testMean(samples, { mean: 0.5, tolerance: 0.02 }, 1e-9).rejected).toBe(true);
    expect(testMean(samples, { mean: 0.6, tolerance: 0.05 }, 1e-9).rejected).toBe(false);
    expect(testMean(samples, { mean: 0.6, tolerance: 0.02 }, 1e-9).rejected).toBe(true);
  });

  test('is the same on any range, after scaling', () => {
    const samples = uniforms(2000, 'scaled');
    const scaled = samples.map((u) => 4 * u - 1);
    const [a, b] = [testMean(samples, { mean: 0.45, tolerance: 0.01 }, 1e-4), testMean(scaled, { mean: 0.8, tolerance: 0.04 }, 1e-4, { least: -1, most: 3 })];
    expect(b.logCapital).toBeCloseTo(a.logCapital, 9);
    const interval = confidenceInterval(scaled, 1e-4, { least: -1, most: 3 });
    expect(interval.low).toBeCloseTo(4 * confidenceInterval(samples, 1e-4).low - 1, 9);
    expect(interval.deviation).toBeCloseTo(4 * confidenceInterval(samples, 1e-4).deviation, 9);
  });

  test('stands at the ends of the range, where a bet has no bound', () => {
    const zeros = new Float64Array(4000);
    expect(testMean(zeros, { mean: 0 }, 1e-9).rejected).toBe(false);
    expect(testMean(zeros, { mean: 0.02 }, 1e-9).rejected).toBe(true);
    expect(confidenceInterval(zeros, 1e-9).low).toBe(0);
    expect(testMean(zeros.map(() => 1), { mean: 1 }, 1e-9).rejected).toBe(false);
    expect(testMean(zeros.map(() => 1), { mean: 1e-300 }, 1e-9).rejected).toBe(true);
    expect(testMean(Float64Array.of(0.5), { mean: 0 }, 1e-9).rejected).toBe(false);
  });

  test('refuses what is not within its range, by name', () => {
    const fault = (samples: Float64Array, alpha = 0.1): string => {
      try {
        testMean(samples, { mean: 0.5 }, alpha);
      } catch (error) {
        return error instanceof NumericError ? error.fault : (error as Error).name;
      }
      return 'none';
    };
    expect(fault(Float64Array.of(0.5, 1.5))).toBe('not-applicable');
    expect(fault(Float64Array.of(0.5, Number.NaN))).toBe('not-finite');
    expect(fault(new Float64Array(0))).toBe('not-applicable');
    expect(fault(Float64Array.of(0.5), 0)).toBe('RangeError');
    expect(fault(Float64Array.of(0.5))).toBe('none');
  });
});

describe('planning', () => {
  test('gives the sample sizes that were computed for the wrong terms of an Ornstein–Uhlenbeck process', () => {
    const power = { deviation: 1, alpha: 1e-9, miss: 1e-6 };
    // (6.109 + 4.753)² = 118, and 15 % more.
    expect(sampleSize(1, power)).toBe(136);
    expect(sampleSize(0.061, power)).toBeGreaterThan(32_178);
    expect(detectableShift(sampleSize(0.1, power), power)).toBeCloseTo(0.1, 4);
  });
});
