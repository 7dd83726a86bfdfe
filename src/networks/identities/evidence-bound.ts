/**
 * The evidence lower bound of a score, with its gap. Along dX = a X dt + g dW from X_{t₀} ~ p_{t₀}, for every s_θ,
 *
 *   E log p_{t₀}(X) = E[ log π(X_T) + ∫ (d a − g² div s_θ − ½ g² |s_θ|²) dt ] + ½ ∫ g² E_{p_t}|s_θ − s|² dt + KL(p_T‖π).
 *
 * The expectation on the right is the mean of the bound over the data. Sources: C.-W. Huang, J. H. Lim, A. Courville, A variational
 * perspective on diffusion-based generative models and score matching (NeurIPS 2021); Y. Song, C. Durkan, I. Murray, S. Ermon,
 * Maximum likelihood training of score-based diffusion models (NeurIPS 2021).
 *
 * Derivation: by Itô's formula d log p_t(X_t) = (−d a + g² div s + ½ g² |s|²) dt + g s·dW; with e = s_θ − s the difference of the
 * two integrands is g² (div e + e·s) + ½ g² |e|², and E_{p_t}[div e + e·s] = 0 by parts (Stein). The prior π here is the normal law
 * with the moments of p_T. The identity is exact for every score, so no error of the score is in the bound, only quadrature
 * and chance; the gap must be larger than these to be seen, which it is where the score is wrong by some parts in a hundred. In
 * more than one dimension the expectation is taken as that under the exact score, at many points, plus the difference, at few.
 */
import { traceOf } from '../../numeric/linear-algebra/dense.ts';
import { Gaussian } from '../../numeric/laws/gaussian.ts';
import type { Average, FillAt } from './average.ts';
import { averagesOverTime, averagesUnder, combined, slackOf } from './average.ts';
import type { Look } from './look.ts';
import type { Sight } from './sight.ts';
import { weigh } from './sight.ts';

export const EVIDENCE_VARIANTS = [
  'without the divergence of the drift', 'the divergence of the score with the sign turned', 'the divergence of the score with its half',
  'the square without its half', 'the square with the sign turned', 'with g for g²', 'the gap without its half', 'without the gap',
] as const;
export type EvidenceVariant = 'as it is' | typeof EVIDENCE_VARIANTS[number];

interface Coefficients {
  readonly drift: number;
  readonly divergence: number;
  readonly square: number;
  readonly gap: number;
}

const coefficients = (variant: EvidenceVariant): Coefficients => {
  const right: Coefficients = { drift: 1, divergence: -1, square: -0.5, gap: 0.5 };
  switch (variant) {
    case 'as it is': case 'with g for g²': return right;
    case 'without the divergence of the drift': return { ...right, drift: 0 };
    case 'the divergence of the score with the sign turned': return { ...right, divergence: 1 };
    case 'the divergence of the score with its half': return { ...right, divergence: -0.5 };
    case 'the square without its half': return { ...right, square: -1 };
    case 'the square with the sign turned': return { ...right, square: 0.5 };
    case 'the gap without its half': return { ...right, gap: 1 };
    case 'without the gap': return { ...right, gap: 0 };
  }
};

/** In a row: d a, g² div s, g² |s|², and the integrand, all of the exact score. */
const exactTerms = (look: Look, c: Coefficients, power: 1 | 2): FillAt => (t, pace, points, out) => {
  const { law } = look;
  const d = law.dimension;
  const [a, g] = [law.schedule.drift(t), law.schedule.noise(t) ** power];
  const mixture = law.at(t);
  const [score, hessian] = [new Float64Array(d), new Float64Array(d * d)];
  for (let p = 0; p < points.length / d; p += 1) {
    const x = points.subarray(p * d, (p + 1) * d);
    mixture.score(x, score);
    const divergence = g * traceOf(mixture.hessian(x, hessian), d);
    const square = g * score.reduce((sum, s) => sum + s * s, 0);
    out[p * 4] = pace * d * a;
    out[p * 4 + 1] = pace * divergence;
    out[p * 4 + 2] = pace * square;
    out[p * 4 + 3] = pace * (c.drift * d * a + c.divergence * divergence + c.square * square);
  }
};

