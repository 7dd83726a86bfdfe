import { describe, expect, test } from 'vitest';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { cosineOf, cosinesFor, meanOfCosine, mixtureCharacteristic } from '../../../src/numeric/statistics/cosines.ts';
import { project } from '../../../src/numeric/statistics/projections.ts';
import { lawAgrees, samplesAgree } from '../../../src/numeric/statistics/laws-agree.ts';
import { testMeans } from '../../../src/numeric/statistics/several-means.ts';

const LEVEL = { alpha: 1e-9, miss: 1e-6 };

/** The mixture ⅓ N(−1, ¼) + ⅔ N(½, 0.09), drawn by two uniform-and-normal streams. */
const PARTS = [
  { weight: 1 / 3, mean: Float64Array.of(-1), covariance: Float64Array.of(0.25) },
  { weight: 2 / 3, mean: Float64Array.of(0.5), covariance: Float64Array.of(0.09) },
];
const mixture = (count: number, seed: number): Float64Array => {
  const [labels, normals] = [streamOf(seed, 'part'), streamOf(seed, 'normal')];
  return Float64Array.from({ length: count }, (_, k) =>
    (labels.uniform(k) < 1 / 3 ? -1 + 0.5 * normals.normal(k) : 0.5 + 0.3 * normals.normal(k)));
};
const EXTENT = { mean: Float64Array.of(0), covariance: Float64Array.of(0.6433) };

describe('bad input', () => {
  test('a sample without all of its components', () => {
    const cosine = { frequency: Float64Array.of(1, 0), phase: 0 };
    expect(() => cosineOf(cosine, new Float64Array(3))).toThrow('3 numbers as samples in dimension 2');
    expect(() => project(new Float64Array(5), Float64Array.of(1, 0))).toThrow('5 numbers as samples in dimension 2');
  });
});

describe('cosines', () => {
  test('have the means that the characteristic function gives', () => {
    const cosine = { frequency: Float64Array.of(1.7), phase: 0.4 };
    const samples = mixture(40_000, 1);
    const mean = cosineOf(cosine, samples).reduce((a, b) => a + b, 0) / samples.length;
    // Five standard errors of a statistic with deviation at most ½.
    expect(Math.abs(mean - meanOfCosine(cosine, mixtureCharacteristic(PARTS)))).toBeLessThan(2.5 / 200);
    const { real, imaginary } = mixtureCharacteristic([{ weight: 1, mean: Float64Array.of(2, -1), covariance: Float64Array.of(2, 1, 1, 3) }])(Float64Array.of(0.5, 0.25));
    // w·m = 0.75 and wᵀCw = 0.5 + 0.25 + 0.1875.
    expect(real).toBeCloseTo(Math.exp(-0.46875) * Math.cos(0.75), 14);
    expect(imaginary).toBeCloseTo(Math.exp(-0.46875) * Math.sin(0.75), 14);
  });

  test('are aimed at the law: about its mean, in units of its deviation', () => {
    const near = cosinesFor({ mean: Float64Array.of(10, 0), covariance: Float64Array.of(4, 0, 0, 1) }, 2, streamOf(1));
    expect(near.length).toBe(16);
    expect([...(near[1]?.frequency ?? [])]).toEqual([0.6, 0]);
    expect(near[1]?.phase).toBeCloseTo(-6, 14);
  });
});

describe('whether samples have a law', () => {
  const cosines = cosinesFor(EXTENT, 0, streamOf(2));
  const law = mixtureCharacteristic(PARTS);

  test('a sample of it does, and samples of a law that differs by more than is said to be detectable do not', () => {
    const samples = mixture(16_000, 3);
    const right = lawAgrees(samples, law, cosines, LEVEL);
    expect(right).toMatchObject({ rejected: false, tests: 4, alpha: 1e-9 });
    expect(right.worst.alpha).toBe(1e-9 / 4);
    expect(right.figure).toBeLessThan(right.bound);
    for (const wrong of [
      samples.map((x) => x + 0.1), samples.map((x) => 1.15 * x), samples.map((x) => -x),
      // The same mean and variance, but one mode.
      Float64Array.from(samples, (_, k) => Math.sqrt(0.6433) * streamOf(4).normal(k)),
    ]) {
      const moved = Math.max(...cosines.map((cosine) => {
        const values = cosineOf(cosine, wrong);
        return Math.abs(values.reduce((a, b) => a + b, 0) / values.length - meanOfCosine(cosine, law));
      }));
      expect(moved).toBeGreaterThan(right.detectable);
      expect(lawAgrees(wrong, law, cosines, LEVEL).rejected).toBe(true);
    }
  });

  test('allows for a known bias', () => {
    const shifted = mixture(16_000, 3).map((x) => x + 0.1);
    expect(lawAgrees(shifted, law, cosines, { ...LEVEL, tolerance: 0.1 }).rejected).toBe(false);
    expect(lawAgrees(shifted, law, cosines, { ...LEVEL, tolerance: 0.1 }).detectable).toBeGreaterThan(0.2);
  });

  test('is falsely denied no more often than declared, over all statistics together', () => {
    const [runs, alpha] = [1500, 1e-2];
    let alarms = 0;
    for (let run = 0; run < runs; run++) if (lawAgrees(mixture(128, 100 + run), law, cosines, { alpha, miss: 0.1 }).rejected) alarms++;
    expect(alarms).toBeLessThanOrEqual(runs * alpha + 5 * Math.sqrt(runs * alpha));
  });

  test('two samples of one law agree, of two laws do not, and coupled ones show less', () => {
    const [a, b] = [mixture(16_000, 5), mixture(16_000, 6)];
    expect(samplesAgree(a, b, cosines, LEVEL).rejected).toBe(false);
    expect(samplesAgree(a, b.map((x) => 1.25 * x), cosines, LEVEL).rejected).toBe(true);
    expect(samplesAgree(a, b.map((x) => x + 0.02), cosines, LEVEL).rejected).toBe(false);
    expect(samplesAgree(a, a.map((x) => x + 0.02), cosines, LEVEL).rejected).toBe(true);
  });

  test('names the statistic that tells them apart', () => {
    const low = new Float64Array(1000).fill(0.5);
    const joint = testMeans([
      { name: 'right', samples: low, expected: 0.5 }, { name: 'wrong', samples: low, expected: 0.9 },
    ], LEVEL);
    expect(joint).toMatchObject({ rejected: true, worst: { name: 'wrong', direction: 'below' }, tests: 2 });
    expect(joint.figure).toBeCloseTo(0.4, 12);
    expect(() => testMeans([], LEVEL)).toThrow('at least one');
  });
});
