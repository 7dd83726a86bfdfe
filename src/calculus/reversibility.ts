/**
 * (−b + ∇·D + D ∇log ρ) − b = −2 J/ρ: the drift of the time reversal under a stationary density ρ, less the drift. A
 * process is reversible, in detailed balance with ρ, where ρ carries no current: b ρ = ½ ∇·(D ρ).
 *
 * Convention: b is the Itô drift, D = G G^T, (∇·M)_i = ∂_j M_ij, J the current of current.ts.
 * Source: Pavliotis, Stochastic Processes and Applications, section 4.6; Risken, The Fokker–Planck Equation, 2nd ed., section 6.4.
 */
import type { Expression } from '../kernel/expression.ts';
import { minus, num, over, plus, times } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import type { Equation } from './equation.ts';
import { isWrittenZero } from './equation.ts';
import { itoDrift } from './ito-drift.ts';
import { reversedDrift } from './time-reversal.ts';

/** What time reversal changes about the drift of one block; `current` is J. */
export const irreversibility = (process: Process, block: Block, density: Expression, current: Expression): Equation => {
  const drift = itoDrift(process, block);
  const reversed = reversedDrift(process, block, density);
  return {
    left: isWrittenZero(drift) ? reversed : plus(reversed, minus(drift)),
    right: over(times(num(-2), current), density),
  };
};
