/**
 * Equations that an instance must satisfy, and what can be read off them as they are written: which field they may be
 * solved for, by which derivative, and whether that derivative stands there as a term with a number before it.
 */
import { dependsOn, fieldsIn, subexpressions } from '../../calculus/dependence.ts';
import type { Expression, Field, Variable } from '../../kernel/expression.ts';
import { partsOf, subtract } from '../../kernel/expression.ts';

export interface Equation {
  readonly name: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly solvedFor?: Field;
}

/** The fields an equation may be solved for: the one it names first, then the others in the order of the text. */
export const candidatesOf = ({ left, right, solvedFor }: Equation): readonly Field[] => {
  const all = [...fieldsIn(left, right).values()];
  return solvedFor === undefined ? all : [solvedFor, ...all.filter((f) => f.name !== solvedFor.name)];
};

/** The variables that occur free in an equation. */
export const freeVariables = ({ left, right }: Equation): readonly Variable[] => {
  const found = new Map<string, Variable>();
  const difference = subtract(left, right);
  for (const part of subexpressions(difference)) {
    if (part.kind === 'variable' && !found.has(part.variable.name) && dependsOn(difference, part.variable)) {
      found.set(part.variable.name, part.variable);
    }
  }
  return [...found.values()];
};

/** How many derivatives by these variables stand above one another; with `over`, above that field only. */
export const nestedDerivatives = (e: Expression, by: (v: Variable) => boolean, over: Field | null = null): number => {
  const own = ownDerivatives(e, by);
  if (over !== null && !mentions(e, over)) return 0;
  const inner = partsOf(e).map((part) => nestedDerivatives(part, by, over));
  const deepest = Math.max(0, ...inner);
  return own + deepest;
};

const ownDerivatives = (e: Expression, by: (v: Variable) => boolean): number => {
  switch (e.kind) {
    case 'derivative': case 'gradient': case 'divergence': return by(e.variable) ? 1 : 0;
    case 'laplacian': case 'hessian': return by(e.variable) ? 2 : 0;
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'field': case 'add': case 'multiply':
    case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace': case 'inverse':
    case 'determinant': case 'identity': case 'at': case 'integral': case 'optimum':
      return 0;
  }
};

export const mentions = (e: Expression, field: Field): boolean => {
  for (const part of subexpressions(e)) if (part.kind === 'field' && part.field.name === field.name) return true;
  return false;
};

/**
 * The sign with which ∂_s f (s a scalar), or f itself (s null), stands as a term of left − right, where nothing else there
 * has f under as many derivatives by s; null where it does not stand so.
 */
export const plainSlope = ({ left, right }: Equation, field: Field, s: Variable | null): 1 | -1 | null => {
  const terms = [...termsOf(left).map((e) => [e, 1] as const), ...termsOf(right).map((e) => [e, -1] as const)];
  const leading = terms.filter(([e]) => isLeading(e, field, s));
  if (leading.length !== 1 || leading[0] === undefined) return null;
  const others = terms.filter(([e]) => e !== leading[0]?.[0]);
  const free = others.every(([e]) => (s === null ? !mentions(e, field)
    : !hasDerivative(e, field, s) && evaluatesHere(e, field)));
  return free ? leading[0][1] : null;
};

export const termsOf = (e: Expression): readonly Expression[] => (e.kind === 'add' ? e.terms.flatMap(termsOf) : [e]);

const isLeading = (e: Expression, field: Field, s: Variable | null): boolean => {
  if (s !== null) return e.kind === 'derivative' && e.variable.name === s.name && isItself(e.of, field);
  return isItself(e, field);
};

/** The field at its own slots. */
export const isItself = (e: Expression, field: Field): boolean =>
  e.kind === 'field' && e.field.name === field.name &&
  e.args.every((a, k) => a.kind === 'variable' && a.variable.name === field.slots[k]?.name);

const hasDerivative = (e: Expression, field: Field, s: Variable): boolean => {
  for (const part of subexpressions(e)) {
    if (part.kind === 'derivative' && part.variable.name === s.name && mentions(part.of, field)) return true;
  }
  return false;
};

/** The field only at its own slots, and nothing bound elsewhere. */
const evaluatesHere = (e: Expression, field: Field): boolean => {
  for (const part of subexpressions(e)) {
    if (part.kind === 'field' && part.field.name === field.name && !isItself(part, field)) return false;
    if (part.kind === 'at' && mentions(part.of, field)) return false;
  }
  return true;
};
