/**
 * Refutation: a point, admissible under every declaration, hypothesis and side condition, at which both sides are
 * evaluated exactly and differ. Nothing else refutes: neither a nonzero normal form nor a sample in floating point.
 *
 * The jets that the hypotheses do not fix are free, since Taylor polynomials (Cauchy data of the evolution equations)
 * realise any finite choice; the hypotheses, solved for leading derivatives, fix the rest. Where a field that obeys a
 * differential equation would be needed at two different points, its values there are not independent, and the point
 * is not used.
 */
import { toText as ballText } from './ball-text.ts';
import { conditionPolynomial, determinantOf } from './elaborate.ts';
import type { Unknown } from './euler.ts';
import { eulerOperator, unknownFactor, unknownsOf } from './euler.ts';
import type { Choices, Chosen, Value } from './evaluate.ts';
import { massField, overBox } from './box.ts';
import { addValues, argumentValues, evaluate, exact, signOfValue } from './evaluate.ts';
import { differentiate } from './differentiate.ts';
import type { Condition, Expression, Field, Hypothesis, Parameter, Sign, Variable } from './expression.ts';
import { mapParts, partsOf } from './expression.ts';
import type { Goal, IndexedFactor, IndexedSum } from './goal.ts';
import { indexedSum } from './indexed.ts';
import { isBetweenParameters, numbersForEquations } from './parameter-equations.ts';
import { Point, admits, randomNumbers, simpler } from './point.ts';
import type { Factor, Index, Polynomial } from './polynomial.ts';
import { BudgetError, DomainError, UnsupportedError, addPolynomials, isNothing, keyOf, monomialOf, negate, scale, single } from './polynomial.ts';
import { closedAtom, fromFactors } from './product.ts';
import type { Limits, Workplace } from './prove.ts';
import { defaultLimits, differences, workplaceFor } from './prove.ts';
import type { Rational } from './rational.ts';
import { ONE, ZERO, divide, isOne, negate as minus, toText } from './rational.ts';
import { reduce } from './reduce.ts';
import type { Rule } from './rules.ts';
import { ContradictionError, allFactors } from './rules.ts';
import { validateGoal } from './validate.ts';
import { isZero } from './zero.ts';

/** A symbol and its number; for a field the point at which it is taken. */
export interface PointValue {
  readonly factor: IndexedFactor;
  readonly at: readonly (readonly Rational[])[];
  readonly value: Rational;
}

export interface Refutation {
  readonly dimension: number;
  /** The component that differs; null for a scalar. */
  readonly component: readonly number[] | null;
  readonly point: readonly PointValue[];
  /** Exact numbers or enclosures, as text. */
  readonly left: string;
  readonly right: string;
  /** Left − right by the hypotheses, as a formula in components. */
  readonly residual: IndexedSum;
  /** The field by which the Euler operator was taken, under an integral; else null. */
  readonly eulerBy: string | null;
  /** The parameter by which both sides were differentiated first; else null. */
  readonly derivedBy: string | null;
}

export type RefutationResult =
  | { readonly status: 'refuted'; readonly refutation: Refutation }
  /** The two sides agree in this dimension. */
  | { readonly status: 'agrees' }
  | { readonly status: 'stuck'; readonly reason: string };

const ATTEMPTS = 60;
const PRECISIONS: readonly number[] = [64, 256];

/** Looks for a counterexample in one dimension. */
export const refuteInDimension = (goal: Goal, dimension: number, seed: number, limits: Limits = defaultLimits()): RefutationResult => {
  validateGoal(goal);
  const first = attempt(goal, dimension, seed, limits);
  if (first.status !== 'stuck') return first;
  for (const other of solvedForDrifts(goal)) {
    const result = attempt(other, dimension, seed, limits);
    if (result.status === 'refuted') return result;
  }
  for (const { name, goal: derived } of derivedByParameters(goal)) {
    const result = attempt(derived, dimension, seed, limits);
    if (result.status === 'refuted') return { status: 'refuted', refutation: { ...result.refutation, derivedBy: name } };
  }
  return first;
};

/**
 * The derivative of the claim by a parameter that stands in an argument, as the T of p(x, T − t): what holds for every
 * T may be differentiated by it, so a counterexample to the derivative is one to the claim. It may be looked for where
 * T − t = t, so that a density or a value is needed at one time only.
 */
