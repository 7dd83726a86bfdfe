/** Goals with certificates written by hand, from the subject's first pages. */
import type { Expression, Field, Parameter } from '../../src/kernel/expression.ts';
import {
  derivative, divergence, dot, field, gradient, laplacian, log, minus, num, plus, pow, T_VARIABLE, times, use, X_VARIABLE,
} from '../../src/kernel/expression.ts';
import type { Certificate, Goal, IndexedFactor, IndexedSum, IndexedTerm, Label, Use } from '../../src/kernel/goal.ts';
import type { Rational } from '../../src/kernel/rational.ts';
import { ONE, rational } from '../../src/kernel/rational.ts';

export const goalOf = (left: Expression, right: Expression, more: Partial<Goal> = {}): Goal => ({
  name: 'the claim', left, right, under: null, hypotheses: [], conditions: [], dimension: null, ...more,
});
export const certificateOf = (more: Partial<Certificate> = {}): Certificate => ({
  dimension: 'every', uses: [], flux: [], substituted: [], ...more,
});

export const term = (coefficient: Rational, ...factors: readonly IndexedFactor[]): IndexedTerm => ({ coefficient, factors });
export const sum = (...terms: readonly IndexedTerm[]): IndexedSum => ({ terms });
export const jet = (
  of: Field, components: readonly Label[] = [], derivatives: readonly (number | readonly Label[])[] = [],
  more: { readonly log?: boolean; readonly exponent?: Rational; readonly args?: readonly (IndexedSum | null)[] } = {},
): IndexedFactor => ({
  kind: 'jet', field: of, log: more.log ?? false, components,
  derivatives: of.slots.map((slot, k) => derivatives[k] ?? (slot.space === null ? 0 : [])),
  args: more.args ?? of.slots.map(() => null), exponent: more.exponent ?? ONE,
});
export const scalarParameter = (parameter: Parameter, exponent: Rational = ONE): IndexedFactor => ({
  kind: 'parameter', parameter, components: [], exponent,
});
export const useOf = (hypothesis: number, cofactor: IndexedSum, more: Partial<Use> = {}): Use => ({
  hypothesis, components: [], derivatives: [], at: [], cofactor, ...more,
});

const x = X_VARIABLE;
const t = T_VARIABLE;
export const p: Field = field('p', [x, t], { sign: 'positive' });
export const f: Field = field('f', [x, t], { shape: ['n'] });
export const g: Field = field('g', [t]);
export const G: Field = field('G', [x, t], { shape: ['n', 'm'] });
export const HALF: Rational = rational(1, 2);

const halfNoise = times(num(1, 2), pow(use(g), num(2)));
/** ∂t p = −div(f p) + ½ g² lap p. */
export const fokkerPlanck = {
  kind: 'equation', name: 'fokker-planck', solvedFor: p, left: derivative(t, use(p)),
  right: plus(minus(divergence(times(use(f), use(p)))), times(halfNoise, laplacian(use(p)))),
} as const;

/** ∂t log p = −div f − f · grad log p + ½ g² (lap log p + |grad log p|²), with the coefficient of |grad log p|² to choose. */
export const logDensity = (square: Expression = num(1)): Goal => {
  const score = gradient(log(use(p)));
  return goalOf(
    derivative(t, log(use(p))),
    plus(
      minus(divergence(use(f))), minus(dot(use(f), score)),
      times(halfNoise, plus(laplacian(log(use(p))), times(square, dot(score, score)))),
    ),
    { hypotheses: [fokkerPlanck] },
  );
};
export const onceOverDensity = (coefficient: Rational = ONE): Certificate => certificateOf({
  uses: [useOf(0, sum(term(coefficient, jet(p, [], [], { exponent: rational(-1) }))))],
});

/** grad of the equation above: a vector goal, in components i. */
export const scoreEquation = (): Goal => {
  const { right, hypotheses } = logDensity();
  return goalOf(derivative(t, gradient(log(use(p)))), gradient(right), { hypotheses });
};
/** D_i (hypothesis / p) = D_i hypothesis / p − hypothesis ∂_i p / p². */
export const scoreCertificate = (): Certificate => certificateOf({
  uses: [
    useOf(0, sum(term(ONE, jet(p, [], [], { exponent: rational(-1) }))), { derivatives: [{ variable: x, label: 'i' }] }),
    useOf(0, sum(term(rational(-1), jet(p, [], [], { exponent: rational(-2) }), jet(p, [], [['i']])))),
  ],
});

/** ∫ p (f · grad h + ½ g² lap h) = ∫ h (−div(f p) + ½ g² lap p), with the sign of the first term to choose. */
export const h: Field = field('h', [x, t]);
export const duality = (sign: Expression = num(-1)): Goal => goalOf(
  times(use(p), plus(dot(use(f), gradient(use(h))), times(halfNoise, laplacian(use(h))))),
  times(use(h), plus(times(sign, divergence(times(use(f), use(p)))), times(halfNoise, laplacian(use(p))))),
  { under: [x] },
);
/** p f_k h + ½ g² (p h_k − h p_k). */
export const dualityFlux = (coefficient: Rational = HALF): Certificate => {
  const noise = jet(g, [], [], { exponent: rational(2) });
  return certificateOf({
    flux: [{
      variable: x,
      value: sum(
        term(ONE, jet(p), jet(f, ['flux']), jet(h)),
        term(coefficient, noise, jet(p), jet(h, [], [['flux']])),
        term(rational(-1, 2), noise, jet(h), jet(p, [], [['flux']])),
      ),
    }],
  });
};
