/**
 * ∂t V + min_u { ℓ + L^u V } = ρ V, V(x,T) = k(x): the Hamilton–Jacobi–Bellman equation of
 * V(x,t) = min E[ ∫ e^{−ρ(s−t)} ℓ ds + e^{−ρ(T−t)} k(X_T) | X_t = x ].
 *
 * Convention: V is discounted to the present time t; maximising writes max for min. ∂t V is there only where V
 * depends on t: without a terminal cost the horizon is infinite, and V need not. Regularity and verification are assumed.
 * Source: Fleming and Soner, Controlled Markov Processes and Viscosity Solutions, 2nd ed., sections IV.3 and IV.5.
 */
import type { Expression } from '../kernel/expression.ts';
import { T_VARIABLE, derivative, num, optimum, plus, times } from '../kernel/expression.ts';
import type { Problem } from '../language/statement.ts';
import { terminalCondition } from './backward-kolmogorov.ts';
import { dependsOn } from './dependence.ts';
import type { Equation } from './equation.ts';
import { isWrittenZero } from './equation.ts';
import { generator } from './generator.ts';
import { GoalError } from './goal-error.ts';

/** ℓ + L^u V, what the controls optimise. Throws a GoalError for a process whose clock runs down. */
export const hamiltonian = (problem: Problem, value: Expression): Expression => {
  if (problem.process.backward) {
    throw new GoalError('a problem looks ahead, along a process whose clock runs up; this one is `backward`', problem.process.span);
  }
  const terms = [problem.running, generator(problem.process, value)].filter((term) => !isWrittenZero(term));
  return plus(...terms);
};

/** ∂t V + min_u { ℓ + L^u V } = ρ V, with the optimum left as it is. */
export const hamiltonJacobiBellman = (problem: Problem, value: Expression): Equation => {
  const which = problem.sense === 'minimize' ? 'min' : 'max';
  const best = problem.controls.reduceRight((e, control) => optimum(which, control, e), hamiltonian(problem, value));
  return {
    left: dependsOn(value, T_VARIABLE) ? plus(derivative(T_VARIABLE, value), best) : best,
    right: problem.discount === null ? num(0) : times(problem.discount, value),
  };
};

/** V(x,T) = k(x); null for an infinite horizon. */
export const terminalValue = (problem: Problem, value: Expression): Equation | null =>
  problem.terminal === null || problem.horizon === null
    ? null
    : terminalCondition(value, problem.horizon, problem.terminal);
