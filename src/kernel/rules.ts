/**
 * Hypotheses as rewriting. Each is solved for a leading derivative, and every jet above that is replaced:
 * H = c · (J − value), hence D^α J = D^α value wherever H = 0.
 *
 * A single equation for an unknown is passive, so that the result is a normal form. Several for one unknown leave a
 * condition behind: it is solved in turn, and a contradiction is reported as such.
 */
import { differentiate } from './differentiate.ts';
import { elaborate } from './elaborate.ts';
import { contentOf, logarithm, needNonzero, powerOf, tidy } from './elementary.ts';
import type { Hypothesis, Variable } from './expression.ts';
import { T_VARIABLE, shapeOf } from './expression.ts';
import type { Atom, Factor, Head, Index, Polynomial, Term } from './polynomial.ts';
import { DomainError, NOTHING, Sum, addPolynomials, asConstant, asTerm, isNothing, monomialOf, negate, single, termsOf } from './polynomial.ts';
import { isComponent } from './canonical.ts';
import { fromFactors, multiply } from './product.ts';
import { MINUS_ONE, ONE, compare, isOne, sign } from './rational.ts';
import type { RecordedUse, Trace } from './reduce.ts';
import { newTrace, reduce } from './reduce.ts';
import type { Ring } from './ring.ts';
import { derivativeLabels, jetHead } from './ring.ts';
import { isNonzero, signKey, signOf } from './signs.ts';
import { isZero } from './zero.ts';

/** J = value, and everything above J. */
export interface Rule {
  readonly hypothesis: number;
  /** The leading factor, with the hypothesis's free labels `i`, `j`, component numbers, or summed labels. */
  readonly lead: Factor;
  readonly value: Polynomial;
  /** H = scale · (J − value). */
  readonly scale: Polynomial;
  /** The free labels of the hypothesis, or its components. */
  readonly components: readonly Index[];
  /** The steps by which H was reduced before it was solved; null where they cannot be spelled out. */
  readonly derivation: readonly RecordedUse[] | null;
  /** The hypotheses that went into it: its own, and those by which that was reduced. */
  readonly basis: readonly number[];
  /** H was first reduced by other rules, or solved by a logarithm: its cofactors are not spelled out. */
  readonly derived: boolean;
  /** H is a side condition: it holds at the point alone, and says nothing of derivatives or of other points. */
  readonly pointwise: boolean;
}

/** A power of a closed atom that equals a value: not differentiated. */
export interface PowerRule {
  readonly hypothesis: number;
  readonly term: Term;
  readonly value: Polynomial;
  readonly components: readonly Index[];
}

export interface RuleSet {
  readonly rules: Rule[];
  readonly powerRules: PowerRule[];
  /** Hypotheses that could not be solved for anything: proofs may do without them, refutations may not. */
  readonly unsolved: number[];
  /** Hypotheses that say nothing beyond the others. */
  readonly redundant: number[];
}

/** Hypotheses from which everything would follow. */
export class ContradictionError extends Error {
  readonly hypothesis: string;
  constructor(hypothesis: string) {
    super(`the hypothesis ${hypothesis} contradicts the others`);
    this.hypothesis = hypothesis;
  }
}

const FREE_LABELS: readonly Index[] = ['i', 'j', 'l', 'm'];

/** The components at which a tensor equation is read: its labels, or every combination of numbers. */
export const componentsOfShape = (ring: Ring, shape: readonly string[]): Index[][] => {
  if (ring.sizes === null) return [FREE_LABELS.slice(0, shape.length)];
  const sizes = ring.sizes;
  return shape.reduce<Index[][]>(
    (all, space) => all.flatMap((c) => Array.from({ length: sizes(space) }, (_, k) => [...c, `${k + 1}`])), [[]],
  );
};

