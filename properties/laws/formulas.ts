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

export const formulasOf = (
  expressions: readonly Expression[], setting: Setting, like: Place<number>, order: number = 0, value: (value: number) => number = finite,
): Formulas => {
  try {
    return interpreted(expressions, setting, like, order, value);
  } catch (error) {
    if (!(error instanceof NumericError) || error.fault !== 'not-applicable') throw error;
    const world = worldOf(setting, DOUBLES);
    return (place) => evaluateAll(expressions, world, place, order).map((components) => components.map((series) => series.map(value)));
  }
};

const interpreted = (expressions: readonly Expression[], setting: Setting, like: Place<number>, order: number, value: (value: number) => number): Formulas => {
  const nodes = graph();
  let inputs = 0;
  const place = like.map(({ variable, values }) => ({ variable, values: values.map((): Node => nodes.input(inputs++)) }));
  const found = evaluateAll(expressions, worldOf(setting, nodes), place, order);
  const { table, results, evaluate } = interpreterOf(found.flat(2), inputs);
  return (there) => {
    let k = 0;
    for (const { values } of there) for (const input of values) table[k++] = input;
    evaluate();
    let next = 0;
    return found.map((components) => components.map((series) => series.map(() => value(table[results[next++] as number] as number))));
  };
};
