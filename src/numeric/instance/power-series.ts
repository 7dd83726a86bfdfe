/**
 * Fields that satisfy equations, as power series: the functions of an instance where no closed form is known.
 *
 * H[F] = 0 is solved for a derivative ∂_s^m F that it is affine in. The powers of s below m are data: the closed form of the
 * same field. The coefficient of s^k follows from those below: with F known below s^k, the coefficient r of s^(k−m) in H[F] is
 * affine in that of s^k in F, with the slope a = H[F + s^m/m!] − H[F] at s = 0, so F_k = −(r/a) (k−m)!/k! (Cauchy and
 * Kovalevskaya; for m = 1 and s = t this is Picard's iteration u ← u − ∫ H[u]/a ds). With m = 0 the equation gives F itself.
 *
 * About every point that is asked for, the series belongs to the solution with these data there. Over balls each
 * coefficient encloses the exact one, since each is a formula in the data. Where the result of two equations matters to a
 * third, it is computed when it is asked for; equations that need one another are raised together (see `groupsOf`).
 *
 * Errors: NumericError 'not-applicable' for more derivatives than series can hold, 'singular-matrix' where the slope may be
 * zero at a point, 'vanished' where a defined field has not the sign that it is declared with.
 */
import type { Expression, Field } from '../../kernel/expression.ts';
import { rational } from '../../kernel/rational.ts';
import { evaluate, evaluateAll } from '../evaluate/evaluate.ts';
import type { Series, World } from '../evaluate/world.ts';
import { NumericError } from '../numeric-error.ts';
import { seriesOver } from '../taylor/series.ts';
import { placeOf } from './place.ts';
import type { Plan, SizeOf } from './plan.ts';
import { groupsOf } from './plan.ts';
import { cut, fallingFactorial, ownPlaces, replaced } from './plan-values.ts';
import { coefficientOf, embedded, upToPower, withPower } from './powers-of-one-variable.ts';
import { Remembered } from './remembered.ts';
import { hasSign } from './signs.ts';

/** field = value where its time is `time`. */
export interface Pin {
  readonly field: Field;
  readonly time: Expression;
  readonly value: Expression;
}

/** To which power of its direction each group of fields is known; missing: to every power. */
type Caps = ReadonlyMap<number, number>;

type Source<Value> = (field: Field, point: readonly Value[], order: number) => readonly Series<Value>[];

export class PowerSeries<Value> {
  readonly #base: World<Value>;
  readonly #plans: ReadonlyMap<string, Plan>;
  readonly #pins: readonly Pin[];
  readonly #groups: ReadonlyMap<string, number>;
  readonly #worlds = new Map<string, World<Value>>();
  readonly #added: Remembered<Value>;
  readonly #sizeOf: SizeOf;

  constructor(base: World<Value>, plans: readonly Plan[], pins: readonly Pin[]) {
    this.#base = base;
    this.#plans = new Map(plans.map((plan) => [plan.field.name, plan]));
    this.#pins = pins;
    this.#groups = groupsOf(plans);
    this.#sizeOf = base.dimensionOf;
    this.#added = new Remembered(base.arithmetic);
  }

  /** All fields, those that are solved for among them; those that evolve in time to the power `time` of it. */
  world(time: number = Infinity): World<Value> {
    const caps = new Map<number, number>();
    if (time < Infinity) {
      for (const plan of this.#plans.values()) {
        if (plan.slot?.name === 't') caps.set(this.#groupOf(plan), time);
      }
    }
    return this.#worldWith(caps);
  }

  /** H[F + s^m/m!] − H[F] at a point, component by component; only where the plan has no plain slope. */
  slopeAt(plan: Plan, point: readonly Value[]): readonly Value[] {
    return this.#slope(plan, point, 0, new Map()).map((series) => series[0] as Value);
  }

  #groupOf(plan: Plan): number {
    return this.#groups.get(plan.field.name) ?? 0;
  }

