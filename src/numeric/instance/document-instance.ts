/**
 * A random instance of the symbols of a document in which every hypothesis holds.
 *
 * Free functions are closed forms of a family; curl-free fields are gradients; every other hypothesis is an equation that is solved as a power
 * series (`power-series.ts`), for the field that it names or for any other that is still free; equations between parameters
 * are solved for one of them. Each solution is verified: the residual of its equation, in balls about a point, must contain
 * zero and be narrow.
 *
 * Errors: NumericError 'no-convergence' where no solution was found for a hypothesis, with its name; others from the parts.
 */
import { fieldsIn, subexpressions } from '../../calculus/dependence.ts';
import type { Expression, Field, Space, Variable } from '../../kernel/expression.ts';
import { partsOf, subtract } from '../../kernel/expression.ts';
import type { Ball } from '../arithmetic/balls.ts';
import { BALLS } from '../arithmetic/balls.ts';
import { DOUBLES } from '../arithmetic/doubles.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import type { World } from '../evaluate/world.ts';
import type { Drawn } from '../families/document.ts';
import { documentFamily } from '../families/document.ts';
import { drawnFrom } from '../families/drawing.ts';
import type { Temperament } from '../families/fields.ts';
import { sizeOf } from '../families/form.ts';
import { NumericError } from '../numeric-error.ts';
import type { Stream } from '../random/stream.ts';
import { worldOfDrawn } from './drawn-world.ts';
import type { Equation } from './equation.ts';
import { candidatesOf, freeVariables } from './equation.ts';
import { solveForParameters } from './parameter-equation.ts';
import { placeOf } from './place.ts';
import type { Plan, SizeOf } from './plan.ts';
import { plansFor } from './plan.ts';
import type { Demand } from './demand.ts';
import { divergenceFreeIn, symbolsOf } from './demand.ts';
import { drawPoint } from './point.ts';
import type { Pin } from './power-series.ts';
import { PowerSeries } from './power-series.ts';
import { hasSymmetry } from './signs.ts';

export interface Configuration {
  readonly spaces: ReadonlyMap<Space, number>;
  readonly temperament: Temperament;
  /** Scalars in their controls: concave, so that maxima exist. */
  readonly concave: boolean;
}

export interface DocumentInstance {
  readonly drawn: Drawn;
  readonly configuration: Configuration;
  readonly series: PowerSeries<Ball>;
  /** The same in doubles, without bounds: for quadrature. */
  readonly inDoubles: () => PowerSeries<number>;
  /** The names of the fields that are power series. */
  readonly solved: ReadonlySet<string>;
}

/** Numbers and free functions, of which nothing is demanded yet but what their declarations say. */
export const drawSymbols = (demand: Demand, { spaces, temperament, concave }: Configuration, stream: Stream): Drawn => {
  const family = documentFamily(symbolsOf(demand, spaces), spaces, temperament, concave);
  return family.build(drawnFrom(family.choices, stream));
};

/** The instance with these data, verified at the point of `probe`. Throws a NumericError where no solution of a hypothesis is found. */
export const instanceWith = (demand: Demand, configuration: Configuration, drawn: Drawn, probe: Stream): DocumentInstance =>
  new Builder(demand, configuration, drawn, probe).instance();

/** Draws an instance. */
export const drawInstance = (demand: Demand, configuration: Configuration, stream: Stream): DocumentInstance =>
  instanceWith(demand, configuration, drawSymbols(demand, configuration, stream), stream.split(0));

class Builder {
  readonly #demand: Demand;
  readonly #configuration: Configuration;
  readonly #drawn: Drawn;
  readonly #probe: Stream;
  readonly #adjusted = new Map<string, readonly Ball[]>();
  readonly #plans: Plan[] = [];
  readonly #pins: Pin[];

  constructor(demand: Demand, configuration: Configuration, drawn: Drawn, probe: Stream) {
    this.#demand = demand;
    this.#configuration = configuration;
    this.#drawn = drawn;
    this.#probe = probe;
    this.#pins = [...demand.pins];
  }

