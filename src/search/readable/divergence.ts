/**
 * ∇·(a v) = a ∇·v + v·∇a, ∇·(a M) = a ∇·M + M ∇a, ∇·x = n, ∇·(A v) = (∇·A^T)·v + A^T : ∇v, ∇·∇φ = Δφ,
 * ∇·(a ⊗ b) = a ∇·b + (∇a) b.
 *
 * Convention: (∇·M)_i = ∂_j M_ij. So ∇·(A x) = tr A and ∇·(D ∇φ) = D : ∇²φ for constant symmetric D.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { divergence, gradient, laplacian, shapeOf } from '../../kernel/expression.ts';
import { dependsOn } from '../../calculus/dependence.ts';
import { dotOf } from './chain.ts';
import { gradientOf } from './gradient.ts';
import type { Operator } from './operator.ts';
import { applied } from './operator.ts';
import { productOf } from './product.ts';
import type { Style } from './style.ts';
import { dependenceOf } from './style.ts';
import { loose, sumOf } from './sum.ts';
import { transposeOf } from './symmetry.ts';
import { doubleDotOf, sizeOfSpace } from './tensors.ts';

const rank = (e: Expression): number => shapeOf(e).length;

const DIVERGENCE: Operator = {
  node: (e, v) => divergence(e, v),
  shape: (of) => of.slice(0, -1),
  product: (style, v, a, b) => {
    const terms = dependsOn(b, v) ? [productOf([a, divergenceOf(style, v, b)])] : [];
    return loose(sumOf([...terms, dotOf(b, gradientOf(style, v, a))]));
  },
  single: (style, v, e) => single(style, v, e),
};

/** ∇_v · e, by the last slot of e. */
export const divergenceOf = (style: Style, v: Variable, e: Expression): Expression => applied(DIVERGENCE, style, v, e);

const single = (style: Style, v: Variable, e: Expression): Expression | null => {
  if (e.kind === 'variable' && e.variable.name === v.name && v.space !== null) return sizeOfSpace(style, v.space);
  if (e.kind === 'gradient' && e.variable.name === v.name) return laplacian(e.of, v);
  if (e.kind === 'hessian' && e.variable.name === v.name) return gradient(laplacian(e.of, v), v);
  if (e.kind === 'dot') return rank(e) === 1 ? ofColumn(style, v, e.left, e.right) : ofMatrices(style, v, e.left, e.right);
  if (e.kind === 'outer') return ofOuter(style, v, e.left, e.right);
  if (e.kind === 'transpose' && e.of.kind === 'gradient' && e.of.variable.name === v.name) return gradient(divergence(e.of.of, v), v);
  return null;
};

/** ∇·(A w): where A is constant and w explicit or a gradient, and where neither is unknown. */
const ofColumn = (style: Style, v: Variable, a: Expression, w: Expression): Expression | null => {
  if (rank(a) !== 2) return null;
  if (w.kind === 'dot' && rank(w.left) === 2) return ofColumn(style, v, dotOf(a, w.left), w.right);
  const [byA, byW] = [dependenceOf(a, v), dependenceOf(w, v)];
  const isPlain = byA === 'constant' ? byW === 'explicit' || isGradient(w, v) : byA !== 'unknown' && byW !== 'unknown';
  if (!isPlain && style.expand !== 'products') return null;
  const first = byA === 'constant' ? [] : [dotOf(divergenceOf(style, v, transposeOf(a)), w)];
  const second = byW === 'constant' ? [] : [doubleDotOf(style, transposeOf(a), gradientOf(style, v, w))];
  return loose(sumOf([...first, ...second]));
};

const isGradient = (e: Expression, v: Variable): boolean => e.kind === 'gradient' && e.variable.name === v.name && rank(e) === 1;

/** ∇·(A B) = A ∇·B for constant A. */
const ofMatrices = (style: Style, v: Variable, a: Expression, b: Expression): Expression | null =>
  dependsOn(a, v) ? null : dotOf(a, divergenceOf(style, v, b));

const ofOuter = (style: Style, v: Variable, a: Expression, b: Expression): Expression | null => {
  const kinds = [dependenceOf(a, v), dependenceOf(b, v)];
  if (style.expand !== 'products' && !kinds.includes('explicit') && !kinds.includes('constant')) return null;
  const first = dependsOn(b, v) ? [productOf([divergenceOf(style, v, b), a])] : [];
  const second = dependsOn(a, v) ? [dotOf(gradientOf(style, v, a), b)] : [];
  return loose(sumOf([...first, ...second]));
};
