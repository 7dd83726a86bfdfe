/**
 * `density`, `expectation`, `problem`, `value`: unknown functions that stand for partial differential equations.
 * Each of them declares its field as well.
 */
import { field, num, use } from '../kernel/expression.ts';
import type { Expression, Field, Sign, Variable } from '../kernel/expression.ts';
import { checkProblem } from './check-problem.ts';
import { complain } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import { readProblem, readProcess } from './declare-process.ts';
import { elaborateScalar } from './elaborate.ts';
import { controlNamed } from './elaborate-integral.ts';
import { parseExpression } from './parser.ts';
import { readSlots } from './read-type.ts';
import type { Scope } from './scope.ts';
import { evidentSign } from './sign.ts';
import type { Density, Expectation, Problem, Process, Span, Value } from './statement.ts';
import type { Name } from './surface.ts';
import { variablesOf } from './variables.ts';

interface Unknown {
  readonly name: Name;
  readonly slots: readonly Variable[];
}

/** p(x,t) */
const readUnknown = (cursor: Cursor, scope: Scope): Unknown => {
  const name = cursor.name('a name with its variables, as in `p(x,t)`');
  scope.mayDeclare(name);
  return { name, slots: readSlots(cursor, scope) };
};

const declareUnknown = (scope: Scope, unknown: Unknown, sign: Sign, fields: Map<string, Field>): Field => {
  const symbol = field(unknown.name.text, unknown.slots, { sign });
  scope.declare(unknown.name, { kind: 'symbol', symbol });
  fields.set(symbol.name, symbol);
  return symbol;
};

/** The slots must be the state variables, with t or without. */
const checkSlots = (unknown: Unknown, process: Process, time: boolean): void => {
  const expected = [...process.blocks.map((b) => b.variable.name), ...(time ? ['t'] : [])];
  const found = unknown.slots.map((v) => v.name);
  if (expected.length === found.length && expected.every((name) => found.includes(name))) return;
  complain('E0503', unknown.name.span, `\`${unknown.name.text}(${found.join(', ')})\` should depend on ${expected.join(' and ')}`, {
    help: `write \`${unknown.name.text}(${expected.join(',')})\``,
  });
};

/** density p(x,t) of X; stationary density p(x) of X */
export const declareDensity = (cursor: Cursor, scope: Scope, span: Span, stationary: boolean, fields: Map<string, Field>): Density => {
  if (stationary) cursor.expect('density', 'after `stationary`');
  const unknown = readUnknown(cursor, scope);
  cursor.expect('of', 'and a process');
  const process = readProcess(cursor, scope);
  cursor.expectEnd();
  checkSlots(unknown, process, !stationary);
  return { kind: 'density', field: declareUnknown(scope, unknown, 'positive', fields), process, stationary, span };
};

export interface ExpectationParts {
  readonly terminal: Expression;
  readonly process: Process;
  readonly discount: Expression | null;
  readonly running: Expression | null;
  readonly horizon: Expression;
}

/** phi(x) [at S] along X [discounted r] [plus running c], the clauses in any order. */
export const readExpectation = (cursor: Cursor, scope: Scope): ExpectationParts => {
  const start = cursor.peek();
  const terminal = elaborateScalar(scope, parseExpression(cursor), 'what an expectation is of');
  let [process, discount, running, horizon]: [Process | null, Expression | null, Expression | null, Expression | null] = [null, null, null, null];
  for (;;) {
    if (cursor.take('along') !== null) process = readProcess(cursor, scope);
    else if (cursor.take('discounted') !== null) discount = readScalar(cursor, scope, 'a discount');
    else if (cursor.take('plus') !== null) {
      cursor.expect('running', 'after `plus`');
      running = readScalar(cursor, scope, 'a running reward');
    } else if (cursor.take('at') !== null) horizon = readScalar(cursor, scope, 'a horizon');
    else break;
  }
  if (process === null) return cursor.unexpected('`along` and a process');
  return { terminal, process, discount, running, horizon: horizon ?? horizonT(scope, cursor.spanFrom(start)) };
};

const readScalar = (cursor: Cursor, scope: Scope, what: string): Expression =>
  elaborateScalar(scope, parseExpression(cursor), what);

/** The declared parameter T. */
const horizonT = (scope: Scope, span: Span): Expression => {
  const entry = scope.get('T');
  if (entry?.kind === 'symbol' && entry.symbol.kind === 'parameter' && entry.symbol.shape.length === 0) return use(entry.symbol);
  return complain('E0504', span, 'the horizon is not known', {
    help: 'declare `param T` before, or name another one: `… at S`',
  });
};

