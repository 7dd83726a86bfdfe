/**
 * a² ± 2ab + b² recognised as (a ± b)²: the variance 1 − 2 exp(−B) + exp(−2B) is (1 − exp(−B))².
 */
import type { Rational } from '../../kernel/rational.ts';
import { isInteger, rational, sign } from '../../kernel/rational.ts';
import type { Monomial, Sum } from './sum.ts';
import { addSums, areSameSums, multiplySums, negateSum, scaleExponents } from './sum.ts';

/** a ± b; null where the sum is no such square. */
export const squareRoots = (sum: Sum): Sum | null => {
  if (sum.length !== 3) return null;
  const roots = sum.map(rootOf);
  for (const [i, j] of [[0, 1], [0, 2], [1, 2]] as const) {
    const [a, b] = [roots[i], roots[j]];
    if (a === null || b === null || a === undefined || b === undefined) continue;
    for (const candidate of [addSums([a], negateSum([b])), addSums([a], [b])]) {
      if (areSameSums(multiplySums(candidate, candidate), sum)) return candidate;
    }
  }
  return null;
};

/** Of letters only whole powers have a root here; exponentials always do. */
const rootOf = (m: Monomial): Monomial | null => {
  const coefficient = rootOfNumber(m.coefficient);
  const powers = scaleExponents(m, rational(1, 2));
  const whole = [...powers.values()].every((f) => f.generator.logarithm !== null || isInteger(f.exponent));
  return coefficient === null || !whole ? null : { coefficient, powers };
};

const rootOfNumber = (q: Rational): Rational | null => {
  if (sign(q) <= 0) return null;
  const [n, d] = [wholeRoot(q.numerator), wholeRoot(q.denominator)];
  return n === null || d === null ? null : rational(n, d);
};

const wholeRoot = (n: bigint): bigint | null => {
  let low = 0n;
  let high = n + 1n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (middle * middle <= n) low = middle;
    else high = middle;
  }
  return low * low === n ? low : null;
};
