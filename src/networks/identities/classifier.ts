/**
 * A classifier of noised points: the probability of a label given x at time t, of which guidance needs the gradient of the
 * logarithm. Labels are the components of the data.
 *
 * The exact one: p(y | x_t) is the responsibility r_y of the component, and ∇log r_y = s_y − s.
 */
import { NetworkError } from '../network-error.ts';
import type { NoisedLaw } from '../score/noised-law.ts';

export interface Classifier {
  readonly dimension: number;
  readonly labels: number;
  /** ∇_x log p(label | x, t) at each of the points, rows as the points are. */
  readonly gradientOfLog: (t: number, points: Float64Array, label: number) => Float64Array;
}

export const insistOnLabel = (label: number, labels: number): void => {
  if (Number.isInteger(label) && label >= 0 && label < labels) return;
  throw new NetworkError('not-applicable', `label ${label} of ${labels}`, 'name a component of the data, from 0 on');
};

export const exactClassifier = (law: NoisedLaw): Classifier => {
  const d = law.dimension;
  return {
    dimension: d, labels: law.data.components.length,
    gradientOfLog: (t, points, label) => {
      insistOnLabel(label, law.data.components.length);
      const mixture = law.at(t);
      const out = new Float64Array(points.length);
      const [whole, own] = [new Float64Array(d), new Float64Array(d)];
      for (let p = 0; p < points.length; p += d) {
        const x = points.subarray(p, p + d);
        mixture.score(x, whole);
        mixture.components[label]!.score(x, own);
        for (let i = 0; i < d; i += 1) out[p + i] = own[i]! - whole[i]!;
      }
      return out;
    },
  };
};
