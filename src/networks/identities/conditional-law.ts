/** The law of the points of one label: the component of the data, under the same noise. */
import { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import { noisedMixture } from '../score/noised-law.ts';
import type { NoisedLaw } from '../score/noised-law.ts';
import { insistOnLabel } from './classifier.ts';

export const conditionalLaw = ({ data, schedule, first, last }: NoisedLaw, label: number): NoisedLaw => {
  insistOnLabel(label, data.components.length);
  const { mean, covariance } = data.components[label]!;
  return noisedMixture(new GaussianMixture([{ weight: 1, mean, covariance }]), schedule, { first, last });
};
