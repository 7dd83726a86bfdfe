/**
 * Source text of one statement → tokens, with the offsets of the document.
 *
 * Unicode and ASCII spellings become the same tokens here (`−` is `-`, `²` is `^2`, `∂_t` is `∂ t`, `σ` is `sigma`),
 * comments go, and brackets are matched, so that the parser can ask what a bracket holds before it reads it. A formula in
 * LaTeX is one token for each side of its equation.
 */
import type { Rational } from '../kernel/rational.ts';
import { rational } from '../kernel/rational.ts';
import { complain } from './complaint.ts';
import { readDollars } from './latex/segments.ts';
import type { Formula } from './latex/token.ts';
import { normaliseName } from './spelling.ts';
import type { Span } from './statement.ts';

export type TokenKind = 'number' | 'name' | 'string' | 'latex' | 'symbol' | 'end';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** The one spelling: of a name, of a symbol; of a string what is between the quotes. */
  readonly text: string;
  /** Of a number. */
  readonly value: Rational | null;
  /** Of a formula in LaTeX. */
  readonly formula: Formula | null;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
  /** Of an opening bracket: the index of its closing one. */
  close: number;
  /** Of an opening bracket: how many parts its commas and semicolons make. */
  parts: number;
  /** Of an opening bracket: whether an equals sign stands directly in it, as in `(t = T - t)`. */
  binds: boolean;
}

export const DEEPEST = 200;
const MOST_DIGITS = 1000;
const DOLLAR = 0x24;

const SYMBOLS: Readonly<Record<string, string>> = {
  '+': '+', '-': '-', '−': '-', '–': '-', '*': '*', '∗': '*', '/': '/', '^': '^', '·': '·', '⋅': '·', '∙': '·', '⊗': '⊗',
  '(': '(', ')': ')', '[': '[', ']': ']', '{': '{', '}': '}', '|': '|', '‖': '|', ',': ',', ';': ';', ':': ':',
  '=': '=', '<': '<', '>': '>', '≤': '<=', '≥': '>=', '≠': '!=', '∂': '∂', '∇': '∇', 'Δ': 'Δ', '∆': 'Δ', '∫': '∫',
  '∘': '∘', '○': '∘',
};
const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9',
};
const FRACTIONS: Readonly<Record<string, readonly [number, number]>> = {
  '½': [1, 2], '⅓': [1, 3], '⅔': [2, 3], '¼': [1, 4], '¾': [3, 4], '⅕': [1, 5], '⅙': [1, 6], '⅛': [1, 8],
};
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

