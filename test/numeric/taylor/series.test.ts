import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FunctionName } from '../../../src/kernel/expression.ts';
import { FUNCTIONS } from '../../../src/kernel/expression.ts';
import type { Rational } from '../../../src/kernel/rational.ts';
import * as exact from '../../../src/kernel/rational.ts';
import { rational } from '../../../src/kernel/rational.ts';
import type { Arithmetic } from '../../../src/numeric/arithmetic/arithmetic.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import type { Series } from '../../../src/numeric/evaluate/world.ts';
import { monomialCount, monomials } from '../../../src/numeric/taylor/monomials.ts';
import { seriesOver } from '../../../src/numeric/taylor/series.ts';
import { holds } from '../arithmetic/exact.ts';
import { FRACTIONS } from './exact-arithmetic.ts';

const text = (series: Series<Rational>): readonly string[] => series.map(exact.toText);

/** A series with small fractions, of which a third are zero; its constant term as given, or any. */
const seriesOf = (variables: number, order: number, constant?: Rational): fc.Arbitrary<Series<Rational>> =>
  fc.array(fc.integer({ min: -8, max: 8 }), { minLength: monomialCount(variables, order), maxLength: monomialCount(variables, order) })
    .map((list) => list.map((k, m) => (m === 0 && constant !== undefined ? constant : k % 3 === 0 ? exact.ZERO : rational(k, 4))));

const fractions = (variables: number) => seriesOver(FRACTIONS, variables);

describe('monomials', () => {
  test('by degree, the first variable first', () => {
    const table = monomials(2, 2);
    const listed = Array.from({ length: 6 }, (_, m) => Array.from(table.exponents.subarray(2 * m, 2 * m + 2)));
    expect(listed).toEqual([[0, 0], [1, 0], [0, 1], [2, 0], [1, 1], [0, 2]]);
  });

  test('tables of a higher order begin with those of a lower one', () => {
    const few = { ...monomials(4, 1) };
    const many = monomials(4, 4);
    expect(many.exponents.subarray(0, few.exponents.length)).toEqual(few.exponents);
    expect(many.pairStarts.subarray(0, 6)).toEqual(few.pairStarts.subarray(0, 6));
  });

  test('their number is a binomial coefficient', () => {
    expect([monomialCount(3, 5), monomialCount(0, 7), monomialCount(1, 7)]).toEqual([56, 1, 8]);
    // The tables are for at least the order that is asked for.
    const { count, order } = monomials(3, 5);
    expect([count, order >= 5]).toEqual([monomialCount(3, order), true]);
  });

  test('too many are refused by name', () => {
    expect(() => monomials(12, 9)).toThrow(expect.objectContaining({ fault: 'not-applicable' }));
  });
});

describe('the algebra of series, exactly', () => {
  const algebra = fractions(3);
  const any = seriesOf(3, 3);
  const unit = seriesOf(3, 3, rational(1, 4));

  test('products associate, and distribute over sums', () => {
    fc.assert(fc.property(any, any, any, (a, b, c) => {
      expect(text(algebra.multiply(algebra.multiply(a, b), c))).toEqual(text(algebra.multiply(a, algebra.multiply(b, c))));
      expect(text(algebra.multiply(a, algebra.add(b, c)))).toEqual(text(algebra.add(algebra.multiply(a, b), algebra.multiply(a, c))));
    }), { numRuns: 20 });
  });

  test('what is divided and multiplied again is what it was', () => {
    fc.assert(fc.property(any, unit, (a, b) => {
      expect(text(algebra.multiply(algebra.divide(a, b), b))).toEqual(text(a));
    }), { numRuns: 20 });
  });

  test('the rule of the product, and what is integrated and differentiated again is what it was', () => {
    fc.assert(fc.property(any, any, fc.integer({ min: 0, max: 2 }), (a, b, k) => {
      const left = algebra.differentiate(algebra.multiply(a, b), k);
      const right = algebra.add(algebra.multiply(algebra.differentiate(a, k), b), algebra.multiply(a, algebra.differentiate(b, k)));
      expect(text(left)).toEqual(text(right));
      expect(text(algebra.differentiate(algebra.integrate(a, k), k))).toEqual(text(a));
    }), { numRuns: 20 });
  });

  test('results have the smaller order; a lower order gives the same coefficients', () => {
    fc.assert(fc.property(any, unit, (a, b) => {
      const short = algebra.truncate(a, 1);
      expect(algebra.multiply(short, b)).toHaveLength(4);
      expect(text(algebra.multiply(short, b))).toEqual(text(algebra.truncate(algebra.multiply(a, b), 1)));
      expect(text(algebra.divide(short, b))).toEqual(text(algebra.truncate(algebra.divide(a, b), 1)));
    }), { numRuns: 20 });
  });

  test('(1 + x + y)^3 by hand', () => {
    const two = fractions(2);
    const sum = two.add(two.coordinate(0, rational(1), 3), two.coordinate(1, rational(0), 3));
    expect(text(two.power(sum, rational(3)))).toEqual(['1', '3', '3', '3', '6', '3', '1', '3', '3', '1']);
  });
});

