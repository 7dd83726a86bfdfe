/**
 * Tweedie's formulas: for X_t = c X_0 + √v Z with score s of its law,
 *
 *   c E[X_0 | X_t = x] = x + v s(x),        c² Cov[X_0 | X_t = x] = v (I + v ∇s(x)).
 *
 * Sources: H. Robbins (1956); B. Efron, Tweedie's formula and selection bias, J. Amer. Statist. Assoc. 106 (2011). The left sides are
 * computed by Bayes (posterior.ts), without a score. Both sides are compared in L²(p_t), averaged over the times of the clock.
 *
 * The bounds: the difference of the first is v e, so that its norm is at most that of v e, which is what the accuracy of the score
 * bounds. The difference of the second is v² ∇e: the error of the Jacobian, which the error of the score does not bound; it is
 * measured against the exact Hessian at the same points, so that the bound holds point by point.
 *
 * That the Jacobian is transposed cannot be seen: that of a true score is symmetric.
 */
import { averagesOverTime, slackOf } from './average.ts';
import type { Look } from './look.ts';
import { posteriorAt } from './posterior.ts';
import type { Sight } from './sight.ts';
import { weigh } from './sight.ts';

export const MEAN_VARIANTS = [
  'the score with the sign turned', 'half of the variance', 'the deviation for the variance', 'without the variance', 'without the scale',
] as const;
export type MeanVariant = 'as it is' | typeof MEAN_VARIANTS[number];

/** The right side is `all` (x + `score` s). */
const meanFactors = (variant: MeanVariant, c: number, v: number): { readonly all: number; readonly score: number } => {
  switch (variant) {
    case 'as it is': return { all: 1, score: v };
    case 'the score with the sign turned': return { all: 1, score: -v };
    case 'half of the variance': return { all: 1, score: 0.5 * v };
    case 'the deviation for the variance': return { all: 1, score: Math.sqrt(v) };
    case 'without the variance': return { all: 1, score: 1 };
    case 'without the scale': return { all: c, score: v };
  }
};

const root = (value: number): number => Math.sqrt(Math.max(0, value));

export const posteriorMean = (look: Look, variant: MeanVariant = 'as it is'): Sight => {
  const { law, score, clock, times, points, seed, falseAlarm } = look;
  const { scale, variance } = law.schedule;
  const d = law.dimension;
  const [off, ofPoint, ofScore, ofMean] = averagesOverTime(law, 4, (t, _, at, out) => {
    const [c, v] = [scale(t), variance(t)];
    const factors = meanFactors(variant, c, v);
    const s = score.at(t, at);
    const posterior = posteriorAt(law, t);
    out.fill(0);
    for (let p = 0; p < at.length / d; p += 1) {
      const x = at.subarray(p * d, (p + 1) * d);
      const { mean } = posterior(x);
      for (let i = 0; i < d; i += 1) {
        const [own, claimed] = [s[p * d + i]!, factors.all * (x[i]! + factors.score * s[p * d + i]!)];
        out[p * 4] = out[p * 4]! + (claimed - c * mean[i]!) ** 2;
        out[p * 4 + 1] = out[p * 4 + 1]! + x[i]! ** 2;
        out[p * 4 + 2] = out[p * 4 + 2]! + (v * own) ** 2;
        out[p * 4 + 3] = out[p * 4 + 3]! + (c * mean[i]!) ** 2;
      }
    }
  }, { clock, times, points, stream: look.stream.split('tweedie') });
  const accuracy = look.accuracy();
  const allowed = accuracy.integral((t) => variance(t) ** 2 * clock.density(t));
  const chance = variant === 'as it is' ? slackOf(off!, falseAlarm) : 0;
  return weigh({
    difference: root(off!.value), slack: root(allowed + chance) + 1e-9 * root(ofPoint!.value),
    terms: { point: root(ofPoint!.value), score: root(ofScore!.value), 'posterior mean': root(ofMean!.value) },
    seed, falseAlarm: d === 1 ? accuracy.falseAlarm : falseAlarm + accuracy.falseAlarm,
    by: `posterior mean by Bayes, score ${accuracy.by}, d = ${d}`,
    estimate: d === 1 ? 'the error of quadrature, by half as many nodes' : 'chance by a normal approximation',
  });
};

export const COVARIANCE_VARIANTS = [
  'the Jacobian with the sign turned', 'without the identity', 'half of the Jacobian', 'without the variance before the Jacobian',
  'without the variance before all', 'the deviation for the variance', 'the Jacobian transposed',
] as const;
export type CovarianceVariant = 'as it is' | typeof COVARIANCE_VARIANTS[number];

interface CovarianceFactors {
  readonly identity: number;
  readonly jacobian: number;
  readonly transposed: boolean;
}

const covarianceFactors = (variant: CovarianceVariant, v: number): CovarianceFactors => {
  const right: CovarianceFactors = { identity: v, jacobian: v * v, transposed: false };
  switch (variant) {
    case 'as it is': return right;
    case 'the Jacobian with the sign turned': return { ...right, jacobian: -v * v };
    case 'without the identity': return { ...right, identity: 0 };
    case 'half of the Jacobian': return { ...right, jacobian: 0.5 * v * v };
    case 'without the variance before the Jacobian': return { ...right, jacobian: v };
    case 'without the variance before all': return { ...right, identity: 1, jacobian: v };
    case 'the deviation for the variance': return { ...right, identity: Math.sqrt(v), jacobian: v };
    case 'the Jacobian transposed': return { ...right, transposed: true };
  }
};

export const posteriorCovariance = (look: Look, variant: CovarianceVariant = 'as it is'): Sight => {
  const { law, score, clock, times, jets, seed } = look;
  const { scale, variance } = law.schedule;
  const d = law.dimension;
  const [off, allowed, ofIdentity, ofJacobian, ofCovariance] = averagesOverTime(law, 5, (t, _, at, out) => {
    const [c, v] = [scale(t), variance(t)];
    const factors = covarianceFactors(variant, v);
    const posterior = posteriorAt(law, t);
    const mixture = law.at(t);
    out.fill(0);
    for (let p = 0; p < at.length / d; p += 1) {
      const x = at.slice(p * d, (p + 1) * d);
      const { covariance } = posterior(x);
      const { jacobian } = score.jet(t, x);
      const hessian = mixture.hessian(x);
      for (let i = 0; i < d; i += 1) {
        for (let j = 0; j < d; j += 1) {
          const one = i === j ? 1 : 0;
          const entry = jacobian[factors.transposed ? j * d + i : i * d + j]!;
          const exact = c * c * covariance[i * d + j]!;
          const row = p * 5;
          out[row] = out[row]! + (factors.identity * one + factors.jacobian * entry - exact) ** 2;
          out[row + 1] = out[row + 1]! + (v * v * (jacobian[i * d + j]! - hessian[i * d + j]!)) ** 2;
          out[row + 2] = out[row + 2]! + (v * one) ** 2;
          out[row + 3] = out[row + 3]! + (v * v * entry) ** 2;
          out[row + 4] = out[row + 4]! + exact ** 2;
        }
      }
    }
  }, { clock, times, points: jets, stream: look.stream.split('tweedie, second order') });
  return weigh({
    difference: root(off!.value), slack: (1 + 1e-9) * root(allowed!.value) + 1e-9 * root(ofIdentity!.value),
    terms: { identity: root(ofIdentity!.value), Jacobian: root(ofJacobian!.value), 'posterior covariance': root(ofCovariance!.value) },
    seed, falseAlarm: 0, by: `posterior covariance by Bayes, d = ${d}`, estimate: null,
  });
};
