/**
 * How entropy, and the relative entropy of two densities, change along the process: under the integral, or, where the
 * state has several parts, at every point with what flows away from there.
 */
import { entropyFlux, expansionRate, squaredByNoise } from '../../calculus/entropy.ts';
import { isWrittenZero } from '../../calculus/equation.ts';
import { divergenceBy, gradientBy } from '../../calculus/state-derivatives.ts';
import type { Expression } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, field, log, minus, num, over, plus, times, use } from '../../kernel/expression.ts';
import type { Block } from '../../language/statement.ts';
import { formulaText } from '../formula-text.ts';
import type { Statement, Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { claimText, hasFixedDimension } from '../setting.ts';
import { integralText } from './claims.ts';
import { namesOf } from './once.ts';
import { farAway } from './sentences.ts';
import type { Subject } from './subject.ts';
import { currentsOf, densityOf, scoresOf, shortened } from './subject.ts';

/** d/dt (−∫ p log p) = ∫ p (∇·b − ½ ∇·∇·D) + ½ ∫ p s·D s */
export const entropyStep = (subject: Subject): Step => {
  const { process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const scores = scoresOf(subject);
  const expansion = readableForm(subject.setting, shortened(subject, expansionRate(process)), hasFixedDimension(subject.setting) ? 'nothing' : 'explicit');
  const square = squaredByNoise(process, scores.of);
  const isIto = process.blocks.every((block) => block.noises.every((noise) => !noise.stratonovich));
  const mean = `changes with the divergence of the drift${!subject.hasMovingNoise ? '' : `${isIto ? '' : ' in the sense of Itô'} less half the second divergence of the diffusion matrix`}, and `;
  const rate: Rate = {
    density: minus(times(p, log(p))),
    terms: [
      ...(isWrittenZero(expansion) ? [] : [{ factor: null, integrand: times(p, expansion) }]),
      ...(square === null ? [] : [{ factor: process.backward ? num(-1, 2) : num(1, 2), integrand: times(p, readable(subject, square)) }]),
    ],
    flux: (block, current) => entropyFlux(process, block, current, p, log(p), scores.of),
    sign: 1,
  };
  return {
    title: `Entropy of ${process.name}`, rule: 'entropy', standing: 'derived',
    declarations: [...declarations, ...scores.declarations, ...(isLocal(subject) ? currentsOf(subject).declarations : [])],
    prose: [
      ...(square === null
        ? say`The entropy of the density changes with the divergence of the flow.`
        : say`${clock(subject)}he entropy of the density ${isWrittenZero(expansion) ? '' : mean}${process.backward ? 'falls' : 'grows'} with the Fisher information, measured by the noise.`),
      ...aboutFlux(subject),
    ],
    claims: [statement(subject, rate)],
  };
};

/** In which direction of time a process that runs down is read. */
const clock = ({ process }: Subject): string => (process.backward ? 'The process runs down the clock; with growing time t' : 'T');

/** d/dt ∫ p log(p/q) = −½ ∫ p r·D r, r = ∇log(p/q) */
export const relativeEntropyStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const { expression: p, declarations } = densityOf(subject);
  const name = setting.names.fresh('q', 'rho', 'mu');
  const q = use(field(name, subject.slots, { sign: 'positive' }));
  const ratio = log(over(p, q));
  const slope = (block: Block): Expression => gradientBy(block.variable, ratio);
  const square = squaredByNoise(process, slope);
  const rate: Rate = {
    density: times(p, ratio),
    terms: square === null ? [] : [{ factor: process.backward ? num(1, 2) : num(-1, 2), integrand: times(p, readableForm(setting, shortened(subject, square), 'nothing')) }],
    flux: (block, current) => entropyFlux(process, block, current, p, ratio, slope),
    sign: -1,
  };
  return {
    title: `Relative entropy along ${process.name}`, rule: 'entropy', standing: 'derived',
    declarations: [...declarations, `density ${name}(${namesOf(subject.slots)}) of ${process.name}`, ...(isLocal(subject) ? currentsOf(subject).declarations : [])],
    prose: [
      ...(square === null
        ? say`Two densities ${p} and ${q} of the same equation have a relative entropy that is constant.`
        : say`Two densities ${p} and ${q} of the same process start from different initial values. The drift leaves their relative entropy alone; the noise reduces it${process.backward ? ' as the clock runs down, so that with growing time it grows' : ''}, by their relative Fisher information.`),
      ...aboutFlux(subject),
    ],
    claims: [statement(subject, rate)],
  };
};

interface Rate {
  /** What is integrated. */
  readonly density: Expression;
  readonly terms: readonly { readonly factor: Expression | null; readonly integrand: Expression }[];
  readonly flux: (block: Block, current: Expression) => Expression;
  /** Of the flux's divergence in the rate. */
  readonly sign: 1 | -1;
}

/** Several parts of the state: the kernel integrates by parts in one variable at a time, and the flux is stated instead. */
const isLocal = ({ process }: Subject): boolean => process.blocks.length > 1;

const aboutFlux = (subject: Subject): Step['prose'] => (isLocal(subject)
  ? say` At each point that is a balance with what flows away from there; where this vanishes ${farAway(subject.process)}, nothing of it is left under the integral:`
  : say` The flux that is stated with the claim must vanish ${farAway(subject.process)}.`);

const statement = (subject: Subject, rate: Rate): Statement => ({ text: isLocal(subject) ? localText(subject, rate) : integralsText(subject, rate) });

const integralsText = ({ state }: Subject, { density, terms }: Rate): string => {
  const right = terms.map(({ factor, integrand }) => `${factor === null ? '' : `${formulaText(factor)} `}${integralText(state, integrand)}`);
  return `∂t(${integralText(state, density)}) = ${right.length === 0 ? '0' : right.join(' + ')}`;
};

const localText = (subject: Subject, { density, terms, flux, sign }: Rate): string => {
  const { process } = subject;
  const currents = currentsOf(subject).all;
  const flows = process.blocks.flatMap((block, k) => {
    const carried = readable(subject, flux(block, currents[k]?.expression ?? num(0)));
    const flow = divergenceBy(block.variable, carried);
    return isWrittenZero(carried) ? [] : [sign === 1 ? flow : minus(flow)];
  });
  const right = plus(...terms.map(({ factor, integrand }) => (factor === null ? integrand : times(factor, integrand))), ...flows);
  return claimText(derivative(T_VARIABLE, density), right);
};

const readable = (subject: Subject, e: Expression): Expression => readableForm(subject.setting, shortened(subject, e));
