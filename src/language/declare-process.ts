/**
 * `process X: …` as a declaration, and processes where other statements name them or write them out.
 */
import { coordinate } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import { elaborateProcess } from './elaborate-process.ts';
import type { SurfaceProcess } from './read-process.ts';
import { readSurfaceProcess } from './read-process.ts';
import type { Scope } from './scope.ts';
import type { Problem, Process, Span } from './statement.ts';
import type { Name } from './surface.ts';

export const declareProcess = (cursor: Cursor, scope: Scope, span: Span): Process => {
  const surface = readWithState(cursor, scope);
  cursor.expectEnd();
  if (surface.name === null) {
    return complain('E0502', surface.span, 'a process needs a name', { help: 'write `process X: dX = …`' });
  }
  scope.mayDeclare(surface.name);
  const process: Process = { ...elaborateProcess(scope, surface), span };
  for (const name of surface.blockNames ?? []) {
    if (name.text !== surface.name.text) scope.declare(name, { kind: 'block' });
  }
  scope.declare(surface.name, { kind: 'process', process });
  return process;
};

/** Reads a process; its undeclared state variables are known as variables meanwhile. */
const readWithState = (cursor: Cursor, scope: Scope): SurfaceProcess => {
  const entered: Name[] = [];
  const prepare = (variables: readonly Name[]): void => {
    for (const v of variables) {
      if (scope.isDeclared(v.text)) continue;
      scope.enter(v.text, { kind: 'symbol', symbol: coordinate(v.text, null) });
      entered.push(v);
    }
  };
  try {
    return readSurfaceProcess(cursor, prepare);
  } finally {
    for (const v of entered) scope.leave(v.text);
  }
};

/** `X`, `(Q,V)`, or `process dX = …`. */
export const readProcess = (cursor: Cursor, scope: Scope): Process => {
  const start = cursor.peek();
  if (cursor.take('process') !== null) {
    const surface = readWithState(cursor, scope);
    return { ...elaborateProcess(scope, surface), name: '', span: cursor.spanFrom(start) };
  }
  const name = cursor.at('(') ? readPairedName(cursor) : cursor.name('the name of a process, or `process dX = …`');
  const entry = scope.resolve(name);
  if (entry.kind === 'process') return entry.process;
  return complain('E0205', name.span, `\`${name.text}\` is not a process`, {
    help: entry.kind === 'block' ? 'name the whole process, as in `(Q,V)`' : 'declare it: `process X: dX = f dt + G dW`',
  });
};

const readPairedName = (cursor: Cursor): Name => {
  const open = cursor.next();
  const parts = [cursor.name('the name of a process').text];
  while (cursor.take(',') !== null) parts.push(cursor.name('the name of a process').text);
  cursor.expect(')', 'after the names');
  return { text: `(${parts.join(',')})`, span: cursor.spanFrom(open) };
};

export const readProblem = (cursor: Cursor, scope: Scope): Problem => {
  const name = cursor.name('the name of a problem');
  const entry = scope.resolve(name);
  if (entry.kind === 'problem') return entry.problem;
  return complain('E0205', name.span, `\`${name.text}\` is not a problem`, {
    help: 'declare it: `problem P: minimize running … terminal … over u along X`',
  });
};