/** `conditionsFrom`: the hypotheses from this one on are side conditions. */
export const buildRules = (ring: Ring, hypotheses: readonly Hypothesis[], conditionsFrom: number = hypotheses.length): RuleSet => {
  const set: RuleSet = { rules: [], powerRules: [], unsolved: [], redundant: [] };
  hypotheses.forEach((h, index) => {
    if (h.kind === 'curl-free') return;
    for (const components of componentsOfShape(ring, shapeOf(h.left))) {
      const left = elaborate(ring, h.left, components);
      const right = elaborate(ring, h.right, components);
      addEquation(ring, set, h.name, index, components, left, right, h.solvedFor?.name ?? null, index >= conditionsFrom);
    }
  });
  checkPassive(ring, set, hypotheses);
  return set;
};

const addEquation = (
  ring: Ring, set: RuleSet, name: string, hypothesis: number, components: readonly Index[],
  left: Polynomial, right: Polynomial, solvedFor: string | null, pointwise: boolean, from: readonly number[] = [],
): void => {
  const equation = addPolynomials([left, negate(right)], ring.limit);
  const trace = newTrace();
  const reduced = reduce(ring, set, equation, trace);
  if (isZero(ring, reduced)) {
    set.redundant.push(hypothesis);
    return;
  }
  // An equation between coordinates alone holds at some points at best.
  if (!pointwise && !allFactors(reduced).some((f) => isSymbol(f))) throw new ContradictionError(name);
  const basis = [...new Set([hypothesis, ...from, ...trace.substituted, ...trace.uses.flatMap((u) => ('basis' in u.rule ? u.rule.basis : [u.rule.hypothesis]))])];
  const logarithmic = logarithmicRule(ring, hypothesis, components, left, right);
  if (logarithmic !== null && reduced === equation) {
    set.rules.push({ ...logarithmic, pointwise, basis });
    return;
  }
  const derived = reduced !== equation || from.length > 0;
  const preferred = derived ? null : bareFactor(left);
  const choice = chooseLead(ring, reduced, preferred, solvedFor, components);
  if (choice !== null) {
    set.rules.push({ hypothesis, components, derived, pointwise, basis, derivation: from.length > 0 ? null : spelledOut(trace), ...choice });
    checkSign(ring, name, choice);
    return;
  }
  const value = asConstant(reduced);
  if (value !== null) throw new ContradictionError(name);
  const power = derived ? null : powerRule(ring, hypothesis, components, reduced);
  if (power === null) set.unsolved.push(hypothesis);
  else {
    set.powerRules.push(power);
    set.unsolved.push(hypothesis);
  }
};

/** The recorded steps, where all of them are cofactors of hypotheses in their own variables. */
const spelledOut = (trace: Trace): readonly RecordedUse[] | null =>
  trace.substituted.size === 0 && trace.uses.every((u) => 'lead' in u.rule && u.args.every((a) => a === null)) ? trace.uses : null;

/** Something that an equation can be about: not a coordinate or a number. */
const isSymbol = (f: Factor): boolean => {
  switch (f.head.kind) {
    case 'jet': case 'parameter': case 'integral': case 'minimum': return true;
    case 'coordinate': case 'delta': case 'dimension': case 'constant': case 'compound': case 'function': case 'inverse':
    case 'logDeterminant':
      return false;
  }
};

/** A symbol declared to have a sign may not be given a value of the other one. */
const checkSign = (ring: Ring, name: string, choice: Choice): void => {
  const { head } = choice.lead;
  const declared = head.kind === 'parameter' && head.parameter.shape.length === 0 ? head.parameter.sign
    : head.kind === 'jet' && !head.log && head.field.shape.length === 0 && head.orders.every((o) => o === 0) ? head.field.sign : 'any';
  const known = signOf(ring, choice.value);
  const wrong = (declared === 'positive' && (known === 'negative' || known === 'nonpositive' || isNothing(choice.value))) ||
    (declared === 'negative' && (known === 'positive' || known === 'nonnegative' || isNothing(choice.value))) ||
    (declared === 'nonzero' && isNothing(choice.value)) || (declared === 'nonnegative' && known === 'negative') || (declared === 'nonpositive' && known === 'positive');
  if (wrong) throw new ContradictionError(name);
};

