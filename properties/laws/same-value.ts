/**
 * Equations: both sides have one value wherever the conditions hold, over balls, so that the bound of the difference is that of
 * rounding (and of quadrature, under an integral). Where functions of time come from a solver, doubles are compared to its accuracy.
 *
 * `iff`: where the condition holds, the two sides agree, and where it does not, they differ.
 */
import type { Expression } from '../../src/kernel/expression.ts';
import type { Claim } from '../../src/language/statement.ts';
import { BALLS } from '../../src/numeric/arithmetic/balls.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../src/numeric/evaluate/evaluate.ts';
import type { World } from '../../src/numeric/evaluate/world.ts';
import { worldOf } from '../arbitraries/setting.ts';
import type { Trial } from '../trial.ts';
import { AGREES, skipped, together } from '../trial.ts';
import type { Estimate, Law } from './law.ts';
import { DOUBLES, compared, drawPlace, holdsAt, unlessNumeric, valuesOf } from './law.ts';
import { integralsOf, sameIntegral } from './same-integral.ts';

const pairsOf = (body: Claim['body']): readonly (readonly [Expression, Expression])[] => {
  switch (body.kind) {
    case 'equation': return [[body.left, body.right]];
    case 'chain': return body.steps.map((step, k) => [k === 0 ? body.first : body.steps[k - 1]?.right ?? body.first, step.right]);
    case 'density': case 'value': case 'expectation': case 'optimal': case 'differential':
      throw new TypeError(`sameness of values is no law of a claim of the kind ${body.kind}`);
  }
};

/** The relative accuracy of functions of time that a solver has computed. */
const SOLVED = 1e-7;

export const sameValue: Law = {
  name: 'sameness of values',
  about: 'both sides have the same value',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    if (integralsOf(claim, setting).length > 0) return sameIntegral.compare(claim, setting, stream);
    const doubles = worldOf(setting, DOUBLES);
    const place = drawPlace(setting, doubles, claim.where, stream);
    if (place === null) return skipped('no place was found at which the conditions hold');
    const world = worldOf(setting, BALLS);
    const balls = place.map(({ variable, values }) => ({ variable, values: values.map((v) => BALLS.fromNumber(v)) }));
    const trial = together(pairsOf(claim.body).map((pair) => {
      const slack = setting.solved.size === 0 ? 0 : SOLVED * termSize(pair, doubles, place);
      const [left, right] = evaluateAll(pair, world, balls, 0).map((side) => side.map((series): Estimate => {
        const ball = series[0];
        return ball === undefined ? { value: NaN, error: NaN } : { value: ball.value, error: ball.radius + slack };
      }));
      return sidesCompared(left ?? [], right ?? [], slack === 0 ? 0 : slack / SOLVED);
    }));
    const iff = claim.body.kind === 'equation' ? claim.body.iff : null;
    if (iff === null || trial.outcome === 'skipped' || iff.every((c) => holdsAt(c, doubles, place))) return trial;
    return trial.outcome === 'differs' ? AGREES : skipped('both sides agree, though the condition does not hold');
  }),
};

/** The largest of the terms of both sides. */
const termSize = (pair: readonly Expression[], world: World<number>, place: Place<number>): number =>
  Math.max(...pair.flatMap((side) => (side.kind === 'add' ? side.terms : [side])).flatMap((term) => valuesOf(term, world, place).map(Math.abs)));

const sidesCompared = (left: readonly Estimate[], right: readonly Estimate[], terms: number): Trial => {
  const count = Math.max(left.length, right.length);
  const size = Math.max(terms, ...[...left, ...right].map((e) => Math.abs(e.value)));
  return together(Array.from({ length: count }, (_, k) => {
    // A written 0 stands for zero in every component.
    const [a, b] = [left[k] ?? left[0], right[k] ?? right[0]];
    if (a === undefined || b === undefined) return skipped('a side has no value');
    return compared(a, b, Math.max(size, 1e-6));
  }));
};
