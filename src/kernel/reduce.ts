/**
 * Rewriting by rules, one occurrence at a time, each step recorded: cofactor · D^α(hypothesis) is what was taken away.
 */
import { isComponent } from './canonical.ts';
import { differentiate } from './differentiate.ts';
import { exponential, needNonzero } from './elementary.ts';
import type { Variable } from './expression.ts';
import type { Argument, Atom, Factor, Head, Index, Polynomial, Power, Term } from './polynomial.ts';
import { BudgetError, NOTHING, Sum, keyOf, monomialOf, scale, single, smallInteger } from './polynomial.ts';
import { factorsOf, fromFactors, multiply, renameFree, timesPowers } from './product.ts';
import { MINUS_ONE, ONE, compare, negate } from './rational.ts';
import type { Ring } from './ring.ts';
import { derivativeLabels } from './ring.ts';
import type { PowerRule, Rule, RuleSet } from './rules.ts';
import { insides } from './rules.ts';
import type { Binding } from './substitute.ts';
import { mapFactors, substitute } from './substitute.ts';

/** One derivative that a rule was differentiated by. */
export interface Direction {
  readonly variable: Variable;
  readonly label: Index | null;
}

/** One step: what multiplied D^α(J − value) at the arguments. */
export interface RecordedUse {
  readonly rule: Rule | PowerRule;
  readonly components: readonly Index[];
  readonly derivatives: readonly Direction[];
  readonly args: readonly Argument[];
  readonly slots: readonly Variable[];
  readonly cofactor: Polynomial;
}

export interface Trace {
  readonly uses: RecordedUse[];
  /** Hypotheses that were used inside functions, denominators or arguments. */
  readonly substituted: Set<number>;
}

export const newTrace = (): Trace => ({ uses: [], substituted: new Set() });

const MOST_STEPS = 200_000;

/** The normal form of p by the rules. Returns p itself where no rule applies. */
export const reduce = (ring: Ring, set: RuleSet, p: Polynomial, trace: Trace | null = null): Polynomial => {
  if (set.rules.length === 0 && set.powerRules.length === 0) return p;
  let current = p;
  for (let pass = 0; ; pass += 1) {
    if (pass > 1000) throw new BudgetError('1000 passes of rewriting');
    const next = rewriteOnce(ring, set, reduceInsides(ring, set, current, trace), trace);
    if (next === current) return current;
    current = next;
  }
};

// ── Inside functions, denominators, exponents and arguments ──────────────────────────────────────────────────

const hasInside = (set: RuleSet, p: Polynomial): boolean => {
  for (const t of p.terms.values()) {
    if (t.monomial.exponential !== null && anywhere(set, t.monomial.exponential)) return true;
    for (const q of t.monomial.powers) {
      const whole = smallInteger(q.exponent);
      const singular = whole === null || whole < 0;
      for (const f of q.atom.factors) {
        if (singular && findMatch(set, f) !== null) return true;
        if (insides(f).some((inner) => anywhere(set, inner))) return true;
      }
    }
    for (const a of t.monomial.open) for (const f of a.factors) if (insides(f).some((inner) => anywhere(set, inner))) return true;
  }
  return false;
};

const anywhere = (set: RuleSet, p: Polynomial): boolean => {
  if (hasInside(set, p)) return true;
  for (const t of p.terms.values()) {
    for (const a of [...t.monomial.powers.map((q) => q.atom), ...t.monomial.open]) {
      for (const f of a.factors) if (findMatch(set, f) !== null) return true;
    }
  }
  return false;
};

/** Replaces completely where a step cannot be spelled out as a cofactor. */
const reduceInsides = (ring: Ring, set: RuleSet, p: Polynomial, trace: Trace | null): Polynomial => {
  if (!hasInside(set, p)) return p;
  return mapFactors(ring, p, (f) => {
    const m = findMatch(set, f);
    if (m === null) return null;
    if (trace !== null) for (const index of m.rule.basis) trace.substituted.add(index);
    const value = valueOfMatch(ring, f, m);
    return reduce(ring, set, m.plainOfLog ? exponential(ring, value) : value);
  });
};

// ── One occurrence a term ────────────────────────────────────────────────────────────────────────────────────

const rewriteOnce = (ring: Ring, set: RuleSet, p: Polynomial, trace: Trace | null): Polynomial => {
  let changed = false;
  const sum = new Sum(ring.limit);
  let steps = 0;
  for (const t of p.terms.values()) {
    const next = rewriteTerm(ring, set, t, trace);
    steps += 1;
    if (steps > MOST_STEPS) throw new BudgetError(`${MOST_STEPS} steps of rewriting`);
    if (next === null) sum.addTerm(t.coefficient, t.monomial);
    else {
      changed = true;
      sum.addScaled(next, ONE);
    }
  }
  return changed ? sum.done() : p;
};

