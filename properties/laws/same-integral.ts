/**
 * Equations between integrals over the whole space: ∫ left = ∫ right, and their rates of change in time, by quadrature. What is
 * owed at infinity is nothing, since everything decays.
 *
 * The claim is read as one integral (src/check/integrals.ts), which takes ∂t under it; both sides are then sampled.
 */
import type { Variable } from '../../src/kernel/expression.ts';
import { num, times } from '../../src/kernel/expression.ts';
import type { Goal } from '../../src/kernel/goal.ts';
import { goalsOf } from '../../src/check/goals.ts';
import type { Claim } from '../../src/language/statement.ts';
import { GoalError } from '../../src/calculus/goal-error.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import type { Setting } from '../arbitraries/setting.ts';
import { sizeOf, worldOf } from '../arbitraries/setting.ts';
import type { Trial } from '../trial.ts';
import { skipped, together } from '../trial.ts';
import { formulasOf } from './formulas.ts';
import type { Law } from './law.ts';
import { DOUBLES, drawPlace, moved, unlessNumeric } from './law.ts';
import { vanish } from './quadrature.ts';

/** The goals of a claim that are integrals; of another claim: none. */
export const integralsOf = (claim: Claim, { document }: Setting): readonly Goal[] => {
  if (claim.body.kind !== 'equation' && claim.body.kind !== 'chain') return [];
  try {
    const { goals } = goalsOf(document, claim);
    return goals.every((g) => g.under !== null) ? goals : [];
  } catch (error) {
    if (error instanceof GoalError) return [];
    throw error;
  }
};

const compareGoal = ({ left, right }: Goal, under: readonly Variable[], setting: Setting, place: Place<number>): Trial => {
  const names = new Set(under.map((v) => v.name));
  const like = [
    ...place.filter(({ variable }) => !names.has(variable.name)),
    ...under.map((variable) => ({ variable, values: Array.from({ length: sizeOf(variable, setting) }, () => 0) })),
  ];
  const sides = formulasOf([left, times(num(-1), right)], setting, like, { fixed: new Set(place.map(({ variable }) => variable.name).filter((name) => !names.has(name))) });
  const sizes = under.map((v) => sizeOf(v, setting));
  const starts = sizes.map((_, k) => sizes.slice(0, k).reduce((a, b) => a + b, 0));
  const dimension = sizes.reduce((a, b) => a + b, 0);
  return vanish((state) => {
    const values = sides(moved(like, new Map(under.map((v, k) => [v.name, state.slice(starts[k], (starts[k] ?? 0) + (sizes[k] ?? 0))]))));
    const [one = [], other = []] = values;
    return one.map((_, c) => [one[c]?.[0] ?? NaN, other[c]?.[0] ?? other[0]?.[0] ?? NaN]);
  }, dimension, false);
};

export const sameIntegral: Law = {
  name: 'sameness of integrals',
  about: 'both sides have the same integral over the whole space',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const goals = integralsOf(claim, setting);
    if (goals.length === 0) throw new TypeError('sameness of integrals is a law of claims about integrals');
    const place = drawPlace(setting, worldOf(setting, DOUBLES), claim.where, stream);
    if (place === null) return skipped('no place was found at which the conditions hold');
    return together(goals.map((g) => compareGoal(g, g.under ?? [], setting, place)));
  }),
};
