/**
 * The elementary functions of balls, one row for each function of the language: adding a function to FUNCTIONS makes
 * the compiler ask for its enclosure here.
 *
 * Law of every row: for all x in a, the exact value of the function at x lies in the result. The last argument is the
 * number of binary digits wanted. Throws a BallDomainError where the function is not defined on the whole ball, and
 * 'too large' where the value would leave the range of numbers, 2^±(2^30).
 */
import type { Ball } from './ball.ts';
import { sqrt } from './ball.ts';
import { atan, cos, sin, tan } from './ball-circular.ts';
import { cosh, exp, log, sinh, tanh } from './ball-exponential.ts';
import { erf, normalDistribution } from './ball-normal.ts';
import type { FunctionName } from './expression.ts';

export { logOfTwo, pi } from './ball-constants.ts';
export { atan, cos, sin, tan } from './ball-circular.ts';
export { cosh, exp, log, power, rationalPower, sinh, tanh } from './ball-exponential.ts';
export { erf, normalDistribution } from './ball-normal.ts';

export const BALL_FUNCTIONS: Readonly<Record<FunctionName, (a: Ball, bits: number) => Ball>> = {
  exp:  exp,
  log:  log,
  sqrt: sqrt,
  sin:  sin,
  cos:  cos,
  tan:  tan,
  sinh: sinh,
  cosh: cosh,
  tanh: tanh,
  atan: atan,
  erf:  erf,
  Phi:  normalDistribution,
};
