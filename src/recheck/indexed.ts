/**
 * The certificate's sums in index notation, evaluated as series for given values of their free labels.
 *
 * Nothing here needs to be believed: whatever a cofactor means, what is compared in the end is numbers.
 */
import type { Expression, Space } from '../kernel/expression.ts';
import type { IndexedFactor, IndexedSum, IndexedTerm, Label } from '../kernel/goal.ts';
import type { Evaluator } from './evaluate.ts';
import { baseOf } from './evaluate.ts';
import type { Argument } from './functions.ts';
import { applyFunction, fraction, logarithmTaylor, rationalPower } from './functions.ts';
import { rational } from '../kernel/rational.ts';
import type { Notation } from './notation.ts';
import { isNumber, openNames } from './notation.ts';
import { Refusal } from './outcome.ts';
import type { Inner } from './places.ts';
import type { Series } from './series.ts';
import type { Tensor } from './tensor.ts';
import { entryAt, indicesOf, scalar } from './tensor.ts';
import type { Place } from './world.ts';

/** The component, counted from 0, that each free label stands for. */
export type Labels = ReadonlyMap<Label, number>;

/** Where and how far something is evaluated. */
export interface Spot {
  readonly place: Place;
  readonly level: number;
  readonly order: number;
}

type Jet = Extract<IndexedFactor, { kind: 'jet' }>;

export class IndexedEvaluator {
  readonly #evaluator: Evaluator;
  readonly #known = new WeakMap<Place, Map<string, Series>>();
  readonly #matrices = new WeakMap<Place, Map<string, Tensor>>();
  readonly #notation: Notation;

  constructor(evaluator: Evaluator, notation: Notation) {
    this.#evaluator = evaluator;
    this.#notation = notation;
  }

