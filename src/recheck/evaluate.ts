/**
 * Expressions as tensors of truncated power series about a place: what is differentiated, is differentiated as a series.
 *
 * `evaluate(e, place, level, order)` is known exactly to the order that is asked for; a derivative asks for one order
 * more of what stands under it. So no order of truncation needs to be chosen, and no derivative is formed symbolically.
 */
import type { Expression, Field, Parameter, Variable } from '../kernel/expression.ts';
import { randomAtom } from './atoms.ts';
import { deriveTensor, divergenceOf, gradientOf, laplacianOf } from './differential.ts';
import { Functionals } from './functionals.ts';
import type { Argument } from './functions.ts';
import { applyFunction, fraction, rationalPower, symbolicPower } from './functions.ts';
import { KnownValues } from './known-values.ts';
import { numberOf } from './number-of.ts';
import { Refusal } from './outcome.ts';
import { Places } from './places.ts';
import { invertModulo } from './primes.ts';
import type { Series } from './series.ts';
import type { Tensor } from './tensor.ts';
import {
  addTensors, contract, determinantAndAdjugate, entryOf, fullPairing, outerProduct, scalar, scaleTensor, traceOf,
  transposed, unit,
} from './tensor.ts';
import type { Place, World } from './world.ts';

/** The base point of a field's slots, at each level. */
export type Base = (level: number) => readonly number[];

/** The Taylor polynomials of a field at a base point of its slots. */
export type Source = (evaluator: Evaluator, field: Field, base: Base, level: number, order: number) => Tensor;

/** A value and the order to which it is known. */
interface Known {
  readonly order: number;
  readonly tensor: Tensor;
}

export class Evaluator {
  readonly world: World;
  readonly places: Places;
  readonly functionals: Functionals;
  /** Fields that are not free: gradients, and solutions of equations. */
  readonly sources: ReadonlyMap<string, Source>;
  /** What declared parameters equal, by a hypothesis. */
  readonly parameters: ReadonlyMap<string, Expression>;
  readonly #known = new KnownValues();
  readonly #parameters: Map<string, Tensor>[] = [];
  readonly #taylor = new Map<string, Known>();

  constructor(
    world: World, sources: ReadonlyMap<string, Source>, parameters: ReadonlyMap<string, Expression> = new Map(),
  ) {
    this.world = world;
    this.places = new Places(world);
    this.functionals = new Functionals(this.places);
    this.sources = sources;
    this.parameters = parameters;
  }

  /** The value of an expression, kept for the next time it is asked for. */
  evaluate(e: Expression, place: Place, level: number, order: number): Tensor {
    const orders = this.#known.at(place, e, level);
    const known = orders[order];
    if (known !== undefined) return known;
    const higher = orders.find((tensor, o) => o > order && tensor !== undefined);
    const tensor = higher === undefined ? this.#compute(e, place, level, order) : this.#truncated(higher, level, order);
    orders[order] = tensor;
    return tensor;
  }

  #truncated(known: Tensor, level: number, order: number): Tensor {
    const ring = this.world.ring(level);
    return { sizes: known.sizes, entries: known.entries.map((entry) => ring.truncate(entry, order)) };
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
        return this.applied(
          e.field, (l, o) => e.args.flatMap((part) => this.evaluate(part, place, l, o).entries), level, order,
        );
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
      case 'derivative': return deriveTensor(this.world, value(e.of, 1), [[e.variable, 0]], level);
      case 'gradient': return gradientOf(this.world, value(e.of, 1), e.variable, level);
      case 'divergence': return divergenceOf(this.world, value(e.of, 1), e.variable, level);
      case 'laplacian': return laplacianOf(this.world, value(e.of, 2), e.variable, level);
      case 'hessian': {
        const slope = gradientOf(this.world, value(e.of, 2), e.variable, level);
        return gradientOf(this.world, slope, e.variable, level);
      }
      case 'at': return this.#elsewhere(e, place, level, order);
      case 'integral': return this.#integral(e, place, level, order);
      case 'optimum': return scalar(this.#optimum(e, place, level, order));
    }
  }

  #parameter(p: Parameter, level: number, order: number): Tensor {
    const ring = this.world.ring(level);
    const { sizes, entries } = this.#parameterConstants(p, level);
    return { sizes, entries: entries.map((v) => ring.constant(v[0] ?? 0, order)) };
  }

  /** The values of a parameter's components, known to order 0. */
  #parameterConstants(p: Parameter, level: number): Tensor {
    const here = (this.#parameters[level] ??= new Map<string, Tensor>());
    const known = here.get(p.name);
    if (known !== undefined) return known;
    const sizes = p.shape.map((space) => this.world.size(space));
    const atom = { key: `parameter ${p.name}`, sizes, symmetry: p.symmetry, sign: p.sign, variables: 0 };
    const drawn = randomAtom(this.world, level, atom, 0);
    here.set(p.name, drawn);
    return drawn;
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
    const entries = polynomial.entries.map((entry) => ring.substitute(entry, theirs, values, order));
    return { sizes: polynomial.sizes, entries };
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
    const one = ring.constant(1, order);
    const factor = scalars.map(entryOf).reduce((product, entry) => ring.multiply(product, entry), one);
    return others[0] === undefined ? scalar(factor) : scaleTensor(ring, factor, others[0]);
  }

  #power(base: Expression, exponent: Expression, place: Place, level: number, order: number): Series {
    const number = numberOf(exponent, (space) => this.world.size(space));
    const of = this.argument(base, place);
    if (number !== null) return rationalPower(this.world, of, number, level, order);
    return symbolicPower(this.world, of, this.argument(exponent, place), level, order);
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
    if (matrix.sizes.length !== 2 || matrix.sizes[0] !== matrix.sizes[1]) throw new TypeError('not a square matrix');
    return determinantAndAdjugate(ring, matrix, (k) => invertModulo(k, ring.prime));
  }

  #elsewhere(e: Extract<Expression, { kind: 'at' }>, place: Place, level: number, order: number): Tensor {
    const bindings = e.bindings.map(({ variable, value }) => ({
      variable, value: (l: number, o: number) => this.evaluate(value, place, l, o).entries,
    }));
    const [there] = this.places.remembered(place, e, () => [this.places.moved(place, bindings)]);
    return this.places.elsewhere(place, bindings, (q, l, o) => this.evaluate(e.of, q, l, o), there ?? null, level, order);
  }

  #integral(e: Extract<Expression, { kind: 'integral' }>, place: Place, level: number, order: number): Tensor {
    return this.functionals.integral(e.variable, (q, l, o) => this.evaluate(e.of, q, l, o), e, place, level, order);
  }

  #optimum(e: Extract<Expression, { kind: 'optimum' }>, place: Place, level: number, order: number): Series {
    if (e.control.kind !== 'variable') throw new Refusal('an optimum over densities');
    if (e.which !== 'min' && e.which !== 'max') throw new Refusal('the place of an optimum');
    const side = e.which === 'min' ? -1 : 1;
    return this.functionals.extremum(e.control, (q, l, o) => this.evaluate(e.of, q, l, o), e, side, place, level, order);
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