/** The single factor that a side of an equation is, or null. */
const bareFactor = (p: Polynomial): Factor | null => {
  const t = asTerm(p);
  if (t === null || !isOne(t.coefficient) || t.monomial.exponential !== null) return null;
  const atoms = [...t.monomial.open, ...t.monomial.powers.filter((q) => isOne(q.exponent)).map((q) => q.atom)];
  const [atom] = atoms;
  if (atom === undefined || atoms.length !== 1 || t.monomial.open.length + t.monomial.powers.length !== 1) return null;
  return atom.factors.length === 1 ? (atom.factors[0] as Factor) : null;
};

/** A positive field given by an equation is solved for its logarithm. */
const logarithmicRule = (
  ring: Ring, hypothesis: number, components: readonly Index[], left: Polynomial, right: Polynomial,
): Rule | null => {
  const factor = bareFactor(left);
  if (factor?.head.kind !== 'jet' || factor.head.log || factor.head.field.sign !== 'positive') return null;
  if (factor.indices.length > 0 || factor.head.orders.some((o) => o > 0) || mentions(right, factor.head.field.name)) return null;
  let value: Polynomial;
  try {
    value = logarithm(ring, right);
  } catch (error) {
    if (error instanceof DomainError) throw new ContradictionError(factor.head.field.name);
    throw error;
  }
  const head = jetHead(ring, factor.head.field, true, factor.head.args, factor.head.orders);
  return { hypothesis, basis: [hypothesis], derivation: null, lead: { head, indices: [] }, value, scale: NOTHING, components, derived: true, pointwise: false };
};

const mentions = (p: Polynomial, name: string): boolean => allFactors(p).some((f) => f.head.kind === 'jet' && f.head.field.name === name);

/** Every factor of a polynomial, those inside functions, denominators, exponents and arguments too. */
export const allFactors = (p: Polynomial): Factor[] => {
  const found: Factor[] = [];
  collectFactors(p, found, new Set());
  return found;
};

/** What stands inside of a head is the same at each of its occurrences, and is looked into at the first. */
const collectFactors = (p: Polynomial, found: Factor[], looked: Set<Head>): void => {
  const add = (a: Atom): void => {
    for (const f of a.factors) {
      found.push(f);
      if (looked.has(f.head)) continue;
      looked.add(f.head);
      for (const inner of insides(f)) collectFactors(inner, found, looked);
    }
  };
  for (const t of p.terms.values()) {
    for (const q of t.monomial.powers) add(q.atom);
    for (const a of t.monomial.open) add(a);
    if (t.monomial.exponential !== null) collectFactors(t.monomial.exponential, found, looked);
  }
};

export const insides = (f: Factor): readonly Polynomial[] => {
  const { head } = f;
  switch (head.kind) {
    case 'jet':
      return head.args.flatMap((a) => (a === null ? [] : a.kind === 'components' ? [...a.values] : [a.value]));
    case 'coordinate': case 'parameter': case 'delta': case 'dimension': case 'constant': return [];
    case 'compound': return [head.base];
    case 'function': return [head.argument];
    case 'inverse': case 'logDeterminant': case 'integral': case 'minimum': return [head.of];
  }
};

interface Candidate {
  readonly factor: Factor;
  readonly key: string;
}

/** Is g a derivative of the lead (or the lead itself), so that the rule would rewrite it? */
const isAbove = (g: Factor, lead: Factor): boolean => {
  if (lead.head.kind === 'parameter' || lead.head.kind === 'minimum') return g.head === lead.head && sameComponents(g, lead);
  if (g.head.kind !== 'jet' || lead.head.kind !== 'jet') return false;
  if (g.head.field.name !== lead.head.field.name) return false;
  if (lead.head.log !== g.head.log) return lead.head.orders.every((o) => o === 0);
  const orders = lead.head.orders;
  if (!g.head.orders.every((o, s) => o >= (orders[s] ?? 0))) return false;
  return sameComponents(g, lead);
};

