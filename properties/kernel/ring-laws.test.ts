/** Normal forms are a commutative ring in which labels contract. */
import fc from 'fast-check';
import type { Polynomial } from '../../src/kernel/polynomial.ts';
import { Sum, UNITY, addPolynomials, keyOf, negate, scale, single, termsOf } from '../../src/kernel/polynomial.ts';
import { multiply } from '../../src/kernel/product.ts';
import { ONE, rational } from '../../src/kernel/rational.ts';
import type { Ring } from '../../src/kernel/ring.ts';
import { areEqual } from '../../src/kernel/zero.ts';
import { elementary, ofAnyShape } from '../arbitraries/expressions.ts';
import { normal, ringIn, within } from '../arbitraries/rings.ts';
import { law } from '../law.ts';

type Binary = (ring: Ring, left: Polynomial, right: Polynomial) => Polynomial;
const sum: Binary = (ring, left, right) => addPolynomials([left, right], ring.limit);
const dimension = fc.constantFrom(null, 2);
const { scalar } = elementary;

const firstTermOnly: Binary = (ring, left, right) => {
  const [first] = termsOf(right);
  return multiply(ring, left, first === undefined ? right : single(first.coefficient, first.monomial));
};
const plusLeft: Binary = (ring, left, right) => sum(ring, multiply(ring, left, right), left);

law<Binary>('products are commutative and associative, with one for a unit', (product) => fc.property(scalar, scalar, scalar, dimension, (a, b, c, d) => {
  const ring = ringIn(d);
  const [p, q, r] = [normal(ring, a), normal(ring, b), normal(ring, c)];
  return within(() => keyOf(product(ring, p, q)) === keyOf(product(ring, q, p)) &&
    areEqual(ring, product(ring, product(ring, p, q), r), product(ring, p, product(ring, q, r))) && keyOf(product(ring, p, UNITY)) === keyOf(p));
}), multiply, { 'multiplies by the first term only': firstTermOnly, 'adds the left factor': plusLeft });

law<Binary>('products distribute over sums', (product) => fc.property(scalar, scalar, scalar, dimension, (a, b, c, d) => {
  const ring = ringIn(d);
  const [p, q, r] = [normal(ring, a), normal(ring, b), normal(ring, c)];
  return within(() => areEqual(ring, product(ring, p, sum(ring, q, r)), sum(ring, product(ring, p, q), product(ring, p, r))));
}), multiply, { 'multiplies by the first term only': firstTermOnly, 'adds one': (ring, p, q) => sum(ring, multiply(ring, p, q), UNITY) });

law<Binary>('sums are commutative and associative, and what is taken away is gone, for every shape', (add) =>
  fc.property(ofAnyShape(elementary), (e) => {
    const ring = ringIn(null);
    const p = normal(ring, e);
    const q = scale(p, rational(2, 3));
    return keyOf(add(ring, p, q)) === keyOf(add(ring, q, p)) && keyOf(add(ring, add(ring, p, q), negate(q))) === keyOf(p) &&
      add(ring, p, negate(p)).terms.size === 0;
  }), sum, {
  'keeps the first of two equal monomials': (ring, p, q) => {
    const kept = new Sum(ring.limit);
    for (const t of [...p.terms.values(), ...q.terms.values()]) if (!kept.terms.has(t.monomial.key)) kept.addTerm(t.coefficient, t.monomial);
    return kept.done();
  },
});

law<(ring: Ring, e: Polynomial) => Polynomial>('multiplying by a number is scaling', (twice) => fc.property(ofAnyShape(elementary), (e) => {
  const ring = ringIn(null);
  const p = normal(ring, e);
  return keyOf(twice(ring, p)) === keyOf(scale(p, rational(2)));
}), (ring, p) => addPolynomials([p, p], ring.limit), { 'adds one copy': (_ring, p) => scale(p, ONE) });