const derivedByParameters = (goal: Goal): { name: string; goal: Goal }[] => {
  if (goal.under !== null) return [];
  return parametersInArguments(goal).map((p) => {
    const variable: Variable = { kind: 'variable', name: p.name, space: null, role: 'coordinate' };
    const change = (e: Expression): Expression => (e.kind === 'parameter' && e.parameter.name === p.name ? { kind: 'variable', variable } : mapParts(e, change));
    const by = (e: Expression): Expression => ({ kind: 'derivative', variable, of: change(e) });
    const conditions = goal.conditions.map((c) => ({ ...c, left: change(c.left), right: change(c.right) }));
    const sign = p.sign === 'positive' ? [{ relation: '>' as const, left: { kind: 'variable' as const, variable }, right: { kind: 'number' as const, value: ZERO } }] : [];
    return {
      name: p.name,
      goal: {
        ...goal, left: by(goal.left), right: by(goal.right), conditions: [...conditions, ...sign],
        hypotheses: goal.hypotheses.map((h) => (h.kind === 'curl-free' ? h : { ...h, left: change(h.left), right: change(h.right) })),
      },
    };
  });
};

/** Scalar parameters without a sign, or positive, in the arguments of fields or in bindings. */
const parametersInArguments = (goal: Goal): Parameter[] => {
  const found = new Map<string, Parameter>();
  const collect = (e: Expression): void => {
    if (e.kind === 'parameter' && e.parameter.shape.length === 0 && (e.parameter.sign === 'any' || e.parameter.sign === 'positive')) found.set(e.parameter.name, e.parameter);
    partsOf(e).forEach(collect);
  };
  const visit = (e: Expression): void => {
    if (e.kind === 'field') e.args.forEach(collect);
    if (e.kind === 'at') e.bindings.forEach((b) => collect(b.value));
    partsOf(e).forEach(visit);
  };
  visit(goal.left);
  visit(goal.right);
  // Functions of which a hypothesis speaks with the parameter in it may depend on it themselves.
  const inHypotheses = new Set(goal.hypotheses.flatMap((h) => (h.kind === 'curl-free' ? [] : [...parametersIn(h.left), ...parametersIn(h.right)])));
  return [...found.values()].filter((p) => !inHypotheses.has(p.name));
};

const parametersIn = (e: Expression): string[] => [...(e.kind === 'parameter' ? [e.parameter.name] : []), ...partsOf(e).flatMap(parametersIn)];

const attempt = (goal: Goal, dimension: number, seed: number, limits: Limits): RefutationResult => {
  try {
    const work = workplaceFor(goal, dimension, limits);
    return goal.under === null ? refutePointwise(work, goal, dimension, seed) : refuteIntegral(work, goal, goal.under, dimension, seed);
  } catch (error) {
    if (error instanceof BudgetError) return { status: 'stuck', reason: `the budget was used up: ${error.limit}` };
    if (error instanceof UnsupportedError) return { status: 'stuck', reason: error.message };
    if (error instanceof DomainError) return { status: 'stuck', reason: `no value: ${error.message}` };
    if (error instanceof ContradictionError) return { status: 'stuck', reason: error.message };
    throw error;
  }
};

/**
 * The same hypotheses, each evolution equation solved for a space derivative of a free coefficient: any positive p is
 * a density of some process, since a drift can be found for it. So p may be chosen freely at two different times.
 */
const solvedForDrifts = (goal: Goal): Goal[] => {
  const solved = new Set(goal.hypotheses.flatMap((h) => (h.kind === 'equation' && h.solvedFor !== undefined ? [h.solvedFor.name] : [])));
  if (solved.size === 0 || goal.under !== null) return [];
  const old = drifts.get(goal.hypotheses);
  const lists = old ?? coefficientsOf(goal.hypotheses, solved).map((field) => goal.hypotheses.map((h): Hypothesis =>
    h.kind === 'equation' && h.solvedFor !== undefined && fieldsIn(h.right).some((g) => g.name === field.name) ? { ...h, solvedFor: field } : h));
  drifts.set(goal.hypotheses, lists);
  return lists.map((hypotheses) => ({ ...goal, hypotheses }));
};

const drifts = new WeakMap<readonly Hypothesis[], (readonly Hypothesis[])[]>();

/** Coefficients of space and time without symmetry, sign or equation of their own. */
const coefficientsOf = (hypotheses: readonly Hypothesis[], solved: ReadonlySet<string>): Field[] => {
  const found = new Map<string, Field>();
  for (const h of hypotheses) {
    if (h.kind !== 'equation' || h.solvedFor === undefined) continue;
    const own = h.solvedFor;
    for (const f of fieldsIn(h.right)) {
      const sameSlots = f.slots.length === own.slots.length && f.slots.every((v, k) => v.name === own.slots[k]?.name);
      if (sameSlots && !solved.has(f.name) && f.sign === 'any' && f.symmetry === 'none' && f.shape.length <= 1) found.set(f.name, f);
    }
  }
  const restricted = new Set(hypotheses.flatMap((h) => (h.kind === 'curl-free' ? [h.field.name]
    : h.solvedFor === undefined ? [...fieldsIn(h.left), ...fieldsIn(h.right)].map((f) => f.name) : [])));
  // In two equations it could not satisfy both.
  const equations = (f: Field): number => hypotheses.filter((h) => h.kind === 'equation' && [...fieldsIn(h.left), ...fieldsIn(h.right)].some((g) => g.name === f.name)).length;
  return [...found.values()].filter((f) => !restricted.has(f.name) && equations(f) === 1);
};

