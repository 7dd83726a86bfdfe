/**
 * Optima over a control, replaced by their values where these are known and verified:
 *
 * - quadratic in the control, with a second derivative A that is positive definite (negative for a maximum):
 *   min = e(0) − ½ b·A^−1 b at u = −A^−1 b, with b = ∂_u e(0). Completing the square; any dimension, matrix weights.
 * - over a density π, for ∫(π h − α π log π) with α > 0: max = α log ∫ exp(h/α), at π ∝ exp(h/α) (Gibbs).
 * - one scalar control, a proposed point where ∂_u e = 0, and e strictly convex for all admitted u.
 *
 * What is not replaced stays, as an unknown number (minimum.ts). Proposals come from outside; only what is verified
 * here is used.
 */
import { elaborate } from './elaborate.ts';
import { tidy } from './elementary.ts';
import type { Condition, Expression, Field, Hypothesis, Variable } from './expression.ts';
import {
  at, call, derivative, dot, gradient, integral, inverse, log, mapParts, minus, num, over, partsOf, plus, pow, shapeOf,
  subtract, times, trace, use,
} from './expression.ts';
import type { Goal } from './goal.ts';
import { isPositiveDefinite } from './definite.ts';
import { dependsOnControl } from './minimum.ts';
import { allFactors } from './rules.ts';
import { isOne } from './rational.ts';
import { BudgetError, DomainError, UnsupportedError, addPolynomials, asTerm, isNothing, monomialOf, negate, single } from './polynomial.ts';
import type { Polynomial } from './polynomial.ts';
import type { Limits } from './prove.ts';
import { newWorkplace } from './prove.ts';
import { reduce } from './reduce.ts';
import type { Ring } from './ring.ts';
import { ContradictionError } from './rules.ts';
import { learnPositive, signOf } from './signs.ts';
import { isZero } from './zero.ts';

/** Proposes points where ∂_u e = 0, for one scalar control. May be wrong: each is verified. */
export type Propose = (e: Expression, control: Variable) => readonly Expression[];

export interface Elimination {
  readonly expression: Expression;
  /** Second-order conditions that are not known to hold: the claim is then about the points where they do. */
  readonly conditions: readonly Condition[];
}

interface Setting {
  readonly goal: Goal;
  readonly limits: Limits;
  readonly propose: Propose;
  readonly conditions: Condition[];
}

const NO_PROPOSALS: Propose = () => [];

/** The goal with the optima in its sides and hypotheses replaced by their values. */
export const eliminateOptima = (goal: Goal, limits: Limits, propose: Propose = NO_PROPOSALS): Goal => {
  const known = eliminateFromHypotheses(goal, limits, propose);
  if (!hasOptimum(goal.left) && !hasOptimum(goal.right) && known.hypotheses === goal.hypotheses) return goal;
  const setting: Setting = { goal: { ...goal, hypotheses: known.plain }, limits, propose, conditions: [] };
  const left = eliminate(setting, goal.left);
  const right = eliminate(setting, goal.right);
  const added = [...known.conditions, ...setting.conditions];
  return { ...goal, left, right, hypotheses: known.hypotheses, conditions: added.length === 0 ? goal.conditions : [...goal.conditions, ...added] };
};

interface Known {
  readonly hypotheses: readonly Hypothesis[];
  /** Those without an optimum. */
  readonly plain: readonly Hypothesis[];
  readonly conditions: readonly Condition[];
}

/** What became of a list of hypotheses; asked once for all goals of a document. */
const eliminated = new WeakMap<readonly Hypothesis[], Known>();

const eliminateFromHypotheses = (goal: Goal, limits: Limits, propose: Propose): Known => {
  const old = eliminated.get(goal.hypotheses);
  if (old !== undefined) return old;
  const plain = goal.hypotheses.filter((h) => h.kind === 'curl-free' || !(hasOptimum(h.left) || hasOptimum(h.right)));
  if (plain.length === goal.hypotheses.length) {
    const same = { hypotheses: goal.hypotheses, plain: goal.hypotheses, conditions: [] };
    eliminated.set(goal.hypotheses, same);
    return same;
  }
  const setting: Setting = { goal: { ...goal, hypotheses: plain }, limits, propose, conditions: [] };
  const hypotheses = goal.hypotheses.map((h): Hypothesis =>
    h.kind === 'curl-free' || plain.includes(h) ? h : { ...h, left: eliminate(setting, h.left), right: eliminate(setting, h.right) });
  const known = { hypotheses, plain, conditions: setting.conditions };
  // With side conditions of its own a goal may know more, or less, than the next one.
  if (goal.conditions.length === 0) eliminated.set(goal.hypotheses, known);
  return known;
};

