/**
 * Δ(a b) = a Δb + 2 ∇a·∇b + b Δa, ∇²(a b) = a ∇²b + ∇a ⊗ ∇b + ∇b ⊗ ∇a + b ∇²a, Δe^u = e^u (Δu + |∇u|²),
 * ∇²e^u = e^u (∇²u + ∇u ⊗ ∇u); of what is explicit, Δ = ∇·∇ and ∇² = ∇∇.
 *
 * So Δ|x|² = 2 n and ∇²(x·P x) = P + P^T. Of a vector the Laplacian is taken component by component.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { hessian, laplacian, num, partsOf, shapeOf, spaceOf } from '../../kernel/expression.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { dotOf, outerOf } from './chain.ts';
import { divergenceOf } from './divergence.ts';
import { gradientOf } from './gradient.ts';
import type { Operator } from './operator.ts';
import { applied } from './operator.ts';
import { productOf } from './product.ts';
import type { Style } from './style.ts';
import { dependenceOf } from './style.ts';
import { loose, sumOf } from './sum.ts';

const rank = (e: Expression): number => shapeOf(e).length;

const LAPLACIAN: Operator = {
  node: (e, v) => laplacian(e, v),
  shape: (of) => of,
  product: (style, v, a, b) => {
    const byA = productOf([laplacianOf(style, v, a), b]);
    if (!dependsOn(b, v)) return byA;
    if (rank(b) > 1) return null;
    const [first, second] = [gradientOf(style, v, a), gradientOf(style, v, b)];
    const mixed = rank(b) === 0 ? dotOf(first, second) : dotOf(second, first);
    return loose(sumOf([productOf([a, laplacianOf(style, v, b)]), productOf([num(2), mixed]), byA]));
  },
  single: (style, v, e) => {
    if (e.kind === 'call' && e.function === 'exp') {
      const slope = gradientOf(style, v, e.argument);
      return productOf([e, sumOf([laplacianOf(style, v, e.argument), dotOf(slope, slope)])]);
    }
    if (e.kind === 'dot' && rank(e) === 1 && !dependsOn(e.left, v)) return dotOf(e.left, laplacianOf(style, v, e.right));
    if (dependenceOf(e, v) !== 'explicit' || rank(e) > 1) return null;
    return workedOut(e, divergenceOf(style, v, gradientOf(style, v, e)));
  },
};

const HESSIAN: Operator = {
  node: (e, v) => hessian(e, v),
  shape: (_, v) => [spaceOf(v), spaceOf(v)],
  product: (style, v, a, b) => {
    const [first, second] = [gradientOf(style, v, a), gradientOf(style, v, b)];
    return loose(sumOf([
      productOf([a, hessianOf(style, v, b)]), outerOf(first, second), outerOf(second, first), productOf([b, hessianOf(style, v, a)]),
    ]));
  },
  single: (style, v, e) => {
    if (e.kind === 'call' && e.function === 'exp') {
      const slope = gradientOf(style, v, e.argument);
      return productOf([e, sumOf([hessianOf(style, v, e.argument), outerOf(slope, slope)])]);
    }
    return dependenceOf(e, v) === 'explicit' ? workedOut(e, gradientOf(style, v, gradientOf(style, v, e))) : null;
  },
};

/** Only where no derivative is left. */
const workedOut = (e: Expression, result: Expression): Expression | null => (hasDerivative(result) && !hasDerivative(e) ? null : result);

const hasDerivative = (e: Expression): boolean =>
  e.kind === 'gradient' || e.kind === 'divergence' || e.kind === 'laplacian' || e.kind === 'hessian' || partsOf(e).some(hasDerivative);

export const laplacianOf = (style: Style, v: Variable, e: Expression): Expression => applied(LAPLACIAN, style, v, e);
export const hessianOf = (style: Style, v: Variable, e: Expression): Expression => applied(HESSIAN, style, v, e);