const NAME = /[A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u0393\u0395-\u03ff\u2113\u2126][A-Za-z0-9_\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u0393\u0395-\u03ff\u2080-\u2089\u2113\u2126]*/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SPACE = /(?:[\s\u00a0]+|#[^\n\r]*)+/y;

const matchAt = (pattern: RegExp, source: string, offset: number): string | null => {
  pattern.lastIndex = offset;
  return pattern.exec(source)?.[0] ?? null;
};

/** The tokens of `source` from `start` to `end`, an `end` token last. Throws a Complaint. */
export const tokenize = (source: string, start: number, end: number): Token[] => {
  const text = end === source.length ? source : source.slice(0, end);
  const tokens: Token[] = [];
  let offset = start;
  let spaced = false;
  const push = (kind: TokenKind, word: string, length: number, value: Rational | null = null): void => {
    tokens.push({ kind, text: word, value, formula: null, start: offset, end: offset + length, spaced, close: -1, parts: 1, binds: false });
    spaced = false;
  };
  while (offset < end) {
    const code = text.charCodeAt(offset);
    const space = code <= 0x20 || code === 0x23 || code > 0x7f ? matchAt(SPACE, text, offset) : null;
    if (space !== null) {
      offset += space.length;
      spaced = true;
      continue;
    }
    if (code === DOLLAR) {
      const formula = readDollars(text, offset, spaced);
      for (const token of formula.tokens) tokens.push(token);
      offset = formula.end;
      spaced = false;
    } else offset += readToken(text, offset, push);
  }
  offset = end;
  push('end', 'the end of the statement', 0);
  matchBrackets(tokens);
  return tokens;
};

type Push = (kind: TokenKind, word: string, length: number, value?: Rational | null) => void;

/** Reads one token (or the two of `x²`) and returns its length. */
const readToken = (text: string, offset: number, push: Push): number => {
  const code = text.charCodeAt(offset);
  const name = code >= 0x41 ? matchAt(NAME, text, offset) : null;
  if (name !== null) return push('name', normaliseName(name), name.length), name.length;
  const number = code === 0x2e || (code >= 0x30 && code <= 0x39) ? matchAt(NUMBER, text, offset) : null;
  if (number !== null) return push('number', number, number.length, numberValue(number, offset)), number.length;
  const letter = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  const fraction = FRACTIONS[letter];
  if (fraction !== undefined) return push('number', letter, 1, rational(fraction[0], fraction[1])), 1;
  if (letter in SUPERSCRIPTS || letter === '⁻' || letter === 'ᵀ' || letter === '⊤') return readSuperscript(text, offset, push);
  if (letter === '"' || letter === '“') return readQuoted(text, offset, push);
  if (letter === '√') return push('name', 'sqrt', 1), 1;
  const two = text.slice(offset, offset + 2);
  if (two === '!=' || two === '<=' || two === '>=') return push('symbol', two, 2), 2;
  const symbol = SYMBOLS[letter];
  if (symbol === undefined) return unknownCharacter(letter, offset);
  push('symbol', symbol, 1);
  return symbol === '∂' && text[offset + 1] === '_' ? 2 : 1;
};

const unknownCharacter = (letter: string, offset: number): never => {
  const point = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const help: Readonly<Record<string, string>> = {
    '×': 'a product is written side by side (`a b`); the cross product is not part of the language',
    "'": 'a derivative is written `∂t P` or `D[t] P`', '′': 'a derivative is written `∂t P` or `D[t] P`',
    '!': '`!=` means "is not"', '\\': 'LaTeX goes between dollar signs', '~': 'write `is density of`',
  };
  return complain('E0105', { start: offset, end: offset + letter.length },
    `the character ${letter} (U+${point}) has no meaning here`, { help: help[letter] ?? null });
};

/** Exactly: `0.5` is 1/2, `1e-3` is 1/1000. */
const numberValue = (written: string, offset: number): Rational => {
  const [mantissa = '', exponentText = '0'] = written.split(/[eE]/);
  const [whole = '', decimals = ''] = mantissa.split('.');
  const exponent = exponentText.length > 6 ? Infinity : Number(exponentText);
  if (whole.length + decimals.length > MOST_DIGITS || Math.abs(exponent) > MOST_DIGITS) {
    complain('E0107', { start: offset, end: offset + written.length }, `a number of more than ${MOST_DIGITS} digits`);
  }
  const shift = exponent - decimals.length;
  const digits = BigInt(`${whole}${decimals}`);
  return shift >= 0 ? rational(digits * 10n ** BigInt(shift)) : rational(digits, 10n ** BigInt(-shift));
};

const readSuperscript = (text: string, offset: number, push: Push): number => {
  const letter = text[offset];
  if (letter === 'ᵀ' || letter === '⊤') return push('symbol', '^', 0), push('name', 'T', 1), 1;
  let length = letter === '⁻' ? 1 : 0;
  let digits = '';
  for (let digit; (digit = SUPERSCRIPTS[text[offset + length] ?? '']) !== undefined; length++) digits += digit;
  push('symbol', '^', 0);
  if (letter === '⁻') push('symbol', '-', 1);
  if (digits === '' && text[offset + 1] === 'ᵀ') return push('name', 'T', 2), 2;
  if (digits === '') return unknownCharacter('⁻', offset);
  push('number', digits, length, numberValue(digits, offset));
  return length;
};

const readQuoted = (text: string, offset: number, push: Push): number => {
  let end = offset + 1;
  while (end < text.length && !'"”\n\r'.includes(text[end] ?? '')) end++;
  if (end >= text.length || text[end] === '\n' || text[end] === '\r') {
    complain('E0106', { start: offset, end }, 'the quotation mark is not closed on its line');
  }
  push('string', text.slice(offset + 1, end), end + 1 - offset);
  return end + 1 - offset;
};

/** Fills in `close`, `parts` and `binds` of opening brackets; complains about brackets that do not match. */
const matchBrackets = (tokens: readonly Token[]): void => {
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'symbol') return;
    const opener = tokens[open.at(-1) ?? -1];
    if (token.text in CLOSING) {
      if (open.push(index) > DEEPEST) complain('E0303', token, `brackets are nested more than ${DEEPEST} deep`);
    } else if (token.text === ')' || token.text === ']' || token.text === '}') {
      if (opener === undefined) return complain('E0302', token, `nothing is open that \`${token.text}\` could close`);
      if (CLOSING[opener.text] !== token.text) {
        complain('E0302', token, `\`${token.text}\` cannot close \`${opener.text}\``, {
          labels: [{ span: opener, text: `\`${CLOSING[opener.text]}\` is awaited for this bracket` }],
        });
      }
      opener.close = index;
      open.pop();
    } else if (opener !== undefined && (token.text === ',' || token.text === ';')) opener.parts++;
    else if (opener !== undefined && token.text === '=') opener.binds = true;
  });
  const unclosed = tokens[open.at(-1) ?? -1];
  if (unclosed !== undefined) {
    complain('E0302', unclosed, `the bracket \`${unclosed.text}\` is not closed`, {
      help: 'a statement ends with its line, unless the next line is indented',
    });
  }
};
