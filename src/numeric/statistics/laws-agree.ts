/**
 * Do samples have a given law, or two lists of samples one law? By the bounded cosines of `cosines.ts`, each tested by
 * betting, at one declared false-alarm probability for all of them.
 *
 * The result says how large a shift of any of these means, each in [0, 1], would have been noticed; `tolerance` is a bias of
 * the samples (or an error of the law) that is known to be no larger, in the same unit.
 *
 * Samples are row-major, sample i from place i·dimension on, and independent of one another.
 */
import type { Characteristic, Cosine } from './cosines.ts';
import { cosineOf, meanOfCosine } from './cosines.ts';
import type { JointTest, Level, MeanClaim } from './several-means.ts';
import { testMeans } from './several-means.ts';
import { differences } from './two-sample.ts';

export interface LawOptions extends Level {
  readonly tolerance?: number;
}

const nameOf = ({ frequency, phase }: Cosine): string =>
  `cos([${[...frequency].map((w) => w.toPrecision(4)).join(', ')}]·X + ${phase.toPrecision(4)})`;

/** One sample against a law. */
export const lawAgrees = (samples: Float64Array, law: Characteristic, cosines: readonly Cosine[], options: LawOptions): JointTest =>
  testMeans(cosines.map((cosine): MeanClaim => ({
    name: nameOf(cosine), samples: cosineOf(cosine, samples), expected: meanOfCosine(cosine, law), tolerance: options.tolerance ?? 0,
  })), options);

/** Two samples, coupled or independent, paired in order. */
export const samplesAgree = (left: Float64Array, right: Float64Array, cosines: readonly Cosine[], options: LawOptions): JointTest =>
  testMeans(cosines.map((cosine): MeanClaim => ({
    name: nameOf(cosine), samples: differences(cosineOf(cosine, left), cosineOf(cosine, right)), expected: 0,
    tolerance: options.tolerance ?? 0, range: { least: -1, most: 1 },
  })), options);
