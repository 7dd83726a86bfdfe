/**
 * Proof: the difference of both sides, rewritten by the hypotheses, is zero; or, under an integral, a divergence.
 *
 * A `Theorem` can be made here alone: its class is not exported and carries a private member, so that neither a cast
 * nor a copy passes for one.
 */
import { conditionsEverywhere, hasOtherSpaces } from './bound.ts';
import { differentiate } from './differentiate.ts';
import { conditionPolynomial, elaborate } from './elaborate.ts';
import { contentOf, powerOf } from './elementary.ts';
import { findFlux } from './euler.ts';
import { freezeInDepth } from './freeze.ts';
import type { Condition, Hypothesis, Space, Variable } from './expression.ts';
import { shapeOf } from './expression.ts';
import type { Certificate, Goal, IndexedSum, Use } from './goal.ts';
import { indexedSum } from './indexed.ts';
import type { Index, Polynomial } from './polynomial.ts';
import { BudgetError, DomainError, UnsupportedError, addPolynomials, constant, negate } from './polynomial.ts';
import { multiply, renameFree } from './product.ts';
import { MINUS_ONE } from './rational.ts';
import type { Direction, RecordedUse, Trace } from './reduce.ts';
import { bindingsOf, newTrace, reduce } from './reduce.ts';
import type { UsedCondition } from './ring.ts';
import { Ring } from './ring.ts';
import type { RuleSet } from './rules.ts';
import { ContradictionError, allFactors, buildRules, componentsOfShape } from './rules.ts';
import { learnNonzero, learnPositive } from './signs.ts';
import { substitute } from './substitute.ts';
import { agree, merge, symbolsOf } from './symbols.ts';
import { validateGoal } from './validate.ts';
import { isZero } from './zero.ts';

export interface Limits {
  /** Clock reading in milliseconds after which work stops. */
  readonly deadline: number;
  /** The most terms of a normal form. */
  readonly terms: number;
}

/** The default limits of the library functions: ten seconds and 100,000 terms. */
export const defaultLimits = (): Limits => ({ deadline: Date.now() + 10_000, terms: 100_000 });

/** A condition that a proof relied on: `formula > 0` or `formula ≠ 0`. */
export interface ProofCondition {
  readonly relation: '>' | '!=';
  readonly formula: IndexedSum;
}

/** The class of a theorem can be had from any theorem (`theorem.constructor`); this cannot. */
const KEY: unique symbol = Symbol('made by prove');

class ProvedTheorem {
  readonly #goal: Goal;
  readonly certificate: Certificate;
  readonly conditions: readonly ProofCondition[];
  constructor(key: typeof KEY, goal: Goal, certificate: Certificate, conditions: readonly ProofCondition[]) {
    if (key !== KEY) throw new TypeError('a theorem is made by prove alone');
    freezeInDepth([goal, certificate, conditions]);
    this.#goal = goal;
    this.certificate = certificate;
    this.conditions = conditions;
    Object.freeze(this);
  }
  /** What was proved, as the kernel saw it. */
  get goal(): Goal {
    return this.#goal;
  }
  static isTheorem(value: unknown): value is ProvedTheorem {
    return typeof value === 'object' && value !== null && #goal in value;
  }
}

// Neither may what is asked of a theorem be changed from outside.
Object.freeze(ProvedTheorem);
Object.freeze(ProvedTheorem.prototype);

/** A proved goal. Only `prove` makes one. */
export type Theorem = ProvedTheorem;
/** Was this object made by `prove`? A copy or a cast was not. */
export const isTheorem = (value: unknown): value is Theorem => ProvedTheorem.isTheorem(value);

export type ProofResult =
  | { readonly status: 'proved'; readonly theorem: Theorem }
  /** Left minus right does not reduce to zero. That alone refutes nothing. */
  | { readonly status: 'open'; readonly residual: IndexedSum }
  | { readonly status: 'stuck'; readonly reason: string }
  | { readonly status: 'contradiction'; readonly hypothesis: string };

