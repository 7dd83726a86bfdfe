/**
 * The monomials of a number of variables, in the order of their degree.
 *
 * A truncated power series is the list of its coefficients in this order: one of lower order is a prefix of one of
 * higher order. The tables grow as higher orders are asked for.
 */
import { Refusal } from './outcome.ts';

const MOST_PRODUCTS = 4_000_000;
const MOST_ORDER = 200;

export class Monomials {
  readonly variables: number;
  /** The degree of a monomial. */
  readonly degrees: number[] = [0];
  /** How many monomials there are up to each degree. */
  readonly counts: number[] = [1];
  /** The monomial with its last variable divided out, and that variable. */
  readonly parents: number[] = [0];
  readonly lasts: number[] = [0];
  readonly exponents: Uint8Array[];
  #children: Int32Array[] = [];
  #rows: Int32Array[] = [];
  #tabulated = -1;

  constructor(variables: number) {
    this.variables = variables;
    this.exponents = [new Uint8Array(variables)];
  }

  /** The number of monomials up to the order, after growing to it. */
  count(order: number): number {
    if (order >= this.counts.length) {
      binomialOrRefuse(2 * this.variables + order, order);
      while (order >= this.counts.length) this.#grow();
    }
    return this.counts[order] ?? 1;
  }

  /** The order of a series with that many coefficients. */
  orderOf(length: number): number {
    let order = 0;
    while (this.count(order) < length) order++;
    return order;
  }

  /** Where monomial i times monomial j stands, for j up to degree `order` less the degree of i. */
  products(i: number, order: number): Int32Array {
    if (order > this.#tabulated) {
      this.count(order);
      this.#rows = [];
      this.#tabulated = order;
    }
    return (this.#rows[i] ??= this.#row(i));
  }

  /** Where monomial i times variable v stands. */
  times(i: number, v: number): number {
    this.count((this.degrees[i] ?? 0) + 1);
    return this.#times(i, v);
  }

  #times(i: number, v: number): number {
    const children = (this.#children[i] ??= new Int32Array(this.variables).fill(-1));
    const known = children[v] ?? -1;
    if (known >= 0) return known;
    const last = this.lasts[i] ?? 0;
    return (children[v] = this.#times(this.#times(this.parents[i] ?? 0, v), last));
  }

  #row(i: number): Int32Array {
    const row = new Int32Array(this.count(this.#tabulated - (this.degrees[i] ?? 0)));
    row[0] = i;
    for (let j = 1; j < row.length; j++) row[j] = this.#times(row[this.parents[j] ?? 0] ?? 0, this.lasts[j] ?? 0);
    return row;
  }

  /** The next degree: each monomial of the last one times every variable from its last on. */
  #grow(): void {
    const degree = this.counts.length;
    const end = this.counts[degree - 1] ?? 1;
    for (let i = this.counts[degree - 2] ?? 0; i < end; i++) {
      const children = (this.#children[i] ??= new Int32Array(this.variables).fill(-1));
      for (let v = degree === 1 ? 0 : this.lasts[i] ?? 0; v < this.variables; v++) {
        const exponents = Uint8Array.from(this.exponents[i] ?? []);
        exponents[v] = (exponents[v] ?? 0) + 1;
        children[v] = this.degrees.length;
        this.degrees.push(degree);
        this.parents.push(i);
        this.lasts.push(v);
        this.exponents.push(exponents);
      }
    }
    this.counts.push(this.degrees.length);
  }
}

const binomialOrRefuse = (n: number, k: number): void => {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  if (!(value <= MOST_PRODUCTS) || k > MOST_ORDER) throw new Refusal('too many variables or derivatives');
};

const KNOWN = new Map<number, Monomials>();

/** The monomials of that many variables, shared by all who ask. */
export const monomialsOf = (variables: number): Monomials => {
  const known = KNOWN.get(variables) ?? new Monomials(variables);
  KNOWN.set(variables, known);
  return known;
};