const fieldsIn = (e: Expression): Field[] => [...(e.kind === 'field' ? [e.field] : []), ...partsOf(e).flatMap(fieldsIn)];

/** Looks for a counterexample in the goal's dimension, or in dimensions 1, 2 and 3 in turn. */
export const refute = (goal: Goal, seed: number = 1, limits: Limits = defaultLimits()): RefutationResult => {
  let last: RefutationResult = { status: 'agrees' };
  for (const d of goal.dimension === null ? [1, 2, 3] : [goal.dimension]) {
    const result = refuteInDimension(goal, d, seed, limits);
    if (result.status === 'refuted') return result;
    if (result.status === 'stuck') last = result;
  }
  return last;
};

// ── Admissible points ────────────────────────────────────────────────────────────────────────────────────────

interface Demand {
  readonly relation: Condition['relation'];
  readonly polynomial: Polynomial;
}

const holds = (relation: Condition['relation'], v: Value): boolean => {
  const s = signOfValue(v);
  switch (relation) {
    case '>': return s === 1;
    case '<': return s === -1;
    case '>=': return s === 1 || s === 0;
    case '<=': return s === -1 || s === 0;
    case '!=': return s === 1 || s === -1;
    case '=': return s === 0;
  }
};

/** Everything that a point must satisfy: side conditions, denominators, declared signs of defined symbols. */
const demandsOf = (work: Workplace, goal: Goal): Demand[] => {
  const { ring, rules } = work;
  const demands: Demand[] = goal.conditions.filter((c) => c.relation !== '=')
    .map((c) => ({ relation: c.relation, polynomial: reduce(ring, rules, conditionPolynomial(ring, c)) }));
  for (const rule of rules.rules) {
    const declared = declaredSign(rule);
    if (declared === 'any') continue;
    // A function that is 0 where it may not change its sign has derivatives that are not free: strictly, then.
    const strictly = rule.lead.head.kind === 'jet';
    const relation = ({ positive: '>', nonnegative: strictly ? '>' : '>=', negative: '<', nonpositive: strictly ? '<' : '<=', nonzero: '!=' } as const)[declared];
    demands.push({ relation, polynomial: reduce(ring, rules, rule.value) });
  }
  return [...demands, ...usedDemands(work), ...definiteDemands(work), ...unsolvedDemands(work)];
};

/** A matrix declared positive of which hypotheses give components: its leading minors must be positive. */
const definiteDemands = (work: Workplace): Demand[] => {
  const { ring, rules } = work;
  const heads = new Set(rules.rules.map((rule) => rule.lead.head).filter((head) =>
    (head.kind === 'parameter' && head.parameter.symmetry === 'positive') ||
    (head.kind === 'jet' && head.field.symmetry === 'positive' && head.orders.every((o) => o === 0))));
  return [...heads].flatMap((head) => {
    const size = ring.sizes?.(head.spaces[0] ?? 'n') ?? 1;
    const entry = (i: number, j: number): Polynomial => reduce(ring, rules, fromFactors(ring, [{ head, indices: [`${i + 1}`, `${j + 1}`] }]));
    const matrix = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => entry(i, j)));
    return matrix.map((_, k): Demand => ({
      relation: '>', polynomial: determinantOf(ring, matrix.slice(0, k + 1).map((row) => row.slice(0, k + 1))),
    }));
  });
};

const usedDemands = (work: Workplace): Demand[] =>
  [...work.ring.used.values()].map((c) => ({ relation: c.relation, polynomial: reduce(work.ring, work.rules, c.polynomial) }));

/** Fields that obey a differential equation: their values at two points are not independent. */
const governedFields = (work: Workplace): Set<string> => {
  const names = new Set<string>();
  for (const rule of work.rules.rules) {
    const { head } = rule.lead;
    if (head.kind === 'jet' && (head.orders.some((o) => o > 0) || head.args.some((a) => a !== null))) names.add(head.field.name);
    // f = value and f > 0: the sign is demanded at one point, so what the value is made of may be taken there alone.
    if (declaredSign(rule) !== 'any') for (const f of allFactors(rule.value)) if (f.head.kind === 'jet') names.add(f.head.field.name);
  }
  for (const c of work.needed) if (c.relation === '>') for (const f of allFactors(c.polynomial)) if (f.head.kind === 'jet') names.add(f.head.field.name);
  return names;
};

/** What is declared of the sign of the scalar that a rule defines. */
const declaredSign = (rule: Rule): Sign => {
  const { head } = rule.lead;
  if (head.kind === 'parameter') return head.parameter.shape.length === 0 ? head.parameter.sign : 'any';
  return head.kind === 'jet' && head.field.shape.length === 0 && !head.log && head.orders.every((o) => o === 0) ? head.field.sign : 'any';
};

