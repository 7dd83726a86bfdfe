/**
 * Functions of time that a document assumes to solve ordinary differential equations, `assume ∂t P = …`: solved from their value at the
 * start or at the horizon by a Runge–Kutta method of order 8, and kept as Chebyshev series, so that they have derivatives, and values
 * over any arithmetic (Trefethen, Approximation Theory and Approximation Practice, 2013).
 *
 * The right side is evaluated as it is written. Errors: those of the solver; NumericError 'not-applicable' where the document
 * assumes no such equation.
 */
import type { Expression, Field } from '../../src/kernel/expression.ts';
import { T_VARIABLE } from '../../src/kernel/expression.ts';
import type { Document } from '../../src/language/statement.ts';
import type { Arithmetic } from '../../src/numeric/arithmetic/arithmetic.ts';
import { DOUBLES } from '../../src/numeric/arithmetic/doubles.ts';
import type { Series } from '../../src/numeric/evaluate/world.ts';
import type { World } from '../../src/numeric/evaluate/world.ts';
import { evaluateAll } from '../../src/numeric/evaluate/evaluate.ts';
import { fieldsIn } from '../../src/calculus/dependence.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import { dormandPrince } from '../../src/numeric/ode/dormand-prince.ts';
import type { Setting } from './setting.ts';
import { worldOf } from './setting.ts';

export interface Start {
  readonly from: 'start' | 'horizon';
  /** In the document's language. */
  readonly value: Expression;
}

/** Σ c_k T_k(s), s = (2t − a − b)/(b − a), for each component. */
export interface OfTime {
  readonly start: number;
  readonly end: number;
  readonly coefficients: readonly Float64Array[];
}

const NODES = 56;
/** Places are drawn in (0, 1), and small steps lead a little beyond. */
const MARGIN = 1 / 16;

const rightSideOf = (name: string, document: Document): Expression => {
  for (const d of document.declarations) {
    if (d.kind !== 'assume' || d.hypothesis.kind !== 'equation') continue;
    const { left, right } = d.hypothesis;
    if (left.kind === 'derivative' && left.variable.name === 't' && left.of.kind === 'field' && left.of.field.name === name) return right;
  }
  throw new NumericError('not-applicable', `no equation of ${name} is assumed`, 'assume one');
};

const valuesAt = (e: Expression, world: World<number>, t: number): Float64Array =>
  Float64Array.from((evaluateAll([e], world, [{ variable: T_VARIABLE, values: [t] }], 0)[0] ?? []).map((s) => s[0] ?? NaN));

/** All functions that start at one end, as one system: they may stand in each other's equations. */
const solveFrom = (names: readonly string[], starts: Readonly<Record<string, Start>>, setting: Setting, from: number, to: number): ReadonlyMap<string, OfTime> => {
  if (names.length === 0) return new Map();
  const base = worldOf(setting, DOUBLES);
  const initial = names.map((name) => {
    const values = valuesAt((starts[name] as Start).value, base, from);
    const size = sizeOfField(name, setting);
    return values.length === size ? values : new Float64Array(size).fill(values[0] ?? NaN);
  });
  let state: Float64Array = concatenated(initial);
  const offsets = initial.map((_, k) => initial.slice(0, k).reduce((sum, list) => sum + list.length, 0));
  const own = (field: Field): number => names.indexOf(field.name);
  const world: World<number> = {
    ...base,
    field: (field, point, order) => {
      const k = own(field);
      if (k < 0) return base.field(field, point, order);
      return [...state.subarray(offsets[k], (offsets[k] ?? 0) + (initial[k]?.length ?? 0))].map((v) => [v, ...Array.from({ length: order }, () => NaN)]);
    },
  };
  const rightSides = names.map((name) => rightSideOf(name, setting.document));
  const trajectory = dormandPrince((t, y, out) => {
    state = Float64Array.from(y);
    out.set(concatenated(evaluateAll(rightSides, world, [{ variable: T_VARIABLE, values: [t] }], 0).map((c) => Float64Array.from(c.map((s) => s[0] ?? NaN)))));
  }, from, to, concatenated(initial), { relative: 1e-13, absolute: 1e-14, order: 8 });
  const [a, b] = [Math.min(from, to), Math.max(from, to)];
  const samples = Array.from({ length: NODES }, (_, i) => trajectory.at((a + b) / 2 + (b - a) / 2 * Math.cos(Math.PI * (i + 0.5) / NODES)).slice());
  return new Map(names.map((name, k): readonly [string, OfTime] => [name, {
    start: a, end: b,
    coefficients: Array.from({ length: initial[k]?.length ?? 0 }, (_, c) => chebyshev(samples.map((y) => y[(offsets[k] ?? 0) + c] ?? NaN))),
  }]));
};

