/**
 * J_b = b_b p − ½ Σ_c ∇_c·(D_bc p): the probability current of one block, so that ∂t p = −Σ_b ∇_b·J_b.
 *
 * Convention: b is the Itô drift, D = G G^T, (∇·M)_i = ∂_j M_ij; where the clock runs down the second term has the
 * other sign.
 * Source: Risken, The Fokker–Planck Equation, 2nd ed., section 4.1; Pavliotis, Stochastic Processes and Applications, section 4.1.
 */
import type { Expression } from '../kernel/expression.ts';
import { T_VARIABLE, derivative, minus, num, plus, times } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { diffusion } from './diffusion.ts';
import type { Equation } from './equation.ts';
import { isWrittenZero } from './equation.ts';
import { itoDrift } from './ito-drift.ts';
import { divergenceBy, gradientBy, multipleOfIdentity } from './state-derivatives.ts';

/** J_b, with the slot of block b. */
export const probabilityCurrent = (process: Process, block: Block, p: Expression): Expression => {
  const drift = itoDrift(process, block);
  return plus(...(isWrittenZero(drift) ? [] : [times(drift, p)]), ...diffusiveCurrent(process, block, p));
};

const diffusiveCurrent = (process: Process, block: Block, p: Expression): readonly Expression[] =>
  process.blocks.flatMap((other) => {
    const d = diffusion(block, other);
    if (d === null) return [];
    const isotropic = block === other ? multipleOfIdentity(d) : null;
    const spread = isotropic === null
      ? divergenceBy(other.variable, times(d, p))
      : gradientBy(other.variable, times(isotropic, p));
    return [times(num(process.backward ? 1 : -1, 2), spread)];
  });

/** ∂t p = −Σ_b ∇_b·J_b; `currents` has one a block, in the order of the blocks; a current that is written as 0 is left out. */
export const continuityEquation = (process: Process, p: Expression, currents: readonly Expression[]): Equation => ({
  left: derivative(T_VARIABLE, p),
  right: plus(...process.blocks.flatMap((block, k) => {
    const current = currents[k];
    return current === undefined || isWrittenZero(current) ? [] : [minus(divergenceBy(block.variable, current))];
  })),
});
