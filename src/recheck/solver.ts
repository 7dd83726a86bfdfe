/**
 * Solves equations for random power series.
 *
 * H[F] = 0 is solved for one derivative ∂_s^m F that it is affine in. The coefficients of s^0, …, s^{m−1} are random
 * (Cauchy data); those of s^k follow one k after the other: with F known below s^k, the coefficient r of s^{k−m} in
 * H[F] is affine in that of s^k in F with the slope A = H[F + s^m/m!] − H[F] at s = 0, so F_k = −(r/A) (k−m)!/k!. With
 * m = 0 the equation gives F itself. Which s and m, is tried out; that the result satisfies the equation, is checked
 * and not assumed.
 */
import type { Expression, Field, Variable } from '../kernel/expression.ts';
import type { Base, Source } from './evaluate.ts';
import { Evaluator, freeField } from './evaluate.ts';
import type { Equation } from './identity.ts';
import { Unlucky } from './outcome.ts';
import { fieldsOf } from './parts.ts';
import { capped, factorialRatio, lifted, transverse } from './powers.ts';
import { isSquare, MAIN } from './primes.ts';
import { entryFor, holds, replacedEntries, residual } from './residual.ts';
import type { Series } from './series.ts';
import { inSlots, placeAt, rootBase, slotStart, withoutSlot } from './slots.ts';
import type { Tensor } from './tensor.ts';
import { indicesOf, transposed } from './tensor.ts';
import type { World } from './world.ts';

/** Solve `equation` for the m-th derivative of `field` by the slot component `direction`; m = 0: for the field. */
interface Plan {
  readonly equation: Equation;
  readonly field: Field;
  readonly direction: number;
  readonly m: number;
}

/** About which base, at which level and how far a Taylor polynomial is wanted. */
interface About {
  readonly base: Base;
  readonly level: number;
  readonly order: number;
}

const HIGHEST_DERIVATIVE = 4;

export class Solver {
  readonly #world: World;
  readonly #free: ReadonlyMap<string, Source>;
  readonly #plans = new Map<string, Plan>();
  readonly #parameters = new Map<string, Expression>();
  readonly #evaluators = new Map<number, Evaluator>();
  #unlucky: Unlucky | null = null;

  constructor(world: World, free: ReadonlyMap<string, Source>) {
    this.#world = world;
    this.#free = free;
  }