export const hasOptimum = (e: Expression): boolean => {
  const old = withOptimum.get(e);
  if (old !== undefined) return old;
  const found = findsOptimum(e);
  withOptimum.set(e, found);
  return found;
};

/** Asked again and again of the same formulas. */
const withOptimum = new WeakMap<Expression, boolean>();

const findsOptimum = (e: Expression): boolean => {
  const stack = [e];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next.kind === 'optimum') return true;
    stack.push(...partsOf(next));
  }
  return false;
};

const eliminate = (setting: Setting, e: Expression): Expression => {
  if (!hasOptimum(e)) return e;
  if (e.kind !== 'optimum') return mapParts(e, (part) => eliminate(setting, part));
  const known = setting.goal.conditions.length > 0 ? undefined
    : valuesOfOptima.get(e)?.find((v) => v.hypotheses === setting.goal.hypotheses && v.propose === setting.propose);
  if (known === undefined) return eliminateAnew(setting, e);
  setting.conditions.push(...known.conditions);
  return known.value;
};

/** An optimum in one setting without side conditions, its value, and the conditions that came with it. */
interface ValueOfOptimum {
  readonly hypotheses: readonly Hypothesis[];
  readonly propose: Propose;
  readonly value: Expression;
  readonly conditions: readonly Condition[];
}

const valuesOfOptima = new WeakMap<Expression, ValueOfOptimum[]>();

const eliminateAnew = (setting: Setting, e: Optimum): Expression => {
  const own: Setting = { ...setting, conditions: [] };
  const value = valueOf(own, e);
  setting.conditions.push(...own.conditions);
  if (setting.goal.conditions.length === 0 && !hasOptimum(value)) {
    const list = valuesOfOptima.get(e) ?? [];
    list.push({ hypotheses: setting.goal.hypotheses, propose: setting.propose, value, conditions: own.conditions });
    valuesOfOptima.set(e, list);
  }
  return value;
};

const valueOf = (setting: Setting, e: Optimum): Expression => {
  const inner = mapParts(e, (part) => eliminate(setting, part));
  if (inner.kind !== 'optimum') return inner;
  const { control } = inner;
  try {
    const value = control.kind === 'field' ? gibbs(setting, inner, control) : overVariable(setting, inner, control);
    return value ?? inner;
  } catch (error) {
    if (error instanceof BudgetError || error instanceof UnsupportedError || error instanceof DomainError || error instanceof ContradictionError) return inner;
    throw error;
  }
};

type Optimum = Extract<Expression, { kind: 'optimum' }>;
const isMaximum = (e: Optimum): boolean => e.which === 'max' || e.which === 'argmax';
const isArgument = (e: Optimum): boolean => e.which === 'argmin' || e.which === 'argmax';

const derivativeBy = (control: Variable, e: Expression): Expression =>
  control.space === null ? derivative(control, e) : gradient(e, control);

const zeroOf = (control: Variable): Expression => (control.space === null ? num(0) : times(num(0), use(control)));

/** An abstract setting; the second-order condition is then seen for every dimension at once. */
const abstractly = (setting: Setting): { ring: Ring; normal: (e: Expression, labels: readonly string[]) => Polynomial } => {
  const work = newWorkplace(setting.goal, null, setting.limits);
  return { ring: work.ring, normal: (e, labels) => reduce(work.ring, work.rules, elaborate(work.ring, e, labels)) };
};

// ── Completing the square ────────────────────────────────────────────────────────────────────────────────────

