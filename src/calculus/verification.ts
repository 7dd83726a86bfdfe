/**
 * ∂t ∫ q V + ∫ q (ℓ − ρ V) = ∫ q e: the verification identity, for any feedback law w.
 *
 * Convention: q is the density of the process that w steers, ℓ is the running cost under w, and
 * e = ∂t V + ℓ + L^w V − ρ V is the excess of the Hamiltonian at w over its minimum. Integrated over time it reads:
 * expected cost of w minus expected value at the start = expected excess, both discounted. A maximum has e ≤ 0.
 * Source: Fleming and Soner, Controlled Markov Processes and Viscosity Solutions, 2nd ed., section IV.3.
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, derivative, dot, integral, minus, num, plus, shapeOf, subtract, times } from '../kernel/expression.ts';
import type { Block, Process } from '../language/statement.ts';
import { diffusion } from './diffusion.ts';
import type { Equation } from './equation.ts';
import { isWrittenZero } from './equation.ts';
import { itoDrift } from './ito-drift.ts';
import { contractOver, divergenceBy, gradientBy, multipleOfIdentity } from './state-derivatives.ts';

/** The cost and value of a law, in the mean over a density: everything is a function of the state and the time. */
export interface LawInTheMean {
  readonly density: Expression;
  readonly value: Expression;
  readonly running: Expression;
  readonly discount: Expression | null;
  readonly excess: Expression;
  readonly state: readonly Variable[];
}

export const verificationIdentity = (law: LawInTheMean): Equation => {
  const { density, value, running, discount, excess, state } = law;
  const rate = discount === null ? running : plus(...(isWrittenZero(running) ? [] : [running]), minus(times(discount, value)));
  const change = derivative(T_VARIABLE, overState(state, times(density, value)));
  return {
    left: isWrittenZero(rate) ? change : plus(change, overState(state, times(density, rate))),
    right: overState(state, times(density, excess)),
  };
};

/** The integral over the whole state. */
const overState = (state: readonly Variable[], e: Expression): Expression => state.reduceRight((inner, variable) => integral(variable, inner), e);

/** ½ (u − u*)ᵀ A (u − u*), the excess of a Hamiltonian that is quadratic in u with second derivative A. */
export const quadraticExcess = (control: Expression, best: Expression, curvature: Expression): Expression => {
  const distance = subtract(control, best);
  const multiple = multipleOfIdentity(curvature);
  const square = multiple !== null || shapeOf(distance).length === 0 ? squareOf(distance) : dot(distance, dot(curvature, distance));
  return multiple === null ? times(num(1, 2), square) : halved(multiple, square);
};

const squareOf = (e: Expression): Expression => (shapeOf(e).length === 0 ? { kind: 'power', base: e, exponent: num(2) } : dot(e, e));

const halved = (factor: Expression, square: Expression): Expression =>
  (factor.kind === 'number' && factor.value.numerator === factor.value.denominator ? times(num(1, 2), square) : times(num(1, 2), factor, square));

/**
 * b V q + ½ Σ_c D_bc (q ∇_c V) − ½ V Σ_c ∇_c·(D_bc q), one block's part of the flux J in
 * ∂t (q V) + q (ℓ − ρ V) = q e − ∇·J: the identity before it is integrated.
 */
export const verificationFlux = (process: Process, block: Block, density: Expression, value: Expression): Expression => {
  const drift = itoDrift(process, block);
  const noise = process.blocks.flatMap((other): readonly Expression[] => {
    const d = diffusion(block, other);
    if (d === null) return [];
    const multiple = block === other ? multipleOfIdentity(d) : null;
    const gradient = gradientBy(other.variable, value);
    const forward = multiple === null ? contractOver(other.variable, d, gradient) : times(multiple, gradient);
    const spread = multiple === null ? divergenceBy(other.variable, times(density, d)) : gradientBy(other.variable, times(multiple, density));
    return [times(num(1, 2), density, forward), times(num(-1, 2), value, spread)];
  });
  return plus(...(isWrittenZero(drift) ? [] : [times(density, value, drift)]), ...noise);
};

/** ∂t (q V) + q (ℓ − ρ V) = q e − Σ_b ∇_b·J_b. */
export const localVerificationIdentity = (process: Process, law: LawInTheMean): Equation => {
  const { density, value, running, discount, excess } = law;
  const rate = discount === null ? running : plus(...(isWrittenZero(running) ? [] : [running]), minus(times(discount, value)));
  const change = derivative(T_VARIABLE, times(density, value));
  const fluxes = process.blocks.map((block) => minus(divergenceBy(block.variable, verificationFlux(process, block, density, value))));
  return { left: isWrittenZero(rate) ? change : plus(change, times(density, rate)), right: plus(times(density, excess), ...fluxes) };
};
