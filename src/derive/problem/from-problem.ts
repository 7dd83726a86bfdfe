/**
 * The bridge backwards: from a linearly solvable problem the diffusion whose score solves it.
 *
 * With V = −λ log ψ the function ψ solves ∂t ψ + b·∇ψ + ½ D:∇²ψ = (c/λ) ψ. Read in the reversed clock this is the
 * Fokker–Planck equation of dY = (∇·D − b) dt + G dB, all at T − t, with the killing rate κ = c/λ − L₀*1, where L₀* is
 * the forward operator of dX = b dt + G dW, so that L₀*1 = ½ ∇·∇·D − ∇·b. Where κ vanishes, that is, for the running cost
 * c = λ L₀*1, ψ is a density up to a factor.
 */
import { isWrittenZero } from '../../calculus/equation.ts';
import { forwardOperator } from '../../calculus/fokker-planck.ts';
import type { QuadraticProblem } from '../../calculus/log-transform.ts';
import { logarithmOf, optimalAction, exponentialOf } from '../../calculus/log-transform.ts';
import { reversedPassiveDrift } from '../../calculus/score-as-control.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, field, minus, num, over, parameter, plus, subtract, times, use } from '../../kernel/expression.ts';
import type { Problem, Process } from '../../language/statement.ts';
import { bodyText, formulaText } from '../formula-text.ts';
import type { Derived, NotFound, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { atReversedTime } from '../process/mirrored.ts';
import type { Setting } from '../setting.ts';
import { claimText, slotsOf } from '../setting.ts';
import { analyse } from './analysis.ts';
import type { Analysis } from './analysis.ts';
import { anotherProcess } from './another-process.ts';
import { inserted } from './insert.ts';
import { matchingTemperature, quadraticProblemOf } from './quadratic-problem.ts';
import { tidy } from './tidy.ts';

export const diffusionOf = async (setting: Setting, problem: Problem): Promise<Derived> => {
  const a = await analyse(setting, problem);
  const nothing = (reason: string): Derived => ({ sections: [], notFound: [{ what: `the diffusion whose score solves ${problem.name}`, reason }] });
  if (!a.laws.found) return nothing(a.laws.reason);
  const read = quadraticProblemOf(a);
  if ('reason' in read) return nothing(read.reason);
  const lambda = matchingTemperature(a, read.quadratic);
  if (lambda === null) return nothing('the logarithmic transform does not make its equation linear: the noise does not match the cost of control');
  const { terminal, horizon, discount } = problem;
  if (discount !== null) return nothing('the discount keeps its equation from being linear');
  if (terminal === null || horizon === null) return nothing('its horizon is infinite, so there is no time at which the diffusion would start');
  return build(a, read.quadratic, read.least, lambda, terminal, horizon);
};

/** Everything of the forward process at its own clock, and the running cost that needs no killing. */
const build = (a: Analysis, q: QuadraticProblem, least: Expression, lambda: Expression, terminal: Expression, horizon: Expression): Derived => {
  const { setting, problem } = a;
  const reversed = (e: Expression): Expression => atReversedTime(e, horizon);
  const forward = anotherProcess(setting, q.passive, ['Y', 'N', `${q.passive.blocks[0]?.name ?? 'X'}_back`], (block) => ({
    drift: reversed(tidy(setting, reversedPassiveDrift(q.passive, block, num(1)))),
    noises: block.noises.map((noise) => ({ ...noise, stratonovich: false, coefficient: reversed(noise.coefficient) })),
  }));
  const rate = tidy(setting, subtract(costRate(q, lambda), forwardOperator(q.passive, num(1))));
  const step = mainStep(a, q, { least, lambda, terminal, horizon, forward: forward.process, declaration: forward.declaration, rate, reversed });
  return {
    sections: [{ heading: `The diffusion whose score solves ${problem.name}`, steps: step }],
    notFound: formulaText(rate) === '0' ? [] : [neededCost(a, q, lambda, rate)],
  };
};

/** c/λ; of a reward −c/λ. */
const costRate = (q: QuadraticProblem, lambda: Expression): Expression =>
  (q.sense === 'minimize' ? over(q.cost, lambda) : minus(over(q.cost, lambda)));

/** λ L₀*1, found as c − λ κ. */
const neededCost = (a: Analysis, q: QuadraticProblem, lambda: Expression, rate: Expression): NotFound => {
  const needed = tidy(a.setting, q.sense === 'minimize' ? subtract(q.cost, times(lambda, rate)) : plus(q.cost, times(lambda, rate)));
  return {
    what: `a diffusion without killing whose score solves ${a.problem.name}`,
    reason: `its running ${q.sense === 'minimize' ? 'cost' : 'reward'} would have to be ${formulaText(needed)} besides that of the control; it is ${formulaText(q.cost)}`,
  };
};

interface Parts {
  readonly least: Expression;
  readonly lambda: Expression;
  readonly terminal: Expression;
  readonly horizon: Expression;
  readonly forward: Process;
  readonly declaration: string;
  /** The killing rate, in the clock of the problem. */
  readonly rate: Expression;
  readonly reversed: (e: Expression) => Expression;
}

const mainStep = (a: Analysis, q: QuadraticProblem, parts: Parts): readonly Step[] => {
  const { setting, problem } = a;
  const { lambda, terminal, forward, rate, reversed, least } = parts;
  const killed = formulaText(rate) !== '0';
  const density = field(setting.names.fresh('p', 'rho', 'phi'), slotsOf(forward), { sign: 'positive' });
  const p = use(density);
  const constant = use(parameter(setting.names.fresh('Z', 'Z_0', 'norm'), { sign: 'positive' }));
  const start = inserted(p, [{ variable: T_VARIABLE, value: num(0) }]);
  const initial = over(exponentialOf(problem.sense, terminal, lambda), constant);
  const own = `${density.name}(${density.slots.map((v) => v.name).join(',')})`;
  const evolution = killed
    ? [`field ${own} > 0`, `assume ${claimText(derivative(T_VARIABLE, p), subtract(forwardOperator(forward, p), times(reversed(rate), p)))}`]
    : [`density ${own} of ${forward.name}`];
  const value = logarithmOf(problem.sense, times(constant, reversed(p)), lambda);
  const law = plus(...(isWrittenZero(least) || formulaText(least) === '0' ? [] : [least]), reversedScore(a, q, lambda, p, reversed));
  return [{
    title: `The value of ${problem.name} is a log-density`, rule: 'score-as-control', standing: 'derived',
    declarations: [parts.declaration, `param ${formulaText(constant)} > 0`, ...evolution, `assume ${claimText(start, initial)}`],
    prose: killed
      ? say`The process above starts from the density ${initial}, where ${constant} normalises it, and is killed at the rate ${reversed(rate)} (where that is negative, it multiplies). The density ${p} of what is left, in the reversed clock, gives the value [@kappen2005; @berner2024]:`
      : say`The process above starts from the density ${initial}, where ${constant} normalises it. Its density ${p}, in the reversed clock, gives the value [@berner2024]:`,
    claims: [{ text: bodyText({ kind: 'value', value, problem }) }],
  }, {
    title: `The optimal control of ${problem.name} is a score`, rule: 'score-as-control', standing: 'derived', declarations: [],
    prose: say`So the optimal control is the score of that diffusion in the reversed clock:`,
    claims: [{ text: bodyText({ kind: 'optimal', control: q.control, law, problem, value }) }],
  }];
};

/** λ R⁻¹ Bᵀ ∇log p(x,T−t): the coefficients in the clock of the problem, the density in the reversed one. */
const reversedScore = (a: Analysis, q: QuadraticProblem, lambda: Expression, p: Expression, reversed: (e: Expression) => Expression): Expression =>
  tidy(a.setting, optimalAction(q, reversed(p), lambda));
