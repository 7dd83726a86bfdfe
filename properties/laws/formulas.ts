/**
 * Expressions as quick functions of the variables of a place: the evaluator is run once over the nodes of a graph, derivatives and
 * all, and the graph is computed step by step (src/numeric/compile). Formulas with an optimum or an integral, and functions of time
 * that a solver has computed, are evaluated at each place anew.
 */
import type { Expression } from '../../src/kernel/expression.ts';
import { DOUBLES } from '../../src/numeric/arithmetic/doubles.ts';
import type { Node } from '../../src/numeric/compile/graph.ts';
import { graph } from '../../src/numeric/compile/graph.ts';
import { interpreterOf } from '../../src/numeric/compile/scalar.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../src/numeric/evaluate/evaluate.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import type { Setting } from '../arbitraries/setting.ts';
import { worldOf } from '../arbitraries/setting.ts';

/** Of each expression, of each component, the coefficients of its series. */
export type Values = readonly (readonly (readonly number[])[])[];

/** At a place with the variables of the first one, in its order. Throws NumericError('not-finite') where a value is no number, if that is asked for. */
export type Formulas = (place: Place<number>) => Values;

const finite = (value: number): number => {
  if (Number.isFinite(value)) return value;
  throw new NumericError('not-finite', 'a value is no number', 'take another point');
};

export interface FormulaOptions {
  /** Of the series; 0 unless said otherwise. */
  readonly order?: number;
  /** Variables that keep the values they have in the first place: what depends on them alone is computed once. */
  readonly fixed?: ReadonlySet<string>;
  /** Without it, a value that is no number is a NumericError('not-finite'). */
  readonly anyNumber?: boolean;
}

export const formulasOf = (
  expressions: readonly Expression[], setting: Setting, like: Place<number>, options: FormulaOptions = {},
): Formulas => {
  const value = options.anyNumber === true ? (v: number): number => v : finite;
  try {
    return interpreted(expressions, setting, like, options, value);
  } catch (error) {
    if (!(error instanceof NumericError) || error.fault !== 'not-applicable') throw error;
    const world = worldOf(setting, DOUBLES);
    return (place) => evaluateAll(expressions, world, place, options.order ?? 0).map((components) => components.map((series) => series.map(value)));
  }
};

const NOTHING: ReadonlySet<string> = new Set();

const interpreted = (
  expressions: readonly Expression[], setting: Setting, like: Place<number>, { order = 0, fixed = NOTHING }: FormulaOptions, value: (value: number) => number,
): Formulas => {
  const nodes = graph();
  let inputs = 0;
  const place = like.map(({ variable, values }) => ({
    variable, values: values.map((v): Node => (fixed.has(variable.name) ? nodes.fromNumber(v) : nodes.input(inputs++))),
  }));
  const found = evaluateAll(expressions, worldOf(setting, nodes), place, order);
  const { table, results, evaluate } = interpreterOf(found.flat(2), inputs);
  return (there) => {
    let k = 0;
    for (const { variable, values } of there) if (!fixed.has(variable.name)) for (const input of values) table[k++] = input;
    evaluate();
    let next = 0;
    return found.map((components) => components.map((series) => series.map(() => value(table[results[next++] as number] as number))));
  };
};
