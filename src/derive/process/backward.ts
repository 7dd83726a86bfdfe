/**
 * ∂t h + L h = 0, h(x,T) = k(x): the backward Kolmogorov equation of an expectation along the process.
 */
import { backwardKolmogorov, terminalCondition } from '../../calculus/backward-kolmogorov.ts';
import { T_VARIABLE, field, use } from '../../kernel/expression.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { claimText } from '../setting.ts';
import { horizonOf, namesOf, newField } from './once.ts';
import type { Subject } from './subject.ts';
import { shortened } from './subject.ts';

export const backwardStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const horizon = horizonOf(setting);
  const terminal = newField(setting, ['k', 'kappa', 'reward'], subject.state);
  const name = setting.names.fresh('h', 'eta', 'mean');
  const h = use(field(name, subject.slots));
  const parts = { terminal: terminal.expression, process, discount: null, running: null, horizon: horizon.expression };
  const { left, right } = backwardKolmogorov(parts, h);
  const end = terminalCondition(h, horizon.expression, terminal.expression);
  return {
    title: `Backward equation of ${process.name}`, rule: 'backward-kolmogorov', standing: 'derived',
    declarations: [
      ...horizon.declarations, ...terminal.declarations,
      `expectation ${name}(${namesOf([...subject.state, T_VARIABLE])}) of ${terminal.field.name}${horizon.clause} along ${process.name}`,
    ],
    prose: say`The expected value ${h} of ${terminal.expression} at the time ${horizon.expression}, as seen at the time ${use(T_VARIABLE)} from the present state, solves the backward equation and has the end value ${terminal.expression}:`,
    claims: [
      { text: claimText(readableForm(setting, shortened(subject, left)), right, 'backward-kolmogorov') },
      { name: `End value of the backward equation of ${process.name}`, text: claimText(end.left, end.right) },
    ],
  };
};