const rewriteTerm = (ring: Ring, set: RuleSet, t: Term, trace: Trace | null): Polynomial | null => {
  for (let k = 0; k < t.monomial.powers.length; k += 1) {
    const q = t.monomial.powers[k] as Power;
    const whole = smallInteger(q.exponent);
    for (const powerRule of set.powerRules) {
      const lead = powerRule.term.monomial.powers[0] as Power;
      if (lead.atom.key === q.atom.key && compare(q.exponent, lead.exponent) >= 0) return applyPowerRule(ring, t, powerRule, trace);
    }
    if (whole === null || whole < 1) continue;
    for (let i = 0; i < q.atom.factors.length; i += 1) {
      const m = findMatch(set, q.atom.factors[i] as Factor);
      if (m === null || m.plainOfLog) continue;
      const rest = timesPowers(ring, single(t.coefficient, t.monomial), [{ atom: q.atom, exponent: MINUS_ONE }]);
      return applyRule(ring, set, q.atom, i, rest, trace);
    }
    const plain = q.atom.factors.length === 1 ? findMatch(set, q.atom.factors[0] as Factor) : null;
    if (plain?.plainOfLog === true) {
      if (trace !== null) for (const index of plain.rule.basis) trace.substituted.add(index);
      const rest = timesPowers(ring, single(t.coefficient, t.monomial), [{ atom: q.atom, exponent: negate(q.exponent) }]);
      return multiply(ring, rest, exponential(ring, scale(valueOfMatch(ring, q.atom.factors[0] as Factor, plain), q.exponent)));
    }
  }
  for (let k = 0; k < t.monomial.open.length; k += 1) {
    const a = t.monomial.open[k] as Atom;
    for (let i = 0; i < a.factors.length; i += 1) {
      if (findMatch(set, a.factors[i] as Factor) === null) continue;
      const others = t.monomial.open.filter((_, m) => m !== k);
      return applyRule(ring, set, a, i, single(t.coefficient, monomialOf(t.monomial.powers, others, t.monomial.exponential)), trace);
    }
  }
  return null;
};

const applyPowerRule = (ring: Ring, t: Term, rule: PowerRule, trace: Trace | null): Polynomial => {
  const lead = rule.term.monomial.powers[0] as Power;
  const rest = timesPowers(ring, single(t.coefficient, t.monomial), [{ atom: lead.atom, exponent: negate(lead.exponent) }]);
  trace?.uses.push({ rule, components: rule.components, derivatives: [], args: [], slots: [], cofactor: rest });
  return multiply(ring, rest, rule.value);
};

const applyRule = (ring: Ring, set: RuleSet, atom: Atom, at: number, rest: Polynomial, trace: Trace | null): Polynomial => {
  ring.tick();
  const factors = factorsOf(ring, [atom]);
  const f = factors[at] as Factor;
  const m = findMatch(set, f);
  if (m === null) throw new TypeError('a match that is none');
  const others = factors.filter((_, k) => k !== at);
  const cofactor = multiplyBy(ring, rest, others);
  if (trace !== null) {
    if (m.rule.derived && m.rule.derivation === null) for (const index of m.rule.basis) trace.substituted.add(index);
    trace.uses.push({
      rule: m.rule, components: m.components, derivatives: m.rest, cofactor: m.negated ? scale(cofactor, MINUS_ONE) : cofactor,
      args: f.head.kind === 'jet' ? f.head.args : [], slots: f.head.kind === 'jet' ? f.head.field.slots : [],
    });
  }
  return multiply(ring, cofactor, valueOfMatch(ring, f, m));
};

const multiplyBy = (ring: Ring, p: Polynomial, factors: readonly Factor[]): Polynomial =>
  factors.length === 0 ? p : multiply(ring, p, fromFactors(ring, factors));

// ── Matching ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Match {
  readonly rule: Rule;
  /** What the labels of the rule stand for. */
  readonly names: ReadonlyMap<Index, Index>;
  readonly components: readonly Index[];
  /** The derivatives beyond the lead. */
  readonly rest: readonly Direction[];
  /** The rule gives log p, the factor is p. */
  readonly plainOfLog: boolean;
  /** Antisymmetric components were exchanged: the factor is minus what the rule speaks of. */
  readonly negated: boolean;
}

