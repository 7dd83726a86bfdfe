/**
 * A stochastic equation given by kernel expressions over an instance, as the nodes that the path kernel takes:
 *
 *   dX = f(X, t) dt + G(X, t) dW,
 *
 * f of the shape of X, G a matrix with as many rows (in dimension 1 both may be scalars); row-major.
 *
 * Errors: those of `compile/expression.ts`; RangeError where the components do not fit.
 */
import { graphOf } from '../../compile/expression.ts';
import type { Expression, Variable } from '../../../kernel/expression.ts';
import type { Instance } from '../../instance/instance.ts';
import type { NodeEquation } from './round.ts';

export const nodeEquation = (
  drift: Expression, diffusion: Expression, instance: Instance, time: Variable, state: Variable,
): NodeEquation => {
  const { outputs, inputs } = graphOf([drift, diffusion], instance, [time, state]);
  const dimension = inputs - 1;
  const noises = (outputs.length - dimension) / dimension;
  if (!Number.isInteger(noises) || noises < 1) {
    throw new RangeError(`${outputs.length} components for a drift and a noise in dimension ${dimension}`);
  }
  return { dimension, noises, drift: outputs.slice(0, dimension), diffusion: outputs.slice(dimension) };
};
