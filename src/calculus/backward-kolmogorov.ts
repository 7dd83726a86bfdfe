/**
 * ∂t h + L h − r h + c = 0, h(x,T) = φ(x): the equation of h = E[ e^{−∫r} φ(X_T) + ∫ e^{−∫r} c ds | X_t = x ].
 *
 * Convention: the clock runs up to the horizon T; discount r and running term c are absent where they are null.
 * Source: Feynman–Kac; Karatzas and Shreve, Brownian Motion and Stochastic Calculus, theorem 5.7.6.
 */
import type { Expression } from '../kernel/expression.ts';
import { T_VARIABLE, at, derivative, minus, num, plus, times } from '../kernel/expression.ts';
import type { Process } from '../language/statement.ts';
import type { Equation } from './equation.ts';
import { isWrittenZero } from './equation.ts';
import { generator } from './generator.ts';
import { GoalError } from './goal-error.ts';

/** What an expectation is of: the parts of `expectation h of φ along X discounted r plus running c`. */
export interface ExpectationTerms {
  readonly terminal: Expression;
  readonly process: Process;
  readonly discount: Expression | null;
  readonly running: Expression | null;
  readonly horizon: Expression;
}

/** ∂t h + L h − r h + c = 0. Throws a GoalError for a process whose clock runs down. */
export const backwardKolmogorov = (of: ExpectationTerms, h: Expression): Equation => {
  if (of.process.backward) {
    throw new GoalError('an expectation looks ahead, along a process whose clock runs up; this one is `backward`', of.process.span);
  }
  const terms = [derivative(T_VARIABLE, h), generator(of.process, h)].filter((term) => !isWrittenZero(term));
  if (of.discount !== null) terms.push(minus(times(of.discount, h)));
  if (of.running !== null) terms.push(of.running);
  return { left: plus(...terms), right: num(0) };
};

/** h(x,T) = φ(x). */
export const terminalCondition = (h: Expression, horizon: Expression, terminal: Expression): Equation => ({
  left: at(h, [{ variable: T_VARIABLE, value: horizon }]), right: terminal,
});
