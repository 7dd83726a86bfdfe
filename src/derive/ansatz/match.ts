/**
 * Matching coefficients: the equation of an ansatz, taken apart by the state and solved for the rates of the unknowns.
 *
 *     ½ xᵀ(∂t P + Q + Aᵀ P + P A − …) x + (∂t c + …) = 0   ⟹   ∂t P = −Q − Aᵀ P − P A + …,   ∂t c = …
 *
 * A quadratic form that vanishes for all x has no symmetric part, so the equation of P is symmetrised. Where one group
 * of terms has the rates of several unknowns, those known by then are put in. What cannot vanish is what the ansatz
 * leaves.
 */
import { fingerprint } from '../../calculus/sameness.ts';
import type { Expression, Hypothesis, Variable } from '../../kernel/expression.ts';
import { dot, num, plus, shapeOf, times, use } from '../../kernel/expression.ts';
import type { Goal } from '../../kernel/goal.ts';
import { ONE } from '../../kernel/rational.ts';
import { formulaText } from '../formula-text.ts';
import { printIndexedSum } from '../../render/text.ts';
import type { Coefficient } from '../../search/coefficients.ts';
import { normalSum } from '../../search/closed-form/normal-sum.ts';
import { ONE_MONOMIAL, addSums, timesMonomial } from '../../search/closed-form/sum.ts';
import { writtenMonomial } from '../../search/closed-form/written.ts';
import { expressionOf } from '../../search/from-indices.ts';
import { simplifiedFraction, writtenFraction } from '../../search/fractions.ts';
import { withPowers } from '../../search/powers.ts';
import type { Ansatz, Unknown } from './ansatz.ts';
import { asWritten, equationFor, rateOf, zeroLike } from './ansatz.ts';
import type { Group } from './groups.ts';
import { groupsOf } from './groups.ts';
import { residualOf } from './residual.ts';
import { isOne, isZero } from '../signs.ts';
import type { Solution } from './solve-group.ts';
import { combined, hasRate, solution } from './solve-group.ts';
import { nothingAssumed } from '../../search/nothing-assumed.ts';

