/**
 * The search for an admissible point at which two normal forms surely differ, and its shrinking to a readable one.
 */
import { atOnePoint, definiteFields, governedFields, hasMass, holds, isFree, keepsAway } from './admissible.ts';
import type { Demand } from './admissible.ts';
import { massField, overBox } from './box.ts';
import { addValues, evaluate, signOfValue } from './evaluate.ts';
import type { Choices, Chosen, Value } from './evaluate.ts';
import { numbersForEquations } from './parameter-equations.ts';
import { admits, Point, randomNumbers, simpler } from './point.ts';
import { BudgetError, addPolynomials, DomainError, monomialOf, negate, single, UnsupportedError } from './polynomial.ts';
import type { Factor, Polynomial } from './polynomial.ts';
import { closedAtom } from './product.ts';
import type { Workplace } from './prove.ts';
import { divide, isOne, negate as minus, ONE } from './rational.ts';
import type { Rational } from './rational.ts';
import { allFactors } from './rules.ts';
import type { Rule } from './rules.ts';

export const ATTEMPTS = 60;

const PRECISIONS: readonly number[] = [64, 256];

type Forced = (factor: Factor, point: Point) => Rational | null;

export const NOT_FORCED: Forced = () => null;

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

export const choicesOf = (point: Point, bits: number, integralOf: Choices['integralOf'] = overBox(() => false, null)): Choices => ({
  bits,
  minimumOf: (f) => point.numberOf(f, '', []),
  integralOf,
  numberOf: (f: Factor, key: string, at: readonly (readonly Rational[])[]) => point.numberOf(f, key, at),
  coordinates: (name: string, space: string | null) => point.coordinates(name, space),
});

export interface Found {
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

export const search = (
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
    if (Date.now() > work.ring.deadline) throw new BudgetError('time');
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
      // A counterexample that could be simpler is one all the same.
      if (Date.now() > work.ring.deadline) return best;
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
