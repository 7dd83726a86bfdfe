/**
 * q = ∂t V + H − ρ V and Q = V + Δ q: what is learned where the model is not known.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import { itoFormula } from '../../calculus/ito-formula.ts';
import { discountFactor, discountedDrift, qFunction } from '../../calculus/q-function.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, num, parameter, plus, subtract, times, use } from '../../kernel/expression.ts';
import { bodyText } from '../formula-text.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { claimText } from '../setting.ts';
import type { Analysis, Named } from './analysis.ts';
import { hamiltonianAt, isKnownEverywhere, isMinimum, named, optimumOver, withTimeAndDiscount } from './analysis.ts';
import { excessAt } from './verification.ts';
import { noisesOf } from '../process/claims.ts';
import { tidy } from './tidy.ts';

export const qFunctionSteps = (a: Analysis): readonly Step[] => {
  const { problem, setting, value } = a;
  const controls = problem.controls.map(use);
  const q = named(setting, ['q', 'q_rate'], [...a.slots, ...problem.controls], qFunction(hamiltonianAt(a, controls), value, problem.discount));
  const martingale = martingaleStep(a, q);
  return a.hasEquation || isKnownEverywhere(a) ? [rateStep(a, q), smallStep(a, q), martingale] : [{ ...martingale, declarations: [q.declaration] }];
};

/** Where V may be any function, its equation is not used: what it leaves is stated. */
const leastRate = (a: Analysis): Expression => withTimeAndDiscount(a, optimumOver(a, hamiltonianAt(a, a.problem.controls.map(use))));

const rateStep = (a: Analysis, q: Named): Step => ({
  title: `q-function of ${a.problem.name}`, rule: 'q-function', standing: 'derived', declarations: [q.declaration],
  prose: say`The q-function ${use(q.field)} is the rate at which a control falls short of the best one [@jia2023]. In its terms the Hamilton–Jacobi–Bellman equation says that its ${isMinimum(a) ? 'smallest' : 'largest'} value is zero${a.hasEquation ? '' : ', since that is what the equation leaves'}:`,
  claims: a.hasEquation ? [
    { text: claimText(optimumOver(a, use(q.field)), num(0), 'hjb') },
    ...(a.laws.found ? [{ name: `Shortfall of a control of ${a.problem.name}`, text: claimText(use(q.field), excessAt(a, a.problem.controls.map(use)), 'hjb') }] : []),
  ] : [
    { text: claimText(optimumOver(a, use(q.field)), leastRate(a)) },
    { name: `Shortfall of a control of ${a.problem.name}`, text: claimText(use(q.field), plus(optimumOver(a, use(q.field)), excessAt(a, a.problem.controls.map(use)))) },
  ],
});

const smallStep = (a: Analysis, q: Named): Step => {
  const step = parameter(a.setting.names.fresh('Delta', 'h', 'epsilon'), { sign: 'positive' });
  const big = named(a.setting, ['Q', 'Q_step', 'Q_Delta'], [...a.slots, ...a.problem.controls], plus(a.value, times(use(step), use(q.field))));
  return {
    title: `Q-function of ${a.problem.name} over a short time`, rule: 'q-function', standing: a.laws.found ? 'derived' : 'proposed',
    declarations: [`param ${step.name} > 0`, big.declaration],
    prose: say`The Q-function ${use(big.field)} is, to first order, what it ${isMinimum(a) ? 'costs' : 'brings'} to hold a control for a short time ${use(step)} and to go on optimally. Its ${isMinimum(a) ? 'smallest' : 'largest'} value is the value function${a.hasEquation ? '' : ', where this solves its equation'}, and what it has beyond it is the advantage:`,
    claims: [
      { text: a.hasEquation ? claimText(optimumOver(a, use(big.field)), a.value, 'hjb') : claimText(optimumOver(a, use(big.field)), plus(a.value, times(use(step), leastRate(a)))) },
      { name: `Advantage for ${a.problem.name}`, text: claimText(subtract(use(big.field), a.value), times(use(step), use(q.field))) },
    ],
  };
};

/** With a discount that varies the value itself, since exp(−t r) would not be the discount along the path. */
const martingaleStep = (a: Analysis, q: Named): Step => {
  const { problem, value, setting } = a;
  const { discount, running } = problem;
  const isFixed = discount === null || ![...a.slots, ...problem.controls, T_VARIABLE].some((v) => dependsOn(discount, v));
  const factor = isFixed ? discountFactor(discount) : null;
  const of = factor === null ? value : times(factor, value);
  const formula = itoFormula(problem.process, of, 'ito');
  const noises = noisesOf(formula).map((noise) => ({ ...noise, coefficient: tidy(setting, noise.coefficient) }));
  const drift = isFixed ? discountedDrift(use(q.field), running, discount) : plus(discountedDrift(use(q.field), running, null), times(discount, value));
  const [word, integrand] = !isFixed ? ['minus', drift] as const : isWrittenZero(running) ? ['minus', use(q.field)] as const : ['plus', subtract(running, use(q.field))] as const;
  const discounted = factor === null ? '' : ', each discounted to time 0,';
  return {
    title: `Martingale condition for ${problem.name}`, rule: 'q-function', standing: 'derived', declarations: [],
    prose: say`Along the process under any control, the value ${word} the integral of ${integrand} over time${discounted} has no drift: it is a local martingale, and a martingale where its noise is square integrable. This property characterises the q-function [@jia2023]:`,
    claims: [{ text: bodyText({ kind: 'differential', of, drift, noises, process: problem.process, stratonovich: false }) }],
  };
};
