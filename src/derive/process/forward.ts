/**
 * ∂t p = L* p: the Fokker–Planck equation of a process, as a conservation law, and written out.
 */
import { continuityEquation } from '../../calculus/current.ts';
import { fokkerPlanck } from '../../calculus/fokker-planck.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import { printExpression } from '../../render/text.ts';
import type { Statement, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableClaim, readableForm } from '../readable-claim.ts';
import { claimText } from '../setting.ts';
import { listed } from './sentences.ts';
import type { Subject } from './subject.ts';
import { currentsOf, densityOf, shortened } from './subject.ts';

/** The equation, and its conservative and its expanded form. */
export const fokkerPlanckStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const { left, right } = fokkerPlanck(process, p, false);
  const short = shortened(subject, right);
  const law = readableClaim(setting, left, short, { by: 'fokker-planck' });
  const expanded = readableForm(setting, short, 'products');
  const conserved = readableForm(setting, short);
  const isNew = printExpression(expanded) !== printExpression(conserved);
  const written: readonly Statement[] = isNew ? [{ name: `Fokker–Planck equation of ${process.name}, written out`, text: claimText(left, expanded) }] : [];
  return {
    title: `${subject.hasNoise ? 'Fokker–Planck equation' : 'Liouville equation'} of ${process.name}`, rule: 'fokker-planck', standing: 'derived', declarations,
    prose: say`Let ${p} be the density of the process. By duality with the generator it solves the forward equation${isNew ? ', first in conservative form, then with the products differentiated.' : '.'}`,
    claims: [law, ...written],
  };
};

/** ∂t p = −∇·J, one current a block. */
export const continuityStep = (subject: Subject): Step => {
  const { process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const currents = currentsOf(subject);
  const { left, right } = continuityEquation(process, p, currents.all.map((c) => c.expression));
  const moving = currents.all.filter((c) => !isWrittenZero(c.value));
  return {
    title: `Current of ${process.name}`, rule: 'continuity', standing: 'derived',
    declarations: [...declarations, ...currents.declarations],
    prose: [...say`The forward equation conserves probability: it is a continuity equation, with the current${moving.length === 1 ? '' : 's'} `, ...listed(moving.map((c) => ({ left: c.expression, right: c.value }))), '.'],
    claims: [{ text: claimText(left, right, 'fokker-planck') }],
  };
};
