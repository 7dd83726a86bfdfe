/**
 * Square roots of sums, with what is a square taken out: √(4 a² b) is 2 a √b, √(b/q) is √(b q)/q.
 */
import { isInteger, isOne, rational } from '../../kernel/rational.ts';
import { commonFactor } from './common-factor.ts';
import { squareRoots } from './square.ts';
import type { Factor, Monomial, Sum } from './sum.ts';
import {
  inverseMonomial, multiplyMonomials, plainGenerator, powerMonomial, timesMonomial,
} from './sum.ts';
import { writtenSum } from './written.ts';

/** √s, square factors in front: √(4 a² b) is 2 a √b. The sign of what comes out is free, since both roots are taken. */
export const rootOfSum = (sum: Sum): Sum => {
  if (sum.length === 0) return [];
  const square = squareRoots(sum);
  if (square !== null) return square;
  const outside = squarePart(commonFactor(sum));
  const rest = timesMonomial(sum, inverseMonomial(multiplyMonomials(outside, outside)));
  const [only] = rest;
  if (rest.length === 1 && only?.powers.size === 0 && isOne(only.coefficient)) return [outside];
  return [multiplyMonomials(outside, powerMonomial(plainGenerator(writtenSum(rest)), rational(1, 2)))];
};

/** The root of the largest square in a monomial. */
const squarePart = (m: Monomial): Monomial => {
  const powers = new Map<string, Factor>();
  for (const [key, { generator, exponent }] of m.powers) {
    if (!isInteger(exponent)) continue;
    // Rounded to minus infinity, so that a denominator leaves the root whole: √(b/q²) is √b/q, √(b/q) is √(b q)/q.
    const half = exponent.numerator >= 0n ? exponent.numerator / 2n : -((-exponent.numerator + 1n) / 2n);
    if (half !== 0n) powers.set(key, { generator, exponent: rational(half) });
  }
  const { numerator, denominator } = m.coefficient;
  return { coefficient: rational(squareIn(numerator < 0n ? -numerator : numerator), squareIn(denominator)), powers };
};

/** The largest small k with k² dividing n. */
const squareIn = (n: bigint): bigint => {
  for (let k = 100n; k > 1n; k -= 1n) if (n % (k * k) === 0n) return k;
  return 1n;
};

/**
 * √s as the root that is positive: what is taken out is positive by declaration. Null for 0.
 */
export const positiveRoot = (sum: Sum): Sum | null => {
  if (sum.length === 0) return null;
  const root = rootOfSum(sum);
  const [only] = root;
  const isPositive = root.length === 1 && only !== undefined && [...only.powers.values()].every(({ generator: { base }, exponent }) =>
    !isInteger(exponent) || (base.kind === 'parameter' && base.parameter.sign === 'positive'));
  return isPositive ? root : [powerMonomial(plainGenerator(writtenSum(sum)), rational(1, 2))];
};
