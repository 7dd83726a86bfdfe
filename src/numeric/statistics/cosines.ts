/**
 * The bounded statistics by which laws are compared: (1 + cos(w · X + φ))/2, with values in [0, 1].
 *
 * Their means for all (w, φ) are the characteristic function, so they determine the law. Which few are taken decides what is
 * seen best. Along a direction u, with s the standard deviation of u · X and m its mean under the law supposed, these four are
 * used, all about the mean:
 *
 *   sin(0.8 (u·X − m)/s): location;     cos(1.2 (u·X − m)/s): spread;
 *   sin and cos of 2.4 (u·X − m)/s: skewness, tails, several modes.
 */
import type { Stream } from '../random/stream.ts';
import { countOf, directions } from './projections.ts';

export interface Cosine {
  readonly frequency: Float64Array;
  readonly phase: number;
}

/** Where a law is and how wide; the covariance is row-major. They only aim the test, and need not be exact. */
export interface Extent {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
}

const KINDS = [[0.8, -Math.PI / 2], [1.2, 0], [2.4, 0], [2.4, -Math.PI / 2]] as const;

const spread = (u: Float64Array, covariance: Float64Array): number => {
  const d = u.length;
  let sum = 0;
  for (let i = 0; i < d; i++) for (let k = 0; k < d; k++) sum += (u[i] as number) * (covariance[i * d + k] as number) * (u[k] as number);
  return Math.sqrt(Math.max(sum, 0));
};

/** Four cosines a direction: the axes, and in two dimensions or more `more` random directions. */
export const cosinesFor = ({ mean, covariance }: Extent, more: number, stream: Stream): readonly Cosine[] =>
  directions(mean.length, more, stream).flatMap((u) => {
    // A law without extent along u is a point there; any frequency serves.
    const s = spread(u, covariance) || 1;
    const m = u.reduce((sum, entry, i) => sum + entry * (mean[i] as number), 0);
    return KINDS.map(([size, shift]): Cosine => ({ frequency: u.map((entry) => (entry * size) / s), phase: shift - (size * m) / s }));
  });

/** The statistic of every sample; sample i has its components from place i·dimension on. */
export const cosineOf = ({ frequency, phase }: Cosine, samples: Float64Array): Float64Array => {
  const dimension = frequency.length;
  const out = new Float64Array(countOf(samples, dimension));
  for (let i = 0; i < out.length; i++) {
    let angle = phase;
    for (let k = 0; k < dimension; k++) angle += (frequency[k] as number) * (samples[i * dimension + k] as number);
    out[i] = 0.5 + 0.5 * Math.cos(angle);
  }
  return out;
};

/** χ(w) = E exp(i w·X). */
export type Characteristic = (frequency: Float64Array) => { readonly real: number; readonly imaginary: number };

/** Its mean under a law with characteristic function χ: (1 + Re e^{iφ} χ(w))/2. */
export const meanOfCosine = ({ frequency, phase }: Cosine, characteristic: Characteristic): number => {
  const { real, imaginary } = characteristic(frequency);
  return 0.5 + 0.5 * (Math.cos(phase) * real - Math.sin(phase) * imaginary);
};

/** χ of a mixture of normal laws: Σ w_k exp(i w·m_k − ½ wᵀ C_k w). The weights must add up to one. */
export const mixtureCharacteristic = (
  parts: readonly { readonly weight: number; readonly mean: Float64Array; readonly covariance: Float64Array }[],
): Characteristic => (frequency) => {
  let [real, imaginary] = [0, 0];
  for (const { weight, mean, covariance } of parts) {
    const angle = frequency.reduce((sum, w, i) => sum + w * (mean[i] as number), 0);
    const size = weight * Math.exp(-0.5 * spread(frequency, covariance) ** 2);
    real += size * Math.cos(angle);
    imaginary += size * Math.sin(angle);
  }
  return { real, imaginary };
};
