/**
 * Whether a scalar is positive, as far as declarations tell. "No" means: not known.
 */
import type { Expression } from '../../kernel/expression.ts';
import { sign } from '../../kernel/rational.ts';
import { normalOf } from './normal-density.ts';

export const isPositive = (e: Expression): boolean => {
  switch (e.kind) {
    case 'number': return sign(e.value) > 0;
    case 'pi': case 'dimension': return true;
    case 'parameter': return e.parameter.shape.length === 0 && e.parameter.sign === 'positive';
    case 'field': return e.field.shape.length === 0 && e.field.sign === 'positive';
    case 'add': return e.terms.every(isPositive);
    case 'multiply': return normalOf(e) !== null || e.factors.every(isPositive);
    case 'power': return isPositive(e.base);
    case 'call': return e.function === 'exp' || (e.function === 'sqrt' && isPositive(e.argument));
    case 'determinant': return e.of.kind === 'parameter' && e.of.parameter.symmetry === 'positive';
    case 'at': case 'integral': return isPositive(e.of);
    case 'variable': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse': case 'identity':
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'optimum':
      return false;
  }
};
