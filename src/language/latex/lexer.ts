/**
 * LaTeX → tokens. Sizes of brackets go, spaces become marks of the token that follows, words in an alphabet
 * (`\mathrm{mean}`) become one token, and `%` starts a comment.
 */
import { rational } from '../../kernel/rational.ts';
import type { Rational } from '../../kernel/rational.ts';
import { complain } from '../complaint.ts';
import { nearestName, normaliseName } from '../spelling.ts';
import type { Span } from '../statement.ts';
import { ALPHABETS, INVISIBLE, isKnownMacro, letterOf, MACRO_NAMES, SIDES, SIGNS, SIZES, SPACES, UNICODE } from './macros.ts';
import type { LatexKind, LatexToken } from './token.ts';
import { readWord } from './word.ts';

const MOST_DIGITS = 1000;
const SPACE = /(?:[\s\u00a0~]+|[%#][^\n\r]*)+/y;
const MACRO = /\\(?:[A-Za-z]+|[^])/uy;
const NUMBER = /\d+(?:\.\d+)?|\.\d+/y;
const PLAIN = '+-/^_()[]{}|=<>,;:.\'*';
const DELIMITERS: ReadonlySet<string> = new Set(['(', ')', '[', ']', '\\{', '\\}', '⟨', '⟩', '|', '‖', '.', '/', '<', '>']);

const matchAt = (pattern: RegExp, text: string, offset: number): string => {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
};

/** What the tokens before say of the next one. */
interface Pending {
  apart: boolean;
  blank: boolean;
  size: 'open' | 'close' | 'either' | null;
}

/** The tokens of `text` from `start` to `end`, with an `end` token last. Throws a Complaint. */
export const lexLatex = (text: string, start: number, end: number): LatexToken[] => {
  const tokens: LatexToken[] = [];
  const pending: Pending = { apart: false, blank: false, size: null };
  const put = (kind: LatexKind, word: string, length: number, more: Partial<LatexToken> = {}): number => {
    const span = { start: offset, end: offset + length };
    if (pending.size !== null && !DELIMITERS.has(word)) complain('E0109', span, 'a bracket is awaited here, since its size is given');
    const side = pending.size === 'open' || pending.size === 'close' ? pending.size : null;
    tokens.push({ kind, text: word, value: null, alphabet: null, side, apart: pending.apart, blank: pending.blank, close: -1, parts: 1, ...span, ...more });
    Object.assign(pending, { apart: false, blank: false, size: null });
    return length;
  };
  let offset = start;
  const source = text.slice(0, end);
  while (offset < end) {
    const space = matchAt(SPACE, source, offset);
    if (space === '') offset += readToken(source, offset, put, pending);
    else {
      pending.blank = true;
      if (space.includes('~')) pending.apart = true;
      offset += space.length;
    }
  }
  if (pending.size !== null) complain('E0109', { start: offset, end: offset }, 'a bracket is awaited here, since its size is given');
  put('end', 'the end of the formula', 0);
  return tokens;
};

type Put = (kind: LatexKind, word: string, length: number, more?: Partial<LatexToken>) => number;

const readToken = (text: string, offset: number, put: Put, pending: Pending): number => {
  const letter = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  if (letter === '\\') return readMacro(text, offset, put, pending);
  if (/[A-Za-z]/.test(letter)) return put('letter', letter, 1);
  const number = matchAt(NUMBER, text, offset);
  if (number !== '' && pending.size === null) return put('number', number, number.length, { value: valueOf(number, { start: offset, end: offset + number.length }) });
  if (PLAIN.includes(letter)) return put('symbol', letter, 1);
  const sign = Object.hasOwn(UNICODE, letter) ? UNICODE[letter] : undefined;
  if (sign !== undefined) return put('symbol', sign, letter.length);
  const name = normaliseName(letter);
  if (name !== letter && /^[A-Za-z]+$/.test(name)) return put('letter', name, letter.length);
  return refuseCharacter(letter, offset);
};

const refuseCharacter = (letter: string, offset: number): never => {
  const help: Readonly<Record<string, string>> = {
    '&': 'between dollar signs stands one formula, without alignment', '!': '`!=` is `\\neq`', '²': 'write `^2`', '³': 'write `^3`',
    ᵀ: 'write `^\\top`', '×': 'a product is written side by side',
  };
  const point = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return complain('E0109', { start: offset, end: offset + letter.length }, `the character ${letter} (U+${point}) has no meaning in a formula`, {
    help: Object.hasOwn(help, letter) ? help[letter] ?? null : null,
  });
};

/** Exactly: `0.5` is one half. */
export const valueOf = (written: string, span: Span): Rational => {
  if (written.length > MOST_DIGITS) complain('E0107', span, `a number of more than ${MOST_DIGITS} digits`);
  const [whole = '', decimals = ''] = written.split('.');
  return rational(BigInt(`${whole}${decimals}`), 10n ** BigInt(decimals.length));
};

const readMacro = (text: string, offset: number, put: Put, pending: Pending): number => {
  const macro = matchAt(MACRO, text, offset);
  const name = macro.slice(1);
  const own = <T>(table: Readonly<Record<string, T>>): T | undefined => (Object.hasOwn(table, name) ? table[name] : undefined);
  const [letter, sign, size, alphabet] = [letterOf(name), own(SIGNS), own(SIZES), own(ALPHABETS)];
  if (SPACES.has(name)) return pending.apart = true, pending.blank = true, macro.length;
  if (INVISIBLE.has(name)) return macro.length;
  if (size !== undefined) return pending.size = size, macro.length;
  if (letter !== null) return put('letter', letter, macro.length);
  if (sign !== undefined) return put('symbol', sign, macro.length, Object.hasOwn(SIDES, name) ? { side: SIDES[name] ?? null } : {});
  if (alphabet !== undefined) {
    const word = readWord(text, offset, macro, alphabet);
    const single = alphabet === 'bold' && word.isLetter;
    return put(single ? 'letter' : 'word', word.text, word.length, single ? {} : { alphabet });
  }
  if (isKnownMacro(name)) return put('macro', name, macro.length);
  return refuseMacro(name, { start: offset, end: offset + Math.max(1, macro.length) });
};

const refuseMacro = (name: string, span: Span): never => {
  const help: Readonly<Record<string, string>> = {
    times: 'a product is written side by side, or with `\\cdot`', begin: 'between dollar signs stands one formula, without an environment',
    '\\': 'between dollar signs stands one formula, without line breaks', pm: 'state the two cases as two claims',
    sum: 'sums are written out, or as `\\operatorname{tr}` and `\\nabla\\cdot`', _: 'a name of several letters is written `\\mathrm{sigma\\_max}`',
  };
  const nearest = nearestName(name, MACRO_NAMES);
  return complain('E0109', span, name === '' ? 'a backslash without a name' : `\`\\${name}\` has no meaning in a formula here`, {
    help: Object.hasOwn(help, name) ? help[name] ?? null : nearest === null ? null : `did you mean \`\\${nearest}\`?`,
  });
};
