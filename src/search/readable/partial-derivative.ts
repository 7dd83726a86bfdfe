/**
 * ∂(a b) = a ∂b + b ∂a for any product of scalars, vectors and matrices, ∂(A⁻¹) = −A⁻¹ (∂A) A⁻¹, ∂ tr A = tr ∂A:
 * the derivative by a scalar variable, which in `dimension 1` x is, too.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { derivative, num } from '../../kernel/expression.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { byChainRule } from './chain-rule.ts';
import { dotOf, outerOf } from './chain.ts';
import type { Operator } from './operator.ts';
import { applied } from './operator.ts';
import { negative, productOf } from './product.ts';
import type { Style } from './style.ts';
import { dependenceOf } from './style.ts';
import { loose, sumOf } from './sum.ts';
import { transposeOf } from './symmetry.ts';
import { doubleDotOf, traceOf } from './tensors.ts';

const DERIVATIVE: Operator = {
  node: (e, v) => derivative(v, e),
  shape: (of) => of,
  product: (style, v, a, b) => loose(sumOf([
    ...(dependsOn(b, v) ? [productOf([a, derivativeOf(style, v, b)])] : []), productOf([derivativeOf(style, v, a), b]),
  ])),
  single: (style, v, e) => single(style, v, e),
};

export const derivativeOf = (style: Style, v: Variable, e: Expression): Expression => applied(DERIVATIVE, style, v, e);

const single = (style: Style, v: Variable, e: Expression): Expression | null => {
  const isExplicit = dependenceOf(e, v) === 'explicit' || style.expand === 'products';
  switch (e.kind) {
    case 'variable': return num(1);
    case 'power': case 'call': case 'multiply': return byChainRule(style, v, e, (u) => derivativeOf(style, v, u));
    case 'dot': return bilinear(style, v, e, dotOf);
    case 'doubleDot': return bilinear(style, v, e, (left, right) => doubleDotOf(style, left, right));
    case 'outer': return bilinear(style, v, e, outerOf);
    case 'transpose': return isExplicit ? transposeOf(derivativeOf(style, v, e.of)) : null;
    case 'trace': return isExplicit ? traceOf(style, derivativeOf(style, v, e.of)) : null;
    case 'inverse': return isExplicit ? negative(dotOf(e, dotOf(derivativeOf(style, v, e.of), e))) : null;
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'field': case 'add': case 'determinant': case 'identity':
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'at': case 'integral': case 'optimum':
      return null;
  }
};

/** Where one side is constant, or one is explicit; what is unknown on both sides stays. */
const bilinear = (
  style: Style, v: Variable, e: Expression & { kind: 'dot' | 'doubleDot' | 'outer' },
  join: (left: Expression, right: Expression) => Expression,
): Expression | null => {
  const [byLeft, byRight] = [dependenceOf(e.left, v), dependenceOf(e.right, v)];
  if (byLeft === 'unknown' && byRight === 'unknown' && style.expand !== 'products') return null;
  const left = byLeft === 'constant' ? [] : [join(derivativeOf(style, v, e.left), e.right)];
  const right = byRight === 'constant' ? [] : [join(e.left, derivativeOf(style, v, e.right))];
  return loose(sumOf([...left, ...right]));
};
