/**
 * From the Fokker–Planck equation to a problem of control: the equation of V = −log p(x,T−t), the minimum that hides in
 * its square, the problem of which V is the value, and the score as its optimal control.
 */
import { controlCost, controlTerm, gradientThroughNoise } from '../../calculus/score-as-control.ts';
import { generator } from '../../calculus/generator.ts';
import { isZeroTerm } from '../../calculus/equation.ts';
import { along } from '../../calculus/state-derivatives.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, num, optimum, plus, times, use } from '../../kernel/expression.ts';
import { bodyText, formulaText } from '../formula-text.ts';
import type { Statement, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { declarationOf } from '../process/claims.ts';
import { tidy } from '../problem/tidy.ts';
import { readableForm } from '../readable-claim.ts';
import { claimText } from '../setting.ts';

import type { Bridge, Control } from './build.ts';

const declarationOfControl = ({ variable }: Control): string =>
  `control ${variable.name}${variable.space === null ? '' : variable.space === 'n' ? ': vector' : `: vector(${variable.space})`}`;

export const valueStep = (b: Bridge): Step => {
  const { forward, value, setting } = b;
  const saved = b.controls.map((c) => squareSaved(b, c));
  const terms = [derivative(T_VARIABLE, value), readableForm(setting, generator(b.passive, value)), ...saved, ...(b.cost === null ? [] : [b.cost])];
  return {
    title: `Log-density of ${forward.name} in the reversed clock`, rule: 'log-density', standing: 'derived', declarations: b.declarations,
    prose: say`The negative log-density in the reversed clock is ${value}. Divided by the density, the Fokker–Planck equation of ${forward.name} becomes`,
    claims: [{ text: claimText(b.short(plus(...terms.filter((e) => !isZeroTerm(e)))), num(0), 'fokker-planck') }],
  };
};

/** Gᵀ∇V at T − t, the push of one Brownian motion's control. */
const push = (b: Bridge, { wiener }: Control): Expression => tidy(b.setting, gradientThroughNoise(b.problem.process, wiener, b.value));

/** −½ |Gᵀ∇V|² */
const squareSaved = (b: Bridge, c: Control): Expression => tidy(b.setting, times(num(-1), controlCost([push(b, c)])));

export const problemStep = (b: Bridge): Step => {
  const { forward, problem, value } = b;
  const { terminal, running, horizon } = problem;
  const at = horizon === null || formulaText(horizon) === 'T' ? '' : ` at ${formulaText(horizon)}`;
  const statement = `problem ${problem.name}: minimize running ${formulaText(running)} terminal ${terminal === null ? '0' : formulaText(terminal)}${at} over ${b.controls.map((c) => c.variable.name).join(', ')} along ${problem.process.name}`;
  return {
    title: `Control problem for the score of ${forward.name}`, rule: 'score-as-control', standing: 'derived',
    declarations: [...b.controls.map(declarationOfControl), declarationOf(problem.process), statement],
    prose: say`The square in this equation is what the best control saves: it is a minimum, over the control, of its cost and its push. So ${value} is the value of the problem of control above [@berner2024], which ends with the negative log-density of the data:`,
    claims: [...b.controls.map((c): Statement => squareAsMinimum(b, c)), { text: bodyText({ kind: 'value', value, problem }) }],
  };
};

/** min_u { ½|u|² + G u · ∇V } = −½|Gᵀ∇V|² */
const squareAsMinimum = (b: Bridge, c: Control): Statement => {
  const u = use(c.variable);
  const pushes = b.problem.process.blocks.flatMap((block) => {
    const term = controlTerm(block, c.wiener, u);
    return term === null ? [] : [along(block.variable, term, b.value)];
  });
  return {
    name: `The square for ${b.forward.name} as a minimum over ${c.variable.name}`,
    text: claimText(optimum('min', c.variable, plus(controlCost([u]), ...pushes)), squareSaved(b, c)),
  };
};

export const controlStep = (b: Bridge): Step => ({
  title: `The score of ${b.forward.name} is the optimal control`, rule: 'score-as-control', standing: 'derived', declarations: [],
  prose: say`The optimal control is the score in the reversed clock, seen through the noise:`,
  claims: b.controls.map((c): Statement => ({
    ...(b.controls.length === 1 ? {} : { name: `The score of ${b.forward.name} through d${c.wiener} is the optimal control ${c.variable.name}` }),
    text: bodyText({ kind: 'optimal', control: c.variable, law: c.best, problem: b.problem, value: b.value }),
  })),
});
