/**
 * The probability flow: dX/dt = v = a X − ½ g² s_θ(X, t) from x at t₀ to T gives the density of its own law by
 *
 *   log q(x, t₀) = log p_T(X_T) + ∫ div v dt,     and with s_θ = ∇log p_t it is log p_{t₀}(x).
 *
 * Source: Y. Song et al., Score-based generative modeling through stochastic differential equations (ICLR 2021), section 4.3.
 *
 * The bound. With e = s_θ − ∇log p_t, along the same trajectory d log p_t(X_t) = (−div v* + (v − v*)·∇log p) dt with
 * v − v* = −½ g² e, and therefore, for every score,
 *
 *   log q(x, t₀) − log p_{t₀}(x) = −½ ∫ g² (div e + e·∇log p) dt.
 *
 * The integral of the absolute value on the right is the bound: not the error of the score alone enters, but that of its
 * divergence (C. Lu et al., Maximum likelihood training for score-based diffusion ODEs by high order denoising score matching, ICML
 * 2022), which no loss of first order bounds; so it is measured against the exact score. Derivatives of s_θ are exact (jets). The
 * error of the solver is that of its own two tolerances, an estimate. Points are drawn from p_{t₀}; differences are means over them.
 */
import { solveOde } from '../../numeric/ode/dormand-prince.ts';
import { traceOf } from '../../numeric/linear-algebra/dense.ts';
import type { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import type { Look } from './look.ts';
import type { Sight } from './sight.ts';
import { weigh } from './sight.ts';
import { clenshawCurtis } from './quadrature.ts';

export const FLOW_VARIANTS = [
  'the flow with g² for ½ g²', 'the flow with g for g²', 'the flow with the sign turned', 'the flow without the score',
  'the divergence with the sign turned', 'without the divergence of the score', 'without the divergence of the drift',
] as const;
export type FlowVariant = 'as it is' | typeof FLOW_VARIANTS[number];

/** v = a x − c s, d(log density) = −(weight · (d a) − weight' · c div s). */
const scoreFactor = (variant: FlowVariant, g: number): number => {
  switch (variant) {
    case 'the flow with g² for ½ g²': return g * g;
    case 'the flow with g for g²': return 0.5 * g;
    case 'the flow with the sign turned': return -0.5 * g * g;
    case 'the flow without the score': return 0;
    case 'as it is': case 'the divergence with the sign turned': case 'without the divergence of the score':
    case 'without the divergence of the drift': return 0.5 * g * g;
  }
};

interface Trajectory {
  /** log q − log p. */
  readonly difference: number;
  /** ½ ∫ g² |div e + e·s| dt. */
  readonly allowed: number;
  readonly solver: number;
  readonly ofDrift: number;
  readonly ofScore: number;
  readonly last: number;
}

const HARD = { relative: 1e-7, absolute: 1e-8 };

const logDensity = (mixture: GaussianMixture, x: Float64Array): number => Math.max(-1e6, mixture.logDensity(x));

const along = (look: Look, variant: FlowVariant, start: Float64Array): Trajectory => {
  const { law, score, clock } = look;
  const { drift, noise } = law.schedule;
  const d = law.dimension;
  const x = new Float64Array(d);
  // x, ∫ d a dt, −∫ c div s dt, by the time of the clock, in which the steps can be equal.
  const solution = solveOde((u, y, out) => {
    x.set(y.subarray(0, d));
    const t = clock.time(u), pace = clock.pace(u), a = drift(t), c = scoreFactor(variant, noise(t));
    const { value, jacobian } = score.jet(t, x);
    for (let i = 0; i < d; i += 1) out[i] = pace * (a * x[i]! - c * value[i]!);
    out[d] = pace * d * a;
    out[d + 1] = -pace * c * traceOf(jacobian, d);
  }, 0, 1, Float64Array.from([...start, 0, 0]), HARD);
  const { nodes, weights } = clenshawCurtis(4 * look.times);
  const state = new Float64Array(d + 2);
  const allowed = nodes.reduce((sum, u, j) => {
    solution.at(u, state);
    x.set(state.subarray(0, d));
    const t = clock.time(u);
    const { value, jacobian } = score.jet(t, x);
    const mixture = law.at(t);
    const exact = mixture.score(x);
    const own = value.reduce((part, s, i) => part + (s - exact[i]!) * exact[i]!, traceOf(jacobian, d) - traceOf(mixture.hessian(x), d));
    return sum + weights[j]! * clock.pace(u) * 0.5 * noise(t) ** 2 * Math.abs(own);
  }, 0);
  const [ofDrift, ofScore] = [solution.final[d]!, solution.final[d + 1]!];
  const sign = variant === 'the divergence with the sign turned' ? -1 : 1;
  const driftPart = variant === 'without the divergence of the drift' ? 0 : sign * ofDrift;
  const scorePart = variant === 'without the divergence of the score' ? 0 : sign * ofScore;
  const last = logDensity(law.at(law.last), solution.final.slice(0, d));
  return {
    difference: last + driftPart + scorePart - logDensity(law.at(law.first), start), allowed, ofDrift, ofScore, last,
    // The density at the end moves with the state by its score, of the order 1/√variance.
    solver: solution.error.bound * (2 + Math.hypot(...law.at(law.last).score(solution.final.subarray(0, d)))),
  };
};

export const FLOW_POINTS = 8;

export const flowLikelihood = (look: Look, variant: FlowVariant = 'as it is', points: number = FLOW_POINTS): Sight => {
  const { law, seed } = look;
  const stream = look.stream.split('probability flow');
  const mixture = law.at(law.first);
  const all = Array.from({ length: points }, (_, k) => along(look, variant, mixture.sample(stream, k)));
  const mean = (of: (one: Trajectory) => number): number => all.reduce((sum, one) => sum + of(one), 0) / points;
  return weigh({
    difference: mean(({ difference }) => Math.abs(difference)),
    // The trapezoidal error of the absolute value, which has corners, is a small part of it.
    slack: 1.05 * mean(({ allowed }) => allowed) + mean(({ solver }) => solver),
    terms: {
      'divergence of the drift': mean(({ ofDrift }) => Math.abs(ofDrift)), 'divergence of the score': mean(({ ofScore }) => Math.abs(ofScore)),
      'density at the end': mean(({ last }) => Math.abs(last)),
    },
    seed, falseAlarm: 0, by: `log-likelihood by the probability flow at ${points} points, d = ${law.dimension}`,
    estimate: 'the error of the solver, by two tolerances',
  });
};
