/**
 * A residual, a flux or a condition in vectors and matrices, where it has that form and the kernel reads it as the same
 * sum; else in index notation.
 */
import { relabelled, withLetters } from '../../check/wording.ts';
import type { Expression } from '../../kernel/expression.ts';
import { num, shapeOf, times } from '../../kernel/expression.ts';
import type { IndexedSum, Label } from '../../kernel/goal.ts';
import { prove } from '../../kernel/prove.ts';
import { latexIndexedLines, latexLines, latexWidth } from '../../render/latex.ts';
import { printIndexedSum } from '../../render/text.ts';
import { expressionOf } from '../../search/from-indices.ts';

/** The slots of a tensor in the kernel's own labels. */
const FREE: readonly Label[] = ['i', 'j'];
/** So many terms and lines are printed; the other terms are counted. */
const MOST_TERMS = 16;
const MOST_LINES = 6;
const PATIENCE = { milliseconds: 1_000, terms: 5_000 };

/** The sum as displayed lines, as much of it as is worth reading. `more`: how many terms are not among the lines. */
export interface SumLines {
  readonly lines: readonly string[];
  readonly more: number;
}

/** The sum in lines of at most so many characters. */
export const sumLines = (sum: IndexedSum, rank: number, dimension: number | null, width: number): SumLines => {
  const vectors = sum.terms.length > MOST_TERMS ? null : vectorForm(sum, FREE.slice(0, rank), dimension);
  const lines = vectors === null ? [] : latexLines(vectors, width);
  return lines.length > 0 && fits(lines, width) ? { lines, more: 0 } : firstTerms(withLetters(sum), width);
};

/** In index notation, the first terms that fit. */
const firstTerms = (sum: IndexedSum, width: number): SumLines => {
  for (let count = Math.min(sum.terms.length, MOST_TERMS); count > 0; count -= 1) {
    const lines = latexIndexedLines({ terms: sum.terms.slice(0, count) }, width);
    const more = sum.terms.length - count;
    if (fits(lines, width)) return { lines: more === 0 ? lines : [...lines, '\\qquad {}+ \\cdots'], more };
  }
  return { lines: [], more: sum.terms.length };
};

const fits = (lines: readonly string[], width: number): boolean => lines.length <= MOST_LINES && lines.every((line) => latexWidth(line) <= width);

/** The components of a flux are those of a vector. */
export const withoutFluxLabel = (sum: IndexedSum): IndexedSum => relabelled(sum, (label) => (label === 'flux' ? 'i' : label));

/** null: it has none. */
export const vectorForm = (sum: IndexedSum, free: readonly Label[], dimension: number | null): Expression | null => {
  if (sum.terms.length === 0) return null;
  try {
    const value = expressionOf(sum, free);
    return value !== null && shapeOf(value).length === free.length && isReadAs(value, sum, dimension) ? value : null;
  } catch (error) {
    // Pieces that do not fit together as vectors and matrices.
    if (error instanceof TypeError) return null;
    throw error;
  }
};

const isReadAs = (value: Expression, sum: IndexedSum, dimension: number | null): boolean => {
  const right = shapeOf(value).length === 0 ? num(0) : times(num(0), value);
  const limits = { deadline: Date.now() + PATIENCE.milliseconds, terms: PATIENCE.terms };
  const proof = prove({ name: 'the same', left: value, right, under: null, hypotheses: [], conditions: [], dimension }, limits);
  return proof.status === 'open' && printIndexedSum(withLetters(proof.residual)) === printIndexedSum(withLetters(sum));
};
