/**
 * Polynomials in index notation: the normal forms of the kernel.
 *
 * A term is a coefficient times **atoms**. An atom is a connected piece of a product of indexed factors, such as
 * ∂_i log p · D_ij · ∂_j log p; its canonical labelling is its key. Closed atoms (no free index) carry a rational
 * exponent; open ones carry their free labels. One exponential exp(A) a term collects all exponentials.
 *
 * A label that occurs twice in a product is summed over (Einstein); so multiplication contracts.
 */
import type { Variable, Field, Parameter, Space } from './expression.ts';
import type { Rational } from './rational.ts';
import { ONE, ZERO, add as addRational, equal, isInteger, isOne, isZero as isZeroRational, multiply as multiplyRational, power as powerRational, rational, toText } from './rational.ts';

/** A component number `1`, `2`, …; a bound index `$0`, `$1`, … of an atom; or a free label. */
export type Index = string;

/** How slots may be exchanged: `one` slot, or several that are `symmetric` or `antisymmetric` together. */
export interface Group {
  readonly size: number;
  readonly symmetry: 'one' | 'symmetric' | 'antisymmetric';
}

/** An argument of a field: null is the slot's own variable. */
export type Argument =
  | null
  | { readonly kind: 'scalar'; readonly value: Polynomial }
  /** A vector given with the free label `#`. */
  | { readonly kind: 'vector'; readonly value: Polynomial }
  /** A vector given by its components. */
  | { readonly kind: 'components'; readonly values: readonly Polynomial[] };

export type HeadData =
  | {
      readonly kind: 'jet'; readonly field: Field; readonly log: boolean; readonly args: readonly Argument[];
      /** How often differentiated, by slot. */
      readonly orders: readonly number[];
      /** The components are derivatives of a potential: they commute with the derivatives of this slot. */
      readonly potential: number | null;
    }
  | { readonly kind: 'coordinate'; readonly variable: Variable }
  | { readonly kind: 'parameter'; readonly parameter: Parameter }
  | { readonly kind: 'delta'; readonly space: Space }
  | { readonly kind: 'dimension'; readonly space: Space }
  /** A prime (under a fractional exponent) or π. */
  | { readonly kind: 'constant'; readonly value: bigint | 'pi' }
  /** A sum under a negative or fractional exponent. */
  | { readonly kind: 'compound'; readonly base: Polynomial }
  | { readonly kind: 'function'; readonly function: 'log' | 'sin' | 'cos' | 'atan' | 'erf'; readonly argument: Polynomial }
  /** M^−1, M given with the labels `#r`, `#c`. */
  | { readonly kind: 'inverse'; readonly of: Polynomial; readonly space: Space }
  | { readonly kind: 'logDeterminant'; readonly of: Polynomial; readonly space: Space }
  /** min over a control of a sum whose minimum is not known in closed form: an unknown number of its own. */
  | { readonly kind: 'minimum'; readonly control: Variable | Field; readonly of: Polynomial }
  /** Over a whole space, linear in its integrand, which carries the labels `#1`, `#2`, … */
  | { readonly kind: 'integral'; readonly variable: Variable; readonly of: Polynomial; readonly rank: number };

export type Head = HeadData & {
  readonly key: string;
  readonly groups: readonly Group[];
  /** The space of each slot. */
  readonly spaces: readonly Space[];
};

export interface Factor {
  readonly head: Head;
  readonly indices: readonly Index[];
}

/** A connected product of factors in canonical labelling. */
export interface Atom {
  readonly key: string;
  readonly factors: readonly Factor[];
  /** Free labels, sorted. */
  readonly free: readonly Index[];
}

export interface Power {
  readonly atom: Atom;
  readonly exponent: Rational;
}

export interface Monomial {
  readonly key: string;
  /** Closed atoms by key. */
  readonly powers: readonly Power[];
  /** Open atoms by key. */
  readonly open: readonly Atom[];
  readonly exponential: Polynomial | null;
}

export interface Term {
  readonly coefficient: Rational;
  readonly monomial: Monomial;
}

export interface Polynomial {
  readonly terms: ReadonlyMap<string, Term>;
  /** Computed once, when first asked for. */
  key?: string;
}

/** Thrown when a budget is used up; becomes `undecided`, never a verdict. */
export class BudgetError extends Error {
  readonly limit: string;
  constructor(limit: string) {
    super(`budget used up: ${limit}`);
    this.limit = limit;
  }
}

/** Thrown for what the kernel has no rule for; becomes `undecided`. */
export class UnsupportedError extends Error {}

/** Thrown where an expression has no value: a division by zero. */
export class DomainError extends Error {}

// ── Monomials ────────────────────────────────────────────────────────────────────────────────────────────────

const exponentKey = (e: Rational): string => (isOne(e) ? '' : `^${toText(e)}`);

export const monomialOf = (
  powers: readonly Power[], open: readonly Atom[], exponential: Polynomial | null,
): Monomial => {
  let key = '';
  for (const p of powers) key += `${p.atom.key}${exponentKey(p.exponent)}·`;
  for (const a of open) key += `${a.key}·`;
  if (exponential !== null) key += `e{${keyOf(exponential)}}`;
  return { key, powers, open, exponential };
};

