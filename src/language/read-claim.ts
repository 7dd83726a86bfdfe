/**
 * `claim "name" where …: body` and `refute …`: every form of body.
 */
import type { Condition, Expression, Shape, Variable } from '../kernel/expression.ts';
import { use } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import { readExpectation } from './declare-meaning.ts';
import { readProblem, readProcess } from './declare-process.ts';
import { checkNames, elaborate, elaborateScalar } from './elaborate.ts';
import { controlNamed } from './elaborate-integral.ts';
import { parseExpression } from './parser.ts';
import { readDifferentialClaim } from './read-differential-claim.ts';
import { matched, readConditions } from './read-equation.ts';
import type { Scope } from './scope.ts';
import type { ChainStep, ClaimBody } from './statement.ts';
import type { Surface } from './surface.ts';
import { describe, fitted, sameShape, shapeWords } from './typed.ts';
import type { Typed } from './typed.ts';

export interface ClaimText {
  /** null: the claim bears no name. */
  readonly name: string | null;
  readonly where: readonly Condition[];
  readonly body: ClaimBody;
}

export const readClaim = (cursor: Cursor, scope: Scope): ClaimText => {
  const token = cursor.peek();
  const name = token.kind === 'string' ? cursor.next().text : null;
  let where: Condition[] = [];
  if (cursor.take('where') !== null) {
    cursor.colonEnds = true;
    where = readConditions(cursor, scope);
    cursor.colonEnds = false;
  }
  cursor.expect(':', name === null ? 'or a name in quotation marks' : 'after the name of the claim');
  const body = readBody(cursor, scope);
  cursor.expectEnd();
  return { name, where, body };
};

const readBody = (cursor: Cursor, scope: Scope): ClaimBody => {
  if (cursor.at('d') && !cursor.finds('is') && cursor.finds('along')) return readDifferentialClaim(cursor, scope);
  const first = parseExpression(cursor);
  if (cursor.take('is') !== null) return readIs(cursor, scope, elaborate(scope, first));
  if (!cursor.at('=')) return cursor.unexpected('`=` or `is`');
  if (cursor.finds('is')) return readOptimal(cursor, scope, elaborate(scope, first));
  return readChain(cursor, scope, first);
};

/** … is density of X, is stationary density of X, is value of P, is expectation of … */
const readIs = (cursor: Cursor, scope: Scope, subject: Typed): ClaimBody => {
  const scalar = (): Expression => subject.shape.length === 0 ? subject.expression
    : complain('E0404', subject.span, `a density, a value and an expectation are scalars, but ${describe(scope, subject)}`);
  const stationary = cursor.take('stationary') !== null;
  if (cursor.take('density') !== null) {
    cursor.expect('of', 'and a process');
    return { kind: 'density', density: scalar(), process: readProcess(cursor, scope), stationary };
  }
  if (cursor.take('value') !== null) {
    cursor.expect('of', 'and a problem');
    return { kind: 'value', value: scalar(), problem: readProblem(cursor, scope) };
  }
  if (cursor.take('expectation') !== null) {
    cursor.expect('of', 'and what the expectation is of');
    return { kind: 'expectation', expectation: scalar(), ...readExpectation(cursor, scope) };
  }
  return cursor.unexpected('`density of`, `stationary density of`, `value of` or `expectation of`', cursor.at('optimal')
    ? 'write `u = … is optimal for P`' : null);
};

/** u = law is optimal for P [with value W] */
const readOptimal = (cursor: Cursor, scope: Scope, left: Typed): ClaimBody => {
  cursor.next();
  if (left.expression.kind !== 'variable') {
    return complain('E0506', left.span, 'an optimal law is claimed of a control: `u = … is optimal for P`');
  }
  const found = controlNamed(scope, { text: left.expression.variable.name, span: left.span });
  if (found.kind === 'field') return complain('E0506', left.span, 'a law is claimed of a variable, not of a density');
  const control: Variable = found;
  const shape: Shape = control.space === null ? [] : [control.space];
  const law = fitted(scope, elaborate(scope, parseExpression(cursor)), shape, use(control));
  if (!sameShape(law.shape, shape)) complain('E0404', law.span, `${control.name} is ${shapeWords(shape)}, but ${describe(scope, law)}`);
  cursor.expect('is', 'and `optimal for`');
  cursor.expect('optimal', 'after `is`');
  cursor.expect('for', 'and a problem');
  const problem = readProblem(cursor, scope);
  if (!problem.controls.some((c) => c.name === control.name)) {
    complain('E0506', left.span, `${problem.name} is not a problem over ${control.name}`);
  }
  let value: Expression | null = null;
  if (cursor.take('with') !== null) {
    cursor.expect('value', 'after `with`');
    value = elaborateScalar(scope, parseExpression(cursor), 'a value');
  }
  return { kind: 'optimal', control, law: law.expression, problem, value };
};

/** A = B by …, A = B iff …, A = B = C */
const readChain = (cursor: Cursor, scope: Scope, firstSurface: Surface): ClaimBody => {
  const surfaces: Surface[] = [];
  const reasons: (string | null)[] = [];
  while (cursor.take('=') !== null) {
    surfaces.push(parseExpression(cursor));
    reasons.push(readReason(cursor));
  }
  checkNames(scope, [firstSurface, ...surfaces]);
  const [first, sides] = [elaborate(scope, firstSurface), surfaces.map((s) => elaborate(scope, s))];
  const right = sides[0];
  if (right === undefined) return cursor.unexpected('`=`');
  if (sides.length > 1) return chainOf(cursor, scope, first, sides, reasons);
  const iff = cursor.take('iff') === null ? null : readConditions(cursor, scope);
  return { kind: 'equation', ...matched(scope, first, right), iff, by: reasons[0] ?? readReason(cursor) };
};

const chainOf = (cursor: Cursor, scope: Scope, first: Typed, sides: readonly Typed[], reasons: readonly (string | null)[]): ClaimBody => {
  if (cursor.at('iff')) {
    return complain('E0506', cursor.peek(), 'a chain cannot hold under a condition', { help: 'claim the equation of its ends with `iff`' });
  }
  const model = [first, ...sides].find((s) => s.shape.length > 0) ?? first;
  const start = matched(scope, first, model).left;
  const steps = sides.map((side, i): ChainStep => ({
    right: matched(scope, model, side).right, by: reasons[i] ?? null, span: side.span,
  }));
  return { kind: 'chain', first: start, steps };
};

/** The words after `by`, to the next `=`, `iff` or the end. */
const readReason = (cursor: Cursor): string | null => {
  if (cursor.take('by') === null) return null;
  const words: string[] = [];
  while (!cursor.atEnd() && !cursor.at('=') && !cursor.at('iff')) {
    const token = cursor.next();
    if (token.kind !== 'name' && token.kind !== 'number' && token.text !== '-') {
      complain('E0301', token, 'expected the name of a hypothesis or of a rule', { help: 'as in `by fokker-planck`' });
    }
    words.push(words.length > 0 && token.spaced ? ` ${token.text}` : token.text);
  }
  if (words.length === 0) return cursor.unexpected('the name of a hypothesis or of a rule');
  return words.join('');
};
