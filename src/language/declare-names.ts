/**
 * `let V = …` and `assume …`: abbreviations and hypotheses.
 */
import type { Expression, Field, Hypothesis } from '../kernel/expression.ts';
import { partsOf } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import { checkNames, elaborate } from './elaborate.ts';
import { parseExpression } from './parser.ts';
import { matched } from './read-equation.ts';
import { readSlots } from './read-type.ts';
import type { Scope } from './scope.ts';
import type { Abbreviation, Assumption, Span } from './statement.ts';
import { variablesOf } from './variables.ts';

/** let V = -log p; let V(y,s) = … */
export const declareAbbreviation = (cursor: Cursor, scope: Scope, span: Span): Abbreviation => {
  const name = cursor.name('a name');
  scope.mayDeclare(name);
  const given = cursor.at('(') ? readSlots(cursor, scope) : null;
  cursor.expect('=', 'after the name');
  const { expression, shape } = elaborate(scope, parseExpression(cursor));
  cursor.expectEnd();
  const slots = given ?? scope.inOrder(variablesOf(expression).values());
  scope.declare(name, { kind: 'let', slots, value: expression, shape });
  return { kind: 'let', name: name.text, slots, value: expression, span };
};

/** assume A = B; assume curl-free s; `number` counts the assumptions. */
export const declareAssumption = (cursor: Cursor, scope: Scope, span: Span, number: number): Assumption => {
  if (cursor.at('curl') && cursor.at('-', 1) && cursor.at('free', 2)) return declareCurlFree(cursor, scope, span);
  const leftSurface = parseExpression(cursor);
  if (!cursor.at('=')) return refuseRelation(cursor);
  cursor.next();
  const rightSurface = parseExpression(cursor);
  checkNames(scope, [leftSurface, rightSurface]);
  const sides = matched(scope, elaborate(scope, leftSurface), elaborate(scope, rightSurface));
  cursor.expectEnd();
  const head = headField(sides.left);
  const hypothesis: Hypothesis = {
    kind: 'equation', name: head?.name ?? `assumption ${number}`, ...sides, ...(head === null ? {} : { solvedFor: head }),
  };
  return { kind: 'assume', hypothesis, span };
};

const refuseRelation = (cursor: Cursor): never => {
  const token = cursor.peek();
  if (['<', '>', '<=', '>=', '!='].includes(token.text)) {
    return complain('E0301', token, 'only equations can be assumed', {
      help: 'a sign is declared with the name (`param r > 0`), or said by the claim (`where r > 0`)',
    });
  }
  return cursor.unexpected('`=`');
};

const declareCurlFree = (cursor: Cursor, scope: Scope, span: Span): Assumption => {
  for (let i = 0; i < 3; i++) cursor.next();
  const name = cursor.name('a vector field');
  cursor.expectEnd();
  const entry = scope.resolve(name);
  if (entry.kind !== 'symbol' || entry.symbol.kind !== 'field' || (entry.symbol.shape.length !== 1 && !scope.flat)) {
    return complain('E0205', name.span, `\`${name.text}\` is not a vector field`);
  }
  return { kind: 'assume', hypothesis: { kind: 'curl-free', name: name.text, field: entry.symbol }, span };
};

/** The field whose derivative stands on the left, under signs, factors and derivatives; in a sum, the one that is
 *  differentiated by time. */
const headField = (e: Expression): Field | null => {
  switch (e.kind) {
    case 'field': return e.field;
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': return headField(e.of);
    case 'multiply': {
      const heads = e.factors.map(headField).filter((f) => f !== null);
      return heads.length === 1 ? heads[0] ?? null : null;
    }
    case 'add': {
      const heads = e.terms.filter(hasTimeDerivative).map(headField);
      return heads.length === 1 ? heads[0] ?? null : null;
    }
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'power': case 'call': case 'dot':
    case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'identity':
    case 'at': case 'integral': case 'optimum':
      return null;
  }
};

const hasTimeDerivative = (e: Expression): boolean =>
  (e.kind === 'derivative' && e.variable.name === 't') || (e.kind === 'multiply' && partsOf(e).some(hasTimeDerivative));
