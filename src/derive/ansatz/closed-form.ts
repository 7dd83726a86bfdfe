/**
 * The equations of the unknowns solved in closed form, one after the other, as far as that is found.
 *
 * Of functions of time: linear equations and Riccati equations with constant coefficients, backwards from the horizon;
 * y′ = y (a + b y^s) is linear in f = y^(−s). Of constants: linear and quadratic equations, and a power. Everything is
 * proposed by search, which proves the equations; what is made of it is proved again where it is claimed.
 */
import { dependsOn, fieldsIn, subexpressions } from '../../calculus/dependence.ts';
import type { Condition, Expression, Parameter } from '../../kernel/expression.ts';
import { T_VARIABLE, at, call, exp, mapParts, minus, num, over, parameter, plus, pow, subtract, times, use } from '../../kernel/expression.ts';
import { isEvidentlyPositive } from '../../check/positive.ts';
import { normalSum } from '../../search/closed-form/normal-sum.ts';
import { writtenSum } from '../../search/closed-form/written.ts';
import { solveLinear } from '../../search/linear-equation.ts';
import { withPowers } from '../../search/powers.ts';
import { riccatiRoots, riccatiScalar } from '../../search/riccati.ts';
import type { Setting } from '../setting.ts';
import type { Unknown } from './ansatz.ts';
import { isOne, isZero, negated } from '../signs.ts';
import type { ByPowers } from './powers-of-unknown.ts';
import { byPowers, oneMinus } from './powers-of-unknown.ts';
import type { Reduction } from './reduction.ts';
import { valueWith } from './terminal.ts';
import { nothingAssumed } from '../../search/nothing-assumed.ts';

/** A constant under a name of its own: `let nu = (rho - …) / gamma`. */
export interface NamedConstant {
  readonly parameter: Parameter;
  readonly value: Expression;
}

export interface Solved {
  readonly unknown: Unknown;
  /** What it is called where it is known: P_star; a number is its own name. */
  readonly named: Expression;
  /** In constants, and in what was solved before, by their names. */
  readonly value: Expression;
  readonly constants: readonly NamedConstant[];
  /** Where the formula means something: what a power is taken of is positive. */
  readonly where: readonly Condition[];
  /** y = f^exponent, where the equation is linear in f. */
  readonly substitution: Substitution | null;
  /** Of an unknown constant with a quadratic equation: the root that is not `value`. */
  readonly otherRoot: Expression | null;
}

export interface Substitution {
  readonly exponent: Expression;
  /** ∂t f = linear · f + constant */
  readonly linear: Expression;
  readonly constant: Expression;
}

interface Solving {
  readonly setting: Setting;
  readonly reduction: Reduction;
  readonly horizon: Expression | null;
}

type Found = Pick<Solved, 'value' | 'constants' | 'where' | 'substitution'> & Partial<Pick<Solved, 'otherRoot'>>;

/** In the order in which they were solved. */
export const closedForms = async (setting: Setting, reduction: Reduction, horizon: Expression | null): Promise<readonly Solved[]> => {
  const solving: Solving = { setting, reduction, horizon };
  const solved: Solved[] = [];
  const pending = new Set(reduction.matched.equations.filter((e) => e.unknown.field.shape.length === 0));
  for (let grown = true; grown;) {
    grown = false;
    for (const equation of pending) {
      const { unknown, rate } = equation;
      const found = await solvedFor(solving, unknown, valueWith(rate, solved.map((s) => ({ unknown: s.unknown, value: forUse(s, reduction) }))));
      if (found === null) continue;
      pending.delete(equation);
      solved.push(withSign({ unknown, named: found.value.kind === 'number' ? found.value : nameOf(setting, unknown, reduction), otherRoot: null, ...found }));
      grown = true;
    }
  }
  return solved;
};

/** What must be positive is so where the claim says it, unless that is plain to see. */
const withSign = (s: Solved): Solved => (s.unknown.field.sign !== 'positive' || s.where.length > 0 || isEvidentlyPositive(s.value)
  ? s : { ...s, where: [{ relation: '>', left: ofOneSign(s), right: num(0) }] });

