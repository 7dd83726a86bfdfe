/**
 * Refutation under an integral: an Euler operator that does not vanish at an admissible point. Then a change of the
 * field in a small region changes one side and not the other.
 */
import { demandsOf, isFree, unsolvedReason } from './admissible.ts';
import { differentiate } from './differentiate.ts';
import { eulerOperator, unknownFactor, unknownsOf } from './euler.ts';
import type { Unknown } from './euler.ts';
import type { Variable } from './expression.ts';
import type { Goal } from './goal.ts';
import { addPolynomials, isNothing, keyOf, negate, scale, single } from './polynomial.ts';
import type { Index, Polynomial } from './polynomial.ts';
import { differences } from './prove.ts';
import type { Workplace } from './prove.ts';
import { negate as minus, ONE } from './rational.ts';
import { reduce } from './reduce.ts';
import { refutationOf } from './refutation.ts';
import type { RefutationResult } from './refutation.ts';
import { allFactors } from './rules.ts';
import { search } from './search-point.ts';
import { isZero } from './zero.ts';

export const refuteIntegral = (
  work: Workplace, goal: Goal, variables: readonly Variable[], dimension: number, seed: number,
): RefutationResult => {
  const { ring, rules } = work;
  const unsolved = unsolvedReason(work);
  if (unsolved !== null) return { status: 'stuck', reason: unsolved };
  if (variables.length !== 1) return { status: 'stuck', reason: 'an integral over several variables' };
  const variable = variables[0] as Variable;
  let anyEuler = false;
  // What no free unknown tells about: a term without one, or an Euler operator that is constant in space.
  let untold = false;
  for (const { left, right } of differences(work, goal)) {
    const l = reduce(ring, rules, left);
    const r = reduce(ring, rules, right);
    const difference = addPolynomials([l, negate(r)], ring.limit);
    if (isZero(ring, difference)) continue;
    if (isAtSeveralTimes(work, difference)) return { status: 'stuck', reason: 'an integral over a function that obeys an equation, at several times' };
    untold ||= [...difference.terms.values()].some((t) => unknownsOf(ring, single(t.coefficient, t.monomial), variable).size === 0);
    for (const unknown of unknownsOf(ring, difference, variable).values()) {
      if (!isFree(work, unknown.field, variable)) {
        untold = true;
        continue;
      }
      for (const components of unknownComponents(work, difference, variable, unknown)) {
        const el = reduce(ring, rules, eulerOperator(ring, l, variable, unknown, components));
        const er = reduce(ring, rules, eulerOperator(ring, r, variable, unknown, components));
        const euler = addPolynomials([el, scale(er, minus(ONE))], ring.limit);
        if (isZero(ring, euler)) continue;
        if (isConstantInSpace(work, euler, variable)) {
          untold = true;
          continue;
        }
        anyEuler = true;
        const found = search(work, demandsOf(work, goal), el, er, seed);
        if (found === null) continue;
        return { status: 'refuted', refutation: refutationOf(work, dimension, null, found, euler, unknown.field) };
      }
    }
  }
  if (anyEuler) return { status: 'stuck', reason: 'an Euler operator does not vanish, but no admissible point was found' };
  return untold ? { status: 'stuck', reason: 'the integrands differ by what no free unknown tells about' } : { status: 'agrees' };
};

/** A density at two times: what is changed at one time changes the other. */
const isAtSeveralTimes = (work: Workplace, p: Polynomial): boolean => {
  const inRules = new Set(work.rules.rules.flatMap((r) => [r.lead, ...allFactors(r.value), ...allFactors(r.scale)])
    .flatMap((f) => (f.head.kind === 'jet' ? [f.head.field.name] : [])));
  const times = allFactors(p).flatMap(({ head }) => {
    if (head.kind !== 'jet' || !inRules.has(head.field.name)) return [];
    return head.field.slots.flatMap((slot, s) => {
      const a = head.args[s] ?? null;
      return slot.space !== null ? [] : [`${slot.name}:${a?.kind === 'scalar' ? keyOf(a.value) : ''}`];
    });
  });
  const names = times.map((t) => t.slice(0, t.indexOf(':')));
  return new Set(times).size > new Set(names).size;
};

const unknownComponents = (work: Workplace, p: Polynomial, variable: Variable, unknown: Unknown): Index[][] => {
  const model = unknownFactor(work.ring, p, variable, unknown);
  if (model?.head.kind !== 'jet') return [[]];
  return model.head.field.shape.reduce<Index[][]>((all, space) =>
    all.flatMap((c) => Array.from({ length: work.ring.sizes?.(space) ?? 1 }, (_, k) => [...c, `${k + 1}`])), [[]]);
};

/** A density that integrates to one may not be changed in total: then only a varying Euler operator counts. */
const isConstantInSpace = (work: Workplace, p: Polynomial, variable: Variable): boolean => {
  const size = variable.space === null ? 1 : work.ring.sizes?.(variable.space) ?? 1;
  for (let k = 1; k <= size; k += 1) {
    const slope = differentiate(work.ring, p, variable, variable.space === null ? null : `${k}`);
    if (!isNothing(slope) && !isZero(work.ring, slope)) return false;
  }
  return true;
};