/** What the integrand has more with s_θ than with s, with the gap: in a row that, and the gap alone. */
const furtherTerms = (look: Look, c: Coefficients, power: 1 | 2): FillAt => (t, pace, points, out) => {
  const { law, score } = look;
  const d = law.dimension;
  const g = law.schedule.noise(t) ** power;
  const mixture = law.at(t);
  for (let p = 0; p < points.length / d; p += 1) {
    const x = points.slice(p * d, (p + 1) * d);
    const { value, jacobian } = score.jet(t, x);
    const exact = mixture.score(x);
    const divergence = traceOf(jacobian, d) - traceOf(mixture.hessian(x), d);
    let [square, error] = [0, 0];
    for (let i = 0; i < d; i += 1) {
      square += value[i]! ** 2 - exact[i]! ** 2;
      error += (value[i]! - exact[i]!) ** 2;
    }
    out[p * 2] = pace * g * (c.divergence * divergence + c.square * square + c.gap * error);
    out[p * 2 + 1] = pace * 0.5 * g * error;
  }
};

/** Many points, where nothing but the exact law is asked for. */
const MANY = 8;

/** E_{p_{t₀}} log p_{t₀} and E_{p_T} log π + KL(p_T‖π) = E_{p_T} log p_T: what is measured of the prior is −E log π too. */
const endTerms = (look: Look): { readonly data: Average; readonly last: Average; readonly prior: Average } => {
  const { law, points } = look;
  const stream = look.stream.split('evidence, ends');
  const mixture = law.at(law.last);
  const prior = new Gaussian(mixture.mean(), mixture.covariance());
  const d = law.dimension;
  const rows = (t: number, terms: number, label: number): readonly Average[] => averagesUnder(law.at(t), terms, (at, out) => {
    for (let p = 0; p < at.length / d; p += 1) {
      const x = at.subarray(p * d, (p + 1) * d);
      out[p * terms] = law.at(t).logDensity(x);
      if (terms === 2) out[p * 2 + 1] = prior.logDensity(x);
    }
  }, { points: MANY * points, stream: stream.split(label) });
  const [data] = rows(law.first, 1, 0);
  const [last, withPrior] = rows(law.last, 2, 1);
  return { data: data as Average, last: last as Average, prior: withPrior as Average };
};

export const evidenceBound = (look: Look, variant: EvidenceVariant = 'as it is'): Sight => {
  const { law, clock, times, seed, falseAlarm } = look;
  const c = coefficients(variant);
  const power = variant === 'with g for g²' ? 1 : 2;
  const stream = look.stream.split('evidence');
  const [drift, divergence, square, exact] = averagesOverTime(law, 4, exactTerms(look, c, power), { clock, times, points: MANY * look.jets, stream: stream.split(0) });
  const [further, gap] = averagesOverTime(law, 2, furtherTerms(look, c, power), { clock, times, points: look.jets, stream: stream.split(1) });
  const { data, last, prior } = endTerms(look);
  // E log π + KL(p_T‖π), the second from the moments: E log p_T − E log π.
  const whole = combined([[1, last], [1, exact!], [1, further!], [-1, data]]);
  return weigh({
    difference: Math.abs(whole.value), slack: slackOf(whole, falseAlarm),
    terms: {
      'log-density of the data': Math.abs(data.value), 'log-density of the prior': Math.abs(prior.value), 'divergence of the drift': drift!.value,
      'divergence of the score': divergence!.value, 'square of the score': 0.5 * square!.value, gap: gap!.value,
    },
    seed, falseAlarm: law.dimension === 1 ? 0 : falseAlarm,
    by: `evidence bound with its gap, ${times} times, d = ${law.dimension}`,
    estimate: law.dimension === 1 ? 'the error of quadrature, by half as many nodes' : 'chance by a normal approximation; quadrature in time by half as many nodes',
  });
};
