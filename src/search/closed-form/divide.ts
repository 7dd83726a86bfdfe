/**
 * Quotients of sums: exact where there is one, (b² − a²)/(b − a) = b + a; otherwise the divisor becomes a generator.
 *
 * Terms are ordered lexicographically by the exponents of the generators; division is by leading terms, as for
 * polynomials of several variables (Cox, Little and O'Shea, Ideals, Varieties, and Algorithms, section 2.3).
 */
import { compare, rational, sign, ZERO } from '../../kernel/rational.ts';
import { commonFactor } from './common-factor.ts';
import type { Monomial, Sum } from './sum.ts';
import {
  addSums, inverseMonomial, multiplyMonomials, plainGenerator, powerMonomial, scaleMonomial, subtractSums, timesMonomial,
} from './sum.ts';
import { leadingSign, writtenSum } from './written.ts';

/** More steps than any quotient that a person would write down. */
const MOST_STEPS = 60;

/** a / b as a sum; null where the division leaves a remainder, or b is 0. */
export const exactQuotient = (a: Sum, b: Sum): Sum | null => {
  const [only] = b;
  if (only === undefined) return null;
  if (b.length === 1) return timesMonomial(a, inverseMonomial(only));
  const keys = [...new Set([...a, ...b].flatMap((m) => [...m.powers.keys()]))].sort();
  const divisor = extreme(b, keys, 1);
  const lowest = multiplyMonomials(extreme(a, keys, -1) ?? only, inverseMonomial(extreme(b, keys, -1) ?? only));
  const quotient: Monomial[] = [];
  let rest = a;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const top = extreme(rest, keys, 1);
    if (top === null || divisor === null) return addSums(quotient);
    const next = multiplyMonomials(top, inverseMonomial(divisor));
    // Below the quotient's lowest term nothing can come: with negative exponents division would go on for ever.
    if (order(next, lowest, keys) < 0) return null;
    quotient.push(next);
    rest = subtractSums(rest, timesMonomial(b, next));
  }
  return null;
};

/** a / b: exact, or with b as a generator of its own. */
export const quotient = (a: Sum, b: Sum): Sum => {
  const shared = inverseMonomial(commonFactor(b));
  const common = leadingSign(b) * sign(shared.coefficient) < 0 ? scaleMonomial(shared, rational(-1)) : shared;
  const [above, below] = [timesMonomial(a, common), timesMonomial(b, common)];
  return exactQuotient(above, below) ?? timesMonomial(above, powerMonomial(plainGenerator(writtenSum(below)), rational(-1)));
};

const extreme = (sum: Sum, keys: readonly string[], sign: 1 | -1): Monomial | null =>
  sum.reduce<Monomial | null>((best, m) => (best === null || sign * order(m, best, keys) > 0 ? m : best), null);

const order = (a: Monomial, b: Monomial, keys: readonly string[]): number => {
  for (const key of keys) {
    const difference = compare(a.powers.get(key)?.exponent ?? ZERO, b.powers.get(key)?.exponent ?? ZERO);
    if (difference !== 0) return difference;
  }
  return 0;
};
