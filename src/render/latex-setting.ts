/**
 * Declarations as a paper states its setting: the process, whose law is p, what is minimised, which value it has.
 */
import type { Field } from '../kernel/expression.ts';
import type { Declaration, Density } from '../language/statement.ts';
import type { Formula, Manner, Style } from './latex-box.ts';
import { apart, atom, breakable, latexOf, manner, row } from './latex-box.ts';
import { displayed, hypothesisFormula } from './latex-claim.ts';
import { argumentList, wholeFormula } from './latex-expression.ts';
import { conditionalExpectation, optimalCost } from './latex-functional.ts';
import { processFormula, stateFormula } from './latex-process.ts';
import { latexSymbol } from './latex-symbol.ts';
import { PRIMARY, SUM } from './text-expression.ts';

/** One line of LaTeX. */
export const latexDeclaration = (d: Declaration, style: Style = 'text'): string => latexOf(declarationFormula(d, manner(style)));

/** The body of an `aligned` environment, each line within the width. */
export const latexDeclarationLines = (d: Declaration, width: number): string => displayed(declarationFormula(d, manner('display')), width);

const declarationFormula = (d: Declaration, m: Manner): Formula => {
  switch (d.kind) {
    case 'process': return processFormula(d, m);
    case 'density': return densityFormula(d);
    case 'expectation': return row(SUM, atSlots(d.field), breakable(row(SUM, ' = ', conditionalExpectation(d, m))));
    case 'problem': return row(SUM, optimalCost(d, m, 'start'), apart(row(SUM, '\\quad\\text{subject to}\\quad ', processFormula(d.process, m))));
    case 'value': return row(SUM, atSlots(d.field), breakable(row(SUM, ' = ', optimalCost(d.problem, m, 'now'))));
    case 'let': return row(SUM, `${latexSymbol(d.name)} = `, wholeFormula(d.value, m));
    case 'assume': return hypothesisFormula(d.hypothesis, m);
  }
};

const atSlots = (field: Field): Formula => named(field, field.slots.map((v) => latexSymbol(v.name)));

const named = (field: Field, args: readonly string[]): Formula =>
  args.length === 0 ? atom(latexSymbol(field.name)) : row(PRIMARY, latexSymbol(field.name), argumentList(args.map((arg) => atom(arg))));

/** X_t ∼ p(·, t) */
const densityFormula = (d: Density): Formula => {
  const states = new Set(d.process.blocks.map((block) => block.variable.name));
  const law = named(d.field, d.field.slots.map((v) => (states.has(v.name) ? '\\cdot' : latexSymbol(v.name))));
  return row(SUM, stateFormula(d.process), ' \\sim ', law, d.stationary ? '\\quad\\text{(stationary)}' : '');
};
