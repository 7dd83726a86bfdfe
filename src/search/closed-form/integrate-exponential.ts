/**
 * ∫ P(t) t^… exp(E(t)) dt = Q exp(E) with Q′ + E′ Q = P, for polynomials P and E in t; without E, Q′ = P.
 *
 * From the top degree down: with E′ of degree e > 0 or constant k ≠ 0, the leading coefficient of Q is that of P over
 * that of E′. Fails (null) where a remainder is left, as for exp(−t²).
 * Source: Bronstein, Symbolic Integration I, 2nd ed., chapter 6.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { times, use } from '../../kernel/expression.ts';
import { coefficientsOf, derivativeSum } from './calculus.ts';
import { quotient } from './divide.ts';
import type { Assuming } from './normal-sum.ts';
import { normalSum } from './normal-sum.ts';
import type { Monomial, Sum } from './sum.ts';
import {
  addSums, constantSum, multiplySums, plainGenerator, powerMonomial, subtractSums, timesMonomial,
} from './sum.ts';
import { writtenMonomial, writtenSum } from './written.ts';
import { rational } from '../../kernel/rational.ts';

export const integrateExponential = (
  coefficients: readonly Sum[], rest: Monomial, variable: Variable, assuming: Assuming,
): Expression | null => {
  const factors = [...rest.powers.values()];
  if (factors.some((f) => f.generator.logarithm === null)) return null;
  if (factors.length === 0) return writtenSum(plainIntegral(coefficients, variable), variable);
  const rates = ratesOf(rest, variable, assuming);
  const found = rates === null ? null : solveRisch(coefficients, rates, variable);
  return found === null ? null : times(writtenSum(found, variable), writtenMonomial(rest, variable));
};

/** The coefficients of E′ = (exp E)′ / exp E. */
const ratesOf = (rest: Monomial, variable: Variable, assuming: Assuming): readonly Sum[] | null => {
  const logarithm = [...rest.powers.values()].flatMap(({ generator, exponent }) => {
    const part = generator.logarithm === null ? null : normalSum(generator.logarithm, assuming);
    return part === null ? [null] : [timesMonomial(part, { coefficient: exponent, powers: new Map() })];
  });
  if (logarithm.some((part) => part === null)) return null;
  const slope = derivativeSum(addSums(...logarithm.filter((part) => part !== null)), variable, assuming);
  return slope === null ? null : coefficientsOf(slope, variable);
};

const powerOfVariable = (variable: Variable, degree: number): Monomial =>
  powerMonomial(plainGenerator(use(variable)), rational(degree));

const plainIntegral = (coefficients: readonly Sum[], variable: Variable): Sum =>
  addSums(...coefficients.map((c, k) => timesMonomial(multiplySums(c, constantSum(1, k + 1)), powerOfVariable(variable, k + 1))));

/** Q with Q′ + r Q = P, by leading coefficients. */
const solveRisch = (target: readonly Sum[], rate: readonly Sum[], variable: Variable): Sum | null => {
  const top = rate.at(-1);
  if (top === undefined || top.length === 0) return null;
  const rest = [...target];
  const solution: Sum[] = [];
  for (let degree = target.length - 1; degree >= rate.length - 1; degree -= 1) {
    const leading = rest[degree] ?? [];
    const k = degree - (rate.length - 1);
    const q = leading.length === 0 ? [] : quotient(leading, top);
    solution[k] = q;
    rate.forEach((r, i) => { rest[k + i] = i === rate.length - 1 ? [] : subtractSums(rest[k + i] ?? [], multiplySums(q, r)); });
    if (k > 0) rest[k - 1] = subtractSums(rest[k - 1] ?? [], multiplySums(q, constantSum(k)));
  }
  if (rest.some((r) => r !== undefined && r.length > 0)) return null;
  return addSums(...solution.map((q, k) => timesMonomial(q, powerOfVariable(variable, k))));
};
