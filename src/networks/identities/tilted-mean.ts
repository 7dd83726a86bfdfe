/**
 * How far the mean of a statistic can be off under a law Q that is near to a known law P: the largest |E_Q f − E_P f| over all
 * Q with KL(P‖Q) ≤ κ.
 *
 * The extremal law has the density dQ/dP = 1/(c (1 + β (f − m))), m = E_P f, c = E_P 1/(1 + β (f − m)), with
 * KL(P‖Q) = log c + E_P log(1 + β (f − m)), by a Lagrange multiplier (log is concave: a stationary point is the optimum). Where β
 * comes to its end, at which 1 + β (f − m) vanishes for f = 0 or f = 1, and KL is still less, Q puts what is left, 1 − e^{KL − κ}, on
 * that end, where P need have nothing. β is found by bisection, on the side where KL is the larger, so that the answer errs upwards.
 * For small κ it is √(2 κ Var_P f); Pinsker's inequality gives √(κ/2) for every f with values in [0, 1].
 *
 * The law P of f is a list of values with weights, from the trapezoidal rule along the direction of a cosine.
 */
import type { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import type { Cosine } from '../../numeric/statistics/cosines.ts';

export interface Values {
  readonly values: Float64Array;
  /** They sum to 1. */
  readonly weights: Float64Array;
}

/** (1 + cos(w·X + φ))/2 under a mixture. */
export const alongCosine = (mixture: GaussianMixture, { frequency, phase }: Cosine): Values => {
  const law = mixture.projected(frequency);
  const ends = law.components.flatMap(({ mean, factor }) => [mean[0]! - 7 * factor[0]!, mean[0]! + 7 * factor[0]!]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const h = Math.min(...law.components.map(({ factor }) => factor[0]!)) / 3;
  const count = Math.ceil((most - least) / h) + 1;
  const places = Float64Array.from({ length: count }, (_, i) => least + (i * (most - least)) / (count - 1));
  const densities = places.map((x) => law.density([x]));
  const total = densities.reduce((sum, p) => sum + p, 0);
  return { values: places.map((x) => 0.5 + 0.5 * Math.cos(x + phase)), weights: densities.map((p) => p / total) };
};

const meanOf = ({ values, weights }: Values): number => values.reduce((sum, f, i) => sum + weights[i]! * f, 0);

interface Tilt {
  readonly divergence: number;
  readonly mean: number;
}

const tilted = ({ values, weights }: Values, m: number, beta: number): Tilt => {
  let [c, logs, sum] = [0, 0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const factor = 1 + beta * (values[i]! - m);
    c += weights[i]! / factor;
    logs += weights[i]! * Math.log(factor);
    sum += weights[i]! * values[i]! / factor;
  }
  return { divergence: Math.log(c) + logs, mean: sum / c };
};

const HALVINGS = 60;

/** On one side: β from 0 to the end of its range, at which all that is left goes to `extreme`. */
const furthest = (law: Values, m: number, extreme: 0 | 1, divergence: number): number => {
  const end = extreme === 0 ? 1 / m : -1 / (1 - m);
  const at = (part: number): Tilt => tilted(law, m, part * end);
  // So near to its end that nothing is divided by 0.
  const whole = at(1 - 1e-9);
  if (whole.divergence < divergence) {
    const kept = Math.exp(whole.divergence - divergence);
    return Math.abs(kept * whole.mean + (1 - kept) * extreme - m) + 1e-6;
  }
  let [inside, outside] = [0, 1 - 1e-9];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const part = (inside + outside) / 2;
    if (at(part).divergence < divergence) inside = part;
    else outside = part;
  }
  return Math.abs(at(outside).mean - m);
};

/** At most 1. */
export const furthestMean = (law: Values, divergence: number): number => {
  if (divergence <= 0) return 0;
  const m = meanOf(law);
  return Math.max(furthest(law, m, 0, divergence), furthest(law, m, 1, divergence));
};
