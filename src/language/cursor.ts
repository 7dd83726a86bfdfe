/**
 * A place in the tokens of one statement.
 */
import { complain } from './complaint.ts';
import type { Token } from './lexer.ts';
import { DEEPEST } from './lexer.ts';
import type { Span } from './statement.ts';
import type { Name } from './surface.ts';
import { DIVIDING_WORDS } from './words.ts';

/** What the parser must know of names: only whether brackets after them hold arguments. */
export interface Names {
  readonly isDeclared: (name: string) => boolean;
  /** A field or an abbreviation with slots. */
  readonly isCallable: (name: string) => boolean;
  /** The slots of a field or an abbreviation; none of anything else. */
  readonly slotsOf: (name: string) => readonly string[];
  /** Whether what a name stands for depends on a variable. */
  readonly dependsOn: (name: string, variable: string) => boolean;
  /** Whether vectors and matrices are scalars. */
  readonly flat: boolean;
}

export class Cursor {
  readonly tokens: readonly Token[];
  readonly names: Names;
  position = 0;
  /** Between bars a bar closes; at the head of a claim a colon ends. Brackets suspend both. */
  inBars = false;
  colonEnds = false;
  private depth = 0;

  constructor(tokens: readonly Token[], names: Names) {
    this.tokens = tokens;
    this.names = names;
  }

  peek(ahead: number = 0): Token {
    const token = this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new RangeError('a statement without tokens');
    return token;
  }

  /** The token that was read last. */
  last(): Token {
    return this.peek(this.position === 0 ? 0 : -1);
  }

  next(): Token {
    const token = this.peek();
    if (this.position < this.tokens.length - 1) this.position++;
    return token;
  }

  /** Whether a symbol or a word stands here. */
  at(text: string, ahead: number = 0): boolean {
    const token = this.peek(ahead);
    return token.text === text && (token.kind === 'symbol' || token.kind === 'name');
  }

  take(text: string): Token | null {
    return this.at(text) ? this.next() : null;
  }

  expect(text: string, why: string): Token {
    return this.take(text) ?? this.unexpected(`\`${text}\` ${why}`);
  }

  atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  expectEnd(): void {
    if (!this.atEnd()) this.unexpected('the statement to end');
  }

  /** A name that is being declared or referred to. */
  name(what: string): Name {
    const token = this.peek();
    if (token.kind === 'name' && DIVIDING_WORDS.has(token.text) && /^[(=:,]$/.test(this.peek(1).text)) {
      return complain('E0203', token, `\`${token.text}\` is a word of the language and cannot be a name`);
    }
    if (token.kind !== 'name' || DIVIDING_WORDS.has(token.text)) return this.unexpected(what);
    this.next();
    return { text: token.text, span: { start: token.start, end: token.end } };
  }

  unexpected(expected: string, help: string | null = null): never {
    const token = this.peek();
    const found = token.kind === 'end' ? token.text : token.kind === 'string' ? 'a text in quotation marks'
      : token.kind === 'latex' ? 'a formula between dollar signs' : `\`${token.text}\``;
    return complain('E0301', token, `expected ${expected}, found ${found}`, {
      help: token.kind === 'latex' ? 'a formula in LaTeX stands for a whole expression, or for a whole term of one' : help,
    });
  }

  /** Whether a word stands somewhere ahead, outside brackets. */
  finds(word: string): boolean {
    for (let i = this.position; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (token === undefined) return false;
      if (token.close >= 0) i = token.close;
      else if (token.text === word && token.kind !== 'string') return true;
    }
    return false;
  }

  /** Reads something nested; complains when it is nested too deeply to be read. */
  nested<T>(read: () => T): T {
    if (++this.depth > DEEPEST) complain('E0303', this.peek(), `an expression nested more than ${DEEPEST} deep`);
    const result = read();
    this.depth--;
    return result;
  }

  /** Reads what stands between brackets, where bars and colons mean their usual things again. */
  bracketed<T>(read: () => T): T {
    const { inBars, colonEnds } = this;
    this.inBars = false;
    this.colonEnds = false;
    const result = read();
    this.inBars = inBars;
    this.colonEnds = colonEnds;
    return result;
  }

  spanFrom(start: Span): Span {
    return { start: start.start, end: Math.max(start.start, this.last().end) };
  }
}
