/**
 * The symbols of a goal by name. A ring knows symbols by name alone, so that two different ones must never meet in it:
 * a symmetric S and a plain one would be the same.
 */
import type { Expression, Field, Parameter, Variable } from './expression.ts';
import { partsOf } from './expression.ts';
import type { Goal } from './goal.ts';

/** By name, what distinguishes a symbol from others of that name. */
export type Symbols = ReadonlyMap<string, string>;

/** Throws a TypeError where two different symbols of a goal have one name. */
export const symbolsOf = (goal: Goal): Symbols => {
  const old = ofGoals.get(goal);
  if (old !== undefined) return old;
  const found = new Map<string, string>();
  for (const part of partsOfGoal(goal)) merge(found, symbolsIn(part));
  for (const h of goal.hypotheses) if (h.kind === 'curl-free') enter(found, h.field.name, fieldText(h.field));
  for (const v of goal.under ?? []) enter(found, v.name, variableText(v));
  ofGoals.set(goal, found);
  return found;
};

const ofGoals = new WeakMap<Goal, Symbols>();

const partsOfGoal = (goal: Goal): readonly Expression[] => [
  goal.left, goal.right, ...goal.conditions.flatMap((c) => [c.left, c.right]),
  ...goal.hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : [])),
];

/** Whether two goals may be worked on in one ring. */
export const agree = (a: Symbols, b: Symbols): boolean => {
  for (const [name, text] of b) {
    const own = a.get(name);
    if (own !== undefined && own !== text) return false;
  }
  return true;
};

/** Adds symbols to a map. Throws a TypeError where a name is there already for another symbol. */
export const merge = (into: Map<string, string>, symbols: Symbols): void => {
  for (const [name, text] of symbols) enter(into, name, text);
};

const enter = (into: Map<string, string>, name: string, text: string): void => {
  const own = into.get(name);
  if (own !== undefined && own !== text) throw new TypeError(`two different symbols are called ${name}: ${own} and ${text}`);
  into.set(name, text);
};

const ofExpressions = new WeakMap<Expression, Symbols>();

const symbolsIn = (e: Expression): Symbols => {
  const old = ofExpressions.get(e);
  if (old !== undefined) return old;
  const found = new Map<string, string>();
  const seen = new Set<Expression>();
  const stack = [e];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    enterSymbols(found, next);
    stack.push(...partsOf(next));
  }
  ofExpressions.set(e, found);
  return found;
};

const enterSymbols = (found: Map<string, string>, e: Expression): void => {
  switch (e.kind) {
    case 'parameter': return enter(found, e.parameter.name, parameterText(e.parameter));
    case 'variable': case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'integral':
      return enter(found, e.variable.name, variableText(e.variable));
    case 'field': return enterField(found, e.field);
    case 'at': return e.bindings.forEach((b) => enter(found, b.variable.name, variableText(b.variable)));
    case 'optimum': return e.control.kind === 'field' ? enterField(found, e.control) : enter(found, e.control.name, variableText(e.control));
    case 'number': case 'pi': case 'dimension': case 'add': case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot':
    case 'outer': case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'identity':
      return;
  }
};

const enterField = (found: Map<string, string>, field: Field): void => {
  enter(found, field.name, fieldText(field));
  for (const slot of field.slots) enter(found, slot.name, variableText(slot));
};

const variableText = (v: Variable): string => `the ${v.role} of space ${v.space ?? '1'}`;
const parameterText = (p: Parameter): string => `the parameter of shape [${p.shape.join()}], ${p.symmetry}, ${p.sign}`;
const fieldText = (f: Field): string =>
  `the field of ${f.slots.map((v) => `${v.name}: ${v.space ?? '1'}`).join(', ')} of shape [${f.shape.join()}], ${f.symmetry}, ${f.sign}`;