/** The setting in which a goal is worked on. */
export interface Workplace {
  readonly ring: Ring;
  readonly rules: RuleSet;
  readonly hypotheses: readonly Hypothesis[];
  /** What the hypotheses needed to be solved: it holds everywhere, as they do. */
  readonly needed: readonly UsedCondition[];
}

/** Sizes of spaces for a dimension d of x: other spaces have one component more, so as not to coincide with it. */
export const sizesFor = (dimension: number) => (space: Space): number => (space === 'n' ? dimension : dimension + 1);

/** Conditions with `=` are used like hypotheses. */
const hypothesesOf = (goal: Goal): Hypothesis[] => [
  ...goal.hypotheses,
  ...goal.conditions.filter((c) => c.relation === '=').map((c): Hypothesis => ({ kind: 'equation', name: 'condition', left: c.left, right: c.right })),
];

/** Workplaces by hypotheses, then by side conditions and dimension as text: one for all goals of a document. */
const workplaces = new WeakMap<readonly Hypothesis[], Map<string, Kept>>();
const MOST_DERIVATIVES = 50_000;
/** So many are kept for one list of hypotheses; what is asked for seldom is made again. */
const MOST_WORKPLACES = 16;

const keepLatest = (known: Map<string, Kept>, key: string, kept: Kept): void => {
  known.delete(key);
  known.set(key, kept);
  const [oldest] = known.keys();
  if (known.size > MOST_WORKPLACES && oldest !== undefined) known.delete(oldest);
};

