/**
 * L φ = Σ_b b_b·∇_b φ + ½ Σ_bc D_bc : ∇_b ∇_c φ, the generator of a diffusion.
 *
 * Convention: b is the Itô drift, D = G G^T. Where the clock runs down (dt < 0, drift and noise as printed) the
 * second-order part has the other sign, so that in either clock dφ = (∂t φ + L φ) dt + noise.
 * Source: Øksendal, Stochastic Differential Equations, 6th ed., theorem 7.3.3.
 */
import type { Expression } from '../kernel/expression.ts';
import { num, plus, shapeOf, times } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { diffusion } from './diffusion.ts';
import { isWrittenZero, isZeroTerm } from './equation.ts';
import { itoDrift } from './ito-drift.ts';
import { along, secondDerivative } from './state-derivatives.ts';

/** L φ in the clock that the process is printed in; φ of any shape. Without drift and noise: 0. */
export const generator = (process: Process, phi: Expression): Expression => {
  const terms = [...driftTerms(process, phi), ...noiseTerms(process, phi)];
  return plus(...terms);
};

const driftTerms = (process: Process, phi: Expression): readonly Expression[] =>
  process.blocks.flatMap((block) => {
    const drift = itoDrift(process, block);
    // Without any term left, a φ that is a vector would lose its shape.
    return isWrittenZero(drift) || (isZeroTerm(drift) && shapeOf(phi).length === 0) ? [] : [along(block.variable, drift, phi)];
  });

const noiseTerms = (process: Process, phi: Expression): readonly Expression[] =>
  blockPairs(process).flatMap(([b, c, weight]) => {
    const d = diffusion(b, c);
    if (d === null) return [];
    const term = secondDerivative(b.variable, c.variable, d, phi);
    return [scaled(process.backward ? -weight : weight, term)];
  });

/** Unordered pairs of blocks, with the halves that the double sum ½ Σ_bc gives each: 1 on the diagonal, 2 off it. */
export const blockPairs = (process: Process): readonly (readonly [Block, Block, number])[] =>
  process.blocks.flatMap((b, i) =>
    process.blocks.slice(i).map((c, k): readonly [Block, Block, number] => [b, c, k === 0 ? 1 : 2]));

/** A number of halves times an expression. */
export const scaled = (halves: number, e: Expression): Expression => (halves === 2 ? e : times(num(halves, 2), e));
