/**
 * Three losses of a score that differ by constants, all of them with the weight v(t), averaged over the times of the clock:
 *
 *   ½ E|s_θ − s|² = E[½|s_θ|² + div s_θ] + ½ E|s|²                    (explicit = implicit: Hyvärinen 2005)
 *                 = E[½|s_θ + Z/√v|²] − ½ E|Z|²/v + ½ E|s|²           (explicit = denoising: P. Vincent, Neural Computation 23, 2011)
 *
 * with X_t = c X_0 + √v Z. What they say of the score is E[div s_θ + s_θ·s] = 0, Stein's identity for φ = s_θ, and
 * E[s_θ·Z]/√v + E[s_θ·s] = 0: both hold for every score whatever, so that no error of the score is in the bounds, only
 * quadrature and chance; but a sign or a factor that is wrong shows at its full size even with the exact score.
 *
 * In more than one dimension the implicit side is that of the exact score, at many points, and the difference, at few. The
 * denoising side is a mean over (X_0, Z) together, which is a mixture in twice the dimension.
 */
import { traceOf } from '../../numeric/linear-algebra/dense.ts';
import type { MixtureComponent } from '../../numeric/laws/gaussian-mixture.ts';
import { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import type { Average, FillAt } from './average.ts';
import { averagesOverTime, combined, slackOf } from './average.ts';
import type { Look } from './look.ts';
import type { Sight } from './sight.ts';
import { weigh } from './sight.ts';

export const IMPLICIT_VARIANTS = [
  'the divergence with the sign turned', 'the divergence with a half', 'without the divergence', 'the square without its half',
  'without the constant',
] as const;
export type ImplicitVariant = 'as it is' | typeof IMPLICIT_VARIANTS[number];

/** Of div s_θ, |s_θ|² and |s|² on the right. */
const implicitFactors = (variant: ImplicitVariant): readonly [number, number, number] => {
  switch (variant) {
    case 'as it is': return [1, 0.5, 0.5];
    case 'the divergence with the sign turned': return [-1, 0.5, 0.5];
    case 'the divergence with a half': return [0.5, 0.5, 0.5];
    case 'without the divergence': return [0, 0.5, 0.5];
    case 'the square without its half': return [1, 1, 0.5];
    case 'without the constant': return [1, 0.5, 0];
  }
};

/** Many points, where nothing but the exact law is asked for. */
const MANY = 8;

const squareOf = (a: Float64Array): number => a.reduce((sum, x) => sum + x * x, 0);
const squareBetween = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + (x - b[i]!) ** 2, 0);

/** Right less left for s itself, and for s_θ what it is more; beside each the divergence. */
const implicitFill = (look: Look, factors: readonly [number, number, number], further: boolean): FillAt => (t, _, at, out) => {
  const { law, score } = look;
  const d = law.dimension;
  const v = law.schedule.variance(t);
  const mixture = law.at(t);
  const [divergences, squares, constants] = factors;
  for (let p = 0; p < at.length / d; p += 1) {
    const x = at.slice(p * d, (p + 1) * d);
    const exact = mixture.score(x);
    const divergence = traceOf(mixture.hessian(x), d);
    const square = squareOf(exact);
    if (!further) {
      out.set([v * (divergences * divergence + (squares + constants) * square), v * divergence, v * square], p * 3);
      continue;
    }
    const { value, jacobian } = score.jet(t, x);
    const more = traceOf(jacobian, d) - divergence;
    const error = squareBetween(value, exact);
    out.set([v * (divergences * more + squares * (squareOf(value) - square) - 0.5 * error), v * more, v * error], p * 3);
  }
};

