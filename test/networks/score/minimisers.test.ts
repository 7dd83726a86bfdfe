import { describe, expect, test } from 'vitest';
import { coordinatesOf } from '../../../src/networks/score/coordinates.ts';
import { exactScore } from '../../../src/networks/score/exact-score.ts';
import { denoisingRightSide, featuresOf, normalEquations } from '../../../src/networks/score/fourier-equations.ts';
import { fourierMinimiser } from '../../../src/networks/score/fourier-minimiser.ts';
import { judgeScore } from '../../../src/networks/score/judge-score.ts';
import { kernelScore, samplesOf } from '../../../src/networks/score/kernel-score.ts';
import { linearFit, linearMinimiser } from '../../../src/networks/score/linear-minimiser.ts';
import { noisedMixture } from '../../../src/networks/score/noised-law.ts';
import { scoreInstance } from '../../../src/networks/score/score-instance.ts';
import { GaussianMixture } from '../../../src/numeric/laws/gaussian-mixture.ts';
import { varianceExploding, variancePreserving } from '../../../src/numeric/laws/schedules.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';
import { jetByDifferences, jetDistance } from './by-differences.ts';

const errorOf = (...[law, score]: [Parameters<typeof judgeScore>[0], Parameters<typeof judgeScore>[1]]): number =>
  judgeScore(law, score, { rows: 1024, stream: streamOf(1, 'judge') }).relativeError;

describe('the minimiser over random Fourier features', () => {
  test.each([1, 2, 8])('denoising and implicit score matching have the same normal equations (dimension %i)', (dimension) => {
    const law = scoreInstance({ dimension, seed: 2, number: 4, shape: 'tilted', schedule: variancePreserving() });
    const coordinates = coordinatesOf(law.data);
    const features = featuresOf(dimension, 24, 1.5, streamOf(1));
    for (const t of [law.first, 0.3, law.last]) {
      const { right } = normalEquations(law, coordinates, features, t);
      const other = denoisingRightSide(law, coordinates, features, t);
      right.forEach((entry, at) => { expect(Math.abs(entry - other[at]!)).toBeLessThan(1e-12); });
    }
  });

  test('its equations are the expectations that samples give', () => {
    const law = scoreInstance({ dimension: 2, seed: 2, number: 1 });
    const coordinates = coordinatesOf(law.data);
    const [t, count, n] = [0.2, 40_000, 2];
    const features = featuresOf(n, 5, 1.5, streamOf(1));
    const { matrix, right } = normalEquations(law, coordinates, features, t);
    const [sums, products] = [new Float64Array(matrix.length), new Float64Array(right.length)];
    const a = law.schedule.scale(t);
    const deviations = coordinates.variances.map((c) => Math.sqrt(a * a * c + law.schedule.variance(t)));
    for (let index = 0; index < count; index += 1) {
      const x = law.at(t).sample(streamOf0, index);
      const turned = (vector: ArrayLike<number>): Float64Array => Float64Array.from({ length: n }, (_, i) =>
        coordinates.basis[i]! * vector[0]! + coordinates.basis[n + i]! * vector[1]!);
      const w = turned(x.map((entry, i) => entry - a * coordinates.centre[i]!)).map((entry, i) => entry / deviations[i]!);
      const s = turned(law.at(t).score(x)).map((entry, i) => entry * deviations[i]!);
      const phi = features.values(w);
      phi.forEach((one, i) => {
        phi.forEach((other, j) => { sums[i * phi.length + j]! += (one * other) / count; });
        for (let l = 0; l < n; l += 1) products[i * n + l]! += (one * s[l]!) / count;
      });
    }
    // Six standard errors of products of numbers of size up to three.
    const allowed = (6 * 3) / Math.sqrt(count);
    matrix.forEach((entry, at) => { expect(Math.abs(entry - sums[at]!)).toBeLessThan(allowed); });
    right.forEach((entry, at) => { expect(Math.abs(entry - products[at]!)).toBeLessThan(allowed); });
  });

  test('is the score, to a tenth of a percent with 64 features in one dimension', () => {
    const errors = [1, 2, 3].map((number) => {
      const law = scoreInstance({ dimension: 1, seed: 1, number });
      const [found, exact] = [fourierMinimiser(law, { features: 64, seed: 1 }), exactScore(law)];
      let [error, size] = [0, 0];
      for (const t of [0.02, 0.06, 0.2, 0.6, 1.8]) {
        const points = Float64Array.from({ length: 200 }, (_, index) => law.at(t).sample(streamOf0, index)[0]!);
        const [own, best] = [found.at(t, points), exact.at(t, points)];
        own.forEach((entry, i) => {
          error += law.schedule.variance(t) * (entry - best[i]!) ** 2;
          size += law.schedule.variance(t) * best[i]! ** 2;
        });
      }
      return Math.sqrt(error / size);
    }).toSorted((one, other) => one - other);
    expect(errors[1]).toBeLessThan(1e-3);
  });

  test.each([[1, varianceExploding()], [2, variancePreserving()]] as const)('has the derivatives that differences give (dimension %i)', (dimension, schedule) => {
    const law = scoreInstance({ dimension, seed: 1, number: 2, schedule, shape: 'tilted' });
    const score = fourierMinimiser(law, { features: 12, seed: 3 });
    const t = 0.6 * law.last;
    const x = law.at(t).sample(streamOf(4), 1);
    expect(jetDistance(score.jet(t, x), jetByDifferences(score, t, x))).toBeLessThan(1e-5);
  });
});

