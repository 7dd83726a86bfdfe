/**
 * A point at which everything that is assumed holds together: without one a proof may be about nothing.
 */
import { demandsOf, holds } from './admissible.ts';
import type { Demand } from './admissible.ts';
import { evaluate, exact } from './evaluate.ts';
import type { Goal } from './goal.ts';
import { numbersForEquations } from './parameter-equations.ts';
import { admits, Point, randomNumbers } from './point.ts';
import { BudgetError, DomainError, UnsupportedError } from './polynomial.ts';
import type { Polynomial } from './polynomial.ts';
import { defaultLimits, differences, workplaceForPoints } from './prove.ts';
import type { Limits, Workplace } from './prove.ts';
import { ONE, ZERO } from './rational.ts';
import type { Rational } from './rational.ts';
import { reduce } from './reduce.ts';
import { pointValues } from './refutation.ts';
import type { PointValue } from './refutation.ts';
import { ContradictionError } from './rules.ts';
import { ATTEMPTS, choicesOf, NOT_FORCED } from './search-point.ts';

const PLAINEST: readonly Rational[] = [ZERO, ONE];

/** A point at which the goal's conditions, denominators and hypotheses all hold; null where none was found. */
export const modelPoint = (goal: Goal, dimension: number, seed: number, limits: Limits = defaultLimits()): readonly PointValue[] | null => {
  try {
    const work = workplaceForPoints(goal, dimension, limits);
    const { ring, rules } = work;
    const sides = differences(work, goal).flatMap(({ left, right }) => [reduce(ring, rules, left), reduce(ring, rules, right)]);
    const demands = demandsOf(work, goal);
    const bases = numbersForEquations(work);
    const random = randomNumbers(seed);
    for (let attempt = 0; attempt < 4 * ATTEMPTS; attempt += 1) {
      const point = new Point(ring, random, bases[attempt % bases.length] ?? new Map(), NOT_FORCED, PLAINEST[attempt] ?? null);
      if (satisfies(work, point, sides, demands)) return pointValues(work, point);
    }
    return null;
  } catch (error) {
    if (error instanceof BudgetError || error instanceof UnsupportedError || error instanceof DomainError || error instanceof ContradictionError) return null;
    throw error;
  }
};

const satisfies = (work: Workplace, point: Point, sides: readonly Polynomial[], demands: readonly Demand[]): boolean => {
  try {
    const choices = choicesOf(point, 128, (f) => exact(point.numberOf(f, '', [])));
    if (!demands.every((d) => holds(d.relation, evaluate(d.polynomial, choices)))) return false;
    for (const side of sides) evaluate(side, choices);
    return [...point.chosen.values()].every((c) => admits(work.ring, c.factor, c.value));
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
};
