/**
 * What would make a refuted claim true: dimension 1, a constant field, the reversed clock, a condition, one small edit.
 * Each is proved before it is said.
 */
import { isWrittenAlike } from '../calculus/sameness.ts';
import { partsOf } from '../kernel/expression.ts';
import type { Expression, Field, Hypothesis, Parameter } from '../kernel/expression.ts';
import { divergence, gradient, num, shapeOf, times, use } from '../kernel/expression.ts';
import type { Goal, IndexedFactor, IndexedSum } from '../kernel/goal.ts';
import type { Propose } from '../kernel/optimise.ts';
import { eliminateOptima } from '../kernel/optimise.ts';
import type { Limits } from '../kernel/prove.ts';
import { isProvable } from '../kernel/prove.ts';
import type { Claim, ClaimBody, Document } from '../language/statement.ts';
import { printClaim } from '../render/text.ts';
import { singleEdits } from '../search/edits.ts';
import { proposeStationary } from '../search/stationary.ts';
import type { CheckOptions, Decision, GoalOutcome } from './decide.ts';
import { argumentGoal } from './decide.ts';
import { GoalError, goalsOf } from './goals.ts';
import { missingTerms } from './missing-terms.ts';
import { withRelevantHypotheses } from './relevant.ts';
import type { Repair } from './verdict.ts';
import { editText } from './wording.ts';

export interface Amendments {
  readonly notes: readonly string[];
  readonly holdsIf: string | null;
  readonly repair: Repair | null;
}

/**
 * So many edits of a claim are tried. What is found does not depend on the clock: the time below is a last resort, for
 * formulas that are far larger than any in a paper.
 */
const MOST_EDITS = 500;
const PATIENCE = 5_000;

export const amendments = (
  document: Document, claim: Claim, decision: Decision, options: CheckOptions, notes: readonly string[],
): Amendments => {
  const limits: Limits = { deadline: Date.now() + Math.min(PATIENCE, options.budget.milliseconds), terms: Math.min(5000, options.budget.terms) };
  const conditions = conditionNotes(decision, limits);
  return {
    notes: [...notes, ...dimensionNotes(decision), ...conditions.notes, ...clockNote(document, claim, limits)],
    holdsIf: conditions.holdsIf,
    repair: repairOf(document, claim, limits) ?? missingTerms(claim, decision, (repaired) => provesClaim(document, repaired, { ...limits, deadline: Date.now() + PATIENCE })),
  };
};

const dimensionNotes = (decision: Decision): string[] => {
  const open = decision.outcomes.filter((o) => o.verdict !== 'proved');
  const agreed = [1, 2, 3].filter((d) => open.every((o) => o.agreesIn.includes(d)));
  return agreed.length === 0 ? [] : [`true only in dimension ${agreed.join(' and ')}`];
};

// ── Conditions ───────────────────────────────────────────────────────────────────────────────────────────────

interface Candidate {
  readonly text: string;
  /** Said as a note rather than as a condition. */
  readonly note: boolean;
  readonly hypotheses: readonly Hypothesis[];
}

const equation = (left: Expression, right: Expression): Hypothesis => ({ kind: 'equation', name: 'amendment', left, right });

const symbolsOf = (goal: Goal): { fields: Field[]; parameters: Parameter[] } => {
  const fields = new Map<string, Field>();
  const parameters = new Map<string, Parameter>();
  const stack: Expression[] = [goal.left, goal.right];
  for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
    if (e.kind === 'field') fields.set(e.field.name, e.field);
    if (e.kind === 'parameter') parameters.set(e.parameter.name, e.parameter);
    stack.push(...partsOf(e));
  }
  return { fields: [...fields.values()], parameters: [...parameters.values()] };
};

const zeroLike = (e: Expression): Expression => (shapeOf(e).length === 0 ? num(0) : times(num(0), e));

/** What each term of a residual must contain for a condition to make it vanish: a cheap test before a proof. */
type Hint = (factor: IndexedFactor) => boolean;

const derivesBySpace = (name: string): Hint => (f) =>
  f.kind === 'jet' && f.field.name === name && f.derivatives.some((d) => typeof d !== 'number' && d.length > 0);

/** Simple conditions, the plainest first. */
const candidatesFor = (goal: Goal): (Candidate & { readonly hint: Hint | null; readonly mentions: readonly string[] })[] => {
  const { fields, parameters } = symbolsOf(goal);
  const found: (Candidate & { hint: Hint | null; mentions: readonly string[] })[] = [];
  const scalars = parameters.filter((p) => p.shape.length === 0);
  scalars.forEach((p, k) => {
    for (const q of scalars.slice(0, k)) {
      const [a, b] = p.name < q.name ? [p, q] : [q, p];
      if (a.sign !== b.sign && a.sign !== 'any' && b.sign !== 'any') continue;
      found.push({ text: `${a.name} = ${b.name}`, note: false, hypotheses: [equation(use(a), use(b))], hint: null, mentions: [a.name, b.name] });
    }
    if (p.sign === 'negative' || p.sign === 'nonpositive') return;
    found.push({ text: `${p.name} = 1`, note: false, hypotheses: [equation(use(p), num(1))], hint: null, mentions: [p.name] });
  });
  const governed = new Set(goal.hypotheses.flatMap((h) => (h.kind === 'equation' && h.solvedFor !== undefined ? [h.solvedFor.name] : [])));
  for (const f of fields.filter((g) => !governed.has(g.name))) {
    const vectors = f.slots.filter((v) => v.space !== null && v.role === 'coordinate');
    const rank = f.shape.length;
    const hint = derivesBySpace(f.name);
    for (const v of vectors) {
      if (rank > 0 && f.shape.at(-1) === v.space) {
        const d = divergence(use(f), v);
        found.push({ text: `div ${f.name} = 0`, note: false, hypotheses: [equation(d, zeroLike(d))], hint, mentions: [f.name] });
      }
      const g = gradient(use(f), v);
      found.push({ text: `constant ${f.name}`, note: true, hypotheses: [equation(g, zeroLike(g))], hint, mentions: [f.name] });
      if (rank === 1 && f.shape[0] === v.space) {
        found.push({ text: `curl-free ${f.name}`, note: false, hypotheses: [{ kind: 'curl-free', name: 'amendment', field: f }], hint, mentions: [f.name] });
      }
    }
    // A schedule g(t) may be normalised away; a function of space is not 1.
    if (rank === 0 && vectors.length === 0 && f.sign !== 'negative' && f.sign !== 'nonpositive') {
      found.push({ text: `${f.name} = 1`, note: false, hypotheses: [equation(use(f), num(1))], hint: null, mentions: [f.name] });
    }
  }
  return found;
};

