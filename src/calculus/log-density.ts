/**
 * ∂t log p = (L* p) / p: the equation of the log-density, and its gradient, that of the score s = ∇ log p.
 *
 * Convention: L* is the forward operator of fokker-planck.ts. Written out for dX = b dt + g(t) dW it reads
 * ∂t log p = −∇·b − b·∇log p + ½ g² (Δ log p + |∇log p|²).
 * Source: Lai et al., FP-Diffusion, 2023, equation 5.
 */
import type { Expression } from '../kernel/expression.ts';
import { T_VARIABLE, derivative, log, over } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import type { Equation } from './equation.ts';
import { forwardOperator } from './fokker-planck.ts';
import { gradientBy } from './state-derivatives.ts';

export const logDensityEquation = (process: Process, p: Expression): Equation => ({
  left: derivative(T_VARIABLE, log(p)), right: over(forwardOperator(process, p), p),
});

/** ∂t ∇_b log p = ∇_b ((L* p) / p), for the variable of one block. */
export const scoreEquation = (process: Process, block: Block, p: Expression): Equation => {
  const { right } = logDensityEquation(process, p);
  return {
    left: derivative(T_VARIABLE, gradientBy(block.variable, log(p))), right: gradientBy(block.variable, right),
  };
};
