/**
 * d/dt (−∫ p log p) = ∫ p (Σ_b ∇_b·b_b − ½ Σ_bc ∇_b·∇_c·D_bc) + ½ ∫ p Σ_bc s_b·D_bc s_c, the rate of the entropy, and
 * d/dt ∫ p log(p/q) = −½ ∫ p Σ_bc r_b·D_bc r_c, r_b = ∇_b log(p/q), the rate of the relative entropy of two densities
 * of one process: a Fisher information in both, which the drift does not enter.
 *
 * Before integrating, at every point: ∂t(−p log p) = p (…) + ½ p s·D s + ∇·(J log p − ½ p D s) and
 * ∂t(p log(p/q)) = −½ p r·D r + ∇·(½ p D r − J log(p/q)), with the current J of p.
 *
 * Convention: b is the Itô drift, D = G G^T, s_b = ∇_b log p; fluxes vanish at infinity. Where the clock runs down,
 * what carries D has the other sign.
 * Source: Risken, The Fokker–Planck Equation, 2nd ed., section 6.1; Pavliotis, Stochastic Processes and Applications, section 4.6.
 */
import type { Expression } from '../kernel/expression.ts';
import { dot, num, plus, pow, shapeOf, times } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { dependsOn } from './dependence.ts';
import { diffusion } from './diffusion.ts';
import { isWrittenZero } from './equation.ts';
import { blockPairs } from './generator.ts';
import { itoDrift } from './ito-drift.ts';
import { contractOver, divergenceBy, laplacianBy, multipleOfIdentity } from './state-derivatives.ts';

/** Σ_b ∇_b·b_b − ½ Σ_bc ∇_b·∇_c·D_bc: how fast the process spreads, apart from the Fisher information; terms that are 0 by their variables are left out. */
export const expansionRate = (process: Process): Expression => {
  const drifts = process.blocks.flatMap((block) => {
    const drift = itoDrift(process, block);
    return dependsOn(drift, block.variable) ? [divergenceBy(block.variable, drift)] : [];
  });
  const noises = blockPairs(process).flatMap(([b, c, weight]) => {
    const d = diffusion(b, c);
    if (d === null || !dependsOn(d, b.variable) || !dependsOn(d, c.variable)) return [];
    const isotropic = b === c ? multipleOfIdentity(d) : null;
    const twice = isotropic === null ? divergenceBy(b.variable, divergenceBy(c.variable, d)) : laplacianBy(b.variable, isotropic);
    return [times(num(process.backward ? weight : -weight, 2), twice)];
  });
  return plus(...drifts, ...noises);
};

/** Σ_c D_bc v_c, with the slot of block b; null where the block has no noise. */
export const carriedByNoise = (process: Process, block: Block, vectorOf: (block: Block) => Expression): Expression | null => {
  const terms = process.blocks.flatMap((other) => {
    const d = diffusion(block, other);
    if (d === null) return [];
    const isotropic = block === other ? multipleOfIdentity(d) : null;
    return [isotropic === null ? contractOver(other.variable, d, vectorOf(other)) : times(isotropic, vectorOf(other))];
  });
  return terms.length === 0 ? null : plus(...terms);
};

/** J_b φ − ½ p Σ_c D_bc v_c, what carries −p log p (φ = log p, v = s), and with the sign turned what carries p log(p/q). */
export const entropyFlux = (process: Process, block: Block, current: Expression, p: Expression, phi: Expression, vectorOf: (block: Block) => Expression): Expression => {
  const spread = carriedByNoise(process, block, vectorOf);
  return plus(
    ...(isWrittenZero(current) ? [] : [times(phi, current)]),
    ...(spread === null ? [] : [times(num(process.backward ? 1 : -1, 2), p, spread)]),
  );
};

/** Σ_bc v_b·D_bc v_c of vectors v_b: of scores the Fisher information's integrand, in the metric of the noise. null: no noise. */
export const squaredByNoise = (process: Process, vectorOf: (block: Block) => Expression): Expression | null => {
  const terms = blockPairs(process).flatMap(([b, c, weight]) => {
    const d = diffusion(b, c);
    if (d === null) return [];
    const [own, other] = [vectorOf(b), vectorOf(c)];
    const isotropic = b === c ? multipleOfIdentity(d) : null;
    const square = isotropic !== null
      ? times(isotropic, shapeOf(own).length === 0 ? pow(own, num(2)) : dot(own, own))
      : shapeOf(own).length === 0
        ? times(own, contractOver(c.variable, d, other))
        : dot(own, contractOver(c.variable, d, other));
    return [weight === 2 ? times(num(2), square) : square];
  });
  return terms.length === 0 ? null : plus(...terms);
};
