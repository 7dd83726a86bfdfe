/**
 * The argument of an alphabet: the letters of `\mathrm{mean}`, `\mathbf x`, `\operatorname*{arg\,min}`,
 * `\mathrm{sigma\_max}`. It is flat: no groups and no formulas within.
 */
import { complain } from '../complaint.ts';
import { letterOf } from './macros.ts';
import type { Alphabet } from './macros.ts';

export interface Word {
  readonly text: string;
  /** Of the whole: macro, braces and what is between them. */
  readonly length: number;
  /** Whether it is a single letter, Latin or Greek. */
  readonly isLetter: boolean;
}

/** One letter, a Greek letter, a sign that may stand in a name, or space. */
const PIECE = /[A-Za-z0-9]|\\_|\\[A-Za-z]+|\\[,;:! ]|[\s~]+|[^]/uy;

export const readWord = (text: string, offset: number, macro: string, alphabet: Alphabet): Word => {
  let place = offset + macro.length;
  if (text[place] === '*') place += 1;
  while (/\s/.test(text[place] ?? 'x')) place += 1;
  const open = text[place] === '{';
  const start = open ? place + 1 : place;
  const pieces: string[] = [];
  let end = start;
  for (;;) {
    PIECE.lastIndex = end;
    const piece = PIECE.exec(text)?.[0];
    if (piece === undefined) return complain(open ? 'E0302' : 'E0109', { start: offset, end }, open ? `the brace after \`${macro}\` is not closed` : `\`${macro}\` is without its letter`);
    if (piece === '}' && open) break;
    end += piece.length;
    pieces.push(meaningOf(piece, end, macro, alphabet));
    if (!open) break;
  }
  const word = pieces.join('').trim();
  if (word === '') complain('E0109', { start: offset, end: end + (open ? 1 : 0) }, `\`${macro}\` is without letters`);
  return { text: word, length: end + (open ? 1 : 0) - offset, isLetter: pieces.filter((piece) => piece !== '').length === 1 };
};

const meaningOf = (piece: string, end: number, macro: string, alphabet: Alphabet): string => {
  if (/^[A-Za-z0-9]$/.test(piece)) return piece;
  if (piece === '\\_') return '_';
  if (/^(?:[\s~]+|\\[,;:! ])$/.test(piece)) return alphabet === 'text' ? ' ' : '';
  const letter = piece.startsWith('\\') ? letterOf(piece.slice(1)) : null;
  return letter ?? complain('E0109', { start: end - piece.length, end }, `\`${piece}\` has no meaning in the argument of \`${macro}\``, {
    help: 'a name consists of letters, digits and `\\_`',
  });
};