/** With component numbers, different components are different unknowns. */
const sameComponents = (g: Factor, lead: Factor): boolean => {
  const numbers = lead.indices.filter(isComponent);
  if (numbers.length === 0) return true;
  const left = [...g.indices];
  return numbers.every((n) => {
    const at = left.indexOf(n);
    if (at < 0) return false;
    left.splice(at, 1);
    return true;
  });
};

const TIME_ORDER_WEIGHT = 1_000;
const SCALAR_ORDER_WEIGHT = 100;

/** Time derivatives lead, then high derivatives; a definition `f = …` is solved for f. */
const weight = (f: Factor, preferred: Factor | null, solvedFor: string | null): number => {
  let w = 0;
  if (f.head.kind === 'jet') {
    const { field, orders } = f.head;
    orders.forEach((o, s) => { w += o * orderWeight(field.slots[s]); });
    if (field.name === solvedFor) w += 10_000;
  } else w += f.head.kind === 'minimum' ? 5_000 : -1;
  if (preferred !== null && preferred.head === f.head && sameLabels(preferred, f)) w += 1_000_000;
  return w;
};

const orderWeight = (slot: Variable | undefined): number =>
  slot?.name === T_VARIABLE.name ? TIME_ORDER_WEIGHT : slot?.space === null ? SCALAR_ORDER_WEIGHT : 1;

const sameLabels = (a: Factor, b: Factor): boolean => a.indices.every((l, k) => l === b.indices[k] || (l.startsWith('$') && (b.indices[k] ?? '').startsWith('$')));

interface Choice {
  readonly lead: Factor;
  readonly value: Polynomial;
  readonly scale: Polynomial;
}

const chooseLead = (
  ring: Ring, equation: Polynomial, preferred: Factor | null, solvedFor: string | null, components: readonly Index[],
): Choice | null => {
  const candidates = new Map<string, Candidate>();
  for (const t of equation.terms.values()) {
    for (const a of leadAtoms(t)) {
      const factor = a.factors[0] as Factor;
      if (factor.head.kind === 'parameter' && solvedFor !== null) continue;
      if (maylead(factor, components)) candidates.set(a.key, { factor, key: a.key });
    }
  }
  const ordered = [...candidates.values()].sort((a, b) =>
    weight(b.factor, preferred, solvedFor) - weight(a.factor, preferred, solvedFor) || (a.key < b.key ? -1 : 1));
  for (const c of ordered) {
    const solved = solveFor(ring, equation, c);
    if (solved !== null) return solved;
  }
  return null;
};

const leadAtoms = (t: Term): Atom[] =>
  [...t.monomial.open, ...t.monomial.powers.filter((q) => isOne(q.exponent)).map((q) => q.atom)].filter((a) => a.factors.length === 1);

/** Jets, parameters and minima without closed form may lead; their free labels must be those of the equation. */
const maylead = (f: Factor, components: readonly Index[]): boolean => {
  if (f.head.kind !== 'jet' && f.head.kind !== 'parameter' && f.head.kind !== 'minimum') return false;
  const free = f.indices.filter((l) => !isComponent(l) && !l.startsWith('$'));
  const labels = components.filter((l) => !isComponent(l));
  return free.length === labels.length && new Set(free).size === free.length && free.every((l) => labels.includes(l));
};

const varies = (f: Factor): boolean =>
  f.head.kind === 'coordinate' || f.head.kind === 'minimum' || (f.head.kind === 'jet' && f.head.field.slots.length > 0);