const overVariable = (setting: Setting, e: Optimum, control: Variable): Expression | null => {
  const { ring, normal } = abstractly(setting);
  const sense = isMaximum(e) ? minus : (x: Expression) => x;
  const curvature = derivativeBy(control, derivativeBy(control, e.of));
  const labels = control.space === null ? [] : ['i', 'j'];
  const second = normal(sense(curvature), labels);
  if (dependsOnControl(ring, second, control)) return convex(setting, e, control);
  if (isNothing(second) || isZero(ring, second)) return null;
  if (!secondOrder(setting, ring, second, sense(curvature), control)) return null;
  const origin = [{ variable: control, value: zeroOf(control) }];
  const slope = at(derivativeBy(control, e.of), origin);
  const matrix = at(curvature, origin);
  const law = control.space === null ? minus(over(slope, matrix)) : minus(dot(inverse(matrix), slope));
  admitted(setting, control, law);
  if (isArgument(e)) return law;
  const square = control.space === null ? over(pow(slope, num(2)), matrix) : dot(slope, dot(inverse(matrix), slope));
  return plus(at(e.of, origin), times(num(-1, 2), square));
};

/**
 * An optimum in the goal that surely does not exist: quadratic in the control, curved the wrong way (a minimum of
 * −½|u|² is −∞). Null where none is seen.
 */
export const unboundedOptimum = (goal: Goal, limits: Limits): { readonly which: string; readonly control: string; readonly where: readonly Condition[] } | null => {
  for (const e of [goal.left, goal.right]) {
    const setting: Setting = { goal, limits, propose: NO_PROPOSALS, conditions: [] };
    const found = findUnbounded(setting, e);
    if (found !== null) return { which: found.which, control: found.control.name, where: setting.conditions };
  }
  return null;
};

const findUnbounded = (setting: Setting, e: Expression): Optimum | null => {
  if (!hasOptimum(e)) return null;
  for (const part of partsOf(e)) {
    const found = findUnbounded(setting, part);
    if (found !== null) return found;
  }
  if (e.kind !== 'optimum' || e.control.kind !== 'variable' || hasOptimum(e.of)) return null;
  try {
    const { ring, normal } = abstractly({ ...setting, goal: { ...setting.goal, hypotheses: setting.goal.hypotheses.filter((h) => h.kind === 'curl-free' || !(hasOptimum(h.left) || hasOptimum(h.right))) } });
    const wrong = isMaximum(e) ? (x: Expression): Expression => x : minus;
    const curvature = derivativeBy(e.control, derivativeBy(e.control, e.of));
    const second = normal(wrong(curvature), e.control.space === null ? [] : ['i', 'j']);
    if (dependsOnControl(ring, second, e.control)) return null;
    if (isZero(ring, second)) return isSlopeKnown(setting, e, e.control, normal, ring) ? e : null;
    const surely = e.control.space === null ? signOf(ring, second) === 'positive' : isPositiveDefinite(ring, second, 'i', 'j');
    return surely ? e : null;
  } catch (error) {
    if (error instanceof BudgetError || error instanceof UnsupportedError || error instanceof DomainError || error instanceof ContradictionError) return null;
    throw error;
  }
};

/** Where side conditions speak of the control, the optimum must be among the controls that they admit. */
const admitted = (setting: Setting, control: Variable, law: Expression): void => {
  const binding = [{ variable: control, value: law }];
  for (const c of setting.goal.conditions) {
    if (!mentionsVariable(c.left, control) && !mentionsVariable(c.right, control)) continue;
    setting.conditions.push({ relation: c.relation, left: at(c.left, binding), right: at(c.right, binding) });
  }
};

const mentionsVariable = (e: Expression, variable: Variable): boolean =>
  (e.kind === 'variable' && e.variable.name === variable.name) || partsOf(e).some((part) => mentionsVariable(part, variable));

/**
 * The goal where nothing depends on the control but the control itself does not occur: all functions of the control may
 * be constant in it, and then an optimum is its inside. A counterexample to what is left is one to the goal. Null where
 * that is not possible.
 */
export const atConstant = (goal: Goal): Goal | null => {
  const sides = [goal.left, goal.right, ...goal.hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : []))];
  const optima = sides.flatMap(optimaIn);
  if (optima.length === 0) return null;
  for (const o of optima) {
    if (o.control.kind !== 'variable' || isArgument(o) || standsAlone(o.of, o.control)) return null;
    const { control } = o;
    if (fieldsOf(o.of).some((f) => f.slots.some((v) => v.name === control.name) && isKnown(goal, f))) return null;
    if (sides.some((e) => differentiatesBy(e, control))) return null;
  }
  return opened(goal);
};

