/**
 * Processes with the densities of a given one: the probability flow, which has no noise, and the family between the two.
 */
import { flowVelocity } from '../../calculus/probability-flow.ts';
import { scoreTerms } from '../../calculus/time-reversal.ts';
import { isZeroTerm } from '../../calculus/equation.ts';
import { itoDrift } from '../../calculus/ito-drift.ts';
import { divergenceBy } from '../../calculus/state-derivatives.ts';
import type { Expression } from '../../kernel/expression.ts';
import { log, minus, num, plus, pow, subtract, times } from '../../kernel/expression.ts';
import type { Block, Process } from '../../language/statement.ts';
import type { Step } from '../derivation.ts';
import { equation, say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { declarationOf, densityClaim, differentialClaim, unnamed } from './claims.ts';
import { newParameter } from './once.ts';
import { renamed, withDrift } from './reversal.ts';
import type { Subject } from './subject.ts';
import { densityOf, shortened } from './subject.ts';

/** dx/dt = b − ½ ∇·D − ½ D s, with the density of the process, and the change of the log-density along it. */
export const flowStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const velocity = (block: Block): Expression => readableForm(setting, shortened(subject, flowVelocity(process, block, p)));
  const still: Process = { ...withDrift(process, velocity), blocks: process.blocks.map((block) => ({ ...block, drift: velocity(block), noises: [] })) };
  const flow = renamed(subject, still, 'flow', 'Z', 'F', 'Y');
  const compression = plus(...flow.blocks.map((block) => minus(divergenceBy(block.variable, block.drift))));
  return {
    title: `Probability flow of ${process.name}`, rule: 'probability-flow', standing: 'derived',
    declarations: [...declarations, declarationOf(flow)],
    prose: say`The current divided by the density is a velocity. The equation without noise that follows it carries the same density [@song2021]; along it the log-density changes by compression alone:`,
    claims: [
      { text: densityClaim(p, flow) },
      { name: `Log-density along the flow of ${process.name}`, text: differentialClaim(flow, log(p), { drift: readableForm(setting, compression) }) },
    ],
  };
};

/** b − ½ (1 − λ²)(∇·D + D s), noise λ G: the same density for every λ; backwards with 1 + λ². */
export const familyStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const lambda = newParameter(setting, 'lambda', 'level', 'eta');
  const member = (sign: 1 | -1): Process => ({
    ...process, name: '', backward: sign === -1,
    blocks: process.blocks.map((block) => ({
      ...block, drift: memberDrift(subject, block, p, lambda.expression, sign),
      noises: block.noises.map((noise) => ({ ...noise, stratonovich: false, coefficient: times(lambda.expression, noise.coefficient) })),
    })),
  });
  return {
    title: `The family with the densities of ${process.name}`, rule: 'probability-flow', standing: 'derived',
    declarations: [...declarations, ...lambda.declarations],
    prose: say`Between the process and its probability flow lies a family of processes with the same density: noise of the level ${lambda.expression}, and score to make up for it. At ${equation(lambda.expression, num(1))} it is the process itself, at ${equation(lambda.expression, num(0))} the flow. Run backwards, the sign before the square turns, and ${equation(lambda.expression, num(1))} is the time reversal:`,
    claims: [
      { text: densityClaim(p, unnamed(member(1))) },
      { name: `The family with the densities of ${process.name}, backwards`, text: densityClaim(p, member(-1)) },
    ],
  };
};

const memberDrift = (subject: Subject, block: Block, p: Expression, lambda: Expression, sign: 1 | -1): Expression => {
  const { setting, process } = subject;
  const { divergence, score } = scoreTerms(process, block, p);
  const drift = itoDrift(process, block);
  const osmotic = [...divergence, ...score];
  const factor = sign === 1 ? subtract(num(1), pow(lambda, num(2))) : plus(num(1), pow(lambda, num(2)));
  if (osmotic.length === 0) return drift;
  const paid = times(num(-1, 2), factor, readableForm(setting, shortened(subject, plus(...osmotic))));
  const own = readableForm(setting, shortened(subject, drift));
  return isZeroTerm(own) ? paid : plus(own, paid);
};
