/**
 * What the search for antiderivatives needs to know of sums of monomials: derivatives, degrees, independence of t.
 *
 * Everything goes through the kernel's normal form, so that t^2 inside a root or an exponent is not overlooked.
 */
import { dependsOn } from '../../calculus/dependence.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { at, derivative } from '../../kernel/expression.ts';
import { isInteger, sign, ZERO } from '../../kernel/rational.ts';
import type { Rational } from '../../kernel/rational.ts';
import type { Assuming } from './normal-sum.ts';
import { normalSum } from './normal-sum.ts';
import type { Generator, Monomial, Sum } from './sum.ts';
import { addSums, splitMonomial } from './sum.ts';
import { writtenSum } from './written.ts';

/** ∂e/∂variable. */
export const derivativeSum = (sum: Sum, variable: Variable, assuming: Assuming): Sum | null =>
  normalSum(derivative(variable, writtenSum(sum)), assuming);

/** The value where the variable is replaced. */
export const valueSum = (e: Expression, variable: Variable, value: Expression, assuming: Assuming): Sum | null =>
  normalSum(at(e, [{ variable, value }]), assuming);

export const isConstantIn = (variable: Variable) => (g: Generator): boolean => !dependsOn(g.base, variable);

export const isFreeOf = (sum: Sum, variable: Variable): boolean =>
  sum.every((m) => [...m.powers.values()].every((f) => isConstantIn(variable)(f.generator)));

/** A monomial as (the part with the variable) · (the rest, with the number). */
export const splitBy = (m: Monomial, variable: Variable): readonly [Monomial, Monomial] =>
  splitMonomial(m, (g) => dependsOn(g.base, variable));

const isVariable = (g: Generator, variable: Variable): boolean =>
  g.base.kind === 'variable' && g.base.variable.name === variable.name;

/** The exponent of the variable itself. */
export const exponentOf = (m: Monomial, variable: Variable): Rational =>
  [...m.powers.values()].find((f) => isVariable(f.generator, variable))?.exponent ?? ZERO;

/** Coefficients by degree, lowest first; null for what is no polynomial in the variable. */
export const coefficientsOf = (sum: Sum, variable: Variable): readonly Sum[] | null => {
  const coefficients: Sum[] = [];
  for (const m of sum) {
    const [power, rest] = splitMonomial(m, (g) => isVariable(g, variable));
    const exponent = exponentOf(power, variable);
    if (!isInteger(exponent) || sign(exponent) < 0 || !isFreeOf([rest], variable)) return null;
    const degree = Number(exponent.numerator);
    if (degree > 20) return null;
    while (coefficients.length <= degree) coefficients.push([]);
    coefficients[degree] = addSums(coefficients[degree] ?? [], [rest]);
  }
  return coefficients;
};
