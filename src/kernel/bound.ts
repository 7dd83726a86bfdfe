/**
 * What a side condition may be used for. A condition holds at the point that a claim is about; under an integral or an
 * optimum over its variable, and where a function is evaluated elsewhere, nothing is known of it.
 */
import type { Condition, Expression, Hypothesis } from './expression.ts';
import { partsOf } from './expression.ts';
import type { Goal } from './goal.ts';

/** The names of all variables that occur in an expression, bound or not. */
const variablesIn = (e: Expression): ReadonlySet<string> => {
  const found = new Set<string>();
  const stack = [e];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'variable') found.add(next.variable.name);
    stack.push(...partsOf(next));
  }
  return found;
};

/** Variables that are bound somewhere in an expression, or for which something else is put in. */
const boundIn = (e: Expression): ReadonlySet<string> => {
  const old = boundNames.get(e);
  if (old !== undefined) return old;
  const found = new Set<string>();
  const stack = [e];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'integral') found.add(next.variable.name);
    if (next.kind === 'optimum') found.add(next.control.name);
    if (next.kind === 'at') for (const b of next.bindings) found.add(b.variable.name);
    if (next.kind === 'field') {
      const { args } = next;
      next.field.slots.forEach((slot, s) => {
        const a = args[s];
        if (a?.kind !== 'variable' || a.variable.name !== slot.name) found.add(slot.name);
      });
    }
    stack.push(...partsOf(next));
  }
  boundNames.set(e, found);
  return found;
};

const boundNames = new WeakMap<Expression, ReadonlySet<string>>();

const sidesOf = (h: Hypothesis): readonly Expression[] => (h.kind === 'equation' ? [h.left, h.right] : []);

/** The goal's conditions that hold wherever its formulas are worked on. */
export const conditionsEverywhere = (goal: Goal): readonly Condition[] => {
  if (goal.conditions.length === 0) return [];
  const bound = new Set([goal.left, goal.right, ...goal.hypotheses.flatMap(sidesOf)].flatMap((e) => [...boundIn(e)]));
  for (const v of goal.under ?? []) bound.add(v.name);
  return goal.conditions.filter((c) => [c.left, c.right].every((e) => [...variablesIn(e)].every((name) => !bound.has(name))));
};

/** Does a goal speak of vectors whose number of components is not that of x? */
export const hasOtherSpaces = (goal: Goal): boolean => {
  const stack: Expression[] = [goal.left, goal.right, ...goal.hypotheses.flatMap(sidesOf), ...goal.conditions.flatMap((c) => [c.left, c.right])];
  for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
    if (spacesOf(e).some((space) => space !== 'n')) return true;
    stack.push(...partsOf(e));
  }
  return false;
};

const spacesOf = (e: Expression): readonly string[] => {
  switch (e.kind) {
    case 'parameter': return e.parameter.shape;
    case 'variable': return e.variable.space === null ? [] : [e.variable.space];
    case 'field': return [...e.field.shape, ...e.field.slots.flatMap((v) => (v.space === null ? [] : [v.space]))];
    case 'identity': case 'dimension': return [e.space];
    case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'integral':
      return e.variable.space === null ? [] : [e.variable.space];
    case 'optimum': return e.control.kind === 'field' || e.control.space === null ? [] : [e.control.space];
    case 'number': case 'pi': case 'add': case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer':
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'derivative': case 'at':
      return [];
  }
};
