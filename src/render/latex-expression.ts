/**
 * Expressions as a paper writes them, with as few brackets as reading them rightly allows.
 *
 * Conventions: ∂_t p(x, T−t) is never written: `\partial_t\bigl(p(x, T-t)\bigr)` differentiates the composite and
 * `(\partial_t p)(x, T-t)` evaluates the derivative. An operator without brackets takes the next factor alone. (∇v)_ij =
 * ∂_j v_i and (∇·M)_i = ∂_j M_ij. In a product what is simple stands first, then what an operator begins, integrals last.
 */
import { shapeOf } from '../kernel/expression.ts';
import type { Condition, Expression } from '../kernel/expression.ts';
import { isInteger, isZero, negate, sign } from '../kernel/rational.ts';
import type { Rational } from '../kernel/rational.ts';
import type { Formula, Manner, Style } from './latex-box.ts';
import { atLeast, atom, bracketed, breakable, latexOf, manner, row, withLevel } from './latex-box.ts';
import { elsewhere } from './latex-elsewhere.ts';
import { callFormula, powerFormula } from './latex-function.ts';
import { contraction, doubleContraction, outerProduct, transposed } from './latex-matrix.ts';
import { integralFormula, operatorFormula, optimumFormula } from './latex-operator.ts';
import { normalFormula, productFormula } from './latex-product.ts';
import { latexSymbol } from './latex-symbol.ts';
import { flatTerms, hoisted, isAtOwnSlots } from './reading.ts';
import type { Application } from './reading.ts';
import { FACTOR, JOIN, PRIMARY, PRODUCT, SUM } from './text-expression.ts';
import { normalOf } from './text-normal.ts';
import { flatten, unsigned } from './text-parts.ts';

/** One line of LaTeX without dollar signs, for a line of text unless it is said otherwise. */
export const latexExpression = (e: Expression, style: Style = 'text'): string => latexOf(wholeFormula(e, manner(style)));

export const latexCondition = (c: Condition, style: Style = 'text'): string => latexOf(conditionFormula(c, manner(style)));

const RELATIONS: Readonly<Record<Condition['relation'], string>> = {
  '>': ' > ', '>=': ' \\ge ', '<': ' < ', '<=': ' \\le ', '!=': ' \\neq ', '=': ' = ',
};

export const conditionFormula = (c: Condition, m: Manner): Formula =>
  row(SUM, wholeFormula(c.left, m), RELATIONS[c.relation], wholeFormula(c.right, m));

/** A vector or matrix that is zero is `0` where it stands alone. */
export const wholeFormula = (e: Expression, m: Manner): Formula =>
  e.kind === 'multiply' && isZero(flatten(e).coefficient) ? atom('0') : formulaOf(e, m);

interface Known {
  readonly style: Manner['style'];
  readonly along: Manner['along'];
  readonly formula: Formula;
}
/** Remembered for every part, since a fraction or an exponent is tried in two styles, and so would each within it. */
const known = new WeakMap<Expression, readonly Known[]>();

export const formulaOf = (e: Expression, m: Manner): Formula => {
  const before = known.get(e) ?? [];
  const same = before.find(({ style, along }) => style === m.style && along === m.along);
  if (same !== undefined) return same.formula;
  const formula = written(e, m);
  known.set(e, [...before, { ...m, formula }]);
  return formula;
};

const written = (e: Expression, m: Manner): Formula => {
  switch (e.kind) {
    case 'number': return numberFormula(e.value, m);
    case 'pi': return atom('\\pi');
    case 'dimension': return atom(latexSymbol(e.space));
    case 'parameter': return atom(latexSymbol(e.parameter.name));
    case 'variable': return atom(m.along?.get(e.variable.name) ?? latexSymbol(e.variable.name));
    case 'field': return application(e, m);
    case 'add': return sumFormula(e.terms, m);
    case 'multiply': {
      const normal = normalOf(e);
      return normal === null ? productFormula(e, m) : normalFormula(normal, m);
    }
    case 'power': return powerFormula(e, m);
    case 'call': return callFormula(e, m);
    case 'dot': return hoistedOr(e, m, () => contraction(e, m));
    case 'doubleDot': return hoistedOr(e, m, () => doubleContraction(e, m));
    case 'outer': return hoistedOr(e, m, () => outerProduct(e, m));
    case 'transpose': case 'inverse': return transposed(e, m);
    case 'trace': return row(FACTOR, '\\operatorname{tr}', bracketed(formulaOf(e.of, m)));
    case 'determinant': return determinantFormula(formulaOf(e.of, m));
    case 'identity': return atom('I');
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': return operatorFormula(e, m);
    case 'at': return elsewhere(e, m);
    case 'integral': return integralFormula(e, m);
    case 'optimum': return optimumFormula(e, m);
  }
};

const hoistedOr = (e: Expression, m: Manner, otherwise: () => Formula): Formula => {
  const outside = hoisted(e);
  return outside === e ? otherwise() : formulaOf(outside, m);
};

const determinantFormula = (of: Formula): Formula =>
  row(FACTOR, '\\det', of.level >= PRIMARY && !latexOf(of).includes('(') ? of : bracketed(of));

/** `\tfrac12`; 1/2 where letters are small. */
export const numberFormula = (value: Rational, m: Manner): Formula => {
  if (sign(value) < 0) return row(SUM, '-', numberFormula(negate(value), m));
  const [above, below] = [`${value.numerator}`, `${value.denominator}`];
  if (isInteger(value)) return atom(above);
  if (m.style === 'small') return atom(`${above}/${below}`, PRODUCT);
  return atom(above.length === 1 && below.length === 1 ? `\\tfrac${above}${below}` : `\\tfrac{${above}}{${below}}`, FACTOR, 1);
};

/** p, or p(x, T−t); along a path p(X_t, t). */
const application = (e: Application, m: Manner): Formula => {
  const name = latexSymbol(e.field.name);
  if (e.args.length === 0 || (m.along === null && isAtOwnSlots(e))) return atom(name);
  return row(PRIMARY, name, argumentList(e.args.map((arg) => wholeFormula(arg, m))));
};

/** (x, T-t) */
export const argumentList = (args: readonly Formula[]): Formula =>
  bracketed(row(SUM, ...args.flatMap((arg, i) => (i === 0 ? [arg] : [', ', arg]))));

/** a - b + c; a line may begin before each sign. */
const sumFormula = (terms: readonly Expression[], m: Manner): Formula => {
  const parts = flatTerms(terms).map((term, i) => {
    const { negative, positive } = unsigned(hoisted(term));
    const own = atLeast(formulaOf(positive, m), JOIN);
    if (i === 0) return negative ? row(SUM, '-', own) : own;
    return breakable(row(SUM, negative ? ' - ' : ' + ', own));
  });
  return withLevel(row(SUM, ...parts), SUM);
};

/** Whether it is a vector or a matrix. */
export const isTensor = (e: Expression): boolean => shapeOf(e).length > 0;
