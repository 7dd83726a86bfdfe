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
}
