/**
 * Classifier guidance: the score of a conditional law is the unconditional one plus the gradient of the classifier,
 *
 *   ∇log p_t(x | y) = s(x, t) + ∇_x log p(y | x, t).
 *
 * Source: P. Dhariwal, A. Nichol, Diffusion models beat GANs on image synthesis (NeurIPS 2021). Labels are the components of the
 * data, whose conditional score is known; the classifier is exact, or trained.
 *
 * Compared in L² over points and labels together, with the weight v(t) and the times of the clock: Σ_y w_y E_{p_t(·|y)} is the mean
 * under p_t. The bound: the difference is (s_θ − s) + (γ_θ − γ), so that its norm is at most the sum of the norms; the first is that
 * which the accuracy of the score bounds, the second is measured against the exact classifier.
 */
import { GaussianMixture } from '../../numeric/laws/gaussian-mixture.ts';
import type { Average } from './average.ts';
import { averagesOverTime, combined, slackOf } from './average.ts';
import type { Classifier } from './classifier.ts';
import { exactClassifier } from './classifier.ts';
import type { Look } from './look.ts';
import type { Sight } from './sight.ts';
import { weigh } from './sight.ts';

export const CLASSIFIER_VARIANTS = [
  'the classifier with the sign turned', 'half of the classifier', 'twice the classifier', 'without the classifier', 'without the score',
  'the classifier with the variance', 'the classifier of another label',
] as const;
export type ClassifierVariant = 'as it is' | typeof CLASSIFIER_VARIANTS[number];

const factorsOf = (variant: ClassifierVariant, v: number): { readonly score: number; readonly classifier: number } => {
  switch (variant) {
    case 'as it is': case 'the classifier of another label': return { score: 1, classifier: 1 };
    case 'the classifier with the sign turned': return { score: 1, classifier: -1 };
    case 'half of the classifier': return { score: 1, classifier: 0.5 };
    case 'twice the classifier': return { score: 1, classifier: 2 };
    case 'without the classifier': return { score: 1, classifier: 0 };
    case 'without the score': return { score: 0, classifier: 1 };
    case 'the classifier with the variance': return { score: 1, classifier: v };
  }
};

const root = (value: number): number => Math.sqrt(Math.max(0, value));

export const classifierGuidance = (look: Look, variant: ClassifierVariant = 'as it is', classifier: Classifier = exactClassifier(look.law)): Sight => {
  const { law, score, clock, times, points, seed, falseAlarm } = look;
  const d = law.dimension;
  const labels = law.data.components.length;
  const exact = exactClassifier(law);
  const stream = look.stream.split('classifier guidance');
  const rows = Array.from({ length: labels }, (_, label) => averagesOverTime({
    ...law, at: (t) => { const { mean, covariance } = law.at(t).components[label]!; return new GaussianMixture([{ weight: 1, mean, covariance }]); },
  }, 5, (t, _pace, at, out) => {
    const v = law.schedule.variance(t);
    const factors = factorsOf(variant, v);
    const s = score.at(t, at);
    const taken = variant === 'the classifier of another label' ? (label + 1) % labels : label;
    const [found, known] = [classifier.gradientOfLog(t, at, taken), exact.gradientOfLog(t, at, label)];
    const right = taken === label ? found : classifier.gradientOfLog(t, at, label);
    const component = law.at(t).components[label]!;
    const conditional = new Float64Array(d);
    out.fill(0);
    for (let p = 0; p < at.length / d; p += 1) {
      component.score(at.subarray(p * d, (p + 1) * d), conditional);
      for (let i = 0; i < d; i += 1) {
        const at0 = p * d + i, row = p * 5;
        out[row] = out[row]! + v * (factors.score * s[at0]! + factors.classifier * found[at0]! - conditional[i]!) ** 2;
        out[row + 1] = out[row + 1]! + v * (right[at0]! - known[at0]!) ** 2;
        out[row + 2] = out[row + 2]! + v * s[at0]! ** 2;
        out[row + 3] = out[row + 3]! + v * right[at0]! ** 2;
        out[row + 4] = out[row + 4]! + v * conditional[i]! ** 2;
      }
    }
  }, { clock, times, points: Math.ceil(points / labels), stream: stream.split(label) }));
  const over = (k: number): Average => combined(rows.map((row, label) => [law.data.weights[label]!, row[k]!]));
  const [off, ofClassifier, unconditional, gradient, conditional] = [0, 1, 2, 3, 4].map(over) as [Average, Average, Average, Average, Average];
  const accuracy = look.accuracy();
  const allowed = accuracy.integral((t) => law.schedule.variance(t) * clock.density(t));
  const chance = slackOf(off, falseAlarm) * (variant === 'as it is' ? 1 : 0);
  return weigh({
    difference: root(off.value), slack: root(allowed + chance) + root(ofClassifier.value) + 1e-9 * root(unconditional.value),
    terms: { score: root(unconditional.value), classifier: root(gradient.value), 'conditional score': root(conditional.value) },
    seed, falseAlarm: accuracy.falseAlarm + (d === 1 ? 0 : falseAlarm), by: `conditional score of ${labels} labels, d = ${d}`,
    estimate: d === 1 ? 'the error of quadrature, by half as many nodes' : 'chance by a normal approximation',
  });
};
