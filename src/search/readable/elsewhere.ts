/**
 * (e)(x, T − t), pushed inwards: a field takes the arguments itself, p(x, T − t); what is explicit is substituted;
 * (∇p)(x, T − t) = ∇(p(x, T − t)), since only t is replaced; (∂t p)(x, T − t) stays.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { apply, at, mapParts } from '../../kernel/expression.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { normalDensity, normalOf } from './normal-density.ts';

export interface Binding {
  readonly variable: Variable;
  readonly value: Expression;
}

/** The value elsewhere. All bindings are made at once. */
export const elsewhere = (e: Expression, all: readonly Binding[]): Expression => {
  const bindings = all.filter((b) => dependsOn(e, b.variable) && !(b.value.kind === 'variable' && b.value.variable.name === b.variable.name));
  if (bindings.length === 0) return e;
  const normal = normalOf(e);
  if (normal !== null) {
    return normalDensity({ ...normal, away: elsewhere(normal.away, bindings), variance: elsewhere(normal.variance, bindings) });
  }
  switch (e.kind) {
    case 'variable': return bindings.find((b) => b.variable.name === e.variable.name)?.value ?? e;
    case 'field': return apply(e.field, e.args.map((arg) => elsewhere(arg, bindings)));
    case 'add': case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose':
    case 'trace': case 'inverse': case 'determinant':
      return mapParts(e, (part) => elsewhere(part, bindings));
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
      return isFree(e.variable, bindings) ? { ...e, of: elsewhere(e.of, bindings) } : at(e, bindings);
    case 'at': return at(e.of, composed(e, bindings));
    case 'integral': case 'optimum': return at(e, bindings);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'identity': return e;
  }
};

/** Neither replaced nor in what replaces others. */
const isFree = (v: Variable, bindings: readonly Binding[]): boolean =>
  bindings.every((b) => b.variable.name !== v.name && !dependsOn(b.value, v));

/** ((e)(t = a))(s = b): what a depends on is replaced in a, and what e still depends on is replaced beside it. */
const composed = (e: Expression & { kind: 'at' }, bindings: readonly Binding[]): readonly Binding[] => {
  const own = e.bindings.map((b) => ({ ...b, value: elsewhere(b.value, bindings) }));
  return [...own, ...bindings.filter((b) => !own.some((o) => o.variable.name === b.variable.name))];
};
