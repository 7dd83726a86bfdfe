/**
 * From expressions to a program: equal subexpressions become one step, values elsewhere become contexts, and the order of every step
 * follows from the derivatives above it.
 *
 * Errors: NumericError 'not-applicable' for a variable to which the place gives no value, or of another number of components than its
 * space has; for derivatives of an order above 120.
 */
import type { Expression, Space, Variable } from '../../kernel/expression.ts';
import { shapeOf } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { toText } from '../../kernel/rational.ts';
import { NumericError } from '../numeric-error.ts';
import type { Context, Program, Slot, Step } from './program.ts';
import { derivativesIn } from './program.ts';
import { rationalOf } from './rational-of.ts';

/** The variables of a place, with the number of their components. */
export type Sites = readonly { readonly variable: Variable; readonly size: number }[];

export const prepare = (
  roots: readonly Expression[], sites: Sites, order: number, dimensionOf: (space: Space) => number,
): Program => {
  const maker = new Maker(dimensionOf);
  const place = maker.context(slotsOf(sites, maker), null);
  const asked = roots.map((e) => maker.step(e, place));
  return {
    contexts: maker.contexts, steps: maker.steps, orders: ordersOf(maker.steps, asked, order), roots: asked, order,
    spaces: maker.spaces,
  };
};

const slotsOf = (sites: Sites, maker: Maker): readonly Slot[] => {
  let offset = 0;
  return sites.map(({ variable, size }) => {
    const wanted = variable.space === null ? 1 : maker.size(variable.space);
    if (size !== wanted) throw new NumericError('not-applicable', `${variable.name} has ${wanted} components, not ${size}`, 'give that many');
    const slot = { variable, offset, size };
    offset += size;
    return slot;
  });
};

/** Orders are kept in bytes; and the factorials of such derivatives left the range of doubles long before. */
const LARGEST_ORDER = 120;

const needOrder = (order: number): void => {
  if (order > LARGEST_ORDER) {
    throw new NumericError('not-applicable', `a derivative of order ${order}`, `take an expression with derivatives of order ${LARGEST_ORDER} at most`);
  }
};

/** Operands come before what they are operands of; so one pass from the end knows all that is asked of a step. */
const ordersOf = (steps: readonly Step[], roots: readonly number[], order: number): Int8Array => {
  needOrder(order);
  const orders = new Int8Array(steps.length).fill(-1);
  for (const root of roots) orders[root] = order;
  for (let k = steps.length - 1; k >= 0; k -= 1) {
    const step = steps[k] as Step;
    const wanted = orders[k] as number;
    if (wanted < 0) continue;
    const needed = wanted + derivativesIn(step.expression);
    needOrder(needed);
    for (const operand of step.operands) orders[operand] = Math.max(orders[operand] as number, needed);
  }
  return orders;
};

class Maker {
  readonly contexts: Context[] = [];
  readonly steps: Step[] = [];
  readonly spaces = new Map<Space, number>();
  readonly #dimensionOf: (space: Space) => number;
  /** By what a step computes. */
  readonly #known = new Map<string, number>();
  /** By the node itself, one map a context: a node that is shared is read once. */
  readonly #read: Map<Expression, number>[] = [];
  readonly #contextsByKey = new Map<string, number>();

  constructor(dimensionOf: (space: Space) => number) {
    this.#dimensionOf = dimensionOf;
  }

  size(space: Space): number {
    const known = this.spaces.get(space) ?? this.#dimensionOf(space);
    this.spaces.set(space, known);
    return known;
  }

  context(slots: readonly Slot[], origin: Context['origin']): number {
    this.#read.push(new Map());
    return this.contexts.push({ slots, count: slots.reduce((sum, s) => sum + s.size, 0), origin }) - 1;
  }

  step(e: Expression, context: number): number {
    const read = this.#read[context] as Map<Expression, number>;
    const old = read.get(e);
    if (old !== undefined) return old;
    const made = this.#make(e, context);
    read.set(e, made);
    return made;
  }

