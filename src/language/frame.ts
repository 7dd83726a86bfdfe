/**
 * A diagnostic as a frame with a caret:
 *
 *     error[E0201]: `q` is not declared
 *       --> notes.md:12:9
 *        |
 *     12 | let V = q + 1
 *        |         ^
 *        = help: did you mean `Q`?
 *
 * Colours are functions handed in, so that no library for them is needed here.
 */
import type { Diagnostic } from './diagnostic.ts';
import type { Position } from './position.ts';
import { lineAndColumn, lineStarts } from './position.ts';
import type { Document, Span } from './statement.ts';

export interface Colour {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  /** The frame itself: line numbers and bars. */
  readonly frame: (text: string) => string;
  readonly help: (text: string) => string;
  readonly strong: (text: string) => string;
}

const same = (text: string): string => text;
export const PLAIN: Colour = { error: same, warning: same, frame: same, help: same, strong: same };

/** The most columns of a source line that are shown. */
const WIDTH = 100;
const CONTEXT = 40;

/** The frame, ending with a line break. */
export const renderDiagnostic = (d: Diagnostic, document: Pick<Document, 'path' | 'source'>, colour: Colour = PLAIN): string => {
  const positionOf = lineAndColumn(document.source);
  const starts = lineStarts(document.source);
  const paint = d.severity === 'error' ? colour.error : colour.warning;
  const places = [{ span: d.span, text: '', paint }, ...d.labels.map((l) => ({ ...l, paint: colour.help }))];
  const widest = Math.max(...places.map((p) => positionOf(p.span.start).line));
  const margin = ' '.repeat(`${widest}`.length);
  const { line, column } = positionOf(d.span.start);
  const lines = [
    `${paint(`${d.severity}[${d.code}]`)}${colour.strong(`: ${d.message}`)}`,
    `${margin}${colour.frame('-->')} ${document.path}:${line}:${column}`,
    `${margin} ${colour.frame('|')}`,
  ];
  let above = '';
  for (const place of places) {
    const position = positionOf(place.span.start);
    const { shown, before, carets } = excerpt(document.source, starts, position, place.span);
    const numbered = `${colour.frame(`${`${position.line}`.padStart(margin.length)} |`)} ${shown}`;
    if (numbered !== above) lines.push(numbered);
    above = numbered;
    const marks = place.paint(`${(place.text === '' ? '^' : '-').repeat(carets)}${place.text === '' ? '' : ` ${place.text}`}`);
    lines.push(`${margin} ${colour.frame('|')} ${' '.repeat(before)}${marks}`);
  }
  if (d.help !== null) lines.push(`${margin} ${colour.frame('=')} ${colour.help('help:')} ${d.help}`);
  return `${lines.join('\n')}\n`;
};

interface Excerpt {
  readonly shown: string;
  /** Columns before the caret. */
  readonly before: number;
  readonly carets: number;
}

/** The line, cut around the caret where it is long; tabs become spaces. */
const excerpt = (source: string, starts: readonly number[], position: Position, span: Span): Excerpt => {
  const start = starts[position.line - 1] ?? 0;
  let end = starts[position.line] ?? source.length;
  while (end > start && (source[end - 1] === '\n' || source[end - 1] === '\r')) end--;
  const long = end - start > WIDTH;
  const from = long ? Math.max(start, span.start - CONTEXT) : start;
  const to = long ? Math.min(end, from + WIDTH) : end;
  const prefix = from > start ? '… ' : '';
  const left = `${prefix}${plain(source.slice(from, span.start))}`;
  const marked = plain(source.slice(span.start, Math.max(span.start, Math.min(span.end, to))));
  const shown = `${left}${plain(source.slice(span.start, to))}${to < end ? ' …' : ''}`;
  return { shown, before: columns(left), carets: Math.max(1, columns(marked)) };
};

/** What a terminal shows as it stands: no tabs, nothing that moves the cursor or turns the writing round. */
const plain = (text: string): string => {
  let result = '';
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    result += letter === '\t' ? '    ' : isHidden(point) ? '�' : letter;
  }
  return result;
};

const isHidden = (point: number): boolean =>
  point < 0x20 || (point >= 0x7f && point < 0xa0) || point === 0x200e || point === 0x200f ||
  (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0xa4cf], [0xac00, 0xd7a3], [0xf900, 0xfaff], [0xfe30, 0xfe4f],
  [0xff00, 0xff60], [0xffe0, 0xffe6], [0x1f300, 0x1faff], [0x20000, 0x3fffd],
];
const COMBINING: readonly (readonly [number, number])[] = [
  [0x0300, 0x036f], [0x20d0, 0x20ff], [0x200b, 0x200d], [0xfe00, 0xfe0f],
];

/** How many columns of a terminal a text takes. */
export const columns = (text: string): number => {
  let count = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    const within = ([from, to]: readonly [number, number]): boolean => point >= from && point <= to;
    count += point < 0x300 ? 1 : COMBINING.some(within) ? 0 : WIDE.some(within) ? 2 : 1;
  }
  return count;
};
