import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monomialsOf } from '../../src/recheck/monomials.ts';
import { multiplyModulo } from '../../src/recheck/primes.ts';
import { SeriesRing } from '../../src/recheck/series.ts';

const p = 14538479;
const monomials = monomialsOf(3);
const ring = new SeriesRing(p, monomials, { left: 1e9 });
const series = (order: number): fc.Arbitrary<Float64Array> =>
  fc.array(fc.integer({ min: 0, max: p - 1 }), { minLength: monomials.count(order), maxLength: monomials.count(order) })
    .map((list) => Float64Array.from(list));
const [order, length] = [3, monomials.count(3)];

describe('monomials', () => {
  test('there are C(N + K, K) up to degree K', () => {
    expect(length).toBe(20);
    expect(monomialsOf(5).count(4)).toBe(126);
    expect(monomialsOf(0).count(7)).toBe(1);
  });

  test('a product stands where the exponents add up', () => {
    for (let i = 0; i < length; i++) {
      const places = monomials.products(i, order);
      for (let j = 0; j < monomials.count(order - (monomials.degrees[i] ?? 0)); j++) {
        const sum = Array.from(monomials.exponents[i] ?? [], (e, v) => e + (monomials.exponents[j]?.[v] ?? 0));
        expect(Array.from(monomials.exponents[places[j] ?? 0] ?? [])).toEqual(sum);
      }
    }
  });

  test('too many are refused', () => {
    expect(() => monomialsOf(40).count(6)).toThrow('too many');
  });
});

describe('truncated power series', () => {
  test('are a commutative ring', () => {
    fc.assert(fc.property(series(order), series(order), series(order), (a, b, c) => {
      expect(ring.multiply(a, b)).toEqual(ring.multiply(b, a));
      expect(ring.multiply(a, ring.multiply(b, c))).toEqual(ring.multiply(ring.multiply(a, b), c));
      expect(ring.multiply(a, ring.add(b, c))).toEqual(ring.add(ring.multiply(a, b), ring.multiply(a, c)));
    }), { numRuns: 30 });
  });

  test('obey the product rule, one order lower', () => {
    fc.assert(fc.property(series(order), series(order), fc.integer({ min: 0, max: 2 }), (a, b, v) => {
      const rule = ring.add(ring.multiply(ring.derive(a, v), b), ring.multiply(a, ring.derive(b, v)));
      expect(ring.derive(ring.multiply(a, b), v)).toEqual(rule);
    }), { numRuns: 30 });
  });

  test('have mixed derivatives that agree', () => {
    fc.assert(fc.property(series(order), (a) => {
      expect(ring.derive(ring.derive(a, 0), 2)).toEqual(ring.derive(ring.derive(a, 2), 0));
    }), { numRuns: 20 });
  });

  test('a · 1/a = 1', () => {
    fc.assert(fc.property(series(order), (a) => {
      a[0] = 7;
      expect(ring.multiply(a, ring.invert(a))).toEqual(ring.constant(1, order));
    }), { numRuns: 20 });
  });

  test('known to no order, they cannot be differentiated', () => {
    expect(() => ring.derive(ring.constant(1, 0), 0)).toThrow('no order');
  });

  test('substitution keeps products, moved or composed', () => {
    const two = monomialsOf(2);
    const theirs = new SeriesRing(p, two, { left: 1e9 });
    const [a, b] = [Float64Array.of(3, 1, 4, 1, 5, 9), Float64Array.of(2, 7, 1, 8, 2, 8)];
    const simple = [ring.scale(ring.variable(0, 2, 2), p - 1), ring.variable(0, 0, 2)];
    const mixed = [ring.add(ring.variable(0, 2, 2), ring.variable(0, 1, 2)), ring.multiply(ring.variable(3, 0, 2), ring.variable(5, 1, 2))];
    for (const values of [simple, mixed]) {
      const image = (c: Float64Array): Float64Array => ring.substitute(c, two, values, 2);
      expect(image(theirs.multiply(a, b))).toEqual(ring.multiply(image(a), image(b)));
    }
    expect(ring.substitute(a, two, simple, 2)[3]).toBe(p - 1);
    expect(ring.substitute(a, two, simple, 2)[1]).toBe(multiplyModulo(4, 1, p));
  });

  test('work that runs out is refused', () => {
    const poor = new SeriesRing(p, monomials, { left: 10 });
    expect(() => poor.multiply(poor.constant(1, 3), poor.constant(1, 3))).toThrow('too much');
  });
});