const sizeOfField = (name: string, { document, spaces }: Setting): number =>
  (document.fields.get(name)?.shape ?? []).reduce((product, space) => product * (spaces.get(space) ?? NaN), 1);

const concatenated = (lists: readonly Float64Array[]): Float64Array => Float64Array.from(lists.flatMap((list) => [...list]));

/** From values at the zeros of T_N. */
const chebyshev = (values: readonly number[]): Float64Array => Float64Array.from({ length: values.length }, (_, k) =>
  (k === 0 ? 1 : 2) / values.length * values.reduce((sum, v, i) => sum + v * Math.cos(Math.PI * k * (i + 0.5) / values.length), 0));

/** The coefficients of the derivative by s. */
const slopes = (c: Float64Array): Float64Array => {
  const d = new Float64Array(c.length + 1);
  for (let k = c.length - 1; k >= 1; k -= 1) d[k - 1] = (d[k + 1] ?? 0) + 2 * k * (c[k] ?? 0);
  d[0] = (d[0] ?? 0) / 2;
  return d.subarray(0, c.length);
};

/** Clenshaw's recursion. */
const sumAt = <Value>(c: Float64Array, s: Value, { add, fromNumber, multiply, subtract, zero }: Arithmetic<Value>): Value => {
  const twice = add(s, s);
  let [first, second] = [zero, zero];
  for (let k = c.length - 1; k >= 1; k -= 1) [first, second] = [subtract(add(multiply(twice, first), fromNumber(c[k] ?? 0)), second), first];
  return subtract(add(multiply(s, first), fromNumber(c[0] ?? 0)), second);
};

/** Taylor coefficients in t about a time. */
export const seriesAt = <Value>({ start, end, coefficients }: OfTime, t: Value, order: number, arithmetic: Arithmetic<Value>): readonly Series<Value>[] => {
  const { fromNumber, multiply, subtract } = arithmetic;
  const s = multiply(fromNumber(2 / (end - start)), subtract(t, fromNumber((start + end) / 2)));
  return coefficients.map((list) => {
    let c = list;
    let factor = 1;
    return Array.from({ length: order + 1 }, (_, k) => {
      if (k > 0) {
        c = slopes(c);
        factor *= 2 / (end - start) / k;
      }
      return multiply(fromNumber(factor), sumAt(c, s, arithmetic));
    });
  });
};

/** Those that begin at time 0, then those that end at the horizon, or the other way round where the first need the second. */
export const solvedInTime = (starts: Readonly<Record<string, Start>>, setting: Setting): Setting => {
  const horizon = setting.drawn.parameters.get('T')?.[0] ?? 2;
  const from = (end: Start['from']): readonly string[] => Object.keys(starts).filter((name) => starts[name]?.from === end);
  const [early, late] = [from('start'), from('horizon')];
  const extended = (of: Setting, names: readonly string[], start: number, end: number): Setting =>
    ({ ...of, solved: new Map([...of.solved, ...solveFrom(names, starts, of, start, end)]) });
  const needsLate = early.some((name) => late.some((other) => fieldsIn(rightSideOf(name, setting.document)).has(other)));
  if (needsLate) return extended(extended(setting, late, horizon, -MARGIN), early, 0, horizon);
  return extended(extended(setting, early, -MARGIN, horizon + MARGIN), late, horizon, 0);
};
