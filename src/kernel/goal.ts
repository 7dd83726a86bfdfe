/**
 * What the kernel is asked, and the certificate that it gives back.
 *
 * A **goal** is an equation between two expressions, pointwise or under an integral, from hypotheses, at the points
 * where the conditions hold, in one dimension or in all.
 *
 * A **certificate** spells the proof out as an identity that needs no search:
 *
 *     left − right  =  Σ cofactor · D^α(hypothesis.left − hypothesis.right)  +  Div(flux)
 *
 * as an identity between functions that are **not** assumed to satisfy the hypotheses. Anybody who can expand and
 * differentiate can check it.
 */
import type { Condition, Expression, Field, FunctionName, Hypothesis, Parameter, Space, Variable } from './expression.ts';
import type { Rational } from './rational.ts';

export interface Goal {
  /** What this goal is for the claim: `the claim`, `stationarity in u`, `terminal condition`. */
  readonly name: string;
  readonly left: Expression;
  readonly right: Expression;
  /** null: pointwise. Otherwise left and right are integrands over the whole space of these variables. */
  readonly under: readonly Variable[] | null;
  readonly hypotheses: readonly Hypothesis[];
  readonly conditions: readonly Condition[];
  /** null: every dimension. */
  readonly dimension: number | null;
  /** What is known of declared functions beyond the hypotheses. A proof does not use it; a counterexample must respect it. */
  readonly data?: readonly Datum[];
}

/** What a declared function is beyond its equation. */
export interface Datum {
  readonly field: Field;
  /** field = value where its time is the horizon; null where it has none. */
  readonly terminal: { readonly horizon: Expression; readonly value: Expression } | null;
  /** The unknown function in its declaration for whose sake its jets are free; null: it is one definite function. */
  readonly freedBy: string | null;
  /** Does that free it in one dimension, too? */
  readonly inDimensionOne: boolean;
}

/**
 * An index: a component number `'1'`, `'2'`, …, or a name. A name that occurs twice in a term is summed over its
 * space; one that occurs once is free. The components of a goal's two sides are the free names `'i'`, `'j'`.
 */
export type Label = string;

/** A sum of products in index notation. No terms: 0. */
export interface IndexedSum {
  readonly terms: readonly IndexedTerm[];
}
export interface IndexedTerm {
  readonly coefficient: Rational;
  readonly factors: readonly IndexedFactor[];
}
export type IndexedFactor =
  | {
      /** A partial derivative of a field (or, with `log`, of the logarithm of a positive scalar field). */
      readonly kind: 'jet';
      readonly field: Field;
      readonly log: boolean;
      readonly components: readonly Label[];
      /** One entry a slot of the field: how often (scalar slot), or by which components (vector slot). */
      readonly derivatives: readonly (number | readonly Label[])[];
      /** One entry a slot; null: the slot's own variable. A vector argument carries the free label `'arg'`. */
      readonly args: readonly (IndexedSum | null)[];
      readonly exponent: Rational;
    }
  | { readonly kind: 'coordinate'; readonly variable: Variable; readonly label: Label | null; readonly exponent: Rational }
  | { readonly kind: 'parameter'; readonly parameter: Parameter; readonly components: readonly Label[]; readonly exponent: Rational }
  | { readonly kind: 'delta'; readonly space: Space; readonly labels: readonly [Label, Label] }
  | { readonly kind: 'dimension'; readonly space: Space; readonly exponent: Rational }
  /** A prime number (with a fractional exponent) or π. */
  | { readonly kind: 'constant'; readonly value: bigint | 'pi'; readonly exponent: Rational }
  /** A sum to a negative or fractional power. */
  | { readonly kind: 'power'; readonly base: IndexedSum; readonly exponent: Rational }
  | { readonly kind: 'function'; readonly function: FunctionName; readonly argument: IndexedSum; readonly exponent: Rational }
  /** (M^−1) at two labels; `of` carries the free labels `'row'` and `'column'`. */
  | { readonly kind: 'inverse'; readonly of: IndexedSum; readonly space: Space; readonly labels: readonly [Label, Label] }
  /** Over a whole space; the integrand carries the free labels `#1`, `#2`, … that `labels` stand for. */
  | { readonly kind: 'integral'; readonly variable: Variable; readonly of: IndexedSum; readonly labels: readonly Label[]; readonly exponent: Rational }
  /** The minimum over a control, where it is not known in closed form. */
  | { readonly kind: 'minimum'; readonly control: Variable | Field; readonly of: IndexedSum; readonly exponent: Rational }
  /** log det M, for M symmetric and positive definite. */
  | { readonly kind: 'logDeterminant'; readonly of: IndexedSum; readonly space: Space; readonly exponent: Rational };

/** One use of a hypothesis, multiplied into the identity. */
export interface Use {
  /** Index into the goal's hypotheses, which its conditions with `=` follow. */
  readonly hypothesis: number;
  /** The component labels at which the hypothesis is taken, one a slot of its shape. */
  readonly components: readonly Label[];
  /** By which variables it is differentiated: scalar variables with label null. */
  readonly derivatives: readonly { readonly variable: Variable; readonly label: Label | null }[];
  /** Where it is evaluated after differentiating; [] at the variables themselves. Vector values carry `'arg'`. */
  readonly at: readonly { readonly variable: Variable; readonly value: IndexedSum }[];
  readonly cofactor: IndexedSum;
}

export interface Certificate {
  /** 'every', or the one dimension in which the identity was expanded in components; spaces other than n then have one
   *  component more. */
  readonly dimension: 'every' | number;
  readonly uses: readonly Use[];
  /** One entry a variable of `under`; with the free label `'flux'`. */
  readonly flux: readonly { readonly variable: Variable; readonly value: IndexedSum }[];
  /**
   * Fields of which a derivative stood inside a function or a denominator and was replaced there by a hypothesis:
   * then the identity above holds only after these replacements, which a checker makes itself.
   */
  readonly substituted: readonly number[];
}
