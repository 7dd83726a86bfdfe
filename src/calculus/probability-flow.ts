/**
 * dx/dt = b − ½ ∇·D − ½ D ∇log p: the equation without noise that has the same densities p as dX = b dt + G dW.
 *
 * Convention: b is the Itô drift, D = G G^T, (∇·D)_i = ∂_j D_ij; the clock runs as that of X.
 * Source: Song et al., Score-based generative modeling through stochastic differential equations, 2021, equation 13.
 */
import type { Expression } from '../kernel/expression.ts';
import { num, plus, times } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { isWrittenZero } from './equation.ts';
import { itoDrift } from './ito-drift.ts';
import { scoreTerms } from './time-reversal.ts';

/** The velocity of one block. */
export const flowVelocity = (process: Process, block: Block, p: Expression): Expression => {
  const { divergence, score } = scoreTerms(process, block, p);
  const drift = itoDrift(process, block);
  const half = num(process.backward ? 1 : -1, 2);
  return plus(...(isWrittenZero(drift) ? [] : [drift]), ...[...divergence, ...score].map((term) => times(half, term)));
};

/** The probability flow as a process without noise. */
export const probabilityFlow = (process: Process, p: Expression): Process => ({
  ...process,
  blocks: process.blocks.map((block) => ({ ...block, drift: flowVelocity(process, block, p), noises: [] })),
});
