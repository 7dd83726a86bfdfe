import { describe, expect, test } from 'vitest';
import { clockOf, clockRate, timeAtClock, timesOf } from '../../../src/networks/score/clock.ts';
import { ornsteinUhlenbeck, standardRange } from '../../../src/networks/score/noised-law.ts';
import { scoreInstance } from '../../../src/networks/score/score-instance.ts';
import { subVariancePreserving, varianceExploding, variancePreserving } from '../../../src/numeric/laws/schedules.ts';
import { faultOf } from '../fault.ts';

describe.each([['OU', ornsteinUhlenbeck()], ['VP', variancePreserving()], ['sub-VP', subVariancePreserving()], ['VE', varianceExploding()]] as const)('the clock of %s', (_, schedule) => {
  test('runs from 0.02 to 3 in the standard range, at the rate that differences give', () => {
    const { first, last } = standardRange(schedule);
    expect(clockOf(schedule, first)).toBeCloseTo(0.02, 10);
    expect(clockOf(schedule, last)).toBeCloseTo(3, 10);
    const t = Math.sqrt(first * last);
    const h = 1e-4 * t;
    const slope = (clockOf(schedule, t + h) - clockOf(schedule, t - h)) / (2 * h);
    expect(clockRate(schedule, t) / slope).toBeCloseTo(1, 6);
  });

  test('is log-uniform for uniform numbers and power 1, and ends at the ends', () => {
    const { first, last } = standardRange(schedule);
    const times = timesOf(schedule, first, last, 1);
    expect(times(0)).toBeCloseTo(first, 12);
    expect(times(1)).toBeCloseTo(last, 12);
    expect(Math.log(clockOf(schedule, times(0.5)) / 0.02) / Math.log(150)).toBeCloseTo(0.5, 4);
    expect(times(0.5)).toBeGreaterThan(timesOf(schedule, first, last, 2)(0.5));
  });
});

test('the clock of Ornstein and Uhlenbeck is time', () => {
  expect(clockOf(ornsteinUhlenbeck(), 0.7)).toBeCloseTo(0.7, 14);
  expect(timeAtClock(ornsteinUhlenbeck(), 2.5)).toBeCloseTo(2.5, 12);
});

test('a schedule without enough noise is named', () => {
  expect(faultOf(() => timeAtClock(varianceExploding(0.01, 0.02), 3))).toBe('not-applicable');
  expect(faultOf(() => timesOf(ornsteinUhlenbeck(), 1, 0.5, 1))).toBe('not-applicable');
});

test('instances are functions of seed and number, and other ones for others', () => {
  const mean = (seed: number, number: number): number => scoreInstance({ dimension: 2, seed, number }).data.mean()[0]!;
  expect(mean(1, 0)).toBe(mean(1, 0));
  expect(new Set([mean(1, 0), mean(1, 1), mean(2, 0)]).size).toBe(3);
  const counts = Array.from({ length: 40 }, (_, number) => scoreInstance({ dimension: 1, seed: 1, number }).data.components.length);
  expect([...new Set(counts)].toSorted()).toEqual([2, 3, 4]);
});
