/**
 * Balls: a double and a bound of its error. Law of every operation (the inclusion property; R. E. Moore, Interval Analysis,
 * 1966): for all real x in a and y in b, the exact x ∘ y lies in the result.
 *
 * Bounds: u = 2^−53. The rounded result v of +, −, ·, / and √ is off by at most u|v|, or by 2^−1075 where it is below the normal
 * doubles; what the errors of the arguments make of themselves is written at each operation. Bounds are themselves computed in
 * doubles, so each is made larger by a factor that outweighs its own rounding, and by some 2^−1074 where something small may
 * have been lost. Source of this running error analysis: N. J. Higham, Accuracy and Stability of Numerical Algorithms,
 * 2nd ed., 2002, section 3.3.
 *
 * Errors: an operation that is not defined on the whole ball, or leaves the range of doubles, gives WHOLE: 0 with an infinite
 * radius, never NaN. An infinite radius says nothing, and stays.
 */
import type { Rational } from '../../kernel/rational.ts';
import { isInteger, rational } from '../../kernel/rational.ts';
import type { Arithmetic } from './arithmetic.ts';
import { ballFunction, exp, log, sqrt } from './ball-functions.ts';
import type { Ball } from './ball.ts';
import { add, divide, exactly, multiply, negate, subtract, sumOfProducts, UNIT, WHOLE, withRadius } from './ball.ts';
import { doubleOfRational, isDouble } from './double-of-rational.ts';

export type { Ball } from './ball.ts';
export { exactly } from './ball.ts';

const fromRational = (r: Rational): Ball => {
  const value = doubleOfRational(r);
  return isDouble(r) ? exactly(value) : withRadius(value, 4 * UNIT * Math.abs(value));
};

/** |π − the double next to it| < 1.23·10^−16. */
const PI_BALL: Ball = { value: Math.PI, radius: 1.23e-16 };

/** base^n by repeated squaring, n ≥ 1. */
const integerPower = (base: Ball, n: number): Ball => {
  let result: Ball | null = null;
  let square = base;
  for (let rest = n; ;) {
    if (rest % 2 === 1) result = result === null ? square : multiply(result, square);
    rest = Math.floor(rest / 2);
    if (rest === 0) return result ?? ONE_BALL;
    square = multiply(square, square);
  }
};

const ONE_BALL: Ball = exactly(1);

/** base^e: products for an integer, √ for halves, and e^(e log base) otherwise; 1/base^−e for e < 0. */
const power = (base: Ball, exponent: Rational): Ball => {
  if (exponent.numerator < 0n) return divide(ONE_BALL, power(base, rational(-exponent.numerator, exponent.denominator)));
  if (exponent.numerator === 0n) return ONE_BALL;
  const isSmall = exponent.numerator <= 2n ** 53n;
  if (isInteger(exponent) && isSmall) return integerPower(base, Number(exponent.numerator));
  if (exponent.denominator === 2n && isSmall) return integerPower(sqrt(base), Number(exponent.numerator));
  return exp(multiply(fromRational(exponent), log(base)));
};

export const BALLS: Arithmetic<Ball> = {
  zero: exactly(0),
  one: ONE_BALL,
  pi: PI_BALL,
  fromNumber: exactly,
  fromRational,
  add,
  subtract,
  multiply,
  divide,
  negate,
  power,
  call: ballFunction,
  isZero: (a) => a.value === 0 && a.radius === 0,
  approximate: (a) => (a.radius === Infinity ? NaN : a.value),
  alike: (a, b) => a.value === b.value && a.radius === b.radius && a.radius !== Infinity,
  sumOfProducts,
  enclosing: {
    widen: (a, by) => (Number.isFinite(by) ? withRadius(a.value, a.radius + by) : WHOLE),
    contains: (outer, inner) => Math.abs(outer.value - inner.value) * (1 + 4 * UNIT) + inner.radius < outer.radius * (1 - 4 * UNIT),
  },
};
