/**
 * On which variables a formula depends, read off the formula as it is written.
 *
 * A function without x among its arguments does not depend on x; the converse is not claimed: x − x does, here.
 */
import type { Expression, Field, Parameter, Variable } from '../kernel/expression.ts';
import { partsOf } from '../kernel/expression.ts';

/** Whether a variable occurs free in an expression; one that is integrated, optimised or bound away is not free. */
export const dependsOn = (e: Expression, variable: Variable): boolean => {
  switch (e.kind) {
    case 'variable': return e.variable.name === variable.name;
    case 'integral': return e.variable.name !== variable.name && dependsOn(e.of, variable);
    case 'optimum': return e.control.name !== variable.name && dependsOn(e.of, variable);
    case 'at': return dependsThroughBindings(e, variable);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'identity': case 'field': case 'add':
    case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose':
    case 'trace': case 'inverse': case 'determinant': case 'derivative': case 'gradient': case 'divergence':
    case 'laplacian': case 'hessian':
      return partsOf(e).some((part) => dependsOn(part, variable));
  }
};

const dependsThroughBindings = (e: Extract<Expression, { kind: 'at' }>, variable: Variable): boolean => {
  const isBound = e.bindings.some((b) => b.variable.name === variable.name);
  if (!isBound && dependsOn(e.of, variable)) return true;
  return e.bindings.some((b) => dependsOn(e.of, b.variable) && dependsOn(b.value, variable));
};

/** Every subexpression, the whole first, in reading order. */
export function* subexpressions(e: Expression): Generator<Expression> {
  yield e;
  for (const part of partsOf(e)) yield* subexpressions(part);
}

/** The fields of an expression by name, in order of appearance. */
export const fieldsIn = (...expressions: readonly Expression[]): ReadonlyMap<string, Field> => {
  const found = new Map<string, Field>();
  for (const e of expressions) {
    for (const part of subexpressions(e)) if (part.kind === 'field') found.set(part.field.name, part.field);
  }
  return found;
};

/** The parameters of an expression by name, in order of appearance. */
export const parametersIn = (...expressions: readonly Expression[]): ReadonlyMap<string, Parameter> => {
  const found = new Map<string, Parameter>();
  for (const e of expressions) {
    for (const part of subexpressions(e)) {
      if (part.kind === 'parameter') found.set(part.parameter.name, part.parameter);
    }
  }
  return found;
};
