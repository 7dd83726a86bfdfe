/**
 * An instance: numbers for the parameters and closed formulas for the functions of a document, in one dimension.
 *
 * Formulas are kernel expressions in scalar variables, one a component of a slot: a field p(x,t) in dimension 2 is given
 * by one expression in x1, x2, t; a matrix G(x,t) by four. So an instance can be printed, compiled, and evaluated over any
 * arithmetic. Numbers are dyadic fractions, so that they are exact doubles.
 */
import type { Expression, Space, Variable } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';

export interface ClosedForm {
  /** Scalar variables, one list a slot of the field. */
  readonly slots: readonly (readonly Variable[])[];
  /** The last slot of the shape runs fastest. */
  readonly components: readonly Expression[];
}

export interface Instance {
  /** The number of components of every space; that of x is `n`. */
  readonly spaces: ReadonlyMap<Space, number>;
  /** Components, the last slot of the shape running fastest. */
  readonly parameters: ReadonlyMap<string, readonly Rational[]>;
  readonly fields: ReadonlyMap<string, ClosedForm>;
}

/** The scalar variables that stand for the components of a variable: t ↦ t, x ↦ x1, x2. */
export const scalarVariables = (variable: Variable, dimension: number): readonly Variable[] =>
  variable.space === null ? [variable] : Array.from({ length: dimension }, (_, k): Variable => ({
    kind: 'variable', name: `${variable.name}${k + 1}`, space: null, role: variable.role,
  }));
