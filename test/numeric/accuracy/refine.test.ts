import { describe, expect, test } from 'vitest';
import { compare, compareBoth, detectable, sensitivity } from '../../../src/numeric/accuracy/detectable.ts';
import { refine } from '../../../src/numeric/accuracy/refine.ts';
import { extrapolate, observedOrder, richardson, supDistance } from '../../../src/numeric/accuracy/richardson.ts';
import { faultOf } from '../fault.ts';

/** Values of a method with the expansion 1 + a h^p + b h^q at the steps 1/8, 1/16, … */
const levels = (count: number, p: number, q: number, a = 1, b = 1): readonly Float64Array[] =>
  Array.from({ length: count }, (_, k) => {
    const h = 2 ** (-3 - k);
    return Float64Array.of(1 + a * h ** p + b * h ** q, -2 + 3 * a * h ** p - b * h ** q);
  });

const errorOf = (value: Float64Array): number => Math.max(Math.abs(value[0]! - 1), Math.abs(value[1]! + 2));

describe('two grids', () => {
  test('the extrapolation removes the leading term, whatever its order', () => {
    for (const order of [1, 2, 3]) {
      const [coarse, fine] = levels(2, order, 9, 1, 0);
      expect(errorOf(extrapolate(coarse!, fine!, order))).toBeLessThan(1e-15);
      expect(richardson(coarse!, fine!, order).fineError).toBeCloseTo(errorOf(fine!), 14);
    }
  });

  test('the order is the slope of the differences', () => {
    const [a, b, c] = levels(3, 2, 4, 1, 0);
    expect(observedOrder(a!, b!, c!)).toBeCloseTo(2, 12);
  });

  test('NaN is refused by name, and lists of different length do not belong together', () => {
    expect(faultOf(() => supDistance(Float64Array.of(1, Number.NaN), Float64Array.of(1, 1)))).toBe('not-finite');
    expect(faultOf(() => supDistance(Float64Array.of(Number.POSITIVE_INFINITY), Float64Array.of(1)))).toBe('not-finite');
    expect(() => supDistance(Float64Array.of(1), Float64Array.of(1, 1))).toThrow(RangeError);
  });
});

describe('three and four grids', () => {
  test.each([[2, 4, {}], [1, 2, {}], [2, 3, { nextOrder: 3 }]] as const)('order %i, then %i: the bound holds, and is of the size of the error', (p, q, more) => {
    for (const count of [3, 4]) {
      const { value, estimate, fineError } = refine(levels(count, p, q), { order: p, ...more });
      expect(estimate.asymptotic).toBe(true);
      expect(estimate.order).toBeCloseTo(p, 0);
      expect(errorOf(value)).toBeLessThanOrEqual(estimate.bound);
      expect(estimate.bound).toBeLessThan(count === 4 ? 5 * errorOf(value) : 3 * fineError + 1e-12);
    }
  });

  test('a method of another order than it says is outside of its asymptotic range', () => {
    const { estimate } = refine(levels(4, 1, 2), { order: 2 });
    expect(estimate).toMatchObject({ asymptotic: false });
    expect(estimate.order).toBeCloseTo(1, 0);
  });

  test('values that alternate show no order', () => {
    const values = [1, 1.1, 1, 1.1].map((value) => Float64Array.of(value));
    expect(refine(values, { order: 2 }).estimate.asymptotic).toBe(false);
  });

  test('where the second order does not show, the bound is that of the fine value', () => {
    const values = levels(4, 2, 2.9);
    const { estimate, fineError } = refine(values, { order: 2 });
    expect(estimate.bound).toBeCloseTo(3 * fineError, 10);
  });

  test('grids that agree to rounding need no order, and the bound is about rounding', () => {
    const { estimate } = refine([1, 1 + 2e-16, 1 - 2e-16, 1].map((value) => Float64Array.of(value)), { order: 2 });
    expect(estimate).toMatchObject({ asymptotic: true, order: null });
    expect(estimate.bound).toBeLessThan(1e-12);
  });

  test('what the caller allows for is added to the bound', () => {
    const [without, having] = [0, 0.5].map((allowance) => refine(levels(4, 2, 4), { order: 2, allowance }).estimate.bound);
    expect(having! - without!).toBeCloseTo(0.5, 14);
  });

  test('two grids or five are not enough, or too many', () => {
    expect(() => refine(levels(2, 2, 4), { order: 2 })).toThrow(RangeError);
    expect(() => refine(levels(5, 2, 4), { order: 2 })).toThrow(RangeError);
  });
});

describe('comparing', () => {
  const computed = refine(levels(4, 2, 4), { order: 2 });

  test('the truth agrees, a value that is off by twice the bound does not', () => {
    expect(compare(computed, Float64Array.of(1, -2)).agrees).toBe(true);
    expect(compare(computed, Float64Array.of(1 + 2 * computed.estimate.bound, -2)).agrees).toBe(false);
    expect(compareBoth(computed, computed)).toMatchObject({ difference: 0, bound: 2 * computed.estimate.bound, agrees: true });
  });

  test('outside of the asymptotic range nothing agrees and nothing differs', () => {
    const outside = refine(levels(4, 1, 2), { order: 2 });
    expect(compare(outside, Float64Array.of(1, -2)).agrees).toBeNull();
    expect(compareBoth(computed, outside).agrees).toBeNull();
    expect(detectable(outside.estimate, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  test('an error of the detectable size is detected', () => {
    // The value is c, and the claim has c (1 + error).
    const sensitive = sensitivity(Float64Array.of(1, -2), Float64Array.of(1.001, -2.002), 0.001);
    const error = detectable(computed.estimate, sensitive);
    expect(compare(computed, Float64Array.of(1 + error, -2 * (1 + error))).agrees).toBe(false);
    expect(detectable(computed.estimate, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});
