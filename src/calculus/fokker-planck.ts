/**
 * ∂t p = −Σ_b ∇_b·(b_b p) + ½ Σ_bc ∇_b·∇_c·(D_bc p): the Fokker–Planck equation, that is ∂t p = L* p.
 *
 * Convention: b is the Itô drift, D = G G^T, both derivatives stand outside. Where the clock runs down (dt < 0,
 * drift and noise as printed) the density in the original clock solves ∂t p = −∇·(b p) − ½ ∇∇:(D p).
 * Source: Risken, The Fokker–Planck Equation, 2nd ed., section 4.1.
 */
import type { Expression } from '../kernel/expression.ts';
import { T_VARIABLE, derivative, minus, num, plus, times } from '../kernel/expression.ts';
import type { Process } from '../language/statement.ts';
import { diffusion } from './diffusion.ts';
import type { Equation } from './equation.ts';
import { isZeroTerm } from './equation.ts';
import { blockPairs, scaled } from './generator.ts';
import { itoDrift } from './ito-drift.ts';
import { divergenceBy, laplacianBy, multipleOfIdentity } from './state-derivatives.ts';

/** L* p, the right-hand side of ∂t p = L* p in the clock that the process is printed in. */
export const forwardOperator = (process: Process, p: Expression): Expression =>
  plus(...transport(process, p), ...spreading(process, p));

/** ∂t p = L* p; stationary: L* p = 0. */
export const fokkerPlanck = (process: Process, p: Expression, stationary: boolean): Equation =>
  stationary
    ? { left: forwardOperator(process, p), right: num(0) }
    : { left: derivative(T_VARIABLE, p), right: forwardOperator(process, p) };

const transport = (process: Process, p: Expression): readonly Expression[] =>
  process.blocks.flatMap((block) => {
    const drift = itoDrift(process, block);
    return isZeroTerm(drift) ? [] : [minus(divergenceBy(block.variable, times(drift, p)))];
  });

const spreading = (process: Process, p: Expression): readonly Expression[] =>
  blockPairs(process).flatMap(([b, c, weight]) => {
    const d = diffusion(b, c);
    if (d === null) return [];
    const isotropic = b === c ? multipleOfIdentity(d) : null;
    const term = isotropic !== null
      ? laplacianBy(b.variable, times(isotropic, p))
      : divergenceBy(b.variable, divergenceBy(c.variable, times(d, p)));
    return [scaled(process.backward ? -weight : weight, term)];
  });
