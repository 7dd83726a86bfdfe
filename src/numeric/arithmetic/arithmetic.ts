/**
 * What the evaluator needs to know of numbers. The same formulas are run over doubles, over balls (a double with a
 * bound of its error), and over the nodes of a graph from which code is generated.
 */
import type { FunctionName } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';

export interface Arithmetic<Value> {
  readonly zero: Value;
  readonly one: Value;
  readonly pi: Value;
  /** Of a double, taken as exact. */
  readonly fromNumber: (value: number) => Value;
  readonly fromRational: (value: Rational) => Value;
  readonly add: (a: Value, b: Value) => Value;
  readonly subtract: (a: Value, b: Value) => Value;
  readonly multiply: (a: Value, b: Value) => Value;
  readonly divide: (a: Value, b: Value) => Value;
  readonly negate: (a: Value) => Value;
  /** base^exponent for an exponent that is a number; where it is not an integer, base > 0. */
  readonly power: (base: Value, exponent: Rational) => Value;
  readonly call: (name: FunctionName, argument: Value) => Value;
  /** Exactly zero, whatever the inputs: such coefficients are skipped. */
  readonly isZero: (a: Value) => boolean;

  // What follows only numbers have; the nodes of a graph do without.

  /** A double near the value; NaN or infinite where it is no number. For choosing where to look, never for a verdict. */
  readonly approximate?: (a: Value) => number;
  /** Whether the two are known alike in every respect, so that what was computed for one serves the other; without it, ===. */
  readonly alike?: (a: Value, b: Value) => boolean;
  /** Σ left[leftAt[i]] · right[rightAt[i]] for start ≤ i < end, in one go; without it, product by product. */
  readonly sumOfProducts?: (
    left: readonly Value[], right: readonly Value[],
    leftAt: Int32Array, rightAt: Int32Array, start: number, end: number,
  ) => Value;
  /** Of values that enclose a number; without it, values are single numbers. */
  readonly enclosing?: Enclosing<Value>;
}

/** What can be done with values that stand for a whole interval of numbers. */
export interface Enclosing<Value> {
  /** All numbers that are at most `by` away from one in a; by ≥ 0. */
  readonly widen: (a: Value, by: number) => Value;
  /** Whether every number of `inner` surely lies in `outer`, and not at its end. */
  readonly contains: (outer: Value, inner: Value) => boolean;
}
