/**
 * A solved world: every symbol of a document as numbers, on one resolution. Free functions have closed forms; densities,
 * expectations, values and assumed evolutions are solved for when they are first asked for, and then read off their grids.
 *
 * The same setting at several resolutions gives figures of which the order can be observed. What does not depend on the grid (closed
 * forms, functions of time alone) is the same in all of them.
 *
 * Errors: NumericError by name, with the field that could not be solved for.
 */
import { fieldsIn } from '../../calculus/dependence.ts';
import type { Expression, Field } from '../../kernel/expression.ts';
import type { Process } from '../../language/statement.ts';
import { DOUBLES } from '../arithmetic/doubles.ts';
import { worldOf } from '../evaluate/closed-form.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import type { Series, World } from '../evaluate/world.ts';
import { NumericError } from '../numeric-error.ts';
import { solveDensity } from './density.ts';
import { solveEvolution } from './evolution.ts';
import { solveExpectation } from './expectation.ts';
import { solveOrdinary } from './ordinary.ts';
import type { Plan, Plans } from './plan.ts';
import { plansOf } from './plan.ts';
import { isPlane, solvePlaneValue } from './plane-value.ts';
import type { ProcessTables } from './process-tables.ts';
import { processTables } from './process-tables.ts';
import type { Resolution, Setting } from './setting.ts';
import { resolutionsFor } from './setting.ts';
import type { SpaceTime } from './space-time.ts';
import { solveStationary } from './stationary.ts';
import { solveValue } from './value.ts';

export interface SolvedWorld extends World<number> {
  readonly setting: Setting;
  readonly plans: Plans;
  readonly resolution: Resolution;
  /** What does not depend on the grid is solved for less accurately here, so that its error shows. */
  readonly isCoarsest: boolean;
  /** The functions of a field's components on their grids; throws for one that is not solved for. */
  readonly solved: (field: Field) => readonly SpaceTime[];
  readonly tablesOf: (process: Process) => ProcessTables;
  /** Makes what a right-hand side gives for a field, once for all resolutions where nothing else in it depends on the grid. */
  readonly shared: <Made>(field: string, rate: Expression, make: () => Made) => Made;
  /** Whether what an expression is depends on the resolution. */
  readonly isOnGrid: (...expressions: readonly Expression[]) => boolean;
  /** Whether some field in it is solved for at all, on a grid or in time. */
  readonly isSolved: (...expressions: readonly Expression[]) => boolean;
}

/** One world a resolution, the coarsest first. */
export const solvedWorlds = (setting: Setting): readonly SolvedWorld[] => {
  const plans = plansOf(setting.document);
  const shared: Shared = { processes: new WeakMap(), ordinary: new Map(), rates: new Map() };
  return resolutionsFor(setting.dimension).map((resolution, k) => new OneWorld(setting, plans, resolution, shared, k === 0));
};

/** What all resolutions have in common. */
interface Shared {
  readonly rates: Map<string, unknown>;
  readonly processes: WeakMap<Process, ProcessTables>;
  /** By whether they are those of the coarsest grid. */
  readonly ordinary: Map<boolean, ReadonlyMap<string, readonly SpaceTime[]>>;
}

class OneWorld implements SolvedWorld {
  readonly arithmetic = DOUBLES;
  readonly setting: Setting;
  readonly plans: Plans;
  readonly resolution: Resolution;
  readonly isCoarsest: boolean;
  readonly #closed: World<number>;
  readonly #shared: Shared;
  readonly #processes = new WeakMap<Process, ProcessTables>();
  readonly #known = new Map<string, readonly SpaceTime[] | NumericError>();
  readonly #begun = new Set<string>();

  constructor(setting: Setting, plans: Plans, resolution: Resolution, shared: Shared, isCoarsest: boolean) {
    this.setting = setting;
    this.plans = plans;
    this.resolution = resolution;
    this.isCoarsest = isCoarsest;
    this.#shared = shared;
    this.#closed = worldOf(setting.instance, DOUBLES);
  }

  dimensionOf: World<number>['dimensionOf'] = (space) => this.#closed.dimensionOf(space);

  parameter: World<number>['parameter'] = (parameter) => this.setting.tied.get(parameter.name) ?? this.#closed.parameter(parameter);

  field: World<number>['field'] = (field, point, order): readonly Series<number>[] => {
    const plan = this.plans.byField.get(field.name);
    if (plan === undefined) return this.#closed.field(field, point, order);
    if (plan.kind === 'definition') return this.#defined(plan.field, plan.value, point, order);
    return this.solved(field).map((component) => component.taylor(point, order));
  };

