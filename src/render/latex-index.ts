/**
 * Residuals and fluxes in index notation: `\tfrac12 D_{ij}\,\partial_i\partial_j\log p - \partial_i f_i`, repeated
 * indices summed. What is a factor, a divisor or an argument is decided as in text-index.ts.
 */
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from '../kernel/goal.ts';
import { isOne, negate, sign, toText } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Formula, Style } from './latex-box.ts';
import { atLeast, atom, bracketed, breakable, latexOf, manner, row, withLevel } from './latex-box.ts';
import { numberFormula } from './latex-expression.ts';
import { reserved, withLetters } from './latex-letters.ts';
import { linesOf } from './latex-lines.ts';
import { latexSymbol, subscripted } from './latex-symbol.ts';
import { latexWidth } from './latex-width.ts';
import { FACTOR, JOIN, PRIMARY, PRODUCT, SUM } from './text-expression.ts';
import type { Names } from './text-index.ts';
import { exponentOf, integrandNames, shownLabels } from './text-index.ts';

export const latexIndexedSum = (sum: IndexedSum, style: Style = 'text'): string => latexOf(sumFormula(sum, style, reserved(sum)));

/** The lines of a sum that is displayed; those that continue begin with their indentation. */
export const latexIndexedLines = (sum: IndexedSum, width: number): readonly string[] =>
  linesOf(sumFormula(sum, 'display', reserved(sum)), { width, first: 0, others: 0 });

const sumFormula = (sum: IndexedSum, style: Style, names: Names): Formula => {
  if (sum.terms.length === 0) return atom('0');
  const terms = sum.terms.map((term, i) => {
    const negative = sign(term.coefficient) < 0;
    const own = termFormula(negative ? { ...term, coefficient: negate(term.coefficient) } : term, style, withLetters(term, names));
    if (i > 0) return breakable(row(SUM, negative ? ' - ' : ' + ', own));
    return negative ? row(SUM, '-', own) : own;
  });
  const [only] = terms;
  return terms.length === 1 && only !== undefined ? only : withLevel(row(SUM, ...terms), SUM);
};

const termFormula = (term: IndexedTerm, style: Style, names: Names): Formula => {
  const above = ordered(term.factors.filter((f) => sign(exponentOf(f)) > 0)).map((f) => raised(f, exponentOf(f), style, names));
  const below = term.factors.filter((f) => sign(exponentOf(f)) <= 0).map((f) => raised(f, negate(exponentOf(f)), style, names));
  const { numerator, denominator } = term.coefficient;
  if (below.length === 0) {
    const number = isOne(term.coefficient) && above.length > 0 ? [] : [numberFormula(term.coefficient, manner(style))];
    return product([...number, ...above]);
  }
  const [divisor] = term.factors.filter((f) => sign(exponentOf(f)) <= 0);
  const alone = below.length === 1 && denominator === 1n && divisor?.kind === 'power' && isOne(negate(divisor.exponent));
  const top = product([...(numerator === 1n && above.length > 0 ? [] : [atom(`${numerator}`)]), ...above]);
  const bottom = alone ? sumFormula(divisor.base, style, names) : product([...(denominator === 1n ? [] : [atom(`${denominator}`)]), ...below]);
  const line = style === 'display' ? '\\frac' : '\\tfrac';
  return atom(`${line}{${latexOf(top)}}{${latexOf(bottom)}}`, FACTOR, style === 'display' ? 2 : 1);
};

/** Derivatives last, and integrals after them. */
const ordered = (factors: readonly IndexedFactor[]): readonly IndexedFactor[] => {
  const rank = (f: IndexedFactor): number => (f.kind === 'integral' || f.kind === 'minimum' ? 2 : f.kind === 'jet' && isPrefixed(f) ? 1 : 0);
  return [...factors].sort((a, b) => rank(a) - rank(b));
};

const isPrefixed = (f: IndexedFactor & { kind: 'jet' }): boolean =>
  f.log || f.derivatives.some((d) => (typeof d === 'number' ? d > 0 : d.length > 0));

const product = (factors: readonly Formula[]): Formula => {
  const [only] = factors;
  if (factors.length === 1 && only !== undefined) return only;
  return withLevel(row(PRODUCT, ...factors.flatMap((f, i) => [i === 0 ? '' : /^\d/.test(latexOf(f)) ? ' \\cdot ' : '\\,', f])), PRODUCT);
};

const raised = (f: IndexedFactor, exponent: Rational, style: Style, names: Names): Formula => {
  const formula = factorFormula(f, style, names);
  if (isOne(exponent)) return atLeast(formula, FACTOR);
  const power = toText(exponent);
  return row(FACTOR, atLeast(formula, PRIMARY), power.length === 1 ? `^${power}` : `^{${power}}`);
};

