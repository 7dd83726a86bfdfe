/**
 * Kernel expressions over an instance, compiled: the evaluator is run once over the nodes of a graph, derivatives and all, and
 * the graph becomes code.
 *
 * Inputs are the scalar components of the variables, one column each, in the order given: [t, x] in dimension 2 is t, x1, x2.
 * Outputs are the components of the expressions, one expression after the other, the last slot running fastest.
 *
 * Errors: those of the evaluator, NumericError 'not-applicable' for what the instance does not give and for a step that needs
 * numbers to choose (an optimum, an integral); those of `Compiled` when it is run.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { worldOf } from '../evaluate/closed-form.ts';
import { evaluateAll } from '../evaluate/evaluate.ts';
import type { Instance } from '../instance/instance.ts';
import { NumericError } from '../numeric-error.ts';
import type { Compiled } from './compiled.ts';
import type { Node } from './graph.ts';
import { graph } from './graph.ts';
import { interpret } from './scalar.ts';
import { compile } from './vector.ts';

export interface ExpressionGraph {
  /** The components of all expressions. */
  readonly outputs: readonly Node[];
  readonly inputs: number;
}

const sizeOf = (variable: Variable, instance: Instance): number => {
  if (variable.space === null) return 1;
  const size = instance.spaces.get(variable.space);
  if (size !== undefined) return size;
  throw new NumericError('not-applicable', `the instance does not say how many components ${variable.name} has`, 'add the space to it');
};

/** The expressions as nodes over the components of the variables. */
export const graphOf = (
  expressions: readonly Expression[], instance: Instance, variables: readonly Variable[],
): ExpressionGraph => {
  const nodes = graph();
  let inputs = 0;
  const place = variables.map((variable) => ({
    variable, values: Array.from({ length: sizeOf(variable, instance) }, () => nodes.input(inputs++)),
  }));
  const values = evaluateAll(expressions, worldOf(instance, nodes), place, 0);
  return { outputs: values.flatMap((components) => components.map((series) => series[0] as Node)), inputs };
};

/** To WebAssembly: for many points. */
export const compileExpression = (
  expressions: readonly Expression[], instance: Instance, variables: readonly Variable[],
): Compiled => {
  const { outputs, inputs } = graphOf(expressions, instance, variables);
  return compile(outputs, inputs);
};

/** To steps of the interpreter: for few points. */
export const interpretExpression = (
  expressions: readonly Expression[], instance: Instance, variables: readonly Variable[],
): Compiled => {
  const { outputs, inputs } = graphOf(expressions, instance, variables);
  return interpret(outputs, inputs);
};
