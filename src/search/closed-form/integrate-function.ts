/**
 * ∫ f(u) dt = F(u)/b for u = a + b t and f one of sin, cos, log: F = −cos, sin, u log u − u.
 */
import type { Expression, FunctionName, Variable } from '../../kernel/expression.ts';
import { call, derivative, log, minus, over, subtract, times } from '../../kernel/expression.ts';
import { isOne } from '../../kernel/rational.ts';
import { isFreeOf } from './calculus.ts';
import type { Assuming } from './normal-sum.ts';
import { normalSum } from './normal-sum.ts';
import type { Monomial, Sum } from './sum.ts';
import { writtenSum } from './written.ts';

const INTEGRALS: ReadonlyMap<FunctionName, (u: Expression) => Expression> = new Map([
  ['sin', (u: Expression): Expression => minus(call('cos', u))],
  ['cos', (u: Expression): Expression => call('sin', u)],
  ['log', (u: Expression): Expression => subtract(times(u, log(u)), u)],
]);

export const integrateFunction = (
  coefficients: readonly Sum[], rest: Monomial, variable: Variable, assuming: Assuming,
): Expression | null => {
  const [only, ...more] = rest.powers.values();
  const [constant, ...higher] = coefficients;
  if (only === undefined || constant === undefined || more.length > 0 || higher.length > 0 || !isOne(only.exponent)) return null;
  const { base } = only.generator;
  if (base.kind !== 'call') return null;
  const slope = normalSum(derivative(variable, base.argument), assuming);
  const integral = INTEGRALS.get(base.function);
  if (slope === null || slope.length === 0 || integral === undefined || !isFreeOf(slope, variable)) return null;
  return over(times(writtenSum(constant, variable), integral(base.argument)), writtenSum(slope, variable));
};
