/**
 * ∂t log p and ∂t s, s = ∇ log p: the equations of the log-density and of the score.
 */
import { logDensityEquation } from '../../calculus/log-density.ts';
import { logDensityTerms } from '../../calculus/log-density-terms.ts';
import { gradientBy } from '../../calculus/state-derivatives.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, log, plus, times } from '../../kernel/expression.ts';
import type { Block } from '../../language/statement.ts';
import { formulaText } from '../formula-text.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { chain, readableForm } from '../readable-claim.ts';
import { claimText } from '../setting.ts';
import { enumerated } from './sentences.ts';
import type { Subject } from './subject.ts';
import { densityOf, movesWith, scoresOf, shortened } from './subject.ts';

export const logDensityStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const { left, right } = logDensityEquation(process, p);
  const written = shortened(subject, logDensityTerms(process, (block) => gradientBy(block.variable, log(p)), 'drift'));
  return {
    title: `Log-density of ${process.name}`, rule: 'log-density', standing: 'derived', declarations,
    prose: say`Divided by ${p}, the forward equation is an equation for ${log(p)}${subject.hasNoise ? ', in which the square of its gradient appears' : ''}:`,
    claims: [{ text: chain(formulaText(left), [...new Set([`${formulaText(readableForm(setting, shortened(subject, right), 'nothing'))} by fokker-planck`, formulaText(readableForm(setting, written))])]) }],
  };
};

/** ∂t s_b = ∇_b (…) for each block. */
export const scoreStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const scores = scoresOf(subject);
  const change = readableForm(setting, shortened(subject, logDensityTerms(process, scores.of, 'noise')));
  return {
    title: `Score of ${process.name}`, rule: 'score-dynamics', standing: 'derived', declarations: scores.declarations,
    prose: [
      'The gradient of the equation of the log-density is ', process.blocks.length === 1 ? 'an equation for the gradient ' : 'equations for the gradients ', ...enumerated(process.blocks.map(scores.of)),
      `, the score${process.blocks.length === 1 ? '' : 's'} of the density:`,
    ],
    claims: process.blocks.map((block) => ({
      ...(process.blocks.length === 1 ? {} : { name: `Score of ${process.name} by ${block.variable.name}` }),
      text: claimText(derivative(T_VARIABLE, scores.of(block)), gradientOf(subject, block, change), 'log-density'),
    })),
  };
};

/** ∇(c (e + k)) as c ∇e, where c and k do not depend on the state. */
const gradientOf = (subject: Subject, block: Block, e: Expression): Expression => {
  const factors = e.kind === 'multiply' ? e.factors : [e];
  const fixed = factors.filter((f) => !movesWith(subject, f));
  const [only, ...others] = factors.filter((f) => movesWith(subject, f));
  if (only === undefined || others.length > 0 || only.kind !== 'add') return gradientBy(block.variable, e);
  return times(...fixed, gradientBy(block.variable, plus(...only.terms.filter((term) => movesWith(subject, term)))));
};
