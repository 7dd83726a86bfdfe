/**
 * Whether two expressions are the same tree: fields, parameters and variables by name.
 */
import { partsOf } from '../kernel/expression.ts';
import type { Expression } from '../kernel/expression.ts';
import { equal } from '../kernel/rational.ts';

export const sameExpression = (a: Expression, b: Expression): boolean => {
  if (a === b) return true;
  if (!sameHead(a, b)) return false;
  const [left, right] = [partsOf(a), partsOf(b)];
  return left.length === right.length && left.every((part, i) => {
    const other = right[i];
    return other !== undefined && sameExpression(part, other);
  });
};

/** Everything of a node but its parts. */
const sameHead = (a: Expression, b: Expression): boolean => {
  switch (a.kind) {
    case 'number': return b.kind === 'number' && equal(a.value, b.value);
    case 'dimension': return b.kind === 'dimension' && a.space === b.space;
    case 'identity': return b.kind === 'identity' && a.space === b.space;
    case 'parameter': return b.kind === 'parameter' && a.parameter.name === b.parameter.name;
    case 'variable': return b.kind === 'variable' && a.variable.name === b.variable.name;
    case 'field': return b.kind === 'field' && a.field.name === b.field.name;
    case 'call': return b.kind === 'call' && a.function === b.function;
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'integral':
      return b.kind === a.kind && a.variable.name === b.variable.name;
    case 'at':
      return b.kind === 'at' && a.bindings.length === b.bindings.length &&
        a.bindings.every((x, i) => x.variable.name === b.bindings[i]?.variable.name);
    case 'optimum': return b.kind === 'optimum' && a.which === b.which && a.control.name === b.control.name;
    case 'pi': case 'add': case 'multiply': case 'power': case 'dot': case 'doubleDot': case 'outer': case 'transpose':
    case 'trace': case 'inverse': case 'determinant':
      return a.kind === b.kind;
  }
};