/** Does a hypothesis speak of a function of the control outside an optimum? Then it may not be chosen to suit. */
const isKnown = (goal: Goal, field: Field): boolean => goal.hypotheses.some((h) =>
  h.kind === 'curl-free' ? h.field.name === field.name : [h.left, h.right].some((e) => outsideOptima(e).some((f) => f.name === field.name)));

const outsideOptima = (e: Expression): Field[] =>
  e.kind === 'optimum' ? [] : [...(e.kind === 'field' ? [e.field] : []), ...partsOf(e).flatMap(outsideOptima)];

/** Does the control occur other than as the own argument of a field? */
const standsAlone = (e: Expression, control: Variable): boolean => {
  if (e.kind === 'variable') return e.variable.name === control.name;
  if (e.kind === 'field') {
    return e.args.some((a, k) => {
      const own = a.kind === 'variable' && a.variable.name === control.name && e.field.slots[k]?.name === control.name;
      return !own && standsAlone(a, control);
    });
  }
  return (e.kind === 'at' && e.bindings.some((b) => b.variable.name === control.name)) || partsOf(e).some((part) => standsAlone(part, control));
};

/** Every optimum replaced by its inside. */
const opened = (goal: Goal): Goal => {
  const open = (e: Expression): Expression => (e.kind === 'optimum' ? open(e.of) : mapParts(e, open));
  return {
    ...goal, left: open(goal.left), right: open(goal.right),
    hypotheses: goal.hypotheses.map((h): Hypothesis => (h.kind === 'curl-free' ? h : { ...h, left: open(h.left), right: open(h.right) })),
  };
};

/**
 * The goal at a peak: where every optimum over a control has, added inside it, one unknown function r of the control
 * with a coefficient of the right sign, r may be so peaked at one point that the optimum is taken there, and everything
 * else inside may be constant in the control. Each optimum is then its inside at that point, and a counterexample to
 * what is left is one to the goal. Null where that is not possible.
 */
export const atPeak = (goal: Goal, limits: Limits): AtPeak | null => {
  const sides = [goal.left, goal.right, ...goal.hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : []))];
  const optima = sides.flatMap(optimaIn);
  const [one] = optima;
  if (one === undefined || one.control.kind !== 'variable' || optima.some((o) => isArgument(o) || o.control.name !== one.control.name || hasOptimum(o.of))) return null;
  const control = one.control;
  for (const field of fieldsOf(one.of)) {
    if (field.sign !== 'any' || field.shape.length > 0 || !field.slots.some((v) => v.name === control.name) || isKnown(goal, field)) continue;
    const known = sides.slice(2).flatMap(optimaIn);
    const peak = (['up', 'down'] as const).find((p) => known.every((o) => addsField(o, field, p, goal, limits)));
    if (peak === undefined) continue;
    const [left, right] = [goal.left, goal.right].map((side) => optimaIn(side).map((o) => orientation(o, field, goal, limits))) as [Peak[], Peak[]];
    if ([...left, ...right].includes(null)) continue;
    // Without an optimum in the hypotheses the peak is chosen to suit the claim.
    const chosen = known.length > 0 ? peak : ([...left, ...right][0] ?? peak);
    const wrong = [left.some((o) => o !== chosen), right.some((o) => o !== chosen)];
    if (wrong[0] && wrong[1]) continue;
    if (sides.some((e) => differentiatesBy(e, control))) continue;
    const peaked = opened(goal);
    return { goal: peaked, unbounded: wrong[0] ? 'left' : wrong[1] ? 'right' : null };
  }
  return null;
};

/** A goal at a peak, and the side that is unbounded there, if one is. */
export interface AtPeak {
  readonly goal: Goal;
  readonly unbounded: 'left' | 'right' | null;
}

type Peak = 'up' | 'down' | null;
const orientation = (o: Optimum, field: Field, goal: Goal, limits: Limits): Peak =>
  (['up', 'down'] as const).find((p) => addsField(o, field, p, goal, limits)) ?? null;

const optimaIn = (e: Expression): Optimum[] => [...(e.kind === 'optimum' ? [e] : []), ...partsOf(e).flatMap(optimaIn)];
const fieldsOf = (e: Expression): Field[] => [...(e.kind === 'field' ? [e.field] : []), ...partsOf(e).flatMap(fieldsOf)];