/** 1/ρ is positive where ρ is. */
const ofOneSign = ({ named, value }: Solved): Expression => {
  const isReciprocal = value.kind === 'power' && value.exponent.kind === 'number' && value.exponent.value.numerator === -1n && value.exponent.value.denominator === 1n;
  return isReciprocal ? value.base : named;
};

/** A constant by its name, a function of time as it is: it may have to be integrated. */
const forUse = (s: Solved, { ansatz }: Reduction): Expression => (ansatz.stationary && s.value.kind !== 'number' ? s.named : s.value);

const nameOf = (setting: Setting, { field: f }: Unknown, { ansatz }: Reduction): Expression => {
  const name = setting.names.fresh(`${f.name}_star`);
  return use(ansatz.stationary ? parameter(name, { sign: f.sign }) : { ...f, name });
};

const solvedFor = async (solving: Solving, unknown: Unknown, rate: Expression): Promise<Found | null> => {
  const { reduction: { ansatz, terminal }, horizon } = solving;
  const others = [...fieldsIn(rate).keys()].filter((name) => name !== unknown.field.name);
  if (others.some((name) => ansatz.unknowns.some((u) => u.field.name === name))) return null;
  const form = byPowers(rate, unknown);
  if (form === null) return null;
  if (ansatz.stationary) return atRest(solving, form);
  const final = terminal?.find((t) => t.unknown.field.name === unknown.field.name)?.value;
  if (final === undefined || horizon === null) return null;
  if (form.kind === 'bernoulli') return bernoulli(solving, form, final, horizon);
  if (form.isLinear) return linear(solving, form.linear, form.constant, final, horizon);
  return plain(riccatiScalar(form, final, horizon, nothingAssumed()));
};

const plain = (value: Expression | null): Found | null => (value === null ? null : { value, constants: [], where: [], substitution: null });

// ── Constants ────────────────────────────────────────────────────────────────────────────────────────────────

/** Where ∂t y = 0. Of two roots, the one that the equation over time tends to backwards: (√(b² − 4 a c) − b)/(2 c). */
const atRest = (solving: Solving, form: ByPowers): Found | null => {
  if (form.kind === 'bernoulli') {
    const rate = letter(solving, dividedBy(form.linear, simple(negated(form.factor))));
    const exponent = simple(negated(over(num(1), oneMinus(form.power))));
    return { value: pow(rate.letter, exponent), constants: rate.constants, where: [{ relation: '>', left: rate.value, right: num(0) }], substitution: null };
  }
  if (form.isLinear) return isZero(form.linear) ? null : plain(isZero(form.constant) ? num(0) : quotient(negated(form.constant), form.linear));
  if (riccatiRoots(form, nothingAssumed()) === null) return null;
  const { constant: a, linear: b, square: c } = form;
  const root = call('sqrt', plus(...nonzero(isZero(b) ? b : pow(b, num(2))), simple(times(num(-4), a, c))));
  const half = simple(over(num(1, 2), c));
  const isNegative = half.kind === 'multiply' && half.factors.some((f) => f.kind === 'number' && f.value.numerator < 0n);
  const [front, middle, first, second] = isNegative ? [simple(negated(half)), nonzero(b), negated(root), root] : [half, nonzero(negated(b)), root, negated(root)];
  const found = plain(times(front, isNegative ? plus(...middle, first) : plus(first, ...middle)));
  return found === null ? null : { ...found, otherRoot: times(front, isNegative ? plus(...middle, second) : plus(second, ...middle)) };
};

/** A sum stays in brackets; what no letter stands for, such as a trace, is only divided: tr(M)/(2 ρ). */
export const quotient = (above: Expression, below: Expression): Expression => {
  if (above.kind !== 'add' && normalSum(above, nothingAssumed()) !== null) return simple(over(above, below));
  const number = above.kind === 'multiply' ? above.factors.find((f) => f.kind === 'number') : undefined;
  if (above.kind !== 'multiply' || number === undefined || number.value.denominator === 1n) return over(above, below);
  const rest = [num(number.value.numerator), ...above.factors.filter((f) => f !== number)].filter((f) => !isOne(f));
  return over(times(...rest), times(num(number.value.denominator), below));
};

export const simple = (e: Expression): Expression => {
  const sum = normalSum(e, nothingAssumed());
  return sum === null ? e : writtenSum(sum);
};

