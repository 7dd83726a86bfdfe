import { describe, expect, test } from 'vitest';
import { logSumExp } from '../../../src/numeric/laws/log-sum-exp.ts';

describe('log-sum-exp', () => {
  test('neither overflows nor loses what is small', () => {
    const weights = new Float64Array(3);
    expect(logSumExp(Float64Array.of(1e300, 1e300, -1e300), weights)).toBe(1e300);
    expect([...weights]).toEqual([0.5, 0.5, 0]);
    expect(logSumExp(Float64Array.of(-1000, -1000))).toBeCloseTo(-1000 + Math.log(2), 12);
    expect(logSumExp(Float64Array.of(0, -700), weights.subarray(0, 2))).toBe(0);
    expect(weights[1]! / Math.exp(-700)).toBeCloseTo(1, 14);
  });

  test('of absent terms only is −∞, without weights; infinite and undefined exponents are not hidden', () => {
    const weights = Float64Array.of(1, 1);
    expect(logSumExp(Float64Array.of(-Infinity, -Infinity), weights)).toBe(-Infinity);
    expect([...weights]).toEqual([0, 0]);
    expect(logSumExp(Float64Array.of(-Infinity, 3))).toBe(3);
    expect(logSumExp(Float64Array.of(Infinity, 3))).toBe(Infinity);
    expect(logSumExp(Float64Array.of(Number.NaN, 3))).toBeNaN();
  });
});
