/**
 * A formula on its way to LaTeX: its pieces in order, between which a line may end, how tightly it holds together (the
 * levels of text-expression.ts), and how tall it is.
 *
 * Brackets have a fixed size (`\bigl(` and `\bigr)`), so that a line may end between them; a bracket is one step
 * larger than what stands in it.
 */
import { latexWidth } from './latex-width.ts';
import { PRIMARY } from './text-expression.ts';

export interface Piece {
  readonly latex: string;
  /** How many brackets are open where a line may begin with this piece; null where none may; −1 where one must begin
   *  when not all fits on one. */
  readonly depth: number | null;
  /** What a line that begins here begins with, instead of nothing: `\times` between factors. */
  readonly begins: string;
}

export interface Formula {
  readonly pieces: readonly Piece[];
  readonly level: number;
  /** In steps of bracket sizes: 0 for what a plain bracket encloses. */
  readonly height: number;
}

/** How a formula is set. */
export interface Manner {
  /** On a line of its own; in a line of text; or in an exponent or a fraction. */
  readonly style: 'display' | 'text' | 'small';
  /** What stands for the variables along a path (x is X_t), where functions show their arguments; null elsewhere. */
  readonly along: ReadonlyMap<string, string> | null;
}
export type Style = 'display' | 'text';
export const manner = (style: Manner['style']): Manner => ({ style, along: null });

export const atom = (latex: string, level: number = PRIMARY, height = 0): Formula =>
  ({ pieces: [{ latex, depth: null, begins: '' }], level, height });

/** One after the other. */
export const row = (level: number, ...parts: readonly (string | Formula)[]): Formula => {
  const formulas = parts.filter((part) => part !== '').map((part) => (typeof part === 'string' ? atom(part) : part));
  return { level, pieces: formulas.flatMap((f) => f.pieces), height: Math.max(0, ...formulas.map((f) => f.height)) };
};

export const withLevel = (f: Formula, level: number): Formula => ({ ...f, level });

/** A line may begin here, as if so many brackets were open. */
export const breakable = (f: Formula, depth = 0): Formula => {
  const [first, ...rest] = f.pieces;
  return first === undefined ? f : { ...f, pieces: [{ ...first, depth, begins: '' }, ...rest] };
};

/** A line begins here, if not all fits on one. */
export const apart = (f: Formula): Formula => breakable(f, -1);

/** As one piece that no line ends in. */
export const solid = (f: Formula): Formula => ({ ...f, pieces: [{ latex: latexOf(f), depth: null, begins: '' }] });

export const latexOf = (f: Formula): string => joinLatex(f.pieces.map((piece) => piece.latex));

/** `\cdot` and a letter are kept apart. */
export const joinLatex = (texts: readonly string[]): string =>
  texts.reduce((all, text) => (/\\[A-Za-z]+$/.test(all) && /^[A-Za-z]/.test(text) ? `${all} ${text}` : all + text), '');

const SIZES = ['', 'big', 'Big', 'bigg', 'Bigg'] as const;

/** What fits between brackets so short is not broken. */
const SHORT = 14;
const isShort = (f: Formula): boolean => {
  const latex = latexOf(f);
  return latex.length <= 10 * SHORT && latexWidth(latex) <= SHORT;
};

export const bracketed = (of: Formula, open = '(', close = ')'): Formula => {
  const f = of.pieces.length > 1 && isShort(of) ? solid(of) : of;
  const size = SIZES[Math.min(f.height, SIZES.length - 1)] ?? '';
  const [left, right] = size === '' ? [open, close] : [`\\${size}l${open}`, `\\${size}r${close}`];
  const pieces = f.pieces.map((piece): Piece => ({ ...piece, depth: piece.depth === null ? null : piece.depth + 1 }));
  const all = [{ latex: left, depth: null, begins: '' }, ...pieces, { latex: right, depth: null, begins: '' }];
  return { pieces: glued(all), level: PRIMARY, height: f.height + 1 };
};

/** A bracket stays with what it opens or closes. */
const glued = (pieces: readonly Piece[]): readonly Piece[] => {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last === undefined || piece.depth !== null) result.push(piece);
    else result[result.length - 1] = { ...last, latex: joinLatex([last.latex, piece.latex]) };
  }
  return result;
};

/** In brackets unless it holds together at least so tightly. */
export const atLeast = (f: Formula, level: number): Formula => (f.level >= level ? f : bracketed(f));

export const beginsWithBracket = (f: Formula): boolean => /^(?:\\[bB]igg?l)?\(/.test(f.pieces[0]?.latex ?? '');
