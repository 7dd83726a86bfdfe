/**
 * Derivatives, integrals and optima. The variable of ∇, ∇·, Δ is named where what is differentiated depends on another
 * coordinate as well; derivatives by scalars are gathered: `\partial_x^2\partial_v`.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { variablesOf } from '../language/variables.ts';
import type { Formula, Manner } from './latex-box.ts';
import { atom, beginsWithBracket, bracketed, latexOf, row, withLevel, atLeast } from './latex-box.ts';
import { formulaOf, wholeFormula } from './latex-expression.ts';
import { latexSymbol } from './latex-symbol.ts';
import type { SpaceDerivative } from './reading.ts';
import { isComposite } from './reading.ts';
import { FACTOR, PRODUCT } from './text-expression.ts';

type Derivative = Expression & { kind: 'derivative' };

export const operatorFormula = (e: Derivative | SpaceDerivative, m: Manner): Formula => {
  if (e.kind === 'derivative') return partials(e, m);
  return row(FACTOR, spaceOperator(e), operandOf(e.of, m, isComposite(e.of, e.variable)));
};

const spaceOperator = (e: SpaceDerivative): string => {
  const by = isPlain(e) ? '' : lowered(e.variable);
  switch (e.kind) {
    case 'gradient': return `\\nabla${by}`;
    case 'divergence': return `\\nabla${by}\\cdot`;
    case 'laplacian': return `\\Delta${by}`;
    case 'hessian': return `\\nabla${by}^2`;
  }
};

const lowered = (v: Variable): string => {
  const name = latexSymbol(v.name);
  return name.length === 1 ? `_${name}` : `_{${name}}`;
};

/** By x, where there is no other coordinate that it could be by. */
const isPlain = (e: SpaceDerivative): boolean =>
  e.variable.name === 'x' && ![...variablesOf(e.of).values()].some((v) => v.name !== 't' && v.name !== 'x' && v.role === 'coordinate');

/** ∂_x^2 ∂_v e: derivatives that follow one another by the same variable are one power. */
const partials = (e: Derivative, m: Manner): Formula => {
  const runs: { readonly variable: Variable; count: number }[] = [];
  let of: Expression = e;
  let composite = false;
  while (of.kind === 'derivative' && !composite) {
    const last = runs.at(-1);
    if (last !== undefined && last.variable.name === of.variable.name) last.count += 1;
    else runs.push({ variable: of.variable, count: 1 });
    composite = isComposite(of.of, of.variable) && of.of.kind !== 'derivative';
    of = of.of;
  }
  const ambiguous = composite || runs.some(({ variable }) => isComposite(of, variable));
  const operator = runs.map(({ variable, count }) => `\\partial${lowered(variable)}${count === 1 ? '' : `^${count < 10 ? count : `{${count}}`}`}`).join('');
  return row(FACTOR, operator, operandOf(of, m, ambiguous));
};

/** What an operator takes: brackets only where the next factor would not be all of it. */
export const operandOf = (e: Expression, m: Manner, composite: boolean): Formula => {
  const formula = formulaOf(e, m);
  if (composite || formula.level < FACTOR || beginsWithBracket(formula)) return bracketed(formula);
  const latex = latexOf(formula);
  const space = /^[A-Za-z\d]/.test(latex) ? ' ' : /^\\(?:mathrm\{[^e}]|mathrm\{[^}]{2}|text)/.test(latex) ? '\\,' : '';
  return row(formula.level, space, formula);
};

/** The variable itself is not what is put in for it along a path. */
const within = (m: Manner, name: string): Manner =>
  m.along === null ? m : { ...m, along: new Map([...m.along].filter(([variable]) => variable !== name)) };

export const integralFormula = (e: Expression & { kind: 'integral' }, m: Manner): Formula => {
  const inner = atLeast(formulaOf(e.of, within(m, e.variable.name)), PRODUCT - 1);
  return withLevel({ ...row(FACTOR, '\\int ', inner, `\\,\\mathrm{d}${latexSymbol(e.variable.name)}`), height: m.style === 'display' ? Math.max(2, inner.height) : inner.height }, FACTOR);
};

const OPTIMA = { min: '\\min', max: '\\max', argmin: '\\operatorname*{arg\\,min}', argmax: '\\operatorname*{arg\\,max}' } as const;

export const optimumFormula = (e: Expression & { kind: 'optimum' }, m: Manner): Formula => {
  const inner = wholeFormula(e.of, within(m, e.control.name));
  return withLevel(row(FACTOR, atom(`${OPTIMA[e.which]}_{${latexSymbol(e.control.name)}}`), bracketed(inner, '\\{', '\\}')), FACTOR);
};
