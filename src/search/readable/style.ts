/**
 * How far a formula is to be written out.
 *
 * Convention: what is **explicit** is made of variables, parameters, elementary functions and of fields that do not
 * depend on the variable in question; what is **unknown** is a field that does, a derivative of it, and the like.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { partsOf } from '../../kernel/expression.ts';
import { dependsOn } from '../../calculus/dependence.ts';

/**
 * - `explicit`: a product is differentiated factor by factor where a factor is explicit; div (f p) stays.
 * - `products`: every product is, div (f p) = p div f + f · grad p; sums are differentiated term by term.
 * - `nothing`: derivatives stay as they are written.
 */
export type Expand = 'explicit' | 'products' | 'nothing';

export interface Style {
  /** null: the number of components of x is n. */
  readonly dimension: number | null;
  readonly expand: Expand;
}

/** How an expression depends on a variable, as far as is plain from how it is written. */
export type Dependence = 'constant' | 'explicit' | 'unknown';

export const dependenceOf = (e: Expression, variable: Variable): Dependence =>
  !dependsOn(e, variable) ? 'constant' : isUnknown(e, variable) ? 'unknown' : 'explicit';

const isUnknown = (e: Expression, variable: Variable): boolean => {
  switch (e.kind) {
    case 'field': case 'at': case 'integral': case 'optimum': return dependsOn(e, variable);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': case 'add': case 'multiply':
    case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse':
    case 'determinant': case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
      return partsOf(e).some((part) => isUnknown(part, variable));
  }
};