const streamOf0 = streamOf(9, 'samples');

describe('the linear minimiser', () => {
  test('is the score of normal data', () => {
    const law = noisedMixture(new GaussianMixture([{ weight: 1, mean: [1, -1], covariance: [2, 0.6, 0.6, 0.5] }]), variancePreserving());
    const x = Float64Array.of(0.3, 0.4);
    expect(jetDistance(linearMinimiser(law).jet(0.4, x), exactScore(law).jet(0.4, x))).toBeLessThan(1e-13);
  });

  test('is not that of a mixture, and its fit to samples comes near it', () => {
    const law = scoreInstance({ dimension: 2, seed: 1, number: 1 });
    expect(errorOf(law, linearMinimiser(law))).toBeGreaterThan(0.1);
    const fit = linearFit(law, samplesOf(law, 10_000, streamOf(1)));
    const [own, best] = [fit.at(0.3, Float64Array.of(0.5, 0.2)), linearMinimiser(law).at(0.3, Float64Array.of(0.5, 0.2))];
    own.forEach((entry, i) => { expect(Math.abs(entry - best[i]!)).toBeLessThan(0.05); });
  });
});

describe('the kernel score', () => {
  test.each([1, 2, 8])('is the exact score of the mixture of its samples, with its derivatives (dimension %i)', (dimension) => {
    const law = scoreInstance({ dimension, seed: 1, number: 1 });
    const samples = samplesOf(law, 5, streamOf(1));
    // Samples as normal laws that are nearly points.
    const narrow = Float64Array.from({ length: dimension ** 2 }, (_, at) => (at % (dimension + 1) === 0 ? 1e-18 : 0));
    const points = new GaussianMixture(Array.from({ length: 5 }, (_, k) => ({
      weight: 0.2, mean: samples.subarray(k * dimension, (k + 1) * dimension), covariance: narrow,
    })));
    const x = samples.slice(0, dimension).map((entry) => 0.8 * entry + 0.1);
    const exact = exactScore(noisedMixture(points, law.schedule));
    for (const t of [0.1, 0.5]) expect(jetDistance(kernelScore(law, samples).jet(t, x), exact.jet(t, x))).toBeLessThan(1e-11);
    expect(kernelScore(law, samples).at(0.5, x)).toEqual(kernelScore(law, samples).jet(0.5, x).value);
  });

  test('comes near the score with more samples', () => {
    const law = scoreInstance({ dimension: 1, seed: 1, number: 1 });
    const [few, many] = [100, 1000].map((count) => errorOf(law, kernelScore(law, samplesOf(law, count, streamOf(2)))));
    expect(many).toBeLessThan(0.7 * few!);
    expect(many).toBeLessThan(0.1);
  });
});

test('bad input is named', () => {
  const law = scoreInstance({ dimension: 2, seed: 1, number: 0 });
  expect(faultOf(() => kernelScore(law, new Float64Array(0)))).toBe('not-applicable');
  expect(faultOf(() => kernelScore(law, new Float64Array(3)))).toBe('not-applicable');
  expect(faultOf(() => kernelScore(law, new Float64Array(4)).at(0.5, Float64Array.of(1, Number.NaN)))).toBe('wrong-shape');
  expect(faultOf(() => linearFit(law, new Float64Array(4)))).toBe('not-applicable');
  expect(faultOf(() => fourierMinimiser(law, { features: 0, seed: 1 }))).toBe('not-applicable');
  expect(faultOf(() => fourierMinimiser(law, { features: 4, seed: 1 }).at(0, new Float64Array(2)))).toBe('not-applicable');
  expect(faultOf(() => fourierMinimiser(law, { features: 4, seed: 1 }).at(0.5, new Float64Array(3)))).toBe('wrong-shape');
});
