/**
 * What the kernel holds, as LaTeX: always made from the tree, never from what a user wrote. Formulas come without dollar
 * signs and use the macros of LATEX_MACROS alone, so that pdflatex with amsmath and KaTeX read them alike.
 *
 * Widths are in characters of half an em: 69 fill a line of the article class.
 */
export { latexCondition, latexExpression } from './latex-expression.ts';
export { latexChain, latexEquation } from './latex-equation.ts';
export { latexLines } from './latex-lines.ts';
export { latexProcess } from './latex-process.ts';
export { latexClaimBody, latexClaimLines, latexHypothesis } from './latex-claim.ts';
export { latexDeclaration, latexDeclarationLines } from './latex-setting.ts';
export { latexIndexedLines, latexIndexedSum } from './latex-index.ts';
export { latexSymbol } from './latex-symbol.ts';
export { escapeLatexText } from './latex-text.ts';
export { latexWidth } from './latex-width.ts';
export { LATEX_ENVIRONMENTS, LATEX_MACROS, foreignMacros } from './latex-macros.ts';