/** equation = scale · (J − value), where J does not occur in value or scale. */
const solveFor = (ring: Ring, equation: Polynomial, c: Candidate): Choice | null => {
  const coefficient = new Sum(ring.limit);
  const rest = new Sum(ring.limit);
  for (const t of equation.terms.values()) {
    const open = t.monomial.open.findIndex((a) => a.key === c.key);
    const closed = t.monomial.powers.findIndex((q) => q.atom.key === c.key && isOne(q.exponent));
    if (open >= 0) {
      if (t.monomial.open.length > 1) return null;
      coefficient.addTerm(t.coefficient, monomialOf(t.monomial.powers, [], t.monomial.exponential));
    } else if (closed >= 0) {
      if (t.monomial.open.length > 0) return null;
      coefficient.addTerm(t.coefficient, monomialOf(t.monomial.powers.filter((_, k) => k !== closed), [], t.monomial.exponential));
    } else rest.addTerm(t.coefficient, t.monomial);
  }
  const scale = tidy(ring, coefficient.done());
  if (isNothing(scale)) return null;
  const remaining = rest.done();
  const clash = [...allFactors(scale), ...allFactors(remaining)].some((g) => isAbove(g, c.factor));
  if (clash) return null;
  // A parameter is a constant: what varies is not its definition, but a condition on what varies.
  if (c.factor.head.kind === 'parameter' && [...allFactors(scale), ...allFactors(remaining)].some(varies)) return null;
  if (!ring.divides && !mayDivideBy(ring, scale)) return null;
  needNonzero(ring, scale);
  const value = negate(multiply(ring, remaining, powerOf(ring, scale, MINUS_ONE)));
  return { lead: c.factor, value, scale };
};

/** From a b = 0 neither a = 0 follows nor b = 0: only by what is not zero, or what the equation itself divides by. */
const mayDivideBy = (ring: Ring, scale: Polynomial): boolean =>
  isNonzero(ring, scale) || isNonzeroAnyway(ring, scale);

const isNonzeroAnyway = (ring: Ring, scale: Polynomial): boolean => {
  const { primitive, powers } = contentOf(ring, scale, false);
  const divided = new Set([...ring.used.values()].map((c) => signKey(c.polynomial).key));
  return (asConstant(primitive) !== null || divided.has(signKey(primitive).key)) &&
    powers.every((q) => sign(q.exponent) < 0 || divided.has(signKey(single(ONE, monomialOf([{ atom: q.atom, exponent: ONE }], [], null))).key) ||
      isNonzero(ring, single(ONE, monomialOf([{ atom: q.atom, exponent: ONE }], [], null))));
};

/** The equation as a rule for a power of one closed atom: |∇V|² = 1. */
const powerRule = (ring: Ring, hypothesis: number, components: readonly Index[], equation: Polynomial): PowerRule | null => {
  const plain = termsOf(equation).filter((t) => t.monomial.powers.length === 1 && t.monomial.open.length === 0 && t.monomial.exponential === null);
  const best = plain.filter((t) => sign((t.monomial.powers[0] as { exponent: typeof ONE }).exponent) > 0)
    .sort((a, b) => compare((b.monomial.powers[0] as { exponent: typeof ONE }).exponent, (a.monomial.powers[0] as { exponent: typeof ONE }).exponent) || (a.monomial.key < b.monomial.key ? 1 : -1))[0];
  if (best === undefined) return null;
  const key = (best.monomial.powers[0] as { atom: Atom }).atom.key;
  const others = termsOf(equation).filter((t) => t !== best);
  if (others.some((t) => t.monomial.powers.some((q) => q.atom.key === key))) return null;
  const rest = addPolynomials(others.map((t) => single(t.coefficient, t.monomial)), ring.limit);
  const value = negate(multiply(ring, rest, powerOf(ring, single(best.coefficient, monomialOf([], [], null)), MINUS_ONE)));
  return { hypothesis, components, term: best, value };
};

/**
 * Two rules for one unknown must agree on the derivatives above both; what they disagree about is a further equation.
 */
const checkPassive = (ring: Ring, set: RuleSet, hypotheses: readonly Hypothesis[]): void => {
  for (let round = 0; round < 8; round += 1) {
    const disagreement = findDisagreement(ring, set);
    if (disagreement === null) return;
    const h = hypotheses[disagreement.hypothesis];
    if (ring.sizes === null && !disagreement.plain) {
      // With abstract indices a further equation is only looked for where it has no free labels.
      set.unsolved.push(disagreement.hypothesis);
      return;
    }
    addEquation(ring, set, h?.name ?? 'a hypothesis', disagreement.hypothesis, [], disagreement.difference, NOTHING, null, false, disagreement.basis);
    if (set.unsolved.includes(disagreement.hypothesis)) return;
  }
  set.unsolved.push(-1);
};

