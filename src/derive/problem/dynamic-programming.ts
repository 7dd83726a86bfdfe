/**
 * dV = (∂t V + L^u V) dt + ∇V·G dW: the dynamic programming step, with its expansion by Itô's formula.
 */
import { times } from '../../kernel/expression.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import { itoFormula } from '../../calculus/ito-formula.ts';
import { bodyText } from '../formula-text.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import type { Analysis } from './analysis.ts';
import { hasNoOptimum, isMinimum } from './analysis.ts';
import { noisesOf } from '../process/claims.ts';
import { tidy } from './tidy.ts';

export const dynamicProgrammingStep = (a: Analysis): Step => {
  const { problem: { name, process }, value, setting } = a;
  const formula = itoFormula(process, value, 'ito');
  const shown = noisesOf(formula).map((noise) => ({ ...noise, coefficient: tidy(setting, noise.coefficient) }));
  return {
    title: `Dynamic programming for ${name}`, rule: 'dynamic-programming', standing: 'derived', declarations: a.declarations,
    prose: hasNoOptimum(a) ? say`Along the process under any control, Itô’s formula gives the change of the value ${value}, as of any function:` : principle(a),
    claims: [{ text: bodyText({ kind: 'differential', of: value, drift: formula.drift, noises: shown, process, stratonovich: false }) }],
  };
};

/** No negative drift under any control, and none under the best one, where there is one. */
const principle = (a: Analysis): Step['prose'] => {
  const { problem: { discount, running }, value } = a;
  const alone = isWrittenZero(running);
  return [
    ...say`What remains of an optimal path after a while is optimal [@fleming2006]. So, over a short time, `,
    ...(alone ? [] : say`the ${isMinimum(a) ? 'cost' : 'reward'} ${running} and `), ...say`the change of the value ${value}`,
    ...(discount === null ? [] : say`, less ${times(discount, value)} for the discount,`),
    ` ${alone ? 'has' : 'together have'} ${isMinimum(a) ? 'no negative' : 'no positive'} drift under any control, and none under the best one${a.laws.found ? '' : ', if there is one'}. Itô’s formula gives that change:`,
  ];
};
