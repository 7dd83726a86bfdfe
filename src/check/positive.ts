/**
 * Which expressions are evidently positive, read off as they are written. "false" means: not seen.
 */
import type { Expression } from '../kernel/expression.ts';
import { isInteger, sign } from '../kernel/rational.ts';

/** Positive wherever it has a value: products, quotients, sums and powers of what is positive, exp, √. */
export const isEvidentlyPositive = (e: Expression): boolean => {
  switch (e.kind) {
    case 'number': return sign(e.value) > 0;
    case 'pi': case 'dimension': return true;
    case 'parameter': return e.parameter.sign === 'positive';
    case 'field': return e.field.sign === 'positive';
    case 'add': return e.terms.every(isEvidentlyPositive);
    case 'multiply': return e.factors.every(isEvidentlyPositive);
    case 'power':
      // A power that is not whole has a value at positive numbers alone.
      return isEvidentlyPositive(e.base) || e.exponent.kind !== 'number' || !isInteger(e.exponent.value);
    case 'call': return e.function === 'exp' || e.function === 'cosh' || e.function === 'sqrt';
    case 'at': case 'integral': return isEvidentlyPositive(e.of);
    case 'determinant':
      return (e.of.kind === 'parameter' && e.of.parameter.symmetry === 'positive') || (e.of.kind === 'field' && e.of.field.symmetry === 'positive') ||
        (e.of.kind === 'inverse' && isEvidentlyPositive({ ...e, of: e.of.of }));
    case 'variable': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse': case 'identity':
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'optimum':
      return false;
  }
};
