/**
 * ∂t V + min_u { ℓ + L^u V } = ρ V, with the minimum and after it is taken, and what V is at the horizon.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import { hamiltonJacobiBellman, terminalValue } from '../../calculus/hjb.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, num, plus, use } from '../../kernel/expression.ts';
import { isZeroTerm } from '../../calculus/equation.ts';
import { withPowers } from '../../search/powers.ts';
import { inReadingOrder } from '../../render/order.ts';
import type { Step } from '../derivation.ts';
import { equation, say } from '../derivation.ts';
import { claimText } from '../setting.ts';
import type { Analysis } from './analysis.ts';
import { hamiltonianAt, isKnownEverywhere, isMinimum, optimumOver, whereOf, withTimeAndDiscount } from './analysis.ts';
import { closedChange, closedRunning, noControls } from './closed-problem.ts';
import { inserted } from './insert.ts';
import { savedByControl, withoutControl } from './partial-optimum.ts';

export const hjbStep = (a: Analysis): Step => {
  const { problem, value } = a;
  const best = optimumOver(a, hamiltonianAt(a, problem.controls.map(use)));
  const { right } = hamiltonJacobiBellman(problem, value);
  const terminal = terminalValue(problem, value);
  return {
    title: `Hamilton–Jacobi–Bellman equation of ${problem.name}`, rule: 'hjb', standing: 'derived', declarations: [],
    prose: terminal === null
      ? [
        ...say`${noDrift(a)}. The horizon is infinite and nothing depends on time, so ${value} is a function of the state alone`,
        ...(a.hasEquation ? [':'] : say`. It solves ${equation(best, right)}; in what is proved here ${value} may be any function, and what the equation leaves is the smallest drift:`),
      ]
      : say`${noDrift(a)}, and at the horizon the value is the terminal ${isMinimum(a) ? 'cost' : 'reward'}, ${equation(terminal.left, terminal.right)}:`,
    claims: [
      { text: a.hasEquation ? claimText(withTime(value, best), right, 'hjb') : claimText(optimumOver(a, withTimeAndDiscount(a, hamiltonianAt(a, problem.controls.map(use)))), withTimeAndDiscount(a, best)) },
      ...(terminal === null ? [] : [{ name: `Terminal condition of ${problem.name}`, text: claimText(terminal.left, terminal.right) }]),
    ],
  };
};

/** Where no optimum is known there may be none. */
const noDrift = (a: Analysis): string => `${a.laws.found ? 'No' : 'If there is a best control, no'} drift is left under ${a.laws.found ? 'the best control' : 'it'}`;

const withTime = (value: Expression, e: Expression): Expression => (dependsOn(value, T_VARIABLE) ? plus(derivative(T_VARIABLE, value), e) : e);

export const minimisedHjbStep = (a: Analysis): Step => {
  const { problem, value } = a;
  const best = bestHamiltonian(a);
  const title = `Hamilton–Jacobi–Bellman equation of ${problem.name}, ${isMinimum(a) ? 'minimised' : 'maximised'}`;
  // Where the optimum is known for some states alone, or the equation cannot be used, the optimum itself is stated.
  const isUsed = isKnownEverywhere(a) && a.hasEquation;
  const statement = isUsed ? { text: claimText(withTime(value, best), hamiltonJacobiBellman(problem, value).right, 'hjb') }
    : { ...whereOf(a), text: claimText(optimumOver(a, hamiltonianAt(a, problem.controls.map(use))), best) };
  return {
    title, rule: 'hjb', standing: 'derived', declarations: [],
    prose: isUsed ? say`With the optimal control put in, no control is left in the equation:`
      : a.hasEquation ? say`With the optimal control put in, what stands in the equation for the ${isMinimum(a) ? 'minimum' : 'maximum'} is`
        : say`With the optimal control put in, the ${isMinimum(a) ? 'minimum' : 'maximum'} in the equation is`,
    claims: [statement],
  };
};

/** H(x,t,u*) written out. Of a quadratic one: L V − ½ b·A⁻¹b + ℓ at u = 0, b the derivative by u there. */
export const bestHamiltonian = (a: Analysis): Expression => {
  const { setting, problem, value, hamiltonian, best } = a;
  const [law, ...others] = best;
  if (law === undefined || others.length > 0 || !law.quadratic) return inReadingOrder(withPowers(best.reduceRight((e, one) => withoutControl(setting, e, one), hamiltonian.value)));
  const none = noControls(problem);
  const slope = inserted(law.slope, [{ variable: law.control, value: none[0] ?? num(0) }]);
  return plus(...nonzero(closedChange(setting, problem, none, value)), savedByControl(setting, slope, law.curvature), ...nonzero(closedRunning(setting, problem, none)));
};

const nonzero = (e: Expression): readonly Expression[] => (isZeroTerm(e) ? [] : [e]);
