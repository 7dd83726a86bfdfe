/**
 * Equations and chains as the body of an `aligned` or `split` environment: the relations stand below one another, and
 * what continues a line is indented. A left side that leaves too little room stands on a line of its own.
 */
import type { Expression } from '../kernel/expression.ts';
import type { Formula } from './latex-box.ts';
import { latexOf, manner } from './latex-box.ts';
import { wholeFormula } from './latex-expression.ts';
import { linesOf } from './latex-lines.ts';
import { latexWidth } from './latex-width.ts';

/** Of the width, what a left side may take before the right side is set below it. */
const WIDEST_LEFT = 0.45;
/** An equals sign with its space, in characters. */
const RELATION = 2.8;
const QUAD = 2;
export const LINE_END = ' \\\\\n';

/** left = right */
export const latexEquation = (left: Expression, right: Expression, width: number): string => latexChain(left, [right], width);

/** first = a = b, a line a step. */
export const latexChain = (first: Expression, steps: readonly Expression[], width: number): string =>
  relationLines(wholeFormula(first, manner('display')), steps.map((step) => wholeFormula(step, manner('display'))), width);

export const relationLines = (left: Formula, steps: readonly Formula[], width: number): string => {
  const own = latexWidth(latexOf(left));
  const [only] = steps;
  const fits = steps.length === 1 && only !== undefined && own + RELATION + latexWidth(latexOf(only)) <= width;
  const one = fits || own <= WIDEST_LEFT * width ? beside(left, own, steps, width) : null;
  const other = fits ? null : below(left, steps, width);
  return (one !== null && (other === null || one.length <= other.length) ? one : other ?? []).join(LINE_END);
};

const beside = (left: Formula, own: number, steps: readonly Formula[], width: number): readonly string[] => {
  const lines = steps.flatMap((step) => rightLines(step, width, own + RELATION));
  return lines.map((line, i) => (i === 0 ? `${latexOf(left)} ${line}` : line));
};

const rightLines = (step: Formula, width: number, taken: number): readonly string[] =>
  linesOf(step, { width, first: taken, others: taken }).map((line, i) => (i === 0 ? `&= ${line}` : `&${line}`));

const below = (left: Formula, steps: readonly Formula[], width: number): readonly string[] => [
  ...alignedLines(left, width),
  ...steps.flatMap((step) => linesOf(step, { width, first: QUAD + RELATION, others: QUAD })
    .map((line, i) => (i === 0 ? `&\\quad = ${line}` : `&\\quad${line}`))),
];

/** Each line of a formula after an ampersand. There a leading minus would be set as one between two terms. */
export const alignedLines = (formula: Formula, width: number): readonly string[] =>
  linesOf(formula, { width, first: 0, others: 0 }).map((line) => `&${line.replace(/^-/, '{-}')}`);