/**
 * f(x,T) = k(x) says something of f at one time alone: a point at which f(x,t) is free must have another time. And
 * f(−t) = g(t) says something of f at every time, which is not worked out.
 */
const keepsAway = (work: Workplace, point: Point, choices: Choices): boolean => work.rules.rules.every((rule) => {
  const { head } = rule.lead;
  if (head.kind !== 'jet' || head.args.every((a) => a === null)) return true;
  const fixed = head.args.map((a) => (a === null ? null : argumentValues(a, choices).map(toText).join(',')));
  return [...(point.visited.get(head.field.name) ?? [])].every((key) => {
    const slots = key.split(';');
    return fixed.some((value, s) => value !== null && value !== slots[s]);
  });
});

/**
 * Fields with an evolution equation and a value at one time: together they are one definite function, at every time.
 * Only where the value is an unknown function of space, or the equation has unknown coefficients, and the equation
 * spreads it through space, is nothing known of the field at one point of another time.
 */
const definiteFields = (work: Workplace): Set<string> => {
  const names = new Set<string>();
  const isUnknown = (f: Factor, own: string): boolean =>
    f.head.kind === 'jet' && f.head.field.name !== own && f.head.field.slots.some((v) => v.space !== null || v.name === 'x');
  for (const { lead: { head }, value } of work.rules.rules) {
    if (head.kind !== 'jet' || head.args.every((a) => a === null)) continue;
    for (const evolution of work.rules.rules) {
      const own = evolution.lead.head;
      if (own.kind !== 'jet' || own.field.name !== head.field.name) continue;
      if (!own.orders.some((o, s) => o > 0 && (head.args[s] ?? null) !== null)) continue;
      const spreads = allFactors(evolution.value).some((f) => f.head.kind === 'jet' && f.head.field.name === own.field.name &&
        f.head.orders.some((o, s) => o > 0 && (head.args[s] ?? null) === null));
      if (!spreads || ![...allFactors(value), ...allFactors(evolution.value)].some((f) => isUnknown(f, own.field.name))) names.add(own.field.name);
    }
  }
  return names;
};

const movedReason = (work: Workplace): string | null => {
  const rule = work.rules.rules.find(({ lead: { head } }) => head.kind === 'jet' && head.args.some((a) => a !== null &&
    (a.kind === 'components' ? a.values : [a.value]).some((v) => allFactors(v).some((f) => f.head.kind === 'coordinate' || f.head.kind === 'jet'))));
  return rule === undefined ? null : `the hypothesis ${work.hypotheses[rule.hypothesis]?.name ?? ''} speaks of a function elsewhere`;
};

/**
 * Each governed field at one point only; or, where its equations contain no derivative of it by time (none by any
 * scalar variable), at points of different times: there its values have nothing to do with each other.
 */
const atOnePoint = (work: Workplace, point: Point, governed: ReadonlySet<string>): boolean =>
  [...governed].every((name) => {
    const points = [...(point.visited.get(name) ?? [])];
    if (points.length <= 1) return true;
    const field = governedField(work, name);
    if (field === null || !isSliced(work, field)) return false;
    const times = points.map((p) => p.split(';').filter((_, s) => field.slots[s]?.space === null && field.slots[s].name === 't').join(';'));
    return times.every((t) => t !== '') && new Set(times).size === times.length;
  });

const governedField = (work: Workplace, name: string): Field | null => {
  for (const rule of work.rules.rules) if (rule.lead.head.kind === 'jet' && rule.lead.head.field.name === name) return rule.lead.head.field;
  return null;
};

/** No rule holds or makes a time derivative of the field, or speaks of it at other arguments. */
const isSliced = (work: Workplace, field: Field): boolean => {
  const time = field.slots.findIndex((v) => v.name === 't');
  return time >= 0 && work.rules.rules.every((rule) =>
    [rule.lead, ...allFactors(rule.value), ...allFactors(rule.scale)].every((f) =>
      f.head.kind !== 'jet' || f.head.field.name !== field.name || ((f.head.orders[time] ?? 0) === 0 && f.head.args.every((a) => a === null))));
};

type Forced = (factor: Factor, point: Point) => Rational | null;
const NOT_FORCED: Forced = () => null;

/**
 * A minimum without closed form may take any value when an unknown function of the control, found nowhere else, is
 * added inside it. More than one minimum, or one without such a function, and no point is tried.
 */
