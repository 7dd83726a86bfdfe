/**
 * erf and the normal distribution function Phi of two doubles at once, for every double. Off by less than 4 units of the
 * last place, relative to the value also far out on the left, where Phi is as small as 10^−300; test/numeric/wasm measures it.
 *
 * Phi(−a) = e^(−a²/2) q(t)/(1 + a), t = (a − 5)/(a + 5), a ≥ 0: the Chebyshev series of q on [−1, 1] to degree 24, summed as a
 * polynomial, leaves out 10^−17. The form is that of M. M. Shepherd and J. G. Laframboise, Chebyshev approximation of
 * (1 + 2x) exp(x²) erfc x in 0 ≤ x < ∞, Mathematics of Computation 36 (1981); the coefficients were computed for this K = 5
 * with 60 digits. a² is taken exactly, in two parts. erf of |x| < 1 by the Chebyshev series of erf(√z)/√z.
 */
import type { Body } from './body.ts';
import { exponentialOfSum } from './exponential.ts';
import { upperBits } from './logarithm.ts';
import type { Doubles } from './polynomial.ts';
import { polynomial } from './polynomial.ts';
import { f64x2 } from './vectors.ts';

const { add, subtract, multiply, divide, constant, select, and, xor, absolute, least } = f64x2;

const Q = [
  0.46151582985003775, -0.09155228183400904, 0.031030368425962847, 0.010002352385229382, -0.026401042966267253,
  0.024536963243678652, -0.015170415403281224, 0.006522000667783896, -0.0016760723371645697, 7.791597409338999e-06,
  0.00018233410307611755, -5.36075811148722e-05, -9.895946159334735e-06, 9.05982468125664e-06, -7.070628846317715e-08,
  -1.3074486019237587e-06, 1.284479710649634e-07, 1.9627809920091187e-07, -2.688202129280215e-08, -3.095201755804207e-08,
  4.022493382168717e-09, 4.4011596227599254e-09, -4.327297110082094e-10, -3.815816262632953e-10, 2.5086998016985133e-11];
const CENTRE = 5;

/** erf x = x E(x²) for |x| < 1. */
const E = [
  1.1283791670955126, -0.37612638903183754, 0.1128379167095512, -0.026866170645129854, 0.005223977625423455,
  -0.0008548327021945428, 0.00012055332903350668, -1.4925647581008593e-05, 1.6462045711013026e-06, -1.6364645854816389e-07,
  1.479243542696247e-08, -1.2164764337224506e-09, 8.709755232851789e-11, -4.2320376764874594e-12];

/** Beyond it Phi(−a) is 0 in doubles; and Infinity would make Infinity − Infinity below. */
const FAR = 40;

/** e^(−rate y²) for rate 1 or ½, y ≥ 0: the square of y's upper bits is exact, the rest is small. */
const gaussian = (body: Body, y: Doubles, rate: 1 | 0.5): Doubles => {
  const upper = body.let(upperBits(y));
  const rest = multiply(multiply(subtract(y, upper), add(y, upper)), constant(-rate));
  return exponentialOfSum(body, multiply(multiply(upper, upper), constant(-rate)), body.let(rest));
};

/** e^(a²/2) Phi(−a) for a = stretch · y. */
const scaledTail = (body: Body, y: Doubles, stretch: number): Doubles => {
  const t = body.let(divide(subtract(y, constant(CENTRE / stretch)), add(y, constant(CENTRE / stretch))));
  return divide(polynomial(body, Q, t), add(constant(1), multiply(y, constant(stretch))));
};

export const normalDistribution = (body: Body, argument: Doubles): Doubles => {
  const x = body.let(argument);
  const a = body.let(least(absolute(x), constant(FAR)));
  const tail = body.let(multiply(gaussian(body, a, 0.5), scaledTail(body, a, 1)));
  return select(f64x2.greater(x, constant(0)), subtract(constant(1), tail), tail);
};

/** For |x| ≥ 1 by erf x = 1 − 2 Phi(−√2 x). */
export const errorFunction = (body: Body, argument: Doubles): Doubles => {
  const x = body.let(argument);
  const y = body.let(least(absolute(x), constant(FAR)));
  const tail = multiply(gaussian(body, y, 1), scaledTail(body, y, Math.SQRT2));
  const large = subtract(constant(1), multiply(tail, constant(2)));
  const square = body.let(multiply(y, y));
  const small = multiply(y, polynomial(body, E, square));
  return xor(select(f64x2.less(y, constant(1)), small, large), and(x, constant(-0)));
};

