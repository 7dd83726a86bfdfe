/**
 * How far a computed double is from a true value, in units of its last place: for tests against the kernel's enclosures.
 */
import type { Ball } from '../../../src/kernel/ball.ts';
import { fromRational, subtract } from '../../../src/kernel/ball.ts';
import type { Float } from '../../../src/kernel/ball.ts';
import { bitLength } from '../../../src/kernel/ball-float.ts';
import { fractionOf, lastPlace } from '../arithmetic/exact.ts';

const BITS = 256;

/** The nearest double, or so. */
const approximate = ({ mantissa, exponent }: Float): number => {
  const cut = Math.max(0, bitLength(mantissa) - 60);
  return Number(mantissa >> BigInt(cut)) * 2 ** (exponent + cut);
};

/** The exact double as a ball, for the argument of a kernel function. */
export const exactBall = (x: number): Ball => fromRational(fractionOf(x), 1200);

/** |computed − truth| in units of the last place of what was computed. */
export const unitsOff = (computed: number, truth: Ball): number => {
  const difference = subtract(truth, exactBall(computed), BITS);
  const size = Math.max(Math.abs(approximate(difference.lower)), Math.abs(approximate(difference.upper)));
  return size / lastPlace(computed);
};