const minimaAreFree = (polynomials: readonly Polynomial[], rules: readonly Rule[]): boolean => {
  const factors = [...polynomials.flatMap(allFactors), ...rules.map((r) => r.lead)];
  const known = [...rules.map((r) => r.lead), ...rules.flatMap((r) => [...outerFactors(r.value), ...outerFactors(r.scale)])];
  const minima = new Map(factors.filter((f) => f.head.kind === 'minimum').map((f) => [f.head.key, f]));
  if (minima.size === 0) return true;
  const [only, ...more] = [...minima.values()];
  if (only?.head.kind !== 'minimum' || more.length > 0 || only.head.control.kind !== 'variable') return false;
  const { control, of } = only.head;
  const outside = polynomials.flatMap((p) => outerFactors(p));
  return [...of.terms.values()].some((t) => {
    const [power] = t.monomial.powers;
    const f = power?.atom.factors[0];
    if (power === undefined || f?.head.kind !== 'jet' || t.monomial.powers.length > 1 || !isOne(power.exponent)) return false;
    if (t.monomial.exponential !== null || t.monomial.open.length > 0 || f.head.log || f.head.field.sign !== 'any') return false;
    const { field } = f.head;
    const plain = f.head.orders.every((o) => o === 0) && f.head.args.every((a) => a === null) && field.shape.length === 0;
    if (!plain || !field.slots.some((v) => v.name === control.name)) return false;
    const uses = allFactors(of).filter((g) => g.head.kind === 'jet' && g.head.field.name === field.name).length;
    return uses === 1 && ![...outside, ...known].some((g) => g.head.kind === 'jet' && g.head.field.name === field.name);
  });
};

/** The factors of a polynomial, those inside minima excepted. */
const outerFactors = (p: Polynomial): Factor[] => {
  const inside = new Set(allFactors(p).filter((f) => f.head.kind === 'minimum').flatMap((f) => (f.head.kind === 'minimum' ? allFactors(f.head.of) : [])));
  return allFactors(p).filter((f) => !inside.has(f));
};

/**
 * A parameter set so that two arguments of a field are one point: T with T − t = t. Tried where a field that obeys an
 * equation occurs at both.
 */
const coincidence = (work: Workplace, polynomials: readonly Polynomial[], governed: ReadonlySet<string>): Forced => {
  const forced = new Map<string, { rest: Polynomial; coefficient: Rational }>();
  for (const p of polynomials) {
    for (const f of allFactors(p)) {
      if (f.head.kind !== 'jet' || !governed.has(f.head.field.name)) continue;
      f.head.args.forEach((a, s) => {
        const slot = f.head.kind === 'jet' ? f.head.field.slots[s] : undefined;
        if (a?.kind !== 'scalar' || slot === undefined) return;
        const head = work.ring.heads.get(`@${slot.name}`);
        const own = head === undefined ? null : single(ONE, monomialOf([{ atom: closedAtom({ head, indices: [] }), exponent: ONE }], [], null));
        if (own === null) return;
        const difference = addPolynomials([a.value, negate(own)], work.ring.limit);
        for (const t of difference.terms.values()) {
          const [power] = t.monomial.powers;
          const parameter = power?.atom.factors[0]?.head;
          const settable = parameter?.kind === 'parameter' ||
            (parameter?.kind === 'coordinate' && f.head.kind === 'jet' && f.head.field.slots.every((v) => v.name !== parameter.variable.name));
          if (power === undefined || t.monomial.powers.length !== 1 || !isOne(power.exponent) || !settable) continue;
          const rest = addPolynomials([difference, negate(single(t.coefficient, t.monomial))], work.ring.limit);
          if (allFactors(rest).some((g) => g.head === parameter)) continue;
          forced.set(parameter.key, { rest, coefficient: t.coefficient });
        }
      });
    }
  }
  return (factor, point) => {
    const rule = forced.get(factor.head.key);
    if (rule === undefined) return null;
    const value = evaluate(rule.rest, choicesOf(point, 128));
    return value.kind === 'exact' ? divide(minus(value.value), rule.coefficient) : null;
  };
};

const choicesOf = (point: Point, bits: number, integralOf: Choices['integralOf'] = overBox(() => false, null)): Choices => ({
  bits,
  minimumOf: (f) => point.numberOf(f, '', []),
  integralOf,
  numberOf: (f: Factor, key: string, at: readonly (readonly Rational[])[]) => point.numberOf(f, key, at),
  coordinates: (name: string, space: string | null) => point.coordinates(name, space),
});

interface Found {
  readonly point: Point;
  readonly left: Value;
  readonly right: Value;
}

