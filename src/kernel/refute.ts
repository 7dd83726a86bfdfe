/**
 * Refutation: a point, admissible under every declaration, hypothesis and side condition, at which both sides are
 * evaluated exactly and differ. Nothing else refutes: neither a nonzero normal form nor a sample in floating point.
 *
 * The jets that the hypotheses do not fix are free, since Taylor polynomials (Cauchy data of the evolution equations)
 * realise any finite choice; the hypotheses, solved for leading derivatives, fix the rest. Where a field that obeys a
 * differential equation would be needed at two different points, its values there are not independent, and the point
 * is not used.
 */
import { demandsOf, unsolvedReason } from './admissible.ts';
import type { Goal } from './goal.ts';
import { addPolynomials, BudgetError, DomainError, negate, UnsupportedError } from './polynomial.ts';
import { defaultLimits, differences, workplaceForPoints } from './prove.ts';
import type { Limits, Workplace } from './prove.ts';
import { reduce } from './reduce.ts';
import { derivedByParameters, solvedForDrifts } from './reformulate.ts';
import { refutationOf } from './refutation.ts';
import type { RefutationResult } from './refutation.ts';
import { refuteIntegral } from './refute-integral.ts';
import { ContradictionError } from './rules.ts';
import { search } from './search-point.ts';
import { validateGoal } from './validate.ts';
import { isZero } from './zero.ts';

export { modelPoint } from './model-point.ts';
export type { PointValue, Refutation, RefutationResult } from './refutation.ts';

/** Looks for a counterexample in one dimension. */
export const refuteInDimension = (goal: Goal, dimension: number, seed: number, limits: Limits = defaultLimits()): RefutationResult => {
  validateGoal(goal);
  const first = attempt(goal, dimension, seed, limits);
  if (first.status !== 'stuck') return first;
  for (const other of solvedForDrifts(goal)) {
    const result = attempt(other, dimension, seed, limits);
    if (result.status === 'refuted') return result;
  }
  for (const { name, goal: derived } of derivedByParameters(goal)) {
    const result = attempt(derived, dimension, seed, limits);
    if (result.status === 'refuted') return { status: 'refuted', refutation: { ...result.refutation, derivedBy: name } };
  }
  return first;
};

const attempt = (goal: Goal, dimension: number, seed: number, limits: Limits): RefutationResult => {
  try {
    const work = workplaceForPoints(goal, dimension, limits);
    const result = goal.under === null ? refutePointwise(work, goal, dimension, seed) : refuteIntegral(work, goal, goal.under, dimension, seed);
    return result.status === 'agrees' && work.ring.divides ? { status: 'stuck', reason: 'both sides agree where a coefficient of a hypothesis is not zero' } : result;
  } catch (error) {
    if (error instanceof BudgetError) return { status: 'stuck', reason: `the budget was used up: ${error.limit}` };
    if (error instanceof UnsupportedError) return { status: 'stuck', reason: error.message };
    if (error instanceof DomainError) return { status: 'stuck', reason: `no value: ${error.message}` };
    if (error instanceof ContradictionError) return { status: 'stuck', reason: error.message };
    throw error;
  }
};

/** Looks for a counterexample in the goal's dimension, or in dimensions 1, 2 and 3 in turn. */
export const refute = (goal: Goal, seed: number = 1, limits: Limits = defaultLimits()): RefutationResult => {
  let last: RefutationResult = { status: 'agrees' };
  for (const d of goal.dimension === null ? [1, 2, 3] : [goal.dimension]) {
    const result = refuteInDimension(goal, d, seed, limits);
    if (result.status === 'refuted') return result;
    if (result.status === 'stuck') last = result;
  }
  return last;
};

const refutePointwise = (work: Workplace, goal: Goal, dimension: number, seed: number): RefutationResult => {
  const { ring, rules } = work;
  let anyDifference = false;
  for (const { components, left, right } of differences(work, goal)) {
    const l = reduce(ring, rules, left);
    const r = reduce(ring, rules, right);
    const residual = addPolynomials([l, negate(r)], ring.limit);
    if (isZero(ring, residual)) continue;
    anyDifference = true;
    const unsolved = unsolvedReason(work);
    if (unsolved !== null) return { status: 'stuck', reason: unsolved };
    const found = search(work, demandsOf(work, goal), l, r, seed);
    if (found === null) continue;
    const component = components.length === 0 ? null : components.map(Number);
    return { status: 'refuted', refutation: refutationOf(work, dimension, component, found, residual, null) };
  }
  return anyDifference ? { status: 'stuck', reason: 'the two sides look different, but no admissible point was found at which they differ' } : { status: 'agrees' };
};
