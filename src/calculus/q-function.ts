/**
 * q(x,t,u) = ∂t V + ℓ + L^u V − ρ V: the q-function, the rate at which an action u falls short of the best one.
 *
 * Convention: of a cost, min_u q = 0; of a reward, max_u q = 0. Over a short time Δ the Q-function is V + Δ q + o(Δ).
 * d(e^{−ρt} V) = e^{−ρt} (q − ℓ) dt + noise along the process under u, so that e^{−ρt} V + ∫ e^{−ρs} (ℓ − q) ds is a
 * martingale; this characterises q.
 * Source: Jia and Zhou, q-Learning in continuous time, J. Mach. Learn. Res. 24 (2023).
 */
import type { Expression } from '../kernel/expression.ts';
import { T_VARIABLE, derivative, exp, minus, plus, subtract, times, use } from '../kernel/expression.ts';
import { dependsOn } from './dependence.ts';
import { isWrittenZero } from './equation.ts';

/** The q-function, for a Hamiltonian ℓ + L^u V. */
export const qFunction = (hamiltonian: Expression, value: Expression, discount: Expression | null): Expression => {
  const rate = dependsOn(value, T_VARIABLE) ? plus(derivative(T_VARIABLE, value), hamiltonian) : hamiltonian;
  return discount === null ? rate : subtract(rate, times(discount, value));
};

/** e^{−ρt}; null where nothing is discounted. */
export const discountFactor = (discount: Expression | null): Expression | null =>
  discount === null ? null : exp(minus(times(discount, use(T_VARIABLE))));

/** e^{−ρt} (q − ℓ), the drift of e^{−ρt} V. */
export const discountedDrift = (q: Expression, running: Expression, discount: Expression | null): Expression => {
  const shortfall = isWrittenZero(running) ? q : subtract(q, running);
  const factor = discountFactor(discount);
  return factor === null ? shortfall : times(factor, shortfall);
};
