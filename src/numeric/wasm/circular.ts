/**
 * sin, cos, tan and atan of two doubles at once. Off by less than 1 unit of the last place (sin, cos), 2.5 (tan), 2 (atan).
 *
 * **Beyond |x| = 51,000 the result of sin, cos and tan is NaN**, which compiled code has checked again by `Math.sin`: angles
 * of this size are no part of a well-posed instance, and to reduce them exactly would make every other one slower.
 *
 * x = n π/2 + r + (the rounding of r), |r| ≤ π/4, with π/2 in parts of 33 bits; then polynomials of degree 13 and 14 in r, and
 * the quadrant n mod 4 selects and signs. Source: `e_rem_pio2.c`, `k_sin.c`, `k_cos.c` of FDLIBM (Sun Microsystems 1993),
 * coefficients as there; atan as in Cephes (S. L. Moshier, Methods and Programs for Mathematical Functions, 1989).
 */
import type { Body } from './body.ts';
import { ROUNDER } from './exponential.ts';
import type { Doubles } from './polynomial.ts';
import { polynomial } from './polynomial.ts';
import type { Value } from './value.ts';
import { readAs } from './value.ts';
import { f64x2, i64x2 } from './vectors.ts';

const { add, subtract, multiply, divide, constant, select, and, xor, absolute } = f64x2;

/** sin r = r + r³ (S_0 + S_1 r² + …). */
const S = [
  -0.16666666666666632, 0.00833333333332249, -0.0001984126982985795, 2.7557313707070068e-06,
  -2.5050760253406863e-08, 1.58969099521155e-10];
/** cos r = 1 − r²/2 + r⁴ (C_0 + C_1 r² + …). */
const C = [
  0.0416666666666666, -0.001388888888887411, 2.480158728947673e-05, -2.7557314351390663e-07,
  2.087572321298175e-09, -1.1359647557788195e-11];

/** π/2 in parts of 33, 33 and 53 bits. */
const QUARTER_TURN = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487959506e-21] as const;
/** Up to here n · (a part of 33 bits) is exact, and what the three parts leave out is below a unit of the last place. */
const LARGEST_ANGLE = 51_000;

interface Reduced {
  /** r and the rounding of r. */
  readonly r: Doubles;
  readonly tail: Doubles;
  /** n in its low bits. */
  readonly n: Value<'i64x2'>;
}

const reduced = (body: Body, x: Doubles): Reduced => {
  const [first, second, third] = QUARTER_TURN;
  const shifted = body.let(add(multiply(x, constant(2 / Math.PI)), constant(ROUNDER)));
  const n = body.let(subtract(shifted, constant(ROUNDER)));
  const a = body.let(subtract(x, multiply(n, constant(first))));
  const w = body.let(multiply(n, constant(second)));
  const b = body.let(subtract(a, w));
  const lost = body.let(subtract(multiply(n, constant(third)), subtract(subtract(a, b), w)));
  const r = body.let(subtract(b, lost));
  return { r, tail: body.let(subtract(subtract(b, r), lost)), n: readAs('i64x2', shifted) };
};

/** sin(r + tail) for |r| ≤ π/4. */
const sineOf = (body: Body, r: Doubles, square: Doubles, tail: Doubles): Doubles => {
  const cube = body.let(multiply(square, r));
  const rest = polynomial(body, S.slice(1), square);
  const correction = subtract(multiply(square, subtract(multiply(constant(0.5), tail), multiply(cube, rest))), tail);
  return subtract(r, subtract(correction, multiply(cube, constant(S[0] as number))));
};

/** cos(r + tail) for |r| ≤ π/4. */
const cosineOf = (body: Body, r: Doubles, square: Doubles, tail: Doubles): Doubles => {
  const half = body.let(multiply(square, constant(0.5)));
  const top = body.let(subtract(constant(1), half));
  const rest = multiply(multiply(square, square), polynomial(body, C, square));
  return add(top, add(subtract(subtract(constant(1), top), half), subtract(rest, multiply(r, tail))));
};

/**
 * sin r and cos r for |r| ≤ π/4 where r is all there is: shorter by the care for its rounding, and off by 1.5 units of the last
 * place at most, sin relative to itself, cos relative to 1.
 */
