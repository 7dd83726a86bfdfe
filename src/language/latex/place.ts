/**
 * A place in the tokens of one formula, with what the grammar must remember: whether bars or integrals are open.
 */
import { complain } from '../complaint.ts';
import type { Names } from '../cursor.ts';
import { DEEPEST } from '../lexer.ts';
import type { Span } from '../statement.ts';
import { valueOf } from './lexer.ts';
import type { Formula, LatexToken } from './token.ts';

const LONGEST_QUOTE = 60;

/** `|` or `‖`, and whether `\lvert`, `\left|` or the like opened them. */
export interface Bars {
  readonly sign: string;
  readonly sided: boolean;
}

export class Place {
  readonly formula: Formula;
  readonly names: Names;
  position: number;
  /** The bars that are open; brackets suspend them. */
  bars: Bars | null = null;
  /** How many integrals wait for their differential; brackets do not suspend them, and their limits do not hold them. */
  integrals = 0;
  private readonly end: LatexToken;
  /** What is left of a number of which a macro took a digit: `\frac12`. */
  private rest: LatexToken | null = null;
  private depth = 0;
  /** A subscript that stands behind a power, and has been read before it. */
  private readAhead: { readonly from: number; readonly to: number } | null = null;

  constructor(formula: Formula, names: Names) {
    this.formula = formula;
    this.names = names;
    this.position = formula.from;
    const after = formula.tokens[formula.to];
    if (after === undefined) throw new RangeError('a formula without an end');
    const last = formula.tokens[formula.to - 1] ?? after;
    this.end = { ...after, kind: 'end', text: 'the end of the formula', start: last.end, end: last.end };
  }

  peek(ahead: number = 0): LatexToken {
    if (ahead === 0 && this.rest !== null) return this.rest;
    return this.tokenAt(this.position + ahead);
  }

  tokenAt(index: number): LatexToken {
    return index < this.formula.to ? this.formula.tokens[index] ?? this.end : this.end;
  }

  last(): LatexToken {
    return this.tokenAt(Math.max(this.formula.from, this.position - 1));
  }

  next(): LatexToken {
    const token = this.peek();
    this.rest = null;
    if (token.kind !== 'end') this.position++;
    if (this.readAhead !== null && this.position === this.readAhead.from) this.position = this.readAhead.to;
    return token;
  }

  /** The first digit of a number, where TeX takes only one. */
  nextDigit(): LatexToken {
    const token = this.peek();
    if (token.kind !== 'number' || token.text.length === 1 || token.text.startsWith('.')) return this.next();
    const [digit, more] = [token.text.slice(0, 1), token.text.slice(1)];
    const middle = token.start + 1;
    this.rest = { ...token, text: more, value: valueOf(more, token), start: middle, blank: false, apart: false };
    return { ...token, text: digit, value: valueOf(digit, token), end: middle };
  }

  /** Reads what stands further on, and passes over it later. */
  ahead<T>(index: number, read: () => T): T {
    const before = this.position;
    this.position = index;
    const result = read();
    if (this.rest !== null) complain('E0109', this.rest, 'a subscript of several digits stands in braces');
    this.readAhead = { from: index, to: this.position };
    this.position = before;
    return result;
  }

  at(text: string, ahead: number = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'symbol' && token.text === text;
  }

  atMacro(name: string, ahead: number = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'macro' && token.text === name;
  }

  take(text: string): LatexToken | null {
    return this.at(text) ? this.next() : null;
  }

  expect(text: string, why: string): LatexToken {
    return this.take(text) ?? this.unexpected(`\`${text}\` ${why}`);
  }

  unexpected(expected: string, help: string | null = null): never {
    const token = this.peek();
    const found = token.kind === 'end' ? token.text : this.quote(token);
    return complain('E0301', token, `expected ${expected}, found ${found}`, { help });
  }

  nested<T>(read: () => T): T {
    if (++this.depth > DEEPEST) complain('E0303', this.peek(), `an expression nested more than ${DEEPEST} deep`);
    const result = read();
    this.depth--;
    return result;
  }

  /** Reads what stands between brackets, where a bar does not close those outside. */
  bracketed<T>(read: () => T): T {
    const { bars } = this;
    this.bars = null;
    const result = read();
    this.bars = bars;
    return result;
  }

  spanFrom(start: Span): Span {
    return { start: start.start, end: Math.max(start.start, this.rest?.start ?? this.last().end) };
  }

  /** What was written, without quotation marks; shortened. */
  written(span: Span): string {
    const { source, offset } = this.formula;
    const text = source.slice(span.start - offset, span.end - offset).replaceAll(/\s+/g, ' ').trim();
    return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 4)} …` : text;
  }

  quote(span: Span): string {
    return `\`${this.written(span)}\``;
  }
}
