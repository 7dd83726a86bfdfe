import { expect, test } from 'vitest';
import { spaceTime } from '../../../src/numeric/solved/space-time.ts';
import { evenly } from '../../../src/numeric/solved/tables.ts';
import { faultOf } from '../fault.ts';

const xs = evenly(-1, 1, 13);
const ts = evenly(0, 1, 9);
const on = (f: (x: number, t: number) => number): Float64Array => Float64Array.from(xs, (x) => x).reduce(
  (all, x, i) => { ts.forEach((t, j) => { all[i * ts.length + j] = f(x, t); }); return all; }, new Float64Array(xs.length * ts.length));

test('polynomials up to degree 7 are given back with their derivatives', () => {
  const { taylor } = spaceTime([xs, ts], on((x, t) => 2 + x ** 3 * t ** 2));
  const [x, t] = [0.3, 0.45];
  const series = taylor([x, t], 3);
  // 1, x, t, xx, xt, tt, xxx, xxt, …
  const expected = [2 + x ** 3 * t ** 2, 3 * x ** 2 * t ** 2, 2 * x ** 3 * t, 3 * x * t ** 2, 6 * x ** 2 * t, x ** 3, t ** 2, 6 * x * t];
  expected.forEach((value, k) => expect(series[k]).toBeCloseTo(value, 9));
});

test('a positive function is interpolated as a logarithm: a bell stays positive and exact far out', () => {
  const bell = (x: number, t: number): number => Math.exp(-30 * x * x - t);
  const { taylor } = spaceTime([xs, ts], on(bell), true);
  const [value, slope] = taylor([0.95, 0.5], 1);
  expect(value! / bell(0.95, 0.5)).toBeCloseTo(1, 9);
  expect(slope! / value!).toBeCloseTo(-60 * 0.95, 7);
});

test('points beyond the ends by more than a cell, and values that have no logarithm, are refused by name', () => {
  const { taylor } = spaceTime([xs, ts], on((x, t) => x + t));
  expect(taylor([1.1, 0.5], 0)[0]).toBeCloseTo(1.6, 9);
  expect(faultOf(() => taylor([1.3, 0.5], 0))).toBe('not-applicable');
  const negative = spaceTime([xs, ts], on((x) => x), true);
  expect(faultOf(() => negative.taylor([0.1, 0.5], 0))).toBe('vanished');
  expect(() => spaceTime([xs, ts], new Float64Array(3))).toThrow(RangeError);
});