  sum(sum: IndexedSum, labels: Labels, spot: Spot): Series {
    const ring = this.#evaluator.world.ring(spot.level);
    const zero = ring.constant(0, spot.order);
    return sum.terms.reduce((total, term) => ring.add(total, this.#term(term, labels, spot)), zero);
  }

  #term(term: IndexedTerm, labels: Labels, spot: Spot): Series {
    const ring = this.#evaluator.world.ring(spot.level);
    const start = ring.constant(fraction(term.coefficient, ring.prime), spot.order);
    return this.#loop(term.factors, this.#notation.dummies(term), labels, start, spot);
  }

  /** Sums over one dummy after the other; a factor is multiplied in as soon as its labels are known. */
  #loop(
    factors: readonly IndexedFactor[], dummies: readonly (readonly [Label, Space])[], labels: Labels, product: Series,
    spot: Spot,
  ): Series {
    const ring = this.#evaluator.world.ring(spot.level);
    const waits = (factor: IndexedFactor): boolean =>
      this.#notation.names(factor).some((label) => dummies.some(([dummy]) => dummy === label));
    let result = product;
    for (const factor of factors) {
      if (waits(factor)) continue;
      result = ring.multiply(result, this.#factor(factor, labels, spot));
      if (result.every((c) => c === 0)) return result;
    }
    const [first, ...rest] = dummies;
    if (first === undefined) return result;
    const waiting = factors.filter(waits);
    return Array.from({ length: this.#evaluator.world.size(first[1]) }, (_, value) =>
      this.#loop(waiting, rest, new Map(labels).set(first[0], value), result, spot))
      .reduce((sum, term) => ring.add(sum, term));
  }

  /** A factor's value, kept by its content and the values of its labels. */
  #factor(factor: IndexedFactor, labels: Labels, spot: Spot): Series {
    const here = this.#known.get(spot.place) ?? new Map<string, Series>();
    this.#known.set(spot.place, here);
    let key = `${spot.level} ${spot.order} ${this.#notation.number(factor)}`;
    for (const label of this.#notation.names(factor)) key += ` ${labels.get(label)}`;
    const known = here.get(key) ?? this.#compute(factor, labels, spot);
    here.set(key, known);
    return known;
  }

  #compute(factor: IndexedFactor, labels: Labels, spot: Spot): Series {
    const { level, order } = spot;
    const evaluator = this.#evaluator;
    const { world } = evaluator;
    const ring = world.ring(level);
    const component = (label: Label): number => valueOf(label, labels);
    const evaluated = (e: Expression): Argument => (l, o) =>
      entryAt(evaluator.evaluate(e, spot.place, l, o), []);
    const at = (l: number, o: number): Spot => ({ place: spot.place, level: l, order: o });
    const nested = (sum: IndexedSum): Argument => (l, o) => this.sum(sum, labels, at(l, o));
    const raised = (of: Argument, exponent = rational(1)): Series => rationalPower(world, of, exponent, level, order);
    switch (factor.kind) {
      case 'jet': return raised((l, o) => this.#jet(factor, labels, at(l, o)), factor.exponent);
      case 'coordinate': return raised((l, o) => entryAt(
        evaluator.variable(factor.variable, spot.place, l, o), factor.label === null ? [] : [component(factor.label)],
      ), factor.exponent);
      case 'parameter': return raised((l, o) => entryAt(
        evaluator.evaluate(parameterExpression(factor), spot.place, l, o), factor.components.map(component),
      ), factor.exponent);
      case 'delta': return ring.constant(component(factor.labels[0]) === component(factor.labels[1]) ? 1 : 0, order);
      case 'dimension': return raised(evaluated({ kind: 'dimension', space: factor.space }), factor.exponent);
      case 'constant': return raised(evaluated(constantExpression(factor.value)), factor.exponent);
      case 'power': return raised(nested(factor.base), factor.exponent);
      case 'function':
        return raised((l, o) => applyFunction(world, factor.function, nested(factor.argument), l, o), factor.exponent);
      case 'inverse': return entryAt(this.#inverse(factor, labels, spot), factor.labels.map(component));
      case 'integral': return raised((l, o) => this.#integral(factor, labels, at(l, o)), factor.exponent);
      case 'minimum': return raised((l, o) => this.#minimum(factor, labels, at(l, o)), factor.exponent);
      case 'logDeterminant': {
        const determinant: Argument = (l, o) =>
          evaluator.determinant(this.#matrix(factor.of, factor.space, labels, at(l, o)), l);
        return raised((l, o) => applyFunction(world, 'log', determinant, l, o), factor.exponent);
      }
    }
  }

  #inverse(factor: Extract<IndexedFactor, { kind: 'inverse' }>, labels: Labels, spot: Spot): Tensor {
    const here = this.#matrices.get(spot.place) ?? new Map<string, Tensor>();
    this.#matrices.set(spot.place, here);
    const outside = openNames(factor.of, ['row', 'column']).map(([name]) => labels.get(name));
    const key = `${spot.level} ${spot.order} ${outside} ${factor.space} ${this.#notation.number(factor.of)}`;
    const known = here.get(key)
      ?? this.#evaluator.inverse(this.#matrix(factor.of, factor.space, labels, spot), spot.level);
    here.set(key, known);
    return known;
  }

  /** The integrand reads its outer labels as `#1`, `#2`, …. */
  #integral(factor: Extract<IndexedFactor, { kind: 'integral' }>, labels: Labels, spot: Spot): Series {
    const inner = new Map(labels);
    factor.labels.forEach((label, k) => inner.set(`#${k + 1}`, valueOf(label, labels)));
    const { functionals } = this.#evaluator;
    const of = this.#inner(factor.of, inner);
    return entryAt(functionals.integral(factor.variable, of, factor, spot.place, spot.level, spot.order), []);
  }

  #minimum(factor: Extract<IndexedFactor, { kind: 'minimum' }>, labels: Labels, spot: Spot): Series {
    if (factor.control.kind !== 'variable') throw new Refusal('an optimum over densities');
    const { functionals } = this.#evaluator;
    const of = this.#inner(factor.of, labels);
    return functionals.extremum(factor.control, of, factor, -1, spot.place, spot.level, spot.order);
  }

  #inner(sum: IndexedSum, labels: Labels): Inner {
    return (place, level, order) => scalar(this.sum(sum, labels, { place, level, order }));
  }

  /** A sum with the free labels `row` and `column`. */
  #matrix(of: IndexedSum, space: Space, labels: Labels, spot: Spot): Tensor {
    const size = this.#evaluator.world.size(space);
    return {
      sizes: [size, size],
      entries: indicesOf([size, size]).map(([row = 0, column = 0]) =>
        this.sum(of, new Map(labels).set('row', row).set('column', column), spot)),
    };
  }

  /** A derivative of a field: its Taylor polynomial is differentiated by slots, then composed with the arguments. */
  #jet(jet: Jet, labels: Labels, spot: Spot): Series {
    const { level, order } = spot;
    const { world } = this.#evaluator;
    const by = slotDerivatives(jet, labels, world);
    const args = (l: number, o: number): readonly Series[] =>
      this.#arguments(jet, labels, { place: spot.place, level: l, order: o });
    const components = jet.components.map((label) => valueOf(label, labels));
    if (jet.log && by.length === 0) {
      const value: Argument = (l, o) => entryAt(this.#evaluator.applied(jet.field, args, l, o), components);
      return applyFunction(world, 'log', value, level, order);
    }
    const values = args(level, order);
    const slots = world.ringOver(level, values.length);
    const taylor = this.#evaluator.taylor(jet.field, baseOf(args), level, order + by.length);
    let polynomial = entryAt(taylor, components);
    if (jet.log) {
      const logarithm = logarithmTaylor(0, polynomial[0] ?? 0, order + by.length, slots.prime);
      polynomial = slots.compose(logarithm, polynomial);
    }
    polynomial = by.reduce((series, v) => slots.derive(series, v), polynomial);
    return world.ring(level).substitute(polynomial, slots.monomials, values, order);
  }

  #arguments(jet: Jet, labels: Labels, spot: Spot): readonly Series[] {
    const { args, field } = jet;
    if (args.length !== field.slots.length) throw new TypeError(`${field.name} has another number of arguments`);
    return jet.field.slots.flatMap((slot, k) => {
      const argument = jet.args[k] ?? null;
      if (argument === null) return this.#evaluator.variable(slot, spot.place, spot.level, spot.order).entries;
      return this.vector(argument, slot.space, 'arg', labels, spot);
    });
  }

  /** The components of a sum with a free label; of a scalar, the one component. */
  vector(sum: IndexedSum, space: Space | null, label: Label, labels: Labels, spot: Spot): readonly Series[] {
    return Array.from({ length: this.#evaluator.world.size(space) }, (_, k) =>
      this.sum(sum, space === null ? labels : new Map(labels).set(label, k), spot));
  }
}

/** The component that a label stands for, counted from 0. */
const valueOf = (label: Label, labels: Labels): number => {
  const value = isNumber(label) ? Number(label) - 1 : labels.get(label);
  if (value === undefined) throw new TypeError(`the label ${label} stands for nothing`);
  return value;
};

const parameterExpression = (factor: Extract<IndexedFactor, { kind: 'parameter' }>): Expression => {
  const known = PARAMETERS.get(factor);
  if (known !== undefined) return known;
  const made: Expression = { kind: 'parameter', parameter: factor.parameter };
  PARAMETERS.set(factor, made);
  return made;
};
const PARAMETERS = new WeakMap<object, Expression>();

const constantExpression = (value: bigint | 'pi'): Expression =>
  (value === 'pi' ? { kind: 'pi' } : { kind: 'number', value: rational(value) });

/** The slot variables, counted through, by which a jet is differentiated. */
const slotDerivatives = (jet: Jet, labels: Labels, world: Evaluator['world']): readonly number[] => {
  const list: number[] = [];
  let start = 0;
  jet.field.slots.forEach((slot, k) => {
    const by = jet.derivatives[k] ?? [];
    if (typeof by === 'number' && by > 64) throw new TypeError('a derivative of too high an order');
    if (typeof by === 'number') for (let count = 0; count < by; count++) list.push(start);
    else by.forEach((label) => list.push(start + componentOf(label, labels, world.size(slot.space))));
    start += world.size(slot.space);
  });
  return list;
};

/** The component that a label stands for, among so many. */
export const componentOf = (label: Label, labels: Labels, size: number): number => {
  const value = valueOf(label, labels);
  if (value >= size) throw new TypeError(`there is no component ${value + 1} of ${size}`);
  return value;
};
