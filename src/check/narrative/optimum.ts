/**
 * The optima of a goal, each with the control at which it is attained and its value, as the kernel verified them.
 */
import { elaborate } from '../../kernel/elaborate.ts';
import type { Expression, Hypothesis } from '../../kernel/expression.ts';
import { derivative, gradient, mapParts, num, partsOf, shapeOf, times } from '../../kernel/expression.ts';
import type { Goal } from '../../kernel/goal.ts';
import type { Propose } from '../../kernel/optimise.ts';
import { eliminateOptima, hasOptimum } from '../../kernel/optimise.ts';
import type { Index, Polynomial } from '../../kernel/polynomial.ts';
import { addPolynomials, negate, termsOf } from '../../kernel/polynomial.ts';
import type { Limits, Workplace } from '../../kernel/prove.ts';
import { isProvable } from '../../kernel/prove.ts';
import type { Ring } from '../../kernel/ring.ts';
import { isZero } from '../../kernel/zero.ts';
import type { Formula, Method, NarrativeStep, Phrase } from '../narrative.ts';
import { denominatorOf, factorPolynomial, inverseOf, isNoFactor, productOf, sharedBy, timesFactor } from './common-factor.ts';
import { formulaOf, written } from './formula.ts';

type Optimum = Extract<Expression, { kind: 'optimum' }>;
type OptimumStep = Extract<NarrativeStep, { kind: 'optimum' }>;

export interface Setting {
  readonly work: Workplace;
  readonly asked: Goal;
  readonly limits: Limits;
  readonly propose: Propose;
}

/** Of the sides as asked, and of these hypotheses. */
export const optima = (setting: Setting, hypotheses: readonly Hypothesis[]): readonly OptimumStep[] => {
  const places = [setting.asked.left, setting.asked.right, ...hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : []))];
  const steps = distinct(places.flatMap(optimaIn)).map((e) => step(setting, e));
  // What stays as it is need not be said of each.
  return steps.filter((s, k) => s.method !== 'value' || steps.findIndex((r) => r.method === 'value') === k);
};

/** A side with its optima replaced by their values, written out; the kernel's own form where that is not possible. */
export const withValues = (setting: Setting, asked: Expression, eliminated: Expression): Expression => {
  if (!hasOptimum(asked)) return eliminated;
  let whole = true;
  const replace = (e: Expression): Expression => {
    if (!hasOptimum(e)) return e;
    if (e.kind !== 'optimum') return mapParts(e, replace);
    const value = valueOf(setting, e);
    const formula = value === null ? null : normal(setting, value);
    whole &&= formula?.kind === 'expression';
    return formula?.kind === 'expression' ? formula.value : e;
  };
  const replaced = replace(asked);
  return whole ? replaced : eliminated;
};

const optimaIn = (e: Expression): readonly Optimum[] => {
  if (!hasOptimum(e)) return [];
  return [...partsOf(e).flatMap(optimaIn), ...(e.kind === 'optimum' ? [e] : [])];
};

/** Equal trees are told once. */
const distinct = (all: readonly Optimum[]): readonly Optimum[] => {
  const texts = all.map((e) => JSON.stringify(e, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)));
  return all.filter((_, k) => texts.indexOf(texts[k] as string) === k);
};

const step = (setting: Setting, e: Optimum): OptimumStep => {
  const value = valueOf(setting, e);
  const isArgument = e.which === 'argmin' || e.which === 'argmax';
  const argument = isArgument ? value : valueOf(setting, { ...e, which: e.which === 'min' ? 'argmin' : 'argmax' });
  const method = value === null ? 'value' : methodOf(setting, e);
  return {
    kind: 'optimum', method, say: sentence(e, method), optimum: written(e),
    argument: argument === null ? null : normal(setting, argument), value: value === null ? written(e) : normal(setting, value),
    derivatives: value === null ? null : derivativesOf(setting, e),
  };
};

const derivativesOf = (setting: Setting, { control, of }: Optimum): readonly [Formula, Formula] | null => {
  if (control.kind === 'field') return null;
  const by = (e: Expression): Expression => (control.space === null ? derivative(control, e) : gradient(e, control));
  return [normal(setting, by(of)), normal(setting, by(by(of)))];
};

/** null: its value is not known. */
const valueOf = ({ asked, limits, propose }: Setting, e: Optimum): Expression | null => {
  const value = eliminateOptima({ ...asked, left: e, right: num(0) }, limits, propose).left;
  return hasOptimum(value) ? null : value;
};

/** Its normal form, written out: over one denominator, and exponentials that all terms share taken out. */
const normal = ({ work: { ring } }: Setting, e: Expression): Formula => {
  const labels = ['i', 'j'].slice(0, shapeOf(e).length);
  const p = elaborate(ring, e, labels);
  const formula = factored(ring, p, labels) ?? formulaOf(ring, p, labels);
  return formula.kind === 'indexed' && labels.length > 0 ? written(e) : formula;
};

/** factor · sum; null where there is no such factor. */
const factored = (ring: Ring, p: Polynomial, labels: readonly Index[]): Formula | null => {
  const denominator = denominatorOf(ring, [p]);
  const cleared = timesFactor(ring, p, inverseOf(denominator));
  const shared = sharedBy(termsOf(cleared));
  const factor = productOf(denominator, shared);
  if (isNoFactor(factor)) return null;
  const outside = formulaOf(ring, factorPolynomial(ring, factor), []);
  const inside = formulaOf(ring, timesFactor(ring, cleared, inverseOf(shared)), labels);
  if (outside.kind !== 'expression' || inside.kind !== 'expression') return null;
  const value = times(outside.value, inside.value);
  return isZero(ring, addPolynomials([elaborate(ring, value, labels), negate(p)], ring.limit)) ? written(value) : null;
};

/** A vector of controls has its optimum by completing the square alone. */
const methodOf = ({ asked, limits }: Setting, e: Optimum): Method => {
  if (e.control.kind === 'field') return 'gibbs';
  if (e.control.space !== null) return 'completing the square';
  const u = e.control;
  const third = derivative(u, derivative(u, derivative(u, e.of)));
  const quadratic = isProvable({ ...asked, name: 'third derivative', left: third, right: num(0), under: null }, limits);
  return quadratic ? 'completing the square' : 'convexity';
};

const sentence = (e: Optimum, method: Method): Phrase => {
  const control = e.control.name;
  const what = e.which === 'min' || e.which === 'argmin' ? 'minimum' : 'maximum';
  switch (method) {
    case 'completing the square': return [`The ${what} over ${control} is found by completing the square.`];
    case 'gibbs': return [`The ${what} over the density ${control} is attained by the Gibbs density.`];
    case 'convexity': return [`The ${what} over ${control} is where the derivative vanishes: the second derivative has one sign.`];
    case 'value': return [`The ${what} over ${control} stays as it is: its value is not known in closed form.`];
  }
};
