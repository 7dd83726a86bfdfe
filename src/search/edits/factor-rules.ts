/**
 * Changes of a factor: its square, its transpose, the order of a matrix product, its absence or presence.
 */
import { isWrittenAlike } from '../../calculus/sameness.ts';
import type { Expression, Symmetry } from '../../kernel/expression.ts';
import { dot, num, pow, shapeOf, times, transpose } from '../../kernel/expression.ts';
import { subexpressions } from '../../calculus/dependence.ts';
import type { Rule } from './edit.ts';

const isSymbol = (e: Expression): boolean => e.kind === 'field' || e.kind === 'parameter';

const isNumber = (e: Expression, value: number): boolean =>
  e.kind === 'number' && e.value.denominator === 1n && e.value.numerator === BigInt(value);

const isSquareMatrix = (e: Expression): boolean => {
  const shape = shapeOf(e);
  return shape.length === 2 && shape[0] === shape[1];
};

/** g ↔ g², 1/g ↔ 1/g², sqrt(g) → g, for scalar fields and parameters. */
export const square: Rule = function* ({ expression, parent, isInArgument }) {
  if (isInArgument) return;
  if (expression.kind === 'call' && expression.function === 'sqrt') {
    yield { phrase: 'root left out:', after: expression.argument };
  } else if (expression.kind === 'power' && isSymbol(expression.base)) {
    yield* otherPowers(expression.base, expression.exponent);
  } else if (isSymbol(expression) && shapeOf(expression).length === 0 && parent?.kind !== 'power') {
    yield { phrase: 'power 1 → 2 of', after: pow(expression, num(2)) };
  }
};

const otherPowers = (base: Expression, exponent: Expression): ReturnType<Rule> => {
  if (isNumber(exponent, 2)) return [{ phrase: 'power 2 → 1 of', after: base }];
  if (isNumber(exponent, -1)) return [{ phrase: 'power −1 → −2 of', after: pow(base, num(-2)) }];
  if (isNumber(exponent, -2)) return [{ phrase: 'power −2 → −1 of', after: pow(base, num(-1)) }];
  return [];
};

/** M ↔ M^T, for square matrices that are not known to be symmetric. */
export const transposition: Rule = function* ({ expression, parent, isInArgument }) {
  if (isInArgument || !isSquareMatrix(expression)) return;
  if (expression.kind === 'transpose') yield { phrase: 'transpose left out:', after: expression.of };
  else if (isUnsymmetric(expression) && parent?.kind !== 'transpose') {
    yield { phrase: 'transpose of', after: transpose(expression) };
  }
};

/** A matrix symbol or a Jacobian; a product is left to its factors. */
const isUnsymmetric = (e: Expression): boolean => {
  if (e.kind === 'gradient') return e.of.kind !== 'gradient';
  return symmetryOf(e) === 'none';
};

const symmetryOf = (e: Expression): Symmetry | null => {
  if (e.kind === 'field') return e.field.symmetry;
  return e.kind === 'parameter' ? e.parameter.symmetry : null;
};

/** M N → N M. */
export const order: Rule = function* ({ expression, isInArgument }) {
  if (isInArgument || expression.kind !== 'dot') return;
  const { left, right } = expression;
  const isProduct = isSquareMatrix(left) && shapeOf(left).join() === shapeOf(right).join();
  if (isProduct && !isWrittenAlike(left, right)) yield { phrase: 'order of the product', after: dot(right, left) };
};

/** A product without one of its symbols, M v → v. */
export const removeFactor: Rule = function* ({ expression, isInArgument }) {
  if (isInArgument) return;
  if (expression.kind === 'multiply') {
    for (const [i, f] of expression.factors.entries()) {
      if (shapeOf(f).length > 0 || !(isSymbol(f) || (f.kind === 'power' && isSymbol(f.base)))) continue;
      yield { phrase: 'without a factor:', after: times(...expression.factors.filter((_, k) => k !== i)) };
    }
  }
  if (expression.kind !== 'dot') return;
  const { left, right } = expression;
  if (isSquareMatrix(left)) yield { phrase: 'without the matrix:', after: right };
  if (isSquareMatrix(right)) yield { phrase: 'without the matrix:', after: left };
};

/** w → g w, M w, for a term with a gradient in it, or a vector term, and the factors the claim speaks of. */
export const insertFactor: Rule = function* ({ expression, isTerm, isInArgument }, { factors }) {
  if (!isTerm || isInArgument || expression.kind === 'add' || !mentionsDerivative(expression)) return;
  const shape = shapeOf(expression);
  for (const f of factors) {
    const of = shapeOf(f);
    if (of.length === 0) yield { phrase: 'missing factor in', after: times(f, expression) };
    else if (shape.length === 1 && of.at(-1) === shape[0] && of[0] === shape[0]) {
      yield { phrase: 'missing matrix in', after: dot(f, expression) };
    }
  }
};

const mentionsDerivative = (e: Expression): boolean => {
  for (const part of subexpressions(e)) {
    if (part.kind === 'gradient' || part.kind === 'derivative' || part.kind === 'hessian') return true;
    if (part.kind === 'divergence' || part.kind === 'laplacian') return true;
  }
  return false;
};
