/**
 * How evidence is put into words: the one place where normal forms, points and conditions become text.
 */
import type { Condition, Expression } from '../kernel/expression.ts';
import type { IndexedFactor, IndexedSum } from '../kernel/goal.ts';
import type { ProofCondition } from '../kernel/prove.ts';
import type { Rational } from '../kernel/rational.ts';
import { ONE, toText } from '../kernel/rational.ts';
import type { PointValue } from '../kernel/refute.ts';
import { printCondition, printExpression, printIndexedSum } from '../render/text.ts';
import type { Edit } from '../search/edits.ts';
import type { Assignment } from './verdict.ts';

export const FORMAL = 'formal: regularity and verification assumed';

/** `sigma != 0`, `r + D_ij P_ij > 0`. */
export const proofConditionText = (c: ProofCondition): string =>
  `${printIndexedSum(c.formula)} ${c.relation === '!=' ? '≠' : '>'} 0`;

export const conditionText = (c: Condition): string => printCondition(c);

const factorSum = (factor: IndexedFactor): IndexedSum => ({ terms: [{ coefficient: ONE, factors: [factor] }] });

const pointText = (at: readonly (readonly Rational[])[]): string =>
  `(${at.map((slot) => (slot.length === 1 ? toText(slot[0] as Rational) : `[${slot.map(toText).join(', ')}]`)).join(', ')})`;

const fieldName = (v: PointValue): string | null => (v.factor.kind === 'jet' ? v.factor.field.name : null);

/** Fields that are taken at more than one point are told apart by it. */
export const assignmentsOf = (point: readonly PointValue[]): Assignment[] => {
  const points = new Map<string, Set<string>>();
  for (const v of point) {
    const name = fieldName(v);
    if (name === null) continue;
    const set = points.get(name) ?? new Set();
    set.add(pointText(v.at));
    points.set(name, set);
  }
  return point.map((v) => {
    const name = fieldName(v);
    const several = name !== null && (points.get(name)?.size ?? 0) > 1;
    return { name: `${printIndexedSum(factorSum(v.factor))}${several ? ` at ${pointText(v.at)}` : ''}`, value: toText(v.value) };
  });
};

const LONGEST_FORMULA = 2000;
export const formulaText = (sum: IndexedSum): string => {
  const text = printIndexedSum(sum);
  return text.length <= LONGEST_FORMULA ? text : `${text.slice(0, LONGEST_FORMULA)} … (${sum.terms.length} terms)`;
};

/** `factor 1/2 → 1: 1/2 lap p → lap p`. */
export const editText = (edit: Edit): string =>
  edit.before === null || edit.after === null ? edit.phrase
    : `${edit.phrase}: ${short(edit.before)} → ${short(edit.after)}`;

const short = (e: Expression): string => {
  const text = printExpression(e);
  return text.length <= 120 ? text : `${text.slice(0, 117)}…`;
};
