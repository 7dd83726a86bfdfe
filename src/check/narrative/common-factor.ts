/**
 * What all pieces of an expansion have in common is taken out of them: a positive density, an exponential, and one over
 * the common denominator, over which alone some terms cancel.
 */
import { exponential } from '../../kernel/elementary.ts';
import { T_VARIABLE } from '../../kernel/expression.ts';
import type { Polynomial, Power, Term } from '../../kernel/polynomial.ts';
import { UNITY, keyOf, negate, termsOf } from '../../kernel/polynomial.ts';
import { multiply, timesPowers } from '../../kernel/product.ts';
import { ZERO, add, compare, equal, negate as minus, sign } from '../../kernel/rational.ts';
import type { Ring } from '../../kernel/ring.ts';

/** A product of powers and an exponential. */
export interface CommonFactor {
  readonly powers: readonly Power[];
  readonly exponential: Polynomial | null;
}

export const NO_FACTOR: CommonFactor = { powers: [], exponential: null };
export const isNoFactor = (f: CommonFactor): boolean => f.powers.length === 0 && f.exponential === null;

/** p · factor. */
export const timesFactor = (ring: Ring, p: Polynomial, f: CommonFactor): Polynomial => {
  const raised = timesPowers(ring, p, f.powers);
  return f.exponential === null ? raised : multiply(ring, raised, exponential(ring, f.exponential));
};

export const inverseOf = (f: CommonFactor): CommonFactor => ({
  powers: f.powers.map((q) => ({ atom: q.atom, exponent: minus(q.exponent) })),
  exponential: f.exponential === null ? null : negate(f.exponential),
});

export const factorPolynomial = (ring: Ring, f: CommonFactor): Polynomial => timesFactor(ring, UNITY, f);

/** Both factors together. */
export const productOf = (a: CommonFactor, b: CommonFactor): CommonFactor => {
  const powers = [...a.powers];
  for (const q of b.powers) {
    const at = powers.findIndex((r) => r.atom.key === q.atom.key);
    if (at < 0) powers.push(q);
    else powers[at] = { atom: q.atom, exponent: add((powers[at] as Power).exponent, q.exponent) };
  }
  return { powers, exponential: a.exponential ?? b.exponential };
};

/** One over what must be multiplied out for sums in denominators to go away; see `clearDenominators` of the kernel. */
export const denominatorOf = (ring: Ring, all: readonly Polynomial[]): CommonFactor => {
  let factor = NO_FACTOR;
  let current = all;
  for (let round = 0; round < 50; round += 1) {
    const lowest = lowestPowers(current.flatMap(termsOf));
    if (lowest.length === 0) break;
    factor = productOf(factor, { powers: lowest, exponential: null });
    current = current.map((p) => timesFactor(ring, p, inverseOf({ powers: lowest, exponential: null })));
  }
  return factor;
};

const lowestPowers = (terms: readonly Term[]): Power[] => {
  const lowest = new Map<string, Power>();
  for (const q of terms.flatMap((t) => t.monomial.powers)) {
    if (q.atom.factors.length !== 1 || q.atom.factors[0]?.head.kind !== 'compound' || sign(q.exponent) >= 0) continue;
    const old = lowest.get(q.atom.key);
    if (old === undefined || compare(q.exponent, old.exponent) < 0) lowest.set(q.atom.key, q);
  }
  return [...lowest.values()].filter((q) => compare(q.exponent, ZERO) < 0);
};

/** Undifferentiated positive functions of space and an exponential that every term has. */
export const sharedBy = (terms: readonly Term[]): CommonFactor => {
  const [first, ...others] = terms;
  if (first === undefined || others.length === 0) return NO_FACTOR;
  const powers = first.monomial.powers.filter((q) => isPositiveFunction(q) && others.every((t) =>
    t.monomial.powers.some((r) => r.atom.key === q.atom.key && equal(r.exponent, q.exponent))));
  const own = first.monomial.exponential;
  const same = own !== null && others.every((t) => t.monomial.exponential !== null && keyOf(t.monomial.exponential) === keyOf(own));
  return { powers, exponential: same ? own : null };
};

const isPositiveFunction = (q: Power): boolean => {
  const [factor] = q.atom.factors;
  if (factor === undefined || q.atom.factors.length !== 1 || factor.head.kind !== 'jet') return false;
  const { field, log, orders } = factor.head;
  return field.sign === 'positive' && field.slots.some((v) => v.name !== T_VARIABLE.name) && !log && orders.every((o) => o === 0);
};
