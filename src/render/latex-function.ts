/**
 * Functions and powers: `\log p` takes no brackets before one factor, a short exponential is `\mathrm{e}^{-V/\lambda}`.
 */
import type { Expression, FunctionName } from '../kernel/expression.ts';
import { isOne, multiply } from '../kernel/rational.ts';
import type { Formula, Manner } from './latex-box.ts';
import { atLeast, atom, bracketed, latexOf, row } from './latex-box.ts';
import { formulaOf, wholeFormula } from './latex-expression.ts';
import { norm } from './latex-matrix.ts';
import { operandOf } from './latex-operator.ts';
import { productFormula } from './latex-product.ts';
import { latexWidth } from './latex-width.ts';
import { squareOf } from './reading.ts';
import { FACTOR, PRIMARY } from './text-expression.ts';
import { divisor } from './text-parts.ts';

/** Wider exponents of e stand in brackets. */
const WIDEST_EXPONENT = 12;

const NAMES: Readonly<Record<FunctionName, string>> = {
  exp: '\\exp', log: '\\log', sqrt: '\\sqrt', sin: '\\sin', cos: '\\cos', tan: '\\tan', sinh: '\\sinh', cosh: '\\cosh', tanh: '\\tanh',
  atan: '\\arctan', erf: '\\operatorname{erf}', Phi: '\\Phi',
};

export const callFormula = (e: Expression & { kind: 'call' }, m: Manner): Formula => {
  const { argument } = e;
  switch (e.function) {
    case 'exp': return exponential(argument, m);
    case 'log': return row(FACTOR, '\\log', operandOf(argument, m, false));
    case 'sqrt': return root(formulaOf(argument, m));
    case 'sin': case 'cos': case 'tan': case 'sinh': case 'cosh': case 'tanh': case 'atan': case 'erf': case 'Phi':
      return row(FACTOR, NAMES[e.function], bracketed(wholeFormula(argument, m)));
  }
};

const root = (of: Formula): Formula => atom(`\\sqrt{${latexOf(of)}}`, FACTOR, Math.max(of.height, 1));

const exponential = (argument: Expression, m: Manner): Formula => {
  const small = latexOf(wholeFormula(argument, { ...m, style: 'small' }));
  const nested = /\\(?:frac|int|sum|min|max)|\\mathrm\{e\}\^/.test(small);
  if (!nested && latexWidth(small) <= WIDEST_EXPONENT) return atom(`\\mathrm{e}^{${small}}`, FACTOR, 0);
  return row(FACTOR, '\\exp', bracketed(wholeFormula(argument, m)));
};

export const powerFormula = (e: Expression & { kind: 'power' }, m: Manner): Formula => {
  if (divisor(e) !== null) return productFormula(e, m);
  const square = squareOf(e.base);
  if (square !== null && e.exponent.kind === 'number') {
    const double = multiply(e.exponent.value, { numerator: 2n, denominator: 1n });
    if (isOne(double)) return norm(square, m);
    return row(FACTOR, norm(square, m), exponent({ kind: 'number', value: double }, m));
  }
  return row(FACTOR, atLeast(formulaOf(e.base, m), PRIMARY), exponent(e.exponent, m));
};

/** `^2`, `^{1/2}`; `^{(T)}`, since `^T` and `^{-T}` are transposes. */
const exponent = (e: Expression, m: Manner): string => {
  const text = latexOf(wholeFormula(e, { ...m, style: 'small' }));
  if (/^-?(?:T|\\mathrm\{T\})$/.test(text)) return `^{(${text})}`;
  return text.length === 1 ? `^${text}` : `^{${text}}`;
};
