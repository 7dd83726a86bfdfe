/**
 * Claims and hypotheses as a paper states them: equations as they are, and in words what a density, a value or an
 * optimal control is claimed to be.
 */
import { shapeOf } from '../kernel/expression.ts';
import type { Condition, Hypothesis } from '../kernel/expression.ts';
import type { ClaimBody, Process } from '../language/statement.ts';
import type { Formula, Manner, Style } from './latex-box.ts';
import { apart, atom, bracketed, breakable, latexOf, manner, row } from './latex-box.ts';
import { LINE_END, alignedLines, relationLines } from './latex-equation.ts';
import { conditionFormula, wholeFormula } from './latex-expression.ts';
import { conditionalExpectation } from './latex-functional.ts';
import { alongPath, mentionFormula, signedSum, termFormula, wienerName } from './latex-process.ts';
import { latexSymbol } from './latex-symbol.ts';
import { escapeLatexText } from './latex-text.ts';
import { SUM } from './text-expression.ts';

/** One line of LaTeX. */
export const latexClaimBody = (body: ClaimBody, style: Style = 'text'): string => latexOf(claimFormula(body, manner(style)));

/** The body of an `aligned` environment, each line within the width. */
export const latexClaimLines = (body: ClaimBody, width: number): string => {
  const m = manner('display');
  if (body.kind === 'chain') return relationLines(wholeFormula(body.first, m), body.steps.map((s) => wholeFormula(s.right, m)), width);
  if (body.kind === 'equation') {
    const lines = relationLines(wholeFormula(body.left, m), [wholeFormula(body.right, m)], width);
    return body.iff === null ? lines : [lines, ...alignedLines(row(SUM, '\\quad', conditions(body.iff, m)), width)].join(LINE_END);
  }
  return displayed(claimFormula(body, m), width);
};

export const displayed = (formula: Formula, width: number): string =>
  alignedLines(formula, width).join(LINE_END);

export const latexHypothesis = (h: Hypothesis, style: Style = 'text'): string => latexOf(hypothesisFormula(h, manner(style)));

/** A vector field that is a gradient has a symmetric Jacobian. */
export const hypothesisFormula = (h: Hypothesis, m: Manner): Formula => {
  switch (h.kind) {
    case 'equation': return row(SUM, wholeFormula(h.left, m), breakable(row(SUM, ' = ', wholeFormula(h.right, m))));
    case 'curl-free': {
      const name = latexSymbol(h.field.name);
      return atom(`\\nabla ${name} = (\\nabla ${name})^\\top`, SUM);
    }
  }
};

const words = (text: string): string => `\\ \\text{${escapeLatexText(text)}}\\ `;
const said = (text: string, ...rest: readonly Formula[]): Formula => breakable(row(SUM, words(text), ...rest));

/** An equation that is written out stands on a line of its own, where not all fits on one. */
const about = (text: string, process: Process, m: Manner): readonly Formula[] =>
  process.name === '' ? [atom(words(text)), apart(mentionFormula(process, m))] : [said(text, mentionFormula(process, m))];

const conditions = (list: readonly Condition[], m: Manner): Formula =>
  row(SUM, words('if and only if'), ...list.flatMap((c, i) => [i === 0 ? '' : ',\\ ', conditionFormula(c, m)]));

const claimFormula = (body: ClaimBody, m: Manner): Formula => {
  switch (body.kind) {
    case 'equation': {
      const equation = row(SUM, wholeFormula(body.left, m), breakable(row(SUM, ' = ', wholeFormula(body.right, m))));
      return body.iff === null ? equation : row(SUM, equation, breakable(conditions(body.iff, m)));
    }
    case 'chain': return row(SUM, wholeFormula(body.first, m), ...body.steps.map((s) => breakable(row(SUM, ' = ', wholeFormula(s.right, m)))));
    case 'density': return row(SUM, wholeFormula(body.density, m), ...about(`is ${body.stationary ? 'a stationary' : 'the'} density of`, body.process, m));
    case 'value': return row(SUM, wholeFormula(body.value, m), said('is the value of', atom(latexSymbol(body.problem.name))));
    case 'expectation': return row(SUM, wholeFormula(body.expectation, m), breakable(row(SUM, ' = ', conditionalExpectation(body, m))));
    case 'optimal': return row(SUM, `${latexSymbol(body.control.name)} = `, wholeFormula(body.law, m),
      said('is optimal for', atom(latexSymbol(body.problem.name)), body.value === null ? atom('') : said('with value', wholeFormula(body.value, m))));
    case 'differential': return differential(body, m);
  }
};

/** d(log p(X_t, t)) = (…) dt + … · dW_t along the process. */
const differential = (body: ClaimBody & { kind: 'differential' }, m: Manner): Formula => {
  const along = (e: Parameters<typeof alongPath>[0]): Formula => alongPath(e, body.process, m);
  const circle = body.stratonovich ? '\\circ ' : '';
  const noises = body.noises.map(({ coefficient, wiener }) =>
    termFormula(coefficient, `${shapeOf(coefficient).length === 1 ? '\\cdot ' : ''}${circle}${wienerName(wiener, 't')}`, along));
  const zero = body.drift.kind === 'number' && body.drift.value.numerator === 0n && noises.length > 0;
  const terms = signedSum([...(zero ? [] : [termFormula(body.drift, '\\mathrm{d}t', along)]), ...noises]);
  const left = row(SUM, '\\mathrm{d}', bracketed(along(body.of)));
  return row(SUM, left, breakable(row(SUM, ' = ', terms)), ...about('along', body.process, m));
};
