/**
 * Integrals of unknown functions at a counterexample. The functions are taken constant in the integration variable on
 * each of two boxes of volume 1, and to fall off so fast outside them that what is there does not count; then ∫ F is
 * the sum of the values of F on the two. Smooth functions come as close to that as one likes, so two sides that differ
 * there differ for some of them.
 *
 * Where every integral is linear in one positive field that occurs nowhere else, that field is two point masses
 * instead (approached by smooth ones as well), and the rest may depend on the variable as it likes.
 *
 * Boxes are used only where every integrand can be made to fall off: a single product with a positive field, or with
 * exp(c · h + …) with c > 0 for an unrestricted h, where nothing is differentiated by the integration variable, and
 * the variable itself does not occur.
 */
import type { Choices, Value } from './evaluate.ts';
import { addValues, evaluate, signOfValue } from './evaluate.ts';
import type { Variable } from './expression.ts';
import type { Factor, Polynomial, Term } from './polynomial.ts';
import { UnsupportedError, asTerm, monomialOf, single } from './polynomial.ts';
import { ONE, add, isOne, sign } from './rational.ts';
import { allFactors, insides } from './rules.ts';

const refuse = (): never => {
  throw new UnsupportedError('the value of an integral');
};

const slotOf = (f: Factor, variable: Variable): number => {
  if (f.head.kind !== 'jet') return -1;
  return f.head.field.slots.findIndex((v, s) => v.name === variable.name && f.head.kind === 'jet' && (f.head.args[s] ?? null) === null);
};

/** Nothing but undifferentiated dependence on the variable, through fields. */
const isPlain = (p: Polynomial, variable: Variable): boolean => allFactors(p).every((f) => {
  if (f.head.kind === 'coordinate') return f.head.variable.name !== variable.name;
  if (f.head.kind === 'integral' || f.head.kind === 'minimum') return false;
  const slot = slotOf(f, variable);
  return slot < 0 || (f.head.kind === 'jet' && (f.head.orders[slot] ?? 0) === 0);
});

/** A positive field of the variable, to a positive power: it can fall off. */
const hasPositiveField = (t: Term, variable: Variable): boolean => t.monomial.powers.some((q) => {
  const f = q.atom.factors[0];
  return f !== undefined && q.atom.factors.length === 1 && sign(q.exponent) > 0 && slotOf(f, variable) >= 0 &&
    f.head.kind === 'jet' && !f.head.log && f.head.field.sign === 'positive' && f.head.field.shape.length === 0;
});

/** exp(c h + …) with c > 0 at the point and h an undifferentiated field of the variable without a sign. */
const hasFallingExponential = (t: Term, variable: Variable, choices: Choices): boolean => {
  const exponent = t.monomial.exponential;
  if (exponent === null) return false;
  return [...exponent.terms.values()].some((u) => {
    const at = u.monomial.powers.findIndex((q) => {
      const f = q.atom.factors[0];
      return f?.head.kind === 'jet' && isOne(q.exponent) && slotOf(f, variable) >= 0 && !f.head.log &&
        f.head.field.sign === 'any' && f.head.field.shape.length === 0 && f.head.orders.every((o) => o === 0);
    });
    if (at < 0 || u.monomial.open.length > 0) return false;
    const rest = single(u.coefficient, monomialOf(u.monomial.powers.filter((_, k) => k !== at), [], u.monomial.exponential));
    return !allFactors(rest).some((f) => slotOf(f, variable) >= 0) && signOfValue(evaluate(rest, choices)) === 1;
  });
};

/**
 * A positive field in which every integral is linear, and which occurs nowhere else: it may be two point masses, and
 * everything else any function of the variable. Null where there is none.
 */
export const massField = (polynomials: readonly Polynomial[]): string | null => {
  const integrals = polynomials.flatMap(allFactors).filter((f) => f.head.kind === 'integral');
  const outside = new Set(polynomials.flatMap(outsideIntegrals).flatMap((f) => (f.head.kind === 'jet' ? [f.head.field.name] : [])));
  const [first] = integrals;
  if (first?.head.kind !== 'integral') return null;
  const candidates = allFactors(first.head.of).flatMap((f) => (f.head.kind === 'jet' ? [f.head.field] : []))
    .filter((field) => field.sign === 'positive' && field.shape.length === 0 && !outside.has(field.name));
  return candidates.find((field) => integrals.every((f) => f.head.kind === 'integral' && isLinearIn(f.head.of, field.name, f.head.variable)))?.name ?? null;
};

/** The factors of a polynomial, those inside integrals excepted. (The same factor may stand inside and outside.) */
const outsideIntegrals = (p: Polynomial): Factor[] => [...p.terms.values()].flatMap((t) => [
  ...[...t.monomial.powers.map((q) => q.atom), ...t.monomial.open].flatMap((a) => a.factors.flatMap((f) =>
    (f.head.kind === 'integral' ? [] : [f, ...insides(f).flatMap(outsideIntegrals)]))),
  ...(t.monomial.exponential === null ? [] : outsideIntegrals(t.monomial.exponential)),
]);

const isLinearIn = (p: Polynomial, field: string, variable: Variable): boolean => {
  const t = asTerm(p);
  if (t === null) return false;
  const mentions = (q: Polynomial): number => allFactors(q).filter((f) => f.head.kind === 'jet' && f.head.field.name === field).length;
  return mentions(p) === 1 && t.monomial.powers.some((q) => {
    const f = q.atom.factors[0];
    return f?.head.kind === 'jet' && q.atom.factors.length === 1 && f.head.field.name === field && isOne(q.exponent) && !f.head.log &&
      f.head.orders.every((o) => o === 0) && slotOf(f, variable) >= 0;
  });
};

/** The value of an integral: at two boxes, or for a mass field at two point masses. */
export const overBox = (isFree: (field: string, variable: Variable) => boolean, mass: string | null) => (f: Factor, choices: Choices): Value => {
  if (f.head.kind !== 'integral') return refuse();
  const { variable, of } = f.head;
  if (mass === null ? !mayBeBoxes(of, variable, isFree, choices) : !isFree(mass, variable)) return refuse();
  const here = choices.coordinates(variable.name, variable.space);
  const [first, ...others] = here;
  if (first === undefined) return refuse();
  const there = [add(first, ONE), ...others];
  const second: Choices = {
    ...choices, coordinates: (name, space) => (name === variable.name ? there : choices.coordinates(name, space)),
    numberOf: (g, key, point) => (g.head.kind === 'coordinate' && g.head.variable.name === variable.name
      ? (there[Number(g.indices[0] ?? '1') - 1] ?? ONE) : choices.numberOf(g, key, point)),
  };
  return addValues(evaluate(of, choices), evaluate(of, second), choices.bits);
};

const mayBeBoxes = (of: Polynomial, variable: Variable, isFree: (field: string, variable: Variable) => boolean, choices: Choices): boolean => {
  if (allFactors(of).some((g) => g.head.kind === 'jet' && slotOf(g, variable) >= 0 && !isFree(g.head.field.name, variable))) return false;
  const term = asTerm(of);
  if (term === null || !isPlain(of, variable)) return false;
  return hasPositiveField(term, variable) || hasFallingExponential(term, variable, choices);
};
