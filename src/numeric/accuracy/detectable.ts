/**
 * What a comparison with a computed value can tell: whether two values agree within the bound, and the smallest relative
 * error of a coefficient that would have been noticed, 2 τ / |∂Q/∂c|, where the derivative by the logarithm of the
 * coefficient c comes from one more solve at c (1 + δ).
 */
import type { ErrorEstimate } from './estimate.ts';
import type { Refinement } from './refine.ts';
import { supDistance } from './richardson.ts';

export interface Comparison {
  /** The largest difference. */
  readonly difference: number;
  readonly bound: number;
  /** null: the solve is outside of its asymptotic range, so that nothing follows. */
  readonly agrees: boolean | null;
}

export const compare = (computed: Refinement, claimed: Float64Array): Comparison => {
  const difference = supDistance(computed.value, claimed);
  const { bound, asymptotic } = computed.estimate;
  return { difference, bound, agrees: asymptotic ? difference <= bound : null };
};

/** The same with a claimed value that has a bound of its own: both bounds are added. */
export const compareBoth = (computed: Refinement, claimed: Refinement): Comparison => {
  const difference = supDistance(computed.value, claimed.value);
  const bound = computed.estimate.bound + claimed.estimate.bound;
  const asymptotic = computed.estimate.asymptotic && claimed.estimate.asymptotic;
  return { difference, bound, agrees: asymptotic ? difference <= bound : null };
};

/** |∂Q/∂c| c in the sup norm: `changed` was solved with c (1 + change). */
export const sensitivity = (base: Float64Array, changed: Float64Array, change: number): number =>
  supDistance(base, changed) / Math.abs(change);

/** The smallest relative error that would have been noticed; Infinity where the value does not depend on the coefficient. */
export const detectable = (estimate: ErrorEstimate, sensitive: number): number =>
  (estimate.asymptotic && sensitive > 0 ? 2 * estimate.bound / sensitive : Number.POSITIVE_INFINITY);