  #defined(field: Field, value: Expression, point: readonly number[], order: number): readonly Series<number>[] {
    let next = 0;
    const place = field.slots.map((variable) => {
      const start = next;
      next += variable.space === null ? 1 : this.dimensionOf(variable.space);
      return { variable, values: point.slice(start, next) };
    });
    return evaluateAll([value], this, place, order)[0] ?? [];
  }

  solved = (field: Field): readonly SpaceTime[] => {
    const old = this.#known.get(field.name);
    if (old instanceof NumericError) throw old;
    if (old !== undefined) return old;
    const plan = this.plans.byField.get(field.name);
    if (plan === undefined) throw new NumericError('not-applicable', `${field.name} is chosen, not solved for`, 'ask for its closed form');
    if (this.#begun.has(field.name)) {
      throw new NumericError('not-applicable', `${field.name} depends on itself through other unknowns`, 'state one of them in closed form');
    }
    this.#begun.add(field.name);
    try {
      const made = this.#solve(plan, field);
      this.#known.set(field.name, made);
      return made;
    } catch (error) {
      if (!(error instanceof NumericError)) throw error;
      const named = new NumericError(error.fault, `${field.name} is not solved for: ${error.message.slice(0, -error.advice.length - 2)}`, error.advice);
      this.#known.set(field.name, named);
      throw named;
    } finally {
      this.#begun.delete(field.name);
    }
  };

  #solve(plan: Plan, field: Field): readonly SpaceTime[] {
    switch (plan.kind) {
      case 'density': return [solveDensity(this, plan.declaration)];
      case 'stationary': return [solveStationary(this, plan.declaration)];
      case 'expectation': return [solveExpectation(this, plan.declaration)];
      case 'value': return [isPlane(this, plan.declaration.problem) ? solvePlaneValue(this, plan.declaration) : solveValue(this, plan.declaration)];
      case 'ordinary': return this.#ordinary(field);
      case 'evolution': return [solveEvolution(this, plan.field, plan.rate)];
      case 'definition': throw new NumericError('not-applicable', `${field.name} is defined, not solved for`, 'evaluate its definition');
      case 'unmet': throw new NumericError('not-applicable', plan.reason, 'state it as an evolution equation');
    }
  }

  /** All functions of time alone are solved for together, once for all resolutions but the coarsest. */
  #ordinary(field: Field): readonly SpaceTime[] {
    const all = this.#shared.ordinary.get(this.isCoarsest) ?? solveOrdinary(this);
    this.#shared.ordinary.set(this.isCoarsest, all);
    const found = all.get(field.name);
    if (found !== undefined) return found;
    throw new NumericError('not-applicable', `${field.name} depends on what its equation does not determine`, 'state its equation in functions of time');
  }

  tablesOf = (process: Process): ProcessTables => {
    const free = !this.isOnGrid(...process.blocks.flatMap((b) => [b.drift, ...b.noises.map((n) => n.coefficient)]));
    const kept = free ? this.#shared.processes : this.#processes;
    const old = kept.get(process);
    if (old !== undefined) return old;
    const made = processTables(process, this, this.setting.interval, this.setting.horizon);
    kept.set(process, made);
    return made;
  };

  shared = <Made>(field: string, rate: Expression, make: () => Made): Made => {
    if (this.#some([rate], (plan, name) => name !== field && plan.kind !== 'ordinary' && plan.kind !== 'definition')) return make();
    if (!this.#shared.rates.has(field)) this.#shared.rates.set(field, make());
    return this.#shared.rates.get(field) as Made;
  };

  isOnGrid = (...expressions: readonly Expression[]): boolean => this.#some(expressions, (plan) => plan.kind !== 'ordinary' && plan.kind !== 'definition');

  isSolved = (...expressions: readonly Expression[]): boolean => this.#some(expressions, (plan) => plan.kind !== 'definition');

  #some(expressions: readonly Expression[], test: (plan: Plan, name: string) => boolean, seen: ReadonlySet<string> = new Set()): boolean {
    return [...fieldsIn(...expressions).keys()].some((name) => {
      const plan = this.plans.byField.get(name);
      if (plan === undefined || seen.has(name)) return false;
      return test(plan, name) || (plan.kind === 'definition' && this.#some([plan.value], test, new Set([...seen, name])));
    });
  }
}