/** Both sides at a point, where it is admissible and they surely differ; null otherwise. */
const judge = (
  work: Workplace, point: Point, demands: readonly Demand[], governed: ReadonlySet<string>, left: Polynomial, right: Polynomial,
  mass: string | null,
): Found | null => {
  for (const bits of PRECISIONS) {
    try {
      const choices = choicesOf(point, bits, overBox((field, variable) => isFree(work, field, variable) && !hasMass(work, field), mass));
      const l = evaluate(left, choices);
      const r = evaluate(right, choices);
      const difference = addValues(l, negateValue(r, bits, right, choices), bits);
      const s = signOfValue(difference);
      if (s === 0) return null;
      if (s === null) continue;
      if (!demands.every((d) => holds(d.relation, evaluate(d.polynomial, choices)))) return null;
      if (![...point.chosen.values()].every((c) => admits(work.ring, c.factor, c.value))) return null;
      return atOnePoint(work, point, governed) && keepsAway(work, point, choices) && ![...definiteFields(work)].some((name) => point.visited.has(name)) ? { point, left: l, right: r } : null;
    } catch (error) {
      if (error instanceof DomainError) return null;
      throw error;
    }
  }
  return null;
};

const negateValue = (v: Value, _bits: number, p: Polynomial, choices: Parameters<typeof evaluate>[1]): Value =>
  v.kind === 'exact' ? { kind: 'exact', value: minus(v.value) } : evaluate(negate(p), choices);

const search = (
  work: Workplace, demands: readonly Demand[], left: Polynomial, right: Polynomial, seed: number,
): Found | null => {
  if (!minimaAreFree([left, right, ...demands.map((d) => d.polynomial)], work.rules.rules)) {
    throw new UnsupportedError('a minimum that is not known in closed form');
  }
  const governed = governedFields(work);
  const mass = massField([left, right, ...demands.map((d) => d.polynomial)]);
  const bases = numbersForEquations(work);
  const random = randomNumbers(seed);
  const coincide = coincidence(work, [left, right], governed);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    work.ring.tick();
    const forced = attempt % 2 === 1 ? coincide : NOT_FORCED;
    const base = bases[attempt % bases.length] ?? new Map<string, Rational>();
    const found = judge(work, new Point(work.ring, random, base, forced), demands, governed, left, right, mass);
    if (found !== null) return shrink(work, found, demands, governed, left, right, forced, mass);
  }
  return null;
};

/** A simpler point at which an integral has no value that is known is no simpler counterexample. */
const judgeQuietly = (...args: Parameters<typeof judge>): Found | null => {
  try {
    return judge(...args);
  } catch (error) {
    if (error instanceof UnsupportedError) return null;
    throw error;
  }
};

/** Puts simpler numbers in, one symbol after the other, while the point still refutes. */
const shrink = (
  work: Workplace, first: Found, demands: readonly Demand[], governed: ReadonlySet<string>, left: Polynomial, right: Polynomial, forced: Forced,
  mass: string | null,
): Found => {
  let best = first;
  for (let round = 0; round < 3; round += 1) {
    let changed = false;
    for (const key of best.point.chosen.keys()) {
      const old = best.point.chosen.get(key);
      if (old === undefined) continue;
      for (const value of simpler(old.value)) {
        const fixed = new Map([...best.point.chosen].map(([k, c]) => [k, c.value] as const));
        fixed.set(key, value);
        const point = new Point(work.ring, randomNumbers(1), forced === NOT_FORCED ? fixed : withoutForced(fixed, best.point, forced), forced);
        if (isPositiveMatrixEntry(old)) break;
        const found = judgeQuietly(work, point, demands, governed, left, right, mass);
        if (found === null) continue;
        best = found;
        changed = true;
        break;
      }
    }
    if (!changed) break;
  }
  return best;
};

const withoutForced = (fixed: Map<string, Rational>, point: Point, forced: Forced): Map<string, Rational> => {
  for (const [key, c] of point.chosen) if (c.factor.head.kind === 'parameter' && forced(c.factor, point) !== null) fixed.delete(key);
  return fixed;
};

const isPositiveMatrixEntry = (c: Chosen): boolean =>
  (c.factor.head.kind === 'parameter' && c.factor.head.parameter.symmetry === 'positive') ||
  (c.factor.head.kind === 'jet' && c.factor.head.field.symmetry === 'positive' && c.factor.head.orders.every((o) => o === 0));

// ── Pointwise ────────────────────────────────────────────────────────────────────────────────────────────────

const valueText = (v: Value): string => (v.kind === 'exact' ? toText(v.value) : ballText(v.value));

const unsolvedReason = (work: Workplace): string | null => {
  const [index] = work.rules.unsolved;
  if (index === undefined || isBetweenParameters(work)) return movedReason(work);
  return `the hypothesis ${work.hypotheses[index]?.name ?? ''} is not solved for a leading derivative`;
};

