/**
 * Exact division of polynomials in closed atoms: p = quotient · q, or null. Used to cancel, never to decide.
 */
import type { Monomial, Polynomial, Power, Term } from './polynomial.ts';
import { Sum, addPolynomials, isNothing, keyOf, monomialOf, scale, single } from './polynomial.ts';
import { timesPowers, multiply } from './product.ts';
import type { Rational } from './rational.ts';
import { ZERO, compare, divide, negate, rational, sign, subtract } from './rational.ts';
import type { Ring } from './ring.ts';

const MOST_STEPS = 200;

const exponentOf = (m: Monomial, key: string): Rational => m.powers.find((p) => p.atom.key === key)?.exponent ?? ZERO;

/** Lexicographic in the exponents of the atoms by key: unchanged when both are multiplied by the same monomial. */
const isGreater = (a: Monomial, b: Monomial): boolean => {
  const keys = [...new Set([...a.powers, ...b.powers].map((p) => p.atom.key))].sort();
  for (const key of keys) {
    const order = compare(exponentOf(a, key), exponentOf(b, key));
    if (order !== 0) return order > 0;
  }
  const text = (m: Monomial): string => (m.exponential === null ? '' : keyOf(m.exponential));
  return text(a) > text(b);
};

const leading = (p: Polynomial): Term => {
  let best: Term | null = null;
  for (const t of p.terms.values()) if (best === null || isGreater(t.monomial, best.monomial)) best = t;
  if (best === null) throw new TypeError('the leading term of nothing');
  return best;
};

export const divideExactly = (ring: Ring, p: Polynomial, q: Polynomial): Polynomial | null => {
  if ([...q.terms.values()].some((t) => t.monomial.exponential !== null || t.monomial.open.length > 0)) return null;
  const head = leading(q);
  const quotient = new Sum(ring.limit);
  let rest = p;
  for (let step = 0; step < MOST_STEPS && !isNothing(rest); step += 1) {
    const t = leading(rest);
    const inverse: Power[] = head.monomial.powers.map((w) => ({ atom: w.atom, exponent: negate(w.exponent) }));
    const possible = head.monomial.powers.every((w) => sign(subtract(exponentOf(t.monomial, w.atom.key), w.exponent)) >= 0);
    if (!possible) return null;
    const part = timesPowers(ring, single(divide(t.coefficient, head.coefficient), monomialOf(t.monomial.powers, t.monomial.open, t.monomial.exponential)), inverse);
    quotient.addScaled(part, rational(1));
    rest = addPolynomials([rest, scale(multiply(ring, part, q), rational(-1))], ring.limit);
  }
  return isNothing(rest) ? quotient.done() : null;
};