const findDisagreement = (ring: Ring, set: RuleSet): { hypothesis: number; basis: readonly number[]; plain: boolean; difference: Polynomial } | null => {
  for (let a = 0; a < set.rules.length; a += 1) {
    for (let b = 0; b < a; b += 1) {
      const difference = crossDifference(ring, set.rules[a] as Rule, set.rules[b] as Rule);
      if (difference === null) continue;
      const reduced = reduce(ring, set, difference);
      if (isZero(ring, reduced)) continue;
      const [one, two] = [set.rules[a] as Rule, set.rules[b] as Rule];
      return { hypothesis: one.hypothesis, basis: [...one.basis, ...two.basis], plain: isPlainPair(one, two), difference: reduced };
    }
  }
  return null;
};

/** Two leads without indices: derivatives by scalar variables, of a scalar. */
const isPlainPair = (a: Rule, b: Rule): boolean => a.lead.indices.length === 0 && b.lead.indices.length === 0;

/** The lowest common derivative of two leads, less one rule's value and plus the other's; null for other unknowns. */
const crossDifference = (ring: Ring, a: Rule, b: Rule): Polynomial | null => {
  const x = a.lead.head;
  const y = b.lead.head;
  if (x.kind !== 'jet' || y.kind !== 'jet' || x.field.name !== y.field.name) return null;
  if (x.args.some((v) => v !== null) || y.args.some((v) => v !== null)) return null;
  if (a.pointwise || b.pointwise) return null;
  // Abstract: two rules for one unknown are compared where no index is involved, else only in components.
  if (ring.sizes === null && !isPlainPair(a, b)) return fromFactors(ring, [a.lead]);
  const rank = x.field.shape.length;
  if (x.potential === null && !a.lead.indices.slice(0, rank).every((l, k) => l === b.lead.indices[k])) return null;
  const missingA = missing(a.lead, b.lead);
  const missingB = missing(b.lead, a.lead);
  const left = missingA.reduce((p, d) => differentiateBy(ring, p, d), a.value);
  const right = missingB.reduce((p, d) => differentiateBy(ring, p, d), b.value);
  return addPolynomials([left, negate(right)], ring.limit);
};

interface Direction {
  readonly slot: number;
  readonly label: Index | null;
  readonly variable: Variable;
}

/** The derivatives that `other` has and `own` lacks. */
const missing = (own: Factor, other: Factor): Direction[] => {
  if (own.head.kind !== 'jet' || other.head.kind !== 'jet') return [];
  const found: Direction[] = [];
  // The component of a gradient field is a derivative like the others, of its potential.
  const labelsOf = (f: Factor): (readonly Index[])[] => derivativeLabels(f).map((labels, slot) =>
    f.head.kind === 'jet' && slot === f.head.potential ? [...f.indices.slice(0, f.head.field.shape.length), ...labels] : labels);
  const ownLabels = labelsOf(own);
  const otherLabels = labelsOf(other);
  for (let slot = 0; slot < own.head.field.slots.length; slot += 1) {
    const variable = own.head.field.slots[slot] as Variable;
    if (variable.space === null) {
      const count = (other.head.orders[slot] ?? 0) - (own.head.orders[slot] ?? 0);
      for (let k = 0; k < count; k += 1) found.push({ slot, label: null, variable });
    } else {
      const left = [...(ownLabels[slot] ?? [])];
      for (const label of otherLabels[slot] ?? []) {
        const at = left.indexOf(label);
        if (at >= 0) left.splice(at, 1);
        else found.push({ slot, label, variable });
      }
    }
  }
  return found;
};

const differentiateBy = (ring: Ring, p: Polynomial, d: Direction): Polynomial => differentiate(ring, p, d.variable, d.label);
