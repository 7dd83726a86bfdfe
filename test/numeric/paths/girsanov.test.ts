import { describe, expect, test } from 'vitest';
import { startAt } from '../../../src/numeric/paths/equation.ts';
import type { ChangeOfMeasure } from '../../../src/numeric/paths/girsanov.ts';
import { girsanovSamples, testGirsanov } from '../../../src/numeric/paths/girsanov.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { confidenceInterval } from '../../../src/numeric/statistics/betting.ts';
import { faultOf } from '../fault.ts';
import { geometric, ornsteinUhlenbeck } from './equations.ts';

const PLAN = { from: 0, horizon: 1, steps: 8, paths: 8000 };
const sigmoid = (x: Float64Array): number => 1 / (1 + Math.exp(-2 * (x[0] as number)));

const constant = (u: number): ChangeOfMeasure => ({ equation: ornsteinUhlenbeck(0, 1), shift: (_, _x, out) => { out[0] = u; }, functional: sigmoid });
/** A shift that depends on the state, in noise that does. */
const feedback: ChangeOfMeasure = { equation: geometric(0.2, 0.5), shift: (_, x, out) => { out[0] = 0.8 * Math.sin(x[0] as number); }, functional: sigmoid };

describe('a change of measure', () => {
  test.each([['constant', constant(0.7)], ['in feedback', feedback]])('by a shift that is %s: weighted paths and shifted ones agree', (_, change) => {
    const { rejected, interval } = testGirsanov(change, startAt([0.5]), PLAN, 1e-9, streamOf(1));
    expect(rejected).toBe(false);
    expect(interval.low).toBeLessThan(0);
    expect(interval.high).toBeGreaterThan(0);
  });

  test.each<readonly [string, ChangeOfMeasure]>([
    ['the ½ in the exponent dropped', { ...constant(0.7), weight: { rate: () => -0.49, noise: constant(0.7).shift } }],
    ['its sign', { ...constant(0.7), weight: { rate: () => 0.245, noise: constant(0.7).shift } }],
    ['the sign of the noise', { ...constant(0.7), weight: { rate: () => -0.245, noise: (_, _x, out) => { out[0] = -0.7; } } }],
    ['half the shift in the weight', { ...constant(0.7), weight: { rate: () => -0.245 / 4, noise: (_, _x, out) => { out[0] = 0.35; } } }],
  ])('with %s is found out', (_, wrong) => {
    for (const seed of [1, 2]) expect(testGirsanov(wrong, startAt([0]), { ...PLAN, paths: 12_000 }, 1e-9, streamOf(seed)).rejected).toBe(true);
  });

  test.each([0, -1, NaN, Infinity])('a truncation at %d compares nothing, and is refused', (truncation) => {
    expect(faultOf(() => testGirsanov({ ...constant(0.7), truncation }, startAt([0]), PLAN, 1e-9, streamOf(1)))).toBe('not-applicable');
  });

  test('is exact for the grid itself: two steps show no bias', () => {
    const { rejected } = testGirsanov({ ...constant(1), equation: ornsteinUhlenbeck(1, 1) }, startAt([0]), { ...PLAN, steps: 2, paths: 30_000 }, 1e-9, streamOf(4));
    expect(rejected).toBe(false);
  });

  test('has both sides in their ranges, also for weights with tails that are too heavy to average', () => {
    const { weighted, shifted, truncation } = girsanovSamples({ ...constant(2.5), functional: () => 1, truncation: 3 }, startAt([0]), PLAN, streamOf(5));
    expect(truncation).toBe(3);
    expect(Math.max(...weighted)).toBe(3);
    expect(Math.max(...shifted)).toBe(1);
    // E_P min(Z, 3) below E Z = 1, since the weight is cut off where it matters; both sides say the same.
    const [left, right] = [confidenceInterval(weighted, 1e-9, { least: 0, most: 3 }), confidenceInterval(shifted, 1e-9)];
    expect(left.high).toBeLessThan(1);
    expect(Math.max(left.low, right.low)).toBeLessThan(Math.min(left.high, right.high));
  });
});