const factorFormula = (f: IndexedFactor, style: Style, names: Names): Formula => {
  switch (f.kind) {
    case 'jet': return jetFormula(f, style, names);
    case 'coordinate': return atom(lowered(f.variable.name, f.label === null ? [] : [f.label], names));
    case 'parameter': return atom(lowered(f.parameter.name, f.components, names));
    case 'delta': return atom(lowered('delta', f.labels, names));
    case 'dimension': return atom(latexSymbol(f.space));
    case 'constant': return atom(f.value === 'pi' ? '\\pi' : `${f.value}`);
    case 'power': return bracketed(sumFormula(f.base, style, names));
    case 'function': return functionFormula(f.function, sumFormula(f.argument, style, names));
    case 'inverse': return row(FACTOR, bracketed(sumFormula(f.of, style, names)), `^{-1}${lowered('', f.labels, names)}`);
    case 'integral': return row(FACTOR, '\\int ', atLeast(sumFormula(f.of, style, integrandNames(f.labels, names)), JOIN), `\\,\\mathrm{d}${latexSymbol(f.variable.name)}`);
    case 'minimum': return row(FACTOR, `\\min_{${latexSymbol(f.control.name)}}`, bracketed(sumFormula(f.of, style, names), '\\{', '\\}'));
    case 'logDeterminant': return row(FACTOR, '\\log\\det', bracketed(sumFormula(f.of, style, names)));
  }
};

const FUNCTIONS: Readonly<Record<(IndexedFactor & { kind: 'function' })['function'], string>> = {
  exp: '\\exp', log: '\\log', sqrt: '\\operatorname{sqrt}', sin: '\\sin', cos: '\\cos', tan: '\\tan', sinh: '\\sinh', cosh: '\\cosh',
  tanh: '\\tanh', atan: '\\arctan', erf: '\\operatorname{erf}', Phi: '\\Phi',
};
const functionFormula = (name: keyof typeof FUNCTIONS, argument: Formula): Formula => {
  const latex = latexOf(argument);
  if (name === 'sqrt') return atom(`\\sqrt{${latex}}`, FACTOR, 1);
  if (name === 'exp' && !/frac|int|exp/.test(latex) && latexWidth(latex) <= WIDEST_EXPONENT) return atom(`\\mathrm{e}^{${latex}}`, FACTOR);
  return name === 'log' && argument.level >= PRIMARY ? row(FACTOR, '\\log ', argument) : row(FACTOR, FUNCTIONS[name], bracketed(argument));
};
const WIDEST_EXPONENT = 10;

/** x_i, `x_{0,ij}` of x0; labels of several letters with commas between them. */
const lowered = (name: string, labels: readonly Label[], names: Names): string => {
  const shown = shownLabels(labels, names).map((label) => (/^\d+$/.test(label) ? label : latexSymbol(label)));
  const separator = shown.every((label) => label.length === 1) ? '' : ',';
  if (name !== '') return subscripted(name, shown, separator);
  return shown.length === 0 ? '' : `_{${shown.join(separator)}}`;
};

const jetFormula = (f: IndexedFactor & { kind: 'jet' }, style: Style, names: Names): Formula => {
  const derivatives = f.derivatives.map((d, i) => derivativesOf(f.field.slots[i]?.name ?? '', d, names)).join('');
  const base = lowered(f.field.name, f.components, names);
  const name = `${derivatives}${f.log ? '\\log ' : derivatives === '' ? '' : ' '}${base}`;
  const simple = derivatives === '' && !f.log;
  const args = f.args.every((arg) => arg === null) ? '' : argumentsOf(f, style, names);
  return row(simple ? PRIMARY : FACTOR, atom(name), args);
};

/** ∂_t, ∂_t^2, ∂_i∂_j by x, ∂_{y_i} by another variable. */
const derivativesOf = (name: string, d: number | readonly Label[], names: Names): string => {
  if (typeof d === 'number') return d === 0 ? '' : `\\partial_{${latexSymbol(name)}}${d === 1 ? '' : d < 10 ? `^${d}` : `^{${d}}`}`;
  return d.map((label) => (name === 'x' ? `\\partial${lowered('', [label], names)}` : `\\partial_{${lowered(name, [label], names)}}`)).join('');
};

/** (∂_i f_j)(x, T−t) needs no brackets here: derivatives in index notation are always evaluated. */
const argumentsOf = (f: IndexedFactor & { kind: 'jet' }, style: Style, names: Names): Formula => {
  const args = f.args.map((arg, i) => (arg === null ? atom(latexSymbol(f.field.slots[i]?.name ?? '')) : sumFormula(arg, style, names)));
  return bracketed(row(SUM, ...args.flatMap((arg, i) => (i === 0 ? [arg] : [', ', arg]))));
};
