/**
 * ψ L φ − φ L* ψ = Σ_b ∇_b·F_b, F_b = φ ψ b_b + ½ Σ_c (ψ D_bc ∇_c φ − φ ∇_c·(D_bc ψ)): what duality of the generator
 * and the forward operator leaves at the boundary.
 *
 * Convention: b is the Itô drift, D = G G^T, (∇·M)_i = ∂_j M_ij. Where the clock runs down the second part has the
 * other sign.
 * Source: Pavliotis, Stochastic Processes and Applications, section 2.5; Olver (1993), section 4.3, for the homotopy.
 */
import type { Expression } from '../kernel/expression.ts';
import { minus, num, plus, times } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { diffusion } from './diffusion.ts';
import { isWrittenZero } from './equation.ts';
import { itoDrift } from './ito-drift.ts';
import { contractOver, divergenceBy, gradientBy, multipleOfIdentity } from './state-derivatives.ts';

/** F_b. */
export const adjointFlux = (process: Process, block: Block, phi: Expression, psi: Expression): Expression => {
  const drift = itoDrift(process, block);
  const spreads = process.blocks.flatMap((other) => {
    const d = diffusion(block, other);
    if (d === null) return [];
    const isotropic = block === other ? multipleOfIdentity(d) : null;
    const slope = gradientBy(other.variable, phi);
    const forward = isotropic === null ? contractOver(other.variable, d, slope) : times(isotropic, slope);
    const backward = isotropic === null ? divergenceBy(other.variable, times(d, psi)) : gradientBy(other.variable, times(isotropic, psi));
    return [times(num(process.backward ? -1 : 1, 2), plus(times(psi, forward), minus(times(phi, backward))))];
  });
  return plus(...(isWrittenZero(drift) ? [] : [times(phi, psi, drift)]), ...spreads);
};
