/**
 * The rational coefficient of a term, wherever in the term it is written: ½ of `1/2 a · b`, −1 of `div(-f p)`.
 */
import type { Expression } from '../../kernel/expression.ts';
import { mapParts, num, numberOf, partsOf, times } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { ONE, isInteger, isOne, isZero, multiply, power } from '../../kernel/rational.ts';

export interface Scaled {
  readonly coefficient: Rational;
  readonly rest: Expression;
}

/** A term as coefficient · rest; the rest carries no number that a linear operation could hand out. */
export const splitCoefficient = (e: Expression): Scaled => {
  switch (e.kind) {
    case 'number': return { coefficient: e.value, rest: num(1) };
    case 'multiply': return splitProduct(e.factors);
    case 'power': return splitPower(e);
    case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'derivative': case 'gradient':
    case 'divergence': case 'laplacian': case 'hessian': case 'integral':
      return splitParts(e);
    case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'add': case 'call':
    case 'inverse': case 'determinant': case 'identity': case 'at': case 'optimum':
      return { coefficient: ONE, rest: e };
  }
};

/** coefficient · rest, without a factor 1. */
export const scaledBy = (coefficient: Rational, rest: Expression): Expression => {
  if (rest.kind === 'number') return numberOf(multiply(coefficient, rest.value));
  return isOne(coefficient) ? rest : times(numberOf(coefficient), rest);
};

const splitProduct = (factors: readonly Expression[]): Scaled => {
  const parts = factors.map(splitCoefficient);
  const rests = parts.map((part) => part.rest).filter((rest) => rest.kind !== 'number');
  return { coefficient: productOf(parts), rest: times(...rests) };
};

const splitPower = (e: Extract<Expression, { kind: 'power' }>): Scaled => {
  const { base, exponent } = e;
  if (base.kind !== 'number' || exponent.kind !== 'number') return { coefficient: ONE, rest: e };
  const isPlain = isInteger(exponent.value) && !isZero(base.value) && Math.abs(Number(exponent.value.numerator)) < 64;
  if (!isPlain) return { coefficient: ONE, rest: e };
  return { coefficient: power(base.value, Number(exponent.value.numerator)), rest: num(1) };
};

const splitParts = (e: Expression): Scaled => {
  const parts = partsOf(e).map(splitCoefficient);
  // A derivative of a number is left as it is written: its rest would be a derivative of 1.
  if (parts.some((part) => part.rest.kind === 'number')) return { coefficient: ONE, rest: e };
  return { coefficient: productOf(parts), rest: mapParts(e, (part, i) => parts[i]?.rest ?? part) };
};

const productOf = (parts: readonly Scaled[]): Rational =>
  parts.reduce((product, part) => multiply(product, part.coefficient), ONE);
