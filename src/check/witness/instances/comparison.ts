/**
 * Two sides at a point in balls: how far apart they are, how far apart rounding alone may put them, and how large each
 * term is. Figures are relative to Σ|terms|, the terms being those of the sums on both sides.
 */
import type { Expression, Variable } from '../../../kernel/expression.ts';
import type { Ball } from '../../../numeric/arithmetic/balls.ts';
import { BALLS } from '../../../numeric/arithmetic/balls.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { evaluateAll } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { nestedDerivatives, termsOf } from '../../../numeric/instance/equation.ts';
import { linearParts } from './linear-parts.ts';
import { dependsOn, subexpressions } from '../../../calculus/dependence.ts';
import { isZeroTerm } from '../../../calculus/equation.ts';

export interface Sides {
  readonly left: Expression;
  readonly right: Expression;
}

/** One component at one point. */
export interface Measured {
  readonly left: Ball;
  readonly right: Ball;
  readonly difference: Ball;
  /** Σ|terms|. */
  readonly size: number;
  /** 2·radius/|term| of each term: the relative error of it that would be noticed here; Infinity for a term that is zero. */
  readonly noticed: readonly number[];
}

/** The components of left − right. Throws a NumericError where a side cannot be evaluated. */
export const measure = ({ left, right }: Sides, world: World<Ball>, place: Place<Ball>): readonly Measured[] => {
  const [lefts, rights] = [termsOfSide(left), termsOfSide(right)];
  const terms = [...lefts, ...rights];
  const values = valuesOf(terms, world, place);
  const count = Math.max(0, ...values.map((v) => v.length));
  const at = (k: number, c: number): Ball => values[k]?.[c] ?? BALLS.zero;
  // What is zero in every component is measured by what cancels in it.
  const inner = terms.map((term, k) => (values[k]?.every(mayBeZero) === true ? cancelling(term, world, place) : null));
  return Array.from({ length: count }, (_, c) => {
    const l = sum(lefts.map((__, k) => at(k, c)));
    const r = sum(rights.map((__, k) => at(lefts.length + k, c)));
    const difference = BALLS.subtract(l, r);
    const sizes = terms.map((__, k) => inner[k]?.[c] ?? (mayBeZero(at(k, c)) ? [] : [Math.abs(at(k, c).value)]));
    return {
      left: l, right: r, difference, size: sizes.flat().reduce((a, b) => a + b, 0),
      noticed: sizes.map((list) => list.reduce((most, size) => Math.max(most, (2 * difference.radius) / size), list.length === 0 ? Infinity : 0)),
    };
  });
};

const valuesOf = (terms: readonly Expression[], world: World<Ball>, place: Place<Ball>): readonly (readonly Ball[])[] =>
  evaluateAll(terms, world, place, 0).map((components) => components.map((series) => series[0] as Ball));

/** By component, the sizes of the parts that a term is a sum of, which are not zero themselves. */
const cancelling = (term: Expression, world: World<Ball>, place: Place<Ball>): readonly (readonly number[])[] | null => {
  const parts = linearParts(term);
  if (parts.length < 2) return null;
  const values = valuesOf(parts, world, place);
  return (values[0] ?? []).map((_, c) => values.flatMap((v) => {
    const ball = v[c] as Ball;
    return mayBeZero(ball) ? [] : [Math.abs(ball.value)];
  }));
};

const mayBeZero = ({ value, radius }: Ball): boolean => Math.abs(value) <= radius;

const termsOfSide = (side: Expression): readonly Expression[] => (isZeroTerm(side) ? [] : termsOf(side));

const sum = (balls: readonly Ball[]): Ball => balls.reduce((a, b) => BALLS.add(a, b), BALLS.zero);

/** The two sides surely differ. */
export const differs = ({ difference }: Measured): boolean => Math.abs(difference.value) > difference.radius;

/** Every value is known. */
export const isKnown = ({ left, right, difference, size }: Measured): boolean =>
  [left, right, difference].every((b) => b.radius < Infinity) && Number.isFinite(size);

/**
 * To which power of t, at the least, fields must be known for these expressions; Infinity where a field is taken at a time that
 * is no function of t alone, so that derivatives by other variables count as well.
 */
export const powersOfTime = (expressions: readonly Expression[]): number => {
  const isTime = (v: Variable): boolean => v.name === 't';
  if (!expressions.every((e) => isOfTimeAlone(e))) return Infinity;
  return Math.max(1, ...expressions.map((e) => nestedDerivatives(e, isTime)));
};

const isOfTimeAlone = (e: Expression): boolean => {
  for (const part of subexpressions(e)) {
    const times = part.kind === 'field' ? part.field.slots.flatMap((slot, k) => (slot.name === 't' ? [part.args[k] as Expression] : []))
      : part.kind === 'at' ? part.bindings.filter((b) => b.variable.name === 't').map((b) => b.value) : [];
    if (times.some((time) => [...subexpressions(time)].some((p) => p.kind === 'variable' && p.variable.name !== 't' && dependsOn(time, p.variable)))) return false;
  }
  return true;
};
