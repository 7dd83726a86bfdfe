/**
 * Is a normal form zero? Denominators are cleared (a nonzero factor changes nothing), exponents that agree are made
 * to look alike, and what is left must have no terms.
 *
 * "true" is a proof. "false" is no refutation: that needs a point, see refute.ts.
 */
import { exponential } from './elementary.ts';
import type { Polynomial, Power } from './polynomial.ts';
import { Sum, addPolynomials, isNothing, keyOf, monomialOf, negate, scale, single, termsOf } from './polynomial.ts';
import { multiply, timesPowers } from './product.ts';
import { ONE, compare, negate as minus, sign, ZERO } from './rational.ts';
import { isSurelyNonzero } from './residue.ts';
import type { Ring } from './ring.ts';

/** p times every denominator that occurs in it. Sums that were denominators are multiplied out. */
export const clearDenominators = (ring: Ring, p: Polynomial): Polynomial => {
  let current = p;
  for (let round = 0; round < 50; round += 1) {
    const least = new Map<string, Power>();
    for (const t of current.terms.values()) {
      for (const q of t.monomial.powers) {
        const head = q.atom.factors[0]?.head;
        if (head?.kind !== 'compound' || q.atom.factors.length !== 1) continue;
        const old = least.get(q.atom.key);
        const exponent = compare(q.exponent, ZERO) < 0 ? q.exponent : ZERO;
        if (old === undefined || compare(exponent, old.exponent) < 0) least.set(q.atom.key, { atom: q.atom, exponent });
      }
    }
    const negative = [...least.values()].filter((q) => sign(q.exponent) < 0);
    if (negative.length === 0) return current;
    current = timesPowers(ring, current, negative.map((q) => ({ atom: q.atom, exponent: minus(q.exponent) })));
  }
  return current;
};

/** Exponents that are equal though written differently are given one form. */
const uniteExponents = (ring: Ring, p: Polynomial): Polynomial => {
  const exponents = new Map<string, Polynomial>();
  for (const t of p.terms.values()) {
    if (t.monomial.exponential !== null) exponents.set(keyOf(t.monomial.exponential), t.monomial.exponential);
  }
  if (exponents.size < 2) return p;
  const chosen: Polynomial[] = [];
  const replace = new Map<string, Polynomial>();
  for (const [key, e] of exponents) {
    const same = chosen.find((c) => isZero(ring, addPolynomials([c, negate(e)], ring.limit)));
    if (same === undefined) chosen.push(e);
    else replace.set(key, same);
  }
  if (replace.size === 0) return p;
  const sum = new Sum(ring.limit);
  for (const t of termsOf(p)) {
    const e = t.monomial.exponential;
    const other = e === null ? undefined : replace.get(keyOf(e));
    if (other === undefined) sum.addTerm(t.coefficient, t.monomial);
    else sum.addScaled(multiply(ring, single(ONE, monomialOf(t.monomial.powers, t.monomial.open, null)), exponential(ring, other)), t.coefficient);
  }
  return sum.done();
};

const hasDenominators = (p: Polynomial): boolean => {
  for (const t of p.terms.values()) {
    if (t.monomial.powers.some((q) => q.atom.factors[0]?.head.kind === 'compound' && sign(q.exponent) < 0)) return true;
  }
  return false;
};

/** Is p the zero function, wherever its denominators do not vanish? */
export const isZero = (ring: Ring, p: Polynomial): boolean => {
  if (isNothing(p)) return true;
  if (hasDenominators(p) && isSurelyNonzero(ring, p)) return false;
  const cleared = clearDenominators(ring, p);
  if (isNothing(cleared)) return true;
  const united = uniteExponents(ring, cleared);
  if (isNothing(united)) return true;
  if (united === cleared) return false;
  return isNothing(clearDenominators(ring, united));
};

/** p = q as functions. */
export const areEqual = (ring: Ring, p: Polynomial, q: Polynomial): boolean =>
  isZero(ring, addPolynomials([p, scale(q, minus(ONE))], ring.limit));