  #worldWith(caps: Caps): World<Value> {
    const key = keyOf(caps);
    const known = this.#worlds.get(key);
    if (known !== undefined) return known;
    const made = this.#variant(caps, null);
    this.#worlds.set(key, made);
    return made;
  }

  #variant(caps: Caps, other: { readonly name: string; readonly source: Source<Value> } | null): World<Value> {
    const remembered = new Remembered(this.#base.arithmetic);
    const compute: Source<Value> = (field, point, order) => {
      if (field.name === other?.name) return other.source(field, point, order);
      const plan = this.#plans.get(field.name);
      return plan === undefined ? this.#base.field(field, point, order) : this.#solved(plan, point, order, caps);
    };
    return { ...this.#base, field: (field, point, order) => remembered.of(field.name, point, order, () => compute(field, point, order)) };
  }

  #solved(plan: Plan, point: readonly Value[], order: number, caps: Caps): readonly Series<Value>[] {
    if (plan.degree === 0) return this.#defined(plan, point, order, caps);
    const power = Math.min(caps.get(this.#groupOf(plan)) ?? Infinity, order);
    return power < plan.degree ? this.#data(plan, point, order, power) : this.#raised(plan, point, order, power, caps);
  }

  /** The free powers of s, up to s^power. */
  #data(plan: Plan, point: readonly Value[], order: number, power: number): readonly Series<Value>[] {
    const free = this.#pinned(plan, point, order) ?? this.#base.field(plan.field, point, order);
    return free.map((series) => upToPower(series, point.length, plan.direction, power, order, this.#base.arithmetic));
  }

  /** The data at the one time at which they are given; null at any other. */
  #pinned(plan: Plan, point: readonly Value[], order: number): readonly Series<Value>[] | null {
    if (plan.slot === null || plan.degree !== 1) return null;
    for (const pin of this.#pins) {
      if (pin.field.name !== plan.field.name) continue;
      const world = this.#worldWith(new Map());
      const [time] = evaluate(pin.time, world, placeOf([], []), 0);
      if (time === undefined || !this.#mayMeet(time[0] as Value, point[plan.direction] as Value)) continue;
      return evaluate(pin.value, world, placeOf(plan.field.slots, this.#values(plan, point)), order);
    }
    return null;
  }

  #mayMeet(a: Value, b: Value): boolean {
    const { approximate, subtract } = this.#base.arithmetic;
    return approximate !== undefined && Math.abs(approximate(subtract(a, b))) < 1e-12;
  }

  /** The point, in lists: one a variable. */
  #values(plan: Plan, point: readonly Value[]): readonly (readonly Value[])[] {
    return cut(plan.field.slots, point, this.#sizeOf);
  }

  /** The solution up to s^power, from the one below. */
  #raised(plan: Plan, point: readonly Value[], order: number, power: number, caps: Caps): readonly Series<Value>[] {
    const { degree, direction } = plan;
    const below = this.#worldWith(new Map(caps).set(this.#groupOf(plan), power - 1));
    const rest = this.#residual(plan, below, plan.field.slots, this.#values(plan, point), order - degree);
    const lower = below.field(plan.field, point, order);
    const coefficients = this.#next(plan, rest, point, order, power, caps);
    return replaced(lower, plan.components, (series, k) =>
      withPower(series, coefficients[k] as Series<Value>, point.length, direction, power, order, this.#base.arithmetic));
  }

  /** −(r/a) (k−m)!/k!, k the power. */
  #next(
    plan: Plan, rest: readonly Series<Value>[], point: readonly Value[], order: number, power: number, caps: Caps,
  ): readonly Series<Value>[] {
    const { arithmetic } = this.#base;
    const algebra = seriesOver(arithmetic, point.length);
    const across = rest.map((series) =>
      coefficientOf(series, point.length, plan.direction, power - plan.degree, order - power, arithmetic));
    const weight = arithmetic.fromRational(rational(-1n, fallingFactorial(power, plan.degree)));
    if (plan.slope !== null) return across.map((series) => algebra.scale(series, plan.slope === 1 ? weight : arithmetic.negate(weight)));
    const slopes = this.#slope(plan, point, order - power, caps);
    return across.map((series, k) => algebra.scale(algebra.divide(series, slopes[k] as Series<Value>), weight));
  }

  #residual(
    plan: Plan, world: World<Value>, variables: Plan['variables'], values: readonly (readonly Value[])[], order: number,
  ): readonly Series<Value>[] {
    const place = placeOf(variables, values);
    const [left, right] = evaluateAll([plan.equation.left, plan.equation.right], world, place, order);
    const algebra = seriesOver(this.#base.arithmetic, values.flat().length);
    if (left === undefined || right === undefined) throw new TypeError('an equation without sides');
    return left.map((series, k) => algebra.subtract(series, right[k] as Series<Value>));
  }

  /** H[F + s^m/m!] − H[F], as far as it does not depend on s. */
  #slope(plan: Plan, point: readonly Value[], order: number, caps: Caps): readonly Series<Value>[] {
    const { arithmetic } = this.#base;
    const below = new Map(caps).set(this.#groupOf(plan), plan.degree - 1);
    const data: Source<Value> = (_, p, o) => this.#data(plan, p, o, plan.degree - 1);
    const raised: Source<Value> = (_, p, o) => replaced(data(plan.field, p, o), plan.components, (series) => o < plan.degree ? series
      : withPower(series, [arithmetic.fromRational(rational(1n, fallingFactorial(plan.degree, plan.degree)))], p.length, plan.direction, plan.degree, o, arithmetic));
    const [low, high] = [data, raised].map((source) =>
      this.#residual(plan, this.#variant(below, { name: plan.field.name, source }), plan.field.slots, this.#values(plan, point), order));
    return this.#difference(plan, low ?? [], high ?? [], point.length).map((series) =>
      coefficientOf(series, point.length, plan.direction, 0, order, arithmetic));
  }

  #difference(plan: Plan, low: readonly Series<Value>[], high: readonly Series<Value>[], variables: number): readonly Series<Value>[] {
    const { arithmetic } = this.#base;
    const algebra = seriesOver(arithmetic, variables);
    return low.map((series, k) => {
      const slope = algebra.subtract(high[k] as Series<Value>, series);
      if (mayVanish(arithmetic.approximate?.(slope[0] as Value))) {
        throw new NumericError('singular-matrix', `the equation ${plan.equation.name} does not determine ${plan.field.name} here`, 'take another point');
      }
      return slope;
    });
  }

  /** The field itself: base + w. */
  #defined(plan: Plan, point: readonly Value[], order: number, caps: Caps): readonly Series<Value>[] {
    const { arithmetic } = this.#base;
    const places = ownPlaces(plan, this.#sizeOf);
    const own = places.map((k) => point[k] as Value);
    // A field of more variables is asked for at many points that differ in these alone.
    const added = this.#added.of(`${plan.field.name}|${keyOf(caps)}`, own, order, () => this.#missing(plan, own, order, caps));
    const whole = seriesOver(arithmetic, point.length);
    const result = replaced(this.#start(plan, plan.field, point, order), plan.components, (series, k) =>
      whole.add(series, embedded(added[k] as Series<Value>, places, point.length, order, arithmetic)));
    if (!hasSign(plan.field.sign, result, arithmetic)) {
      throw new NumericError('vanished', `${plan.field.name} has not the sign that is declared`, 'take another instance or point');
    }
    return result;
  }

  /** w = −H[base]/(H[base + 1] − H[base]), out of an equation that is affine in the field. */
  #missing(plan: Plan, own: readonly Value[], order: number, caps: Caps): readonly Series<Value>[] {
    const { arithmetic } = this.#base;
    const values = cut(plan.variables, own, this.#sizeOf);
    const algebra = seriesOver(arithmetic, own.length);
    const shift = (by: Value): Source<Value> => (field, p, o) => replaced(this.#start(plan, field, p, o), plan.components, (series) =>
      series.map((c, m) => (m === 0 ? arithmetic.add(c, by) : c)));
    const at = (by: Value): readonly Series<Value>[] =>
      this.#residual(plan, this.#variant(caps, { name: plan.field.name, source: shift(by) }), plan.variables, values, order);
    const rest = at(arithmetic.zero);
    if (plan.slope !== null) return rest.map((series) => (plan.slope === 1 ? algebra.negate(series) : series));
    return this.#difference(plan, rest, at(arithmetic.one), own.length).map((slope, k) => algebra.negate(algebra.divide(rest[k] as Series<Value>, slope)));
  }

  /** What is added to: nothing, where the equation gives the whole field; else its closed form. */
  #start(plan: Plan, field: Field, point: readonly Value[], order: number): readonly Series<Value>[] {
    const free = this.#base.field(field, point, order);
    return plan.slope === null ? free : replaced(free, plan.components, (series) => series.map(() => this.#base.arithmetic.zero));
  }
}

const keyOf = (caps: Caps): string => [...caps].sort(([a], [b]) => a - b).map((entry) => entry.join(':')).join();

const mayVanish = (slope: number | undefined): boolean => slope === undefined || !(Math.abs(slope) > 1e-6);