const namesIn = (sum: IndexedSum): Set<string> => {
  const names = new Set<string>();
  const visit = (part: IndexedSum): void => part.terms.forEach((t) => t.factors.forEach((f) => {
    if (f.kind === 'jet') names.add(f.field.name);
    if (f.kind === 'parameter') names.add(f.parameter.name);
    if (f.kind === 'power') visit(f.base);
    if (f.kind === 'function') visit(f.argument);
    if (f.kind === 'inverse' || f.kind === 'logDeterminant' || f.kind === 'minimum' || f.kind === 'integral') visit(f.of);
  }));
  visit(sum);
  return names;
};

/** Could the condition make the residual vanish? */
const mayHelp = (sum: IndexedSum | null, c: { hint: Hint | null; mentions: readonly string[] }, names: ReadonlySet<string>): boolean => {
  if (sum === null) return true;
  if (!c.mentions.every((name) => names.has(name))) return false;
  const { hint } = c;
  return hint === null || sum.terms.every((t) => t.factors.some(hint));
};

const MOST_CANDIDATES = 40;

const conditionNotes = (decision: Decision, limits: Limits): { notes: string[]; holdsIf: string | null } => {
  const failing = decision.outcomes.filter((o) => o.verdict !== 'proved');
  const notes: string[] = [];
  let holdsIf: string | null = null;
  const [first] = failing;
  if (first === undefined) return { notes, holdsIf };
  const residual = first.residual;
  const names = residual === null ? new Set<string>() : namesIn(residual);
  const candidates = candidatesFor(first.goal).filter((c) => mayHelp(residual, c, names));
  for (const c of candidates.slice(0, MOST_CANDIDATES)) {
    if (c.note ? notes.length > 0 : holdsIf !== null) continue;
    if (Date.now() > limits.deadline) break;
    if (!failing.every((o) => provesWith(o, c.hypotheses, limits))) continue;
    if (c.note) notes.push(`true for ${c.text}`);
    else holdsIf = c.text;
  }
  return { notes, holdsIf };
};

const provesWith = (o: GoalOutcome, hypotheses: readonly Hypothesis[], limits: Limits): boolean =>
  isProvable({ ...o.goal, hypotheses: [...hypotheses, ...o.goal.hypotheses] }, limits);

// ── The clock ────────────────────────────────────────────────────────────────────────────────────────────────

const clockNote = (document: Document, claim: Claim, limits: Limits): string[] => {
  if (claim.body.kind !== 'density') return [];
  const body: ClaimBody = { ...claim.body, process: { ...claim.body.process, name: '', backward: !claim.body.process.backward } };
  return provesClaim(document, { ...claim, body }, limits) ? ['true under the reversed clock'] : [];
};

// ── One small edit ───────────────────────────────────────────────────────────────────────────────────────────

const repairOf = (document: Document, claim: Claim, limits: Limits): Repair | null => {
  if (claim.body.kind === 'equation' && claim.body.iff !== null) return null;
  let tried = 0;
  for (const { edit, claim: edited } of singleEdits(claim)) {
    if (edit.kind === 'clock' || isTrivial(edited)) continue;
    tried += 1;
    if (tried > MOST_EDITS || Date.now() > limits.deadline) return null;
    if (provesClaim(document, edited, limits)) return { edit: editText(edit), statement: printClaim({ ...edited, declared: 'claim' }) };
  }
  return null;
};

/** An edit that empties a side proves nothing worth saying. */
const isTrivial = (claim: Claim): boolean => claim.body.kind === 'equation' && isWrittenAlike(claim.body.left, claim.body.right);

const provesClaim = (document: Document, claim: Claim, limits: Limits): boolean => {
  try {
    const { goals, optimal } = goalsOf(document, claim);
    return goals.every((g) => provesGoal(g, proposeStationary, limits)) && optimal.every((o) => {
      const { goal, propose } = argumentGoal(o);
      return provesGoal(goal, propose, limits);
    });
  } catch (error) {
    if (error instanceof GoalError) return false;
    throw error;
  }
};

const provesGoal = (goal: Goal, propose: Propose, limits: Limits): boolean =>
  isProvable(eliminateOptima(withRelevantHypotheses(goal), limits, propose), limits);
