/**
 * y′ = a(t) y + b(t), y(0) = y₀ solved in closed form: y = exp(A) (y₀ + ∫₀ᵗ exp(−A) b), A = ∫₀ᵗ a.
 *
 * Where b/a is constant, y = c + exp(A) (y₀ − c) with c = −b/a. An integral that is not found in closed form becomes
 * a new unknown function with its defining equation (∂t B = beta, B(0) = 0), as authors write it; a number in front
 * of a stays outside, so that a mean is exp(−½B) x₀ and a variance 1 − exp(−B) with one B.
 * The equation and the initial value are proved by the kernel; null where that fails.
 * Source: Coddington and Levinson, Theory of Ordinary Differential Equations, chapter 3 (variation of constants).
 */
import type { Expression, Variable } from '../kernel/expression.ts';
import { T_VARIABLE, at, derivative, exp, minus, num, plus, subtract, times } from '../kernel/expression.ts';
import type { Rational } from '../kernel/rational.ts';
import { negate, sign } from '../kernel/rational.ts';
import { isFreeOf } from './closed-form/calculus.ts';
import { cancelled } from './closed-form/cancel.ts';
import { commonFactor } from './closed-form/common-factor.ts';
import { quotient } from './closed-form/divide.ts';
import type { Assuming } from './closed-form/normal-sum.ts';
import { NOTHING, holds, holdsSomewhere, normalSum, zeroLike } from './closed-form/normal-sum.ts';
import type { AssumedValue, DefinedField, Solving } from './closed-form/primitive.ts';
import { knownTo, namesTaken, primitive, withInitialValues } from './closed-form/primitive.ts';
import type { Sum } from './closed-form/sum.ts';
import { constantMonomial, inverseMonomial, negateSum, scaleMonomial, timesMonomial } from './closed-form/sum.ts';
import { leadingSign, writtenSum } from './closed-form/written.ts';

export type { AssumedValue, DefinedField } from './closed-form/primitive.ts';

/** y′ = rate · y + source with y = initial at t = 0; the source and the initial value may be vectors. */
export interface LinearEquation {
  readonly rate: Expression;
  readonly source: Expression;
  readonly initial: Expression;
  /** t unless it is given. */
  readonly variable?: Variable;
}

export interface LinearSolution {
  readonly solution: Expression;
  /** New functions in it, in the order of their definition. */
  readonly defined: readonly DefinedField[];
  /** Functions known by their derivatives alone that were taken to be 0 at t = 0. */
  readonly assumed: readonly AssumedValue[];
}

export interface SolveOptions {
  readonly assuming?: Assuming;
  /** Names that new functions must not have, besides those in the equation. */
  readonly taken?: ReadonlySet<string>;
  /** Functions that were defined for an equation solved before. */
  readonly defined?: readonly DefinedField[];
}

/** Names for ∫ rate and for ∫ exp(−A) source. */
const RATE_NAMES = ['B', 'A', 'C', 'K', 'B1', 'B2', 'B3'] as const;
const SOURCE_NAMES = ['v', 'w', 'S', 'J', 'v1', 'v2', 'v3'] as const;

/** The solution with its verification by the kernel; null where none was found. */
export const solveLinear = async (equation: LinearEquation, options: SolveOptions = {}): Promise<LinearSolution | null> => {
  const { rate, source, initial, variable = T_VARIABLE } = equation;
  const start: Solving = {
    variable, assuming: options.assuming ?? NOTHING, defined: options.defined ?? [], assumed: [],
    taken: new Set([...namesTaken(rate, source, initial), ...(options.taken ?? [])]),
  };
  const found = await exponent(rate, start);
  if (found === null) return null;
  const solved = await withSource(equation, found.value, found.solving);
  return solved === null ? null : accepted(equation, solved.value, solved.solving, start);
};

interface Found {
  readonly value: Expression;
  readonly solving: Solving;
}

/** A = ∫₀ᵗ a, its number in front. */
const exponent = async (rate: Expression, solving: Solving): Promise<Found | null> => {
  const sum = normalSum(rate, knownTo(solving));
  if (sum === null) return null;
  if (sum.length === 0) return { value: num(0), solving };
  const size = commonFactor(sum).coefficient;
  const coefficient = sign(size) > 0 && leadingSign(sum) < 0 ? negate(size) : size;
  const found = await primitive(writtenSum(timesMonomial(sum, inverseMonomial(constantMonomial(coefficient))), solving.variable), solving, RATE_NAMES);
  return found === null ? null : { value: scaled(found.value, coefficient, found.solving), solving: found.solving };
};

const scaled = (e: Expression, by: Rational, solving: Solving): Expression => {
  const sum = normalSum(e, knownTo(solving));
  if (sum === null) return times({ kind: 'number', value: by }, e);
  return writtenSum(sum.map((m) => scaleMonomial(m, by)), solving.variable);
};

const withSource = async (equation: LinearEquation, A: Expression, solving: Solving): Promise<Found | null> => {
  const { rate, source, initial } = equation;
  const [a, b] = [normalSum(rate, knownTo(solving)), normalSum(source, knownTo(solving))];
  if (a === null || b === null) return null;
  if (b.length === 0) return { value: times(exp(A), initial), solving };
  const level = a.length === 0 ? null : constantLevel(b, a, solving.variable);
  if (level !== null) return { value: plus(level, times(exp(A), subtract(initial, level))), solving };
  const found = await primitive(writtenSum(normalSum(times(exp(minus(A)), source), knownTo(solving)) ?? b), solving, SOURCE_NAMES);
  return found === null ? null : { value: times(exp(A), plus(initial, found.value)), solving: found.solving };
};

/** c = −b/a where that does not depend on t. */
const constantLevel = (b: Sum, a: Sum, variable: Variable): Expression | null => {
  const level = quotient(negateSum(b), a);
  return isFreeOf(level, variable) ? writtenSum(level, variable) : null;
};

/** As authors write it, if the kernel proves the equation and the initial value. */
const accepted = (equation: LinearEquation, value: Expression, solving: Solving, start: Solving): LinearSolution | null => {
  const known = knownTo(solving);
  const sum = normalSum(value, known);
  const solution = sum === null ? value : sum.length === 0 ? zeroLike(equation.initial) : writtenSum(cancelled(sum, known), solving.variable);
  const solves = holdsSomewhere(derivative(solving.variable, solution), plus(times(equation.rate, solution), equation.source), known);
  const atStart = startsAt(solution, equation.initial, solving);
  if (!solves || !atStart) return null;
  const before = new Set(start.defined.map((d) => d.field.name));
  return { solution, assumed: solving.assumed, defined: solving.defined.filter((d) => !before.has(d.field.name)) };
};

const startsAt = (solution: Expression, initial: Expression, solving: Solving): boolean => {
  const sum = normalSum(at(solution, [{ variable: solving.variable, value: num(0) }]), knownTo(solving));
  if (sum === null) return false;
  const value = withInitialValues(sum, solving).sum;
  return holds(value.length === 0 ? zeroLike(initial) : writtenSum(value, solving.variable), initial, { ...solving.assuming, hypotheses: [] });
};
