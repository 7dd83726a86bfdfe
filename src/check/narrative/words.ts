/**
 * What hypotheses and sides are called in a narrative: the one place of its fixed words.
 */
import type { Condition, Hypothesis, Variable } from '../../kernel/expression.ts';
import type { Goal } from '../../kernel/goal.ts';
import type { Phrase } from '../narrative.ts';
import { written } from './formula.ts';

const EQUATIONS: Readonly<Record<string, string>> = {
  'fokker-planck': 'the Fokker–Planck equation',
  'backward-kolmogorov': 'the backward Kolmogorov equation',
  'hjb': 'the Hamilton–Jacobi–Bellman equation',
};

/** The hypothesis with this number in a certificate: conditions with `=` follow the hypotheses. */
export const hypothesisAt = (goal: Goal, index: number): Hypothesis | Condition | null =>
  goal.hypotheses[index] ?? goal.conditions.filter((c) => c.relation === '=')[index - goal.hypotheses.length] ?? null;

/** `the Fokker–Planck equation of p`, `the assumption on P`, `assumption 2`, `the condition`. */
export const nameOf = (hypothesis: Hypothesis | Condition | null): string => {
  if (hypothesis === null || 'relation' in hypothesis) return 'the condition';
  const equation = EQUATIONS[hypothesis.name];
  if (equation !== undefined) return hypothesis.kind === 'equation' && hypothesis.solvedFor !== undefined ? `${equation} of ${hypothesis.solvedFor.name}` : equation;
  return hypothesis.name.startsWith('assumption') ? hypothesis.name : `the assumption on ${hypothesis.name}`;
};

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

/** `x`, `x and t`. */
export const variableList = (variables: readonly Variable[]): Phrase =>
  variables.flatMap((v, k) => [...(k === 0 ? [] : [k === variables.length - 1 ? ' and ' : ', ']), written({ kind: 'variable', variable: v })]);
