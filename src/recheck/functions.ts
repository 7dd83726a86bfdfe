/**
 * The elementary functions of a series, each by its Taylor coefficients at the series' constant.
 *
 * An argument is given as a function of level and order, since the constant of exp(a) needs a's constant one level down
 * and that of log(a) needs it one level up. A row of the table gives f(s + h) = Σ f_k h^k.
 */
import type { FunctionName } from '../kernel/expression.ts';
import type { Rational } from '../kernel/rational.ts';
import { isInteger, rational } from '../kernel/rational.ts';
import { Refusal } from './outcome.ts';
import { ANGLES, exponentLevel, invertModulo, logarithmLevel, multiplyModulo, powerModulo, residueOf } from './primes.ts';
import type { Series, SeriesRing } from './series.ts';
import type { World } from './world.ts';

export type Argument = (level: number, order: number) => Series;

type Row = (world: World, of: Argument, level: number, order: number) => Series;

/** The constant of an argument at a level that may be missing. */
export const constantAt = (of: Argument, level: number | null): number => {
  if (level === null) throw new Refusal('exponentials, roots or logarithms nested too deeply');
  return of(level, 0)[0] ?? 0;
};

/** f_0, f_1, … up to the order, from f_0 and a recursion for f_k. */
const coefficients = (
  start: number, order: number, p: number, next: (before: number, k: number, twoBefore: number) => number,
): number[] => {
  const list = [start];
  for (let k = 1; k <= order; k++) list.push((next(list[k - 1] ?? 0, k, list[k - 2] ?? 0) % p + p) % p);
  return list;
};

/** The series with constant `value` whose derivative has the Taylor coefficients `slope`. */
const integrated = (value: number, slope: readonly number[], p: number): number[] =>
  [value, ...slope.map((c, k) => multiplyModulo(c, invertModulo(k + 1, p), p))];

const exponential: Row = (world, of, level, order) => {
  const p = world.prime(level);
  const start = world.exponential(level, constantAt(of, exponentLevel(level)));
  const taylor = coefficients(start, order, p, (c, k) => multiplyModulo(c, invertModulo(k, p), p));
  return world.ring(level).compose(taylor, of(level, order));
};

/** The Taylor coefficients of log at s; its constant is given. */
export const logarithmTaylor = (constant: number, s: number, order: number, p: number): number[] => {
  const inverse = invertModulo(s, p);
  const slope = coefficients(inverse, order, p, (c) => p - multiplyModulo(c, inverse, p));
  return integrated(constant, slope, p);
};

const logarithm: Row = (world, of, level, order) => {
  const s = of(level, order);
  const constant = world.logarithm(level, constantAt(of, logarithmLevel(level)));
  return world.ring(level).compose(logarithmTaylor(constant, s[0] ?? 0, order, world.prime(level)), s);
};

const circle = (world: World, of: Argument, level: number, order: number, turned: boolean): Series => {
  const p = world.prime(level);
  const [cos, sin] = world.angle(level, constantAt(of, ANGLES));
  const cycle = turned ? [sin, cos, p - sin, p - cos] : [cos, p - sin, p - cos, sin];
  let factorial = 1;
  const taylor = Array.from({ length: order + 1 }, (_, k) => {
    factorial = k === 0 ? 1 : multiplyModulo(factorial, invertModulo(k, p), p);
    return multiplyModulo((cycle[k % 4] ?? 0) % p, factorial, p);
  });
  return world.ring(level).compose(taylor, of(level, order));
};

const hyperbolic = (world: World, of: Argument, level: number, order: number, sign: 1 | -1): Series => {
  const ring = world.ring(level);
  const e = exponential(world, of, level, order);
  const half = (ring.prime + 1) / 2;
  return ring.scale(ring.add(e, ring.scale(ring.invert(e), sign === 1 ? 1 : ring.prime - 1)), half);
};

const quotient = (ring: SeriesRing, a: Series, b: Series): Series => ring.multiply(a, ring.invert(b));

/** atan' = 1/(1 + s²), whose coefficients obey D_k = −(2 s D_{k−1} + D_{k−2})/(1 + s²). */
const arctangent: Row = (world, of, level, order) => {
  const p = world.prime(level);
  const argument = of(level, order);
  const s = argument[0] ?? 0;
  const inverse = invertModulo((1 + multiplyModulo(s, s, p)) % p, p);
  const slope = coefficients(inverse, order, p, (c, _k, before) =>
    -multiplyModulo((2 * multiplyModulo(s, c, p) + before) % p, inverse, p));
  return world.ring(level).compose(integrated(world.odd(level, 'atan', s), slope, p), argument);
};