export const implicitLoss = (look: Look, variant: ImplicitVariant = 'as it is'): Sight => {
  const { law, clock, times, jets, seed, falseAlarm } = look;
  const factors = implicitFactors(variant);
  const stream = look.stream.split('implicit loss');
  const [exact, divergence, square] = averagesOverTime(law, 3, implicitFill(look, factors, false), { clock, times, points: MANY * jets, stream: stream.split(0) });
  const [further, more] = averagesOverTime(law, 3, implicitFill(look, factors, true), { clock, times, points: jets, stream: stream.split(1) });
  const whole = combined([[1, exact as Average], [1, further as Average]]);
  const ofSquare = 0.5 * square!.value;
  return weigh({
    difference: Math.abs(whole.value), slack: slackOf(whole, falseAlarm) + 1e-12 * ofSquare,
    terms: { divergence: divergence!.value + more!.value, square: ofSquare, constant: ofSquare },
    seed, falseAlarm: law.dimension === 1 ? 0 : falseAlarm, by: `explicit against implicit loss, ${times} times, d = ${law.dimension}`,
    estimate: law.dimension === 1 ? 'the error of quadrature, by half as many nodes' : 'chance by a normal approximation',
  });
};

export const DENOISING_VARIANTS = [
  'the target with the sign turned', 'the target with the variance', 'the target without the deviation', 'the target with a half',
  'the noise of another scale',
] as const;
export type DenoisingVariant = 'as it is' | typeof DENOISING_VARIANTS[number];

/** The target is −κ Z, and X_t = c X_0 + r Z. */
const denoisingFactors = (variant: DenoisingVariant, v: number): { readonly target: number; readonly spread: number } => {
  const spread = Math.sqrt(v);
  switch (variant) {
    case 'as it is': return { target: 1 / spread, spread };
    case 'the target with the sign turned': return { target: -1 / spread, spread };
    case 'the target with the variance': return { target: 1 / v, spread };
    case 'the target without the deviation': return { target: 1, spread };
    case 'the target with a half': return { target: 0.5 / spread, spread };
    case 'the noise of another scale': return { target: 1 / spread, spread: v };
  }
};

/** The law of (X_0, Z), independent. */
const jointLaw = (data: GaussianMixture): GaussianMixture => {
  const d = data.dimension;
  return new GaussianMixture(data.components.map(({ mean, covariance }, k): MixtureComponent => {
    const joint = new Float64Array(4 * d * d);
    for (let i = 0; i < d; i += 1) {
      joint.set(covariance.subarray(i * d, (i + 1) * d), i * 2 * d);
      joint[(d + i) * (2 * d + 1)] = 1;
    }
    return { weight: data.weights[k]!, mean: [...mean, ...new Float64Array(d)], covariance: joint };
  }));
};

export const denoisingLoss = (look: Look, variant: DenoisingVariant = 'as it is'): Sight => {
  const { law, score, clock, times, points, seed, falseAlarm } = look;
  const d = law.dimension;
  const { scale, variance } = law.schedule;
  const joint = jointLaw(law.data);
  const stream = look.stream.split('denoising loss');
  // s_θ·Z and s_θ·s at one and the same point: what they have in common cancels.
  const [whole, target, square] = averagesOverTime({ ...law, at: () => joint }, 3, (t, _, at, out) => {
    const [c, v] = [scale(t), variance(t)];
    const factors = denoisingFactors(variant, v);
    const count = at.length / (2 * d);
    const x = new Float64Array(count * d);
    for (let p = 0; p < count; p += 1) for (let i = 0; i < d; i += 1) x[p * d + i] = c * at[p * 2 * d + i]! + factors.spread * at[p * 2 * d + d + i]!;
    const s = score.at(t, x);
    const mixture = law.at(t);
    const exact = new Float64Array(d);
    for (let p = 0; p < count; p += 1) {
      mixture.score(x.subarray(p * d, (p + 1) * d), exact);
      let [noise, inner] = [0, 0];
      for (let i = 0; i < d; i += 1) {
        noise += s[p * d + i]! * at[p * 2 * d + d + i]!;
        inner += s[p * d + i]! * exact[i]!;
      }
      out.set([v * (factors.target * noise + inner), v * factors.target * noise, v * inner], p * 3);
    }
  }, { clock, times, points: 2 * points, stream });
  return weigh({
    difference: Math.abs(whole!.value), slack: slackOf(whole!, falseAlarm),
    terms: { 'score along the noise': target!.value, 'score along the score': square!.value },
    seed, falseAlarm, by: `explicit against denoising loss, ${times} times, d = ${d}`, estimate: 'chance by a normal approximation',
  });
};
