/**
 * Truncated power series in several variables over any arithmetic: lists of Taylor coefficients ∂^α f / α!, in the order
 * of `monomials.ts`.
 *
 * Conventions: a series of order n has all coefficients of degree ≤ n, and is exact to that order. Results have the smaller
 * order of the arguments; a derivative has one order less, an integral one more. Coefficients that are exactly zero are skipped.
 * Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd ed., 2008, chapter 13.
 *
 * Errors: what is not defined (a division by zero, log of a negative number) is what the arithmetic makes of it.
 */
import type { FunctionName } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Series } from '../evaluate/world.ts';
import { compose } from './compose.ts';
import { callSeries } from './functions.ts';
import type { Monomials } from './monomials.ts';
import { monomialCount, monomials } from './monomials.ts';
import { powerSeries } from './power.ts';

export class SeriesAlgebra<Value> {
  readonly arithmetic: Arithmetic<Value>;
  readonly variables: number;
  #table: Monomials;
  readonly #integers: Value[] = [];
  readonly #rationals = new WeakMap<Rational, Value>();

  constructor(arithmetic: Arithmetic<Value>, variables: number) {
    this.arithmetic = arithmetic;
    this.variables = variables;
    this.#table = monomials(variables, variables === 0 ? 0 : 2);
  }

  /** The number of coefficients of a series of this order. */
  count(order: number): number {
    return order < this.#table.counts.length ? this.#table.counts[order] as number : monomialCount(this.variables, order);
  }

  /** The order of a series with this number of coefficients. In no variables every series has every order, and this gives 0. */
  orderOf(length: number): number {
    if (this.variables === 0) return 0;
    let order = 0;
    while (this.count(order) < length) order += 1;
    return order;
  }

  /** Tables for series of this length. */
  table(length: number): Monomials {
    if (length > this.#table.count) this.#table = monomials(this.variables, this.orderOf(length));
    return this.#table;
  }

  /** An integer ≥ 0, as a value. */
  integer(n: number): Value {
    return this.#integers[n] ??= this.arithmetic.fromNumber(n);
  }

  /** A fraction, as a value; the same fraction of the same expression is converted once. */
  rational(r: Rational): Value {
    const old = this.#rationals.get(r);
    if (old !== undefined) return old;
    const value = this.arithmetic.fromRational(r);
    this.#rationals.set(r, value);
    return value;
  }

  constant(value: Value, order: number): Series<Value> {
    const series = this.zeros(this.count(order));
    series[0] = value;
    return series;
  }

  /** value + (variable k − its base point). */
  coordinate(k: number, value: Value, order: number): Series<Value> {
    const series = this.zeros(this.count(order));
    series[0] = value;
    if (order > 0) series[k + 1] = this.arithmetic.one;
    return series;
  }

  zeros(length: number): Value[] {
    const series: Value[] = [];
    for (let m = 0; m < length; m += 1) series.push(this.arithmetic.zero);
    return series;
  }

  truncate(a: Series<Value>, order: number): Series<Value> {
    const length = this.count(order);
    return a.length > length ? a.slice(0, length) : a;
  }

  add(a: Series<Value>, b: Series<Value>): Series<Value> {
    return this.#both(a, b, this.arithmetic.add);
  }

  /** a + value. */
  addConstant(a: Series<Value>, value: Value): Series<Value> {
    const series = [...a];
    series[0] = this.arithmetic.add(a[0] as Value, value);
    return series;
  }

  subtract(a: Series<Value>, b: Series<Value>): Series<Value> {
    return this.#both(a, b, this.arithmetic.subtract);
  }

  #both(a: Series<Value>, b: Series<Value>, operation: (x: Value, y: Value) => Value): Value[] {
    const length = Math.min(a.length, b.length);
    const result: Value[] = [];
    for (let m = 0; m < length; m += 1) result.push(operation(a[m] as Value, b[m] as Value));
    return result;
  }

  negate(a: Series<Value>): Series<Value> {
    const { isZero, negate } = this.arithmetic;
    return a.map((x) => (isZero(x) ? x : negate(x)));
  }

  /** value · a. */
  scale(a: Series<Value>, value: Value): Series<Value> {
    const { isZero, multiply, zero } = this.arithmetic;
    // 0 times what is not known is not known.
    if (this.isUnknown(value)) return a.map((x) => multiply(value, x));
    return a.map((x) => (isZero(x) ? zero : multiply(value, x)));
  }

  /** Infinite, no number, or a ball of infinite radius. */
  isUnknown(value: Value): boolean {
    const { approximate } = this.arithmetic;
    return approximate !== undefined && !Number.isFinite(approximate(value));
  }

