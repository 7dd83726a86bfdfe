/**
 * A setting: numbers and functions for every symbol of a document, over any arithmetic.
 *
 * A symbol is given in one of four ways: drawn freely (a sum of ridge functions, or constants); as closed formulas; by a formula
 * of the document's own language in its other symbols; or as a function of time that a solver has computed.
 */
import type { Expression, Field, Parameter, Space, Variable } from '../../src/kernel/expression.ts';
import type { Document } from '../../src/language/statement.ts';
import type { Arithmetic } from '../../src/numeric/arithmetic/arithmetic.ts';
import { evaluateAll } from '../../src/numeric/evaluate/evaluate.ts';
import type { Series, World } from '../../src/numeric/evaluate/world.ts';
import type { Drawn } from '../../src/numeric/families/document.ts';
import { worldOfDrawn } from '../../src/numeric/instance/drawn-world.ts';
import type { ClosedForm } from '../../src/numeric/instance/instance.ts';
import type { OfTime } from './solved-in-time.ts';
import { seriesAt } from './solved-in-time.ts';

export interface Setting {
  readonly document: Document;
  readonly dimension: number;
  readonly spaces: ReadonlyMap<Space, number>;
  readonly drawn: Drawn;
  readonly closed: ReadonlyMap<string, ClosedForm>;
  readonly formulas: ReadonlyMap<string, Expression>;
  readonly solved: ReadonlyMap<string, OfTime>;
}

const REMEMBERED = 6;

/** The world of a setting. A field at a point is computed once as long as it is asked for. */
export const worldOf = <Value>(setting: Setting, arithmetic: Arithmetic<Value>): World<Value> => {
  const base = worldOfDrawn(setting.drawn, arithmetic);
  const alike = arithmetic.alike ?? Object.is;
  const recent = new Map<string, { readonly point: readonly Value[]; readonly order: number; readonly series: readonly Series<Value>[] }[]>();
  const world: World<Value> = {
    ...base,
    parameter: (parameter: Parameter) => {
      const formula = setting.formulas.get(parameter.name);
      return formula === undefined ? base.parameter(parameter) : constants(formula, world);
    },
    field: (field, point, order) => {
      const known = recent.get(field.name) ?? [];
      recent.set(field.name, known);
      const old = known.find((k) => k.order === order && k.point.every((value, i) => alike(value, point[i] as Value)));
      if (old !== undefined) return old.series;
      const series = fieldOf(setting, world, base, field, point, order);
      known.push({ point, order, series });
      if (known.length > REMEMBERED) known.shift();
      return series;
    },
  };
  return world;
};

const constants = <Value>(formula: Expression, world: World<Value>): readonly Value[] =>
  (evaluateAll([formula], world, [], 0)[0] ?? []).map((series) => series[0] as Value);

const fieldOf = <Value>(
  setting: Setting, world: World<Value>, base: World<Value>, field: Field, point: readonly Value[], order: number,
): readonly Series<Value>[] => {
  const closed = setting.closed.get(field.name);
  if (closed !== undefined) {
    const place = closed.slots.flat().map((variable, k) => ({ variable, values: [point[k] as Value] }));
    return evaluateAll(closed.components, world, place, order).map((entries) => entries[0] as Series<Value>);
  }
  const formula = setting.formulas.get(field.name);
  if (formula !== undefined) return evaluateAll([formula], world, placeOfSlots(field, point, setting), order)[0] ?? [];
  const solved = setting.solved.get(field.name);
  if (solved === undefined) return base.field(field, point, order);
  if (point.length !== 1) throw new TypeError(`${field.name} is solved for as a function of time alone`);
  return seriesAt(solved, point[0] as Value, order, world.arithmetic);
};

/** The slots of a field as variables with their values. */
const placeOfSlots = <Value>(field: Field, point: readonly Value[], setting: Setting): readonly { readonly variable: Variable; readonly values: readonly Value[] }[] => {
  let next = 0;
  return field.slots.map((variable) => {
    const size = sizeOf(variable, setting);
    const values = point.slice(next, next + size);
    next += size;
    return { variable, values };
  });
};

/** The number of components of a space. */
export const sizeOfSpace = (space: Space, { spaces }: Pick<Setting, 'spaces'>): number => {
  const size = spaces.get(space);
  if (size === undefined) throw new TypeError(`an unknown space ${space}`);
  return size;
};

/** The number of components of a variable. */
export const sizeOf = ({ space }: Pick<Variable, 'space'>, setting: Pick<Setting, 'spaces'>): number => (space === null ? 1 : sizeOfSpace(space, setting));
