/**
 * Formulas at the time T − t, with the substitution carried to the functions in them: (f − D ∇log p)(x,T−t) is written
 * f(x,T−t) − D(x,T−t) ∇log p(x,T−t).
 *
 * Derivatives by the state commute with it; those by t do not, and stay where they are.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, at, mapParts, subtract, use } from '../../kernel/expression.ts';
import type { Process } from '../../language/statement.ts';

export const atReversedTime = (e: Expression, horizon: Expression): Expression => {
  const later = [{ variable: T_VARIABLE, value: subtract(horizon, use(T_VARIABLE)) }];
  const carried = (part: Expression): Expression => (dependsOn(part, T_VARIABLE) ? pushed(part) : part);
  const pushed = (part: Expression): Expression => {
    switch (part.kind) {
      case 'variable': return part.variable.name === T_VARIABLE.name ? subtract(horizon, use(T_VARIABLE)) : part;
      case 'add': case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose':
      case 'trace': case 'inverse': case 'determinant': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
      case 'field':
        return mapParts(part, carried);
      case 'derivative': return part.variable.name === T_VARIABLE.name ? at(part, later) : mapParts(part, carried);
      case 'number': case 'pi': case 'dimension': case 'parameter': case 'identity': case 'at': case 'integral':
      case 'optimum':
        return at(part, later);
    }
  };
  return carried(e);
};

/** Every function of a process at T − t; the clock runs as before. */
export const processAtReversedTime = (process: Process, horizon: Expression): Process => ({
  ...process,
  blocks: process.blocks.map((block) => ({
    ...block, drift: atReversedTime(block.drift, horizon),
    noises: block.noises.map((noise) => ({ ...noise, coefficient: atReversedTime(noise.coefficient, horizon) })),
  })),
});
