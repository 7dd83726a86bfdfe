/**
 * Processes: `dX = b dt + G dW`, Itô, or Stratonovich with `o dW` or `∘ dW`; several blocks divided by `;`; `backward`
 * where the clock runs down. First the surface, then types, since the type of a state variable may depend on them.
 */
import { complain } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import { atDifferential, parseJoin, readSigns } from './parser.ts';
import type { Span } from './statement.ts';
import type { DifferentialTerm, Name } from './surface.ts';

export interface SurfaceBlock {
  /** X of dX. */
  readonly name: Name;
  readonly terms: readonly DifferentialTerm[];
}

export interface SurfaceProcess {
  readonly name: Name | null;
  /** The names in `process (Q,V)(q,v)`; one name otherwise. */
  readonly blockNames: readonly Name[] | null;
  /** null: the state variable is x. */
  readonly variables: readonly Name[] | null;
  readonly blocks: readonly SurfaceBlock[];
  readonly backward: boolean;
  readonly span: Span;
}

interface Header {
  readonly name: Name;
  readonly blockNames: readonly Name[];
  readonly variables: readonly Name[] | null;
}

/** X, S(s), (Q,V)(q,v) */
export const readHeader = (cursor: Cursor): Header => {
  const start = cursor.peek();
  if (cursor.at('(')) {
    const blockNames = readNames(cursor);
    const text = `(${blockNames.map((n) => n.text).join(',')})`;
    return { name: { text, span: cursor.spanFrom(start) }, blockNames, variables: readNames(cursor) };
  }
  const name = cursor.name('the name of a process');
  return { name, blockNames: [name], variables: cursor.at('(') ? readNames(cursor) : null };
};

const readNames = (cursor: Cursor): Name[] => {
  cursor.expect('(', 'before the names');
  const names = [cursor.name('a name')];
  while (cursor.take(',') !== null) names.push(cursor.name('a name'));
  cursor.expect(')', 'after the names');
  return names;
};

/** After `process`, with a header (`process X: …`) or without (`process dX = …`). `prepare` is told the state
 *  variables before anything that depends on them is read. */
export const readSurfaceProcess = (cursor: Cursor, prepare: (variables: readonly Name[]) => void): SurfaceProcess => {
  const start = cursor.peek();
  const headed = cursor.at('(') || cursor.at(':', 1) || cursor.at('(', 1) || cursor.at('backward', 1);
  const header = headed ? readHeader(cursor) : null;
  prepare(header?.variables ?? []);
  let backward = cursor.take('backward') !== null;
  if (header !== null) cursor.expect(':', 'before the equation of the process');
  const blocks = [readBlock(cursor)];
  while (cursor.take(';') !== null) blocks.push(readBlock(cursor));
  if (cursor.take('backward') !== null) backward = true;
  return {
    name: header?.name ?? null, blockNames: header?.blockNames ?? null, variables: header?.variables ?? null,
    blocks, backward, span: cursor.spanFrom(start),
  };
};

/** dX = … */
const readBlock = (cursor: Cursor): SurfaceBlock => {
  const token = cursor.name('an equation such as `dX = f dt + G dW`');
  if (!token.text.startsWith('d') || token.text.length < 2) {
    complain('E0502', token.span, `expected a differential such as \`dX\`, found \`${token.text}\``);
  }
  cursor.expect('=', 'after the differential');
  return { name: { text: token.text.slice(1), span: token.span }, terms: readDifferential(cursor) };
};

/** (…) dt + (…) dW − … */
export const readDifferential = (cursor: Cursor): DifferentialTerm[] => {
  const terms: DifferentialTerm[] = [];
  do terms.push(readTerm(cursor)); while (cursor.at('+') || cursor.at('-'));
  return terms;
};

const readTerm = (cursor: Cursor): DifferentialTerm => {
  const negative = readSigns(cursor);
  const start = cursor.peek();
  const coefficient = atDifferential(cursor) ? null : parseJoin(cursor);
  cursor.take('·');
  const stratonovich = cursor.take('∘') !== null || (atDifferential(cursor) && cursor.take('o') !== null);
  if (!atDifferential(cursor)) {
    return cursor.unexpected('`dt`, `dW` or `o dW`', 'every term of a differential ends in one of them');
  }
  const by = cursor.name('a differential').text.slice(1);
  if (by === 't' && stratonovich) complain('E0502', cursor.last(), '`∘` stands before a noise, not before `dt`');
  return { negative, coefficient, by, stratonovich, span: cursor.spanFrom(start) };
};
