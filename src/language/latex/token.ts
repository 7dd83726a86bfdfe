/**
 * The tokens of a formula in LaTeX. Spans are those of the document, so that every diagnostic points into the formula.
 */
import type { Rational } from '../../kernel/rational.ts';
import type { Span } from '../statement.ts';
import type { Alphabet } from './macros.ts';

export type LatexKind = 'letter' | 'word' | 'number' | 'macro' | 'symbol' | 'end';

export interface LatexToken extends Span {
  readonly kind: LatexKind;
  /** Of a letter its name (`sigma` of `\sigma`), of a word its letters, of a macro its name without the backslash. */
  readonly text: string;
  readonly value: Rational | null;
  /** Of a word. */
  readonly alphabet: Alphabet | null;
  /** Whether space that is seen in print stands before it, as `\,`. */
  readonly apart: boolean;
  /** Whether any white space stands before it. */
  readonly blank: boolean;
  /** Of a bracket or bar, where `\left`, `\bigr`, `\lvert` or the like say so. */
  readonly side: 'open' | 'close' | null;
  /** Of an opening bracket: the index of its closing one, and how many parts its commas and semicolons make. */
  close: number;
  parts: number;
}

/** A stretch of tokens: one side of an equation. */
export interface Formula {
  readonly tokens: readonly LatexToken[];
  readonly from: number;
  readonly to: number;
  /** The source from `offset` on, for quoting what was written. */
  readonly source: string;
  readonly offset: number;
}