const refutePointwise = (work: Workplace, goal: Goal, dimension: number, seed: number): RefutationResult => {
  const { ring, rules } = work;
  let anyDifference = false;
  for (const { components, left, right } of differences(work, goal)) {
    const l = reduce(ring, rules, left);
    const r = reduce(ring, rules, right);
    const residual = addPolynomials([l, negate(r)], ring.limit);
    if (isZero(ring, residual)) continue;
    anyDifference = true;
    const unsolved = unsolvedReason(work);
    if (unsolved !== null) return { status: 'stuck', reason: unsolved };
    const found = search(work, demandsOf(work, goal), l, r, seed);
    if (found === null) continue;
    const component = components.length === 0 ? null : components.map(Number);
    return { status: 'refuted', refutation: refutationOf(work, dimension, component, found, residual, null) };
  }
  return anyDifference ? { status: 'stuck', reason: 'the two sides look different, but no admissible point was found at which they differ' } : { status: 'agrees' };
};

const refutationOf = (
  work: Workplace, dimension: number, component: readonly number[] | null, found: Found, residual: Polynomial, eulerBy: string | null,
): Refutation => ({
  dimension, component, eulerBy, derivedBy: null, left: valueText(found.left), right: valueText(found.right),
  point: pointValues(work, found.point), residual: indexedSum(work.ring, residual),
});

const pointValues = (work: Workplace, point: Point): PointValue[] =>
  [...point.chosen.values()].map((c) => ({ factor: factorOf(work, c.factor), at: c.point, value: c.value }));

const factorOf = (work: Workplace, f: Factor): IndexedFactor => {
  const bare = f.head.kind === 'jet' ? { head: { ...f.head, args: f.head.args.map(() => null) }, indices: f.indices } : f;
  const p = single(ONE, monomialOf([{ atom: closedAtom(bare), exponent: ONE }], [], null));
  const [term] = indexedSum(work.ring, p).terms;
  return term?.factors[0] as IndexedFactor;
};

// ── Under an integral ────────────────────────────────────────────────────────────────────────────────────────

/**
 * Unknowns whose values at a fixed time may be changed in a small region without a change of anything else that the
 * integrand contains: those of which every hypothesis is an evolution equation (a time derivative changes with them,
 * and was replaced), or the definition of another field (which was replaced everywhere).
 */
const isFree = (work: Workplace, field: string, variable: Variable): boolean =>
  work.rules.rules.every((rule) => {
    const { head } = rule.lead;
    const uses = [rule.lead, ...allFactors(rule.value), ...allFactors(rule.scale)].filter((f) => f.head.kind === 'jet' && f.head.field.name === field);
    if (uses.length === 0) return true;
    if (head.kind !== 'jet' || [rule.lead, ...uses].some((f) => f.head.kind === 'jet' && f.head.args.some((a) => a !== null))) return false;
    if (head.field.name !== field && head.orders.every((o) => o === 0)) return true;
    return head.field.slots.every((v, s) => v.name !== variable.name || (head.orders[s] ?? 0) === 0) &&
      head.field.slots.some((v, s) => v.space === null && v.name !== variable.name && (head.orders[s] ?? 0) > 0);
  });

/** A density has mass one: its integral is not free though the density is. */
const hasMass = (work: Workplace, field: string): boolean => work.hypotheses.some((h) =>
  h.kind === 'equation' && h.name === 'fokker-planck' && [...fieldsIn(h.left), ...fieldsIn(h.right)].some((f) => f.name === field));

const refuteIntegral = (
  work: Workplace, goal: Goal, variables: readonly Variable[], dimension: number, seed: number,
): RefutationResult => {
  const { ring, rules } = work;
  const unsolved = unsolvedReason(work);
  if (unsolved !== null) return { status: 'stuck', reason: unsolved };
  if (variables.length !== 1) return { status: 'stuck', reason: 'an integral over several variables' };
  const variable = variables[0] as Variable;
  let anyEuler = false;
  // What no free unknown tells about: a term without one, or an Euler operator that is constant in space.
  let untold = false;
  for (const { left, right } of differences(work, goal)) {
    const l = reduce(ring, rules, left);
    const r = reduce(ring, rules, right);
    const difference = addPolynomials([l, negate(r)], ring.limit);
    if (isZero(ring, difference)) continue;
    if (isAtSeveralTimes(work, difference)) return { status: 'stuck', reason: 'an integral over a function that obeys an equation, at several times' };
    untold ||= [...difference.terms.values()].some((t) => unknownsOf(ring, single(t.coefficient, t.monomial), variable).size === 0);
    for (const unknown of unknownsOf(ring, difference, variable).values()) {
      if (!isFree(work, unknown.field, variable)) {
        untold = true;
        continue;
      }
      for (const components of unknownComponents(work, difference, variable, unknown)) {
        const el = reduce(ring, rules, eulerOperator(ring, l, variable, unknown, components));
        const er = reduce(ring, rules, eulerOperator(ring, r, variable, unknown, components));
        const euler = addPolynomials([el, scale(er, minus(ONE))], ring.limit);
        if (isZero(ring, euler)) continue;
        if (isConstantInSpace(work, euler, variable)) {
          untold = true;
          continue;
        }
        anyEuler = true;
        const found = search(work, demandsOf(work, goal), el, er, seed);
        if (found === null) continue;
        return { status: 'refuted', refutation: refutationOf(work, dimension, null, found, euler, unknown.field) };
      }
    }
  }
  if (anyEuler) return { status: 'stuck', reason: 'an Euler operator does not vanish, but no admissible point was found' };
  return untold ? { status: 'stuck', reason: 'the integrands differ by what no free unknown tells about' } : { status: 'agrees' };
};

