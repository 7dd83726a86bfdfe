/**
 * Normal forms modulo a prime, at values drawn for their generators: what is not zero there is not zero.
 *
 * The values respect all that `zero.ts` rewrites by: a sum under an exponent has the value of that sum, its square
 * root a root of it, and exponentials multiply as their exponents add. Where more than that would be needed (roots of
 * numbers, sin² + cos² = 1, exponents with denominators) nothing is said. So the answer is that of the whole
 * computation, without it; a zero here says nothing.
 */
import type { Atom, Polynomial, Power, Term } from './polynomial.ts';
import { keyOf } from './polynomial.ts';
import type { Rational } from './rational.ts';
import type { Ring } from './ring.ts';

/** A prime that is 3 modulo 4, below 2^26, so that products of residues are exact numbers. */
const PRIME = 67_108_859;
/** Generators are powers to this, so that they have roots of these orders. */
const ROOTS = 12;

/** Nothing is said. */
const UNKNOWN = -1;

/** Is p surely not the zero function? A false says nothing. */
export const isSurelyNonzero = (ring: Ring, p: Polynomial): boolean => valueOf(ring, p) > 0;

const valueOf = (ring: Ring, p: Polynomial): number => {
  let sum = 0;
  for (const t of p.terms.values()) {
    const value = valueOfTerm(ring, t);
    if (value === UNKNOWN) return UNKNOWN;
    sum = (sum + value) % PRIME;
  }
  return sum;
};

const valueOfTerm = (ring: Ring, { coefficient, monomial }: Term): number => {
  let value = residueOf(coefficient);
  for (const power of monomial.powers) {
    const factor = valueOfPower(ring, power);
    if (value === UNKNOWN || factor === UNKNOWN) return UNKNOWN;
    value = times(value, factor);
  }
  // What has free labels counts as one generator, whatever its labels.
  for (const atom of monomial.open) value = times(value, generator(ring, atom.key, ROOTS));
  if (monomial.exponential === null || value === UNKNOWN) return value;
  const factor = valueOfExponential(ring, monomial.exponential);
  return factor === UNKNOWN ? UNKNOWN : times(value, factor);
};

const valueOfPower = (ring: Ring, { atom, exponent }: Power): number => {
  const head = atom.factors.length === 1 ? atom.factors[0]?.head : undefined;
  if (head?.kind === 'compound') return valueOfSum(ring, atom, head.base, exponent);
  if (isRelated(atom)) return UNKNOWN;
  return root(ring, atom.key, exponent);
};

/** Generators that are tied to others by rewriting. */
const isRelated = (atom: Atom): boolean => atom.factors.some(({ head }) =>
  (head.kind === 'constant' && head.value !== 'pi') || (head.kind === 'function' && (head.function === 'sin' || head.function === 'cos')));

/** (value of the generator)^exponent. */
const root = (ring: Ring, key: string, exponent: Rational): number => {
  const whole = (exponent.numerator * BigInt(ROOTS)) % exponent.denominator === 0n;
  return whole ? generator(ring, key, Number((exponent.numerator * BigInt(ROOTS)) / exponent.denominator)) : UNKNOWN;
};

/** A sum under an exponent that is whole or half whole. */
const valueOfSum = (ring: Ring, atom: Atom, base: Polynomial, exponent: Rational): number => {
  const { numerator, denominator } = exponent;
  if (denominator > 2n || numerator > 1000n || numerator < -1000n) return UNKNOWN;
  const value = kept(ring, `sum ${atom.key}`, () => valueOf(ring, base));
  if (value === UNKNOWN || value === 0) return UNKNOWN;
  if (denominator === 1n) return power(value, Number(numerator));
  const half = power(value, (PRIME + 1) / 4);
  return times(half, half) === value ? power(half, Number(numerator)) : UNKNOWN;
};

/** exp(Σ c m) = Π exp(m)^c, for exponents without sums in denominators and exponentials. */
const valueOfExponential = (ring: Ring, exponent: Polynomial): number => kept(ring, `exp ${keyOf(exponent)}`, () => {
  let value = 1;
  for (const { coefficient, monomial } of exponent.terms.values()) {
    const plain = monomial.exponential === null && monomial.powers.every(({ atom }) =>
      !isRelated(atom) && (atom.factors.length > 1 || atom.factors[0]?.head.kind !== 'compound'));
    const factor = plain ? root(ring, `exp ${monomial.key}`, coefficient) : UNKNOWN;
    if (factor === UNKNOWN) return UNKNOWN;
    value = times(value, factor);
  }
  return value;
});

const kept = (ring: Ring, key: string, compute: () => number): number => {
  let value = ring.residues.get(key);
  if (value === undefined) ring.residues.set(key, (value = compute()));
  return value;
};

/** The ROOTS-th root of a generator's value, to an integer power. */
const generator = (ring: Ring, key: string, exponent: number): number =>
  power(kept(ring, `root ${key}`, () => drawn(key)), exponent);

/** A residue other than 0 by name. */
const drawn = (key: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (((h ^ (h >>> 16)) >>> 0) % (PRIME - 1)) + 1;
};

const residueOf = ({ numerator, denominator }: Rational): number => {
  const above = ((Number(numerator % BigInt(PRIME)) % PRIME) + PRIME) % PRIME;
  if (denominator === 1n) return above;
  const below = Number(denominator % BigInt(PRIME));
  return below === 0 ? UNKNOWN : times(above, power(below, -1));
};

const times = (a: number, b: number): number => {
  if (a === UNKNOWN || b === UNKNOWN) return UNKNOWN;
  const product = a * b;
  return product - Math.floor(product / PRIME) * PRIME;
};

/** a^n for a ≠ 0; negative powers by Fermat. */
const power = (a: number, n: number): number => {
  let result = 1;
  let base = a;
  for (let rest = n >= 0 ? n : (PRIME - 1) - (-n % (PRIME - 1)); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = times(result, base);
    base = times(base, base);
  }
  return result;
};
