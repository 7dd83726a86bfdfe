/**
 * How evidence is put into words: the one place where normal forms, points and conditions become text.
 */
import type { Condition, Expression } from '../kernel/expression.ts';
import type { IndexedFactor, IndexedSum, Label } from '../kernel/goal.ts';
import type { ProofCondition } from '../kernel/prove.ts';
import type { Rational } from '../kernel/rational.ts';
import { ONE, toText } from '../kernel/rational.ts';
import type { PointValue } from '../kernel/refute.ts';
import { printCondition, printExpression, printIndexedSum } from '../render/text.ts';
import type { Edit } from '../search/edits.ts';
import type { Assignment } from './verdict.ts';

export const FORMAL = 'formal: regularity and verification assumed';
export const NORMALISED = 'formal: that the density integrates to one is assumed';

/** `sigma != 0`, `r + D_ij P_ij > 0`. */
export const proofConditionText = (c: ProofCondition): string =>
  `${formulaText(c.formula)} ${c.relation === '!=' ? '≠' : '>'} 0`;

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

const LETTERS: readonly Label[] = ['k', 'l', 'm', 'q', 'r', 's', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Summed labels called k, l, m, … in each term. */
export const withLetters = (sum: IndexedSum): IndexedSum => ({
  terms: sum.terms.map((t) => {
    const names = new Map<Label, Label>();
    const rename = (label: Label): Label => {
      if (!/^k\d+$/.test(label)) return label;
      const old = names.get(label);
      if (old !== undefined) return old;
      const name = LETTERS[names.size] ?? label;
      names.set(label, name);
      return name;
    };
    return { coefficient: t.coefficient, factors: t.factors.map((f) => withLabels(f, rename)) };
  }),
});

/** Another name for some labels. */
export const relabelled = (sum: IndexedSum, rename: (label: Label) => Label): IndexedSum =>
  ({ terms: sum.terms.map((t) => ({ ...t, factors: t.factors.map((f) => withLabels(f, rename)) })) });

const withLabels = (f: IndexedFactor, rename: (label: Label) => Label): IndexedFactor => {
  switch (f.kind) {
    case 'jet':
      return {
        ...f, components: f.components.map(rename),
        derivatives: f.derivatives.map((d) => (typeof d === 'number' ? d : d.map(rename))),
        args: f.args.map((a) => (a === null ? null : withLetters(a))),
      };
    case 'coordinate': return { ...f, label: f.label === null ? null : rename(f.label) };
    case 'parameter': return { ...f, components: f.components.map(rename) };
    case 'delta': return { ...f, labels: [rename(f.labels[0]), rename(f.labels[1])] };
    case 'inverse': return { ...f, of: withLetters(f.of), labels: [rename(f.labels[0]), rename(f.labels[1])] };
    case 'integral': return { ...f, of: withLetters(f.of), labels: f.labels.map(rename) };
    case 'power': return { ...f, base: withLetters(f.base) };
    case 'function': return { ...f, argument: withLetters(f.argument) };
    case 'minimum': case 'logDeterminant': return { ...f, of: withLetters(f.of) };
    case 'dimension': case 'constant': return f;
  }
};

const LONGEST_FORMULA = 2000;
export const formulaText = (sum: IndexedSum): string => {
  const text = printIndexedSum(withLetters(sum));
  return text.length <= LONGEST_FORMULA ? text : `${text.slice(0, LONGEST_FORMULA)} … (${sum.terms.length} terms)`;
};

/** `factor 1/2 → 1: 1/2 lap p → lap p`. */
export const editText = (edit: Edit): string =>
  edit.before === null || edit.after === null ? edit.phrase
    : `${edit.phrase.replace(/:$/, '')}: ${short(edit.before)} → ${short(edit.after)}`;

const short = (e: Expression): string => {
  const text = printExpression(e);
  return text.length <= 120 ? text : `${text.slice(0, 117)}…`;
};
