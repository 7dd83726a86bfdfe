/** Formulas in LaTeX, read in the names that tests share. */
import type { Diagnostic } from '../../../src/language/diagnostic.ts';
import { parseExpressionIn } from '../../../src/language/document.ts';
import type { Document } from '../../../src/language/statement.ts';
import { printExpression } from '../../../src/render/text.ts';
import { NAMES, readWell } from '../reading.ts';

const latexNames = `${NAMES}
param sigma_max, alpha_bar, u_star, mean, x0, theta
field q(x,t) > 0
field h(x)
field F(x,s)
process X: dX = f dt + g dW
`;
export const names: Document = readWell(latexNames);

/** What was understood, in the claim language; what is wrong where nothing was. */
export const understood = (latex: string, document: Document = names): string => {
  const { expression, diagnostics } = parseExpressionIn(`$${latex}$`, document);
  return expression === null ? diagnostics.map((d) => `${d.code} ${d.message}`).join('; ') : printExpression(expression);
};

export const complaint = (latex: string, document: Document = names): Diagnostic | null =>
  parseExpressionIn(`$${latex}$`, document).diagnostics[0] ?? null;

export const pointedAt = (latex: string, d: Diagnostic): string => `$${latex}$`.slice(d.span.start, d.span.end);
