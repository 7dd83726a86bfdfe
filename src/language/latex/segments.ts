/**
 * `$A = B$` as tokens of the claim language: each side becomes one token that holds its formula, and the relations
 * between them become the relations of the language. So equations, chains and conditions are read by one reader.
 */
import { complain } from '../complaint.ts';
import type { Token } from '../lexer.ts';
import type { Span } from '../statement.ts';
import { matchBrackets } from './brackets.ts';
import { lexLatex } from './lexer.ts';
import type { LatexToken } from './token.ts';

const RELATIONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=', ',']);
const PHRASES: Readonly<Record<string, string>> = {
  'if and only if': 'iff', iff: 'iff', and: 'and', Leftrightarrow: 'iff', land: 'and',
};

/** The tokens of the formula that begins with the dollar sign at `offset`, and where it ends. Throws a Complaint. */
export const readDollars = (text: string, offset: number, spaced: boolean): { readonly tokens: readonly Token[]; readonly end: number } => {
  const closing = text.indexOf('$', offset + 1);
  if (closing < 0) complain('E0106', { start: offset, end: offset + 1 }, 'the dollar sign is not closed');
  const end = closing + 1;
  const formula = lexLatex(text, offset + 1, closing);
  if (formula.length === 1) {
    complain('E0109', { start: offset, end }, 'there is nothing between the dollar signs', { help: text[end] === '$' ? null : 'one dollar sign stands on either side of a formula' });
  }
  matchBrackets(formula);
  return { tokens: split(formula, text, spaced), end };
};

const split = (formula: readonly LatexToken[], text: string, spaced: boolean): readonly Token[] => {
  const tokens: Token[] = [];
  let from = 0;
  const side = (to: number): void => {
    const [first, last] = [formula[from], formula[to - 1]];
    if (to === from || first === undefined || last === undefined) return;
    const source = text.slice(first.start, last.end);
    tokens.push({ ...plain('latex', source, { start: first.start, end: last.end }, spaced || tokens.length > 0), formula: { tokens: formula, from, to, source, offset: first.start } });
  };
  for (let i = 0; i < formula.length; i++) {
    const token = formula[i];
    if (token === undefined) break;
    const word = dividing(token);
    if (word !== null || token.kind === 'end') {
      side(i);
      from = i + 1;
    }
    if (word !== null) tokens.push(plain(/\w/.test(word) ? 'name' : 'symbol', word, token, true));
    if (token.close >= 0) i = token.close;
  }
  return tokens;
};

/** The relation or word of the language that a token stands for; null where it belongs to a formula. */
const dividing = (token: LatexToken): string | null => {
  if (token.kind === 'symbol') return RELATIONS.has(token.text) ? token.text : null;
  return (token.kind === 'macro' || token.alphabet === 'text') && Object.hasOwn(PHRASES, token.text) ? PHRASES[token.text] ?? null : null;
};

const plain = (kind: Token['kind'], text: string, { start, end }: Span, spaced: boolean): Token =>
  ({ kind, text, value: null, formula: null, start, end, spaced, close: -1, parts: 1, binds: false });