/** Of each set, the rules that its heads may match; made anew when a rule is added. */
const byHead = new WeakMap<RuleSet, { readonly count: number; readonly rules: Map<Head, readonly Rule[]> }>();

const rulesFor = (set: RuleSet, head: Head): readonly Rule[] => {
  let known = byHead.get(set);
  if (known === undefined || known.count !== set.rules.length) byHead.set(set, (known = { count: set.rules.length, rules: new Map() }));
  let rules = known.rules.get(head);
  if (rules === undefined) known.rules.set(head, (rules = set.rules.filter((rule) => mayMatch(rule, head))));
  return rules;
};

const findMatch = (set: RuleSet, f: Factor): Match | null => {
  for (const rule of rulesFor(set, f.head)) {
    const m = matchRule(rule, f);
    if (m !== null) return m;
  }
  return null;
};

const argumentsKey = (args: readonly Argument[]): string =>
  args.map((a) => (a === null ? '' : a.kind === 'components' ? a.values.map(keyOf).join('&') : keyOf(a.value))).join(';');

/** May a rule match a factor with this head? What is left to see is its labels. */
const mayMatch = (rule: Rule, head: Head): boolean => {
  const lead = rule.lead.head;
  if (lead.kind === 'parameter' || lead.kind === 'minimum') return head === lead;
  if (lead.kind !== 'jet' || head.kind !== 'jet' || lead.field.name !== head.field.name) return false;
  if (lead.args.some((a) => a !== null) && argumentsKey(lead.args) !== argumentsKey(head.args)) return false;
  if (rule.pointwise && (head.args.some((a) => a !== null) || head.orders.some((o, s) => o !== lead.orders[s]))) return false;
  if (lead.log !== head.log) return lead.log && !head.log && lead.orders.every((o) => o === 0);
  const { orders } = head;
  if (!lead.orders.every((o, s) => (orders[s] ?? 0) >= o)) return false;
  return !lead.args.some((a, s) => a !== null && (orders[s] ?? 0) > (lead.orders[s] ?? 0));
};

/** Of a rule that may match the factor's head. */
const matchRule = (rule: Rule, f: Factor): Match | null => {
  const lead = rule.lead.head;
  if (lead.kind === 'jet' && f.head.kind === 'jet') return lead.log === f.head.log ? matchJet(rule, f) : matched(rule, new Map(), [], true);
  const names = matchLabels(rule.lead.indices, f.indices);
  return names === null ? null : matched(rule, names, [], false);
};

const matched = (
  rule: Rule, names: ReadonlyMap<Index, Index>, rest: readonly Direction[], plainOfLog: boolean, negated: boolean = false,
): Match => ({
  rule, names, rest, plainOfLog, negated, components: rule.components.map((c) => names.get(c) ?? c),
});

/** Labels of the rule by labels of the factor; a summed pair of the rule needs a summed pair of the factor. */
const matchLabels = (pattern: readonly Index[], labels: readonly Index[]): Map<Index, Index> | null => {
  const names = new Map<Index, Index>();
  for (let k = 0; k < pattern.length; k += 1) {
    const p = pattern[k] as Index;
    const l = labels[k] as Index;
    if (isComponent(p)) {
      if (p !== l) return null;
    } else {
      const old = names.get(p);
      if (old !== undefined && old !== l) return null;
      names.set(p, l);
    }
  }
  return names;
};

/** Tries the ways of choosing the lead's derivatives among the factor's. */
const matchJet = (rule: Rule, f: Factor): Match | null => {
  if (f.head.kind !== 'jet' || rule.lead.head.kind !== 'jet') return null;
  const { field, orders } = f.head;
  const lead = rule.lead.head;
  const rank = field.shape.length;
  const leadDerivatives = derivativeLabels(rule.lead);
  const own = derivativeLabels(f);
  const componentChoices = componentOrders(f, rank);
  for (const { components, derivatives, negated } of componentChoices(own)) {
    const names = matchLabels(rule.lead.indices.slice(0, rank), components);
    if (names === null) continue;
    const found = matchSlots(leadDerivatives, derivatives, 0, names, []);
    if (found === null) continue;
    const rest: Direction[] = [];
    field.slots.forEach((variable, s) => {
      if (variable.space === null) {
        for (let k = lead.orders[s] ?? 0; k < (orders[s] ?? 0); k += 1) rest.push({ variable, label: null });
      } else for (const label of found.rest[s] ?? []) rest.push({ variable, label });
    });
    return matched(rule, found.names, rest, false, negated);
  }
  return null;
};

