/**
 * An expression with expressions in place of variables: the controls replaced by their laws, the time by T − t.
 *
 * Where a derivative by the variable stands in the way, the value is taken after differentiating.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { at, mapParts } from '../../kernel/expression.ts';
import { dependsOn } from '../../calculus/dependence.ts';

export interface Binding {
  readonly variable: Variable;
  readonly value: Expression;
}

/** All bindings at once: what is put in is not looked into again. */
export const inserted = (e: Expression, bindings: readonly Binding[]): Expression => {
  const own = bindings.filter((b) => dependsOn(e, b.variable));
  if (own.length === 0) return e;
  switch (e.kind) {
    case 'variable': return own.find((b) => b.variable.name === e.variable.name)?.value ?? e;
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
      return standsInTheWay(e.variable, own) ? at(e, own) : mapParts(e, (part) => inserted(part, own));
    case 'integral': case 'optimum': case 'at': return at(e, own);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'identity': case 'field': case 'add': case 'multiply':
    case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse':
    case 'determinant':
      return mapParts(e, (part) => inserted(part, own));
  }
};

/** By the variable itself, or by one that the value depends on: then inserting and differentiating do not commute. */
const standsInTheWay = (variable: Variable, bindings: readonly Binding[]): boolean =>
  bindings.some((b) => b.variable.name === variable.name || dependsOn(b.value, variable));
