/**
 * ∫ c g′ g^p dt = c g^(p+1)/(p+1), and c log g for p = −1, where g is a sum in brackets: exp(k t)/(a + b exp(k t)).
 *
 * For p = −1 both are also tried multiplied by each exponential in g, since 1/(1 + exp(−t)) = exp(t)/(exp(t) + 1).
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { log, numberOf, over, pow, times } from '../../kernel/expression.ts';
import { add, equal, ONE, rational } from '../../kernel/rational.ts';
import { derivativeSum, isFreeOf } from './calculus.ts';
import { exactQuotient } from './divide.ts';
import type { Assuming } from './normal-sum.ts';
import { normalSum } from './normal-sum.ts';
import type { Factor, Monomial, Sum } from './sum.ts';
import { inverseMonomial, powerMonomial, timesMonomial } from './sum.ts';
import { writtenSum } from './written.ts';

export const integrateChain = (sum: Sum, variable: Variable, assuming: Assuming): Expression | null => {
  for (const factor of sum[0]?.powers.values() ?? []) {
    if (factor.generator.base.kind !== 'add') continue;
    const inner = normalSum(factor.generator.base, assuming);
    const found = inner === null ? null : integrateBy(sum, factor, inner, variable, assuming);
    if (found !== null) return found;
  }
  return null;
};

const integrateBy = (sum: Sum, factor: Factor, inner: Sum, variable: Variable, assuming: Assuming): Expression | null => {
  const numerator = timesMonomial(sum, inverseMonomial(powerMonomial(factor.generator, factor.exponent)));
  const isLogarithm = equal(factor.exponent, rational(-1));
  for (const by of isLogarithm ? [null, ...exponentialsIn(inner)] : [null]) {
    const [above, below] = by === null ? [numerator, inner] : [timesMonomial(numerator, by), timesMonomial(inner, by)];
    const slope = derivativeSum(below, variable, assuming);
    const constant = slope === null ? null : exactQuotient(above, slope);
    if (constant === null || !isFreeOf(constant, variable)) continue;
    const next = add(factor.exponent, ONE);
    const g = writtenSum(below, variable);
    return times(writtenSum(constant, variable), isLogarithm ? log(g) : over(pow(g, numberOf(next)), numberOf(next)));
  }
  return null;
};

/** 1/z for the exponentials z of a sum. */
const exponentialsIn = (sum: Sum): readonly Monomial[] => sum.flatMap((m) => {
  const own = [...m.powers].filter(([, f]) => f.generator.logarithm !== null);
  return own.length === 0 ? [] : [inverseMonomial({ coefficient: ONE, powers: new Map(own) })];
});