describe('powers, exactly', () => {
  const algebra = fractions(2);

  test.each([[1, 2], [-1, 2], [3, 2], [1, 3], [-2, 3], [-3, 1], [4, 1]] as const)('a^(%i/%i), taken apart again', (p, q) => {
    // The constant term is a sixth power, so that its roots are fractions.
    fc.assert(fc.property(seriesOf(2, 4, rational(64, 729)), (a) => {
      const power = algebra.power(a, rational(p, q));
      expect(text(algebra.power(power, rational(q)))).toEqual(text(algebra.power(a, rational(p))));
    }), { numRuns: 15 });
  });

  test('whole powers of a series without constant term', () => {
    const x = algebra.coordinate(0, exact.ZERO, 3);
    expect(text(algebra.power(x, rational(2)))).toEqual(['0', '0', '0', '1', '0', '0', '0', '0', '0', '0']);
    expect(text(algebra.power(x, rational(0)))[0]).toBe('1');
  });
});

/** f′ as a series in f and its argument g: what each function is known by. */
const DERIVATIVES: Readonly<Record<FunctionName, (f: Series<Ball>, g: Series<Ball>) => Series<Ball>>> = (() => {
  const algebra = seriesOver(BALLS, 2);
  const one = (like: Series<Ball>): Series<Ball> => algebra.constant(BALLS.one, algebra.orderOf(like.length));
  const square = (a: Series<Ball>): Series<Ball> => algebra.multiply(a, a);
  const inverse = (a: Series<Ball>): Series<Ball> => algebra.divide(one(a), a);
  const gauss = (g: Series<Ball>, rate: number, factor: Ball): Series<Ball> =>
    algebra.scale(algebra.call('exp', algebra.scale(square(g), BALLS.fromNumber(rate))), factor);
  const root = (p: number, q: number): Ball => BALLS.power(BALLS.divide(BALLS.fromNumber(p), BALLS.multiply(BALLS.fromNumber(q), BALLS.pi)), rational(1, 2));
  return {
    exp:  (f) => f,
    log:  (_, g) => inverse(g),
    sqrt: (f) => algebra.scale(inverse(f), BALLS.fromNumber(0.5)),
    sin:  (_, g) => algebra.call('cos', g),
    cos:  (_, g) => algebra.negate(algebra.call('sin', g)),
    tan:  (f) => algebra.add(one(f), square(f)),
    sinh: (_, g) => algebra.call('cosh', g),
    cosh: (_, g) => algebra.call('sinh', g),
    tanh: (f) => algebra.subtract(one(f), square(f)),
    atan: (_, g) => inverse(algebra.add(one(g), square(g))),
    erf:  (_, g) => gauss(g, -1, root(4, 1)),
    Phi:  (_, g) => gauss(g, -0.5, root(1, 2)),
  };
})();

const overlap = (a: Ball, b: Ball): boolean => Math.abs(a.value - b.value) <= a.radius + b.radius;

describe('functions of series', () => {
  const algebra = seriesOver(BALLS, 2);
  const balls = (series: Series<Rational>): Series<Ball> => series.map(BALLS.fromRational);

  test.each(FUNCTIONS)('%s: ∂(f(g)) = f′(g) ∂g, in balls that overlap and are narrow', (name) => {
    fc.assert(fc.property(seriesOf(2, 4, rational(5, 8)), (a) => {
      const g = balls(a);
      const f = algebra.call(name, g);
      const left = algebra.differentiate(f, 1);
      const right = algebra.multiply(DERIVATIVES[name](f, g), algebra.differentiate(g, 1));
      left.forEach((coefficient, m) => {
        expect(overlap(coefficient, right[m]!)).toBe(true);
        expect(coefficient.radius).toBeLessThan(1e-10 * (1 + Math.abs(coefficient.value)));
      });
      expect(overlap(f[0]!, BALLS.call(name, g[0]!))).toBe(true);
    }), { numRuns: 15 });
  });

  test('exp of log, exactly', () => {
    const exactly = fractions(2);
    fc.assert(fc.property(seriesOf(2, 4, rational(1)), (a) => {
      expect(text(exactly.call('exp', exactly.call('log', a)))).toEqual(text(a));
    }), { numRuns: 20 });
  });

  test('tan x = x + x³/3 + 2x⁵/15 + 17x⁷/315, exactly', () => {
    const line = fractions(1);
    expect(text(line.call('tan', line.coordinate(0, exact.ZERO, 7)))).toEqual(['0', '1', '0', '1/3', '0', '2/15', '0', '17/315']);
  });

  test('balls hold the exact coefficients of a rational function', () => {
    const exactly = fractions(2);
    fc.assert(fc.property(seriesOf(2, 4), seriesOf(2, 4, rational(3, 4)), (a, b) => {
      const truth = exactly.power(exactly.divide(exactly.multiply(a, b), exactly.add(b, exactly.multiply(a, a))), rational(2));
      const ball = algebra.power(algebra.divide(algebra.multiply(balls(a), balls(b)), algebra.add(balls(b), algebra.multiply(balls(a), balls(a)))), rational(2));
      truth.forEach((coefficient, m) => expect(holds(ball[m]!, coefficient)).toBe(true));
    }), { numRuns: 30 });
  });
});

