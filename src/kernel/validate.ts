/**
 * Does an expression fit together? The language never makes one that does not; the library's users may.
 */
import type { Expression, Variable } from './expression.ts';
import { partsOf, shapeOf } from './expression.ts';
import type { Goal } from './goal.ts';

const known = new WeakSet<Expression>();

/** Throws a TypeError where a goal's sides, hypotheses or conditions do not fit together, or differ in shape. */
export const validateGoal = (goal: Goal): void => {
  sameShape('the two sides', goal.left, goal.right);
  for (const h of goal.hypotheses) if (h.kind === 'equation') sameShape(`the hypothesis ${h.name}`, h.left, h.right);
  for (const c of goal.conditions) {
    sameShape('a condition', c.left, c.right);
    if (c.relation !== '=') demand(shapeOf(c.left).length === 0, 'a condition compares scalars');
  }
};

const sameShape = (what: string, left: Expression, right: Expression): void => {
  validate(left);
  validate(right);
  demand(shapeOf(left).join() === shapeOf(right).join(), `${what} have shapes [${shapeOf(left)}] and [${shapeOf(right)}]`);
};

/** Throws a TypeError where an expression does not fit together. */
export const validate = (e: Expression): void => {
  if (known.has(e)) return;
  partsOf(e).forEach(validate);
  checkNode(e);
  known.add(e);
};

const demand = (holds: boolean, message: string): void => {
  if (!holds) throw new TypeError(message);
};

const isScalar = (e: Expression): boolean => shapeOf(e).length === 0;
const isSquare = (e: Expression): boolean => {
  const shape = shapeOf(e);
  return shape.length === 2 && shape[0] === shape[1];
};
const fits = (e: Expression, v: Variable): boolean => shapeOf(e).join() === (v.space ?? '');

const checkNode = (e: Expression): void => {
  switch (e.kind) {
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': return;
    case 'field':
      demand(e.args.length === e.field.slots.length, `${e.field.name} takes ${e.field.slots.length} arguments`);
      e.args.forEach((a, k) => demand(fits(a, e.field.slots[k] as Variable), `argument ${k + 1} of ${e.field.name} has shape [${shapeOf(a)}]`));
      return;
    case 'add': {
      const [first] = e.terms;
      demand(first !== undefined, 'a sum without terms');
      demand(e.terms.every((t) => shapeOf(t).join() === shapeOf(e.terms[0] as Expression).join()), 'terms of different shapes');
      return;
    }
    case 'multiply': return demand(e.factors.length > 0 && e.factors.filter((f) => !isScalar(f)).length <= 1, 'a product of two vectors or matrices');
    case 'power': return demand(isScalar(e.base) && isScalar(e.exponent), 'a power of, or to, a vector or matrix');
    case 'call': return demand(isScalar(e.argument), `${e.function} of a vector or matrix`);
    case 'dot': shapeOf(e); return;
    case 'doubleDot': return demand(shapeOf(e.left).length === 2 && shapeOf(e.left).join() === shapeOf(e.right).join(), 'M : N of different shapes');
    case 'outer': return demand(shapeOf(e.left).length === 1 && shapeOf(e.right).length === 1, 'the outer product is of two vectors');
    case 'transpose': return demand(shapeOf(e.of).length === 2, 'the transpose of something that is no matrix');
    case 'trace': case 'inverse': case 'determinant': return demand(isSquare(e.of), `the ${e.kind} of something that is no square matrix`);
    case 'derivative': return demand(e.variable.space === null, `a derivative by the vector ${e.variable.name}`);
    case 'gradient': demand(e.variable.space !== null, `the gradient by the scalar ${e.variable.name}`); return;
    case 'divergence': shapeOf(e); return;
    case 'laplacian': return demand(e.variable.space !== null, `the Laplacian by the scalar ${e.variable.name}`);
    case 'hessian': return demand(isScalar(e.of) && e.variable.space !== null, 'the Hessian is of a scalar, by a vector');
    case 'at': return e.bindings.forEach((b) => demand(fits(b.value, b.variable), `the value of ${b.variable.name} has shape [${shapeOf(b.value)}]`));
    case 'integral': return;
    case 'optimum': return demand(isScalar(e.of), 'an optimum of a vector or matrix');
  }
};
