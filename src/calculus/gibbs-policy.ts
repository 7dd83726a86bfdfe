/**
 * min_π ∫ π (h + α log π) du = −α log ∫ exp(−h/α) du at π ∝ exp(−h/α): the entropy-regularised optimum.
 *
 * Convention: h(u) is a Hamiltonian and α > 0 the temperature; a reward has max, h − …, and +α log ∫ exp(h/α). Where
 * h is quadratic in u with second derivative A the policy is Gaussian, with mean u* and covariance α A⁻¹.
 * Source: Wang, Zariphopoulou and Zhou, Reinforcement learning in continuous time and space, J. Mach. Learn. Res. 21
 * (2020).
 */
import type { Expression, Field, Variable } from '../kernel/expression.ts';
import { exp, integral, log, minus, optimum, over, plus, subtract, times, use } from '../kernel/expression.ts';
import type { Problem } from '../language/statement.ts';

export interface Regularised {
  readonly sense: Problem['sense'];
  readonly control: Variable;
  readonly policy: Field;
  readonly temperature: Expression;
  readonly hamiltonian: Expression;
}

/** min_π ∫ π (h + α log π) du, with the optimum left as it is; `argmin` is the policy. */
export const regularisedOptimum = (r: Regularised, argument: boolean): Expression => {
  const policy = use(r.policy);
  const entropy = times(r.temperature, log(policy));
  const body = r.sense === 'minimize' ? plus(r.hamiltonian, entropy) : subtract(r.hamiltonian, entropy);
  const which = r.sense === 'minimize' ? 'min' : 'max';
  return optimum(argument ? `arg${which}` : which, r.policy, integral(r.control, times(policy, body)));
};

/** exp(−h/α); of a reward exp(h/α). */
export const gibbsWeight = (r: Regularised, hamiltonian: Expression): Expression =>
  exp(r.sense === 'minimize' ? minus(over(hamiltonian, r.temperature)) : over(hamiltonian, r.temperature));

/** −α log ∫ exp(−h/α) du, the soft minimum; of a reward α log ∫ exp(h/α) du. */
export const softOptimum = (r: Regularised, hamiltonian: Expression): Expression => {
  const free = times(r.temperature, log(integral(r.control, gibbsWeight(r, hamiltonian))));
  return r.sense === 'minimize' ? minus(free) : free;
};

/** exp(−h/α) / ∫ exp(−h/α) du. */
export const gibbsPolicy = (r: Regularised, hamiltonian: Expression): Expression => {
  const weight = gibbsWeight(r, hamiltonian);
  return over(weight, integral(r.control, weight));
};