export const sineAndCosineNearZero = (body: Body, r: Doubles): SineAndCosine => {
  const square = body.let(multiply(r, r));
  const inner = add(multiply(square, polynomial(body, C, square)), constant(-0.5));
  return {
    sine: body.let(add(r, multiply(multiply(r, square), polynomial(body, S, square)))),
    cosine: body.let(add(constant(1), multiply(square, inner))),
  };
};

export interface SineAndCosine {
  readonly sine: Doubles;
  readonly cosine: Doubles;
}

/** sin and cos of n π/2 + r + tail. */
const ofQuadrant = (body: Body, { r, tail, n }: Reduced): SineAndCosine => {
  const square = body.let(multiply(r, r));
  const s = body.let(sineOf(body, r, square, tail));
  const c = body.let(cosineOf(body, r, square, tail));
  const odd = body.let(i64x2.negate(i64x2.and(n, i64x2.constant(1n))));
  // The sign of sin is bit 1 of n, that of cos bit 1 of n + 1.
  const signOf = (of: Value<'i64x2'>): Doubles => readAs('f64x2', i64x2.shiftLeft(i64x2.and(of, i64x2.constant(2n)), 62));
  return {
    sine: xor(select(odd, c, s), signOf(n)),
    cosine: xor(select(odd, s, c), signOf(i64x2.add(n, i64x2.constant(1n)))),
  };
};

/** NaN where the angle is too large for the reduction, or is NaN. */
const withinRange = (x: Doubles, of: Doubles): Doubles =>
  f64x2.or(of, readAs('f64x2', i64x2.not(f64x2.lessOrEqual(absolute(x), constant(LARGEST_ANGLE)))));

export const sineAndCosine = (body: Body, argument: Doubles): SineAndCosine => {
  const x = body.let(argument);
  const { sine, cosine } = ofQuadrant(body, reduced(body, x));
  return { sine: withinRange(x, sine), cosine: withinRange(x, cosine) };
};

export const sine = (body: Body, x: Doubles): Doubles => sineAndCosine(body, x).sine;
export const cosine = (body: Body, x: Doubles): Doubles => sineAndCosine(body, x).cosine;
export const tangent = (body: Body, x: Doubles): Doubles => {
  const both = sineAndCosine(body, x);
  return divide(both.sine, both.cosine);
};

const ATAN_P = [
  -64.85021904942025, -122.88666844901361, -75.00855792314705, -16.157537187333652,
  -0.8750608600031904];
const ATAN_Q = [
  194.5506571482614, 485.3903996359137, 432.88106049129027, 165.02700983169885,
  24.858464901423062, 1];
/** π/2 − the double nearest to it. */
const QUARTER_TURN_REST = 6.123233995736766e-17;
/** tan 3π/8, and a bound below which there is no reduction. */
const STEEP = 2.414213562373095;
const FLAT = 0.66;

/** atan |x| = base + atan z: (π/2, −1/x), (π/4, (x − 1)/(x + 1)) or (0, x). */
export const arcTangent = (body: Body, argument: Doubles): Doubles => {
  const given = body.let(argument);
  const x = body.let(absolute(given));
  const steep = body.let(f64x2.greater(x, constant(STEEP)));
  const middle = body.let(f64x2.greater(x, constant(FLAT)));
  const choose = (ifSteep: Doubles, ifMiddle: Doubles, flat: Doubles): Doubles =>
    select(steep, ifSteep, select(middle, ifMiddle, flat));
  const numerator = choose(constant(-1), subtract(x, constant(1)), x);
  const denominator = choose(x, add(x, constant(1)), constant(1));
  const z = body.let(divide(numerator, denominator));
  const square = body.let(multiply(z, z));
  const ratio = divide(multiply(square, polynomial(body, ATAN_P, square)), polynomial(body, ATAN_Q, square));
  const rest = choose(constant(QUARTER_TURN_REST), constant(QUARTER_TURN_REST / 2), constant(0));
  const base = choose(constant(Math.PI / 2), constant(Math.PI / 4), constant(0));
  const sum = add(base, add(add(multiply(z, ratio), z), rest));
  return xor(sum, and(given, constant(-0)));
};
