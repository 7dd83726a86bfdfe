/**
 * Expressions as tensors of truncated power series about a place: what is differentiated, is differentiated as a series.
 *
 * `evaluate(e, place, level, order)` is known exactly to the order that is asked for; a derivative asks for one order
 * more of what stands under it. So no order of truncation needs to be chosen, and no derivative is formed symbolically.
 */
import type { Expression, Field, Parameter, Variable } from '../kernel/expression.ts';
import type { Rational } from '../kernel/rational.ts';
import { add, equal, isInteger, multiply, ONE, power, rational } from '../kernel/rational.ts';
import type { Argument } from './functions.ts';
import { applyFunction, fraction, rationalPower, symbolicPower } from './functions.ts';
import { randomAtom } from './atoms.ts';
import { Refusal } from './outcome.ts';
import { invertModulo } from './primes.ts';
import { nonzero } from './random.ts';
import type { Series } from './series.ts';
import type { Tensor } from './tensor.ts';
import {
  addTensors, contract, determinantAndAdjugate, entryOf, fullPairing, indicesOf, outerProduct, scalar, scaleTensor, traceOf,
  transposed, unit,
} from './tensor.ts';
import type { Place, World } from './world.ts';
import { rememberedPlace } from './world.ts';

/** The base point of a field's slots, at each level. */
export type Base = (level: number) => readonly number[];

/** The Taylor polynomials of a field at a base point of its slots. */
export type Source = (evaluator: Evaluator, field: Field, base: Base, level: number, order: number) => Tensor;

/** A variable that stands for something else: one series a component. */
export interface Binding {
  readonly variable: Variable;
  readonly value: (level: number, order: number) => readonly Series[];
}

/** What is evaluated at a place that is still to be found. */
export type Inner = (place: Place, level: number, order: number) => Tensor;

/** How many points stand for the whole space of an integral. */
const NODES = 3;

export class Evaluator {
  readonly world: World;
  /** Fields that are not free: gradients, and solutions of equations. */
  readonly sources: ReadonlyMap<string, Source>;
  /** What declared parameters equal, by a hypothesis. */
  readonly parameters: ReadonlyMap<string, Expression>;
  readonly #known = new WeakMap<Place, Map<Expression, Map<number, { readonly order: number; readonly tensor: Tensor }>>>();
  readonly #places = new WeakMap<Place, Map<object, readonly Place[]>>();
  readonly #taylor = new Map<string, { readonly order: number; readonly tensor: Tensor }>();

  constructor(world: World, sources: ReadonlyMap<string, Source>, parameters: ReadonlyMap<string, Expression> = new Map()) {
    this.world = world;
    this.sources = sources;
    this.parameters = parameters;
  }

  /** The value of an expression, kept for the next time it is asked for. */
  evaluate(e: Expression, place: Place, level: number, order: number): Tensor {
    const here = this.#known.get(place) ?? new Map<Expression, Map<number, { order: number; tensor: Tensor }>>();
    this.#known.set(place, here);
    const levels = here.get(e) ?? new Map<number, { order: number; tensor: Tensor }>();
    here.set(e, levels);
    const known = levels.get(level);
    if (known !== undefined && known.order >= order) return this.#truncated(known, level, order);
    const tensor = this.#compute(e, place, level, order);
    levels.set(level, { order, tensor });
    return tensor;
  }

