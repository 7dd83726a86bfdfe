/**
 * The noise of a planner and the steps of its sampler.
 *
 * Variance preserving with β = 2: τ_t = α τ + σ ε, α = e^−t, σ² = 1 − e^−2t, for t from `first` to `last`. The sampler goes down a
 * grid t_K > … > t_1 that is even in log t, and then to 0. A step from t to s < t is that of DDPM (Ho, Jain, Abbeel 2020, equations 6
 * and 7), with the denoiser τ̂ for E[τ | τ_t]:
 *   τ_s = keep τ_t + pull τ̂ + √variance ζ,
 *   keep = α_ts σ_s²/σ_t²,   pull = α_s β_ts/σ_t²,   variance = temperature² · β_ts σ_s²/σ_t²,   α_ts = α_t/α_s, β_ts = 1 − α_ts².
 * The last step has s = 0: keep 0, pull 1, variance 0. A temperature below 1 is low-temperature sampling (Ajay et al. 2022).
 */
import { NetworkError } from '../network-error.ts';

export interface Times {
  readonly first: number;
  readonly last: number;
}

export interface SamplerStep {
  /** t: where the denoiser is asked. */
  readonly time: number;
  readonly keep: number;
  readonly pull: number;
  readonly variance: number;
}

/** α. */
export const signalAt = (t: number): number => Math.exp(-t);
/** σ². */
export const noiseVarianceAt = (t: number): number => -Math.expm1(-2 * t);

const stepBetween = (t: number, s: number, temperature: number): SamplerStep => {
  const beta = noiseVarianceAt(t - s), ratio = noiseVarianceAt(s) / noiseVarianceAt(t);
  return {
    time: t, keep: signalAt(t - s) * ratio, pull: signalAt(s) * beta / noiseVarianceAt(t), variance: temperature ** 2 * beta * ratio,
  };
};

/** The K steps of the sampler, from the noisiest. */
export const samplerSteps = ({ first, last }: Times, count: number, temperature = 1): readonly SamplerStep[] => {
  const fits = first > 0 && last > first && Number.isInteger(count) && count >= 2 && temperature >= 0 && temperature <= 1;
  if (!fits) {
    throw new NetworkError('not-applicable', `${count} steps from ${last} down to ${first} at temperature ${temperature}`,
      'give at least two steps, two positive times in rising order, and a temperature from 0 to 1');
  }
  const times = Array.from({ length: count }, (_, k) => last * (first / last) ** (k / (count - 1)));
  return times.map((t, k) => stepBetween(t, times[k + 1] ?? 0, temperature));
};
