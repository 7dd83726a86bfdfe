/**
 * The elementary functions of balls: f(x) as the machine has it, with 4 units of the last place for that (ECMAScript promises
 * nothing; what is assumed here, a test compares with rigorous enclosures), and what the radius r makes of itself, which
 * is at most r times the largest |f′| on the ball, or an addition theorem where that is sharper.
 *
 * Conventions, and what happens where a function is not defined on the whole ball: `balls.ts`.
 */
import type { FunctionName } from '../../kernel/expression.ts';
import type { Ball } from './ball.ts';
import { LOST, UNIT, WHOLE, withRadius } from './ball.ts';
import { erf } from './error-function.ts';
import { normalDistribution } from './normal-distribution.ts';

/** 4 units of the last place, each at most 2u|v| or the smallest double. */
const rounding = (value: number): number => 8 * UNIT * Math.abs(value) + LOST;

/** The least |x| on the ball, or a little less. */
const nearest = (a: Ball): number => Math.max(0, (Math.abs(a.value) - a.radius) * (1 - 2 ** -50));
/** The greatest |x| on the ball, or a little more. */
const farthest = (a: Ball): number => (Math.abs(a.value) + a.radius) * (1 + 2 ** -50);

/** |e^(x+δ) − e^x| ≤ e^x (e^r − 1). */
export const exp = (a: Ball): Ball => {
  const value = Math.exp(a.value);
  return withRadius(value, (value + LOST) * Math.expm1(a.radius) + rounding(value));
};

/** |log(x + δ) − log x| ≤ r/(x − r). */
export const log = (a: Ball): Ball => {
  const least = a.value - a.radius;
  if (!(least > 0)) return WHOLE;
  const value = Math.log(a.value);
  return withRadius(value, a.radius / least + rounding(value));
};

/** |√(x + δ) − √x| ≤ r/(√x + √(x − r)). */
export const sqrt = (a: Ball): Ball => {
  const least = a.value - a.radius;
  if (!(least >= 0)) return WHOLE;
  if (a.value === 0) return a;
  const value = Math.sqrt(a.value);
  return withRadius(value, a.radius / (value + Math.sqrt(least)) + rounding(value));
};

const sin = (a: Ball): Ball => {
  const value = Math.sin(a.value);
  return withRadius(value, orWhole(a, Math.min(a.radius, 2)) + rounding(value));
};

const cos = (a: Ball): Ball => {
  const value = Math.cos(a.value);
  return withRadius(value, orWhole(a, Math.min(a.radius, 2)) + rounding(value));
};

/** A function of nothing known is not known, though it be bounded: the argument may not exist. */
const orWhole = (a: Ball, radius: number): number => (a.radius < Infinity ? radius : Infinity);

/** tan(x + δ) − tan x = s (1 + tan² x)/(1 − s tan x), s = tan δ; for r < 1 and |s tan x| < 1. */
const tan = (a: Ball): Ball => {
  if (!(a.radius < 1)) return WHOLE;
  const value = Math.tan(a.value);
  const s = Math.tan(a.radius) * (1 + 2 ** -48);
  const least = 1 - (Math.abs(value) * (1 + 2 ** -48)) * s - 2 ** -48;
  if (!(least > 0)) return WHOLE;
  return withRadius(value, (s * (1 + value * value)) / least + rounding(value));
};

const sinh = (a: Ball): Ball => {
  const value = Math.sinh(a.value);
  return withRadius(value, carried(a.radius, Math.cosh(farthest(a))) + rounding(value));
};

const cosh = (a: Ball): Ball => {
  const value = Math.cosh(a.value);
  return withRadius(value, carried(a.radius, Math.sinh(farthest(a))) + rounding(value));
};

/** r · slope, the slope being off by 4 units of the last place. An exact argument carries nothing, however steep it is. */
const carried = (radius: number, slope: number): number => (radius === 0 ? 0 : radius * slope + LOST);

/** tanh′ = 1/cosh². */
const tanh = (a: Ball): Ball => {
  const value = Math.tanh(a.value);
  const slope = Math.max(1 / Math.cosh(nearest(a)) ** 2, LOST);
  return withRadius(value, orWhole(a, Math.min(carried(a.radius, slope), 2)) + rounding(value));
};

/** atan′ = 1/(1 + x²). */
const atan = (a: Ball): Ball => {
  const value = Math.atan(a.value);
  return withRadius(value, orWhole(a, Math.min(carried(a.radius, 1 / (1 + nearest(a) ** 2)), 4)) + rounding(value));
};

/** erf′ = (2/√π) e^(−x²). */
const ballErf = (a: Ball): Ball => {
  const value = erf(a.value);
  const slope = 1.1283791670955128 * Math.exp(-(nearest(a) ** 2)) + LOST;
  return withRadius(value, orWhole(a, Math.min(carried(a.radius, slope), 2)) + rounding(value));
};

/** Phi′ = e^(−x²/2)/√(2π). Two units more than the 4 that are measured, since it is put together from four roundings and an erfc. */
const ballPhi = (a: Ball): Ball => {
  const value = normalDistribution(a.value);
  const slope = 0.3989422804014328 * Math.exp(-0.5 * nearest(a) ** 2) + LOST;
  return withRadius(value, orWhole(a, Math.min(carried(a.radius, slope), 1)) + rounding(value) + 4 * UNIT * value);
};

const BALL_FUNCTIONS: Readonly<Record<FunctionName, (a: Ball) => Ball>> = {
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
  erf:  ballErf,
  Phi:  ballPhi,
};

export const ballFunction = (name: FunctionName, a: Ball): Ball => BALL_FUNCTIONS[name](a);
