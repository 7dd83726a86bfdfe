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
import { isMinimum } from './analysis.ts';
import { noisesOf } from '../process/claims.ts';
import { tidy } from './tidy.ts';

export const dynamicProgrammingStep = (a: Analysis): Step => {
  const { problem: { name, process, discount, running }, value, setting } = a;
  const formula = itoFormula(process, value, 'ito');
  const shown = noisesOf(formula).map((noise) => ({ ...noise, coefficient: tidy(setting, noise.coefficient) }));
  const change = discount === null ? say`the change of the value ${value}${isWrittenZero(running) ? '' : ' together'}` : say`the change of the value ${value}, less ${times(discount, value)} for the discount,${isWrittenZero(running) ? '' : ' together'}`;
  return {
    title: `Dynamic programming for ${name}`, rule: 'dynamic-programming', standing: 'derived', declarations: a.declarations,
    prose: [
      ...say`What remains of an optimal path after a while is optimal [@fleming2006]. So, over a short time, `, ...(isWrittenZero(running) ? [] : say`the ${isMinimum(a) ? 'cost' : 'reward'} ${running} and `), ...change, ...say` ${isWrittenZero(running) ? 'has' : 'have'} ${isMinimum(a) ? 'no negative' : 'no positive'} drift under any control, and none under the best one. Itô’s formula gives that change:`,
    ],
    claims: [{ text: bodyText({ kind: 'differential', of: value, drift: formula.drift, noises: shown, process, stratonovich: false }) }],
  };
};
