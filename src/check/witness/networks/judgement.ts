/**
 * Both sides of an equation in worlds of trained networks, and what may be said of their difference.
 *
 * At point k let r_j(k) be the difference of the sides in the world of copy j of K, S(k) the sum of the sizes of the terms, both with
 * the weight of the judged points. For a true claim r_j is linear in the error of copy j, to first order. Let
 *
 *     figure = ‖r̄‖ / ‖S‖,   V² = Σ_j ‖r_j − r̄‖² / (K − 1),   v² = Σ_j ‖σ(s_j − s̄)‖² / (K − 1),   ‖·‖ the root mean square over the points.
 *
 * V/v is how much the equation amplifies an error of the score, measured on what the copies have apart. With E² the upper end of the
 * interval of E σ²|s_j − s|² of the worst copy, which is the excess of its loss (judge-score.ts tests that the two agree, and there is no
 * evidence where they do not): the whole error of a copy, the part in common included,
 *
 *     bound = SAFETY · (V/v) · E / ‖S‖,
 *
 * as if the common part were amplified no more than SAFETY times as much as the rest. That last step is an estimate, not a proof; so
 * are the linearity, and the finite number of points. An error of a term of relative size δ shows where δ ‖term‖ > (bound + figure) ‖S‖.
 */
import type { Expression } from '../../../kernel/expression.ts';
import { isZeroTerm } from '../../../calculus/equation.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { termsOf } from '../../../numeric/instance/equation.ts';

export type Judgement =
  | { readonly outcome: 'supports' | 'contradicts'; readonly figure: number; readonly bound: number; readonly detectable: number; readonly worst: Worst }
  | { readonly outcome: 'silent'; readonly reason: string };

/** The point at which the mean difference is largest. */
export interface Worst {
  readonly place: Place<number>;
  readonly left: number;
  readonly right: number;
}

/** How well the copies know their score: E, and v, both weighted by σ. */
export interface ScoreErrors {
  readonly bound: number;
  readonly apart: number;
}

const SAFETY = 3;
/** Where only a larger error of a term would show, nothing is said. */
const COARSEST = 0.5;
/** Rounding, relative to the terms. */
const ROUNDING = 1e-9;

export interface Sides {
  readonly left: Expression;
  readonly right: Expression;
}

interface Values {
  readonly terms: readonly (readonly number[])[];
  readonly lefts: number;
}

const sidesTerms = (side: Expression): readonly Expression[] => (isZeroTerm(side) ? [] : termsOf(side));

const valuesAt = ({ left, right }: Sides, world: World<number>, place: Place<number>): Values => {
  const [lefts, rights] = [sidesTerms(left), sidesTerms(right)];
  const terms = evaluateAll([...lefts, ...rights], world, place, 0).map((components) => components.map((series) => series[0] as number));
  return { terms, lefts: lefts.length };
};

const componentsOf = ({ terms }: Values): number => Math.max(0, ...terms.map((t) => t.length));
const sideOf = ({ terms, lefts }: Values, c: number, which: 'left' | 'right'): number =>
  terms.reduce((sum, term, k) => ((k < lefts) === (which === 'left') ? sum + (term[c] ?? 0) : sum), 0);

export const judge = (sides: Sides, worlds: readonly World<number>[], places: readonly Place<number>[], errors: () => ScoreErrors): Judgement => {
  const [squares, apart, sizes] = [{ sum: 0 }, { sum: 0 }, { sum: 0 }];
  const termSquares: number[] = [];
  let worst: Worst | null = null;
  let most = -1;
  for (const place of places) {
    const all = worlds.map((world) => valuesAt(sides, world, place));
    for (let c = 0; c < Math.max(...all.map(componentsOf)); c += 1) {
      const [lefts, rights] = [all.map((v) => sideOf(v, c, 'left')), all.map((v) => sideOf(v, c, 'right'))];
      const [left, right] = [mean(lefts), mean(rights)];
      const differences = lefts.map((l, j) => l - rights[j]!);
      const middle = mean(differences);
      const terms = all[0]!.terms.map((term, k) => mean(all.map((v) => Math.abs(v.terms[k]?.[c] ?? term[c] ?? 0))));
      const size = terms.reduce((a, b) => a + b, 0);
      squares.sum += middle ** 2;
      apart.sum += differences.reduce((a, d) => a + (d - middle) ** 2, 0) / (worlds.length - 1);
      sizes.sum += size ** 2;
      terms.forEach((t, k) => { termSquares[k] = (termSquares[k] ?? 0) + t ** 2; });
      if (Math.abs(middle) > most) [most, worst] = [Math.abs(middle), { place, left, right }];
    }
  }
  if (worst === null || !(sizes.sum > 0)) return { outcome: 'silent', reason: 'both sides are zero everywhere, term by term' };
  if (![squares.sum, apart.sum, sizes.sum].every(Number.isFinite)) return { outcome: 'silent', reason: 'some value is no number' };
  const size = Math.sqrt(sizes.sum);
  const figure = Math.sqrt(squares.sum) / size;
  const bound = Math.max(ROUNDING, Math.sqrt(apart.sum) < ROUNDING * size ? 0 : amplified(Math.sqrt(apart.sum) / size, errors()));
  const noticed = termSquares.map((sum) => ((bound + figure) * size) / Math.sqrt(sum));
  const detectable = Math.max(...noticed, 0);
  if (figure > bound) return { outcome: 'contradicts', figure, bound, detectable, worst };
  const vanishing = termSquares.filter((sum) => Math.sqrt(sum) < ROUNDING * size).length;
  if (vanishing > 0) return { outcome: 'silent', reason: `${vanishing} of its terms ${vanishing === 1 ? 'is' : 'are'} zero where drifts are linear and noises constant` };
  if (detectable > COARSEST) return { outcome: 'silent', reason: `only a term that is wrong by ${Math.round(100 * detectable)} % would show` };
  return { outcome: 'supports', figure, bound, detectable, worst };
};

const amplified = (apart: number, { bound, apart: scoreApart }: ScoreErrors): number => (SAFETY * apart * bound) / scoreApart;

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
