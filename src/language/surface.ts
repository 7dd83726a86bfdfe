/**
 * The surface tree: what was written, with spans, before names and types are known. Sums and products are lists, so
 * that a long one is not a deep one.
 */
import type { FunctionName } from '../kernel/expression.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Span } from './statement.ts';

export interface Name {
  readonly text: string;
  readonly span: Span;
}

export const PREFIX_OPERATORS = ['grad', 'div', 'lap', 'hess', 'jac', 'tr', 'det'] as const;
export type PrefixOperator = (typeof PREFIX_OPERATORS)[number];

/** `cdot` is `\cdot` of LaTeX, which joins a scalar with anything; between two vectors it is `·`. */
export type JoinOperator = '·' | ':' | '⊗' | 'cdot';

export type Surface =
  | { readonly kind: 'number'; readonly value: Rational; readonly span: Span }
  | { readonly kind: 'name'; readonly name: Name; readonly span: Span }
  /** p(x, T−t) */
  | { readonly kind: 'apply'; readonly name: Name; readonly args: readonly Surface[]; readonly span: Span }
  /** (∂t p)(x, T−t); `product` where it could be a product as well, as (∂t g)(a). */
  | {
      readonly kind: 'evaluate'; readonly of: Surface; readonly args: readonly Surface[]; readonly product: boolean;
      readonly span: Span;
    }
  /** (∂t p)(t = T−t) */
  | {
      readonly kind: 'rebind'; readonly of: Surface;
      readonly bindings: readonly { readonly name: Name; readonly value: Surface }[]; readonly span: Span;
    }
  | {
      readonly kind: 'sum'; readonly terms: readonly { readonly negative: boolean; readonly term: Surface }[];
      readonly span: Span;
    }
  | {
      readonly kind: 'product'; readonly factors: readonly { readonly divides: boolean; readonly factor: Surface }[];
      readonly span: Span;
    }
  /** a · b : c ⊗ d, from the left. */
  | {
      readonly kind: 'join'; readonly first: Surface;
      readonly rest: readonly { readonly operator: JoinOperator; readonly right: Surface }[]; readonly span: Span;
    }
  | { readonly kind: 'power'; readonly base: Surface; readonly exponent: Surface; readonly span: Span }
  | { readonly kind: 'transpose'; readonly of: Surface; readonly span: Span }
  /** |v|; of a matrix its Frobenius norm, where `matrices` allows that: in LaTeX it could be the determinant as well. */
  | { readonly kind: 'bars'; readonly of: Surface; readonly matrices: boolean; readonly span: Span }
  | {
      readonly kind: 'prefix'; readonly operator: PrefixOperator; readonly variable: Name | null; readonly of: Surface;
      readonly span: Span;
    }
  /** ∂t e, D[t] e */
  | { readonly kind: 'partial'; readonly variable: Name; readonly of: Surface; readonly span: Span }
  | { readonly kind: 'call'; readonly function: FunctionName; readonly argument: Surface; readonly span: Span }
  | { readonly kind: 'dot' | 'outer'; readonly left: Surface; readonly right: Surface; readonly span: Span }
  /** normal(x; m, v) */
  | {
      readonly kind: 'normal'; readonly point: Surface; readonly mean: Surface; readonly variance: Surface;
      readonly span: Span;
    }
  | { readonly kind: 'integral'; readonly variables: readonly Name[]; readonly of: Surface; readonly span: Span }
  /** E[p](e) */
  | { readonly kind: 'mean'; readonly density: Surface; readonly of: Surface; readonly span: Span }
  | {
      readonly kind: 'optimum'; readonly which: 'min' | 'max' | 'argmin' | 'argmax'; readonly control: Name;
      readonly of: Surface; readonly span: Span;
    }
  /** (v · grad) w */
  | { readonly kind: 'advect'; readonly by: Surface; readonly of: Surface; readonly span: Span };

/** One term `(…) dt` or `(…) o dW` of a differential. */
export interface DifferentialTerm {
  readonly negative: boolean;
  /** null: nothing is written before the differential, so 1. */
  readonly coefficient: Surface | null;
  /** `t`, or the name of the Brownian motion. */
  readonly by: string;
  readonly stratonovich: boolean;
  readonly span: Span;
}

export const surfaceParts = (s: Surface): readonly Surface[] => {
  switch (s.kind) {
    case 'number': case 'name': return [];
    case 'apply': return s.args;
    case 'evaluate': return [s.of, ...s.args];
    case 'rebind': return [s.of, ...s.bindings.map((b) => b.value)];
    case 'sum': return s.terms.map((t) => t.term);
    case 'product': return s.factors.map((f) => f.factor);
    case 'join': return [s.first, ...s.rest.map((r) => r.right)];
    case 'power': return [s.base, s.exponent];
    case 'transpose': case 'bars': case 'prefix': case 'partial': case 'integral': case 'optimum': return [s.of];
    case 'call': return [s.argument];
    case 'dot': case 'outer': return [s.left, s.right];
    case 'normal': return [s.point, s.mean, s.variance];
    case 'mean': return [s.density, s.of];
    case 'advect': return [s.by, s.of];
  }
};

/** The names written directly in this node, not those of its parts. */
export const surfaceNames = (s: Surface): readonly Name[] => {
  switch (s.kind) {
    case 'name': case 'apply': return [s.name];
    case 'prefix': return s.variable === null ? [] : [s.variable];
    case 'partial': return [s.variable];
    case 'integral': return s.variables;
    case 'optimum': return [s.control];
    case 'rebind': return s.bindings.map((b) => b.name);
    case 'number': case 'evaluate': case 'sum': case 'product': case 'join': case 'power': case 'transpose': case 'bars':
    case 'call': case 'dot': case 'outer': case 'normal': case 'mean': case 'advect':
      return [];
  }
};
