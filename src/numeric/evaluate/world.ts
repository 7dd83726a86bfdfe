/**
 * What the symbols of an expression stand for, numerically.
 *
 * Tensors are lists of components, the last slot running fastest. A **series** is the list of Taylor coefficients
 * (∂^α f / α!) in several scalar variables, graded by total degree, so that a series of lower order is a prefix; the order
 * of the monomials is that of `taylor/monomials.ts`.
 */
import type { Field, Parameter, Space } from '../../kernel/expression.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';

export type Series<Value> = readonly Value[];

export interface World<Value> {
  readonly arithmetic: Arithmetic<Value>;
  /** How many components a space has. */
  readonly dimensionOf: (space: Space) => number;
  readonly parameter: (parameter: Parameter) => readonly Value[];
  /**
   * A field's components around a point, to the given order, as series in the scalar variables of its slots, one slot
   * after the other (a vector slot has as many as its space). `point` has one entry a scalar variable.
   */
  readonly field: (field: Field, point: readonly Value[], order: number) => readonly Series<Value>[];
}
