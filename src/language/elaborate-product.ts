/**
 * Products by type. Side by side: a scalar multiplies anything, a matrix acts on what follows it, `a^T b` is a·b and
 * `a b^T` is outer(a, b). Between two vectors nothing is guessed.
 */
import { dot, doubleDot, numberOf, num, outer, pow } from '../kernel/expression.ts';
import type { Expression } from '../kernel/expression.ts';
import { divide, isInteger, isZero, multiply, negate } from '../kernel/rational.ts';
import { complain, spanning } from './complaint.ts';
import { DEEPEST } from './lexer.ts';
import type { Scope } from './scope.ts';
import type { Span } from './statement.ts';
import type { JoinOperator } from './surface.ts';
import { describe, fitted, isMatrix, isScalar, isVector, product, sameShape, shapeWords, typed } from './typed.ts';
import type { Typed } from './typed.ts';

export interface Factor {
  readonly divides: boolean;
  readonly factor: Typed;
}

/** Factors side by side, from the left. Scalars stay where they stand; vectors and matrices meet one another. */
export const productOf = (scope: Scope, factors: readonly Factor[], span: Span): Typed => {
  const done: Expression[] = [];
  let tensor: Typed | null = null;
  let place = -1;
  let links = 0;
  for (const { divides, factor } of factors) {
    if (divides) pushQuotient(scope, done, factor);
    else if (isScalar(factor)) pushScalar(done, factor.expression);
    else if (tensor === null) {
      tensor = factor;
      place = done.push(factor.expression) - 1;
    } else {
      if (++links > DEEPEST) complain('E0507', span, `a product of more than ${DEEPEST} vectors and matrices`);
      tensor = sideBySide(scope, tensor, factor);
      done[place] = tensor.expression;
      if (isScalar(tensor)) tensor = null;
    }
  }
  return { expression: product(done), shape: tensor?.shape ?? [], row: tensor?.row ?? false, span };
};

/** Numbers that stand side by side become one: 1/2 is the number one half. */
const pushScalar = (done: Expression[], e: Expression): void => {
  const last = done.at(-1);
  if (e.kind === 'number' && last?.kind === 'number') done[done.length - 1] = numberOf(multiply(last.value, e.value));
  else done.push(e);
};

const pushQuotient = (scope: Scope, done: Expression[], by: Typed): void => {
  if (!isScalar(by)) {
    complain('E0402', by.span, `a quotient needs a scalar below the line, but ${describe(scope, by)}`, {
      help: isMatrix(by) ? 'write the inverse: `M^-1 v`' : null,
    });
  }
  const e = by.expression;
  if (e.kind === 'number') {
    if (isZero(e.value)) complain('E0508', by.span, 'a division by zero');
    pushScalar(done, numberOf(divide({ numerator: 1n, denominator: 1n }, e.value)));
  } else done.push(reciprocal(e));
};

/** 1/e; of a power with an integer exponent, the opposite power. */
const reciprocal = (e: Expression): Expression =>
  e.kind === 'power' && e.exponent.kind === 'number' && isInteger(e.exponent.value)
    ? pow(e.base, numberOf(negate(e.exponent.value))) : pow(e, num(-1));

/** Two vectors or matrices side by side. */
const sideBySide = (scope: Scope, left: Typed, right: Typed): Typed => {
  const span = spanning(left.span, right.span);
  if (isVector(left) && isVector(right)) {
    if (left.row && !right.row) return contract(scope, left, right, span);
    if (!left.row && right.row) return outerProduct(scope, left, right);
    return refuseVectors(scope, left, right, span);
  }
  if (isVector(left) && isMatrix(right)) {
    if (left.row) return { ...contract(scope, left, right, span), row: true };
    return complain('E0402', span, `a vector before a matrix: ${describe(scope, left)}, ${describe(scope, right)}`, {
      help: `write \`${scope.quote(left.span).slice(1, -1)}^T …\` for the row times the matrix, or put the matrix first`,
    });
  }
  if (right.row) return complain('E0402', span, 'a matrix before a transposed vector');
  return contract(scope, left, right, span);
};

const refuseVectors = (scope: Scope, left: Typed, right: Typed, span: Span): never => {
  const [a, b] = [scope.quote(left.span).slice(1, -1), scope.quote(right.span).slice(1, -1)];
  return complain('E0402', span, 'two vectors side by side', {
    labels: [{ span: left.span, text: 'a vector' }, { span: right.span, text: 'a vector' }],
    help: `write \`${a} · ${b}\`, or \`outer(${a}, ${b})\``,
  });
};