/** e = c · r + (what is free of r), with c > 0 known for a maximum where r peaks upwards, c < 0 for a minimum. */
const addsField = (e: Optimum, field: Field, peak: 'up' | 'down', goal: Goal, limits: Limits): boolean => {
  try {
    const { ring } = newWorkplace({ ...goal, hypotheses: [] }, null, limits);
    const value = elaborate(ring, e.of, []);
    const own = elaborate(ring, use(field), []);
    const atom = asTerm(own)?.monomial.powers[0]?.atom;
    if (atom === undefined) return false;
    const inside = [...value.terms.values()].filter((t) => allFactors(single(t.coefficient, t.monomial)).some((f) => f.head.kind === 'jet' && f.head.field.name === field.name));
    const plain = inside.every((t) => t.monomial.powers.filter((q) => q.atom.key === atom.key && isOne(q.exponent)).length === 1 &&
      allFactors(single(t.coefficient, monomialOf(t.monomial.powers.filter((q) => q.atom.key !== atom.key), t.monomial.open, t.monomial.exponential)))
        .every((f) => f.head.kind !== 'jet' || f.head.field.name !== field.name));
    if (!plain || inside.length === 0) return false;
    const coefficient = addPolynomials(inside.map((t) => single(t.coefficient, monomialOf(t.monomial.powers.filter((q) => q.atom.key !== atom.key), t.monomial.open, t.monomial.exponential))), ring.limit);
    const wanted = (e.which === 'max') === (peak === 'up') ? 'positive' : 'negative';
    return !dependsOnControl(ring, coefficient, e.control) && signOf(ring, coefficient) === wanted;
  } catch (error) {
    if (error instanceof BudgetError || error instanceof UnsupportedError || error instanceof DomainError) return false;
    throw error;
  }
};

/** Is anything differentiated by the control? */
const differentiatesBy = (e: Expression, control: Variable): boolean =>
  ((e.kind === 'derivative' || e.kind === 'gradient' || e.kind === 'divergence' || e.kind === 'laplacian' || e.kind === 'hessian') &&
    e.variable.name === control.name) || partsOf(e).some((part) => differentiatesBy(part, control));

/** Linear in the control, with a slope that is not zero everywhere: unbounded where it is not, which becomes a condition. */
const isSlopeKnown = (
  setting: Setting, e: Optimum, control: Variable, normal: (e: Expression, labels: readonly string[]) => Polynomial, ring: Ring,
): boolean => {
  const slope = derivativeBy(control, e.of);
  if (isZero(ring, normal(slope, control.space === null ? [] : ['i']))) return false;
  const fixed = at(slope, [{ variable: control, value: zeroOf(control) }]);
  setting.conditions.push({ relation: '!=', left: control.space === null ? fixed : dot(fixed, fixed), right: num(0) });
  return true;
};

/** Is the second derivative positive definite? A scalar multiple of the identity may be left as a condition. */
const secondOrder = (setting: Setting, ring: Ring, second: Polynomial, matrix: Expression, control: Variable): boolean => {
  if (control.space === null) return scalarSign(setting, ring, second, matrix);
  if (isPositiveDefinite(ring, second, 'i', 'j')) return true;
  const scalar = multipleOfIdentity(ring, second);
  if (scalar === null || ['positive', 'negative', 'nonpositive'].includes(signOf(ring, tidy(ring, scalar)))) return false;
  setting.conditions.push({ relation: '>', left: trace(atOrigin(matrix, control)), right: num(0) });
  return true;
};

/** s, where the matrix is s δ. */
const multipleOfIdentity = (ring: Ring, p: Polynomial): Polynomial | null => {
  const parts = [...p.terms.values()].map((t) => {
    const [atom] = t.monomial.open;
    const isDelta = t.monomial.open.length === 1 && atom?.factors.length === 1 && atom.factors[0]?.head.kind === 'delta';
    return isDelta ? single(t.coefficient, monomialOf(t.monomial.powers, [], t.monomial.exponential)) : null;
  });
  return parts.some((part) => part === null) ? null : addPolynomials(parts.filter((part) => part !== null), ring.limit);
};

