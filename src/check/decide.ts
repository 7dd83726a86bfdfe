/**
 * One claim, decided: proofs and refutations of its goals, put together. No evidence beyond the verdict is looked for
 * here; see evidence.ts.
 */
import type { Condition, Expression, Variable } from '../kernel/expression.ts';
import { at, derivative, num, optimum, shapeOf } from '../kernel/expression.ts';
import type { Goal, IndexedSum } from '../kernel/goal.ts';
import type { Propose } from '../kernel/optimise.ts';
import { atConstant, atPeak, eliminateOptima, hasOptimum, unboundedOptimum } from '../kernel/optimise.ts';
import type { Limits, Theorem } from '../kernel/prove.ts';
import { conditionsOfDivision, prove } from '../kernel/prove.ts';
import type { Refutation } from '../kernel/refute.ts';
import { modelPoint } from '../kernel/refute.ts';
import type { Claim, Document } from '../language/statement.ts';
import { proposeStationary } from '../search/stationary.ts';
import { refuteWithData } from './data.ts';
import type { OptimalityGoal } from './goals.ts';
import { GoalError, goalsOf, underConditions } from './goals.ts';
import { withRelevantHypotheses } from './relevant.ts';
import type { VerdictName } from './verdict.ts';
import { proofConditionText } from './wording.ts';

export interface Budget {
  /** Per claim. */
  readonly milliseconds: number;
  /** The most terms that a normal form may have. */
  readonly terms: number;
}

export interface CheckOptions {
  readonly seed: number;
  readonly budget: Budget;
}

/** What became of one goal. */
export interface GoalOutcome {
  readonly goal: Goal;
  readonly verdict: VerdictName;
  readonly theorem: Theorem | null;
  readonly refutation: Refutation | null;
  /** Left − right in index notation, for every dimension, where that was found; else the refutation has it by components. */
  readonly residual: IndexedSum | null;
  /** Dimensions, of 1, 2, 3, in which both sides agree though the goal is refuted. */
  readonly agreesIn: readonly number[];
  readonly stuckOn: string | null;
}

export interface Decision {
  readonly verdict: VerdictName;
  readonly outcomes: readonly GoalOutcome[];
  /** For `iff`: the goals under the condition, and without it. */
  readonly directions: { readonly under: readonly GoalOutcome[]; readonly without: readonly GoalOutcome[] } | null;
  readonly stuckOn: string | null;
}

export const limitsOf = (options: CheckOptions): Limits => ({
  deadline: Date.now() + options.budget.milliseconds, terms: options.budget.terms,
});

/** Decides a claim. What it cannot decide, or has no budget for, is `undecided`. */
export const decide = (document: Document, claim: Claim, options: CheckOptions, limits: Limits = limitsOf(options)): Decision => {
  let goals;
  try {
    goals = goalsOf(document, claim);
  } catch (error) {
    if (error instanceof GoalError) return { verdict: 'undecided', outcomes: [], directions: null, stuckOn: error.message };
    throw error;
  }
  if (claim.body.kind === 'equation' && claim.body.iff !== null) return decideIff(goals.goals, claim.body.iff, options, limits);
  const outcomes = [
    ...goals.goals.map((g) => decideGoal(g, options.seed, limits)),
    ...goals.optimal.map((o) => decideOptimality(o, options.seed, limits)),
  ];
  return { verdict: together(outcomes), outcomes, directions: null, stuckOn: outcomes.find((o) => o.stuckOn !== null)?.stuckOn ?? null };
};

/** All goals proved: proved. One refuted: refuted. */
export const together = (outcomes: readonly GoalOutcome[]): VerdictName => {
  if (outcomes.some((o) => o.verdict === 'refuted')) return 'refuted';
  return outcomes.length > 0 && outcomes.every((o) => o.verdict === 'proved') ? 'proved' : 'undecided';
};

export const decideGoal = (original: Goal, seed: number, limits: Limits, propose: Propose = proposeStationary): GoalOutcome => {
  const goal = eliminateOptima(withRelevantHypotheses(original), limits, propose);
  const proof = prove(goal, limits);
  const nothing = { goal, theorem: null, refutation: null, residual: null, agreesIn: [], stuckOn: null };
  switch (proof.status) {
    case 'proved': return { ...nothing, verdict: 'proved', theorem: proof.theorem };
    case 'contradiction': return { ...nothing, verdict: 'undecided', stuckOn: `the hypotheses contradict one another (${proof.hypothesis})` };
    case 'open': return { ...withAdvice(refuteGoal(goal, seed, limits, null), goal, limits), residual: proof.residual };
    case 'stuck': return withAdvice(refuteGoal(goal, seed, limits, proof.reason), goal, limits);
  }
};

