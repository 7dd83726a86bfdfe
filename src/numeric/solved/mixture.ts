/**
 * Initial laws: mixtures of two normal laws with independent coordinates, all of density and nothing else.
 */
export interface MixturePart {
  readonly weight: number;
  /** One entry a coordinate. */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

export type Mixture = readonly MixturePart[];

/** p(x) = Σ w Π_k exp(−½ ((x_k − m_k)/s_k)²) / (s_k √(2π)). */
export const mixtureDensity = (mixture: Mixture, x: readonly number[]): number => {
  let total = 0;
  for (const { weight, means, deviations } of mixture) {
    let exponent = 0;
    let norm = weight;
    for (let k = 0; k < x.length; k += 1) {
      const s = deviations[k] ?? 1;
      const z = (x[k]! - (means[k] ?? 0)) / s;
      exponent += 0.5 * z * z;
      norm /= s * Math.sqrt(2 * Math.PI);
    }
    total += norm * Math.exp(-exponent);
  }
  return total;
};
