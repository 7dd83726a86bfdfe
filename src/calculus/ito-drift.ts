/**
 * b_i = f_i + ½ Σ_jk G_jk ∂_j G_ik: the Itô drift of dX = f dt + G ∘ dW.
 *
 * Convention: the sum runs over every block whose noise is the same Brownian motion, since G may depend on all of
 * the state. In formulas, with (∇·M)_i = ∂_j M_ij, the correction is ½ (∇·(G G^T) − G ∇·(G^T)). Where the clock
 * runs down (dt < 0) its sign is the other one.
 * Source: Kloeden and Platen, Numerical Solution of Stochastic Differential Equations, section 4.9.
 */
import type { Expression } from '../kernel/expression.ts';
import { dot, minus, num, plus, shapeOf, times } from '../kernel/expression.ts';
import type { Block, Noise, Process } from '../language/statement.ts';
import { dependsOn } from './dependence.ts';
import { coefficientOf, covariance } from './diffusion.ts';
import { isWrittenZero } from './equation.ts';
import { along, divergenceBy, gradientBy, multipleOfIdentity, tensorProduct, transposed } from './state-derivatives.ts';

/** The drift that multiplies dt when every noise of the process is read in the sense of Itô. */
export const itoDrift = (process: Process, block: Block): Expression =>
  withCorrection(process, block, (noise) => noise.stratonovich, process.backward ? -1 : 1);

/** The drift that multiplies dt when every noise of the process is read in the sense of Stratonovich. */
export const stratonovichDrift = (process: Process, block: Block): Expression =>
  withCorrection(process, block, (noise) => !noise.stratonovich, process.backward ? 1 : -1);

const withCorrection = (
  process: Process, block: Block, concerns: (noise: Noise) => boolean, sign: 1 | -1,
): Expression => {
  const corrections = block.noises.filter(concerns).flatMap((noise) => correctionsOf(process, block, noise, sign));
  const drift = isWrittenZero(block.drift) && corrections.length > 0 ? [] : [block.drift];
  return plus(...drift, ...corrections);
};

/** ±½ Σ_jk G_c,jk ∂_{c,j} G_b,ik for every block c; nothing where the noise does not depend on c's variable. */
const correctionsOf = (process: Process, block: Block, noise: Noise, sign: 1 | -1): readonly Expression[] =>
  process.blocks.flatMap((other) => {
    const coefficient = coefficientOf(other, noise.wiener);
    if (coefficient === null || !dependsOn(noise.coefficient, other.variable)) return [];
    return [times(num(sign, 2), quadraticVariation(noise, coefficient, block, other))];
  });

/** Σ_jk H_jk ∂_{c,j} G_ik, G the noise of block b, H that of block c. */
const quadraticVariation = (noise: Noise, other: Expression, b: Block, c: Block): Expression => {
  const g = multipleOfIdentity(noise.coefficient);
  const h = multipleOfIdentity(other);
  if (noise.space === null) return along(c.variable, other, noise.coefficient);
  if (g !== null && h !== null && b.variable.space === c.variable.space) return times(h, gradientBy(c.variable, g));
  const whole = divergenceBy(c.variable, covariance(noise.coefficient, other, b, c, noise.space));
  return plus(whole, minus(acting(noise.coefficient, divergenceBy(c.variable, transposed(other)))));
};

const acting = (matrix: Expression, vector: Expression): Expression =>
  shapeOf(matrix).length === 0 || shapeOf(vector).length === 0 ? tensorProduct(matrix, vector) : dot(matrix, vector);
