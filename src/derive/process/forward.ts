/**
 * ∂t p = L* p: the Fokker–Planck equation of a process, as a step of its derivation.
 */
import { fokkerPlanck } from '../../calculus/fokker-planck.ts';
import { use } from '../../kernel/expression.ts';
import type { Process } from '../../language/statement.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import type { Setting } from '../setting.ts';
import { claimText } from '../setting.ts';

export const fokkerPlanckStep = (setting: Setting, process: Process): Step => {
  const { field, declarations } = setting.densityOf(process);
  const p = use(field);
  const { left, right } = fokkerPlanck(process, p, false);
  return {
    title: `Fokker–Planck equation of ${process.name}`, rule: 'fokker-planck', standing: 'derived', declarations,
    prose: say`Let ${p} be the density of ${{ kind: 'process', process }}. It solves`,
    claims: [{ text: claimText(left, right, 'fokker-planck') }],
  };
};
