import fc from 'fast-check';
import type { Rational } from '../../src/kernel/rational.ts';
import { add, compare, equal, floor, multiply, negate, rational, subtract } from '../../src/kernel/rational.ts';
import { longRationals } from '../arbitraries/numbers.ts';
import { law } from '../law.ts';

type Operation = (left: Rational, right: Rational) => Rational;
const three = [longRationals, longRationals, longRationals] as const;

law<Operation>('fractions: sums are associative and commutative, and differences undo them', (sum) => fc.property(...three, (a, b, c) =>
  equal(sum(sum(a, b), c), sum(a, sum(b, c))) && equal(sum(a, b), sum(b, a)) && equal(subtract(sum(a, b), b), a)), add, {
  'adds numerators and denominators': (a, b) => rational(a.numerator + b.numerator, a.denominator + b.denominator),
  'forgets a denominator': (a, b) => rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator),
});

law<Operation>('fractions: products distribute over sums', (product) => fc.property(...three, (a, b, c) =>
  equal(product(a, add(b, c)), add(product(a, b), product(a, c)))), multiply, {
  'multiplies numerators alone': (a, b) => rational(a.numerator * b.numerator, a.denominator),
});

law<(a: Rational, b: Rational) => number>('fractions: the order is that of differences', (order) => fc.property(...three, (a, b, c) =>
  order(a, b) === -order(b, a) && order(add(a, c), add(b, c)) === order(a, b) && order(negate(a), negate(b)) === order(b, a)), compare, {
  'compares numerators': (a, b) => (a.numerator < b.numerator ? -1 : a.numerator > b.numerator ? 1 : 0),
});

law<(a: Rational) => bigint>('fractions: the floor is the whole number below', (below) => fc.property(longRationals, (a) =>
  compare(rational(below(a)), a) <= 0 && compare(a, rational(below(a) + 1n)) < 0), floor, {
  'rounds towards zero': (a) => a.numerator / a.denominator,
});
