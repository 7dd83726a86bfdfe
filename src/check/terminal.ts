/**
 * Declared expectations and values at their horizon: h(x,T) is what h is an expectation of.
 *
 * A terminal condition holds at one time only, so it cannot be differentiated by time; it is put in here, where a
 * function stands at the horizon without a time derivative around it.
 */
import { dependsOn } from '../calculus/dependence.ts';
import { fingerprint, isWrittenAlike } from '../calculus/sameness.ts';
import type { Expression, Field, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, apply, at, mapParts } from '../kernel/expression.ts';
import type { Rational } from '../kernel/rational.ts';
import { MINUS_ONE, ONE, ZERO, add, isZero, multiply } from '../kernel/rational.ts';
import type { Document } from '../language/statement.ts';

interface TerminalValue {
  readonly field: Field;
  readonly horizon: Expression;
  readonly value: Expression;
}

/** The expression with every declared expectation and value at its horizon replaced by its terminal data. */
export const withTerminalValues = (e: Expression, document: Document): Expression => {
  const known = terminalValues(document);
  return known.length === 0 ? e : replaced(e, known);
};

const terminalValues = (document: Document): readonly TerminalValue[] =>
  document.declarations.flatMap((d): readonly TerminalValue[] => {
    switch (d.kind) {
      case 'expectation': return [{ field: d.field, horizon: d.horizon, value: d.terminal }];
      case 'value': {
        const { terminal, horizon } = d.problem;
        return terminal === null || horizon === null ? [] : [{ field: d.field, horizon, value: terminal }];
      }
      case 'process': case 'density': case 'problem': case 'let': case 'assume': return [];
    }
  });

const replaced = (e: Expression, known: readonly TerminalValue[]): Expression => {
  switch (e.kind) {
    case 'field': {
      const found = known.find(({ field, horizon }) => field.name === e.field.name && isAtHorizon(field, e.args, horizon));
      return found === undefined ? e : placed(found.value, e.field.slots, e.args);
    }
    case 'at': return replacedElsewhere(e, known);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'add': case 'multiply':
    case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace':
    case 'inverse': case 'determinant': case 'identity': case 'derivative': case 'gradient': case 'divergence':
    case 'laplacian': case 'hessian': case 'integral': case 'optimum':
      return mapParts(e, (part) => replaced(part, known));
  }
};

/** The value elsewhere in time: moved inward to the arguments of fields, and kept so only if that finds something. */
const replacedElsewhere = (e: Extract<Expression, { kind: 'at' }>, known: readonly TerminalValue[]): Expression => {
  const time = timeOf(e);
  if (time === null) return e;
  const inner = inward(e.of, time);
  if (inner.kind === 'at') return e;
  const result = replaced(inner, known);
  return isWrittenAlike(result, inner) ? e : result;
};

/** The time of an `at` that binds time alone; null where it binds anything else. */
const timeOf = (e: Extract<Expression, { kind: 'at' }>): Expression | null => {
  const [binding, ...others] = e.bindings;
  return binding !== undefined && others.length === 0 && binding.variable.name === T_VARIABLE.name ? binding.value : null;
};

const inward = (e: Expression, time: Expression): Expression => {
  switch (e.kind) {
    case 'variable': return e.variable.name === T_VARIABLE.name ? time : e;
    case 'derivative':
      return e.variable.name === T_VARIABLE.name ? stopped(e, time) : mapParts(e, (part) => inward(part, time));
    case 'at': {
      const inner = timeOf(e);
      return inner === null ? stopped(e, time) : inward(e.of, inward(inner, time));
    }
    case 'integral': case 'optimum': return stopped(e, time);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'identity': case 'field': case 'add':
    case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose':
    case 'trace': case 'inverse': case 'determinant': case 'gradient': case 'divergence': case 'laplacian':
    case 'hessian':
      return mapParts(e, (part) => inward(part, time));
  }
};

const stopped = (e: Expression, time: Expression): Expression =>
  dependsOn(e, T_VARIABLE) ? at(e, [{ variable: T_VARIABLE, value: time }]) : e;

const isAtHorizon = (field: Field, args: readonly Expression[], horizon: Expression): boolean => {
  const time = args[field.slots.findIndex((slot) => slot.name === T_VARIABLE.name)];
  if (time === undefined) return false;
  const difference = linearForm(time, ONE, linearForm(horizon, MINUS_ONE, new Map()));
  return [...difference.values()].every((c) => isZero(c));
};

/** The coefficients of a linear combination, by what they multiply: T − (T − t) is t. */
const linearForm = (e: Expression, factor: Rational, into: Map<string, Rational>): Map<string, Rational> => {
  if (e.kind === 'add') {
    for (const term of e.terms) linearForm(term, factor, into);
    return into;
  }
  const [numbers, others] = e.kind === 'multiply' ? parted(e.factors) : e.kind === 'number' ? [e.value, []] : [ONE, [e]];
  const [only] = others;
  const total = multiply(factor, numbers);
  if (others.length === 1 && only?.kind === 'add') return linearForm(only, total, into);
  const key = others.map((other) => fingerprint(other)).join();
  return into.set(key, add(into.get(key) ?? ZERO, total));
};

const parted = (factors: readonly Expression[]): readonly [Rational, readonly Expression[]] => [
  factors.reduce((product, f) => (f.kind === 'number' ? multiply(product, f.value) : product), ONE),
  factors.filter((f) => f.kind !== 'number'),
];

/** Terminal data at the arguments of the field that it is of. */
const placed = (value: Expression, slots: readonly Variable[], args: readonly Expression[]): Expression => {
  const bindings = slots.flatMap((variable, i) => {
    const argument = args[i];
    const isOwn = argument?.kind === 'variable' && argument.variable.name === variable.name;
    return argument === undefined || isOwn || !dependsOn(value, variable) ? [] : [{ variable, value: argument }];
  });
  if (bindings.length === 0) return value;
  const isPlain = value.kind === 'field' && value.args.every((a) => a.kind === 'variable');
  if (!isPlain) return at(value, bindings);
  return apply(value.field, value.args.map((a) =>
    bindings.find((b) => a.kind === 'variable' && b.variable.name === a.variable.name)?.value ?? a));
};
