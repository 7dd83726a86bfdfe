/**
 * ∇(a b) = a ∇b + b ∇a, ∇(a v) = a ∇v + v ⊗ ∇a, ∇x = I, ∇(v·w) = (∇v)^T w + (∇w)^T v, ∇(A v) = A ∇v for constant A.
 *
 * Convention: (∇v)_ij = ∂_j v_i. So ∇(x·P x) = (P + P^T) x, ∇(b·x) = b, ∇|x|² = 2 x.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { gradient, hessian, identity, num, shapeOf, spaceOf } from '../../kernel/expression.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { byChainRule } from './chain-rule.ts';
import { dotOf, outerOf } from './chain.ts';
import { keyOf } from './key.ts';
import type { Operator } from './operator.ts';
import { applied } from './operator.ts';
import { productOf } from './product.ts';
import type { Style } from './style.ts';
import { dependenceOf } from './style.ts';
import { loose, sumOf } from './sum.ts';
import { transposeOf } from './symmetry.ts';

const rank = (e: Expression): number => shapeOf(e).length;

const GRADIENT: Operator = {
  node: (e, v) => gradient(e, v),
  shape: (of, v) => [...of, spaceOf(v)],
  product: (style, v, a, b) => {
    const byA = gradientOf(style, v, a);
    if (rank(b) === 0) return loose(sumOf([productOf([a, gradientOf(style, v, b)]), productOf([b, byA])]));
    if (rank(b) === 1) return loose(sumOf([productOf([a, gradientOf(style, v, b)]), outerOf(b, byA)]));
    return null;
  },
  single: (style, v, e) => single(style, v, e),
};

/** ∇_v e: of a scalar the gradient, of a vector the Jacobian. */
export const gradientOf = (style: Style, v: Variable, e: Expression): Expression => applied(GRADIENT, style, v, e);

const single = (style: Style, v: Variable, e: Expression): Expression | null => {
  if (e.kind === 'variable' && e.variable.name === v.name) return identity(spaceOf(v));
  if (e.kind === 'gradient' && rank(e) === 1 && e.variable.name === v.name) return hessian(e.of, v);
  if (e.kind === 'dot') return rank(e) === 0 ? ofInnerProduct(style, v, e.left, e.right) : ofColumn(style, v, e.left, e.right);
  return rank(e) > 0 ? null : byChainRule(style, v, e, (u) => gradientOf(style, v, u));
};

/** (∇a)^T b + (∇b)^T a; of |a|², 2 (∇a)^T a. Where both are unknown, or one is constant and one unknown, it stays. */
const ofInnerProduct = (style: Style, v: Variable, a: Expression, b: Expression): Expression | null => {
  const kinds = [dependenceOf(a, v), dependenceOf(b, v)];
  if (style.expand !== 'products' && !kinds.includes('explicit')) return null;
  const turned = (of: Expression, other: Expression): readonly Expression[] =>
    dependsOn(of, v) ? [dotOf(transposeOf(gradientOf(style, v, of)), other)] : [];
  if (keyOf(a) === keyOf(b)) return productOf([num(2), sumOf(turned(a, a))]);
  return loose(sumOf([...turned(a, b), ...turned(b, a)]));
};

/** ∇(A w) = A ∇w for a matrix A that does not depend on v. */
const ofColumn = (style: Style, v: Variable, a: Expression, w: Expression): Expression | null =>
  rank(a) !== 2 || rank(w) !== 1 || dependsOn(a, v) ? null : dotOf(a, gradientOf(style, v, w));