/** The content of conditions: goals that are made anew state the same ones in other objects. */
const conditionsText = (conditions: readonly Condition[]): string => {
  if (conditions.length === 0) return '';
  let text = texts.get(conditions);
  if (text === undefined) {
    text = JSON.stringify(conditions, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
    texts.set(conditions, text);
  }
  return text;
};

const texts = new WeakMap<readonly Condition[], string>();

/** How much a ring remembers. */
const sizeOf = (ring: Ring): number => ring.derivatives.size + ring.monomialDerivatives.size;

interface Kept {
  readonly work: Workplace;
  /** Of all goals that were worked on in it. */
  readonly symbols: Map<string, string>;
  /** The conditions that the rules rely on; those of each goal come on top. */
  readonly used: Workplace['ring']['used'];
}

/**
 * A ring with the goal's side conditions known and its hypotheses solved. Goals with the same hypotheses share one,
 * since derivatives once taken are kept; the conditions used are counted anew for each goal.
 */
export const workplaceFor = (goal: Goal, dimension: number | null, limits: Limits): Workplace => keptWorkplace(goal, dimension, limits, false);

/**
 * The same for the search for a point: a hypothesis that is solved in no other way is solved by dividing by an unknown,
 * which is then not zero at the point.
 */
export const workplaceForPoints = (goal: Goal, dimension: number | null, limits: Limits): Workplace => {
  const strict = keptWorkplace(goal, dimension, limits, false);
  if (strict.rules.unsolved.length === 0) return strict;
  try {
    return keptWorkplace(goal, dimension, limits, true);
  } catch (error) {
    // What contradicts the others where something is not zero may still hold where it is.
    if (error instanceof ContradictionError) return strict;
    throw error;
  }
};

const keptWorkplace = (goal: Goal, dimension: number | null, limits: Limits, divides: boolean): Workplace => {
  freezeInDepth(goal);
  const known = workplaces.get(goal.hypotheses) ?? new Map<string, Kept>();
  workplaces.set(goal.hypotheses, known);
  // Which conditions may be used for simplifying depends on what the goal binds.
  const everywhere = conditionsEverywhere(goal);
  const key = `${divides ? 'dividing ' : ''}${dimension ?? 'every'} ${everywhere.map((c) => goal.conditions.indexOf(c)).join()} ${conditionsText(goal.conditions)}`;
  const symbols = symbolsOf(goal);
  let kept = known.get(key);
  if (kept === undefined || sizeOf(kept.work.ring) > MOST_DERIVATIVES || !agree(kept.symbols, symbols)) {
    const work = newWorkplace(goal, dimension, limits, divides);
    kept = { work, symbols: new Map(), used: new Map(work.ring.used) };
  }
  merge(kept.symbols, symbols);
  keepLatest(known, key, kept);
  const { ring } = kept.work;
  ring.limit = limits.terms;
  ring.deadline = limits.deadline;
  ring.used = new Map(kept.used);
  return kept.work;
};

/** A workplace of its own, where something is learned that is not known of the goal in general. */
export const newWorkplace = (goal: Goal, dimension: number | null, limits: Limits, divides: boolean = false): Workplace => {
  symbolsOf(goal);
  const curlFree = new Set(goal.hypotheses.flatMap((h) => (h.kind === 'curl-free' ? [h.field.name] : [])));
  const sizes = dimension === null ? null : sizesFor(dimension);
  const ring = new Ring({ sizes, curlFree, limit: limits.terms, deadline: limits.deadline, divides });
  for (const c of conditionsEverywhere(goal)) learn(ring, c);
  const hypotheses = hypothesesOf(goal);
  const rules = buildRules(ring, hypotheses, goal.hypotheses.length);
  return { ring, hypotheses, rules, needed: [...ring.used.values()] };
};

const learn = (ring: Ring, c: Condition): void => {
  if (c.relation === '=' || c.relation === '>=' || c.relation === '<=') return;
  const difference = conditionPolynomial(ring, c);
  if (c.relation === '!=') learnNonzero(ring, difference);
  else {
    const positive = c.relation === '>' ? difference : negate(difference);
    learnPositive(ring, positive);
    // Without what is positive anyway: a + b/s > 0 is a s + b > 0 for s > 0.
    if (positive.terms.size > 0) learnPositive(ring, contentOf(ring, positive, true).primitive);
  }
};

/**
 * Decides whether a goal follows. Abstract indices first (every dimension); in components where the goal fixes its
 * dimension and that did not do.
 */
export const prove = (goal: Goal, limits: Limits = defaultLimits()): ProofResult => {
  validateGoal(goal);
  const first = attempt(goal, null, limits);
  if (first.status === 'proved' || first.status === 'contradiction' || goal.dimension === null) return first;
  // In components every space has one size; of a space that is not x's the claim speaks of every size.
  return hasOtherSpaces(goal) ? first : attempt(goal, goal.dimension, limits);
};

/** The same in components, for one dimension. */
export const proveInDimension = (goal: Goal, dimension: number, limits: Limits = defaultLimits()): ProofResult =>
  attempt(goal, dimension, limits);

const attempt = (goal: Goal, dimension: number | null, limits: Limits): ProofResult => {
  try {
    return decide(goal, dimension, limits);
  } catch (error) {
    if (error instanceof BudgetError) return { status: 'stuck', reason: `the budget was used up: ${error.limit}` };
    if (error instanceof UnsupportedError) return { status: 'stuck', reason: error.message };
    if (error instanceof DomainError) return { status: 'stuck', reason: `no value: ${error.message}` };
    if (error instanceof ContradictionError) return { status: 'contradiction', hypothesis: error.hypothesis };
    throw error;
  }
};

/** Does `prove` prove it? The same decision without certificate or residual, for trying many goals. */
export const isProvable = (goal: Goal, limits: Limits = defaultLimits()): boolean => {
  validateGoal(goal);
  const inDimension = (dimension: number | null): boolean => {
    try {
      return isZeroGoal(goal, dimension, limits);
    } catch (error) {
      if (error instanceof BudgetError || error instanceof UnsupportedError || error instanceof DomainError || error instanceof ContradictionError) return false;
      throw error;
    }
  };
  return inDimension(null) || (goal.dimension !== null && !hasOtherSpaces(goal) && inDimension(goal.dimension));
};

const isZeroGoal = (goal: Goal, dimension: number | null, limits: Limits): boolean => isZeroIn(workplaceFor(goal, dimension, limits), goal);

const isZeroIn = (work: Workplace, goal: Goal): boolean => {
  const { ring } = work;
  return differences(work, goal).every(({ left, right }) => {
    const reduced = reduce(ring, work.rules, addPolynomials([left, negate(right)], ring.limit));
    return isZero(ring, reduced) || (goal.under ?? []).some((variable) => findFlux(ring, reduced, variable) !== null);
  });
};

/**
 * What must not be zero for the goal to follow, where it does not follow as it stands because a hypothesis would have to
 * be divided by an unknown; null: that is not why.
 */
export const conditionsOfDivision = (goal: Goal, limits: Limits = defaultLimits()): readonly ProofCondition[] | null => {
  try {
    const work = workplaceForPoints(goal, null, limits);
    if (!work.ring.divides || !isZeroIn(work, goal)) return null;
    return [...work.ring.used.values()].map((c) => ({ relation: c.relation, formula: indexedSum(work.ring, c.polynomial) }));
  } catch (error) {
    if (error instanceof BudgetError || error instanceof UnsupportedError || error instanceof DomainError || error instanceof ContradictionError) return null;
    throw error;
  }
};

/** Left − right at each component asked for, before the hypotheses are used. */
export const differences = (work: Workplace, goal: Goal): { components: Index[]; left: Polynomial; right: Polynomial }[] => {
  const sides = componentsOfShape(work.ring, shapeOf(goal.left)).map((components) => ({
    components, left: elaborate(work.ring, goal.left, components), right: elaborate(work.ring, goal.right, components),
  }));
  refuseConditionsUnderIntegrals(work, goal, sides.flatMap(({ left, right }) => [left, right]));
  return sides;
};

/** What holds at one point alone may not be put in where a function counts as a whole. */
const refuseConditionsUnderIntegrals = (work: Workplace, goal: Goal, sides: readonly Polynomial[]): void => {
  const pointwise = work.rules.rules.some((rule) => rule.pointwise && rule.lead.head.kind === 'jet');
  if (!pointwise) return;
  const whole = [...sides, ...work.rules.rules.map((rule) => rule.value)].some((p) =>
    allFactors(p).some((f) => f.head.kind === 'integral' || f.head.kind === 'minimum'));
  if (goal.under !== null || whole) throw new UnsupportedError('a side condition on a field at a point, together with an integral or an optimum');
};

const decide = (goal: Goal, dimension: number | null, limits: Limits): ProofResult => {
  const work = workplaceFor(goal, dimension, limits);
  const { ring } = work;
  const substituted = new Set<number>();
  const uses: Use[] = [];
  const flux: { variable: Variable; value: IndexedSum }[] = [];
  for (const { components, left, right } of differences(work, goal)) {
    const trace = newTrace();
    const difference = addPolynomials([left, negate(right)], ring.limit);
    const reduced = reduce(ring, work.rules, difference, trace);
    uses.push(...usesOf(ring, trace, work.hypotheses).map((use) => (dimension === null ? use : atComponent(use, components, shapeOf(goal.left)))));
    for (const index of trace.substituted) substituted.add(index);
    if (isZero(ring, reduced)) continue;
    let found = false;
    for (const variable of goal.under ?? []) {
      const value = findFlux(ring, reduced, variable);
      if (value === null) continue;
      flux.push({ variable, value: indexedSum(ring, value) });
      found = true;
      break;
    }
    if (!found) return { status: 'open', residual: indexedSum(ring, reduced) };
  }
  const certificate: Certificate = {
    dimension: dimension ?? 'every', uses, flux, substituted: [...substituted].sort((a, b) => a - b),
  };
  const conditions = [...ring.used.values()].map((c) => ({ relation: c.relation, formula: indexedSum(ring, c.polynomial) }));
  return { status: 'proved', theorem: new ProvedTheorem(KEY, goal, certificate, conditions) };
};

/** A use for one component of a vector or matrix: its cofactor times δ of the free labels with the component. */
const atComponent = (use: Use, components: readonly Index[], shape: readonly Space[]): Use => ({
  ...use,
  cofactor: {
    terms: use.cofactor.terms.map((t) => ({
      coefficient: t.coefficient,
      factors: [...t.factors, ...components.map((c, k) => ({ kind: 'delta' as const, space: shape[k] ?? 'n', labels: [['i', 'j'][k] ?? 'i', c] as [string, string] }))],
    })),
  },
});

// ── The certificate ──────────────────────────────────────────────────────────────────────────────────────────

const usesOf = (ring: Ring, trace: Trace, hypotheses: readonly Hypothesis[]): Use[] =>
  trace.uses.flatMap((use) => (hypotheses[use.rule.hypothesis] === undefined ? [] : usesOfStep(ring, use)));

/**
 * D^α(J − value) by hypotheses, where J − value = (H − Σ q · X)/c, the X being steps by which H was reduced before it
 * was solved: the product rule for H/c, and for each q/c · X, whose own step is spelled out in turn.
 */
const usesOfStep = (ring: Ring, use: RecordedUse): Use[] => {
  const { rule } = use;
  if ('term' in rule) {
    const inverse = powerOf(ring, constant(rule.term.coefficient), MINUS_ONE);
    return [useOf(ring, use, [], multiply(ring, use.cofactor, inverse))];
  }
  if (rule.derived && rule.derivation === null) return [];
  const names = new Map(rule.components.map((c, k) => [c, use.components[k] ?? c] as const));
  const rename = (label: Index): Index => names.get(label) ?? label;
  const inverse = powerOf(ring, renameFree(ring, rule.scale, names), MINUS_ONE);
  const own = byProductRule(ring, use, inverse).map(({ others, cofactor }) => useOf(ring, use, others, cofactor));
  const before = (rule.derivation ?? []).flatMap((step) => {
    const factor = negate(multiply(ring, inverse, renameFree(ring, step.cofactor, names)));
    const derivatives = step.derivatives.map((d) => ({ variable: d.variable, label: d.label === null ? null : rename(d.label) }));
    return byProductRule(ring, use, factor).flatMap(({ others, cofactor }) => usesOfStep(ring, {
      rule: step.rule, components: step.components.map(rename), derivatives: [...derivatives, ...others],
      args: use.args, slots: use.slots, cofactor,
    }));
  });
  return [...own, ...before];
};

/** D^α(factor · X) = Σ over subsets S of α of D^S(factor) · D^{α∖S} X, times the step's cofactor. */
const byProductRule = (ring: Ring, use: RecordedUse, factor: Polynomial): { others: readonly Direction[]; cofactor: Polynomial }[] => {
  const bindings = bindingsOf(ring, use.args, use.slots);
  return subsets(use.derivatives).flatMap(({ chosen, others }) => {
    let value = factor;
    for (const d of chosen) value = differentiate(ring, value, d.variable, d.label);
    const cofactor = multiply(ring, use.cofactor, substitute(ring, value, bindings));
    return cofactor.terms.size === 0 ? [] : [{ others, cofactor }];
  });
};

const useOf = (ring: Ring, use: RecordedUse, derivatives: readonly Direction[], cofactor: Polynomial): Use => ({
  hypothesis: use.rule.hypothesis,
  components: use.components,
  derivatives: derivatives.map((d) => ({ variable: d.variable, label: d.label })),
  at: bindingsOf(ring, use.args, use.slots).map((b) => ({
    variable: b.variable,
    value: b.variable.space === null ? indexedSum(ring, b.at(null)) : vectorSum(ring, b.at, b.variable.space),
  })),
  cofactor: indexedSum(ring, cofactor),
});

const vectorSum = (ring: Ring, at: (label: Index) => Polynomial, space: Space): IndexedSum => {
  if (ring.sizes === null) return indexedSum(ring, renameFree(ring, at('#'), new Map()));
  return {
    terms: Array.from({ length: ring.sizes(space) }, (_, k) => `${k + 1}`).flatMap((k) => indexedSum(ring, at(k)).terms.map((t) => ({
      coefficient: t.coefficient, factors: [...t.factors, { kind: 'delta' as const, space, labels: ['arg', k] as [string, string] }],
    }))),
  };
};

const subsets = (all: readonly Direction[]): { chosen: Direction[]; others: Direction[] }[] => {
  const [head, ...tail] = all;
  if (head === undefined) return [{ chosen: [], others: [] }];
  return subsets(tail).flatMap(({ chosen, others }) => [
    { chosen: [head, ...chosen], others }, { chosen, others: [head, ...others] },
  ]);
};
