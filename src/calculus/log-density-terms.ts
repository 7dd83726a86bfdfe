/**
 * ∂t log p = −Σ_b (∇_b·b_b + b_b·s_b) + ½ Σ_b (∇_b·w_b + w_b·s_b), w_b = Σ_c (∇_c·D_bc + D_bc s_c): the equation of
 * the log-density, divided by the density and written by the scores s_b = ∇_b log p.
 *
 * Convention: b is the Itô drift, D = G G^T, (∇·M)_i = ∂_j M_ij. Where D does not depend on the state the second part
 * is ½ Σ_bc (D_bc : ∇_c s_b + s_b·D_bc s_c), for dX = b dt + g(t) dW that is ½ g² (∇·s + |s|²). Where the clock runs
 * down the second part has the other sign.
 * Source: Lai et al., FP-Diffusion, 2023, equation 5, for D = g² I; Pavliotis, Stochastic Processes and Applications, section 4.1.
 */
import type { Expression } from '../kernel/expression.ts';
import { dot, doubleDot, hessian, laplacian, minus, num, plus, pow, shapeOf, times } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { dependsOn } from './dependence.ts';
import { diffusion } from './diffusion.ts';
import { isWrittenZero } from './equation.ts';
import { blockPairs } from './generator.ts';
import { itoDrift } from './ito-drift.ts';
import { contractOver, divergenceBy, gradientBy, multipleOfIdentity } from './state-derivatives.ts';

/** The score of a block: ∇_b log p, or a name for it. */
export type ScoreOf = (block: Block) => Expression;

/** L* p / p, noise first where `first` says so: then it reads as the literature has the score's equation. */
export const logDensityTerms = (process: Process, score: ScoreOf, first: 'drift' | 'noise'): Expression => {
  const parts = [driftPart(process, score), noisePart(process, score)];
  return plus(...(first === 'drift' ? parts : parts.reverse()).flat());
};

const driftPart = (process: Process, score: ScoreOf): readonly Expression[] =>
  process.blocks.flatMap((block) => {
    const drift = itoDrift(process, block);
    if (isWrittenZero(drift)) return [];
    const carried = minus(inner(drift, score(block)));
    return process.blocks.some((b) => dependsOn(drift, b.variable)) ? [minus(divergenceBy(block.variable, drift)), carried] : [carried];
  });

const noisePart = (process: Process, score: ScoreOf): readonly Expression[] => {
  const isFixed = process.blocks.every((b) => process.blocks.every((c) => {
    const d = diffusion(b, c);
    return d === null || process.blocks.every(({ variable }) => !dependsOn(d, variable));
  }));
  return isFixed ? fixedNoise(process, score) : movingNoise(process, score);
};

/** ½ Σ_bc (D_bc : ∇_c s_b + s_b·D_bc s_c), pairs of different blocks once. */
const fixedNoise = (process: Process, score: ScoreOf): readonly Expression[] =>
  blockPairs(process).flatMap(([b, c, weight]) => {
    const d = diffusion(b, c);
    if (d === null) return [];
    const isotropic = b === c ? multipleOfIdentity(d) : null;
    const half = num(process.backward ? -weight : weight, 2);
    const [own, other] = [score(b), score(c)];
    return [isotropic === null
      ? times(half, plus(spread(d, own, b, c), squareBy(d, own, other, b, c)))
      : times(half, isotropic, plus(divergenceOfScore(b, own), inner(own, own)))];
  });

/** ½ Σ_b (∇_b·w_b + w_b·s_b) */
const movingNoise = (process: Process, score: ScoreOf): readonly Expression[] =>
  process.blocks.flatMap((block) => {
    const w = plus(...osmotic(process, block, score));
    return isWrittenZero(w) ? [] : [times(num(process.backward ? -1 : 1, 2), plus(divergenceBy(block.variable, w), inner(w, score(block))))];
  });

/** w_b = Σ_c (∇_c·D_bc + D_bc s_c), which is (∇·(D p)) / p. */
const osmotic = (process: Process, block: Block, score: ScoreOf): readonly Expression[] =>
  process.blocks.flatMap((other) => {
    const d = diffusion(block, other);
    if (d === null) return [];
    const isotropic = block === other ? multipleOfIdentity(d) : null;
    const slope = isotropic === null ? divergenceBy(other.variable, d) : gradientBy(other.variable, isotropic);
    const carried = isotropic === null ? contractOver(other.variable, d, score(other)) : times(isotropic, score(other));
    return dependsOn(d, other.variable) ? [slope, carried] : [carried];
  });

/** D_bc : ∇_c s_b */
const spread = (d: Expression, own: Expression, b: Block, c: Block): Expression => {
  const slope = b === c && own.kind === 'gradient' && b.variable.space !== null ? hessian(own.of, b.variable) : gradientBy(c.variable, own);
  if (b.variable.space !== null && c.variable.space !== null) return doubleDot(d, slope);
  return inner(d, slope);
};

/** s_b · D_bc s_c */
const squareBy = (d: Expression, own: Expression, other: Expression, b: Block, c: Block): Expression =>
  b.variable.space === null ? times(own, inner(d, other)) : inner(own, contractOver(c.variable, d, other));

const divergenceOfScore = (b: Block, own: Expression): Expression =>
  own.kind === 'gradient' ? laplacian(own.of, b.variable) : divergenceBy(b.variable, own);

/** a·b; of scalars a b, and a². */
const inner = (left: Expression, right: Expression): Expression => {
  if (shapeOf(left).length > 0 && shapeOf(right).length > 0) return dot(left, right);
  return left === right ? pow(left, num(2)) : times(left, right);
};
