/**
 * Products with numbers and parameters before what moves, as an author writes them: σ² x ∂²V for x σ² ∂²V.
 *
 * Only plain scalar parameters and their powers change their place; a sum such as μ − r stays where it is, and so does
 * the order of what moves, and of what does not.
 */
import type { Expression } from '../kernel/expression.ts';
import { mapParts, shapeOf, times } from '../kernel/expression.ts';

export const withConstantsFirst = (e: Expression): Expression => {
  const inner = mapParts(e, withConstantsFirst);
  if (inner.kind !== 'multiply') return inner;
  const start = inner.factors.findIndex((f) => !isPlain(f) && !isPlainSum(f));
  const [before, after] = [inner.factors.slice(0, start), inner.factors.slice(start)];
  return start < 0 || !after.some(isPlain) ? inner : times(...before, ...after.filter(isPlain), ...after.filter((f) => !isPlain(f)));
};

/** What divides stands at the end, whatever it is. */
const isPlain = (e: Expression): boolean => {
  switch (e.kind) {
    case 'number': case 'pi': case 'dimension': return true;
    case 'parameter': return shapeOf(e).length === 0;
    case 'power': return isPlain(e.base) && (e.exponent.kind === 'number' ? e.exponent.value.numerator > 0n : isPlain(e.exponent));
    case 'call': return e.function === 'sqrt' && isPlainProduct(e.argument);
    case 'variable': case 'field': case 'add': case 'multiply': case 'dot': case 'doubleDot': case 'outer': case 'transpose':
    case 'trace': case 'inverse': case 'determinant': case 'identity': case 'derivative': case 'gradient': case 'divergence':
    case 'laplacian': case 'hessian': case 'at': case 'integral': case 'optimum':
      return false;
  }
};

const isPlainProduct = (e: Expression): boolean => isPlain(e) || (e.kind === 'multiply' && e.factors.every(isPlain));

/** μ − r, and its powers. */
const isPlainSum = (e: Expression): boolean =>
  (e.kind === 'add' && e.terms.every(isPlainProduct)) || (e.kind === 'power' && isPlainSum(e.base) && isPlain(e.exponent));
