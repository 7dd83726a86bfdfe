/**
 * Antiderivatives by a small table of own rules, for what schedules and linear equations are made of.
 *
 *     ∫ P(t) exp(E(t))  = Q exp(E)  with Q′ + E′ Q = P, for polynomials P, E   (Risch's equation; so P ≡ 1 … exp(k t))
 *     ∫ P(t) u^p        = Σ binomial terms u^(p+j+1)/(p+j+1), or log u, for u = a + b t (so t^p, 1/t, √(1+t), 1/(1−t)²)
 *     ∫ c g′ g^p        = c g^(p+1)/(p+1), or c log g
 *     ∫ sin u, cos u, log u for u = a + b t
 *
 * Terms are grouped by what they have besides powers of t. Proposals only: verified by the kernel in antiderivative.ts.
 * Source of the first: Bronstein, Symbolic Integration I, 2nd ed., chapters 5 and 6.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { plus, use } from '../../kernel/expression.ts';
import { isInteger, sign } from '../../kernel/rational.ts';
import { coefficientsOf, exponentOf, splitBy } from './calculus.ts';
import { integrateChain } from './integrate-chain.ts';
import { integrateExponential } from './integrate-exponential.ts';
import { integrateFunction } from './integrate-function.ts';
import { integratePower } from './integrate-power.ts';
import type { Assuming } from './normal-sum.ts';
import type { Monomial, Sum } from './sum.ts';
import { ONE_MONOMIAL, inverseMonomial, keyOfPowers, multiplyMonomials, plainGenerator, powerMonomial } from './sum.ts';

/** Terms p(t) · rest, where the rest is one and the same. */
export interface Group {
  /** What depends on t and is no whole power of t. */
  readonly rest: Monomial;
  readonly polynomial: Sum;
}

/** A candidate, or null where no row of the table fits a group. */
export const tableIntegral = (sum: Sum, variable: Variable, assuming: Assuming): Expression | null => {
  const parts = groupsOf(sum, variable).map((group) => integrateGroup(group, variable, assuming));
  return parts.some((p) => p === null) ? integrateChain(sum, variable, assuming) : plus(...parts.filter((p) => p !== null));
};

const integrateGroup = (group: Group, variable: Variable, assuming: Assuming): Expression | null => {
  const coefficients = coefficientsOf(group.polynomial, variable);
  if (coefficients === null) return null;
  for (const rule of [integrateExponential, integratePower, integrateFunction]) {
    const found = rule(coefficients, group.rest, variable, assuming);
    if (found !== null) return found;
  }
  const whole = group.polynomial.map((m) => multiplyMonomials(m, group.rest));
  return integrateChain(whole, variable, assuming);
};

/** t^k · rest: whole powers of t with k ≥ 0 belong to the polynomial. */
export const groupsOf = (sum: Sum, variable: Variable): readonly Group[] => {
  const groups = new Map<string, { rest: Monomial; polynomial: Monomial[] }>();
  for (const m of sum) {
    const [own, constant] = splitBy(m, variable);
    const exponent = exponentOf(own, variable);
    const isWhole = isInteger(exponent) && sign(exponent) >= 0;
    const power = isWhole ? powerMonomial(plainGenerator(use(variable)), exponent) : ONE_MONOMIAL;
    const rest = multiplyMonomials(own, inverseMonomial(power));
    const group = groups.get(keyOfPowers(rest)) ?? { rest, polynomial: [] };
    group.polynomial.push(multiplyMonomials(constant, power));
    groups.set(keyOfPowers(rest), group);
  }
  return [...groups.values()];
};
