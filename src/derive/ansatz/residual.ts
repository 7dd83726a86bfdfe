/**
 * What the Hamilton–Jacobi–Bellman equation leaves of an ansatz: ∂t W + min_u { ℓ + L^u W } − ρ W, the minimum taken,
 * in the kernel's normal form.
 */
import { hamiltonJacobiBellman } from '../../calculus/hjb.ts';
import type { Condition, Expression, Hypothesis } from '../../kernel/expression.ts';
import type { Goal, IndexedSum } from '../../kernel/goal.ts';
import { eliminateOptima, hasOptimum } from '../../kernel/optimise.ts';
import type { Limits } from '../../kernel/prove.ts';
import { prove } from '../../kernel/prove.ts';
import type { Document, Problem } from '../../language/statement.ts';
import { proposeStationary } from '../../search/stationary.ts';
import type { Ansatz } from './ansatz.ts';

/** The time of one question, in milliseconds, and the most terms. */
const PATIENCE = 4_000;
const TERMS = 50_000;
export const limitsOfQuestion = (): Limits => ({ deadline: Date.now() + PATIENCE, terms: TERMS });

export type Residual =
  | { readonly status: 'found'; readonly sum: IndexedSum; readonly goal: Goal }
  /** The minimum is not known in closed form. */
  | { readonly status: 'no optimum' }
  | { readonly status: 'stuck'; readonly reason: string };

/** What is assumed in the document; what its densities and values solve has no part in this. */
export const assumptionsOf = (document: Document): readonly Hypothesis[] =>
  document.declarations.flatMap((d) => (d.kind === 'assume' ? [d.hypothesis] : []));

export const goalOf = (document: Document, left: Expression, right: Expression, conditions: readonly Condition[], more: readonly Hypothesis[] = []): Goal => ({
  name: 'the ansatz', left, right, under: null, hypotheses: [...assumptionsOf(document), ...more], conditions, dimension: document.dimension,
});

/** The equation of an ansatz, after the optimum is taken. */
export const optimisedEquation = (document: Document, problem: Problem, ansatz: Ansatz): Goal => {
  const { left, right } = hamiltonJacobiBellman(problem, ansatz.value);
  return eliminateOptima(goalOf(document, left, right, ansatz.where), limitsOfQuestion(), proposeStationary);
};

/** What is left of it once `more` is known; nothing where it holds. */
export const residualOf = (goal: Goal, more: readonly Hypothesis[]): Residual => {
  if (hasOptimum(goal.left)) return { status: 'no optimum' };
  const result = prove({ ...goal, dimension: null, hypotheses: [...goal.hypotheses, ...more] }, limitsOfQuestion());
  switch (result.status) {
    case 'proved': return { status: 'found', sum: { terms: [] }, goal };
    case 'open': return { status: 'found', sum: result.residual, goal };
    case 'stuck': return { status: 'stuck', reason: result.reason };
    case 'contradiction': return { status: 'stuck', reason: `the equations contradict one another (${result.hypothesis})` };
  }
};

/** The normal form of an expression, free labels `i`, `j`; null where there is none. */
export const normalForm = (document: Document, e: Expression, zero: Expression, conditions: readonly Condition[]): IndexedSum | null => {
  const result = prove({ ...goalOf(document, e, zero, conditions), dimension: null }, limitsOfQuestion());
  return result.status === 'open' ? result.residual : result.status === 'proved' ? { terms: [] } : null;
};