  instance(): DocumentInstance {
    const equations = this.#demand.hypotheses.filter((h) => h.kind === 'equation' && divergenceFreeIn(h) === null) as readonly Equation[];
    const [constant, others] = parted(equations, (e) => isConstant(e));
    const [pinned, fields] = parted(others, (e) => pinOf(e) !== null);
    for (const e of constant) this.#adjust(e);
    for (const e of fields) this.#plan(e);
    for (const e of pinned) this.#pin(e);
    const series = this.#series(this.#plans);
    for (const e of fields) this.#verify(e, series);
    return {
      drawn: this.#drawn, configuration: this.#configuration, series, solved: new Set(this.#plans.map((p) => p.field.name)),
      inDoubles: () => new PowerSeries(worldOfDrawn(this.#drawn, DOUBLES, this.#adjustedDoubles()), this.#plans, this.#pins),
    };
  }

  #adjustedDoubles(): ReadonlyMap<string, readonly number[]> {
    return new Map([...this.#adjusted].map(([name, values]) => [name, values.map((v) => v.value)]));
  }

  #size: SizeOf = (space) => sizeOf(space, this.#configuration.spaces);

  #base(): World<Ball> {
    return worldOfDrawn(this.#drawn, BALLS, this.#adjusted);
  }

  #series(plans: readonly Plan[]): PowerSeries<Ball> {
    return new PowerSeries(this.#base(), plans, this.#pins);
  }

  /** An equation between parameters. */
  #adjust(equation: Equation): void {
    const found = solveForParameters(equation, this.#base(), this.#demand.parameters, new Set(this.#adjusted.keys()));
    for (const [name, values] of found) this.#adjusted.set(name, values);
  }

  /** A value at one time: of a field that evolves it is data; otherwise it says what a parameter is. */
  #pin(equation: Equation): void {
    const pin = pinOf(equation) as Pin;
    if (this.#plans.some((p) => p.field.name === pin.field.name)) {
      this.#pins.push(pin);
      return;
    }
    if (pin.value.kind !== 'parameter') throw unsolved(equation);
    const [value] = evaluateAll([equation.left], this.#series(this.#plans).world(), placeOf([], []), 0);
    this.#adjusted.set(pin.value.parameter.name, (value ?? []).map((series) => series[0] as Ball));
  }

  #plan(equation: Equation): void {
    let problem: NumericError | null = null;
    for (const plan of this.#plansFor(equation)) {
      try {
        // A plain term determines its field whatever the rest is; the end verifies it with all others.
        if (plan.slope === null) this.#verify(equation, this.#series([...this.#plans, plan]));
        this.#plans.push(plan);
        return;
      } catch (error) {
        if (!(error instanceof NumericError)) throw error;
        problem ??= error;
      }
    }
    throw problem ?? unsolved(equation);
  }

  /** Plain ones first, then what is added to a field of more variables, then all others. */
  #plansFor(equation: Equation): readonly Plan[] {
    const all = candidatesOf(equation).filter((field) => !this.#plans.some((p) => p.field.name === field.name) && !this.#isGradient(field))
      .flatMap((field) => plansFor(equation, field, this.#size));
    const rank = (plan: Plan): number => (plan.slope !== null ? 0 : plan.degree === 0 && plan.variables.length < plan.field.slots.length ? 1 : 2);
    return [...all].sort((a, b) => rank(a) - rank(b));
  }

  #isGradient(field: Field): boolean {
    return this.#demand.hypotheses.some((h) => h.kind === 'curl-free' && h.field.name === field.name);
  }

  /** The equation holds about a point, and what it is solved for has its declared symmetry. */
  #verify(equation: Equation, series: PowerSeries<Ball>): void {
    const variables = freeVariables(equation);
    const values = drawPoint(variables, this.#size, this.#probe).map((list) => list.map((v) => BALLS.fromNumber(v)));
    const world = series.world(1);
    const place = placeOf(variables, values);
    const [difference] = evaluateAll([subtract(equation.left, equation.right)], world, place, 0);
    for (const entry of difference ?? []) for (const c of entry) if (!isNarrowZero(c)) throw unsolved(equation);
    for (const field of fieldsIn(equation.left, equation.right).values()) {
      if (field.symmetry === 'none' || variables.length === 0) continue;
      const point = drawPoint(field.slots, this.#size, this.#probe).flat().map((v) => BALLS.fromNumber(v));
      const entries = world.field(field, point, 1);
      // Its derivatives have the symmetry, too.
      const isSymmetric = (entries[0] ?? []).every((_, m) =>
        hasSymmetry(field.symmetry, entries.map((series) => series[m] as Ball), this.#size(field.shape[0] ?? 'n')));
      if (!isSymmetric) throw unsolved(equation);
    }
  }
}

/** Contains zero, and is narrow enough to say something. */
const isNarrowZero = (c: Ball): boolean => Math.abs(c.value) <= c.radius && c.radius < 1e-5;

const unsolved = (equation: Equation): NumericError =>
  new NumericError('no-convergence', `no instance was found in which the hypothesis ${equation.name} holds`, 'state it as an equation for a leading derivative');

const parted = <T>(all: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] =>
  [all.filter(test), all.filter((item) => !test(item))];

/** Without fields and variables. */
const isConstant = ({ left, right }: Equation): boolean =>
  [left, right].every((side) => [...subexpressions(side)].every((part) => part.kind !== 'field' && part.kind !== 'variable'));

/** field(x, T) = value, all arguments but the time its own. */
const pinOf = ({ left, right }: Equation): Pin | null => {
  if (left.kind !== 'field') return null;
  let time: Expression | null = null;
  for (const [k, slot] of left.field.slots.entries()) {
    const argument = left.args[k] as Expression;
    if (argument.kind === 'variable' && argument.variable.name === slot.name) continue;
    if (slot.name !== 't' || slot.space !== null || !isFixed(argument)) return null;
    time = argument;
  }
  return time === null ? null : { field: left.field, time, value: right };
};

const isFixed = (e: Expression): boolean => e.kind !== 'variable' && e.kind !== 'field' && partsOf(e).every(isFixed);

/** Values of all the variables of a place, from one point of the instance: each variable has the same value in every claim. */
export const pointOf = (variables: readonly Variable[], configuration: Configuration, stream: Stream): readonly (readonly number[])[] =>
  drawPoint(variables, (space) => sizeOf(space, configuration.spaces), stream);
