/**
 * The conditions of a claim: those it is stated with, and those that its proof uses besides.
 */
import type { Decision, GoalOutcome } from '../../check/decide.ts';
import { withLetters } from '../../check/wording.ts';
import type { Condition } from '../../kernel/expression.ts';
import type { ProofCondition } from '../../kernel/prove.ts';
import type { Claim } from '../../language/statement.ts';
import { latexCondition, latexExpression, latexIndexedSum, latexWidth } from '../../render/latex.ts';
import type { Inline } from './model.ts';
import { math, text } from './model.ts';
import { listed } from './reasons.ts';
import { vectorForm } from './vector-form.ts';

/** `for x > 0 and γ ≠ 1` */
export const statedConditions = (conditions: readonly Condition[]): readonly Inline[] => listed(conditions.map((c) => [math(latexCondition(c))]));

/** A condition longer than this, in characters, is not printed in a sentence. */
const LONGEST = 60;

/** `It uses that 1 − e^{−B} > 0.` Conditions too long to be read are counted. */
export const usedConditions = (claim: Claim, decision: Decision): readonly Inline[] => {
  const stated = new Set([...claim.where, ...iffOf(claim)].map((c) => latexCondition(c)));
  const outcomes = decision.directions?.under ?? decision.outcomes;
  const all = [...new Set(outcomes.flatMap(conditionsOf))].filter((c) => !stated.has(c) && !isWeaker(c, stated));
  const shown = all.filter((c) => latexWidth(c) <= LONGEST && !isWeaker(c, new Set(all)));
  const more = all.filter((c) => latexWidth(c) > LONGEST).length;
  if (shown.length + more === 0) return [];
  const rest = more === 0 ? [] : [[text(`${more === 1 ? 'a condition' : `${more} conditions`} under which the optimum exists`)]];
  return [text(' It uses '), ...(shown.length > 0 ? [text('that ')] : []), ...listed([...shown.map((c) => [math(c)]), ...rest]), text('.')];
};

const iffOf = (claim: Claim): readonly Condition[] => (claim.body.kind === 'equation' ? (claim.body.iff ?? []) : []);

const conditionsOf = (outcome: GoalOutcome): readonly string[] => [
  ...outcome.goal.conditions.map((c) => latexCondition(c)),
  ...(outcome.theorem?.conditions.map((c) => proofCondition(c, outcome.goal.dimension)) ?? []),
];

const proofCondition = (c: ProofCondition, dimension: number | null): string => {
  const vectors = vectorForm(c.formula, [], dimension);
  return `${vectors === null ? latexIndexedSum(withLetters(c.formula)) : latexExpression(vectors)} ${c.relation === '!=' ? '\\neq' : '>'} 0`;
};

/** a ≠ 0, where a > 0 is there as well. */
const isWeaker = (condition: string, all: ReadonlySet<string>): boolean => {
  const [left, right] = condition.split(' \\neq ');
  return right === '0' && left !== undefined && (all.has(`${left} > 0`) || all.has(`${left} < 0`));
};
