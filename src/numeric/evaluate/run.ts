/**
 * Runs a program at a point: every step once, in order.
 *
 * Errors: see `evaluate.ts`.
 */
import type { Expression, Field } from '../../kernel/expression.ts';
import { NumericError } from '../numeric-error.ts';
import type { SeriesAlgebra } from '../taylor/series.ts';
import { seriesOver } from '../taylor/series.ts';
import type { Evaluate, Site } from './body.ts';
import { integralSeries } from './integral.ts';
import { determinant, inverse } from './matrices.ts';
import { optimumSeries } from './optimum.ts';
import type { Context, Program, Slot, Step } from './program.ts';
import { derivativesIn } from './program.ts';
import type { Tensor } from './tensors.ts';
import * as tensors from './tensors.ts';
import type { Series, World } from './world.ts';

/** The components of every root, as series of the program's order; `point` has one value a scalar variable of the place. */
export const run = <Value>(
  program: Program, world: World<Value>, point: readonly Value[], evaluate: Evaluate,
): readonly (readonly Series<Value>[])[] => {
  const machine = new Machine(program, world, point, evaluate);
  return program.roots.map((root) => machine.result(root));
};

/** The context of the place itself. */
const PLACE = 0;

class Machine<Value> {
  readonly #program: Program;
  readonly #world: World<Value>;
  readonly #evaluate: Evaluate;
  readonly #points: (readonly Value[])[];
  readonly #values: Tensor<Value>[] = [];

  constructor(program: Program, world: World<Value>, point: readonly Value[], evaluate: Evaluate) {
    this.#program = program;
    this.#evaluate = evaluate;
    this.#world = world;
    this.#points = [point];
    program.steps.forEach((step, k) => {
      const order = program.orders[k] as number;
      if (order < 0) return;
      const entries = this.#entries(step, step.isConstant ? 0 : order);
      this.#values[k] = { sizes: step.sizes, isConstant: step.isConstant, entries };
    });
  }

  result(root: number): readonly Series<Value>[] {
    const step = this.#program.steps[root] as Step;
    // The number 5 is one step wherever it stands: also in a context of more variables, where it may have been met first.
    const algebra = this.#algebra(step.isConstant ? PLACE : step.context);
    const entries = tensors.lengthened(algebra, this.#operand(root, this.#program.order, algebra), this.#program.order);
    for (const entry of entries) for (const coefficient of entry) this.#needFinite(coefficient, step.expression);
    return entries;
  }

  #algebra(context: number): SeriesAlgebra<Value> {
    return seriesOver(this.#world.arithmetic, (this.#program.contexts[context] as Context).count);
  }

  /** The point of a context: of the place, or what the values elsewhere are. */
  #point(context: number): readonly Value[] {
    return this.#points[context] ??= this.#pointElsewhere(this.#program.contexts[context] as Context);
  }

  #pointElsewhere({ slots, origin }: Context): readonly Value[] {
    if (origin === null) throw new TypeError('a place without a point');
    const outer = this.#point(origin.context);
    return slots.flatMap((slot, k) => {
      const step = origin.bound[k] ?? null;
      if (step === null) return outer.slice(slot.offset, slot.offset + slot.size);
      return (this.#values[step] as Tensor<Value>).entries.map((entry) => entry[0] as Value);
    });
  }

  /** A step's value, cut to the order. */
  #operand(k: number, order: number, algebra: SeriesAlgebra<Value>): Tensor<Value> {
    const tensor = this.#values[k] as Tensor<Value>;
    if (tensor.isConstant || this.#program.orders[k] === order) return tensor;
    return { ...tensor, entries: tensor.entries.map((entry) => algebra.truncate(entry, order)) };
  }

