/**
 * ∫ t^k u^p dt for u = a + b t: with t = (u − a)/b, the sum of C(k,j) (−a)^(k−j) u^(p+j+1) / ((p+j+1) b^(k+1)).
 *
 * Where p + j + 1 = 0 the term is log u. A power p that is a letter is written exp(p log u) by the kernel.
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { log, num, numberOf, over, plus, pow, times, use } from '../../kernel/expression.ts';
import { coefficientsOf } from './calculus.ts';
import type { Assuming } from './normal-sum.ts';
import { normalSum } from './normal-sum.ts';
import type { Factor, Monomial, Sum } from './sum.ts';
import { writtenSum } from './written.ts';

/** u^p with u = a + b t. */
interface LinearPower {
  readonly base: Expression;
  readonly a: Expression;
  readonly b: Expression;
  readonly exponent: Expression;
}

export const integratePower = (
  coefficients: readonly Sum[], rest: Monomial, variable: Variable, assuming: Assuming,
): Expression | null => {
  const [only, ...more] = rest.powers.values();
  if (only === undefined || more.length > 0) return null;
  const power = linearPowerOf(only, variable, assuming);
  if (power === null) return null;
  const terms = coefficients.flatMap((c, k) => (c.length === 0 ? [] : [times(writtenSum(c, variable), integralOf(k, power, assuming))]));
  return plus(...terms);
};

const linearPowerOf = ({ generator, exponent }: Factor, variable: Variable, assuming: Assuming): LinearPower | null => {
  if (generator.logarithm === null) return linear(generator.base, numberOf(exponent), variable, assuming);
  // exp(p log u), p a product of letters.
  const factors = generator.logarithm.kind === 'multiply' ? generator.logarithm.factors : [generator.logarithm];
  const logarithm = factors.find((f) => f.kind === 'call' && f.function === 'log');
  if (logarithm?.kind !== 'call') return null;
  const letters = factors.filter((f) => f !== logarithm);
  return linear(logarithm.argument, times(numberOf(exponent), ...letters), variable, assuming);
};

const linear = (base: Expression, exponent: Expression, variable: Variable, assuming: Assuming): LinearPower | null => {
  const sum = normalSum(base, assuming);
  const coefficients = sum === null ? null : coefficientsOf(sum, variable);
  const [a, b, ...more] = coefficients ?? [];
  if (a === undefined || b === undefined || more.length > 0) return null;
  const isVariable = a.length === 0 && base.kind === 'variable';
  return { base: isVariable ? use(variable) : base, a: writtenSum(a, variable), b: writtenSum(b, variable), exponent };
};

const integralOf = (k: number, { base, a, b, exponent }: LinearPower, assuming: Assuming): Expression => {
  const terms = Array.from({ length: k + 1 }, (_, j) => {
    const next = simple(plus(exponent, num(j + 1)), assuming);
    const isLogarithm = next.kind === 'number' && next.value.numerator === 0n;
    const power = isLogarithm ? log(base) : over(pow(base, next), next);
    return times(num(binomial(k, j)), ...(k === j ? [] : [pow(times(num(-1), a), num(k - j))]), power);
  });
  return over(plus(...terms), pow(b, num(k + 1)));
};

const simple = (e: Expression, assuming: Assuming): Expression => {
  const sum = normalSum(e, assuming);
  return sum === null ? e : writtenSum(sum);
};

const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n, k - 1) * (n - k + 1)) / k);