export const UNIT: Monomial = monomialOf([], [], null);

export const isUnit = (m: Monomial): boolean => m.powers.length === 0 && m.open.length === 0 && m.exponential === null;

// ── Polynomials ──────────────────────────────────────────────────────────────────────────────────────────────

export const polynomial = (terms: ReadonlyMap<string, Term>): Polynomial => ({ terms });
export const NOTHING: Polynomial = polynomial(new Map());

export const constant = (value: Rational): Polynomial =>
  isZeroRational(value) ? NOTHING : polynomial(new Map([[UNIT.key, { coefficient: value, monomial: UNIT }]]));
export const UNITY: Polynomial = constant(ONE);
export const integer = (n: number | bigint): Polynomial => constant(rational(n));

export const single = (coefficient: Rational, monomial: Monomial): Polynomial =>
  isZeroRational(coefficient) ? NOTHING : polynomial(new Map([[monomial.key, { coefficient, monomial }]]));

export const termsOf = (p: Polynomial): Term[] => [...p.terms.values()];
export const isNothing = (p: Polynomial): boolean => p.terms.size === 0;

/** A canonical text: equal polynomials have equal keys. */
export const keyOf = (p: Polynomial): string => {
  if (p.key === undefined) {
    const parts: string[] = [];
    for (const [k, t] of p.terms) parts.push(`${toText(t.coefficient)}*${k}`);
    parts.sort();
    // Zero has a key of its own: a field at argument 0 is not the field at its own slot, which has none.
    p.key = parts.length === 0 ? '0' : parts.join('+');
  }
  return p.key;
};

/** The rational number that a polynomial is, or null. */
export const asConstant = (p: Polynomial): Rational | null => {
  if (p.terms.size === 0) return ZERO;
  if (p.terms.size > 1) return null;
  const t = p.terms.get(UNIT.key);
  return t === undefined ? null : t.coefficient;
};

/** The only term of a polynomial, or null. */
export const asTerm = (p: Polynomial): Term | null => {
  if (p.terms.size !== 1) return null;
  for (const t of p.terms.values()) return t;
  return null;
};

/** A normal form may be so long for each of its terms: few terms of great length fill the memory as well. */
const CHARACTERS_PER_TERM = 100;

/** Collects terms by monomial; mutable while a sum is being built. */
export class Sum {
  readonly terms: Map<string, Term> = new Map();
  readonly limit: number;
  #characters = 0;
  constructor(limit: number) {
    this.limit = limit;
  }
  addTerm(coefficient: Rational, monomial: Monomial): void {
    const old = this.terms.get(monomial.key);
    if (old === undefined) {
      if (isZeroRational(coefficient)) return;
      this.#characters += monomial.key.length;
      if (this.terms.size >= this.limit || this.#characters > CHARACTERS_PER_TERM * this.limit) throw new BudgetError(this.terms.size >= this.limit ? `${this.limit} terms` : `the length of ${this.limit} terms`);
      this.terms.set(monomial.key, { coefficient, monomial });
      return;
    }
    const sum = addRational(old.coefficient, coefficient);
    if (isZeroRational(sum)) this.terms.delete(monomial.key);
    else this.terms.set(monomial.key, { coefficient: sum, monomial: old.monomial });
  }
  addScaled(p: Polynomial, factor: Rational): void {
    const plain = isOne(factor);
    for (const t of p.terms.values()) {
      this.addTerm(plain ? t.coefficient : multiplyRational(t.coefficient, factor), t.monomial);
    }
  }
  done(): Polynomial {
    return polynomial(this.terms);
  }
}

export const scale = (p: Polynomial, factor: Rational): Polynomial => {
  if (isOne(factor)) return p;
  if (isZeroRational(factor)) return NOTHING;
  const terms = new Map<string, Term>();
  for (const [k, t] of p.terms) {
    terms.set(k, { coefficient: multiplyRational(t.coefficient, factor), monomial: t.monomial });
  }
  return polynomial(terms);
};

const MINUS: Rational = rational(-1);
export const negate = (p: Polynomial): Polynomial => scale(p, MINUS);

export const addPolynomials = (parts: readonly Polynomial[], limit: number): Polynomial => {
  const nonempty = parts.filter((p) => p.terms.size > 0);
  const only = nonempty[0];
  if (only === undefined) return NOTHING;
  if (nonempty.length === 1) return only;
  const sum = new Sum(limit);
  for (const p of nonempty) sum.addScaled(p, ONE);
  return sum.done();
};

/** The exact integer k with e = k, where e is a small integer; else null. */
export const smallInteger = (e: Rational): number | null => {
  if (!isInteger(e)) return null;
  const n = e.numerator;
  return n > -100_000n && n < 100_000n ? Number(n) : null;
};

export const sameRational: typeof equal = equal;
export const rationalPower: typeof powerRational = powerRational;
