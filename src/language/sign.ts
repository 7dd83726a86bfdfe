/**
 * The sign of a scalar where it is evident from the declarations and the form alone. Used for one thing: an
 * expectation of something positive is positive.
 */
import type { Expression, Sign } from '../kernel/expression.ts';
import { sign as signOfNumber } from '../kernel/rational.ts';

type Evident = 'positive' | 'nonnegative' | 'unknown';

export const evidentSign = (e: Expression): Evident => {
  switch (e.kind) {
    case 'number': return signOfNumber(e.value) > 0 ? 'positive' : signOfNumber(e.value) === 0 ? 'nonnegative' : 'unknown';
    case 'pi': case 'dimension': return 'positive';
    case 'parameter': return fromSign(e.parameter.sign);
    case 'field': return fromSign(e.field.sign);
    case 'add': return weakest(e.terms.map(evidentSign), 'positive');
    case 'multiply': return weakest(e.factors.map(evidentSign), 'nonnegative');
    case 'power': return ofPower(e.base, e.exponent);
    case 'call': return e.function === 'exp' || e.function === 'cosh' ? 'positive' : 'unknown';
    case 'dot': return e.left === e.right ? 'nonnegative' : 'unknown';
    case 'at': case 'integral': return evidentSign(e.of);
    case 'variable': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse': case 'determinant':
    case 'identity': case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
    case 'optimum':
      return 'unknown';
  }
};

const fromSign = (sign: Sign): Evident => (sign === 'positive' || sign === 'nonnegative' ? sign : 'unknown');

/** Of a sum one positive term suffices (`few` = positive), of a product all factors must be positive. */
const weakest = (parts: readonly Evident[], few: Evident): Evident => {
  if (parts.includes('unknown')) return 'unknown';
  if (few === 'positive') return parts.includes('positive') ? 'positive' : 'nonnegative';
  return parts.includes('nonnegative') ? 'nonnegative' : 'positive';
};

const ofPower = (base: Expression, exponent: Expression): Evident => {
  const sign = evidentSign(base);
  if (sign === 'positive') return 'positive';
  const even = exponent.kind === 'number' && exponent.value.denominator === 1n && exponent.value.numerator % 2n === 0n;
  return (even || sign === 'nonnegative') && exponent.kind === 'number' && exponent.value.numerator > 0n ? 'nonnegative' : 'unknown';
};