/** Of a claim that is not decided: that it would follow where something is not zero, if that is so. */
const withAdvice = (outcome: GoalOutcome, goal: Goal, limits: Limits): GoalOutcome => {
  const needed = outcome.verdict === 'undecided' ? conditionsOfDivision(goal, limits) : null;
  if (needed === null || needed.length === 0) return outcome;
  const list = needed.map(proofConditionText).join(', ');
  return { ...outcome, stuckOn: `it would follow where ${list}: if that is meant, say so with \`where\` or in the declaration, as in \`param a != 0\`` };
};

const refuteGoal = (goal: Goal, seed: number, limits: Limits, proofStuck: string | null): GoalOutcome => {
  const unbounded = unboundedOptimum(goal, limits);
  if (unbounded !== null) {
    if (bothUnbounded(goal, limits)) return { goal, verdict: 'undecided', theorem: null, refutation: null, residual: null, agreesIn: [], stuckOn: 'neither side has a value' };
    return refuteUnbounded(goal, unbounded, seed, limits);
  }
  const constant = atConstant(goal);
  if (constant !== null) {
    const outcome = refuteByPoint(constant, seed, limits, proofStuck);
    if (outcome.verdict === 'refuted') return { ...outcome, goal };
  }
  const peak = atPeak(goal, limits);
  if (peak !== null && peak.unbounded !== null) {
    const found = refuteUnboundedAtPeak(goal, peak.goal, peak.unbounded, seed, limits);
    if (found !== null) return found;
  }
  const outcome = refuteByPoint(peak === null ? goal : peak.goal, seed, limits, proofStuck);
  return peak === null || outcome.verdict === 'refuted' ? { ...outcome, goal } : { ...outcome, goal, agreesIn: [], stuckOn: outcome.stuckOn ?? proofStuck };
};

const refuteByPoint = (goal: Goal, seed: number, limits: Limits, proofStuck: string | null): GoalOutcome => {
  const agreesIn: number[] = [];
  let stuckOn = proofStuck;
  let found: Refutation | null = null;
  for (const d of goal.dimension === null ? [1, 2, 3] : [goal.dimension]) {
    const result = refuteWithData(goal, d, seed, limits);
    if (result.status === 'refuted') {
      found = result.refutation;
      break;
    }
    if (result.status === 'agrees') agreesIn.push(d);
    else stuckOn ??= result.reason;
  }
  const base = { goal, theorem: null, residual: null, agreesIn };
  if (found !== null) return { ...base, verdict: 'refuted', refutation: found, stuckOn: null };
  const agreed = agreesIn.length > 0 ? `both sides agree in dimension ${agreesIn.join(', ')}, but no proof for every dimension was found` : null;
  return { ...base, verdict: 'undecided', refutation: null, stuckOn: stuckOn ?? agreed ?? 'neither a proof nor a counterexample was found' };
};

/** Where neither side has a value, nothing is said that could be false. */
const bothUnbounded = (goal: Goal, limits: Limits): boolean =>
  [goal.left, goal.right].every((side) => unboundedOptimum({ ...goal, left: side, right: side }, limits) !== null);

/** A side with an optimum that does not exist equals no number, at any point at which the conditions hold. */
const refuteUnbounded = (goal: Goal, optimum: { which: string; control: string; where: readonly Condition[] }, seed: number, limits: Limits): GoalOutcome => {
  const dimension = goal.dimension ?? 1;
  const finite: Goal = { ...goal, conditions: [...goal.conditions, ...optimum.where], left: hasOptimum(goal.left) ? num(0) : goal.left, right: hasOptimum(goal.right) ? num(0) : goal.right };
  const scalars = shapeOf(goal.left).length === 0;
  const point = scalars ? modelPoint(finite, dimension, seed, limits) : modelPoint({ ...finite, left: num(0), right: num(0) }, dimension, seed, limits);
  const base = { goal, theorem: null, residual: null, agreesIn: [] };
  const text = `no value: ${optimum.which} over ${optimum.control} is unbounded`;
  if (point === null) return { ...base, verdict: 'undecided', refutation: null, stuckOn: text };
  const refutation: Refutation = {
    dimension, component: null, point, eulerBy: null, derivedBy: null, residual: { terms: [] },
    left: hasOptimum(goal.left) ? text : 'a number', right: hasOptimum(goal.right) ? text : 'a number',
  };
  return { ...base, verdict: 'refuted', refutation, stuckOn: null };
};

