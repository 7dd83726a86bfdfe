/** Total derivatives are derivations that commute, and follow the chain rule. */
import fc from 'fast-check';
import { differentiate } from '../../src/kernel/differentiate.ts';
import { elaborate } from '../../src/kernel/elaborate.ts';
import type { Expression, Variable } from '../../src/kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE, coordinate, minus, num, plus, pow, times, use } from '../../src/kernel/expression.ts';
import type { Index, Polynomial } from '../../src/kernel/polynomial.ts';
import { addPolynomials } from '../../src/kernel/polynomial.ts';
import { multiply } from '../../src/kernel/product.ts';
import type { Ring } from '../../src/kernel/ring.ts';
import { substitute } from '../../src/kernel/substitute.ts';
import { areEqual } from '../../src/kernel/zero.ts';
import { a, elementary, g, ofAnyShape } from '../arbitraries/expressions.ts';
import { normal, ringIn, within } from '../arbitraries/rings.ts';
import { law } from '../law.ts';

const [x, t] = [X_VARIABLE, T_VARIABLE];
type Derivative = (ring: Ring, p: Polynomial, variable: Variable, label: Index | null) => Polynomial;
const { scalar } = elementary;
/** By time, or by a component of x: with a label of its own, or a number. */
const direction = fc.constantFrom<readonly [number | null, Variable, Index | null]>([null, t, null], [null, x, 'q'], [2, x, '1'], [2, x, '2']);

const twice: Derivative = (ring, p, v, l) => differentiate(ring, differentiate(ring, p, v, l), t, null);

law<Derivative>('Leibniz: D(p q) = (D p) q + p (D q)', (D) => fc.property(scalar, scalar, direction, (e, d, [dimension, variable, label]) => {
  const ring = ringIn(dimension);
  const [p, q] = [normal(ring, e), normal(ring, d)];
  return within(() => areEqual(ring, D(ring, multiply(ring, p, q), variable, label),
    addPolynomials([multiply(ring, D(ring, p, variable, label), q), multiply(ring, p, D(ring, q, variable, label))], ring.limit)));
}), differentiate, {
  'takes a second derivative for a first one, as Itô’s formula must not': twice,
  'differentiates a square': (ring, p, v, l) => differentiate(ring, multiply(ring, p, p), v, l),
});

law<Derivative>('linearity: D(p + a q) = D p + a D q', (D) => fc.property(scalar, scalar, direction, (e, d, [dimension, variable, label]) => {
  const ring = ringIn(dimension);
  const [p, q, k] = [normal(ring, e), normal(ring, d), normal(ring, use(a))];
  return within(() => areEqual(ring, D(ring, addPolynomials([p, multiply(ring, k, q)], ring.limit), variable, label),
    addPolynomials([D(ring, p, variable, label), multiply(ring, k, D(ring, q, variable, label))], ring.limit)));
}), differentiate, { 'squares first': (ring, p, v, l) => differentiate(ring, multiply(ring, p, p), v, l) });

law<Derivative>('derivatives commute, of every shape', (D) => fc.property(ofAnyShape(elementary), fc.boolean(), (e, withTime) => {
  const ring = ringIn(null);
  const p = normal(ring, e);
  const [v, l] = withTime ? [t, null] as const : [x, 'r'] as const;
  return within(() => areEqual(ring, D(ring, D(ring, p, x, 'q'), v, l), D(ring, D(ring, p, v, l), x, 'q')));
}), differentiate, {
  'multiplies with a function of time': (ring, p, v, l) => multiply(ring, differentiate(ring, p, v, l), normal(ring, v === t ? use(a) : use(g))),
}, { numRuns: 60 });

type Substitute = (ring: Ring, e: Expression, value: Expression) => Polynomial;
const s = coordinate('s', null);
const put: Substitute = (ring, e, value) => substitute(ring, normal(ring, e), [{ variable: t, at: () => elaborate(ring, value, []) }]);

law<(ring: Ring, e: Expression, value: Expression) => Polynomial>('the chain rule: D_s e(t = v(s)) = (∂_t e)(t = v(s)) · D_s v', (composite) =>
  fc.property(scalar, fc.constantFrom(times(num(2), use(s)), minus(use(s)), pow(use(s), num(2)), plus(use(s), use(a))), (e, value) => {
    const ring = ringIn(null);
    const outer = { kind: 'derivative', variable: t, of: e } as const;
    return within(() => areEqual(ring, composite(ring, e, value), multiply(ring, put(ring, outer, value), differentiate(ring, elaborate(ring, value, []), s, null))));
  }), (ring, e, value) => differentiate(ring, put(ring, e, value), s, null), {
  'forgets the inner derivative': (ring, e, value) => put(ring, { kind: 'derivative', variable: t, of: e }, value),
});
