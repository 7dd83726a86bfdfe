/**
 * Envelopes exp(−Σ_k c_k (z_k − m_k)²), c_k ≥ 0: what makes a function decay. Where c_k = 0 nothing depends on z_k.
 *
 * Their Taylor coefficients are products of those in one variable, g_(j+1) = −2c ((z − m) g_j + g_(j−1))/(j+1).
 */
import type { Expression, Variable } from '../../kernel/expression.ts';
import { exp, minus, num, numberOf, plus, pow, times, use } from '../../kernel/expression.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { monomials } from '../taylor/monomials.ts';
import { dyadic } from './ridge.ts';

export interface Envelope {
  /** One entry a variable. */
  readonly rates: readonly number[];
  readonly centres: readonly number[];
}

export const envelopeExpression = ({ rates, centres }: Envelope, variables: readonly Variable[]): Expression => {
  const squares = variables.flatMap((v, k) => {
    const rate = rates[k] ?? 0;
    if (rate === 0) return [];
    const centre = centres[k] ?? 0;
    const distance = centre === 0 ? use(v) : plus(use(v), numberOf(dyadic(-centre)));
    return [times(numberOf(dyadic(rate)), pow(distance, num(2)))];
  });
  return exp(minus(plus(...squares)));
};

export const envelopeSeries = <Value>(
  { rates, centres }: Envelope, point: readonly Value[], order: number, arithmetic: Arithmetic<Value>,
): Value[] => {
  const lines = point.map((z, k) => ((rates[k] ?? 0) === 0 ? null : lineSeries(z, rates[k] as number, centres[k] ?? 0, order, arithmetic)));
  const table = monomials(point.length, order);
  return Array.from({ length: table.counts[order] as number }, (_, m) => {
    let product = arithmetic.one;
    for (let k = 0; k < lines.length; k += 1) {
      const power = table.exponents[m * table.variables + k] as number;
      const line = lines[k];
      if (line === null || line === undefined) {
        if (power > 0) return arithmetic.zero;
      } else product = arithmetic.multiply(product, line[power] as Value);
    }
    return product;
  });
};

const lineSeries = <Value>(z: Value, rate: number, centre: number, order: number, arithmetic: Arithmetic<Value>): readonly Value[] => {
  const { add, call, divide, fromNumber, multiply, subtract, zero } = arithmetic;
  const distance = subtract(z, fromNumber(centre));
  const factor = fromNumber(-2 * rate);
  const g: Value[] = [call('exp', multiply(fromNumber(-rate), multiply(distance, distance)))];
  for (let j = 0; j < order; j += 1) {
    const sum = add(multiply(distance, g[j] as Value), g[j - 1] ?? zero);
    g.push(divide(multiply(factor, sum), fromNumber(j + 1)));
  }
  return g;
};