  #truncated(known: { readonly order: number; readonly tensor: Tensor }, level: number, order: number): Tensor {
    if (known.order === order) return known.tensor;
    const ring = this.world.ring(level);
    return { sizes: known.tensor.sizes, entries: known.tensor.entries.map((entry) => ring.truncate(entry, order)) };
  }

  /** A scalar expression as an argument of functions. */
  argument(e: Expression, place: Place): Argument {
    return (level, order) => entryOf(this.evaluate(e, place, level, order));
  }

  #compute(e: Expression, place: Place, level: number, order: number): Tensor {
    const ring = this.world.ring(level);
    const value = (part: Expression, more = 0): Tensor => this.evaluate(part, place, level, order + more);
    switch (e.kind) {
      case 'number': return scalar(ring.constant(fraction(e.value, ring.prime), order));
      case 'pi': return scalar(ring.constant(this.world.pi(level), order));
      case 'dimension': return scalar(ring.constant(this.world.size(e.space), order));
      case 'parameter': {
        const known = this.parameters.get(e.parameter.name);
        return known === undefined ? this.#parameter(e.parameter, level, order) : value(known);
      }
      case 'variable': return this.variable(e.variable, place, level, order);
      case 'field':
        return this.applied(e.field, (l, o) => e.args.flatMap((a) => this.evaluate(a, place, l, o).entries), level, order);
      case 'add': return e.terms.map((term) => value(term)).reduce((sum, term) => addTensors(ring, sum, term));
      case 'multiply': return this.#product(e.factors.map((factor) => value(factor)), level, order);
      case 'power': return scalar(this.#power(e.base, e.exponent, place, level, order));
      case 'call': return scalar(applyFunction(this.world, e.function, this.argument(e.argument, place), level, order));
      case 'dot': return contract(ring, value(e.left), value(e.right));
      case 'doubleDot': return fullPairing(ring, value(e.left), value(e.right));
      case 'outer': return outerProduct(ring, value(e.left), value(e.right));
      case 'transpose': return transposed(value(e.of));
      case 'trace': return scalar(traceOf(ring, value(e.of)));
      case 'inverse': return this.inverse(value(e.of), level);
      case 'determinant': return scalar(this.determinant(value(e.of), level));
      case 'identity': return unit(ring, this.world.size(e.space), order);
      case 'derivative': return this.#differentiated(value(e.of, 1), [[e.variable, 0]], level);
      case 'gradient': return this.#gradient(value(e.of, 1), e.variable, level);
      case 'divergence': return this.#divergence(value(e.of, 1), e.variable, level);
      case 'laplacian': return this.#laplacian(value(e.of, 2), e.variable, level);
      case 'hessian': return this.#gradient(this.#gradient(value(e.of, 2), e.variable, level), e.variable, level);
      case 'at': return this.#elsewhere(e, place, level, order);
      case 'integral': return this.overSpace(e.variable, (q, l, o) => this.evaluate(e.of, q, l, o), e, place, level, order);
      case 'optimum': return scalar(this.#optimum(e, place, level, order));
    }
  }

  #parameter(p: Parameter, level: number, order: number): Tensor {
    const sizes = p.shape.map((space) => this.world.size(space));
    const atom = { key: `parameter ${p.name}`, sizes, symmetry: p.symmetry, sign: p.sign, variables: 0 };
    const ring = this.world.ring(level);
    return { sizes, entries: randomAtom(this.world, level, atom, 0).entries.map((v) => ring.constant(v[0] ?? 0, order)) };
  }

  variable(v: Variable, place: Place, level: number, order: number): Tensor {
    const base = place.base(level);
    const start = this.world.offset(v.name);
    const entries = Array.from({ length: this.world.size(v.space) }, (_, k) =>
      this.world.ring(level).variable(base[start + k] ?? 0, this.world.displacement(v.name, k), order));
    return { sizes: v.space === null ? [] : [entries.length], entries };
  }

  /** A field at arguments: its Taylor polynomial at their constants, composed with them. */
  applied(field: Field, args: (level: number, order: number) => readonly Series[], level: number, order: number): Tensor {
    const values = args(level, order);
    const polynomial = this.taylor(field, baseOf(args), level, order);
    const theirs = this.world.ringOver(level, values.length).monomials;
    const ring = this.world.ring(level);
    return { sizes: polynomial.sizes, entries: polynomial.entries.map((entry) => ring.substitute(entry, theirs, values, order)) };
  }

  /** The Taylor polynomials of a field in its slots, at a base point of them. */
  taylor(field: Field, base: Base, level: number, order: number): Tensor {
    const here = base(level);
    const key = `${level} ${field.name} ${here}`;
    const known = this.#taylor.get(key);
    const ring = this.world.ringOver(level, here.length);
    if (known !== undefined && known.order >= order) {
      return { sizes: known.tensor.sizes, entries: known.tensor.entries.map((entry) => ring.truncate(entry, order)) };
    }
    const source = this.sources.get(field.name) ?? freeField;
    const tensor = source(this, field, base, level, order);
    this.#taylor.set(key, { order, tensor });
    return tensor;
  }

  #product(factors: readonly Tensor[], level: number, order: number): Tensor {
    const ring = this.world.ring(level);
    const scalars = factors.filter((factor) => factor.sizes.length === 0);
    const others = factors.filter((factor) => factor.sizes.length > 0);
    if (others.length > 1) throw new TypeError('a product of two tensors');
    const factor = scalars.map(entryOf).reduce((product, entry) => ring.multiply(product, entry), ring.constant(1, order));
    return others[0] === undefined ? scalar(factor) : scaleTensor(ring, factor, others[0]);
  }

  #power(base: Expression, exponent: Expression, place: Place, level: number, order: number): Series {
    const number = this.#number(exponent);
    const of = this.argument(base, place);
    if (number !== null) return rationalPower(this.world, of, number, level, order);
    return symbolicPower(this.world, of, this.argument(exponent, place), level, order);
  }

  /** The value of an expression in numbers and dimensions alone; null for every other. */
  #number(e: Expression): Rational | null {
    const all = (parts: readonly Expression[], join: (a: Rational, b: Rational) => Rational, start: Rational): Rational | null => {
      const values = parts.map((part) => this.#number(part));
      return values.reduce<Rational | null>((sum, value) => (sum === null || value === null ? null : join(sum, value)), start);
    };
    if (e.kind === 'number') return e.value;
    if (e.kind === 'dimension') return rational(this.world.size(e.space));
    if (e.kind === 'add') return all(e.terms, add, rational(0));
    if (e.kind === 'multiply') return all(e.factors, multiply, ONE);
    if (e.kind !== 'power') return null;
    const [base, exponent] = [this.#number(e.base), this.#number(e.exponent)];
    if (base === null || exponent === null || !isInteger(exponent) || equal(base, rational(0))) return null;
    if (exponent.numerator > 64n || exponent.numerator < -64n) return null;
    return power(base, Number(exponent.numerator));
  }

  inverse(matrix: Tensor, level: number): Tensor {
    const ring = this.world.ring(level);
    const { determinant, adjugate } = this.#determinantAndAdjugate(matrix, level);
    return scaleTensor(ring, ring.invert(determinant), adjugate);
  }

  determinant(matrix: Tensor, level: number): Series {
    return this.#determinantAndAdjugate(matrix, level).determinant;
  }

  #determinantAndAdjugate(matrix: Tensor, level: number): { readonly determinant: Series; readonly adjugate: Tensor } {
    const ring = this.world.ring(level);
    if (matrix.sizes.length !== 2 || matrix.sizes[0] !== matrix.sizes[1]) throw new TypeError('a matrix that is not square');
    return determinantAndAdjugate(ring, matrix, (k) => invertModulo(k, ring.prime));
  }

  /** Component by component, by each of the listed variables' components in turn. */
  #differentiated(tensor: Tensor, by: readonly (readonly [Variable, number])[], level: number): Tensor {
    return { sizes: tensor.sizes, entries: tensor.entries.map((entry) => this.derive(entry, by, level)) };
  }

  derive(entry: Series, by: readonly (readonly [Variable, number])[], level: number): Series {
    return by.reduce((series, [variable, component]) => {
      const v = this.world.displacement(variable.name, component);
      if (v === null) throw new TypeError(`nothing is differentiated by ${variable.name}`);
      return this.world.ring(level).derive(series, v);
    }, entry);
  }

  #gradient(tensor: Tensor, variable: Variable, level: number): Tensor {
    if (variable.space === null) throw new TypeError(`a gradient by the scalar ${variable.name}`);
    const size = this.world.size(variable.space);
    const entries = tensor.entries.flatMap((entry) =>
      Array.from({ length: size }, (_, k) => this.derive(entry, [[variable, k]], level)));
    return { sizes: [...tensor.sizes, size], entries };
  }

  #divergence(tensor: Tensor, variable: Variable, level: number): Tensor {
    const ring = this.world.ring(level);
    const size = this.world.size(variable.space);
    if (variable.space === null || tensor.sizes.at(-1) !== size) throw new TypeError('a divergence that does not fit');
    const sizes = tensor.sizes.slice(0, -1);
    const entries = indicesOf(sizes).map((_, row) => tensor.entries.slice(row * size, (row + 1) * size)
      .map((entry, k) => this.derive(entry, [[variable, k]], level)).reduce((sum, term) => ring.add(sum, term)));
    return { sizes, entries };
  }

  #laplacian(tensor: Tensor, variable: Variable, level: number): Tensor {
    const ring = this.world.ring(level);
    return Array.from({ length: this.world.size(variable.space) }, (_, k) =>
      this.#differentiated(tensor, [[variable, k], [variable, k]], level)).reduce((sum, term) => addTensors(ring, sum, term));
  }

  /** Evaluated about another place, then composed with the displacements that lead there. */
  elsewhere(
    place: Place, bindings: readonly Binding[], of: Inner, there: Place | null, level: number, order: number,
  ): Tensor {
    const target = there ?? this.moved(place, bindings);
    const ring = this.world.ring(level);
    const displacements = Array.from({ length: ring.monomials.variables }, (_, v) => ring.variable(0, v, order));
    for (const { variable, value } of bindings) {
      value(level, order).forEach((series, k) => {
        const v = this.world.displacement(variable.name, k);
        if (v !== null) displacements[v] = series;
      });
    }
    const inner = of(target, level, order);
    return { sizes: inner.sizes, entries: inner.entries.map((entry) => ring.substitute(entry, ring.monomials, displacements, order)) };
  }

  /** The place where the bound variables have the constants of their values. */
  moved(place: Place, bindings: readonly Binding[]): Place {
    return rememberedPlace((level) => {
      const base = [...place.base(level)];
      for (const { variable, value } of bindings) {
        const series = value(level, 0);
        if (series.length !== this.world.size(variable.space)) throw new TypeError(`${variable.name} is replaced by another shape`);
        series.forEach((component, k) => { base[this.world.offset(variable.name) + k] = component[0] ?? 0; });
      }
      return base;
    });
  }

  #elsewhere(e: Extract<Expression, { kind: 'at' }>, place: Place, level: number, order: number): Tensor {
    const bindings = e.bindings.map(({ variable, value }) => ({
      variable, value: (l: number, o: number) => this.evaluate(value, place, l, o).entries,
    }));
    const [there] = this.#remembered(place, e, () => [this.moved(place, bindings)]);
    return this.elsewhere(place, bindings, (q, l, o) => this.evaluate(e.of, q, l, o), there ?? null, level, order);
  }

  #remembered(place: Place, key: object, make: () => readonly Place[]): readonly Place[] {
    const here = this.#places.get(place) ?? new Map<object, readonly Place[]>();
    this.#places.set(place, here);
    const places = here.get(key) ?? make();
    here.set(key, places);
    return places;
  }

  /** A random linear functional: a weighted sum over a few random points, the same ones for one space. */
  overSpace(variable: Variable, of: Inner, key: object, place: Place, level: number, order: number): Tensor {
    const ring = this.world.ring(level);
    return this.#atNodes(variable, of, key, place, level, order).map((value, k) => {
      const weight = nonzero(this.world.random(level, `weight ${k} of ${variable.space}`));
      return scaleTensor(ring, ring.constant(weight, order), value);
    }).reduce((sum, term) => addTensors(ring, sum, term));
  }

  /** Values at a few random points in place of a variable. */
  #atNodes(variable: Variable, of: Inner, key: object, place: Place, level: number, order: number): readonly Tensor[] {
    const { world } = this;
    const nodes = Array.from({ length: NODES }, (_, k): readonly Binding[] => [{
      variable,
      value: (l, o) => {
        const next = world.random(l, `node ${k} of ${variable.space}`);
        return Array.from({ length: world.size(variable.space) }, () => world.ring(l).constant(next(), o));
      },
    }]);
    const places = this.#remembered(place, key, () => nodes.map((bindings) => this.moved(place, bindings)));
    return nodes.map((bindings, k) => this.elsewhere(place, bindings, of, places[k] ?? null, level, order));
  }

  #optimum(e: Extract<Expression, { kind: 'optimum' }>, place: Place, level: number, order: number): Series {
    if (e.control.kind !== 'variable') throw new Refusal('an optimum over densities');
    if (e.which !== 'min' && e.which !== 'max') throw new Refusal('the place of an optimum');
    const side = e.which === 'min' ? -1 : 1;
    return this.extremum(e.control, (q, l, o) => this.evaluate(e.of, q, l, o), e, side, place, level, order);
  }

  /**
   * The minimum (side −1) or maximum (1) of e over a control, of which only this is known: constants may be taken out, and
   * positive factors, and max e = −min(−e). So has e_0 ± (Σ c_k a^(4−k) b^k)^(1/4), with a = e_1 − e_0 and b = e_2 − e_0, for the
   * values at three random controls and random c.
   */
  extremum(control: Variable, of: Inner, key: object, side: 1 | -1, place: Place, level: number, order: number): Series {
    const norm: Argument = (l, o) => {
      const ring = this.world.ring(l);
      const [start, ...others] = this.#atNodes(control, of, key, place, l, o).map(entryOf);
      const [a, b] = others.map((value) => ring.subtract(value, start ?? value));
      if (a === undefined || b === undefined) throw new TypeError('too few nodes');
      const next = this.world.random(l, `quartic of ${control.space}`);
      const power = (base: Series, k: number): Series =>
        Array.from({ length: k }, () => base).reduce((product, factor) => ring.multiply(product, factor), ring.constant(1, o));
      return [0, 1, 2, 3, 4].map((k) => ring.scale(ring.multiply(power(a, 4 - k), power(b, k)), next()))
        .reduce((sum, term) => ring.add(sum, term));
    };
    const ring = this.world.ring(level);
    const [start] = this.#atNodes(control, of, key, place, level, order).map(entryOf);
    const root = rationalPower(this.world, norm, rational(1, 4), level, order);
    return side === 1 ? ring.add(start ?? root, root) : ring.subtract(start ?? root, root);
  }
}

/** The constants of arguments. */
export const baseOf = (args: (level: number, order: number) => readonly Series[]): Base => (level) =>
  args(level, 0).map((value) => value[0] ?? 0);

/** A field about which nothing but its declaration is known. */
export const freeField: Source = (evaluator, field, base, level, order) =>
  randomAtom(evaluator.world, level, atomOf(evaluator.world, field, base(level)), order);

/** The random atom of a field at a base point. */
export const atomOf = (world: World, field: Field, base: readonly number[]): Parameters<typeof randomAtom>[2] => ({
  key: `field ${field.name} at ${base}`,
  sizes: field.shape.map((space) => world.size(space)),
  symmetry: field.symmetry,
  sign: field.sign,
  variables: base.length,
});
