/**
 * Which points are admissible: those that satisfy declarations, side conditions, denominators and hypotheses, and at
 * which the values of a field that obeys an equation are not asked for at two points that depend on each other.
 */
import { conditionPolynomial, determinantOf } from './elaborate.ts';
import { argumentValues, signOfValue } from './evaluate.ts';
import type { Choices, Value } from './evaluate.ts';
import type { Condition, Field, Sign, Variable } from './expression.ts';
import type { Goal } from './goal.ts';
import { isBetweenParameters } from './parameter-equations.ts';
import { Point } from './point.ts';
import { addPolynomials, negate } from './polynomial.ts';
import type { Factor, Polynomial } from './polynomial.ts';
import { fromFactors } from './product.ts';
import { differences } from './prove.ts';
import type { Workplace } from './prove.ts';
import { toText } from './rational.ts';
import { reduce } from './reduce.ts';
import { fieldsIn } from './reformulate.ts';
import { allFactors } from './rules.ts';
import type { Rule } from './rules.ts';

export interface Demand {
  readonly relation: Condition['relation'];
  readonly polynomial: Polynomial;
}

export const holds = (relation: Condition['relation'], v: Value): boolean => {
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
export const demandsOf = (work: Workplace, goal: Goal): Demand[] => {
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

/** Hypotheses that are no rules must hold at the point as they stand. */
const unsolvedDemands = (work: Workplace): Demand[] => work.rules.unsolved.flatMap((index) => {
  const h = work.hypotheses[index];
  if (h === undefined || h.kind === 'curl-free') return [];
  // Not by its own powers: a² = −1 put into itself says nothing.
  const rules = { ...work.rules, powerRules: [] };
  return differences(work, { left: h.left, right: h.right, under: null } as Pick<Goal, 'left' | 'right' | 'under'> as Goal)
    .map(({ left, right }) => ({ relation: '=' as const, polynomial: reduce(work.ring, rules, addPolynomials([left, negate(right)], work.ring.limit)) }));
});

export const unsolvedReason = (work: Workplace): string | null => {
  const [index] = work.rules.unsolved;
  if (index === undefined || isBetweenParameters(work)) return movedReason(work);
  return `the hypothesis ${work.hypotheses[index]?.name ?? ''} is not solved for a leading derivative`;
};

/** Fields that obey a differential equation: their values at two points are not independent. */
export const governedFields = (work: Workplace): Set<string> => {
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
export const keepsAway = (work: Workplace, point: Point, choices: Choices): boolean => work.rules.rules.every((rule) => {
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
export const definiteFields = (work: Workplace): Set<string> => {
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
export const atOnePoint = (work: Workplace, point: Point, governed: ReadonlySet<string>): boolean =>
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

/**
 * Unknowns whose values at a fixed time may be changed in a small region without a change of anything else that the
 * integrand contains: those of which every hypothesis is an evolution equation (a time derivative changes with them,
 * and was replaced), or the definition of another field (which was replaced everywhere).
 */
export const isFree = (work: Workplace, field: string, variable: Variable): boolean =>
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
export const hasMass = (work: Workplace, field: string): boolean => work.hypotheses.some((h) =>
  h.kind === 'equation' && h.name === 'fokker-planck' && [...fieldsIn(h.left), ...fieldsIn(h.right)].some((f) => f.name === field));
