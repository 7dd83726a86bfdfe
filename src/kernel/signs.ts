/**
 * What is known of the sign of a polynomial: from declarations, from side conditions, and from squares.
 * "unknown" is always a correct answer.
 */
import type { Atom, Polynomial, Power, Term } from './polynomial.ts';
import { isNothing, keyOf, scale, smallInteger, termsOf } from './polynomial.ts';
import { invert, isInteger, sign } from './rational.ts';
import type { Ring } from './ring.ts';

export type KnownSign = 'positive' | 'nonnegative' | 'negative' | 'nonpositive' | 'nonzero' | 'unknown';

/** A symbol to the power 1 whose declaration tells its sign. */
const declaredSign = (atom: Atom): KnownSign => {
  const head = atom.factors[0]?.head;
  if (head === undefined || atom.factors.length !== 1) return 'unknown';
  switch (head.kind) {
    case 'parameter': return head.parameter.shape.length === 0 && head.parameter.sign !== 'any' ? head.parameter.sign : 'unknown';
    case 'jet': {
      const plain = !head.log && head.orders.every((o) => o === 0) && head.field.shape.length === 0;
      return plain && head.field.sign !== 'any' ? head.field.sign : 'unknown';
    }
    case 'dimension': case 'constant': return 'positive';
    case 'compound': case 'coordinate': case 'delta': case 'function': case 'inverse': case 'logDeterminant':
    case 'integral': case 'minimum':
      return 'unknown';
  }
};

/** A product of one tensor with itself, slot by slot: v_k v_k, M_ij M_ij. */
const isSquare = (atom: Atom): boolean => {
  const [a, b] = atom.factors;
  if (a === undefined || b === undefined || atom.factors.length !== 2 || a.head !== b.head) return false;
  return a.indices.every((label, i) => b.indices[i] === label);
};

export const signOfAtom = (ring: Ring, atom: Atom): KnownSign => {
  if (ring.knownPositive.has(atom.key)) return 'positive';
  const head = atom.factors[0]?.head;
  if (head?.kind === 'compound' && atom.factors.length === 1) {
    const inner = signOf(ring, head.base);
    if (inner !== 'unknown') return inner;
  }
  if (head?.kind === 'integral' && atom.factors.length === 1 && signOf(ring, head.of) === 'positive') return 'positive';
  const declared = declaredSign(atom);
  if (declared !== 'unknown') return declared;
  if (ring.knownNonzero.has(atom.key)) return 'nonzero';
  return isSquare(atom) ? 'nonnegative' : 'unknown';
};

const signOfPower = (ring: Ring, p: Power): KnownSign => {
  const base = signOfAtom(ring, p.atom);
  const n = smallInteger(p.exponent);
  if (base === 'positive' || (base === 'nonnegative' && sign(p.exponent) > 0)) return base;
  // A fractional power stands only where its base is positive: the condition was recorded when it was formed.
  if (!isInteger(p.exponent)) return 'positive';
  if (n === null) return base === 'negative' || base === 'nonzero' ? 'nonzero' : 'unknown';
  if (base === 'nonnegative' || n % 2 === 0) {
    return sign(p.exponent) < 0 || base === 'negative' || base === 'nonzero' ? 'positive' : 'nonnegative';
  }
  return base;
};

const TIMES: Record<KnownSign, Record<KnownSign, KnownSign>> = {
  positive: { positive: 'positive', nonnegative: 'nonnegative', negative: 'negative', nonpositive: 'nonpositive', nonzero: 'nonzero', unknown: 'unknown' },
  nonnegative: { positive: 'nonnegative', nonnegative: 'nonnegative', negative: 'nonpositive', nonpositive: 'nonpositive', nonzero: 'unknown', unknown: 'unknown' },
  negative: { positive: 'negative', nonnegative: 'nonpositive', negative: 'positive', nonpositive: 'nonnegative', nonzero: 'nonzero', unknown: 'unknown' },
  nonpositive: { positive: 'nonpositive', nonnegative: 'nonpositive', negative: 'nonnegative', nonpositive: 'nonnegative', nonzero: 'unknown', unknown: 'unknown' },
  nonzero: { positive: 'nonzero', nonnegative: 'unknown', negative: 'nonzero', nonpositive: 'unknown', nonzero: 'nonzero', unknown: 'unknown' },
  unknown: { positive: 'unknown', nonnegative: 'unknown', negative: 'unknown', nonpositive: 'unknown', nonzero: 'unknown', unknown: 'unknown' },
};

const signOfTerm = (ring: Ring, t: Term): KnownSign => {
  if (t.monomial.open.length > 0) return 'unknown';
  let known: KnownSign = sign(t.coefficient) > 0 ? 'positive' : 'negative';
  for (const p of t.monomial.powers) known = TIMES[known][signOfPower(ring, p)];
  return known;
};

/** The key under which a side condition is remembered: leading coefficient 1. */
export const signKey = (p: Polynomial): { key: string; flipped: boolean } => {
  const keys = [...p.terms.keys()].sort();
  const lead = p.terms.get(keys[0] ?? '')?.coefficient;
  if (lead === undefined) return { key: '0', flipped: false };
  const size = invert(lead);
  return { key: keyOf(scale(p, size)), flipped: sign(lead) < 0 };
};

export const signOf = (ring: Ring, p: Polynomial): KnownSign => {
  if (isNothing(p)) return 'nonnegative';
  if (ring.knownPositive.size > 0 || ring.knownNonzero.size > 0) {
    const { key, flipped } = signKey(p);
    if (ring.knownPositive.has(`+${key}`)) return flipped ? 'negative' : 'positive';
    if (ring.knownPositive.has(`-${key}`)) return flipped ? 'positive' : 'negative';
    if (ring.knownNonzero.has(key)) return 'nonzero';
  }
  const signs = termsOf(p).map((t) => signOfTerm(ring, t));
  if (signs.length === 1) return signs[0] ?? 'unknown';
  if (signs.every((s) => s === 'positive' || s === 'nonnegative')) return signs.includes('positive') ? 'positive' : 'nonnegative';
  if (signs.every((s) => s === 'negative' || s === 'nonpositive')) return signs.includes('negative') ? 'negative' : 'nonpositive';
  return 'unknown';
};

/** Remembers that p > 0 at the points a claim is about. */
export const learnPositive = (ring: Ring, p: Polynomial): void => {
  const { key, flipped } = signKey(p);
  ring.knownPositive.add(`${flipped ? '-' : '+'}${key}`);
  const t = p.terms.size === 1 ? termsOf(p)[0] : undefined;
  const [power, ...more] = t?.monomial.powers ?? [];
  const plain = t !== undefined && power !== undefined && more.length === 0 && t.monomial.open.length === 0 &&
    t.monomial.exponential === null && smallInteger(power.exponent) === 1;
  if (plain && sign(t.coefficient) > 0) ring.knownPositive.add(power.atom.key);
};

export const learnNonzero = (ring: Ring, p: Polynomial): void => {
  ring.knownNonzero.add(signKey(p).key);
  const t = p.terms.size === 1 ? termsOf(p)[0] : undefined;
  if (t === undefined || t.monomial.open.length > 0) return;
  for (const power of t.monomial.powers) if (sign(power.exponent) > 0) ring.knownNonzero.add(power.atom.key);
};

export const isPositive = (ring: Ring, p: Polynomial): boolean => signOf(ring, p) === 'positive';
export const isNonzero = (ring: Ring, p: Polynomial): boolean => {
  const s = signOf(ring, p);
  return s === 'positive' || s === 'negative' || s === 'nonzero';
};