  #make(e: Expression, context: number): number {
    switch (e.kind) {
      case 'number': return this.#add(e, context, [], toText(e.value));
      case 'pi': return this.#add(e, context, [], '');
      case 'dimension': this.size(e.space); return this.#add(e, context, [], e.space);
      case 'identity': return this.#add(e, context, [], e.space);
      case 'parameter': return this.#add(e, context, [], e.parameter.name);
      case 'variable': return this.#add(e, context, [], e.variable.name, this.#slot(e.variable, context));
      case 'field': return this.#add(e, context, this.#all(e.args, context), e.field.name);
      case 'add': return this.#add(e, context, this.#all(e.terms, context), '');
      case 'multiply': return this.#add(e, context, this.#all(e.factors, context), '');
      case 'power': return this.#power(e, context);
      case 'call': return this.#add(e, context, this.#all([e.argument], context), e.function);
      case 'dot': case 'doubleDot': case 'outer': return this.#add(e, context, this.#all([e.left, e.right], context), '');
      case 'transpose': case 'trace': case 'inverse': case 'determinant':
        return this.#add(e, context, this.#all([e.of], context), '');
      case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
        return this.#add(e, context, this.#all([e.of], context), e.variable.name, this.#slot(e.variable, context));
      case 'at': return this.#elsewhere(e, context);
      // What stands under them has a variable more: it is a program of its own, run as often as is needed.
      case 'integral': return this.#addOwn(e, context);
      case 'optimum': return this.#addOwn(e, context);
    }
  }

  #all(parts: readonly Expression[], context: number): number[] {
    return parts.map((part) => this.step(part, context));
  }

  #slot(variable: Variable, context: number): Slot {
    const slot = (this.contexts[context] as Context).slots.find((s) => s.variable.name === variable.name);
    if (slot !== undefined) return slot;
    throw new NumericError('not-applicable', `the place gives no value to ${variable.name}`, `add ${variable.name} to the place`);
  }

  #power(e: Extract<Expression, { kind: 'power' }>, context: number): number {
    const exponent = rationalOf(e.exponent, (space) => this.size(space));
    const parts = exponent === null ? [e.base, e.exponent] : [e.base];
    return this.#add(e, context, this.#all(parts, context), exponent === null ? '' : toText(exponent), null, exponent);
  }

  #add(
    e: Expression, context: number, operands: readonly number[], detail: string,
    slot: Slot | null = null, exponent: Rational | null = null,
  ): number {
    const key = `${e.kind}|${detail}|${e.kind === 'variable' || operands.length > 0 ? context : ''}|${operands.join()}`;
    const old = this.#known.get(key);
    if (old !== undefined) return old;
    const isConstant = e.kind !== 'variable' && operands.every((k) => (this.steps[k] as Step).isConstant);
    const made = this.#push(e, context, operands, { slot, exponent, isConstant });
    this.#known.set(key, made);
    return made;
  }

  #addOwn(e: Expression, context: number): number {
    return this.#push(e, context, [], { slot: null, exponent: null, isConstant: false });
  }

  #push(
    expression: Expression, context: number, operands: readonly number[], rest: Pick<Step, 'slot' | 'exponent' | 'isConstant'>,
  ): number {
    const sizes = shapeOf(expression).map((space) => this.size(space));
    return this.steps.push({ expression, operands, context, sizes, ...rest }) - 1;
  }

  /** The part is read in the context of the point where it is taken; bindings that are not there yet are added to its variables. */
  #elsewhere(e: Extract<Expression, { kind: 'at' }>, context: number): number {
    if (e.bindings.length === 0) return this.step(e.of, context);
    const values = this.#all(e.bindings.map((b) => b.value), context);
    const of = this.step(e.of, this.#contextAt(context, e.bindings.map((b) => b.variable), values));
    return this.#add(e, context, [of, ...values], e.bindings.map((b) => b.variable.name).join());
  }

  #contextAt(parent: number, variables: readonly Variable[], values: readonly number[]): number {
    const key = `${parent}|${variables.map((v, k) => `${v.name}=${values[k]}`).join()}`;
    const old = this.#contextsByKey.get(key);
    if (old !== undefined) return old;
    const outer = this.contexts[parent] as Context;
    const added = variables.filter((v) => outer.slots.every((s) => s.variable.name !== v.name));
    const sites = [...outer.slots, ...added.map((variable) => ({
      variable, size: variable.space === null ? 1 : this.size(variable.space),
    }))];
    const slots = slotsOf(sites, this);
    const bound = slots.map((s) => values[variables.findIndex((v) => v.name === s.variable.name)] ?? null);
    const made = this.context(slots, { context: parent, bound });
    this.#contextsByKey.set(key, made);
    return made;
  }
}
