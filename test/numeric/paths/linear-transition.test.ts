import { describe, expect, test } from 'vitest';
import { startAt } from '../../../src/numeric/paths/equation.ts';
import { normalStart, rootOf, sampleLinear } from '../../../src/numeric/paths/linear-transition.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { cosinesFor, mixtureCharacteristic } from '../../../src/numeric/statistics/cosines.ts';
import { lawAgrees } from '../../../src/numeric/statistics/laws-agree.ts';
import { faultOf } from '../fault.ts';

const LEVEL = { alpha: 1e-9, miss: 1e-6 };

/** The law of dX = −rate X dt + sigma dW at time 1 from x. */
const law = (rate: number, sigma: number, x: number) => ({
  mean: Float64Array.of(x * Math.exp(-rate)), covariance: Float64Array.of((sigma ** 2 * (1 - Math.exp(-2 * rate))) / (2 * rate)),
});

const transition = (rate: number, sigma: number, time: number) => ({
  matrix: Float64Array.of(Math.exp(-rate * time)), shift: Float64Array.of(0),
  covariance: Float64Array.of((sigma ** 2 * (1 - Math.exp(-2 * rate * time))) / (2 * rate)),
});

const ends = (rate: number, sigma: number, paths: number, seed: number): Float64Array =>
  sampleLinear([transition(rate, sigma, 0.3), transition(rate, sigma, 0.7)], startAt([1]), 1, paths, streamOf(seed));

describe('bad input', () => {
  test.each([0, -1, 2.5, NaN])('%d paths', (paths) => {
    expect(faultOf(() => sampleLinear([transition(1, 1, 1)], startAt([1]), 1, paths, streamOf(1)))).toBe('not-applicable');
  });

  test('no transition, and one of another dimension', () => {
    expect(faultOf(() => sampleLinear([], startAt([1]), 1, 2, streamOf(1)))).toBe('no-horizon');
    expect(faultOf(() => sampleLinear([transition(1, 1, 1)], startAt([1, 2]), 2, 2, streamOf(1)))).toBe('not-applicable');
  });
});

describe('exact sampling of a linear process', () => {
  const right = law(1, 1, 1);
  const cosines = cosinesFor(right, 0, streamOf(1));
  const rejected = (rate: number, sigma: number, paths: number, seed: number): boolean =>
    lawAgrees(ends(rate, sigma, paths, seed), mixtureCharacteristic([{ weight: 1, ...right }]), cosines, LEVEL).rejected;

  test('has the law of the process at its end, whatever the steps between', () => {
    expect(rejected(1, 1, 40_000, 2)).toBe(false);
  });

  test.each([
    ['the ½ dropped in the diffusion', 1, Math.SQRT2, 2000],
    ['½ too many', 1, Math.SQRT1_2, 2000],
    ['the sign of the drift', -1, 1, 500],
    ['twice the drift', 2, 1, 2000],
    ['the drift dropped', 1e-6, 1, 500],
    ['half as much noise', 1, 0.5, 500],
    ['a drift 10 % too large', 1.1, 1, 60_000],
    ['a diffusion 10 % too large', 1, Math.sqrt(1.1), 60_000],
  ])('tells another law from it at 10^−9: %s', (_, rate, sigma, paths) => {
    for (let seed = 10; seed < (paths > 10_000 ? 11 : 16); seed++) expect(rejected(rate, sigma, paths, seed)).toBe(true);
  });

  test('in several dimensions keeps correlations, and takes a singular covariance', () => {
    // Position and velocity with noise on the velocity alone: rank one in a first step.
    const covariance = Float64Array.of(1, 2, 0, 2, 4, 0, 0, 0, 0.5);
    const shift = Float64Array.of(1, -1, 0.5);
    const matrix = Float64Array.of(1, 0.5, 0, 0, 1, 0, 0.1, 0, 0.9);
    const x = [0.5, -0.25, 1];
    const mean = shift.map((m, i) => m + x.reduce((sum, value, j) => sum + (matrix[3 * i + j] as number) * value, 0));
    const samples = sampleLinear([{ matrix, shift, covariance }], startAt(x), 3, 8000, streamOf(3));
    // Along (2, −1, 0) there is no noise.
    for (let p = 0; p < 10; p++) {
      expect(2 * (samples[3 * p] as number) - (samples[3 * p + 1] as number)).toBeCloseTo(2 * (mean[0] as number) - (mean[1] as number), 12);
    }
    const cosinesHere = cosinesFor({ mean, covariance }, 3, streamOf(4));
    expect(lawAgrees(samples, mixtureCharacteristic([{ weight: 1, mean, covariance }]), cosinesHere, LEVEL).rejected).toBe(false);
    const wrong = mixtureCharacteristic([{ weight: 1, mean, covariance: covariance.map((c, i) => (i === 1 || i === 3 ? 1 : c)) }]);
    expect(lawAgrees(samples, wrong, cosinesHere, LEVEL).rejected).toBe(true);
  });

  test('starts from a normal law, whose numbers are not those of the paths', () => {
    const start = normalStart(Float64Array.of(1), Float64Array.of(4), streamOf(5, 'start'));
    const samples = sampleLinear([transition(1, 1, 1)], start, 1, 20_000, streamOf(5, 'paths'));
    const covariance = Float64Array.of(4 * Math.exp(-2) + (1 - Math.exp(-2)) / 2);
    const expected = mixtureCharacteristic([{ weight: 1, mean: Float64Array.of(Math.exp(-1)), covariance }]);
    expect(lawAgrees(samples, expected, cosines, LEVEL).rejected).toBe(false);
    const same = sampleLinear([transition(1, 1, 1)], normalStart(Float64Array.of(1), Float64Array.of(4), streamOf(5)), 1, 20_000, streamOf(5));
    expect(lawAgrees(same, expected, cosines, LEVEL).rejected).toBe(true);
  });
});

describe('the root of a covariance', () => {
  test('is Cholesky’s factor', () => {
    const L = rootOf(Float64Array.of(4, 2, 2, 5), 2);
    expect([...L]).toEqual([2, 0, 1, 2]);
    expect([...rootOf(new Float64Array(4), 2)]).toEqual([0, 0, 0, 0]);
  });

  test.each([
    ['negative', [1, 2, 2, 1], 'not-applicable'], ['not symmetric', [1, 0.5, 0.2, 1], 'not-applicable'],
    ['not a number', [Number.NaN, 0, 0, 1], 'not-finite'], ['zero on a side that is correlated', [0, 1, 1, 2], 'not-applicable'],
  ])('%s: refused by name', (_, entries, fault) => {
    expect(faultOf(() => rootOf(Float64Array.from(entries), 2))).toBe(fault);
  });
});
