/**
 * Truncated power series with coefficients modulo a prime, in the displacements of some variables.
 *
 * A series is the list of its coefficients in the order of `Monomials`; its length says to which order it is known. An
 * operation's result is known as far as its operands are; a derivative is known to one order less.
 */
import type { Monomials } from './monomials.ts';
import { Refusal } from './outcome.ts';
import { invertModulo, multiplyModulo } from './primes.ts';

export type Series = Float64Array;

/** A meter of the work done, shared by the rings of one check. */
export interface Work {
  left: number;
}

export class SeriesRing {
  readonly prime: number;
  readonly monomials: Monomials;
  readonly #work: Work;

  constructor(prime: number, monomials: Monomials, work: Work) {
    this.prime = prime;
    this.monomials = monomials;
    this.#work = work;
  }

  constant(value: number, order: number): Series {
    const result = new Float64Array(this.monomials.count(order));
    result[0] = value;
    return result;
  }

  /** value + the displacement of variable v; without a variable the constant. */
  variable(value: number, v: number | null, order: number): Series {
    const result = this.constant(value, order);
    if (v !== null && order > 0) result[1 + v] = 1;
    return result;
  }

  /** The same series known to a lower order. */
  truncate(a: Series, order: number): Series {
    const length = this.monomials.count(order);
    if (length >= a.length) return a;
    const result = new Float64Array(length);
    for (let i = 0; i < length; i++) result[i] = a[i] ?? 0;
    return result;
  }

  add(a: Series, b: Series): Series {
    const p = this.prime;
    const result = new Float64Array(Math.min(a.length, b.length));
    for (let i = 0; i < result.length; i++) {
      const sum = (a[i] ?? 0) + (b[i] ?? 0);
      result[i] = sum < p ? sum : sum - p;
    }
    return result;
  }

  scale(a: Series, factor: number): Series {
    if (factor === 1) return a;
    const result = new Float64Array(a.length);
    for (let i = 0; i < result.length; i++) result[i] = multiplyModulo(a[i] ?? 0, factor, this.prime);
    return result;
  }

  subtract(a: Series, b: Series): Series {
    const result = new Float64Array(Math.min(a.length, b.length));
    for (let i = 0; i < result.length; i++) {
      const difference = (a[i] ?? 0) - (b[i] ?? 0);
      result[i] = difference < 0 ? difference + this.prime : difference;
    }
    return result;
  }

  /** The sparser factor runs outside, where its zeros cost nothing. */
  multiply(a: Series, b: Series): Series {
    const length = Math.min(a.length, b.length);
    const result = new Float64Array(length);
    if (length === 1) {
      this.spend(1);
      result[0] = multiplyModulo(a[0] ?? 0, b[0] ?? 0, this.prime);
      return result;
    }
    const order = this.monomials.orderOf(length);
    const [outer, inner] = countOf(a, length) <= countOf(b, length) ? [a, b] : [b, a];
    for (let i = 0; i < length; i++) {
      const factor = outer[i] ?? 0;
      if (factor !== 0) this.#addMultiple(result, i, factor, inner, order);
    }
    return result;
  }