/** erf' = 2 π^{−1/2} exp(−s²), whose coefficients obey (k+1) E_{k+1} = −2 s E_k − 2 E_{k−1}. */
const errorFunction: Row = (world, of, level, order) => {
  const p = world.prime(level);
  const argument = of(level, order);
  const s = argument[0] ?? 0;
  const q = world.exponents(level);
  const below = constantAt(of, exponentLevel(level));
  const gauss = world.exponential(level, (q - multiplyModulo(below, below, q)) % q);
  const root = invertModulo(world.power(level, world.pi(level), (q + 1) / 2), p);
  const start = multiplyModulo(2 * root % p, gauss, p);
  const slope = coefficients(start, order, p, (c, k, before) =>
    -multiplyModulo(2 * (multiplyModulo(s, c, p) + before) % p, invertModulo(k, p), p));
  return world.ring(level).compose(integrated(world.odd(level, 'erf', s), slope, p), argument);
};

/** Φ(s) = (1 + erf(s/√2))/2. */
const normalDistribution: Row = (world, of, level, order) => {
  const scaled: Argument = (l, o) => {
    const root = world.power(l, 2, (world.exponents(l) + 1) / 2);
    return world.ring(l).scale(of(l, o), invertModulo(root, world.prime(l)));
  };
  const ring = world.ring(level);
  return ring.scale(ring.add(ring.constant(1, order), errorFunction(world, scaled, level, order)), (ring.prime + 1) / 2);
};

const TABLE: Readonly<Record<FunctionName, Row>> = {
  exp: exponential,
  log: logarithm,
  sqrt: (world, of, level, order) => rationalPower(world, of, rational(1, 2), level, order),
  sin: (world, of, level, order) => circle(world, of, level, order, true),
  cos: (world, of, level, order) => circle(world, of, level, order, false),
  tan: (world, of, level, order) =>
    quotient(world.ring(level), circle(world, of, level, order, true), circle(world, of, level, order, false)),
  sinh: (world, of, level, order) => hyperbolic(world, of, level, order, -1),
  cosh: (world, of, level, order) => hyperbolic(world, of, level, order, 1),
  tanh: (world, of, level, order) =>
    quotient(world.ring(level), hyperbolic(world, of, level, order, -1), hyperbolic(world, of, level, order, 1)),
  atan: arctangent,
  erf: errorFunction,
  Phi: normalDistribution,
};

export const applyFunction = (
  world: World, name: FunctionName, of: Argument, level: number, order: number,
): Series => TABLE[name](world, of, level, order);

/** The residue of a fraction; a denominator that is divisible by the prime is unlucky. */
export const fraction = (value: Rational, p: number): number => {
  const numerator = residueOf(value.numerator, p);
  return isInteger(value) ? numerator : multiplyModulo(numerator, invertModulo(residueOf(value.denominator, p), p), p);
};

/** (s + h)^a from s^a: the binomial series. */
const binomialSeries = (ring: SeriesRing, base: Series, constant: number, a: number, order: number): Series => {
  const p = ring.prime;
  const inverse = invertModulo(base[0] ?? 0, p);
  const taylor = coefficients(constant, order, p, (c, k) =>
    multiplyModulo(multiplyModulo(c, (a + p - k + 1) % p, p), multiplyModulo(inverse, invertModulo(k, p), p), p));
  return ring.compose(taylor, base);
};

/** base^a for a number a. Only an integer power is taken of what is no square. */
export const rationalPower = (world: World, of: Argument, a: Rational, level: number, order: number): Series => {
  const ring = world.ring(level);
  const p = ring.prime;
  const base = of(level, order);
  const s = base[0] ?? 0;
  if (!isInteger(a)) {
    return binomialSeries(ring, base, world.power(level, s, fraction(a, world.exponents(level))), fraction(a, p), order);
  }
  if (a.numerator === -1n) return ring.invert(base);
  if (a.numerator >= 0n && (s === 0 || a.numerator <= FEW)) return repeated(ring, base, a.numerator, order);
  return binomialSeries(ring, base, powerModulo(s, residueOf(a.numerator, p - 1), p), fraction(a, p), order);
};

/** So few factors are multiplied faster than a binomial series is set up. */
const FEW = 3n;

/** A power by multiplication: few factors, or as many as leave something of a series without a constant. */
const repeated = (ring: SeriesRing, base: Series, exponent: bigint, order: number): Series => {
  if (exponent === 0n) return ring.constant(1, order);
  if (base[0] === 0 && exponent > BigInt(order)) return ring.constant(0, order);
  let result = base;
  for (let k = 1n; k < exponent; k++) result = ring.multiply(result, base);
  return result;
};

/** base^exponent = exp(exponent · log base), for an exponent that is no number. */
export const symbolicPower = (
  world: World, base: Argument, exponent: Argument, level: number, order: number,
): Series => {
  const power = exponent(level, order);
  if (power.every((c, i) => i === 0 || c === 0)) {
    const s = base(level, order);
    const constant = world.power(level, s[0] ?? 0, constantAt(exponent, exponentLevel(level)));
    return binomialSeries(world.ring(level), s, constant, power[0] ?? 0, order);
  }
  const product: Argument = (l, o) => world.ring(l).multiply(exponent(l, o), logarithm(world, base, l, o));
  return exponential(world, product, level, order);
};
