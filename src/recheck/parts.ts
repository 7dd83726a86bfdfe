/**
 * The parts of expressions, read here again so that nothing of the kernel but its types is used.
 */
import type { Expression, Field } from '../kernel/expression.ts';

const partsOf = (e: Expression): readonly Expression[] => {
  switch (e.kind) {
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': return [];
    case 'field': return e.args;
    case 'add': return e.terms;
    case 'multiply': return e.factors;
    case 'power': return [e.base, e.exponent];
    case 'call': return [e.argument];
    case 'dot': case 'doubleDot': case 'outer': return [e.left, e.right];
    case 'at': return [e.of, ...e.bindings.map((b) => b.value)];
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'derivative': case 'gradient':
    case 'divergence': case 'laplacian': case 'hessian': case 'integral': case 'optimum':
      return [e.of];
  }
};

/** Every part once, in reading order, those that are shared too. Iterative, so that depth costs no stack. */
export const visitParts = (roots: readonly Expression[], visit: (e: Expression) => void): void => {
  const seen = new Set<Expression>();
  const rest = [...roots].reverse();
  for (let e = rest.pop(); e !== undefined; e = rest.pop()) {
    if (seen.has(e)) continue;
    seen.add(e);
    visit(e);
    for (const part of [...partsOf(e)].reverse()) rest.push(part);
  }
};

/** The names of the fields and parameters that occur. */
export const namesIn = (roots: readonly Expression[]): readonly string[] => {
  const names = new Set<string>();
  visitParts(roots, (e) => {
    if (e.kind === 'field') names.add(e.field.name);
    if (e.kind === 'parameter') names.add(e.parameter.name);
  });
  return [...names];
};

/** The fields that occur, in the order of their first occurrence. */
export const fieldsOf = (roots: readonly Expression[]): readonly Field[] => {
  const fields = new Map<string, Field>();
  visitParts(roots, (e) => { if (e.kind === 'field' && !fields.has(e.field.name)) fields.set(e.field.name, e.field); });
  return [...fields.values()];
};
