/**
 * Doubles as exact fractions, and whether balls hold them: for tests against the kernel's arithmetic.
 */
import type { Ball as KernelBall } from '../../../src/kernel/ball.ts';
import { encloses, fromRational } from '../../../src/kernel/ball.ts';
import type { Rational } from '../../../src/kernel/rational.ts';
import { add, compare, negate, rational, subtract } from '../../../src/kernel/rational.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';

/** m · 2^k with whole m and k. */
export const fractionOf = (x: number): Rational => {
  if (!Number.isFinite(x)) throw new RangeError(`${x} is no fraction`);
  const exponent = x === 0 ? 0 : Math.max(-1074, Math.floor(Math.log2(Math.abs(x))) - 53);
  // In two steps, each of which stays in the range of doubles.
  const half = Math.trunc(exponent / 2);
  const mantissa = BigInt((x / 2 ** half) / 2 ** (exponent - half));
  return exponent >= 0 ? rational(mantissa * 2n ** BigInt(exponent)) : rational(mantissa, 2n ** BigInt(-exponent));
};

export const holds = (ball: Ball, value: Rational): boolean => {
  if (ball.radius === Infinity) return true;
  const difference = subtract(value, fractionOf(ball.value));
  const size = difference.numerator < 0n ? negate(difference) : difference;
  return compare(size, fractionOf(ball.radius)) <= 0;
};

/** Whether the ball holds every number of the enclosure. */
export const holdsAll = (ball: Ball, value: KernelBall, bits: number): boolean => {
  if (ball.radius === Infinity) return true;
  const [centre, radius] = [fractionOf(ball.value), fractionOf(ball.radius)];
  return encloses({
    lower: fromRational(subtract(centre, radius), bits).lower, upper: fromRational(add(centre, radius), bits).upper,
  }, value);
};

/** One unit of the last place of a double. */
export const lastPlace = (x: number): number =>
  Math.max(2 ** -1074, 2 ** (Math.floor(Math.log2(Math.abs(x) || 2 ** -1074)) - 52));
