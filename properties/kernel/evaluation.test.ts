/** Exact evaluation at a point agrees with normal forms, and derivatives with differences. */
import fc from 'fast-check';
import type { Choices } from '../../src/kernel/evaluate.ts';
import { evaluate } from '../../src/kernel/evaluate.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { at, coordinate, derivative, num, numberOf, plus, pow, times, use } from '../../src/kernel/expression.ts';
import { Point, randomNumbers } from '../../src/kernel/point.ts';
import type { Polynomial } from '../../src/kernel/polynomial.ts';
import type { Rational } from '../../src/kernel/rational.ts';
import { ZERO, add, equal, multiply, rational, subtract } from '../../src/kernel/rational.ts';
import type { Ring } from '../../src/kernel/ring.ts';
import { polynomials } from '../arbitraries/expressions.ts';
import { rationals } from '../arbitraries/numbers.ts';
import { normal, ringIn } from '../arbitraries/rings.ts';
import { law } from '../law.ts';

const noValue = (): never => {
  throw new Error('neither integrals nor minima occur');
};
const at_ = (point: Point): Choices => ({
  bits: 64, minimumOf: noValue, integralOf: noValue,
  numberOf: (factor, key, place) => point.numberOf(factor, key, place), coordinates: (name, space) => point.coordinates(name, space),
});
const exactly = (p: Polynomial, point: Point): Rational => {
  const value = evaluate(p, at_(point));
  if (value.kind !== 'exact') throw new Error('not exact');
  return value.value;
};
type Evaluate = (p: Polynomial, point: Point) => Rational;
const pointIn = (ring: Ring, seed: number): Point => new Point(ring, randomNumbers(seed), new Map(), () => null);
const { scalar } = polynomials;
const setting = [scalar, scalar, fc.integer({ min: 0, max: 10_000 }), fc.constantFrom(1, 2)] as const;

law<Evaluate>('the value of a sum is the sum of the values', (value) => fc.property(...setting, (e, d, seed, dimension) => {
  const ring = ringIn(dimension);
  const point = pointIn(ring, seed);
  return equal(value(normal(ring, plus(e, d)), point), add(value(normal(ring, e), point), value(normal(ring, d), point)));
}), exactly, { 'adds one': (p, point) => add(exactly(p, point), rational(1)), 'squares': (p, point) => multiply(exactly(p, point), exactly(p, point)) });

law<Evaluate>('the value of a product is the product of the values', (value) => fc.property(...setting, (e, d, seed, dimension) => {
  const ring = ringIn(dimension);
  const point = pointIn(ring, seed);
  return equal(value(normal(ring, times(e, d)), point), multiply(value(normal(ring, e), point), value(normal(ring, d), point)));
}), exactly, { 'doubles': (p, point) => multiply(rational(2), exactly(p, point)) });

// ── Derivatives ──────────────────────────────────────────────────────────────────────────────────────────────

const s = coordinate('s', null);
const DEGREE = 8;
/** Polynomials in s of degree 8 at most. */
const univariate: fc.Arbitrary<Expression> = fc.array(rationals, { minLength: 2, maxLength: DEGREE / 2 + 1 }).chain((coefficients) => fc.boolean().map((squared) => {
  const sum = plus(...coefficients.map((c, k) => times(numberOf(c), pow(use(s), num(k)))));
  return squared ? pow(sum, num(2)) : sum;
}));
const valueAt = (e: Expression, place: Rational): Rational => {
  const ring = ringIn(1);
  return exactly(normal(ring, at(e, [{ variable: s, value: numberOf(place) }])), pointIn(ring, 1));
};
/** q′ = log(1 + Δ) q = Δq − Δ²q/2 + Δ³q/3 − …, exactly, for a polynomial. */
const byDifferences = (e: Expression, place: Rational): Rational => {
  let row = Array.from({ length: DEGREE + 1 }, (_, k) => valueAt(e, add(place, rational(k))));
  let slope = ZERO;
  for (let k = 1; k <= DEGREE; k += 1) {
    row = row.slice(1).map((value, i) => subtract(value, row[i] ?? ZERO));
    slope = add(slope, multiply(rational(k % 2 === 1 ? 1 : -1, k), row[0] ?? ZERO));
  }
  return slope;
};

law<(e: Expression, place: Rational) => Rational>('the derivative of a polynomial is the sum of its differences', (slope) =>
  fc.property(univariate, rationals, (e, place) => equal(slope(e, place), byDifferences(e, place))),
(e, place) => valueAt(derivative(s, e), place), {
  'takes the first difference alone': (e, place) => subtract(valueAt(e, add(place, rational(1))), valueAt(e, place)),
  'divides by the argument': (e, place) => (equal(place, ZERO) ? ZERO : multiply(valueAt(e, place), rational(place.denominator, place.numerator))),
});
