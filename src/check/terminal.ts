/**
 * Declared expectations and values at their horizon: h(x,T) is what h is an expectation of.
 *
 * A terminal condition holds at one time only, so it cannot be differentiated by time; it is put in here, where a
 * function stands at the horizon without a time derivative around it.
 */
import { isWrittenAlike } from '../calculus/sameness.ts';
import { dependsOn } from '../calculus/dependence.ts';
import type { Expression, Field, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, apply, at, mapParts } from '../kernel/expression.ts';
import type { Document } from '../language/statement.ts';

interface TerminalValue {
  readonly field: Field;
  readonly horizon: Expression;
  readonly value: Expression;
}

/** The expression with every declared expectation and value at its horizon replaced by its terminal data. */
export const withTerminalValues = (e: Expression, document: Document): Expression =>
  replaced(moved(e), terminalValues(document));

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

/** A time `at` moved inward to the arguments of fields, as far as no time derivative is in the way. */
const moved = (e: Expression): Expression => {
  if (e.kind !== 'at') return e;
  const [binding, ...others] = e.bindings;
  if (binding === undefined || others.length > 0 || binding.variable.name !== T_VARIABLE.name) return e;
  return inward(e.of, binding.value);
};

const inward = (e: Expression, time: Expression): Expression => {
  switch (e.kind) {
    case 'variable': return e.variable.name === T_VARIABLE.name ? time : e;
    case 'derivative':
      return e.variable.name === T_VARIABLE.name ? stopped(e, time) : mapParts(e, (part) => inward(part, time));
    case 'at': case 'integral': case 'optimum': return stopped(e, time);
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'identity': case 'field': case 'add':
    case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose':
    case 'trace': case 'inverse': case 'determinant': case 'gradient': case 'divergence': case 'laplacian':
    case 'hessian':
      return mapParts(e, (part) => inward(part, time));
  }
};

const stopped = (e: Expression, time: Expression): Expression =>
  dependsOn(e, T_VARIABLE) ? at(e, [{ variable: T_VARIABLE, value: time }]) : e;

const replaced = (e: Expression, known: readonly TerminalValue[]): Expression => {
  if (e.kind === 'at' || (e.kind === 'derivative' && e.variable.name === T_VARIABLE.name)) return e;
  if (e.kind !== 'field') return mapParts(e, (part) => replaced(part, known));
  const found = known.find(({ field, horizon }) => field.name === e.field.name && isAtHorizon(e.field, e.args, horizon));
  return found === undefined ? e : placed(found.value, e.field.slots, e.args);
};

const isAtHorizon = (field: Field, args: readonly Expression[], horizon: Expression): boolean => {
  const time = args[field.slots.findIndex((slot) => slot.name === T_VARIABLE.name)];
  return time !== undefined && isWrittenAlike(time, horizon);
};

/** Terminal data at the arguments of the field that it is of. */
const placed = (value: Expression, slots: readonly Variable[], args: readonly Expression[]): Expression => {
  const bindings = slots.flatMap((variable, i) => {
    const argument = args[i];
    const isOwn = argument?.kind === 'variable' && argument.variable.name === variable.name;
    return argument === undefined || isOwn || !dependsOn(value, variable) ? [] : [{ variable, value: argument }];
  });
  if (value.kind === 'field' && bindings.length > 0) return placedField(value, bindings);
  return bindings.length === 0 ? value : at(value, bindings);
};

const placedField = (
  e: Extract<Expression, { kind: 'field' }>,
  bindings: readonly { readonly variable: Variable; readonly value: Expression }[],
): Expression => {
  const isPlain = e.args.every((a) => a.kind === 'variable');
  if (!isPlain) return at(e, bindings);
  return apply(e.field, e.args.map((a) =>
    bindings.find((b) => a.kind === 'variable' && b.variable.name === a.variable.name)?.value ?? a));
};
