/**
 * Exponents that are numbers: −1/2, or −n/2 once the dimension is known.
 */
import type { Expression, Space } from '../kernel/expression.ts';
import type { Rational } from '../kernel/rational.ts';
import { add, isInteger, isZero, multiply, ONE, power, rational, ZERO } from '../kernel/rational.ts';

/** The largest power of a number that is worked out. */
const LARGEST_POWER = 64n;

/** The value of an expression in numbers and dimensions alone; null for every other. */
export const numberOf = (e: Expression, size: (space: Space) => number): Rational | null => {
  switch (e.kind) {
    case 'number': return e.value;
    case 'dimension': return rational(size(e.space));
    case 'add': return joined(e.terms, size, add, ZERO);
    case 'multiply': return joined(e.factors, size, multiply, ONE);
    case 'power': return powerOf(numberOf(e.base, size), numberOf(e.exponent, size));
    case 'pi': case 'parameter': case 'variable': case 'field': case 'call': case 'dot': case 'doubleDot': case 'outer':
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'identity': case 'derivative':
    case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'at': case 'integral': case 'optimum':
      return null;
  }
};

const joined = (
  parts: readonly Expression[], size: (space: Space) => number, join: (a: Rational, b: Rational) => Rational,
  start: Rational,
): Rational | null =>
  parts.map((part) => numberOf(part, size)).reduce<Rational | null>(
    (sum, value) => (sum === null || value === null ? null : join(sum, value)), start,
  );

const powerOf = (base: Rational | null, exponent: Rational | null): Rational | null => {
  if (base === null || exponent === null || isZero(base) || !isInteger(exponent)) return null;
  if (exponent.numerator > LARGEST_POWER || exponent.numerator < -LARGEST_POWER) return null;
  return power(base, Number(exponent.numerator));
};
