/**
 * Traces, double contractions and inverses: tr I = n, I : M = tr M, (a ⊗ b) : M = a · M b, tr ∇v = ∇·v, tr ∇²φ = Δφ,
 * (c M)⁻¹ = c⁻¹ M⁻¹. Scalars stand in front. (A B)⁻¹ stays: that A and B have inverses is not known.
 */
import { X_VARIABLE, dimensionOf, divergence, doubleDot, inverse, laplacian, num, shapeOf, trace } from '../../kernel/expression.ts';
import type { Expression, Space } from '../../kernel/expression.ts';
import { dotOf } from './chain.ts';
import { isZeroTerm, partsOfTerm, termOf } from './parts-of-term.ts';
import { powerOf, productOf } from './product.ts';
import type { Style } from './style.ts';
import { loose, sumOf } from './sum.ts';
import { isSymmetric, transposeOf } from './symmetry.ts';
import { ONE } from '../../kernel/rational.ts';

/** The number of components of a space. */
export const sizeOfSpace = (style: Style, space: Space): Expression =>
  style.dimension !== null && space === X_VARIABLE.space ? num(style.dimension) : dimensionOf(space);

/** The scalars of a term, and what is left. */
export const scalarsApart = (e: Expression): { readonly scalars: readonly Expression[]; readonly rest: Expression } => {
  const { coefficient, scalars, tensor } = partsOfTerm(e);
  if (tensor === null) return { scalars: [], rest: e };
  return { scalars: [{ kind: 'number', value: coefficient }, ...scalars], rest: termOf({ coefficient: ONE, scalars: [], tensor }) };
};

export const traceOf = (style: Style, of: Expression): Expression => {
  if (isZeroTerm(of)) return num(0);
  if (of.kind === 'add') return loose(sumOf(of.terms.map((t) => traceOf(style, t))));
  const { scalars, rest } = scalarsApart(of);
  return productOf([...scalars, plainTrace(style, rest)]);
};

const plainTrace = (style: Style, e: Expression): Expression => {
  switch (e.kind) {
    case 'identity': return sizeOfSpace(style, e.space);
    case 'transpose': return traceOf(style, e.of);
    case 'outer': return dotOf(e.left, e.right);
    case 'hessian': return laplacian(e.of, e.variable);
    case 'gradient': return shapeOf(e).length === 2 ? divergence(e.of, e.variable) : trace(e);
    case 'add': return traceOf(style, e);
    case 'dot': return traceOfProduct(style, e);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'multiply': case 'power':
    case 'call': case 'doubleDot': case 'trace': case 'inverse': case 'determinant': case 'derivative':
    case 'divergence': case 'laplacian': case 'at': case 'integral': case 'optimum':
      return trace(e);
  }
};

/** tr(A (M + a ⊗ b)) = tr(A M) + b · A a. */
const traceOfProduct = (style: Style, e: Expression & { kind: 'dot' }): Expression => {
  let [left, right] = [e.left, e.right];
  while (right.kind === 'dot') [left, right] = [dotOf(left, right.left), right.right];
  if (right.kind !== 'add' || !right.terms.some(isPlain)) return trace(e);
  return loose(sumOf(right.terms.map((t) => traceOf(style, dotOf(left, t)))));
};

export const doubleDotOf = (style: Style, left: Expression, right: Expression): Expression => {
  if (isZeroTerm(left) || isZeroTerm(right)) return num(0);
  const [l, r] = [scalarsApart(left), scalarsApart(right)];
  return productOf([...l.scalars, ...r.scalars, plainDoubleDot(style, l.rest, r.rest)]);
};

const plainDoubleDot = (style: Style, left: Expression, right: Expression): Expression => {
  if (left.kind === 'identity') return traceOf(style, right);
  if (right.kind === 'identity') return traceOf(style, left);
  if (left.kind === 'outer') return dotOf(left.left, dotOf(right, left.right));
  if (right.kind === 'outer') return dotOf(right.left, dotOf(left, right.right));
  if (left.kind === 'transpose' && (right.kind === 'transpose' || isSymmetric(right))) return doubleDot(left.of, transposeOf(right));
  if (right.kind === 'transpose' && isSymmetric(left)) return doubleDot(left, right.of);
  const [sum, other] = left.kind === 'add' ? [left, right] : right.kind === 'add' ? [right, left] : [null, left];
  if (sum !== null && sum.terms.some(isPlain)) {
    return loose(sumOf(sum.terms.map((t) => (sum === left ? doubleDotOf(style, t, other) : doubleDotOf(style, other, t)))));
  }
  return doubleDot(left, right);
};

/** Terms that do not stay a double contraction. */
const isPlain = (e: Expression): boolean => {
  const { rest } = scalarsApart(e);
  return rest.kind === 'identity' || rest.kind === 'outer';
};

export const inverseOf = (of: Expression): Expression => {
  if (of.kind === 'inverse') return of.of;
  if (of.kind === 'identity') return of;
  const { scalars, rest } = scalarsApart(of);
  if (of.kind === 'multiply' && !isZeroTerm(of)) return productOf([...scalars.map((s) => powerOf(s, num(-1))), inverseOf(rest)]);
  return inverse(of);
};