  /** Whether a field or parameter was found that makes the equation hold. */
  add(equation: Equation): boolean {
    this.#evaluators.clear();
    this.#unlucky = null;
    if (this.#define(equation)) return true;
    for (const field of candidates(equation)) {
      if (this.#plans.has(field.name) || this.#free.has(field.name)) continue;
      const plan = this.#planFor(equation, field);
      if (plan === null) continue;
      this.#plans.set(field.name, plan);
      this.#evaluators.clear();
      const evaluator = this.evaluator(Infinity);
      if (holds(equation, evaluator) && isAsDeclared(field, evaluator)) return true;
      this.#plans.delete(field.name);
      this.#evaluators.clear();
    }
    if (this.#unlucky !== null) throw this.#unlucky;
    return false;
  }

  /** An equation that says what a parameter is. */
  #define({ left, right }: Equation): boolean {
    for (const [side, other] of [[left, right], [right, left]] as const) {
      if (side.kind !== 'parameter' || this.#parameters.has(side.parameter.name)) continue;
      this.#parameters.set(side.parameter.name, other);
      return true;
    }
    return false;
  }

  #planFor(equation: Equation, field: Field): Plan | null {
    const directions = field.slots.flatMap((slot, k) => [{ slot, start: slotStart(this.#world, field, k) }])
      .sort((a, b) => rank(a.slot) - rank(b.slot)).map(({ start }) => start);
    for (const direction of directions) {
      for (let m = HIGHEST_DERIVATIVE; m > 0; m--) {
        if (this.#works({ equation, field, direction, m })) return { equation, field, direction, m };
      }
    }
    const definition = { equation, field, direction: 0, m: 0 };
    return this.#works(definition) ? definition : null;
  }

  /** Whether the slope is not zero, with the plan tried out at the root. */
  #works(plan: Plan): boolean {
    try {
      return this.#slope(plan, rootBase(this.#world, plan.field), MAIN, 0).every((slope) => slope[0] !== 0);
    } catch (error) {
      if (!(error instanceof Unlucky)) throw error;
      this.#unlucky = error;
      return false;
    }
  }

  /** Solved fields are known up to the power `cap` of their direction. */
  evaluator(cap: number): Evaluator {
    const known = this.#evaluators.get(cap) ?? this.#variant(cap, null);
    this.#evaluators.set(cap, known);
    return known;
  }

  #variant(cap: number, other: readonly [string, Source] | null): Evaluator {
    const sources = new Map(this.#free);
    for (const [name, plan] of this.#plans) {
      sources.set(name, (_evaluator, _field, base, level, order) => this.#solved(plan, { base, level, order }, cap));
    }
    if (other !== null) sources.set(other[0], other[1]);
    return new Evaluator(this.#world, sources, this.#parameters);
  }

  #solved(plan: Plan, about: About, cap: number): Tensor {
    if (plan.m === 0) return this.#defined(plan, about, cap);
    const power = Math.min(cap, about.order);
    return power < plan.m ? this.#cauchy(plan, about, power) : this.#raised(plan, about, power);
  }

  /** The solution up to s^power, from the one below. */
  #raised(plan: Plan, about: About, power: number): Tensor {
    const { equation, field, direction, m } = plan;
    const { base, level, order } = about;
    const world = this.#world;
    const ring = world.ringOver(level, base(level).length);
    const evaluator = this.evaluator(power - 1);
    const lower = evaluator.taylor(field, base, level, order);
    const rests = residual(equation, evaluator, placeAt(world, field, base), level, order - m);
    const slopes = this.#slope(plan, base, level, order - m);
    const weight = ring.prime - factorialRatio(power - m, power, ring.prime);
    return replacedEntries(lower, rests, (entry, k) => {
      const rest = transverse(ring.monomials, inSlots(world, field, entry, level, order - m), direction, power - m);
      const slope = inSlots(world, field, slopes[k] ?? entry, level, order - m);
      const coefficient = ring.scale(ring.multiply(rest, ring.invert(slope)), weight);
      return lifted(ring, entryFor(lower, rests, k), coefficient, direction, power, order);
    });
  }

  /** Random coefficients up to s^power. */
  #cauchy({ field, direction }: Plan, { base, level, order }: About, power: number): Tensor {
    const free = freeField(this.#bare(), field, base, level, order);
    const { monomials } = this.#world.ringOver(level, base(level).length);
    return { sizes: free.sizes, entries: free.entries.map((entry) => capped(monomials, entry, direction, power)) };
  }

  /** The field itself, out of an equation that is affine in it. */
  #defined(plan: Plan, { base, level, order }: About, cap: number): Tensor {
    const { equation, field } = plan;
    const world = this.#world;
    const ring = world.ring(level);
    const evaluator = this.#variant(cap, [field.name, this.#constant(0)]);
    const zero = evaluator.taylor(field, base, level, order);
    const rests = residual(equation, evaluator, placeAt(world, field, base), level, order);
    const slopes = this.#slope(plan, base, level, order, cap);
    return replacedEntries(zero, rests, (entry, k) => {
      const ratio = ring.multiply(entry, ring.invert(slopes[k] ?? entry));
      return inSlots(world, field, ring.scale(ratio, ring.prime - 1), level, order);
    });
  }

  /** All components of a field equal to a number. */
  #constant(value: number): Source {
    return (_evaluator, field, base, level, order) => {
      const sizes = field.shape.map((space) => this.#world.size(space));
      const ring = this.#world.ringOver(level, base(level).length);
      return { sizes, entries: indicesOf(sizes).map(() => ring.constant(value, order)) };
    };
  }

  #bare(): Evaluator {
    return new Evaluator(this.#world, this.#free, this.#parameters);
  }

  /** H[F + s^m/m!] − H[F] about the base, component by component, as far as it does not depend on s. */
  #slope(plan: Plan, base: Base, level: number, order: number, cap: number = plan.m - 1): readonly Series[] {
    const { equation, field, m, direction } = plan;
    const ring = this.#world.ring(level);
    const place = placeAt(this.#world, field, base);
    const cauchy: Source = (_evaluator, _field, b, l, o) => this.#cauchy(plan, { base: b, level: l, order: o }, m - 1);
    const bumped: Source = (_evaluator, _field, b, l, o) => this.#bumped(plan, { base: b, level: l, order: o });
    const sources = m === 0 ? [this.#constant(0), this.#constant(1)] : [cauchy, bumped];
    const [low, high] = sources.map((source) =>
      residual(equation, this.#variant(cap, [field.name, source]), place, level, order));
    if (low === undefined || high === undefined) throw new TypeError('no slope');
    return low.entries.map((entry, k) => {
      const difference = ring.subtract(high.entries[k] ?? entry, entry);
      return m === 0 ? difference : withoutSlot(this.#world, field, difference, direction, level);
    });
  }

  /** The Cauchy data plus s^m/m! in every component that the equation determines. */
  #bumped(plan: Plan, about: About): Tensor {
    const { level, order } = about;
    const ring = this.#world.ringOver(level, about.base(level).length);
    const data = this.#cauchy(plan, about, plan.m - 1);
    const factor = ring.constant(factorialRatio(0, plan.m, ring.prime), 0);
    const bump = lifted(ring, ring.constant(0, order), factor, plan.direction, plan.m, order);
    const { sizes } = this.#bare().evaluate(plan.equation.left, this.#world.root, MAIN, 0);
    const bumps = { sizes, entries: indicesOf(sizes).map(() => bump) };
    return replacedEntries(data, bumps, (entry, k) => ring.add(entryFor(data, bumps, k), entry));
  }
}

/** Time first, then other scalars, then the first component of a vector. */
const rank = (v: Variable): number => (v.name === 't' ? 0 : v.space === null ? 1 : 2);

/** The fields an equation may be solved for: the named one, or all in the order of the text. */
const candidates = ({ solvedFor, left, right }: Equation): readonly Field[] =>
  solvedFor === undefined ? fieldsOf([left, right]) : [solvedFor];

/** Whether a solved field has its declared symmetry and sign. A wrong sign is bad luck, and drawn again. */
const isAsDeclared = (field: Field, evaluator: Evaluator): boolean => {
  const args = field.slots.map((variable): Expression => ({ kind: 'variable', variable }));
  const { world } = evaluator;
  const ring = world.ring(MAIN);
  const value = evaluator.evaluate({ kind: 'field', field, args }, world.root, MAIN, 1);
  const constant = value.entries[0]?.[0] ?? 0;
  const positive = field.sign === 'positive' || field.sign === 'nonnegative';
  const signed = value.sizes.length === 0 && field.sign !== 'any' && field.sign !== 'nonzero';
  if (signed && !isSquare(positive ? constant : (ring.prime - constant) % ring.prime, ring.prime)) {
    throw new Unlucky(`${field.name} has the wrong sign`, ring.prime);
  }
  if (field.symmetry === 'none') return true;
  const other = transposed(value).entries;
  const sign = field.symmetry === 'antisymmetric' ? 1 : ring.prime - 1;
  const rests = value.entries.map((entry, k) => ring.add(entry, ring.scale(other[k] ?? entry, sign)));
  return rests.every((rest) => rest.every((c) => c === 0));
};
