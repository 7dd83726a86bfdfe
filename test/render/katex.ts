/**
 * Formulas held against KaTeX in its strict mode, and against the table of macros that pdflatex knows as well.
 */
import katex from 'katex';
import { foreignMacros } from '../../src/render/latex.ts';

/** What is wrong with a formula; null where nothing is. */
export const complaintAbout = (latex: string): string | null => {
  const foreign = foreignMacros(latex);
  if (foreign.length > 0) return `${latex}: ${foreign.join(' ')} not in the table`;
  try {
    katex.renderToString(latex, { strict: 'error', throwOnError: true, trust: false, displayMode: true, maxExpand: Infinity });
    return null;
  } catch (error) {
    return `${latex}: ${error instanceof Error ? error.message : String(error)}`;
  }
};

export const aligned = (lines: string): string => `\\begin{aligned}${lines}\\end{aligned}`;