  /** result += factor · monomial i · b. */
  #addMultiple(result: Series, i: number, factor: number, b: Series, order: number): void {
    const p = this.prime;
    const length = this.monomials.count(order - (this.monomials.degrees[i] ?? 0));
    const places = this.monomials.products(i, order);
    this.spend(length);
    for (let j = 0; j < length; j++) {
      const place = places[j] ?? 0;
      const value = (result[place] ?? 0) + factor * (b[j] ?? 0);
      result[place] = value - Math.floor(value / p) * p;
    }
  }

  /** The partial derivative by variable v. */
  derive(a: Series, v: number): Series {
    const m = this.monomials;
    const order = m.orderOf(a.length);
    if (order === 0) throw new TypeError('a series known to no order was differentiated');
    const result = new Float64Array(m.count(order - 1));
    for (let i = 0; i < result.length; i++) {
      const power = (m.exponents[i]?.[v] ?? 0) + 1;
      result[i] = multiplyModulo(power, a[m.times(i, v)] ?? 0, this.prime);
    }
    return result;
  }

  /** Σ_k outer_k h^k for a series h; its constant is ignored. */
  compose(outer: readonly number[], h: Series): Series {
    const inner = h.slice();
    inner[0] = 0;
    let result: Series = new Float64Array(h.length);
    const order = this.monomials.orderOf(h.length);
    for (let k = order; k >= 0; k--) {
      if (k < order) result = this.multiply(result, inner);
      result[0] = ((result[0] ?? 0) + (outer[k] ?? 0)) % this.prime;
    }
    return result;
  }

  /** 1/a. */
  invert(a: Series): Series {
    const inverse = invertModulo(a[0] ?? 0, this.prime);
    const ratio = this.prime - inverse;
    const outer = [inverse];
    for (let k = 1; k <= this.monomials.orderOf(a.length); k++) {
      outer.push(multiplyModulo(outer[k - 1] ?? 0, ratio, this.prime));
    }
    return this.compose(outer, a);
  }

  /** A polynomial in other variables, given over `theirs`, at one series for each of them; constants are ignored. */
  substitute(polynomial: Series, theirs: Monomials, values: readonly Series[], order: number): Series {
    if (order === 0) return this.constant(polynomial[0] ?? 0, 0);
    const simple = values.map((value) => this.#simple(value)).filter((found) => found !== null);
    if (simple.length === values.length) return this.#rename(polynomial, theirs, simple, order);
    const result = this.constant(polynomial[0] ?? 0, order);
    const displacements = values.map((value) =>
      this.subtract(this.truncate(value, order), this.constant(value[0] ?? 0, order)));
    const powers: Series[] = [this.constant(1, order)];
    for (let i = 1; i < theirs.count(order); i++) {
      const factor = displacements[theirs.lasts[i] ?? 0] ?? result;
      const power = this.multiply(powers[theirs.parents[i] ?? 0] ?? result, factor);
      powers.push(power);
      this.#accumulate(result, power, polynomial[i] ?? 0);
    }
    return result;
  }

  /** `substitute` where each variable becomes a multiple of a displacement: coefficients only move. */
  #rename(polynomial: Series, theirs: Monomials, simple: readonly (readonly [number, number])[], order: number): Series {
    const result = new Float64Array(this.monomials.count(order));
    const length = theirs.count(order);
    const places = new Int32Array(length);
    const factors = new Float64Array(length).fill(1);
    this.spend(length);
    for (let i = 0; i < length; i++) {
      const before = theirs.parents[i] ?? 0;
      const [v, factor] = simple[theirs.lasts[i] ?? 0] ?? [0, 0];
      if (i > 0) factors[i] = multiplyModulo(factors[before] ?? 0, factor, this.prime);
      if (factors[i] === 0) continue;
      const place = i > 0 ? this.monomials.times(places[before] ?? 0, v) : 0;
      places[i] = place;
      const coefficient = multiplyModulo(polynomial[i] ?? 0, factors[i] ?? 0, this.prime);
      result[place] = ((result[place] ?? 0) + coefficient) % this.prime;
    }
    return result;
  }

  /** [v, c] where the series is a constant plus c times the displacement of v; null where it is not. */
  #simple(a: Series): readonly [number, number] | null {
    let found: readonly [number, number] = [0, 0];
    for (let i = 1, seen = false; i < a.length; i++) {
      if (a[i] === 0) continue;
      if (seen || i > this.monomials.variables) return null;
      found = [i - 1, a[i] ?? 0];
      seen = true;
    }
    return found;
  }

  #accumulate(result: Series, a: Series, factor: number): void {
    if (factor === 0) return;
    this.spend(a.length);
    for (let i = 0; i < result.length; i++) {
      const value = a[i] ?? 0;
      if (value !== 0) result[i] = ((result[i] ?? 0) + multiplyModulo(value, factor, this.prime)) % this.prime;
    }
  }

  /** Counts work, and breaks off when there is too much of it. */
  spend(amount: number): void {
    this.#work.left -= amount;
    if (this.#work.left < 0) throw new Refusal('too much to expand');
  }
}

/** How many coefficients are not zero. */
const countOf = (a: Series, length: number): number => {
  let count = 0;
  for (let i = 0; i < length; i++) if (a[i] !== 0) count++;
  return count;
};