/** A density at two times: what is changed at one time changes the other. */
const isAtSeveralTimes = (work: Workplace, p: Polynomial): boolean => {
  const inRules = new Set(work.rules.rules.flatMap((r) => [r.lead, ...allFactors(r.value), ...allFactors(r.scale)])
    .flatMap((f) => (f.head.kind === 'jet' ? [f.head.field.name] : [])));
  const times = allFactors(p).flatMap(({ head }) => {
    if (head.kind !== 'jet' || !inRules.has(head.field.name)) return [];
    return head.field.slots.flatMap((slot, s) => {
      const a = head.args[s] ?? null;
      return slot.space !== null ? [] : [`${slot.name}:${a?.kind === 'scalar' ? keyOf(a.value) : ''}`];
    });
  });
  const names = times.map((t) => t.slice(0, t.indexOf(':')));
  return new Set(times).size > new Set(names).size;
};

const unknownComponents = (work: Workplace, p: Polynomial, variable: Variable, unknown: Unknown): Index[][] => {
  const model = unknownFactor(work.ring, p, variable, unknown);
  if (model?.head.kind !== 'jet') return [[]];
  return model.head.field.shape.reduce<Index[][]>((all, space) =>
    all.flatMap((c) => Array.from({ length: work.ring.sizes?.(space) ?? 1 }, (_, k) => [...c, `${k + 1}`])), [[]]);
};

/** A density that integrates to one may not be changed in total: then only a varying Euler operator counts. */
const isConstantInSpace = (work: Workplace, p: Polynomial, variable: Variable): boolean => {
  const size = variable.space === null ? 1 : work.ring.sizes?.(variable.space) ?? 1;
  for (let k = 1; k <= size; k += 1) {
    const slope = differentiate(work.ring, p, variable, variable.space === null ? null : `${k}`);
    if (!isNothing(slope) && !isZero(work.ring, slope)) return false;
  }
  return true;
};

// ── A point at which everything holds ────────────────────────────────────────────────────────────────────────

const PLAINEST: readonly Rational[] = [ZERO, ONE];

/** A point at which the goal's conditions, denominators and hypotheses all hold; null where none was found. */
export const modelPoint = (goal: Goal, dimension: number, seed: number, limits: Limits = defaultLimits()): readonly PointValue[] | null => {
  try {
    const work = workplaceFor(goal, dimension, limits);
    const { ring, rules } = work;
    const sides = differences(work, goal).flatMap(({ left, right }) => [reduce(ring, rules, left), reduce(ring, rules, right)]);
    const demands = demandsOf(work, goal);
    const bases = numbersForEquations(work);
    const random = randomNumbers(seed);
    for (let attempt = 0; attempt < 4 * ATTEMPTS; attempt += 1) {
      const point = new Point(ring, random, bases[attempt % bases.length] ?? new Map(), NOT_FORCED, PLAINEST[attempt] ?? null);
      if (satisfies(work, point, sides, demands)) return pointValues(work, point);
    }
    return null;
  } catch (error) {
    if (error instanceof BudgetError || error instanceof UnsupportedError || error instanceof DomainError || error instanceof ContradictionError) return null;
    throw error;
  }
};

/** Hypotheses that are no rules must hold at the point as they stand. */
const unsolvedDemands = (work: Workplace): Demand[] => work.rules.unsolved.flatMap((index) => {
  const h = work.hypotheses[index];
  if (h === undefined || h.kind === 'curl-free') return [];
  // Not by its own powers: a² = −1 put into itself says nothing.
  const rules = { ...work.rules, powerRules: [] };
  return differences(work, { left: h.left, right: h.right, under: null } as Pick<Goal, 'left' | 'right' | 'under'> as Goal)
    .map(({ left, right }) => ({ relation: '=' as const, polynomial: reduce(work.ring, rules, addPolynomials([left, negate(right)], work.ring.limit)) }));
});

const satisfies = (work: Workplace, point: Point, sides: readonly Polynomial[], demands: readonly Demand[]): boolean => {
  try {
    const choices = choicesOf(point, 128, (f) => exact(point.numberOf(f, '', [])));
    if (!demands.every((d) => holds(d.relation, evaluate(d.polynomial, choices)))) return false;
    for (const side of sides) evaluate(side, choices);
    return [...point.chosen.values()].every((c) => admits(work.ring, c.factor, c.value));
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
};

