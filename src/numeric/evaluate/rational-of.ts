/**
 * The number that an expression is, where it is one: n, −n/2, 3·2^−1. For exponents, which are exact where they can be.
 */
import type { Expression, Space } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { add, isInteger, isZero, multiply, power, rational } from '../../kernel/rational.ts';

/** null: it is not a sum or product of whole powers of numbers and dimensions. */
export const rationalOf = (e: Expression, dimensionOf: (space: Space) => number): Rational | null => {
  switch (e.kind) {
    case 'number': return e.value;
    case 'dimension': return rational(dimensionOf(e.space));
    case 'add': return combined(e.terms, dimensionOf, add);
    case 'multiply': return combined(e.factors, dimensionOf, multiply);
    case 'power': {
      const base = rationalOf(e.base, dimensionOf);
      const exponent = base === null ? null : rationalOf(e.exponent, dimensionOf);
      if (base === null || exponent === null || !isInteger(exponent) || isZero(base)) return null;
      return exponent.numerator > 64n || exponent.numerator < -64n ? null : power(base, Number(exponent.numerator));
    }
    case 'pi': case 'parameter': case 'variable': case 'field': case 'call': case 'dot': case 'doubleDot': case 'outer':
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'identity': case 'derivative': case 'gradient':
    case 'divergence': case 'laplacian': case 'hessian': case 'at': case 'integral': case 'optimum':
      return null;
  }
};

const combined = (
  parts: readonly Expression[], dimensionOf: (space: Space) => number, combine: (a: Rational, b: Rational) => Rational,
): Rational | null => {
  let result: Rational | null = null;
  for (const part of parts) {
    const value = rationalOf(part, dimensionOf);
    if (value === null) return null;
    result = result === null ? value : combine(result, value);
  }
  return result;
};
