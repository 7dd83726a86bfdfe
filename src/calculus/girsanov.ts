/**
 * dX = b dt + G dW, dℓ = −½ |θ|² dt + θ·dW: the process with the logarithm of Girsanov's density e^ℓ, under which X has
 * the drift b + G θ. And Doob's transform: for w > 0 with ∂t w + L w = 0 the drift is b + D ∇log w.
 *
 * Convention: b is the Itô drift, D = G G^T; one Brownian motion, θ with its components. d(e^ℓ) = e^ℓ θ·dW has no drift.
 * Source: Girsanov (1960); Øksendal, Stochastic Differential Equations, 6th ed., theorem 8.6.4; for the transform Rogers
 * and Williams, Diffusions, Markov Processes and Martingales, volume 2.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { dot, log, num, plus, pow, shapeOf, times } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { coefficientOf } from './diffusion.ts';
import { carriedByNoise } from './entropy.ts';
import { isZeroTerm } from './equation.ts';
import { itoDrift } from './ito-drift.ts';
import { gradientBy, multipleOfIdentity } from './state-derivatives.ts';

/** G θ of one block; null where its noise is another one. */
export const steering = (block: Block, wiener: string, theta: Expression): Expression | null => {
  const coefficient = coefficientOf(block, wiener);
  if (coefficient === null) return null;
  const g = multipleOfIdentity(coefficient);
  if (g !== null) return times(g, theta);
  return shapeOf(theta).length === 0 ? times(coefficient, theta) : dot(coefficient, theta);
};

/** The process with other drifts, in the sense of Itô: b_b + more_b. */
export const withAddedDrift = (process: Process, more: (block: Block) => Expression | null): Process => ({
  ...process,
  blocks: process.blocks.map((block) => {
    const [drift, added] = [itoDrift(process, block), more(block)];
    const sum = added === null ? drift : isZeroTerm(drift) ? added : plus(drift, added);
    return { ...block, drift: sum, noises: block.noises.map((noise) => ({ ...noise, stratonovich: false })) };
  }),
});

/** The process and ℓ as one more block, whose variable is a scalar. */
export const withLikelihood = (process: Process, wiener: string, theta: Expression, variable: Variable, name: string): Process => {
  const plain = withAddedDrift(process, () => null);
  const isScalar = shapeOf(theta).length === 0;
  const square = isScalar ? pow(theta, num(2)) : dot(theta, theta);
  return {
    ...plain,
    blocks: [...plain.blocks, {
      name, variable, drift: times(num(-1, 2), square),
      noises: [{ coefficient: theta, wiener, space: shapeOf(theta)[0] ?? null, stratonovich: false }],
    }],
  };
};

/** The process under Doob's transform by w: drift b + D ∇log w. */
export const doobTransform = (process: Process, w: Expression): Process =>
  withAddedDrift(process, (block) => carriedByNoise(process, block, (other) => gradientBy(other.variable, log(w))));
