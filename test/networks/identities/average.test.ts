import { describe, expect, test } from 'vitest';
import { averagesOverTime, averagesUnder, combined, slackOf } from '../../../src/networks/identities/average.ts';
import { clockOf } from '../../../src/networks/identities/clock.ts';
import { clenshawCurtis } from '../../../src/networks/identities/quadrature.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../../numeric/fault.ts';
import { lawIn, plainLawIn } from './scores.ts';

describe('quadrature in time', () => {
  test('integrates polynomials of its degree exactly, and half of it on every second node', () => {
    const { nodes, weights, coarse } = clenshawCurtis(8);
    const integral = (of: Float64Array, power: number): number => nodes.reduce((sum, u, j) => sum + of[j]! * u ** power, 0);
    for (const power of [0, 1, 5, 8]) expect(integral(weights, power)).toBeCloseTo(1 / (power + 1), 14);
    for (const power of [0, 2, 4]) expect(integral(coarse, power)).toBeCloseTo(1 / (power + 1), 14);
    expect(Math.abs(integral(coarse, 7) - 1 / 8)).toBeGreaterThan(1e-6);
    expect(() => clenshawCurtis(6)).toThrow(RangeError);
  });

  test('the clock runs from the first time to the last, upwards, and its pace is its derivative', () => {
    const law = lawIn(2);
    const clock = clockOf(law);
    expect(clock.time(0)).toBe(law.first);
    expect(clock.time(1)).toBe(law.last);
    for (const u of [0.05, 0.31, 0.77]) {
      const slope = (clock.time(u + 1e-5) - clock.time(u - 1e-5)) / 2e-5;
      expect(clock.pace(u) / slope).toBeCloseTo(1, 6);
      expect(clock.pace(u) * clock.density(clock.time(u))).toBeCloseTo(1, 5);
      expect(slope).toBeGreaterThan(0);
    }
    expect(faultOf(() => clockOf({ ...law, last: law.first }))).toBe('no-horizon');
  });
});

/** E x_1, E |x|² and E 1. */
const moments = (points: Float64Array, out: Float64Array, d: number): void => {
  for (let p = 0; p < points.length / d; p += 1) {
    out[p * 3] = points[p * d]!;
    out[p * 3 + 1] = points.subarray(p * d, (p + 1) * d).reduce((sum, x) => sum + x * x, 0);
    out[p * 3 + 2] = 1;
  }
};

test.each([1, 2, 8])('moments of a mixture in dimension %i are within what they are said to be off by', (d) => {
  const mixture = lawIn(d).data;
  const [first, square, one] = averagesUnder(mixture, 3, (points, out) => moments(points, out, d), { points: 768, stream: streamOf(4) });
  const mean = mixture.mean(), covariance = mixture.covariance();
  const second = mean.reduce((sum, m, i) => sum + m * m + covariance[i * (d + 1)]!, 0);
  expect(Math.abs(first!.value - mean[0]!)).toBeLessThanOrEqual(slackOf(first!, 1e-6));
  expect(Math.abs(square!.value - second)).toBeLessThanOrEqual(slackOf(square!, 1e-6));
  expect(one!.value).toBeCloseTo(1, 12);
  // And the slack is no blank cheque.
  expect(slackOf(square!, 1e-6)).toBeLessThan(d === 1 ? 1e-10 : 0.15 * second);
});

test('the slack of chance holds: of 400 means none is off by more than that of one in a thousand allows', () => {
  const mixture = lawIn(2).data;
  const truth = mixture.mean()[0]!;
  const beyond = Array.from({ length: 400 }, (_, seed) => {
    const [found] = averagesUnder(mixture, 1, (points, out) => { for (let p = 0; p < out.length && 2 * p < points.length; p += 1) out[p] = points[2 * p]!; }, { points: 96, stream: streamOf(seed) });
    return Math.abs(found!.value - truth) > slackOf(found!, 1e-3);
  }).filter(Boolean).length;
  expect(beyond).toBeLessThanOrEqual(4);
});

test('integrals over time: of the rate of the noise, in closed form', () => {
  const law = plainLawIn(1);
  const [noise] = averagesOverTime(law, 1, (_, pace, points, out) => { out.fill(pace * 2, 0, points.length); },
    { clock: clockOf(law), times: 16, points: 8, stream: streamOf(1) });
  expect(Math.abs(noise!.value - 2 * (law.last - law.first))).toBeLessThan(1e-6);
  expect(noise!.systematic).toBeLessThan(1e-3);
});

test('a mean of something that is not finite is an error by name', () => {
  expect(faultOf(() => averagesUnder(lawIn(1).data, 1, (_, out) => { out.fill(NaN); }, { points: 8, stream: streamOf(1) }))).toBe('not-finite');
});

test('deviations of independent means add up by their squares, with the degrees of freedom of the larger', () => {
  const whole = combined([[2, { value: 1, systematic: 0.1, deviation: 0.3, freedom: 15 }], [-1, { value: 5, systematic: 0, deviation: 0, freedom: 0 }]]);
  expect(whole).toMatchObject({ value: -3, systematic: 0.2, deviation: 0.6 });
  expect(whole.freedom).toBeCloseTo(15, 10);
});
