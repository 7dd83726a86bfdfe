/**
 * Random power series that satisfy the hypotheses.
 *
 * A hypothesis H[F] = 0 is solved for one derivative ∂_s^m F that it is affine in. The coefficients of s^0, …, s^{m−1} are random
 * (Cauchy data); those of s^k follow one k after the other: with F known below s^k, the coefficient r of s^{k−m} in H[F]
 * is affine in that of s^k in F with the slope A = H[F + s^m/m!] − H[F] at s = 0, so F_k = −(r/A) (k−m)!/k!. With m = 0 the
 * equation gives F itself. Which s and m, is tried out; that the result satisfies every hypothesis, is checked and
 * not assumed.
 */
import type { Expression, Field, Hypothesis, Variable } from '../kernel/expression.ts';
import type { Goal } from '../kernel/goal.ts';
import type { Base, Source } from './evaluate.ts';
import type { Equation } from './identity.ts';
import { atomOf, Evaluator, freeField } from './evaluate.ts';
import { randomGradient } from './atoms.ts';
import { Refusal, Unlucky } from './outcome.ts';
import { invertModulo, MAIN, multiplyModulo } from './primes.ts';
import type { Monomials } from './monomials.ts';
import type { Series, SeriesRing } from './series.ts';
import type { Tensor } from './tensor.ts';
import { entryAt, indicesOf } from './tensor.ts';
import type { Place, World } from './world.ts';
import { rememberedPlace } from './world.ts';


/** Solve `equation` for the m-th derivative of `field` by the slot variable number `direction`; m = 0: for the field. */
interface Plan {
  readonly equation: Equation;
  readonly field: Field;
  readonly direction: number;
  readonly m: number;
}

const HIGHEST_DERIVATIVE = 4;

/** Fields that hypotheses declare curl-free are gradients. */
export const gradientSources = (hypotheses: readonly Hypothesis[], world: World): Map<string, Source> => {
  const sources = new Map<string, Source>();
  for (const hypothesis of hypotheses) {
    if (hypothesis.kind !== 'curl-free') continue;
    const { field } = hypothesis;
    const fitting = field.slots.filter(({ space }) => space !== null && space === field.shape[0]);
    if (fitting.length !== 1 || field.shape.length !== 1) throw new Refusal(`by which variable ${field.name} is curl-free`);
    const before = field.slots.slice(0, field.slots.findIndex((slot) => slot === fitting[0]));
    const start = before.reduce((sum, slot) => sum + world.size(slot.space), 0);
    sources.set(field.name, (evaluator, of, base, level, order) =>
      randomGradient(evaluator.world, level, atomOf(evaluator.world, of, base(level)), start, order));
  }
  return sources;
};

export interface Solution {
  readonly evaluator: Evaluator;
  /** The names of equations that no solution was found for: the fields are random there, and need not satisfy them. */
  readonly unsolved: readonly string[];
}

/** Random fields that solve the equations, as far as that is possible. */
export const solve = (equations: readonly Equation[], goal: Goal, world: World): Solution => {
  const solver = new Solver(world, gradientSources(goal.hypotheses, world));
  const unsolved = equations.filter((equation) => !solver.add(equation));
  const evaluator = solver.evaluator(Infinity);
  for (const equation of equations) {
    // One equation's solution may spoil another's.
    if (!unsolved.includes(equation) && !holds(equation, evaluator)) throw new Refusal(`no solution was found for ${equation.name}`);
  }
  return { evaluator, unsolved: unsolved.map(({ name }) => name) };
};

/** Whether the fields satisfy an equation, to second order about the root. */
const holds = (equation: Equation, evaluator: Evaluator): boolean =>
  residual(equation, evaluator, evaluator.world.root, MAIN, 2).entries.every((entry) => entry.every((c) => c === 0));

const residual = (equation: Equation, evaluator: Evaluator, place: Place, level: number, order: number): Tensor => {
  const left = evaluator.evaluate(equation.left, place, level, order);
  const right = evaluator.evaluate(equation.right, place, level, order);
  const ring = evaluator.world.ring(level);
  if (left.entries.length !== right.entries.length) throw new TypeError('two sides of different shapes');
  return { sizes: left.sizes, entries: left.entries.map((entry, k) => ring.subtract(entry, right.entries[k] ?? entry)) };
};

