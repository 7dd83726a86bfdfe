/** Scores of known error, by the dimension and the part by which they are wrong. */
import type { Look, LookOptions } from '../../../src/networks/identities/look.ts';
import { lookAt } from '../../../src/networks/identities/look.ts';
import { perturbedScore } from '../../../src/networks/identities/perturbed-score.ts';
import { exactScore } from '../../../src/networks/score/exact-score.ts';
import type { NoisedLaw } from '../../../src/networks/score/noised-law.ts';
import { noisedMixture, ornsteinUhlenbeck } from '../../../src/networks/score/noised-law.ts';
import { randomMixture } from '../../../src/networks/score/score-instance.ts';
import type { ScoreFunction } from '../../../src/networks/score/score-function.ts';
import type { Identity } from '../../../src/networks/identities/table.ts';
import { IDENTITIES } from '../../../src/networks/identities/table.ts';
import { variancePreserving } from '../../../src/numeric/laws/schedules.ts';

/** With a schedule whose g² passes through all values: g² = 1 and ½ g² = 1 would make wrong forms right. */
export const lawIn = (dimension: number, number = 1): NoisedLaw =>
  noisedMixture(randomMixture({ dimension, seed: 5, number, shape: 'tilted' }), variancePreserving(0.5, 12), { first: 0.05, last: 1 });

export const plainLawIn = (dimension: number): NoisedLaw => noisedMixture(randomMixture({ dimension, seed: 5, number: 2 }), ornsteinUhlenbeck());

export const scoreOff = (law: NoisedLaw, part: number): ScoreFunction =>
  (part === 0 ? exactScore(law) : perturbedScore(exactScore(law), law, part, 3));

export const lookIn = (dimension: number, part: number, options: Partial<LookOptions> = {}): Look => {
  const law = lawIn(dimension);
  return lookAt(scoreOff(law, part), law, { seed: 1, ...options });
};

/** The wrong forms that a look does not contradict. */
export const unnoticed = (look: Look, { wrong, see }: Identity): readonly string[] =>
  wrong.filter((form) => see(look, form).outcome !== 'contradicts');

export const identityNamed = (name: string): Identity => {
  const found = IDENTITIES.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`no identity ${name}`);
  return found;
};
