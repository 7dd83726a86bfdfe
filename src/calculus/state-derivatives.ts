/**
 * Derivatives and products by a state variable that may be a vector or, in `dimension 1` and in scalar blocks, a
 * scalar: one set of words, so that each equation of this folder is written once.
 *
 * Conventions are those of kernel/expression.ts: a gradient's slot comes last, a divergence contracts the last slot.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import {
  derivative, divergence, dot, doubleDot, gradient, hessian, laplacian, num, outer, shapeOf, times, transpose,
} from '../kernel/expression.ts';

/** ∇_v e; for a scalar v, ∂_v e. */
export const gradientBy = (variable: Variable, e: Expression): Expression =>
  variable.space === null ? derivative(variable, e) : gradient(e, variable);

/** ∇_v · e, by the last slot of e; for a scalar v, ∂_v e. */
export const divergenceBy = (variable: Variable, e: Expression): Expression =>
  variable.space === null ? derivative(variable, e) : divergence(e, variable);

/** Δ_v e, component by component; for a scalar v, ∂_v² e. */
export const laplacianBy = (variable: Variable, e: Expression): Expression =>
  variable.space === null ? derivative(variable, derivative(variable, e)) : laplacian(e, variable);

/** a_… b_…: the product where one of them is a scalar, the outer product otherwise. */
export const tensorProduct = (left: Expression, right: Expression): Expression =>
  shapeOf(left).length === 0 || shapeOf(right).length === 0 ? times(left, right) : outer(left, right);

/** Last slot of the left with the first slot of the right, over the components of v; for a scalar v, the product. */
export const contractOver = (variable: Variable, left: Expression, right: Expression): Expression =>
  variable.space === null ? tensorProduct(left, right) : dot(left, right);

/** v · ∇e, the derivative of e in a direction. */
export const along = (variable: Variable, direction: Expression, e: Expression): Expression => {
  if (shapeOf(e).length > 0) return contractOver(variable, gradientBy(variable, e), direction);
  return variable.space === null ? tensorProduct(direction, derivative(variable, e)) : dot(direction, gradient(e, variable));
};

/**
 * Σ_ij D_ij ∂_{b,i} ∂_{c,j} e, for e of any shape; D_bc has the slot of b, then that of c, where these are vectors.
 *
 * Of a vector or matrix it is ∇_c·((∇_b e) D) − (∇_b e)(∇_c·D), since three slots cannot be contracted twice.
 */
export const secondDerivative = (b: Variable, c: Variable, coefficient: Expression, e: Expression): Expression => {
  const isotropic = multipleOfIdentity(coefficient);
  if (isotropic !== null && b.name === c.name) return times(isotropic, laplacianBy(b, e));
  const byFirst = gradientBy(b, e);
  if (c.space === null) return contractOver(b, derivative(c, byFirst), coefficient);
  if (b.space === null && shapeOf(e).length === 0) return dot(coefficient, gradient(byFirst, c));
  if (shapeOf(e).length === 0) {
    return doubleDot(coefficient, b.name === c.name ? hessian(e, b) : gradient(byFirst, c));
  }
  const whole = divergence(contractOver(b, byFirst, coefficient), c);
  const rest = contractOver(b, byFirst, divergence(coefficient, c));
  return { kind: 'add', terms: [whole, times(num(-1), rest)] };
};

/** g where the expression is written as g·I (for a scalar, itself); null where it is not. */
export const multipleOfIdentity = (e: Expression): Expression | null => {
  if (shapeOf(e).length === 0) return e;
  if (e.kind === 'identity') return num(1);
  if (e.kind !== 'multiply' || !e.factors.some((f) => f.kind === 'identity')) return null;
  return times(...e.factors.filter((f) => f.kind !== 'identity'));
};

/** M^T; of a vector or scalar, itself. */
export const transposed = (e: Expression): Expression => (shapeOf(e).length < 2 ? e : transpose(e));