/** The components and derivatives of a jet; those of a gradient field may be exchanged, those of a symmetric one too. */
const componentOrders = (f: Factor, rank: number) =>
  function* choices(own: readonly (readonly Index[])[]): Generator<{ components: Index[]; derivatives: (readonly Index[])[]; negated: boolean }> {
    const components = f.indices.slice(0, rank);
    yield { components: [...components], derivatives: [...own], negated: false };
    if (f.head.kind !== 'jet') return;
    if (rank === 2 && f.head.groups[0]?.size === 2 && f.head.potential === null && components[0] !== components[1]) {
      const negated = f.head.groups[0].symmetry === 'antisymmetric';
      yield { components: [components[1] as Index, components[0] as Index], derivatives: [...own], negated };
    }
    const slot = f.head.potential;
    if (slot === null) return;
    const pool = [components[0] as Index, ...(own[slot] ?? [])];
    for (let k = 1; k < pool.length; k += 1) {
      const derivatives = [...own];
      derivatives[slot] = pool.filter((_, m) => m !== k);
      yield { components: [pool[k] as Index], derivatives, negated: false };
    }
  };

const matchSlots = (
  lead: readonly (readonly Index[])[], own: readonly (readonly Index[])[], slot: number,
  names: ReadonlyMap<Index, Index>, rest: readonly (readonly Index[])[],
): { names: ReadonlyMap<Index, Index>; rest: readonly (readonly Index[])[] } | null => {
  if (slot === lead.length) return { names, rest };
  for (const chosen of assignments(lead[slot] ?? [], own[slot] ?? [], names)) {
    const found = matchSlots(lead, own, slot + 1, chosen.names, [...rest, chosen.rest]);
    if (found !== null) return found;
  }
  return null;
};

function* assignments(
  pattern: readonly Index[], labels: readonly Index[], names: ReadonlyMap<Index, Index>,
): Generator<{ names: ReadonlyMap<Index, Index>; rest: readonly Index[] }> {
  const [p, ...more] = pattern;
  if (p === undefined) {
    yield { names, rest: labels };
    return;
  }
  for (let k = 0; k < labels.length; k += 1) {
    const l = labels[k] as Index;
    const old = names.get(p);
    if (isComponent(p) ? p !== l : old !== undefined && old !== l) continue;
    const next = isComponent(p) ? names : new Map([...names, [p, l] as const]);
    yield* assignments(more, [...labels.slice(0, k), ...labels.slice(k + 1)], next);
  }
}

/** D^α value, at the factor's arguments; kept where no label is involved. */
const valueOfMatch = (ring: Ring, f: Factor, m: Match): Polynomial =>
  f.indices.every(isComponent)
    ? ring.kept(ring.values, `${f.head.key}[${f.indices.join(',')}] ${m.rule.lead.head.key}[${m.rule.lead.indices.join(',')}]`, () => computeValue(ring, f, m))
    : computeValue(ring, f, m);

const computeValue = (ring: Ring, f: Factor, m: Match): Polynomial => {
  const names = new Map([...m.names].filter(([p]) => !p.startsWith('$')));
  let value = renameFree(ring, m.rule.value, names);
  for (const d of m.rest) value = differentiate(ring, value, d.variable, d.label);
  if (m.negated) value = scale(value, MINUS_ONE);
  if (f.head.kind !== 'jet' || m.rule.lead.head.kind !== 'jet') return value;
  const fixed = m.rule.lead.head.args.some((a) => a !== null);
  if (fixed) return value;
  const bindings = bindingsOf(ring, f.head.args, f.head.field.slots);
  // The hypothesis was divided by its scale: there as well.
  if (bindings.length > 0 && m.rule.scale.terms.size > 0) needNonzero(ring, substitute(ring, renameFree(ring, m.rule.scale, names), bindings));
  return substitute(ring, value, bindings);
};

/** The arguments of a jet as bindings of its slots. */
export const bindingsOf = (ring: Ring, args: readonly Argument[], slots: readonly Variable[]): Binding[] => {
  const bindings: Binding[] = [];
  args.forEach((a, s) => {
    if (a === null) return;
    const variable = slots[s] as Variable;
    if (a.kind === 'scalar') bindings.push({ variable, at: () => a.value });
    else if (a.kind === 'vector') bindings.push({ variable, at: (label) => renameFree(ring, a.value, new Map([['#', label ?? '#']])) });
    else bindings.push({ variable, at: (label) => a.values[Number(label) - 1] ?? NOTHING });
  });
  return bindings;
};
