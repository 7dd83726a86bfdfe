/**
 * Equations and conditions: two expressions of one type, and a relation.
 */
import type { Condition, Expression } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import { elaborate } from './elaborate.ts';
import { parseExpression } from './parser.ts';
import type { Scope } from './scope.ts';
import { describe, fitted, isScalar, sameShape } from './typed.ts';
import type { Typed } from './typed.ts';

/** Both sides with one type; the literal 0 takes the type of the other side. */
export const matched = (scope: Scope, left: Typed, right: Typed): { left: Expression; right: Expression } => {
  const l = fitted(scope, left, right.shape, right.expression);
  const r = sameShape(l.shape, right.shape) ? right : fitted(scope, right, left.shape, left.expression);
  const one = sameShape(l.shape, right.shape) ? l : left;
  if (sameShape(one.shape, r.shape)) return { left: one.expression, right: r.expression };
  return complain('E0404', right.span, `the two sides are of different types: ${describe(scope, right)}`, {
    labels: [{ span: left.span, text: describe(scope, left) }],
  });
};

const RELATIONS = ['=', '!=', '<', '<=', '>', '>='] as const;

/** nu = lambda, x > 0 */
export const readCondition = (cursor: Cursor, scope: Scope): Condition => {
  const leftSurface = parseExpression(cursor);
  const token = cursor.peek();
  const relation = RELATIONS.find((r) => token.kind === 'symbol' && r === token.text);
  if (relation === undefined) return cursor.unexpected('a relation: =, !=, <, <=, > or >=');
  cursor.next();
  const left = elaborate(scope, leftSurface);
  const right = elaborate(scope, parseExpression(cursor));
  if (relation === '=') return { relation, ...matched(scope, left, right) };
  const notScalar = [left, right].find((side) => !isScalar(side));
  if (notScalar !== undefined) {
    complain('E0404', notScalar.span, `\`${relation}\` compares scalars, but ${describe(scope, notScalar)}`);
  }
  return { relation, left: left.expression, right: right.expression };
};

/** Conditions joined by `,` or `and`. */
export const readConditions = (cursor: Cursor, scope: Scope): Condition[] => {
  const conditions = [readCondition(cursor, scope)];
  while (cursor.take(',') !== null || cursor.take('and') !== null) conditions.push(readCondition(cursor, scope));
  return conditions;
};
