/**
 * Laws in several dimensions by what they are along directions: a law is determined by those of all u · X (Cramér, Wold 1936).
 *
 * Directions are drawn from a stream, not from the samples, so that they are independent of what is tested; each gets its
 * share of alpha.
 */
import { NumericError } from '../numeric-error.ts';
import type { Stream } from '../random/stream.ts';
import type { DistanceTest } from './dvoretzky.ts';
import { compareDistributions, testDistribution } from './dvoretzky.ts';

/** The unit vectors of the axes, then `more` random ones, uniform on the sphere. In one dimension there is one direction. */
export const directions = (dimension: number, more: number, stream: Stream): readonly Float64Array[] => {
  const axes = Array.from({ length: dimension }, (_, i) => Float64Array.from({ length: dimension }, (_unused, k) => (i === k ? 1 : 0)));
  if (dimension === 1) return axes;
  const random = Array.from({ length: more }, (_, r) => {
    const normal = Float64Array.from({ length: dimension }, (_unused, k) => stream.normal(r * dimension + k));
    const length = Math.hypot(...normal);
    return normal.map((entry) => entry / length);
  });
  return [...axes, ...random];
};

/** How many samples there are. Throws NumericError('not-applicable') where the last one has not all of its components. */
export const countOf = (samples: Float64Array, dimension: number): number => {
  if (samples.length % dimension === 0) return samples.length / dimension;
  throw new NumericError('not-applicable', `${samples.length} numbers as samples in dimension ${dimension}`, 'give all components of every sample');
};

/** u · X of every sample; sample i has its components from place i·dimension on. */
export const project = (samples: Float64Array, direction: Float64Array): Float64Array => {
  const dimension = direction.length;
  const out = new Float64Array(countOf(samples, dimension));
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let k = 0; k < dimension; k++) sum += (direction[k] as number) * (samples[i * dimension + k] as number);
    out[i] = sum;
  }
  return out;
};

/** The one that comes nearest to its bound, or goes farthest beyond it, with the alpha of all together. */
const farthest = (tests: readonly DistanceTest[], alpha: number): DistanceTest =>
  ({ ...tests.reduce((a, b) => (b.distance - b.bound > a.distance - a.bound ? b : a)), alpha });

/** Do the samples have a law whose projection on u has the distribution function F(u, ·)? */
export const testProjections = (
  samples: Float64Array, along: readonly Float64Array[], F: (direction: Float64Array, x: number) => number, alpha: number, tolerance = 0,
): DistanceTest =>
  farthest(along.map((u) => testDistribution(project(samples, u), (x) => F(u, x), alpha / along.length, tolerance)), alpha);

export const compareProjections = (
  left: Float64Array, right: Float64Array, along: readonly Float64Array[], alpha: number, tolerance = 0,
): DistanceTest =>
  farthest(along.map((u) => compareDistributions(project(left, u), project(right, u), alpha / along.length, tolerance)), alpha);
