/**
 * ∂t p = L* p: the Fokker–Planck equation of a process, as a conservation law, and written out.
 */
import { continuityEquation } from '../../calculus/current.ts';
import { fokkerPlanck } from '../../calculus/fokker-planck.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import { formulaText } from '../formula-text.ts';
import type { Statement, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableClaim, readableForm } from '../readable-claim.ts';
import { claimText } from '../setting.ts';
import { enumerated } from './sentences.ts';
import type { Subject } from './subject.ts';
import { currentsOf, densityOf, shortened } from './subject.ts';

/** The equation, and its conservative and its expanded form. */
export const fokkerPlanckStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const { left, right } = fokkerPlanck(process, p, false);
  const short = readableForm(setting, shortened(subject, right), 'nothing');
  const law = readableClaim(setting, left, short, { by: 'fokker-planck' });
  const expanded = readableForm(setting, short, 'products');
  const conserved = readableForm(setting, short);
  const isNew = formulaText(expanded) !== formulaText(conserved);
  const title = `${subject.hasNoise ? 'Fokker–Planck equation' : 'Liouville equation'} of ${process.name}`;
  const written: readonly Statement[] = isNew ? [{ name: `${title}, written out`, text: claimText(left, expanded) }] : [];
  return {
    title, rule: 'fokker-planck', standing: 'derived', declarations,
    prose: say`By duality with the generator the density ${p} solves the forward equation${isNew ? ', in conservative form and with the products differentiated:' : ':'}`,
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
    prose: [
      'The forward equation is a continuity equation: probability is conserved',
      ...(moving.length === 0 ? [':'] : [`, and flows with the current${moving.length === 1 ? '' : 's'} `, ...enumerated(moving.map((c) => c.expression)), ':']),
    ],
    claims: [{ text: claimText(left, right, 'fokker-planck') }],
  };
};
