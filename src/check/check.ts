/**
 * From a document to verdicts with their evidence, one claim after the other.
 */
import { performance } from 'node:perf_hooks';
import { printClaim } from '../render/text.ts';
import type { Claim, Document } from '../language/statement.ts';
import { amendments } from './amendments.ts';
import type { CheckOptions, Decision, GoalOutcome } from './decide.ts';
import { isEvident } from './evident.ts';
import { decide, limitsOf } from './decide.ts';
import { certify, evidenceAgainst, modelOf } from './evidence.ts';
import { conditionText, formulaText, proofConditionText, FORMAL, NORMALISED } from './wording.ts';
import type { ClaimResult, StepVerdict } from './verdict.ts';

export type { Budget, CheckOptions } from './decide.ts';

export const DEFAULT_OPTIONS: CheckOptions = { seed: 1, budget: { milliseconds: 10_000, terms: 100_000 } };

/** Decides one claim of a document. Unknown is `undecided`; only an error of the program itself throws. */
export const checkClaim = (document: Document, claim: Claim, options: CheckOptions = DEFAULT_OPTIONS): ClaimResult => {
  const start = performance.now();
  const limits = limitsOf(options);
  const decision = decide(document, claim, options, limits);
  const result = withEvidence(document, claim, decision, options);
  return { ...result, durationMs: performance.now() - start };
};

/** Every claim of a document, in order. */
export function* checkDocument(document: Document, options: CheckOptions = DEFAULT_OPTIONS): Generator<ClaimResult> {
  for (const claim of document.claims) yield checkClaim(document, claim, options);
}

const withEvidence = (document: Document, claim: Claim, decision: Decision, options: CheckOptions): Omit<ClaimResult, 'durationMs'> => {
  const bare = bareResult(document, claim, decision);
  switch (decision.verdict) {
    case 'proved': return proved(claim, decision, bare, options);
    case 'refuted': return refuted(document, claim, decision, bare, options);
    case 'undecided': return { ...bare, verdict: 'undecided', passed: false, stuckOn: decision.stuckOn ?? 'nothing is known' };
  }
};

type Bare = Omit<ClaimResult, 'durationMs'>;

const bareResult = (document: Document, claim: Claim, decision: Decision): Bare => ({
  document: document.path, line: claim.line, column: claim.column, name: claim.name, declared: claim.declared,
  verdict: decision.verdict, passed: false, statement: printClaim(claim),
  dimensions: document.dimension === null ? 'every' : [document.dimension],
  conditions: conditionsOf(claim, decision), formal: [...(isFormal(claim, decision) ? [FORMAL] : []), ...(claim.body.kind === 'density' ? [NORMALISED] : [])],
  modelPoint: null, certificate: null, counterexample: null, residual: null, repair: null, notes: [], holdsIf: null,
  flux: fluxOf(decision), steps: stepsOf(claim, decision), stuckOn: null, evidence: [],
});

const conditionsOf = (claim: Claim, decision: Decision): string[] => {
  const written = claim.where.map(conditionText);
  const added = decision.outcomes.flatMap((o) => o.goal.conditions.filter((c) => !claim.where.includes(c)).map(conditionText));
  const used = decision.outcomes.flatMap((o) => o.theorem?.conditions.filter((c) => !isEvident(c)).map(proofConditionText) ?? []);
  const all = new Set([...written, ...added, ...used]);
  return [...all].filter((condition) => !isWeaker(condition, all));
};

/** r ≠ 0, where r > 0 is said as well. */
const isWeaker = (condition: string, all: ReadonlySet<string>): boolean => {
  const formula = /^(.+) (?:≠|!=) 0$/.exec(condition)?.[1];
  return formula !== undefined && (all.has(`${formula} > 0`) || all.has(`${formula} < 0`));
};

/** A statement about a process stands for its equation. */
const isFormal = (claim: Claim, decision: Decision): boolean => {
  const meant = claim.body.kind !== 'equation' && claim.body.kind !== 'chain';
  const used = decision.outcomes.some((o) => o.theorem?.certificate.uses.some((u) => {
    const name = o.goal.hypotheses[u.hypothesis]?.name;
    return name === 'fokker-planck' || name === 'backward-kolmogorov' || name === 'hjb';
  }));
  return meant || used;
};