  multiply(a: Series<Value>, b: Series<Value>): Series<Value> {
    const length = Math.min(a.length, b.length);
    const result: Value[] = [];
    const table = this.table(length);
    for (let m = 0; m < length; m += 1) result.push(this.coefficient(a, b, m, table));
    return result;
  }

  /** The coefficient of monomial m in a · b; coefficients that are exactly zero are not looked at further. */
  coefficient(a: Series<Value>, b: Series<Value>, m: number, table: Monomials): Value {
    const { sumOfProducts } = this.arithmetic;
    const start = table.pairStarts[m] as number;
    const end = table.pairStarts[m + 1] as number;
    if (sumOfProducts !== undefined) return sumOfProducts(a, b, table.left, table.right, start, end);
    return this.#coefficientByProducts(a, b, table, start, end);
  }

  #coefficientByProducts(a: Series<Value>, b: Series<Value>, table: Monomials, start: number, end: number): Value {
    const { add, isZero, multiply, zero } = this.arithmetic;
    let sum: Value | null = null;
    for (let i = start; i < end; i += 1) {
      const x = a[table.left[i] as number] as Value;
      if (isZero(x)) continue;
      const y = b[table.right[i] as number] as Value;
      if (isZero(y)) continue;
      const product = multiply(x, y);
      sum = sum === null ? product : add(sum, product);
    }
    return sum ?? zero;
  }

  /** q = a/b from b q = a: b_0 q_α = a_α − Σ_{γ ≠ 0} b_γ q_{α−γ}. */
  divide(a: Series<Value>, b: Series<Value>): Series<Value> {
    const { divide, subtract, zero } = this.arithmetic;
    const length = Math.min(a.length, b.length);
    const table = this.table(length);
    const quotient = this.zeros(length);
    // Until it is known, q_α is exactly zero, so that the term b_0 q_α is left out of the sum.
    for (let m = 0; m < length; m += 1) {
      const known = m === 0 ? zero : this.coefficient(b, quotient, m, table);
      quotient[m] = divide(subtract(a[m] as Value, known), b[0] as Value);
    }
    return quotient;
  }

  /** ∂a/∂(variable k): (∂_k a)_α = (α_k + 1) a_{α + e_k}. In an order lower by one. */
  differentiate(a: Series<Value>, k: number): Series<Value> {
    const { isZero, multiply, zero } = this.arithmetic;
    const { exponents, raised } = this.table(a.length);
    const length = this.count(this.orderOf(a.length) - 1);
    const result: Value[] = [];
    for (let m = 0; m < length; m += 1) {
      const at = m * this.variables + k;
      const coefficient = a[raised[at] as number] as Value;
      const factor = (exponents[at] as number) + 1;
      result.push(isZero(coefficient) ? zero : factor === 1 ? coefficient : multiply(this.integer(factor), coefficient));
    }
    return result;
  }

  /** ∫ a by variable k from its base point. In an order higher by one, to which it is exact. */
  integrate(a: Series<Value>, k: number): Series<Value> {
    const { divide, isZero } = this.arithmetic;
    const result = this.zeros(this.count(this.orderOf(a.length) + 1));
    const { exponents, raised } = this.table(result.length);
    a.forEach((coefficient, m) => {
      const at = m * this.variables + k;
      if (!isZero(coefficient)) result[raised[at] as number] = divide(coefficient, this.integer((exponents[at] as number) + 1));
    });
    return result;
  }

  /** a to a power that is a number; where it is not an integer, the constant term is positive. */
  power(a: Series<Value>, exponent: Rational): Series<Value> {
    return powerSeries(this, a, exponent);
  }

  call(name: FunctionName, a: Series<Value>): Series<Value> {
    return callSeries(this, name, a);
  }

  /**
   * outer(inner_1, …, inner_m), the outer series being in m variables around the constant terms of the inner ones. The inner series
   * are in the variables of this algebra; at least of the order of the outer one, or the result is of their order.
   */
  compose(outer: Series<Value>, inner: readonly Series<Value>[]): Series<Value> {
    return compose(this, outer, inner);
  }
}

const algebras = new WeakMap<object, SeriesAlgebra<unknown>[]>();

/** The series in this many variables; one object for each arithmetic and number of variables. */
export const seriesOver = <Value>(arithmetic: Arithmetic<Value>, variables: number): SeriesAlgebra<Value> => {
  const known = (algebras.get(arithmetic) ?? []) as SeriesAlgebra<Value>[];
  if (known.length === 0) algebras.set(arithmetic, known as SeriesAlgebra<unknown>[]);
  return known[variables] ??= new SeriesAlgebra(arithmetic, variables);
};