/** `∂t P = right`, or, where the unknowns are constants, `rho P = right`, `0 = right`. */
export interface UnknownEquation {
  readonly unknown: Unknown;
  /** As a function of time: ∂t P = rate. */
  readonly rate: Expression;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Matched {
  readonly closes: true;
  readonly equations: readonly UnknownEquation[];
  /** What the equation of the ansatz is, sorted by the state. */
  readonly sorted: Expression;
}

/** `terms` is what is left, each with its degree in the state, where it is a power of it. */
export interface Unmatched {
  readonly closes: false;
  readonly reason: string;
  readonly left: readonly { readonly text: string; readonly degree: number | null }[];
}

export const match = (
  goal: Goal, ansatz: Ansatz, state: readonly Variable[], discount: Expression | null, restore: (e: Expression) => Expression = (e) => e,
): Matched | Unmatched => {
  const show = (e: Expression): Expression => restore(asWritten(ansatz, withPowers(e)));
  const solved: { unknown: Unknown; rate: Expression }[] = [];
  const hypotheses: Hypothesis[] = [];
  const equations: UnknownEquation[] = [];
  let sorted: readonly Expression[] | null = null;
  for (let round = 0; round <= ansatz.unknowns.length; round += 1) {
    const residual = residualOf(goal, hypotheses);
    if (residual.status === 'no optimum') return { closes: false, reason: 'no optimum', left: [] };
    if (residual.status === 'stuck') return { closes: false, reason: residual.reason, left: [] };
    if (residual.sum.terms.length === 0) return { closes: true, equations, sorted: plus(...(sorted ?? [])) };
    const groups = groupsOf(residual.sum, state);
    const open = ansatz.unknowns.filter((u) => !solved.some((s) => s.unknown === u));
    const found = groups.map((group) => solution(group, open));
    const left = groups.filter((group) => !open.some((u) => hasRate(group, u)));
    if (left.length > 0) return { closes: false, reason: '', left: left.map((group) => leftText(group, show)) };
    sorted ??= groups.map((group, k) => show(sortedGroup(group, found[k] ?? null, ansatz)));
    const fresh = found.filter((s) => s !== null).filter((s, k, all) => all.findIndex((o) => o.unknown === s.unknown) === k);
    if (fresh.length === 0) return { closes: false, reason: 'the equation does not determine the unknowns', left: [] };
    for (const s of fresh) {
      const rate = withPowers(s.right);
      solved.push({ unknown: s.unknown, rate });
      hypotheses.push(equationFor(s.unknown, rate));
      equations.push({ unknown: s.unknown, rate: restore(rate), ...written(ansatz, s, rate, discount, show) });
    }
  }
  return { closes: false, reason: 'the equation does not determine the unknowns', left: [] };
};

/** factor · state · (rate + others). */
const sortedGroup = (group: Group, s: Solution | null, ansatz: Ansatz): Expression => {
  if (s === null) return plus(...(group.parts ?? []).map((p) => inState(group, writtenFraction(p.scalar), p.tensor)));
  const others = combined(s.others, s.inverse, s.unknown);
  const rest = isZeroTerm(others) ? [] : [others];
  const bracket = ansatz.stationary ? (rest.length === 0 ? num(0) : plus(...rest)) : plus(rateOf(s.unknown), ...rest);
  const front = writtenMonomial(s.factor);
  return shapeOf(bracket).length === 0 ? inState(group, times(front, bracket), s.at) : inState(group, front, bracket);
};

const isZeroTerm = (e: Expression): boolean => isZero(e) || (e.kind === 'multiply' && e.factors.some(isZero));

/** A coefficient at the place in the state that it belongs to: M at x, x gives xᵀ M x. */
const inState = (group: Coefficient, front: Expression, tensor: Expression | null): Expression => {
  const vectors = group.state.slice(0, group.labels.length).flatMap((f) => (f.kind === 'coordinate' ? [use(f.variable)] : []));
  const scalars = expressionOf({ terms: [{ coefficient: ONE, factors: group.state.slice(group.labels.length) }] }, []) ?? num(1);
  const [first, second] = vectors;
  const form = first === undefined || tensor === null ? [] : second === undefined ? [dot(tensor, first)] : [quadratic(first, tensor, second)];
  return product([front, scalars, ...form]);
};

const quadratic = (first: Expression, tensor: Expression, second: Expression): Expression =>
  (tensor.kind === 'identity' ? dot(first, second) : dot(dot(first, tensor), second));

/** Without factors 1. */
const product = (factors: readonly Expression[]): Expression => times(...factors.flatMap((f) => (f.kind === 'multiply' ? f.factors : [f])).filter((f) => !isOne(f)));

const leftText = (group: Group, show: (e: Expression) => Expression): { text: string; degree: number | null } => {
  if (group.parts === null || group.degree === null) {
    const sum = { terms: group.of.terms.map((t) => ({ ...t, factors: [...t.factors, ...group.state] })) };
    const whole = expressionOf(sum, []);
    return { text: whole === null ? printIndexedSum(sum) : formulaText(show(whole)), degree: group.degree };
  }
  const e = plus(...group.parts.map((p) => inState(group, writtenFraction(p.scalar), p.tensor)));
  return { text: formulaText(show(e)), degree: group.degree };
};

/** Of constants: the discount on the left, where the equation has it so; else 0. */
const written = (ansatz: Ansatz, s: Solution, rate: Expression, discount: Expression | null, show: (e: Expression) => Expression): { left: Expression; right: Expression } => {
  if (!ansatz.stationary) return { left: rateOf(s.unknown), right: show(rate) };
  const moved = discount === null ? null : withDiscount(s, discount);
  const right = show(moved ?? combined(s.others, s.inverse, s.unknown));
  const own = show(use(s.unknown.field));
  return { left: moved === null || discount === null ? zeroLike(own) : times(show(discount), own), right };
};

/** The other terms, and ρ u, where that takes one of them away. */
const withDiscount = (s: Solution, discount: Expression): Expression | null => {
  const own = use(s.unknown.field);
  const rho = normalSum(discount, nothingAssumed());
  if (rho === null) return null;
  const scaled = s.others.map((p) => ({ ...p, scalar: timesMonomial(p.scalar, s.inverse) }));
  const key = fingerprint(shapeOf(own).length === 0 ? null : own);
  const at = scaled.findIndex((p) => fingerprint(p.tensor) === key);
  const there = scaled[at];
  const added = shapeOf(own).length === 0 ? normalSum(times(discount, own), nothingAssumed()) : rho;
  if (there === undefined || added === null) return null;
  const before = simplifiedFraction(there.scalar);
  const after = simplifiedFraction(addSums(there.scalar, added));
  if (after.length >= before.length) return null;
  return combined(scaled.map((p, k) => (k === at ? { ...p, scalar: after } : p)), ONE_MONOMIAL, s.unknown);
};
