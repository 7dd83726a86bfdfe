/**
 * Contractions: matrices side by side (`G G^\top\nabla p`), vectors joined by a dot, `x^\top P x` where a vector stands on
 * both sides of matrices, and v·v as `\lvert v\rvert^2`. v·M, a vector, is written M^\top v.
 */
import { dot, shapeOf, transpose } from '../kernel/expression.ts';
import type { Expression } from '../kernel/expression.ts';
import type { Formula, Manner } from './latex-box.ts';
import { atLeast, beginsWithBracket, bracketed, breakable, row, solid, withLevel } from './latex-box.ts';
import { endsInDivergence } from './latex-endings.ts';
import { formulaOf } from './latex-expression.ts';
import { sideBySide } from './latex-factors.ts';
import type { Factor } from './latex-factors.ts';
import type { Contraction } from './reading.ts';
import { hoisted, isPrefix, isSideBySide, squareOf } from './reading.ts';
import { FACTOR, JOIN, PRIMARY, PRODUCT } from './text-expression.ts';

export const contraction = (e: Contraction, m: Manner): Formula => {
  if (shapeOf(e.left).length === 2) return sideBySide(null, chain(matrices(e), m));
  if (shapeOf(e.right).length === 2) return formulaOf(dot(transposeOf(e.right), e.left), m);
  const square = squareOf(e);
  if (square !== null) return row(FACTOR, norm(square, m), '^2');
  if (e.left.kind === 'dot' && !isSideBySide(e.left)) return contraction(rightward(e.left, e.right), m);
  return isSideBySide(e.right) ? quadratic(e.left, e.right, m) : joined(e.left, ' \\cdot ', e.right, m);
};

/** (v M) w as v (M w) */
const rightward = (left: Contraction, right: Expression): Contraction => ({ kind: 'dot', left: left.left, right: dot(left.right, right) });

const transposeOf = (e: Expression): Expression => {
  if (e.kind === 'transpose') return e.of;
  const symmetric = e.kind === 'identity' || (e.kind === 'parameter' && isSymmetric(e.parameter)) || (e.kind === 'field' && isSymmetric(e.field));
  return symmetric ? e : transpose(e);
};
const isSymmetric = (of: { readonly symmetry: string }): boolean => of.symmetry === 'symmetric' || of.symmetry === 'positive';

/** A, B, v of A B v, however it is bracketed. */
const matrices = (e: Expression): readonly Expression[] =>
  e.kind === 'dot' && isSideBySide(e) ? [...matrices(e.left), ...matrices(e.right)] : [e];

const chain = (factors: readonly Expression[], m: Manner): readonly Factor[] => factors.map((e, i) => {
  const formula = formulaOf(e, m);
  const last = i === factors.length - 1;
  return { e, formula: (isPrefix(e) && !last) || endsInDivergence(e) ? bracketed(formula) : atLeast(formula, FACTOR) };
});

/** x^\top P x; ∇V · P x where the left is no single letter or bracket. */
const quadratic = (left: Expression, right: Expression, m: Manner): Formula => {
  const written = formulaOf(left, m);
  const single = written.level >= PRIMARY || left.kind === 'add';
  if (!single || (beginsWithBracket(written) && left.kind !== 'add')) return joined(left, ' \\cdot ', right, m);
  const row1 = withLevel(row(FACTOR, atLeast(written, PRIMARY), '^\\top '), FACTOR);
  return sideBySide(row1, chain(matrices(right), m));
};

const joined = (left: Expression, sign: string, right: Expression, m: Manner): Formula =>
  row(JOIN, operand(left, m), breakable(row(PRODUCT, sign, operand(right, m)), 3));

const operand = (e: Expression, m: Manner): Formula => {
  const runsOn = endsInDivergence(e) || e.kind === 'integral' || e.kind === 'optimum';
  return runsOn ? bracketed(formulaOf(e, m)) : atLeast(formulaOf(e, m), PRODUCT);
};

export const doubleContraction = (e: Expression & { kind: 'doubleDot' }, m: Manner): Formula => joined(e.left, ' : ', e.right, m);
export const outerProduct = (e: Expression & { kind: 'outer' }, m: Manner): Formula => joined(e.left, ' \\otimes ', e.right, m);

/** |v|, bars as high as v needs. */
export const norm = (e: Expression, m: Manner): Formula => {
  const inner = formulaOf(hoisted(e), m);
  return { ...bracketed(inner, '\\lvert ', '\\rvert'), height: inner.height, level: PRIMARY };
};

/** M^\top, M^{-1}, and M^{-\top} for the transpose of the inverse. */
export const transposed = (e: Expression & { kind: 'transpose' | 'inverse' }, m: Manner): Formula => {
  const both = e.kind === 'transpose' && e.of.kind === 'inverse';
  const of = e.of.kind === 'inverse' && both ? e.of.of : e.of;
  const base = atLeast(formulaOf(of, m), PRIMARY);
  const power = both ? '{-\\top}' : e.kind === 'transpose' ? '\\top' : '{-1}';
  return withLevel(of.kind === 'add' ? row(FACTOR, base, `^${power}`) : solid(row(FACTOR, base, `^${power}`)), FACTOR);
};