const fluxOf = (decision: Decision): string | null => {
  const parts = decision.outcomes.flatMap((o) => o.theorem?.certificate.flux.map((f) =>
    `the flux by ${f.variable.name} must vanish at infinity: ${formulaText(f.value)}`) ?? []);
  return parts.length === 0 ? null : parts.join('; ');
};

/** Steps of a chain, parts of a statement, directions of an `iff`. */
const stepsOf = (claim: Claim, decision: Decision): StepVerdict[] => {
  if (decision.directions !== null) {
    const direction = (name: string, outcomes: readonly GoalOutcome[]): StepVerdict[] =>
      outcomes.map((o) => ({ statement: name, by: null, verdict: o.verdict }));
    return [...direction('under the condition', decision.directions.under), ...direction('where the condition fails', decision.directions.without)];
  }
  if (decision.outcomes.length < 2) return [];
  const by = claim.body.kind === 'chain' ? claim.body.steps.map((s) => s.by) : [];
  return decision.outcomes.map((o, k) => ({ statement: o.goal.name, by: by[k] ?? null, verdict: o.verdict }));
};

const proved = (claim: Claim, decision: Decision, bare: Bare, options: CheckOptions): Bare => {
  const outcomes = decision.directions?.under ?? decision.outcomes;
  const model = modelOf(outcomes, options);
  if (model === null) {
    return { ...bare, verdict: 'undecided', passed: false, stuckOn: 'proved from nothing: no point was found at which the conditions and hypotheses all hold' };
  }
  const certificate = certify(outcomes, options);
  if (certificate?.acceptedBySecondChecker === false) {
    return { ...bare, verdict: 'undecided', passed: false, certificate, stuckOn: 'the kernel proved it, but the second checker rejects the certificate: please report this' };
  }
  const counterexample = decision.directions === null ? {} : evidenceAgainst(decision.directions.without);
  return {
    ...bare, passed: claim.declared === 'claim', modelPoint: model, certificate, ...counterexample,
    dimensions: dimensionsOf(outcomes, bare),
  };
};

/** A proof in components holds for its dimension alone. */
const dimensionsOf = (outcomes: readonly GoalOutcome[], bare: Bare): ClaimResult['dimensions'] => {
  const fixed = outcomes.flatMap((o) => (o.theorem === null || o.theorem.certificate.dimension === 'every' ? [] : [o.theorem.certificate.dimension]));
  return fixed.length > 0 && bare.dimensions === 'every' ? [...new Set(fixed)] : bare.dimensions;
};

/** Of a chain, which step is the first that is wrong; of a statement of several parts, which part. */
const firstWrongStep = (claim: Claim, decision: Decision): string[] => {
  const wrong = decision.outcomes.find((o) => o.verdict === 'refuted');
  if (wrong === undefined || decision.outcomes.length < 2) return [];
  return [claim.body.kind === 'chain' ? `${wrong.goal.name} is the first that is wrong` : `the ${wrong.goal.name} fails`];
};

const refuted = (document: Document, claim: Claim, decision: Decision, bare: Bare, options: CheckOptions): Bare => {
  const holdsWithout = decision.directions !== null && decision.directions.under.every((o) => o.verdict === 'proved');
  const outcomes = decision.directions === null || !holdsWithout ? decision.outcomes : decision.directions.without;
  const found = outcomes.find((o) => o.refutation !== null);
  const notes = holdsWithout ? ['it also holds where the condition fails'] : firstWrongStep(claim, decision);
  return {
    ...bare, passed: claim.declared === 'refute', dimensions: found?.refutation === undefined || found.refutation === null ? bare.dimensions : [found.refutation.dimension],
    ...evidenceAgainst(outcomes), notes,
    ...(holdsWithout ? {} : amendments(document, claim, decision, options, notes)),
  };
};
