/**
 * A block of claim text → its statements: one a line; an indented line, or one that starts with `=`, continues the
 * line above. Empty lines and comments separate nothing.
 *
 * Indentation is counted from the least indented line of the block, so that a whole block may be indented.
 */
import type { Span } from './statement.ts';

interface Line extends Span {
  readonly indentation: number;
  readonly first: string;
}

const linesOf = (source: string, block: Span): Line[] => {
  const lines: Line[] = [];
  let offset = block.start;
  while (offset < block.end) {
    let end = offset;
    while (end < block.end && source[end] !== '\n' && source[end] !== '\r') end++;
    const line = lineAt(source, offset, end);
    if (line !== null) lines.push(line);
    offset = end + (source[end] === '\r' && source[end + 1] === '\n' ? 2 : 1);
  }
  return lines;
};

/** null: nothing but space or a comment. */
const lineAt = (source: string, start: number, end: number): Line | null => {
  let indentation = 0;
  let offset = start;
  for (; offset < end; offset++) {
    const letter = source[offset];
    if (letter === '\t') indentation += 4 - (indentation % 4);
    else if (letter === ' ' || letter === '\u00a0') indentation++;
    else if (letter !== '\ufeff') break;
  }
  const first = source[offset] ?? '';
  if (offset >= end || first === '#') return null;
  return { start: offset, end, indentation, first };
};

/** Where the statements of a block are, without the space before and after them. */
export const splitStatements = (source: string, block: Span): Span[] => {
  const lines = linesOf(source, block);
  const base = lines.reduce((least, line) => Math.min(least, line.indentation), Infinity);
  const statements: { start: number; end: number }[] = [];
  for (const line of lines) {
    const current = statements.at(-1);
    if (current !== undefined && (line.indentation > base || line.first === '=')) current.end = line.end;
    else statements.push({ start: line.start, end: line.end });
  }
  for (const statement of statements) {
    while (/\s/.test(source[statement.end - 1] ?? 'x')) statement.end--;
  }
  return statements;
};