// ── Functions of time ────────────────────────────────────────────────────────────────────────────────────────

/** y′ = a y + b with y(T) = k: with s = T − t, it is y′ = −a y − b, y = k at s = 0. */
const linear = async (solving: Solving, rate: Expression, source: Expression, final: Expression, horizon: Expression): Promise<Found | null> => {
  const left = subtract(horizon, use(T_VARIABLE));
  // Antiderivatives of quotients of hyperbolic functions are not looked for: that takes seconds, and fails.
  if ([rate, source].some((e) => [...subexpressions(e)].some((part) => part.kind === 'call' && (part.function === 'tanh' || part.function === 'tan')))) return null;
  if (![rate, source].some((e) => dependsOn(e, T_VARIABLE))) return constantLinear(solving, rate, source, final, left);
  const turned = (e: Expression): Expression => simple(minus(dependsOn(e, T_VARIABLE) ? at(e, [{ variable: T_VARIABLE, value: left }]) : e));
  const found = await solveLinear({ rate: turned(rate), source: turned(source), initial: final }, { assuming: nothingAssumed() });
  return found === null || found.defined.length > 0 || found.assumed.length > 0 ? null : plain(substituted(found.solution, left));
};

/** With a letter for the rate where it is a sum: (k + b/a) e^{−a(T−t)} − b/a. */
const constantLinear = async (solving: Solving, rate: Expression, source: Expression, final: Expression, left: Expression): Promise<Found | null> => {
  if (isZero(rate)) return plain(isZero(source) ? final : plus(...nonzero(final), times(negated(source), left)));
  const a = letter(solving, negated(rate));
  if (isZero(source)) return isZero(final) ? plain(num(0)) : { ...found0(isOne(final) ? exp(times(a.letter, left)) : times(final, exp(times(a.letter, left)))), constants: a.constants };
  const found = await solveLinear({ rate: a.letter, source: simple(negated(source)), initial: final }, { assuming: nothingAssumed() });
  return found === null || found.defined.length > 0 || found.assumed.length > 0 ? null : { ...found0(withPowers(substituted(found.solution, left))), constants: a.constants };
};

const found0 = (value: Expression): Found => ({ value, constants: [], where: [], substitution: null });

/** A sum, or a product with one, under a name; anything shorter as it is. */
const letter = ({ setting }: Solving, value: Expression): { readonly letter: Expression; readonly value: Expression; readonly constants: readonly NamedConstant[] } => {
  const isLong = [...subexpressions(value)].filter((e) => e.kind === 'add').length > 1;
  if (!isLong) return { letter: value, value, constants: [] };
  const own = parameter(setting.names.fresh('nu', 'kappa', 'eta'));
  return { letter: use(own), value: use(own), constants: [{ parameter: own, value }] };
};

const nonzero = (e: Expression): readonly Expression[] => (isZero(e) ? [] : [e]);

/** An explicit function of t at another time. */
const substituted = (e: Expression, time: Expression): Expression =>
  (e.kind === 'variable' && e.variable.name === T_VARIABLE.name ? time : mapParts(e, (part) => substituted(part, time)));

/** y = f^k with k = 1/(1 − e): ∂t f = (a f + b)/k. */
const bernoulli = async (solving: Solving, form: Extract<ByPowers, { kind: 'bernoulli' }>, final: Expression, horizon: Expression): Promise<Found | null> => {
  const inverse = oneMinus(form.power);
  const exponent = simple(over(num(1), inverse));
  const rate = letter(solving, dividedBy(form.linear, exponent));
  const substitution: Substitution = { exponent, linear: rate.letter, constant: simple(times(form.factor, inverse)) };
  const start = isOne(final) || isZero(final) ? final : pow(final, inverse);
  const f = await linear(solving, rate.letter, substitution.constant, start, horizon);
  return f === null ? null : { value: pow(f.value, exponent), constants: [...rate.constants, ...f.constants], where: [{ relation: '>', left: f.value, right: num(0) }], substitution };
};

/** A sum stays in brackets. */
const dividedBy = (e: Expression, by: Expression): Expression =>
  (isOne(by) ? e : [...subexpressions(e)].some((part) => part.kind === 'add') ? times(e, pow(by, num(-1))) : simple(over(e, by)));
