/**
 * A whole claim, told part by part: its goals, the steps of a chain, both directions of an `iff`.
 */
import type { Goal } from '../../kernel/goal.ts';
import type { Propose } from '../../kernel/optimise.ts';
import type { Limits } from '../../kernel/prove.ts';
import type { Claim, Document } from '../../language/statement.ts';
import { proposeStationary } from '../../search/stationary.ts';
import type { CheckOptions, Decision, GoalOutcome } from '../decide.ts';
import { argumentGoal, decide, limitsOf } from '../decide.ts';
import { goalsOf, underConditions } from '../goals.ts';
import type { NarrativePart, NarrativeStep } from '../narrative.ts';
import { withRelevantHypotheses } from '../relevant.ts';
import { narrate } from './narrate.ts';

interface Asked {
  readonly goal: Goal;
  readonly propose: Propose;
}

/** The parts of a decided claim; empty where it could not be decided. */
export const narrateClaim = (
  document: Document, claim: Claim, options: CheckOptions, decision: Decision = decide(document, claim, options),
): readonly NarrativePart[] => {
  if (decision.verdict === 'undecided') return [];
  const limits = limitsOf(options);
  const asked = askedOf(document, claim);
  if (decision.directions !== null) {
    const direction = (heading: string, outcomes: readonly GoalOutcome[]): NarrativePart[] =>
      outcomes.map((o, k) => ({ heading, told: tellOne(o, asked[k], limits) }));
    return [...direction('Under the condition', decision.directions.under), ...direction('Where the condition fails', decision.directions.without)];
  }
  const parts = decision.outcomes.map((o, k): NarrativePart => ({
    heading: decision.outcomes.length === 1 ? null : o.goal.name, told: tellOne(o, asked[k], limits),
  }));
  return claim.body.kind === 'chain' ? chain(parts, decision.outcomes)
    : decision.verdict === 'refuted' ? parts.map((part, k) => (decision.outcomes[k]?.verdict === 'refuted' ? part : shortened(part))) : parts;
};

const askedOf = (document: Document, claim: Claim): readonly Asked[] => {
  const { goals, optimal } = goalsOf(document, claim);
  return [...goals.map((goal) => ({ goal, propose: proposeStationary })), ...optimal.map(argumentGoal)];
};

/** The goal before its optima were replaced, with the conditions and in the order of hypotheses of the outcome. */
const tellOne = (outcome: GoalOutcome, asked: Asked | undefined, limits: Limits): NarrativePart['told'] => {
  if (asked === undefined || asked.goal.name !== outcome.goal.name) return narrate(outcome, limits);
  const own = new Set(asked.goal.conditions);
  const added = outcome.goal.conditions.filter((c) => !own.has(c));
  return narrate(outcome, limits, withRelevantHypotheses(underConditions(asked.goal, added)), asked.propose);
};

/** Of a chain only the first wrong step is told in full; of the others the equation and what was put in. */
const chain = (parts: readonly NarrativePart[], outcomes: readonly GoalOutcome[]): readonly NarrativePart[] => {
  const wrong = outcomes.findIndex((o) => o.verdict === 'refuted');
  return parts.slice(0, wrong < 0 ? parts.length : wrong + 1).map((part, k) => (k === wrong ? part : shortened(part)));
};

const shortened = (part: NarrativePart): NarrativePart => {
  if (part.told.kind === 'opaque') return part;
  const { narrative } = part.told;
  return { ...part, told: { kind: 'narrative', narrative: { ...narrative, steps: narrative.steps.filter(isShort).map(asFact) } } };
};

const asFact = (step: NarrativeStep): NarrativeStep => (step.kind === 'claim' ? { ...step, say: ['This holds:'] } : step);

const isShort = (step: NarrativeStep): boolean => {
  switch (step.kind) {
    case 'claim': case 'optimum': case 'substitute': case 'under-integral': return true;
    case 'expand': case 'cancel': case 'conclusion': return false;
  }
};
