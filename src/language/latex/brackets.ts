/**
 * Brackets of a formula are matched once, before it is read: where each closes, and how many parts it has. Bars say only
 * in their place whether they open or close, so the parser sees to them.
 */
import { complain } from '../complaint.ts';
import { DEEPEST } from '../lexer.ts';
import type { LatexToken } from './token.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '\\{': '\\}', '⟨': '⟩' };
const CLOSERS: ReadonlySet<string> = new Set(Object.values(CLOSING));

/** `\left.`, which `\right|_{t=0}` closes. */
const isInvisible = (token: LatexToken): boolean => token.text === '.' && token.side === 'open';
const closes = (token: LatexToken, opener: LatexToken | undefined): boolean =>
  opener !== undefined && (isInvisible(opener) ? token.side === 'close' && token.text === '|' : CLOSING[opener.text] === token.text);

/** Fills in `close` and `parts`. Throws a Complaint. */
export const matchBrackets = (tokens: readonly LatexToken[]): void => {
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'symbol') return;
    const opener = tokens[open.at(-1) ?? -1];
    if (token.text in CLOSING || isInvisible(token)) {
      if (open.push(index) > DEEPEST) complain('E0303', token, `brackets are nested more than ${DEEPEST} deep`);
    } else if (opener !== undefined && closes(token, opener)) {
      opener.close = index;
      open.pop();
    } else if (CLOSERS.has(token.text)) refuseCloser(token, opener);
    else if (opener !== undefined && (token.text === ',' || token.text === ';')) opener.parts++;
  });
  const unclosed = tokens[open.at(-1) ?? -1];
  if (unclosed !== undefined) complain('E0302', unclosed, `the bracket \`${unclosed.text}\` is not closed`);
};

const refuseCloser = (token: LatexToken, opener: LatexToken | undefined): never =>
  complain('E0302', token, opener === undefined ? `nothing is open that \`${token.text}\` could close` : `\`${token.text}\` cannot close \`${opener.text}\``, {
    labels: opener === undefined ? [] : [{ span: opener, text: `\`${CLOSING[opener.text] ?? '\\right|'}\` is awaited for this bracket` }],
  });