/** One side is infinite for a reward peaked the other way, the other side is a number. */
const refuteUnboundedAtPeak = (goal: Goal, peaked: Goal, side: 'left' | 'right', seed: number, limits: Limits): GoalOutcome | null => {
  const dimension = goal.dimension ?? 1;
  const point = modelPoint({ ...peaked, [side]: num(0) }, dimension, seed, limits);
  if (point === null) return null;
  const text = 'no value: the optimum is unbounded';
  const refutation: Refutation = {
    dimension, component: null, point, eulerBy: null, derivedBy: null, residual: { terms: [] },
    left: side === 'left' ? text : 'a number', right: side === 'right' ? text : 'a number',
  };
  return { goal, theorem: null, residual: null, agreesIn: [], verdict: 'refuted', refutation, stuckOn: null };
};

// ── Both directions of `iff` ─────────────────────────────────────────────────────────────────────────────────

const decideIff = (goals: readonly Goal[], iff: readonly Condition[], options: CheckOptions, limits: Limits): Decision => {
  const under = goals.map((g) => decideGoal(underConditions(g, iff), options.seed, limits));
  // The other direction: a counterexample at which the condition fails.
  const fails: Condition[] = iff.length === 1 && isScalar(iff[0] as Condition) ? [negation(iff[0] as Condition)] : [];
  const without = goals.map((g) => decideGoal(underConditions(g, fails), options.seed, limits));
  const forward = together(under);
  const backward = together(without);
  const verdict: VerdictName =
    forward === 'refuted' || (backward === 'proved' && without.every((o) => hasPoint(o.goal, options.seed, limits))) ? 'refuted' : forward === 'proved' && backward === 'refuted' ? 'proved' : 'undecided';
  const stuckOn = [...under, ...without].find((o) => o.stuckOn !== null)?.stuckOn ?? null;
  return { verdict, outcomes: under, directions: { under, without }, stuckOn };
};

/** Are there points at all where the condition fails? */
const hasPoint = (goal: Goal, seed: number, limits: Limits): boolean =>
  (goal.dimension === null ? [1, 2] : [goal.dimension]).some((d) => modelPoint(goal, d, seed, limits) !== null);

const isScalar = (c: Condition): boolean => shapeOf(c.left).length === 0;

const OPPOSITE: Record<Condition['relation'], Condition['relation']> = { '=': '!=', '!=': '=', '>': '<=', '<=': '>', '<': '>=', '>=': '<' };
const negation = (c: Condition): Condition => ({ ...c, relation: OPPOSITE[c.relation] });

// ── Optimal controls ─────────────────────────────────────────────────────────────────────────────────────────

/** The control as the argmin of its Hamiltonian, with the claimed law as the first guess where that is. */
export const argumentGoal = (o: OptimalityGoal): { readonly goal: Goal; readonly propose: Propose } => {
  const which = o.sense === 'minimize' ? 'argmin' : 'argmax';
  return {
    goal: { ...commonOf(o), name: 'the optimal control', left: o.law, right: optimum(which, o.control, o.hamiltonian) },
    propose: (e, control) => [o.law, ...proposeStationary(e, control)],
  };
};

const commonOf = (o: OptimalityGoal): Omit<Goal, 'name' | 'left' | 'right'> =>
  ({ under: null, hypotheses: o.hypotheses, conditions: o.conditions, dimension: o.dimension, data: o.data });

/** u = law is the optimiser of the Hamiltonian: as its argmin in closed form, or by stationarity and convexity. */
export const decideOptimality = (o: OptimalityGoal, seed: number, limits: Limits): GoalOutcome => {
  const { goal, propose } = argumentGoal(o);
  const outcome = decideGoal(goal, seed, limits, propose);
  if (outcome.verdict !== 'undecided' || o.control.space !== null) return outcome;
  // Where a smooth Hamiltonian has its optimum inside, its derivative vanishes there: if it does not, that refutes.
  const stationary = decideGoal(stationarity(o.control, o.hamiltonian, o.law, commonOf(o)), seed, limits);
  return stationary.verdict === 'refuted' ? stationary : outcome;
};

const stationarity = (control: Variable, hamiltonian: Expression, law: Expression, common: Omit<Goal, 'name' | 'left' | 'right'>): Goal => ({
  ...common, name: `stationarity in ${control.name}`,
  left: at(derivative(control, hamiltonian), [{ variable: control, value: law }]), right: num(0),
});
