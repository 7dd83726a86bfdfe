/**
 * What is to be computed for some expressions: a list of steps in which equal subexpressions occur once and every step knows to which
 * order its series are needed. Made once for each expression, then run at many points.
 *
 * A **context** is a list of variables with one point: the place itself, or another one where a value elsewhere is taken (`at`).
 * Steps of different contexts are different steps, in series of different variables.
 */
import type { Expression, Space, Variable } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';

/** A variable and where its components stand among the scalar variables of its context. */
export interface Slot {
  readonly variable: Variable;
  readonly offset: number;
  readonly size: number;
}

export interface Context {
  readonly slots: readonly Slot[];
  /** How many scalar variables there are. */
  readonly count: number;
  /** Where the point comes from: null for the place itself. */
  readonly origin: {
    readonly context: number;
    /** One entry a slot: the step that has its value there; null: as in that context. */
    readonly bound: readonly (number | null)[];
  } | null;
}

export interface Step {
  readonly expression: Expression;
  /** The steps of its parts, in reading order; none for an integral or an optimum. */
  readonly operands: readonly number[];
  readonly context: number;
  /** How many components each slot of its shape has. */
  readonly sizes: readonly number[];
  /** The same at every point of its context, so that its series have one coefficient alone. */
  readonly isConstant: boolean;
  /** For a variable, and a derivative by one: where it stands. */
  readonly slot: Slot | null;
  /** For a power: its exponent, where that is a number; then the base is its only operand. */
  readonly exponent: Rational | null;
}

export interface Program {
  readonly contexts: readonly Context[];
  readonly steps: readonly Step[];
  /** The order to which each step is needed; −1: not at all. */
  readonly orders: Int8Array;
  /** The steps that are asked for. */
  readonly roots: readonly number[];
  readonly order: number;
  /** The spaces that occur, and how many components they have. */
  readonly spaces: ReadonlyMap<Space, number>;
}

/** By how much the series of its part must be longer than its own. */
export const derivativesIn = (e: Expression): number => {
  switch (e.kind) {
    case 'derivative': case 'gradient': case 'divergence': return 1;
    case 'laplacian': case 'hessian': return 2;
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'add': case 'multiply':
    case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse':
    case 'determinant': case 'identity': case 'at': case 'integral': case 'optimum':
      return 0;
  }
};