describe('composition, exactly', () => {
  const outer = fractions(2);
  const inner = fractions(3);
  /** The polynomial that an outer series is, at inner series, by products alone. */
  const byProducts = (f: Series<Rational>, gs: readonly Series<Rational>[]): Series<Rational> => {
    const { exponents } = monomials(2, 3);
    const steps = gs.map((g) => g.map((x, m) => (m === 0 ? exact.ZERO : x)));
    return f.map((coefficient, b) => inner.scale(inner.multiply(
      inner.power(steps[0]!, rational(exponents[2 * b]!)), inner.power(steps[1]!, rational(exponents[2 * b + 1]!))), coefficient))
      .reduce((sum, term) => inner.add(sum, term));
  };

  test('with any inner series', () => {
    fc.assert(fc.property(seriesOf(2, 3), seriesOf(3, 3), seriesOf(3, 3), (f, g, h) => {
      expect(text(inner.compose(f, [g, h]))).toEqual(text(byProducts(f, [g, h])));
    }), { numRuns: 15 });
  });

  test.each([[0, 2], [2, 1], [1, 1]] as const)('with multiples of variables %i and %i, which take the short way', (j, k) => {
    fc.assert(fc.property(seriesOf(2, 3), fc.integer({ min: -3, max: 3 }), (f, c) => {
      const g = inner.scale(inner.coordinate(j, rational(5), 3), rational(c));
      const h = inner.coordinate(k, rational(7), 3);
      expect(text(inner.compose(f, [g, h]))).toEqual(text(byProducts(f, [g, h])));
    }), { numRuns: 15 });
  });

  test('is associative', () => {
    fc.assert(fc.property(seriesOf(2, 3), seriesOf(2, 3), seriesOf(2, 3), seriesOf(3, 3), seriesOf(3, 3), (f, g1, g2, h1, h2) => {
      const left = inner.compose(outer.compose(f, [g1, g2]), [h1, h2]);
      const right = inner.compose(f, [inner.compose(g1, [h1, h2]), inner.compose(g2, [h1, h2])]);
      expect(text(left)).toEqual(text(right));
    }), { numRuns: 15 });
  });

  test('of a function of no variables, and at a place of no variables', () => {
    const nowhere = fractions(0);
    expect(text(nowhere.compose([rational(3), rational(1), rational(4)], [[rational(0)], [rational(0)]]))).toEqual(['3']);
    expect(text(nowhere.power([rational(3)], rational(2)))).toEqual(['9']);
  });
});

describe('what is not known', () => {
  const unknown = { value: 0, radius: Infinity };
  const balls = seriesOver(BALLS, 1);
  test('is not made 0 by a factor that is 0', () => {
    expect(balls.scale([BALLS.zero, BALLS.one], unknown)).toEqual([unknown, unknown]);
    expect(seriesOver(DOUBLES, 1).scale([0, 1], Infinity)).toEqual([NaN, Infinity]);
    expect(seriesOver(DOUBLES, 1).multiply([0, 1], [0, Infinity])[1]).toBeNaN();
  });

  test('is not composed away: what is 0 to this order may not be 0', () => {
    const root = [BALLS.zero, unknown, unknown];
    expect(balls.compose(root, [[BALLS.zero, BALLS.zero, BALLS.one]])).toEqual([BALLS.zero, unknown, unknown]);
    expect(balls.compose(root.slice(0, 2), [[BALLS.zero, BALLS.zero]])).toEqual([BALLS.zero, unknown]);
  });
});

describe('any arithmetic', () => {
  test('without sums of products: term by term, the same numbers', () => {
    const { sumOfProducts: _, ...rest } = DOUBLES;
    const plain: Arithmetic<number> = rest;
    const [a, b] = [seriesOver(DOUBLES, 3), seriesOver(plain, 3)];
    const series = Array.from({ length: 56 }, (_value, k) => ((k * 37) % 11) - 5 + (k === 0 ? 0.5 : 0));
    expect(b.multiply(series, series)).toEqual(a.multiply(series, series));
    expect(b.call('exp', series)).toEqual(a.call('exp', series));
  });
});
