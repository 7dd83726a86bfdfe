/**
 * Random matrices and mixtures that are well posed by construction, from a stream.
 */
import { multiplyTransposed } from '../../src/numeric/linear-algebra/dense.ts';
import { GaussianMixture, normalise } from '../../src/numeric/laws/gaussian-mixture.ts';
import type { Stream } from '../../src/numeric/random/stream.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';

export interface Draw {
  /** Uniform in [least, most]. */
  readonly number: (least: number, most: number) => number;
  readonly matrix: (rows: number, columns: number) => Float64Array;
  /** Stable: −(M Mᵀ/n + λ I) + a skew part. */
  readonly stable: (n: number) => Float64Array;
  /** Positive definite, eigenvalues at least `least`. */
  readonly covariance: (n: number, least?: number) => Float64Array;
  readonly mixture: (n: number, components: number) => GaussianMixture;
  readonly stream: Stream;
}

export const draw = (seed: number): Draw => {
  const stream = streamOf(seed);
  let index = 0;
  const number = (least: number, most: number): number => least + (most - least) * stream.uniform(index++);
  const matrix = (rows: number, columns: number): Float64Array => Float64Array.from({ length: rows * columns }, () => number(-1, 1));
  const covariance = (n: number, least = 0.1): Float64Array => {
    const root = matrix(n, n);
    return multiplyTransposed(root, root, n, n, n).map((entry, at) => entry / n + (at % (n + 1) === 0 ? least : 0));
  };
  const stable = (n: number): Float64Array => {
    const [symmetric, skew] = [covariance(n, number(0.25, 2)), matrix(n, n)];
    return symmetric.map((entry, at) => -entry + 0.5 * (skew[at]! - skew[(at % n) * n + Math.floor(at / n)]!));
  };
  const mixture = (n: number, components: number): GaussianMixture => new GaussianMixture(normalise(
    Array.from({ length: components }, () => ({ weight: number(0.2, 1), mean: matrix(n, 1), covariance: covariance(n) })),
  ));
  return { number, matrix, stable, covariance, mixture, stream };
};

/** What a NumericError says of itself; the error itself where it is another. */
export const faultOf = async (run: () => unknown): Promise<unknown> => {
  try {
    await run();
  } catch (error) {
    return error instanceof Error && 'fault' in error ? error.fault : error;
  }
  return 'none';
};
