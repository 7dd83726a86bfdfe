/**
 * y′ = a + b y + c y² with constant coefficients and y(T) = k in closed form:
 *
 *     y = (k ω − (a + ½ b k) tanh ω(T−t)) / (ω + (½ b + c k) tanh ω(T−t)),   ω = √(b²/4 − a c),
 *
 * which for ω = 0 is (k − (a + ½ b k)(T−t)) / (1 + (½ b + c k)(T−t)), and has tan for tanh where ω² < 0. The
 * regulator's equation P′ = −2 A P − q + B² P²/r has ω = √(A² + q B²/r). Equation and terminal value are proved by the
 * kernel. Source: Reid, Riccati Differential Equations (linear fractional form).
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, at, call, derivative, num, over, plus, pow, times, use } from '../kernel/expression.ts';
import { isOne } from '../kernel/rational.ts';
import { isFreeOf } from './closed-form/calculus.ts';
import { commonFactor } from './closed-form/common-factor.ts';
import { quotient } from './closed-form/divide.ts';
import type { Assuming } from './closed-form/normal-sum.ts';
import { NOTHING, holds, holdsSomewhere, normalSum } from './closed-form/normal-sum.ts';
import { positiveRoot, rootOfSum } from './closed-form/radical.ts';
import type { Sum } from './closed-form/sum.ts';
import {
  addSums, constantSum, inverseMonomial, multiplySums, negateSum, plainGenerator, powerMonomial, subtractSums,
  timesMonomial,
} from './closed-form/sum.ts';
import { writtenSum } from './closed-form/written.ts';

/** y′ = constant + linear · y + square · y², none of them depending on t. */
export interface Riccati {
  readonly constant: Expression;
  readonly linear: Expression;
  readonly square: Expression;
}

/** What the equation rests at. */
export interface RiccatiRoots {
  /** The limit of the solution run backwards from a terminal value: ½ b + c y = ω > 0 there. */
  readonly stabilising: Expression;
  readonly other: Expression;
  /** ω = √(b²/4 − a c). */
  readonly frequency: Expression;
}

/** The solution with y = terminal at t = horizon; null where it is not proved. */
export const riccatiScalar = (
  equation: Riccati, terminal: Expression, horizon: Expression, assuming: Assuming = NOTHING, variable: Variable = T_VARIABLE,
): Expression | null => {
  const sums = sumsOf(equation, assuming);
  const end = normalSum(terminal, assuming);
  if (sums === null || end === null || !sums.every((s) => isFreeOf(s, variable))) return null;
  const [a, b, c] = sums;
  const half = multiplySums(b, constantSum(1, 2));
  const rest = subtractSums(horizonSum(horizon, assuming), [powerMonomial(plainGenerator(use(variable)))]);
  const square = subtractSums(multiplySums(half, half), multiplySums(a, c));
  const [above, below] = [addSums(a, multiplySums(half, end)), addSums(half, multiplySums(c, end))];
  // The formula is even in ω, so either root will do; where none is real, tanh i z = i tan z.
  const candidates = square.length === 0
    ? [fraction(end, above, constantSum(1), below, writtenSum(rest, variable), variable)]
    : ([['tanh', rootOfSum(square)], ['tan', rootOfSum(negateSum(square))]] as const).map(([name, root]) =>
      fraction(multiplySums(end, root), above, root, below, call(name, times(writtenSum(root, variable), writtenSum(rest, variable))), variable));
  return candidates.find((y) => solves(y, equation, terminal, horizon, assuming, variable)) ?? null;
};

/** (p − q z)/(r + s z), without what is zero and what all four share. */
const fraction = (...[p, q, r, s, z, by]: readonly [Sum, Sum, Sum, Sum, Expression, Variable]): Expression => {
  const shared = inverseMonomial(commonFactor([...p, ...q, ...r, ...s]));
  const own = (sum: Sum): Expression => writtenSum(timesMonomial(sum, shared), by);
  const top = [...(p.length === 0 ? [] : [own(p)]), ...(q.length === 0 ? [] : [times(own(negateSum(q)), z)])];
  const bottom = plus(own(r), ...(s.length === 0 ? [] : [times(own(s), z)]));
  if (top.length === 0) return num(0);
  return bottom.kind === 'number' && isOne(bottom.value) ? plus(...top) : over(plus(...top), bottom);
};

const horizonSum = (horizon: Expression, assuming: Assuming): Sum => normalSum(horizon, assuming) ?? [powerMonomial(plainGenerator(horizon))];

const solves = (
  y: Expression, { constant, linear, square }: Riccati, terminal: Expression, horizon: Expression, assuming: Assuming, variable: Variable,
): boolean =>
  holdsSomewhere(derivative(variable, y), plus(constant, times(linear, y), times(square, pow(y, num(2)))), assuming) &&
  holds(at(y, [{ variable, value: horizon }]), terminal, assuming);

/**
 * The two solutions of a + b y + c y² = 0, the stabilising one being y = (ω − b/2)/c. For the regulator it is the one
 * with A − B² P/r = −ω < 0. Null where c = 0, or the discriminant is zero.
 */
export const riccatiRoots = (equation: Riccati, assuming: Assuming = NOTHING): RiccatiRoots | null => {
  const sums = sumsOf(equation, assuming);
  if (sums === null) return null;
  const [a, b, c] = sums;
  if (c.length === 0) return null;
  const half = multiplySums(b, constantSum(1, 2));
  const frequency = positiveRoot(subtractSums(multiplySums(half, half), multiplySums(a, c)));
  if (frequency === null) return null;
  const stabilising = writtenSum(quotient(subtractSums(frequency, half), c));
  const other = writtenSum(quotient(negateSum(addSums(frequency, half)), c));
  const rests = (y: Expression): boolean =>
    holdsSomewhere(plus(equation.constant, times(equation.linear, y), times(equation.square, pow(y, num(2)))), num(0), assuming);
  const isStable = holds(plus(times(num(1, 2), equation.linear), times(equation.square, stabilising)), writtenSum(frequency), assuming);
  return rests(stabilising) && rests(other) && isStable ? { stabilising, other, frequency: writtenSum(frequency) } : null;
};

const sumsOf = ({ constant, linear, square }: Riccati, assuming: Assuming): readonly [Sum, Sum, Sum] | null => {
  const [a, b, c] = [constant, linear, square].map((e) => normalSum(e, assuming));
  return !a || !b || !c ? null : [a, b, c];
};
