import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stretchedGrid, uniformGrid } from '../../../src/numeric/grid/grid.ts';
import { localWeights } from '../../../src/numeric/grid/local-polynomial.ts';
import { gridFunction } from '../../../src/numeric/grid/sample-on-grid.ts';
import { faultOf } from '../fault.ts';

const nodes = stretchedGrid(-2, 3, 60, 0, 0.7).centres;

test('a polynomial of the degree is met with all its derivatives, anywhere, on nodes of unequal distance', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -16, max: 16 }), { minLength: 8, maxLength: 8 }), fc.integer({ min: -120, max: 184 }), (coefficients, place) => {
    const x = place / 64;
    const polynomial = (y: number): number => coefficients.reduceRight((sum, c) => sum * y + c / 16, 0);
    const series = gridFunction([nodes], nodes.map(polynomial)).taylor([x], 3);
    // Taylor coefficients of Σ c_k y^k at x: Σ c_k C(k, m) x^{k−m}.
    const binomial = (n: number, k: number): number => (k === 0 ? 1 : binomial(n, k - 1) * (n - k + 1) / k);
    series.forEach((value, m) => {
      const truth = coefficients.reduce((sum, c, k) => sum + (k >= m ? c / 16 * binomial(k, m) * x ** (k - m) : 0), 0);
      expect(Math.abs(value - truth)).toBeLessThan(1e-7);
    });
  }));
});

test('the weights at a node are those of the node alone', () => {
  const { first, weights } = localWeights(nodes, nodes[17]!, 7, 0);
  weights[0]!.forEach((weight, j) => expect(weight).toBeCloseTo(first + j === 17 ? 1 : 0, 14));
});

describe('in space and time', () => {
  const [x, t] = [uniformGrid(-3, 3, 80).centres, Float64Array.from({ length: 21 }, (_, k) => k / 20)];
  const values = Float64Array.from([...x].flatMap((at) => [...t].map((now) => Math.exp(-now) * Math.sin(at))));
  const sampled = gridFunction([x, t], values);

  test('derivatives come in the order 1, x, t, x², xt, t², within the spread', () => {
    const [at, now] = [0.37, 0.51];
    const [e, s, c] = [Math.exp(-now), Math.sin(at), Math.cos(at)];
    const truth = [e * s, e * c, -e * s, -e * s / 2, -e * c, e * s / 2];
    const [series, spread] = [sampled.taylor([at, now], 2), sampled.spread([at, now], 2)];
    expect(series.length).toBe(6);
    series.forEach((value, m) => {
      expect(Math.abs(value - truth[m]!)).toBeLessThan(1e-7);
      expect(Math.abs(value - truth[m]!)).toBeLessThan(spread[m]! + 1e-10);
    });
  });

  test('outside of the nodes, too few nodes, and values that are not finite are refused by name', () => {
    expect(faultOf(() => sampled.taylor([3.1, 0.5], 0))).toBe('not-applicable');
    expect(faultOf(() => sampled.taylor([0, Number.NaN], 0))).toBe('not-applicable');
    expect(faultOf(() => sampled.taylor([0], 0))).toBe('not-applicable');
    expect(faultOf(() => gridFunction([Float64Array.of(0, 1, 2)], Float64Array.of(0, 1, 2)))).toBe('grid-too-coarse');
    expect(faultOf(() => gridFunction([nodes], nodes.map((_, i) => (i === 3 ? Number.NaN : 0))).taylor([0], 0))).toBe('not-finite');
    expect(() => gridFunction([nodes], Float64Array.of(1))).toThrow(RangeError);
  });
});
