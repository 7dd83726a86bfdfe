/**
 * All identities that a score can be put into, each with the wrong forms of it that have been made: what a check of this score
 * accepts and what it rejects, as a table.
 *
 * A wrong form that is accepted is one that the check cannot see: because the score is not good enough, or because, as for a
 * transposed Jacobian, a true score does not show it.
 */
import { classifierGuidance, CLASSIFIER_VARIANTS } from './classifier-guidance.ts';
import { conditionalLaw } from './conditional-law.ts';
import { evidenceBound, EVIDENCE_VARIANTS } from './evidence-bound.ts';
import { flowLikelihood, FLOW_VARIANTS } from './flow-likelihood.ts';
import { freeGuidance, GUIDANCE_VARIANTS } from './free-guidance.ts';
import { divergenceRate, ENTROPY_VARIANTS, entropyRate, RATE_VARIANTS } from './information.ts';
import type { Look } from './look.ts';
import { denoisingLoss, DENOISING_VARIANTS, implicitLoss, IMPLICIT_VARIANTS } from './losses.ts';
import { CONTROL_VARIANTS, gapOfControl, scoreAsControl } from './optimal-control.ts';
import { reverseDiffusion, REVERSAL_VARIANTS } from './reverse-diffusion.ts';
import { EQUATION_VARIANTS, scoreEquation } from './score-equation.ts';
import type { Sight } from './sight.ts';
import { COVARIANCE_VARIANTS, MEAN_VARIANTS, posteriorCovariance, posteriorMean } from './tweedie.ts';
import type { ScoreFunction } from '../score/score-function.ts';

export interface Identity {
  readonly name: string;
  readonly wrong: readonly string[];
  /** The identity itself, or a wrong form of it; RangeError for one that it does not have. */
  readonly see: (look: Look, wrong?: string) => Sight;
}

const identity = <Variant extends string>(
  name: string, variants: readonly Variant[], see: (look: Look, variant: Variant | 'as it is') => Sight,
): Identity => ({
  name, wrong: variants,
  see: (look, wrong) => {
    const variant = wrong === undefined ? 'as it is' : variants.find((one) => one === wrong);
    if (variant === undefined) throw new RangeError(`${name} has no wrong form ‘${wrong}’; it has ${variants.join(', ')}`);
    return see(look, variant);
  },
});

export const IDENTITIES: readonly Identity[] = [
  identity('score as optimal control', CONTROL_VARIANTS, scoreAsControl),
  identity('gap of the control', CONTROL_VARIANTS, gapOfControl),
  identity('reverse diffusion', REVERSAL_VARIANTS, reverseDiffusion),
  identity('likelihood by the probability flow', FLOW_VARIANTS, flowLikelihood),
  identity('evidence lower bound', EVIDENCE_VARIANTS, evidenceBound),
  identity('Tweedie, first order', MEAN_VARIANTS, posteriorMean),
  identity('Tweedie, second order', COVARIANCE_VARIANTS, posteriorCovariance),
  identity('classifier guidance', CLASSIFIER_VARIANTS, (look, variant) => classifierGuidance(look, variant)),
  identity('equation of the score', EQUATION_VARIANTS, scoreEquation),
  identity('implicit score matching', IMPLICIT_VARIANTS, implicitLoss),
  identity('denoising score matching', DENOISING_VARIANTS, denoisingLoss),
  identity('entropy and Fisher information', ENTROPY_VARIANTS, entropyRate),
  identity('rate of the Fisher divergence', RATE_VARIANTS, divergenceRate),
];

/** With a score of the conditional law beside: of the component `label` of the data, ω = `strength`. */
export const freeGuidanceIdentity = (conditional: ScoreFunction, label: number, strength: number): Identity =>
  identity('guidance without a classifier', GUIDANCE_VARIANTS, (look, variant) =>
    freeGuidance(look, { conditional, conditionalLaw: conditionalLaw(look.law, label), strength }, variant));

export interface Row {
  readonly identity: string;
  /** null: the identity as it is. */
  readonly wrong: string | null;
  readonly sight: Sight;
}

/** The identity, and each of its wrong forms. */
export const rowsOf = (look: Look, { name, wrong, see }: Identity): readonly Row[] =>
  [null, ...wrong].map((form) => ({ identity: name, wrong: form, sight: form === null ? see(look) : see(look, form) }));

export const wrongFormsSeen = (look: Look, identities: readonly Identity[] = IDENTITIES): readonly Row[] =>
  identities.flatMap((one) => rowsOf(look, one));

const figure = (value: number | null): string => (value === null ? '—' : value === 0 ? '0' : value.toExponential(1));

/** One line a row: what was said, the figure and the bound. */
export const printed = (rows: readonly Row[]): readonly string[] => rows.map(({ identity: name, wrong, sight }) =>
  [name, wrong ?? 'as it is', sight.outcome, `${figure(sight.figure)} of ${figure(sight.bound)}`].join('\t'));