const atOrigin = (e: Expression, control: Variable): Expression => at(e, [{ variable: control, value: zeroOf(control) }]);

const scalarSign = (setting: Setting, ring: Ring, second: Polynomial, matrix: Expression): boolean => {
  switch (signOf(ring, tidy(ring, second))) {
    case 'positive': return true;
    case 'negative': case 'nonpositive': return false;
    case 'nonnegative': case 'nonzero': case 'unknown':
      setting.conditions.push({ relation: '>', left: matrix, right: num(0) });
      return true;
  }
};

// ── One scalar control, smooth and convex ────────────────────────────────────────────────────────────────────

/**
 * ∂_u e = 0 at the proposal, and ∂²_u e of one sign for every u that the claim's conditions admit: a strictly convex
 * function has no other stationary point, and this one is its minimum.
 */
const convex = (setting: Setting, e: Optimum, control: Variable): Expression | null => {
  if (control.space !== null) return null;
  const { ring, normal } = abstractly(setting);
  const first = derivative(control, e.of);
  normal(e.of, []);
  // e has a value only where its logarithms and roots have: there the second derivative is looked at.
  for (const c of ring.used.values()) if (c.relation === '>' && dependsOnControl(ring, c.polynomial, control)) learnPositive(ring, c.polynomial);
  const second = tidy(ring, normal(derivative(control, first), []));
  const wanted = isMaximum(e) ? 'negative' : 'positive';
  if (signOf(ring, second) !== wanted) return null;
  const restricted = setting.goal.conditions.some((c) => c.left.kind === 'variable' && c.left.variable.name === control.name);
  // Where e has a value, or the claim speaks, for positive u alone, the proposal must be positive too.
  const needsPositive = restricted || [...ring.used.values()].some((c) => c.relation === '>' && dependsOnControl(ring, c.polynomial, control));
  for (const candidate of setting.propose(e.of, control)) {
    if (shapeOf(candidate).length > 0) continue;
    const law = normal(candidate, []);
    if (dependsOnControl(ring, law, control)) continue;
    const stationary = normal(at(first, [{ variable: control, value: candidate }]), []);
    if (!isZero(ring, stationary)) continue;
    admitted(setting, control, candidate);
    if (needsPositive && signOf(ring, law) !== 'positive') setting.conditions.push({ relation: '>', left: candidate, right: num(0) });
    return isArgument(e) ? candidate : at(e.of, [{ variable: control, value: candidate }]);
  }
  return null;
};

// ── Over a density ───────────────────────────────────────────────────────────────────────────────────────────

const gibbs = (setting: Setting, e: Optimum, density: Field): Expression | null => {
  if (e.of.kind !== 'integral') return null;
  const { variable, of: body } = e.of;
  const { ring, normal } = abstractly(setting);
  const withDensity = (value: Expression): Expression => replaceField(body, density, value);
  // With π = 1 only π·h is left of π h − α π log π; with π = 2 the rest can be told.
  const reward = withDensity(num(1));
  const temperature = over(subtract(times(num(2), reward), withDensity(num(2))), times(num(2), log(num(2))));
  const policy = use(density);
  const form = subtract(times(policy, reward), times(temperature, policy, log(policy)));
  if (!isZero(ring, addPolynomials([normal(body, []), negate(normal(form, []))], ring.limit))) return null;
  const sense = isMaximum(e) ? temperature : minus(temperature);
  const alpha = normal(sense, []);
  const dependent = variable.space === null
    ? !isNothing(normal(derivative(variable, temperature), [])) : !isNothing(normal(gradient(temperature, variable), ['i']));
  if (dependent) return null;
  const s = signOf(ring, alpha);
  if (s === 'negative' || s === 'nonpositive') return null;
  if (s !== 'positive') setting.conditions.push({ relation: '>', left: sense, right: num(0) });
  const weight = call('exp', over(reward, temperature));
  const partition = integral(variable, weight);
  return isArgument(e) ? over(weight, partition) : times(temperature, log(partition));
};

/** Every use of the field, at its own arguments, replaced by a number. */
const replaceField = (e: Expression, field: Field, value: Expression): Expression =>
  e.kind === 'field' && e.field.name === field.name ? value : mapParts(e, (part) => replaceField(part, field, value));