class Solver {
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
      if (holds(equation, this.evaluator(Infinity))) return true;
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
    const directions = field.slots.flatMap((slot, k) => [{ slot, start: this.#start(field, k) }])
      .sort((a, b) => rank(a.slot) - rank(b.slot)).map(({ start }) => start);
    for (const direction of directions) {
      for (let m = HIGHEST_DERIVATIVE; m > 0; m--) {
        if (this.#works({ equation, field, direction, m })) return { equation, field, direction, m };
      }
    }
    const definition = { equation, field, direction: 0, m: 0 };
    return this.#works(definition) ? definition : null;
  }

  #start(field: Field, slot: number): number {
    return field.slots.slice(0, slot).reduce((sum, { space }) => sum + this.#world.size(space), 0);
  }

  /** Whether the slope is not zero, with the plan tried out at the root. */
  #works(plan: Plan): boolean {
    const base: Base = (level) => plan.field.slots.flatMap((slot) => {
      const start = this.#world.offset(slot.name);
      return this.#world.root.base(level).slice(start, start + this.#world.size(slot.space));
    });
    try {
      return this.#slope(plan, base, MAIN, 0).every((slope) => slope[0] !== 0);
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
      sources.set(name, (_evaluator, _field, base, level, order) => this.#solve(plan, base, level, order, Math.min(cap, order)));
    }
    if (other !== null) sources.set(other[0], other[1]);
    return new Evaluator(this.#world, sources, this.#parameters);
  }

  #solve(plan: Plan, base: Base, level: number, order: number, cap: number): Tensor {
    const { field, direction, m } = plan;
    if (m === 0) return this.#defined(plan, base, level, order);
    if (cap < m) return this.#cauchy(plan, base, level, order, cap);
    const ring = this.#world.ringOver(level, base(level).length);
    const evaluator = this.evaluator(cap - 1);
    const lower = evaluator.taylor(field, base, level, order);
    const slots = (series: Series): Series => this.#inSlots(field, series, level, order - m);
    const rests = residual(plan.equation, evaluator, this.#place(field, base), level, order - m);
    const slopes = this.#slope(plan, base, level, order - m);
    const weight = factorialRatio(cap - m, cap, ring.prime);
    return this.#changed(lower, rests, (entry, k) => {
      const ratio = ring.multiply(transverse(ring.monomials, slots(entry), direction, cap - m), ring.invert(slots(slopes[k] ?? entry)));
      return lifted(ring, entryOr(lower, rests, k), ring.scale(ratio, ring.prime - weight), direction, cap, order);
    });
  }

  /** Random coefficients below the m-th power of the direction. */
  #cauchy(plan: Plan, base: Base, level: number, order: number, cap: number): Tensor {
    const evaluator = new Evaluator(this.#world, new Map());
    const { monomials } = this.#world.ringOver(level, base(level).length);
    const free = freeField(evaluator, plan.field, base, level, order);
    const entries = free.entries.map((entry) => entry.map((c, i) => ((monomials.exponents[i]?.[plan.direction] ?? 0) <= cap ? c : 0)));
    return { sizes: free.sizes, entries };
  }

  #defined(plan: Plan, base: Base, level: number, order: number): Tensor {
    const ring = this.#world.ring(level);
    const constants = this.#constantField(plan, 0);
    const zero = constants(new Evaluator(this.#world, new Map()), plan.field, base, level, order);
    const rests = residual(plan.equation, this.#variant(Infinity, [plan.field.name, constants]), this.#place(plan.field, base), level, order);
    const slopes = this.#slope(plan, base, level, order);
    return this.#changed(zero, rests, (entry, k) =>
      this.#inSlots(plan.field, ring.scale(ring.multiply(entry, ring.invert(slopes[k] ?? entry)), ring.prime - 1), level, order));
  }

  #constantField(plan: Plan, value: number): Source {
    return (_evaluator, field, base, level, order) => {
      const sizes = field.shape.map((space) => this.#world.size(space));
      const ring = this.#world.ringOver(level, base(level).length);
      return { sizes, entries: indicesOf(sizes).map(() => ring.constant(plan.m === 0 ? value : 0, order)) };
    };
  }

  /** H[F + s^m/m!] − H[F] about the base, component by component, as far as it does not depend on s. */
  #slope(plan: Plan, base: Base, level: number, order: number): readonly Series[] {
    const { equation, field, m, direction } = plan;
    const ring = this.#world.ring(level);
    const place = this.#place(field, base);
    const before: Source = m === 0 ? this.#constantField(plan, 0) : (_e, _f, b, l, o) => this.#cauchy(plan, b, l, o, m - 1);
    const after: Source = m === 0 ? this.#constantField(plan, 1) : (_e, _f, b, l, o) => this.#perturbed(plan, b, l, o);
    const [low, high] = [before, after].map((source) =>
      residual(equation, this.#variant(m - 1, [field.name, source]), place, level, order));
    if (low === undefined || high === undefined) throw new TypeError('no slope');
    return low.entries.map((entry, k) => {
      const difference = ring.subtract(high.entries[k] ?? entry, entry);
      return m === 0 ? difference : this.#withoutDirection(field, difference, direction, level);
    });
  }

  #perturbed(plan: Plan, base: Base, level: number, order: number): Tensor {
    const ring = this.#world.ringOver(level, base(level).length);
    const free = this.#cauchy(plan, base, level, order, plan.m - 1);
    const bump = lifted(ring, ring.constant(0, order), ring.constant(factorialRatio(0, plan.m, ring.prime), 0), plan.direction, plan.m, order);
    const shape = this.#sizesOf(plan);
    return this.#changed(free, { sizes: shape, entries: indicesOf(shape).map(() => bump) }, (_bump, k) =>
      ring.add(entryOr(free, { sizes: shape, entries: [] }, k), bump));
  }

  /** The sizes of the equation, found at the root. */
  #sizesOf(plan: Plan): readonly number[] {
    return new Evaluator(this.#world, this.#free, this.#parameters).evaluate(plan.equation.left, this.#world.root, MAIN, 0).sizes;
  }

  /** `tensor` with the entries that belong to the equation's components replaced. */
  #changed(tensor: Tensor, equation: Tensor, change: (entry: Series, k: number) => Series): Tensor {
    const entries = [...tensor.entries];
    equation.entries.forEach((entry, k) => { entries[placeOf(tensor, equation, k)] = change(entry, k); });
    return { sizes: tensor.sizes, entries };
  }

  /** The root, with the field's own variables at the base of its slots. */
  #place(field: Field, base: Base): Place {
    return rememberedPlace((level) => {
      const all = [...this.#world.root.base(level)];
      let k = 0;
      for (const { name, space } of field.slots) {
        for (let c = 0; c < this.#world.size(space); c++) all[this.#world.offset(name) + c] = base(level)[k++] ?? 0;
      }
      return all;
    });
  }

  /** The displacements of a field's slots among all displacements. */
  #displacements(field: Field): readonly number[] {
    return field.slots.flatMap(({ name, space }) =>
      Array.from({ length: this.#world.size(space) }, (_, c) => this.#world.displacement(name, c) ?? -1));
  }

  /** A series about a place as a polynomial in a field's slots. */
  #inSlots(field: Field, series: Series, level: number, order: number): Series {
    const places = this.#displacements(field);
    const slots = this.#world.ringOver(level, places.length);
    const { monomials } = this.#world.ring(level);
    const result = slots.constant(series[0] ?? 0, order);
    const moved = new Int32Array(result.length);
    for (let i = 1; i < result.length; i++) {
      moved[i] = monomials.times(moved[slots.monomials.parents[i] ?? 0] ?? 0, places[slots.monomials.lasts[i] ?? 0] ?? 0);
      result[i] = series[moved[i] ?? 0] ?? 0;
    }
    return result;
  }

  #withoutDirection(field: Field, series: Series, direction: number, level: number): Series {
    const v = this.#displacements(field)[direction] ?? 0;
    const { monomials } = this.#world.ring(level);
    return series.map((c, i) => ((monomials.exponents[i]?.[v] ?? 0) === 0 ? c : 0));
  }
}

/** Time first, then other scalars, then the first component of a vector. */
const rank = (v: Variable): number => (v.name === 't' ? 0 : v.space === null ? 1 : 2);

/** The fields an equation may be solved for, the named one or those of its left side first. */
const candidates = (equation: Equation): readonly Field[] => {
  if (equation.solvedFor !== undefined) return [equation.solvedFor];
  const found = new Map<string, Field>();
  const visit = (e: unknown): void => {
    if (Array.isArray(e)) return e.forEach(visit);
    if (typeof e !== 'object' || e === null) return;
    if ('kind' in e && e.kind === 'field' && 'field' in e) found.set((e.field as Field).name, e.field as Field);
    Object.values(e).forEach(visit);
  };
  visit(equation.left);
  visit(equation.right);
  return [...found.values()];
};

/** Which entry of a field belongs to an equation's k-th component: the same, its missing slots at their first component. */
const placeOf = (field: Tensor, equation: { readonly sizes: readonly number[] }, k: number): number => {
  const index = indicesOf(equation.sizes)[k] ?? [];
  const full = field.sizes.map((_, slot) => index[slot] ?? 0);
  if (index.length > full.length) throw new Unlucky('an equation with more components than the field', null);
  entryAt(field, full);
  return full.reduce((sum, component, slot) => sum * (field.sizes[slot] ?? 1) + component, 0);
};

const entryOr = (field: Tensor, equation: Tensor, k: number): Series => {
  const entry = field.entries[placeOf(field, equation, k)];
  if (entry === undefined) throw new TypeError('a component that is missing');
  return entry;
};

/** low!/high! modulo p. */
const factorialRatio = (low: number, high: number, p: number): number => {
  let product = 1;
  for (let k = low + 1; k <= high; k++) product = multiplyModulo(product, k, p);
  return invertModulo(product, p);
};

/** The coefficient of s^power, as a series in the other variables. */
const transverse = (
  monomials: Monomials, series: Series, s: number, power: number,
): Series => {
  const result = new Float64Array(series.length);
  series.forEach((c, i) => {
    const exponents = monomials.exponents[i];
    if (c === 0 || exponents === undefined || exponents[s] !== power) return;
    let place = 0;
    exponents.forEach((e, v) => { for (let k = 0; k < e && v !== s; k++) place = monomials.times(place, v); });
    result[place] = c;
  });
  return result;
};

/** series + s^power · factor, to the order. */
const lifted = (
  ring: SeriesRing, series: Series, factor: Series, s: number, power: number, order: number,
): Series => {
  const result = series.slice();
  factor.forEach((c, i) => {
    if (c === 0 || (ring.monomials.degrees[i] ?? 0) + power > order) return;
    let place = i;
    for (let k = 0; k < power; k++) place = ring.monomials.times(place, s);
    result[place] = ((result[place] ?? 0) + c) % ring.prime;
  });
  return result;
};
