/**
 * Mathematics of prose, `$…$`, read as a little language of its own before it reaches a document that somebody compiles.
 *
 * Only what is read completely is passed on: known macros with all their arguments, balanced braces and environments,
 * at most one superscript and one subscript a symbol. So what passes compiles, and does nothing but print.
 */
import {
  AFTER_OPERATOR, ALPHABETS, ARGUMENTS, ELSEWHERE, ENVIRONMENTS, ESCAPED, OF_WORDS, SIZES, UNICODE, isDelimiter, isOperator,
} from './math-macros.ts';
import { escapeLatexText } from '../../render/latex.ts';

/** The same mathematics, checked, with Unicode symbols as macros. null: it is not passed on. */
export const guardedMath = (source: string): string | null => {
  if (source.trim() === '' || source.length > LONGEST) return null;
  try {
    const reader = new Reader(tokensOf(source));
    const read = reader.list(null);
    return read.trim() === '' ? null : read.trim();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
};

const LONGEST = 5_000;
const DEEPEST = 50;

class Refused extends Error {}

const refuse = (): never => {
  throw new Refused();
};

/** `\name`, `\,`, or one character; white space is one blank. */
const tokensOf = (source: string): readonly string[] => source.match(/\\[A-Za-z]+\*?|\\[\s\S]|\s+|[\s\S]/gu) ?? [];

const PLAIN = /^[A-Za-z0-9+\-*/=<>()[\]|!?.,:;"@`]$/;

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  /** Everything up to `stop`, which is taken; null: the end of the text. In an environment there are lines of so many cells. */
  list(stop: string | null, cells = 0): string {
    if (++this.#depth > DEEPEST) refuse();
    let text = '';
    let used = 1;
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined || token === stop) {
        if (token !== (stop ?? undefined)) refuse();
        this.#at++;
        this.#depth--;
        return text;
      }
      if (/^\s/.test(token)) text += this.#blank();
      else if (cells > 0 && token === '&') {
        if (++used > cells) refuse();
        text += this.#take();
      } else if (cells > 0 && token === '\\\\') {
        used = 1;
        text += `${this.#take()}${this.#noOption()}`;
      } else text = joined(text, this.#scripted());
    }
  }

  #take(): string {
    return this.#tokens[this.#at++] ?? refuse();
  }

  #blank(): string {
    this.#at++;
    return ' ';
  }

  #skipBlank(): void {
    while (/^\s/.test(this.#tokens[this.#at] ?? '')) this.#at++;
  }

  /** TeX would take `[` or `*` at the beginning of a line for an option of what stands before. */
  #noOption(): string {
    let next = this.#at;
    while (/^\s/.test(this.#tokens[next] ?? '')) next++;
    return /^[[*]$/.test(this.#tokens[next] ?? '') ? '{}' : '';
  }

  /** A symbol with its primes, its subscript and its superscript. */
  #scripted(): string {
    const start = this.#tokens[this.#at] ?? '';
    let text = start === '^' || start === '_' || start === '\'' ? '{}' : this.#atom();
    let [above, below] = [false, false];
    for (;;) {
      this.#skipBlankBeforeScript();
      const token = this.#tokens[this.#at];
      if (isPrime(token)) {
        if (above) refuse();
        above = true;
        text += this.#primes();
      } else if (token === '^' && !above) {
        above = true;
        text += this.#script();
      } else if (token === '_' && !below) {
        below = true;
        text += this.#script();
      } else if (token === '^' || token === '_') return refuse();
      else return text;
    }
  }

  /** Primes are a superscript, which goes on in braces after them: `f'^2`. */
  #primes(): string {
    let text = '';
    for (; isPrime(this.#tokens[this.#at]); this.#at++) text += '\'';
    this.#skipBlankBeforeScript();
    return this.#tokens[this.#at] === '^' ? text + this.#script() : text;
  }

  #skipBlankBeforeScript(): void {
    let next = this.#at;
    while (/^\s/.test(this.#tokens[next] ?? '')) next++;
    if (/^[\^_]$/.test(this.#tokens[next] ?? '')) this.#at = next;
  }

  #script(): string {
    return `${this.#take()}${this.#argument()}`;
  }

  /** A group, one character, or a macro without arguments: always in braces afterwards. */
  #argument(): string {
    this.#skipBlank();
    const token = this.#take();
    if (token === '{') return `{${this.list('}')}}`;
    if (token.startsWith('\\')) return ARGUMENTS.get(token.slice(1)) === 0 && !AFTER_OPERATOR.has(token.slice(1)) ? `{${token}}` : refuse();
    return `{${character(token)}}`;
  }

  #atom(): string {
    const token = this.#take();
    if (token === '{') return `{${this.list('}')}}`;
    if (token === '~') return '~';
    return token.startsWith('\\') ? this.#macro(token) : character(token);
  }

  #macro(token: string): string {
    const name = token.slice(1);
    if (ESCAPED.has(name)) return token;
    if (name === 'left') return this.#fence();
    if (name === 'begin') return this.#environment();
    if (name === 'sqrt') return this.#root();
    const letters = ALPHABETS.get(name);
    if (letters !== undefined) return `${token}${this.#letters(letters)}`;
    if (SIZES.has(name)) return `${token}${this.#delimiter()}`;
    if (OF_WORDS.has(name)) return this.#words();
    if (AFTER_OPERATOR.has(name)) return refuse();
    const count = ARGUMENTS.get(name) ?? refuse();
    const own = `${token}${Array.from({ length: count }, () => this.#argument()).join('')}`;
    if (isOperator(name) && this.#tokens[this.#at] === '\\limits') return `${own}${this.#take()}`;
    return own;
  }

  #letters(letters: RegExp): string {
    const argument = this.#argument();
    return letters.test(argument) ? argument : refuse();
  }

  #delimiter(): string {
    this.#skipBlank();
    const token = this.#take();
    return isDelimiter(token) ? token : refuse();
  }

  #fence(): string {
    const open = this.#delimiter();
    const inside = this.list('\\right');
    return `\\left${open}${/^[A-Za-z]/.test(inside) && open.startsWith('\\') ? ' ' : ''}${inside}\\right${this.#delimiter()}`;
  }

  #root(): string {
    this.#skipBlank();
    const degree = this.#tokens[this.#at] === '[' ? `[${this.#degree()}]` : '';
    return `\\sqrt${degree}${this.#argument()}`;
  }

  #degree(): string {
    this.#at++;
    const inside = this.list(']');
    return /[[\]]/.test(inside) ? refuse() : inside;
  }

  #environment(): string {
    const written = this.#name();
    const name = ELSEWHERE.get(written) ?? written;
    const inside = `${this.#noOption()}${this.list('\\end', ENVIRONMENTS.get(name) ?? refuse())}`;
    return this.#name() === written ? `\\begin{${name}}${inside}\\end{${name}}` : refuse();
  }

  #name(): string {
    return this.#raw().trim();
  }

  /** What stands between braces, without braces in it. */
  #raw(): string {
    this.#skipBlank();
    if (this.#take() !== '{') refuse();
    let text = '';
    for (let token = this.#take(); token !== '}'; token = this.#take()) text += token === '{' ? refuse() : token;
    return text;
  }

  #words(): string {
    const raw = this.#raw();
    if (/[\\$^_~%#&]/.test(raw)) refuse();
    return `\\text{${escapeLatexText(raw.replaceAll(/\s+/g, ' '))}}`;
  }
}

const isPrime = (token: string | undefined): boolean => token === '\'' || token === '’';

const character = (token: string): string => (PLAIN.test(token) ? token : (UNICODE.get(token) ?? refuse()));

/** A macro that ends in a letter must not run into the letter after it. */
const joined = (before: string, after: string): string =>
  /\\[A-Za-z]+$/.test(before) && /^[A-Za-z]/.test(after) ? `${before} ${after}` : before + after;
