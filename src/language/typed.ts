/**
 * A typed expression on its way from the surface tree, and the words for types in messages.
 */
import { identity, num, times, use } from '../kernel/expression.ts';
import type { Expression, Shape } from '../kernel/expression.ts';
import { isZero, negate as negative } from '../kernel/rational.ts';
import { complain } from './complaint.ts';
import type { Scope } from './scope.ts';
import type { Span } from './statement.ts';

export interface Typed {
  readonly expression: Expression;
  readonly shape: Shape;
  /** A transposed vector, as in `a^T b`. */
  readonly row: boolean;
  readonly span: Span;
}

export const typed = (expression: Expression, shape: Shape, span: Span): Typed => ({ expression, shape, row: false, span });

export const isScalar = (t: Typed): boolean => t.shape.length === 0;
export const isVector = (t: Typed): boolean => t.shape.length === 1;
export const isMatrix = (t: Typed): boolean => t.shape.length === 2;
export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((space, i) => space === b[i]);

/** The literal 0, which fits every shape. */
export const isLiteralZero = (e: Expression): boolean => e.kind === 'number' && isZero(e.value);

/** `a scalar`, `a vector`, `a matrix (n × m)`. */
export const shapeWords = (shape: Shape): string => {
  const [rows, columns] = shape;
  if (rows === undefined) return 'a scalar';
  if (columns === undefined) return rows === 'n' ? 'a vector' : `a vector of ${rows} components`;
  return rows === 'n' && columns === 'n' ? 'a matrix' : `a matrix (${rows} × ${columns})`;
};

export const describe = (scope: Scope, t: Typed): string => `${scope.quote(t.span)} is ${shapeWords(t.shape)}`;

export const negate = (e: Expression): Expression => {
  if (e.kind === 'number') return { kind: 'number', value: negative(e.value) };
  const first = e.kind === 'multiply' ? e.factors[0] : undefined;
  if (e.kind === 'multiply' && first?.kind === 'number') {
    return { kind: 'multiply', factors: [negate(first), ...e.factors.slice(1)] };
  }
  return times(num(-1), e);
};

export const sum = (terms: readonly Expression[]): Expression => {
  const only = terms[0];
  return terms.length === 1 && only !== undefined ? only : { kind: 'add', terms };
};

export const product = (factors: readonly Expression[]): Expression => {
  const only = factors[0];
  return factors.length === 1 && only !== undefined ? only : { kind: 'multiply', factors };
};

/** Zero of a shape; `like` is any expression of that shape. */
const zeroLike = (scope: Scope, shape: Shape, like: Expression): Expression => {
  if (shape.length === 0) return num(0);
  if (shape.length === 1 && shape[0] === scope.x.space) return times(num(0), use(scope.x));
  if (shape.length === 2 && shape[0] === shape[1] && shape[0] !== undefined) return times(num(0), identity(shape[0]));
  return times(num(0), like);
};

/** The same expression in another shape, where it has one: the literal 0, and multiples of `I`. */
export const fitted = (scope: Scope, t: Typed, shape: Shape, like: Expression): Typed => {
  if (sameShape(t.shape, shape)) return t;
  if (isLiteralZero(t.expression)) return { ...t, expression: zeroLike(scope, shape, like), shape };
  const [rows, columns] = shape;
  if (isMatrix(t) && rows !== undefined && rows === columns && shape.length === 2) {
    const changed = withIdentity(t.expression, rows);
    if (changed !== null) return { ...t, expression: changed, shape };
  }
  return t;
};

/** A multiple of I with the space of I changed; null for anything else. */
const withIdentity = (e: Expression, space: string): Expression | null => {
  if (e.kind === 'identity') return identity(space);
  if (e.kind !== 'multiply') return null;
  if (!e.factors.some((f) => f.kind === 'identity')) return null;
  return { kind: 'multiply', factors: e.factors.map((f) => (f.kind === 'identity' ? identity(space) : f)) };
};

export const needScalar = (scope: Scope, t: Typed, what: string): Expression =>
  isScalar(t) ? t.expression : complain('E0403', t.span, `${what} must be a scalar, but ${describe(scope, t)}`);
