/**
 * Displayed formulas: one line as it is, several in an `aligned` environment, which LaTeX, KaTeX and MathJax all know.
 */
import { latexWidth } from '../../render/latex.ts';
import type { Block } from './model.ts';

/** Of the body of an `aligned` environment. */
export const displayed = (body: string, number: number | null = null): Block => ({ kind: 'equation', latex: alignedOrPlain(body), number });

/** Of lines that bring their own indentation. */
export const inLines = (lines: readonly string[]): Block => displayed(lines.map((line) => `&${line}`).join(' \\\\\n'));

const alignedOrPlain = (body: string): string =>
  body.includes('\\\\\n') || body.includes('\\begin') ? `\\begin{aligned}\n${body}\n\\end{aligned}` : body.replace(/(?<!\\)&/, '');

/** The widest line, in characters; a table is made to fit. */
export const widestLine = (latex: string): number => (latex.includes('\\begin{array}') ? 0
  : Math.max(...latex.replaceAll(/\\(?:begin|end)\{aligned\}/g, '').split('\\\\\n').map(latexWidth)));

/** What is displayed already as a whole: a table. */
export const whole = (latex: string): Block => ({ kind: 'equation', latex, number: null });