/** expectation h(x,t) of phi(x) along X */
export const declareExpectation = (cursor: Cursor, scope: Scope, span: Span, fields: Map<string, Field>): Expectation => {
  const unknown = readUnknown(cursor, scope);
  cursor.expect('of', 'and what the expectation is of');
  const parts = readExpectation(cursor, scope);
  cursor.expectEnd();
  checkSlots(unknown, parts.process, true);
  const positive = evidentSign(parts.terminal) === 'positive' &&
    (parts.running === null || evidentSign(parts.running) !== 'unknown');
  return { kind: 'expectation', field: declareUnknown(scope, unknown, positive ? 'positive' : 'any', fields), ...parts, span };
};

/** problem P: minimize running … terminal … over u along X discounted rho, the clauses in any order. */
export const declareProblem = (cursor: Cursor, scope: Scope, span: Span): Problem => {
  const name = cursor.name('the name of a problem');
  scope.mayDeclare(name);
  cursor.expect(':', 'before `minimize` or `maximize`');
  const sense = readSense(cursor);
  let [running, terminal, horizon, discount]: [Expression | null, Expression | null, Expression | null, Expression | null] = [null, null, null, null];
  let controls: ControlList = { names: [], controls: [] };
  let process: Process | null = null;
  const spans = { running: span, terminal: span, horizon: span, discount: span, process: span };
  for (;;) {
    const start = cursor.peek();
    if (cursor.take('running') !== null) {
      running = readScalar(cursor, scope, 'a running cost');
      spans.running = cursor.spanFrom(start);
    } else if (cursor.take('terminal') !== null) {
      terminal = readScalar(cursor, scope, 'a terminal cost');
      spans.terminal = cursor.spanFrom(start);
    } else if (cursor.take('at') !== null) {
      horizon = readScalar(cursor, scope, 'a horizon');
      spans.horizon = cursor.spanFrom(start);
    } else if (cursor.take('over') !== null) controls = readControls(cursor, scope);
    else if (cursor.take('along') !== null) {
      process = readProcess(cursor, scope);
      spans.process = cursor.spanFrom(start);
    } else if (cursor.take('discounted') !== null) {
      discount = readScalar(cursor, scope, 'a discount');
      spans.discount = cursor.spanFrom(start);
    } else break;
  }
  if (process === null) return cursor.unexpected('`along` and a process');
  if (controls.controls.length === 0) return cursor.unexpected('`over` and a control');
  cursor.expectEnd();
  const problem: Problem = {
    kind: 'problem', name: name.text, sense, running: running ?? num(0), terminal, controls: controls.controls, process, discount, span,
    horizon: terminal === null ? null : horizon ?? horizonT(scope, span),
  };
  if (terminal === null && horizon !== null) {
    complain('E0510', spans.horizon, `${name.text} has a horizon, but no terminal cost: without \`terminal\` its horizon is infinite`, {
      help: 'add a terminal cost, if only `terminal 0`, or leave the horizon out',
    });
  }
  checkAutonomous(problem, name);
  checkProblem(problem, controls.names, spans);
  scope.declare(name, { kind: 'problem', problem });
  return problem;
};

const readSense = (cursor: Cursor): 'minimize' | 'maximize' => {
  const token = cursor.peek();
  if (token.text === 'minimize' || token.text === 'minimise') return cursor.next(), 'minimize';
  if (token.text === 'maximize' || token.text === 'maximise') return cursor.next(), 'maximize';
  return cursor.unexpected('`minimize` or `maximize`');
};

interface ControlList {
  readonly names: readonly Name[];
  readonly controls: readonly Variable[];
}

const readControls = (cursor: Cursor, scope: Scope): ControlList => {
  const names: Name[] = [];
  const controls: Variable[] = [];
  do {
    const name = cursor.name('a control');
    const control = controlNamed(scope, name);
    if (control.kind === 'field') return complain('E0205', name.span, `\`${name.text}\` is a density; a problem is over variables`);
    names.push(name);
    controls.push(control);
  } while (cursor.take(',') !== null);
  return { names, controls };
};

/** Without a terminal cost the horizon is infinite, which makes sense only where nothing depends on t. */
const checkAutonomous = (problem: Problem, name: Name): void => {
  if (problem.terminal !== null) return;
  const { blocks } = problem.process;
  const parts = [problem.running, ...(problem.discount === null ? [] : [problem.discount]),
    ...blocks.flatMap((b) => [b.drift, ...b.noises.map((n) => n.coefficient)])];
  if (!parts.some((e) => variablesOf(e).has('t'))) return;
  complain('E0505', name.span, `without \`terminal\` the horizon of ${name.text} is infinite, but something in it depends on t`, {
    help: 'add a terminal cost, if only `terminal 0`',
  });
};

/** value V(x,t) of P; value V(x) of P where the horizon is infinite */
export const declareValue = (cursor: Cursor, scope: Scope, span: Span, fields: Map<string, Field>): Value => {
  const unknown = readUnknown(cursor, scope);
  cursor.expect('of', 'and a problem');
  const problem = readProblem(cursor, scope);
  cursor.expectEnd();
  checkSlots(unknown, problem.process, problem.terminal !== null);
  return { kind: 'value', field: declareUnknown(scope, unknown, 'any', fields), problem, span };
};