/** The last slot of the left meets the first slot of the right. */
export const contract = (scope: Scope, left: Typed, right: Typed, span: Span): Typed => {
  const inner = left.shape.at(-1);
  const outerSpace = right.shape[0];
  let [l, r] = [left, right];
  if (inner !== outerSpace && inner !== undefined && outerSpace !== undefined) {
    l = fitted(scope, left, isMatrix(left) ? [outerSpace, outerSpace] : left.shape, left.expression);
    r = l === left && isMatrix(right) ? fitted(scope, right, [inner, inner], right.expression) : right;
  }
  if (l.shape.at(-1) !== r.shape[0]) return refuseSizes(scope, l, r, span);
  return typed(dot(l.expression, r.expression), [...l.shape.slice(0, -1), ...r.shape.slice(1)], span);
};

const refuseSizes = (scope: Scope, left: Typed, right: Typed, span: Span): never => {
  const fits = isMatrix(left) && left.shape[0] === right.shape[0];
  return complain('E0402', span, `the sizes do not meet: ${describe(scope, left)}, and ${describe(scope, right)}`, {
    help: fits ? `\`${scope.quote(left.span).slice(1, -1)}^T\` would fit` : null,
  });
};

/** a · b, M : N, a ⊗ b; `joined`: the left is itself two parts that are joined. */
export const join = (scope: Scope, operator: JoinOperator, left: Typed, right: Typed, joined = false): Typed => {
  const span = spanning(left.span, right.span);
  switch (operator) {
    case '·': return dotProduct(scope, left, right, span);
    case 'cdot': return looseProduct(scope, left, right, span, joined);
    case ':': return frobenius(scope, left, right, span);
    case '⊗': return outerProduct(scope, left, right);
  }
};

/** A scalar times anything, or the inner product; a · b · c of three vectors is refused. */
const looseProduct = (scope: Scope, left: Typed, right: Typed, span: Span, joined: boolean): Typed => {
  if (isScalar(left) === isScalar(right)) return dotProduct(scope, left, right, span);
  if (joined && isScalar(left) && left.expression.kind === 'dot') {
    return complain('E0402', span, 'an inner product that is multiplied by a vector', { help: 'put brackets around the inner product' });
  }
  return productOf(scope, [left, right].map((factor) => ({ divides: false, factor })), span);
};

const dotProduct = (scope: Scope, left: Typed, right: Typed, span: Span): Typed => {
  if (isScalar(left) && isScalar(right)) return productOf(scope, [left, right].map((factor) => ({ divides: false, factor })), span);
  if (isScalar(left) || isScalar(right)) {
    const [scalar, other] = isScalar(left) ? [left, right] : [right, left];
    return complain('E0402', span, `\`·\` joins ${shapeWords(other.shape)} with a scalar: ${describe(scope, scalar)}`, {
      help: 'a product with a scalar is written side by side',
    });
  }
  if (isMatrix(left) && isMatrix(right)) {
    return complain('E0402', span, '`·` between two matrices', {
      help: 'write `M N` for the product of matrices, or `M : N` for the Frobenius product',
    });
  }
  return contract(scope, left, right, span);
};

const frobenius = (scope: Scope, left: Typed, right: Typed, span: Span): Typed => {
  if (scope.flat) return dotProduct(scope, left, right, span);
  const [l, r] = [fitted(scope, left, right.shape, right.expression), fitted(scope, right, left.shape, left.expression)];
  const one = sameShape(l.shape, right.shape) ? [l, right] as const : [left, r] as const;
  if (!isMatrix(left) || !isMatrix(right) || !sameShape(one[0].shape, one[1].shape)) {
    return complain('E0402', span, `\`:\` needs two matrices of one size: ${describe(scope, left)}, and ${describe(scope, right)}`, {
      help: isVector(left) && isVector(right) ? 'vectors are joined by `·`' : null,
    });
  }
  return typed(doubleDot(one[0].expression, one[1].expression), [], span);
};

export const outerProduct = (scope: Scope, left: Typed, right: Typed): Typed => {
  const span = spanning(left.span, right.span);
  if (scope.flat) return dotProduct(scope, left, right, span);
  if (!isVector(left) || !isVector(right)) {
    return complain('E0402', span, `the outer product needs two vectors: ${describe(scope, left)}, and ${describe(scope, right)}`);
  }
  return typed(outer(left.expression, right.expression), [...left.shape, ...right.shape], span);
};
