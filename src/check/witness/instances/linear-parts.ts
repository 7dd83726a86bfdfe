/**
 * A term as a sum of smaller ones, by linearity: for the size of what cancels in a term that is itself zero.
 *
 *     ∂(a + b) = ∂a + ∂b,   c (a + b) = c a + c b,   max_u (a + b) = a + b at the maximiser
 */
import type { Expression } from '../../../kernel/expression.ts';
import { at, dot, doubleDot, optimum, outer, shapeOf, times } from '../../../kernel/expression.ts';

/** So many parts are looked at, at the most. */
const MOST = 60;

export const linearParts = (e: Expression): readonly Expression[] => {
  const parts = split(e);
  return parts.length > MOST ? [e] : parts;
};

const split = (e: Expression): readonly Expression[] => {
  switch (e.kind) {
    case 'add': return e.terms.flatMap(split);
    case 'multiply': return distributed(e);
    case 'dot': return pairs(e.left, e.right, dot);
    case 'doubleDot': return pairs(e.left, e.right, doubleDot);
    case 'outer': return pairs(e.left, e.right, outer);
    case 'transpose': case 'trace': case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
    case 'at':
      return split(e.of).map((of) => ({ ...e, of }));
    case 'optimum': return atOptimum(e);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'power': case 'call':
    case 'inverse': case 'determinant': case 'identity':
    // Each part of an integral would be a quadrature of its own.
    case 'integral':
      return [e];
  }
};

const distributed = (e: Extract<Expression, { kind: 'multiply' }>): readonly Expression[] => {
  const k = e.factors.findIndex((f) => split(f).length > 1);
  const sum = e.factors[k];
  if (sum === undefined) return [e];
  const others = e.factors.filter((_, i) => i !== k);
  return split(sum).flatMap((term) => split(times(...others, term)));
};

const pairs = (left: Expression, right: Expression, join: (a: Expression, b: Expression) => Expression): readonly Expression[] =>
  split(left).flatMap((a) => split(right).map((b) => join(a, b)));

const atOptimum = (e: Extract<Expression, { kind: 'optimum' }>): readonly Expression[] => {
  const { control, which } = e;
  if (control.kind !== 'variable' || which === 'argmin' || which === 'argmax') return [e];
  const law = optimum(which === 'min' ? 'argmin' : 'argmax', control, e.of);
  if (shapeOf(law).length !== (control.space === null ? 0 : 1)) return [e];
  return split(e.of).map((part) => at(part, [{ variable: control, value: law }]));
};
