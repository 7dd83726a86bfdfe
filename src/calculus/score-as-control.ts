/**
 * V(x,t) = −log p(x,T−t) is the value of the problem to minimise E[ ∫ (½|u|² + c) dt − log p(X_T, 0) ] over
 *
 *     dX = (−f + ∇·D + G u) dt + G dW,     c = −L*1 = ∇·f − ½ ∇·∇·D,     all at T − t,
 *
 * where p is the density of dY = f dt + G dB and D = G Gᵀ. Its optimal control is Gᵀ∇log p(·,T−t), the score through
 * the noise, and the process under it is the time reversal of Y.
 *
 * Convention: f is the Itô drift, (∇·D)_i = ∂_j D_ij, L* is the forward operator of fokker-planck.ts. Where the noise
 * does not depend on the state ∇·D and ∇·∇·D vanish, and c = −∇·μ for μ = −f. Each Brownian motion has its own control.
 * Source: Berner, Richter and Ullrich, An optimal control perspective on diffusion-based generative modeling,
 * 2024; Anderson, Stoch. Proc. Appl. 12 (1982), for D that depends on the state.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { dot, minus, num, plus, pow, shapeOf, times, transpose } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { coefficientOf } from './diffusion.ts';
import { isWrittenZero } from './equation.ts';
import { forwardOperator } from './fokker-planck.ts';
import { itoDrift } from './ito-drift.ts';
import { gradientBy, multipleOfIdentity, tensorProduct } from './state-derivatives.ts';
import { scoreTerms } from './time-reversal.ts';

/** −f + ∇·D of one block, as a function of the original clock. */
export const reversedPassiveDrift = (process: Process, block: Block, p: Expression): Expression => {
  const drift = itoDrift(process, block);
  return plus(...(isWrittenZero(drift) ? [] : [minus(drift)]), ...scoreTerms(process, block, p).divergence);
};

/** G u of one block, for the control of one Brownian motion; null where the block does not have that noise. */
export const controlTerm = (block: Block, wiener: string, control: Expression): Expression | null => {
  const coefficient = coefficientOf(block, wiener);
  if (coefficient === null) return null;
  const multiple = block.variable.space === null ? null : multipleOfIdentity(coefficient);
  if (multiple !== null) return times(multiple, control);
  return shapeOf(control).length === 0 ? tensorProduct(coefficient, control) : dot(coefficient, control);
};

/** c = −L*1, as a function of the original clock. */
export const reversedCost = (process: Process): Expression => minus(forwardOperator(process, num(1)));

/** ½|u|² */
export const controlCost = (controls: readonly Expression[]): Expression => plus(...controls.map(halfSquare));

const halfSquare = (u: Expression): Expression => times(num(1, 2), shapeOf(u).length === 0 ? pow(u, num(2)) : dot(u, u));

/** Gᵀ∇φ through one Brownian motion; of φ = log p the optimal control, as a function of the original clock. */
export const gradientThroughNoise = (process: Process, wiener: string, phi: Expression): Expression =>
  plus(...process.blocks.flatMap((block) => {
    const coefficient = coefficientOf(block, wiener);
    return coefficient === null ? [] : [backThrough(block.variable, coefficient, gradientBy(block.variable, phi))];
  }));

const backThrough = (variable: Variable, coefficient: Expression, score: Expression): Expression => {
  if (variable.space === null) return tensorProduct(coefficient, score);
  const multiple = multipleOfIdentity(coefficient);
  if (multiple !== null && shapeOf(coefficient).length === 2) return times(multiple, score);
  return shapeOf(coefficient).length === 1 ? dot(coefficient, score) : dot(transpose(coefficient), score);
};
