import { describe, expect, test } from 'vitest';
import { congruence, distance, largest } from '../../../src/numeric/linear-algebra/dense.ts';
import { Gaussian } from '../../../src/numeric/laws/gaussian.ts';
import { GaussianMixture, normalise } from '../../../src/numeric/laws/gaussian-mixture.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { draw, faultOf } from '../random-matrices.ts';

/** Fourth-order central difference, with step h: off by h⁴ f⁽⁵⁾/30 and by rounding over h. */
const difference = (f: (at: number) => number, h: number): number =>
  (f(-2 * h) - 8 * f(-h) + 8 * f(h) - f(2 * h)) / (12 * h);

const moved = (x: Float64Array, i: number, by: number): Float64Array => x.map((entry, k) => (k === i ? entry + by : entry));

describe('a normal law', () => {
  test('in two dimensions has the density of the textbook', () => {
    const law = new Gaussian([1, -1], [2, 0.6, 0.6, 0.5]);
    const det = 2 * 0.5 - 0.36;
    const [a, b] = [0.3 - 1, 0.7 + 1];
    const square = (0.5 * a * a - 1.2 * a * b + 2 * b * b) / det;
    expect(law.density([0.3, 0.7])).toBeCloseTo(Math.exp(-0.5 * square) / (2 * Math.PI * Math.sqrt(det)), 14);
    expect(distance(law.score([0.3, 0.7]), Float64Array.of(-(0.5 * a - 0.6 * b) / det, -(-0.6 * a + 2 * b) / det))).toBeLessThan(1e-14);
    expect(distance(law.hessian(), Float64Array.of(-0.5 / det, 0.6 / det, 0.6 / det, -2 / det))).toBeLessThan(1e-14);
  });

  test('samples have its mean and covariance', () => {
    const random = draw(1);
    const law = new Gaussian(random.matrix(3, 1), random.covariance(3));
    const stream = streamOf(5, 'gaussian');
    const count = 20_000;
    const [mean, second, x] = [new Float64Array(3), new Float64Array(9), new Float64Array(3)];
    for (let index = 0; index < count; index += 1) {
      law.sample(stream, index, x);
      for (let i = 0; i < 3; i += 1) {
        mean[i]! += x[i]! / count;
        for (let j = 0; j < 3; j += 1) second[3 * i + j]! += (x[i]! - law.mean[i]!) * (x[j]! - law.mean[j]!) / count;
      }
    }
    // Six standard errors.
    const size = largest(law.covariance);
    expect(distance(mean, law.mean)).toBeLessThan(6 * Math.sqrt(size / count));
    expect(distance(second, law.covariance)).toBeLessThan(6 * size * Math.sqrt(2 / count));
  });
});

describe('a mixture', () => {
  test.each([1, 2, 3])('d = %i: score and Hessian are the derivatives of the log-density', (n) => {
    const random = draw(50 + n);
    const law = random.mixture(n, 3);
    for (let point = 0; point < 5; point += 1) {
      const x = random.matrix(n, 1);
      const [score, hessian] = [law.score(x), law.hessian(x)];
      for (let i = 0; i < n; i += 1) {
        expect(Math.abs(score[i]! - difference((by) => law.logDensity(moved(x, i, by)), 1e-3))).toBeLessThan(1e-8 * (1 + largest(hessian) ** 2));
        for (let j = 0; j < n; j += 1) {
          const found = difference((by) => law.score(moved(x, j, by))[i]!, 1e-3);
          expect(Math.abs(hessian[i * n + j]! - found)).toBeLessThan(1e-7 * (1 + largest(hessian) ** 2));
        }
      }
    }
  });

  test('in one dimension: the density integrates to the distribution function, and the moments are its integrals', () => {
    const law = draw(60).mixture(1, 3);
    const [low, high, steps] = [-12, 12, 4000];
    const h = (high - low) / steps;
    let [mass, mean, second] = [0, 0, 0];
    for (let k = 0; k < steps; k += 1) {
      // The trapezoidal rule is exact to rounding for a smooth density that vanishes at the ends.
      const x = low + k * h;
      const weight = h * law.density([x]);
      if (k === steps / 2) expect(Math.abs(mass + weight / 2 - law.cdf(x))).toBeLessThan(h * h);
      mass += weight;
      mean += weight * x;
      second += weight * x * x;
    }
    expect(mass).toBeCloseTo(1, 13);
    expect(mean).toBeCloseTo(law.mean()[0]!, 12);
    expect(second - mean * mean).toBeCloseTo(law.covariance()[0]!, 12);
    expect(law.cdf(-40)).toBeLessThan(1e-100);
    expect(law.cdf(40)).toBe(1);
  });

  test('its projection has the projected moments', () => {
    const law = draw(61).mixture(3, 2);
    const a = Float64Array.of(0.5, -1, 2);
    const along = law.projected(a);
    expect(along.mean()[0]).toBeCloseTo(law.mean().reduce((sum, entry, i) => sum + entry * a[i]!, 0), 13);
    expect(along.covariance()[0]).toBeCloseTo(congruence(a, law.covariance(), 1, 3)[0]!, 12);
  });

  test('samples fall into components by their weights', () => {
    const law = new GaussianMixture([
      { weight: 0.25, mean: [-10], covariance: [1] }, { weight: 0, mean: [0], covariance: [1] }, { weight: 0.75, mean: [10], covariance: [1] },
    ]);
    const stream = streamOf(9, 'mixture');
    const places = Array.from({ length: 4000 }, (_, index) => law.sample(stream, index)[0]!);
    const left = places.filter((x) => x < -3).length;
    expect(places.filter((x) => Math.abs(x) <= 3)).toEqual([]);
    // Six standard errors of a share of a quarter.
    expect(Math.abs(left / 4000 - 0.25)).toBeLessThan(6 * Math.sqrt(0.25 * 0.75 / 4000));
    expect([...law.sample(stream, 17)]).toEqual([places[17]]);
  });

  test('responsibilities are the shares of the components', () => {
    const law = draw(62).mixture(2, 3);
    const x = [0.2, -0.4];
    const shares = law.responsibilities(x);
    law.components.forEach((component, k) => {
      expect(shares[k]).toBeCloseTo(law.weights[k]! * component.density(x) / law.density(x), 13);
    });
  });
});

