/**
 * Evaluation elsewhere: a field at arguments, an abbreviation at arguments (it is written out, and the `at` node says
 * where), and a bracketed expression at arguments: `(∂t p)(x, T−t)` differentiates first and evaluates then.
 */
import { apply, at, use } from '../kernel/expression.ts';
import type { Expression, Variable } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import { elaboratePart } from './elaborate.ts';
import { productOf } from './elaborate-product.ts';
import type { Scope } from './scope.ts';
import type { Span } from './statement.ts';
import type { Surface } from './surface.ts';
import { describe, fitted, sameShape, shapeWords, typed } from './typed.ts';
import type { Typed } from './typed.ts';
import { variablesOf } from './variables.ts';

type Binding = { readonly variable: Variable; readonly value: Expression };

/** p(x, T−t) of a field or an abbreviation. */
export const elaborateApply = (scope: Scope, s: Surface & { kind: 'apply' }): Typed => {
  const entry = scope.resolve(s.name);
  if (entry.kind === 'symbol' && entry.symbol.kind === 'field') {
    const { symbol } = entry;
    const args = argumentsFor(scope, symbol.slots, s, `\`${symbol.name}\``);
    return typed(apply(symbol, args.map((b) => b.value)), symbol.shape, s.span);
  }
  if (entry.kind === 'let') {
    const bindings = argumentsFor(scope, entry.slots, s, `\`${s.name.text}\``);
    return typed(evaluated(entry.value, bindings), entry.shape, s.span);
  }
  return complain('E0405', s.span, `\`${s.name.text}\` does not depend on anything and takes no arguments`, {
    help: s.args.length === 1 ? 'a product with a bracket needs a space before the bracket' : null,
  });
};

const argumentsFor = (
  scope: Scope, slots: readonly Variable[], s: { readonly args: readonly Surface[]; readonly span: Span }, what: string,
): Binding[] => {
  if (slots.length !== s.args.length) {
    const names = slots.map((v) => v.name).join(', ');
    return complain('E0405', s.span, `${what} takes ${slots.length} argument${slots.length === 1 ? '' : 's'} (${names}), but there ${s.args.length === 1 ? 'is 1' : `are ${s.args.length}`}`, {
      help: s.args.length === 1 ? 'for a product with the bracket, put a space before it' : null,
    });
  }
  return s.args.map((arg, i) => {
    const variable = slots[i];
    if (variable === undefined) throw new RangeError('a slot without an argument');
    return { variable, value: argumentFor(scope, variable, arg) };
  });
};

/** The value for a variable, checked to be of the variable's type. */
const argumentFor = (scope: Scope, variable: Variable, arg: Surface): Expression => {
  const shape = variable.space === null ? [] : [variable.space];
  const value = fitted(scope, elaboratePart(scope, arg), shape, use(variable));
  if (!sameShape(value.shape, shape)) {
    complain('E0403', arg.span, `${describe(scope, value)}, but ${variable.name} is ${shapeWords(shape)}`);
  }
  return value.expression;
};

/** The value elsewhere; bindings that change nothing are left out, and a field takes them as its arguments. */
const evaluated = (of: Expression, bindings: readonly Binding[]): Expression => {
  if (of.kind === 'field' && of.args.every((arg, i) => arg.kind === 'variable' && arg.variable.name === of.field.slots[i]?.name)) {
    return apply(of.field, of.field.slots.map((v) => bindings.find((b) => b.variable.name === v.name)?.value ?? use(v)));
  }
  const free = variablesOf(of);
  const changed = bindings.filter(({ variable, value }) =>
    free.has(variable.name) && !(value.kind === 'variable' && value.variable.name === variable.name));
  return changed.length === 0 ? of : at(of, changed);
};

/** (∂t p)(x, T−t) */
export const elaborateEvaluate = (scope: Scope, s: Surface & { kind: 'evaluate' }): Typed => {
  const of = elaboratePart(scope, s.of);
  const slots = slotsOf(scope, s.of, of, s.args.length);
  if (s.product && slots.length !== 1) {
    const factors = [of, ...s.args.map((a) => elaboratePart(scope, a))];
    return productOf(scope, factors.map((factor) => ({ divides: false, factor })), s.span);
  }
  return { ...of, expression: evaluated(of.expression, argumentsFor(scope, slots, s, scope.quote(s.of.span))), span: s.span };
};

/** (e)(t = T−t) */
export const elaborateRebind = (scope: Scope, s: Surface & { kind: 'rebind' }): Typed => {
  const of = elaboratePart(scope, s.of);
  const bindings = s.bindings.map(({ name, value }) => {
    const variable = scope.variable(name);
    return { variable, value: argumentFor(scope, variable, value) };
  });
  return { ...of, expression: evaluated(of.expression, bindings), span: s.span };
};

/** The order in which a bracketed expression takes its arguments: that of the function at its heart if there is one,
 *  else x, t, and the other variables it depends on as they were declared. */
const slotsOf = (scope: Scope, surface: Surface, of: Typed, count: number): readonly Variable[] => {
  const own = headSlots(scope, surface);
  if (own !== null && own.length === count) return own;
  const free = variablesOf(of.expression);
  const inOrder = scope.inOrder(free.values());
  const both = [...free.keys()].every((name) => name === 'x' || name === 't');
  return count === 2 && both ? timeAndSpace(scope) : inOrder;
};

const timeAndSpace = (scope: Scope): Variable[] => {
  const t = scope.get('t');
  return t?.kind === 'symbol' && t.symbol.kind === 'variable' ? [scope.x, t.symbol] : [scope.x];
};

const headSlots = (scope: Scope, surface: Surface): readonly Variable[] | null => {
  let s = surface;
  while (s.kind === 'prefix' || s.kind === 'partial' || s.kind === 'call' || s.kind === 'transpose') {
    s = s.kind === 'call' ? s.argument : s.of;
  }
  if (s.kind !== 'name') return null;
  const entry = scope.get(s.name.text);
  if (entry?.kind === 'let') return entry.slots;
  return entry?.kind === 'symbol' && entry.symbol.kind === 'field' ? entry.symbol.slots : null;
};
