/**
 * The law p_t of X_t = scale(t) X_0 + √variance(t) Z for data X_0 of a known law: exact at every time, and what trained scores
 * are compared with.
 */
import type { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import type { Schedule } from '../../numeric/laws/schedules.ts';

export interface NoisedLaw {
  readonly dimension: number;
  readonly data: GaussianMixture;
  readonly schedule: Schedule;
  /** Times from `first` to `last` are trained and judged; at 0 the score may be too steep for any network. */
  readonly first: number;
  readonly last: number;
  /** p_t. */
  readonly at: (t: number) => GaussianMixture;
}