describe('extreme input', () => {
  const tiny = new GaussianMixture([{ weight: 1, mean: [0], covariance: [1] }, { weight: 1e-300, mean: [60], covariance: [1] }]);

  test('a weight of 1e-300 counts where its component is near, and nowhere else', () => {
    expect(tiny.score([0])[0]).toBeCloseTo(0, 14);
    expect(tiny.score([60.5])[0]).toBeCloseTo(-0.5, 12);
    expect(tiny.hessian([60.5])[0]).toBeCloseTo(-1, 10);
    expect(tiny.responsibilities([60.5])[1]).toBeCloseTo(1, 14);
  });

  test('far away the score is that of the heavier tail, where the density is 0 in doubles', () => {
    expect(tiny.density([1e6])).toBe(0);
    expect(tiny.score([1e6])[0]).toBeCloseTo(60 - 1e6, 6);
    expect(tiny.score([-1e100])[0]).toBe(1e100);
    expect(tiny.hessian([-1e100])[0]).toBe(-1);
    expect(tiny.logDensity([1e150])).toBeLessThan(-1e299);
  });

  test('beyond what doubles hold it is named, and so is what is not a number', async () => {
    expect(await faultOf(() => tiny.logDensity([1e200]))).toBe('vanished');
    expect(await faultOf(() => tiny.score([Number.NaN]))).toBe('not-finite');
    expect(await faultOf(() => tiny.score([Infinity]))).toMatch(/vanished|not-finite/);
  });

  test('a point that is none, or of another dimension, has no density', async () => {
    const law = new Gaussian([0, 1], [2, 0.5, 0.5, 1]);
    for (const x of [[NaN, 0], [1], []]) {
      for (const ask of [() => law.logDensity(x), () => law.density(x), () => law.score(x)]) expect(await faultOf(ask)).toMatch(/not-finite|not-applicable/);
    }
    expect(await faultOf(() => tiny.cdf(NaN))).toBe('not-finite');
    expect(await faultOf(() => new Gaussian([], []))).toBe('not-applicable');
  });

  test('singular covariances and wrong weights are named', async () => {
    const one = { weight: 1, mean: [0, 0], covariance: [1, 0, 0, 1] };
    expect(await faultOf(() => new Gaussian([0], [0]))).toBe('singular-matrix');
    expect(await faultOf(() => new Gaussian([0, 0], [1, 1, 1, 1]))).toBe('singular-matrix');
    expect(await faultOf(() => new Gaussian([0, 0], [1, 0.5, 0.2, 1]))).toBe('not-applicable');
    expect(await faultOf(() => new Gaussian([Number.NaN], [1]))).toBe('not-finite');
    expect(await faultOf(() => new GaussianMixture([]))).toBe('not-applicable');
    expect(await faultOf(() => new GaussianMixture([{ ...one, weight: 0.5 }]))).toBe('not-applicable');
    expect(await faultOf(() => new GaussianMixture([{ ...one, weight: 2 }, { ...one, weight: -1 }]))).toBe('not-applicable');
    expect(await faultOf(() => new GaussianMixture([{ ...one, weight: Number.NaN }]))).toBe('not-applicable');
    expect(await faultOf(() => new GaussianMixture([one, { ...one, mean: [0] }]))).toBe('not-applicable');
    expect(await faultOf(() => normalise([{ ...one, weight: 0 }]))).toBe('vanished');
    expect(await faultOf(() => draw(1).mixture(2, 2).cdf(0))).toBe('not-applicable');
  });
});