  /** Operand k, to the order that is needed of it. */
  #part(step: Step, k: number, order: number): Tensor<Value> {
    return this.#operand(step.operands[k] as number, order + derivativesIn(step.expression), this.#algebra(step.context));
  }

  /** The same, as series of full length; of a constant step, all parts are constant. */
  #full(step: Step, k: number, order: number): readonly Series<Value>[] {
    const part = this.#part(step, k, order);
    return step.isConstant ? part.entries : tensors.lengthened(this.#algebra(step.context), part, order + derivativesIn(step.expression));
  }

  #scalar(step: Step, k: number, order: number): Series<Value> {
    return this.#full(step, k, order)[0] as Series<Value>;
  }

  #parts(step: Step, order: number): readonly Tensor<Value>[] {
    const parts: Tensor<Value>[] = [];
    for (let k = 0; k < step.operands.length; k += 1) parts.push(this.#part(step, k, order));
    return parts;
  }

  #entries(step: Step, order: number): readonly Series<Value>[] {
    const e = step.expression;
    const algebra = this.#algebra(step.context);
    const { arithmetic } = this.#world;
    switch (e.kind) {
      case 'number': return [[algebra.rational(e.value)]];
      case 'pi': return [[arithmetic.pi]];
      case 'dimension': return [[arithmetic.fromNumber(this.#world.dimensionOf(e.space))]];
      case 'parameter': return this.#world.parameter(e.parameter).map((value) => [value]);
      case 'variable': return this.#variable(step.slot as Slot, step.context, order);
      case 'field': return this.#field(e.field, step, order);
      case 'add': return tensors.sum(algebra, this.#parts(step, order));
      case 'multiply': return tensors.productOf(algebra, this.#parts(step, order));
      case 'power': return [this.#finite(this.#power(step, order), e)];
      case 'call': return [this.#finite(algebra.call(e.function, this.#scalar(step, 0, order)), e)];
      case 'dot': return tensors.dotProduct(algebra, this.#part(step, 0, order), this.#part(step, 1, order));
      case 'doubleDot': return tensors.doubleDotProduct(algebra, this.#part(step, 0, order), this.#part(step, 1, order));
      case 'outer': return tensors.outerProduct(algebra, this.#part(step, 0, order), this.#part(step, 1, order));
      case 'transpose': return tensors.transposed(this.#full(step, 0, order), this.#part(step, 0, order).sizes);
      case 'trace': return tensors.trace(algebra, this.#full(step, 0, order), this.#part(step, 0, order).sizes[0] as number);
      case 'inverse': return inverse(algebra, this.#full(step, 0, order), step.sizes[0] as number);
      case 'determinant': return [determinant(algebra, this.#full(step, 0, order), this.#part(step, 0, order).sizes[0] as number)];
      case 'identity': return unitMatrix(arithmetic.zero, arithmetic.one, step.sizes[0] as number);
      case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian':
        return step.isConstant ? zeroEntries(arithmetic.zero, step.sizes)
          : derivativeOf(algebra, e.kind, this.#full(step, 0, order), step.slot as Slot);
      case 'at': return this.#elsewhere(step, order, algebra);
      case 'integral': return integralSeries(e, this.#site(step), order);
      case 'optimum': return optimumSeries(e, this.#site(step), order);
    }
  }

  /** A number as exponent is exact; any other exponent asks for a positive base: b^e = exp(e log b). */
  #power(step: Step, order: number): Series<Value> {
    const algebra = this.#algebra(step.context);
    const base = this.#scalar(step, 0, order);
    if (step.exponent !== null) return algebra.power(base, step.exponent);
    return algebra.call('exp', algebra.multiply(this.#scalar(step, 1, order), algebra.call('log', base)));
  }

  /** Where an integral or an optimum stands. */
  #site(step: Step): Site<Value> {
    const { slots } = this.#program.contexts[step.context] as Context;
    const point = this.#point(step.context);
    const place = slots.map(({ variable, offset, size }) => ({ variable, values: point.slice(offset, offset + size) }));
    return { world: this.#world, place, evaluate: this.#evaluate };
  }

  #variable(slot: Slot, context: number, order: number): readonly Series<Value>[] {
    const point = this.#point(context);
    const algebra = this.#algebra(context);
    const entries: Series<Value>[] = [];
    for (let k = slot.offset; k < slot.offset + slot.size; k += 1) entries.push(algebra.coordinate(k, point[k] as Value, order));
    return entries;
  }

  /** The field's own series around its arguments' values, and the arguments put into it. */
  #field(field: Field, step: Step, order: number): readonly Series<Value>[] {
    const algebra = this.#algebra(step.context);
    const inner = step.operands.flatMap((k) => tensors.lengthened(algebra, this.#operand(k, order, algebra), order));
    const outer = this.#world.field(field, inner.map((g) => g[0] as Value), order);
    const least = seriesOver(this.#world.arithmetic, inner.length).count(order);
    for (const series of outer) {
      if (series.length < least) throw new NumericError('not-applicable', `${field.name} is not known to order ${order}`, 'take a world that knows it further');
    }
    if (step.isConstant) return outer.map((series) => [series[0] as Value]);
    if (this.#isAtItsPlace(step)) return outer.map((series) => algebra.truncate(series, order));
    return outer.map((series) => algebra.compose(series, inner));
  }

  /** Whether the arguments are the variables of the context, all of them and in their order. */
  #isAtItsPlace(step: Step): boolean {
    let next = 0;
    for (const k of step.operands) {
      const { expression, slot } = this.#program.steps[k] as Step;
      if (expression.kind !== 'variable' || slot === null || slot.offset !== next) return false;
      next += slot.size;
    }
    return next === (this.#program.contexts[step.context] as Context).count;
  }

  /** The value elsewhere, put together with where that is. */
  #elsewhere(step: Step, order: number, algebra: SeriesAlgebra<Value>): readonly Series<Value>[] {
    const [of] = step.operands as readonly [number, ...number[]];
    const there = (this.#program.steps[of] as Step).context;
    const tensor = this.#operand(of, order, this.#algebra(there));
    if (tensor.isConstant) {
      return step.isConstant ? tensor.entries : tensors.lengthened(algebra, tensor, order);
    }
    const { slots, origin } = this.#program.contexts[there] as Context;
    const here = this.#point(step.context);
    const inner = slots.flatMap((slot, k): readonly Series<Value>[] => {
      const bound = origin?.bound[k] ?? null;
      if (bound !== null) return tensors.lengthened(algebra, this.#operand(bound, order, algebra), order);
      return Array.from({ length: slot.size }, (_, i) =>
        algebra.coordinate(slot.offset + i, here[slot.offset + i] as Value, order));
    });
    return tensor.entries.map((entry) => algebra.compose(entry, inner));
  }

  #finite(series: Series<Value>, e: Expression): Series<Value> {
    this.#needFinite(series[0] as Value, e);
    return series;
  }

  /** Where values are single numbers, one that is infinite or none at all is an error, and said where it arises. */
  #needFinite(value: Value, e: Expression): void {
    const { approximate, enclosing } = this.#world.arithmetic;
    if (approximate === undefined || enclosing !== undefined || Number.isFinite(approximate(value))) return;
    const what = e.kind === 'call' ? `${e.function} there` : e.kind === 'power' ? 'a power or a quotient there' : 'a value there';
    throw new NumericError('not-finite', `${what} is ${approximate(value)}`, 'take another point, or other numbers');
  }
}

const derivativeOf = <Value>(
  algebra: SeriesAlgebra<Value>, kind: 'derivative' | 'gradient' | 'divergence' | 'laplacian' | 'hessian',
  entries: readonly Series<Value>[], { offset, size }: Slot,
): readonly Series<Value>[] => {
  switch (kind) {
    case 'derivative': return entries.map((entry) => algebra.differentiate(entry, offset));
    case 'gradient': return tensors.gradient(algebra, entries, offset, size);
    case 'divergence': return tensors.divergence(algebra, entries, offset, size);
    case 'laplacian': return tensors.laplacian(algebra, entries, offset, size);
    case 'hessian': return tensors.hessian(algebra, entries[0] as Series<Value>, offset, size);
  }
};

const unitMatrix = <Value>(zero: Value, one: Value, n: number): readonly Series<Value>[] =>
  Array.from({ length: n * n }, (_, k) => [k % (n + 1) === 0 ? one : zero]);

const zeroEntries = <Value>(zero: Value, sizes: readonly number[]): readonly Series<Value>[] =>
  Array.from({ length: tensors.entriesIn(sizes) }, () => [zero]);
