/**
 * The process under its optimal control, and the Fokker–Planck equation of its density.
 */
import { fokkerPlanck } from '../../calculus/fokker-planck.ts';
import { use } from '../../kernel/expression.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { claimText } from '../setting.ts';
import type { Analysis } from './analysis.ts';
import { anotherProcess } from './another-process.ts';
import { closedBlock } from './closed-problem.ts';

export const closedLoopStep = (a: Analysis): Step => {
  const { setting, problem, best } = a;
  const closed = anotherProcess(setting, problem.process, [`${problem.process.blocks[0]?.name ?? 'X'}_star`, 'Y'],
    closedBlock(setting, problem, best.map(({ law }) => law)));
  const density = setting.densityOf(closed.process, 'p_star', 'p');
  const p = use(density.field);
  const { left, right } = fokkerPlanck(closed.process, p, false);
  return {
    title: `Optimal process of ${problem.name}`, rule: 'fokker-planck', standing: 'derived', declarations: [closed.declaration, ...density.declarations],
    prose: say`That is the process under its optimal control. Its density ${p} solves the Fokker–Planck equation`,
    claims: [{ text: claimText(left, readableForm(setting, right, 'nothing'), 'fokker-planck') }],
  };
};
