/**
 * A series as a sum of powers of one variable s, whose coefficients are series in the others.
 */
import type { Monomials } from './monomials.ts';
import { invertModulo, multiplyModulo } from './primes.ts';
import type { Series, SeriesRing } from './series.ts';

/** low!/high! modulo p. */
export const factorialRatio = (low: number, high: number, p: number): number => {
  let product = 1;
  for (let k = low + 1; k <= high; k++) product = multiplyModulo(product, k, p);
  return invertModulo(product, p);
};

/** The coefficient of s^power, as a series in the other variables. */
export const transverse = (monomials: Monomials, series: Series, s: number, power: number): Series => {
  const result = new Float64Array(series.length);
  series.forEach((c, i) => {
    const exponents = monomials.exponents[i];
    if (c === 0 || exponents === undefined || exponents[s] !== power) return;
    let place = 0;
    exponents.forEach((e, v) => { for (let k = 0; k < e && v !== s; k++) place = monomials.times(place, v); });
    result[place] = c;
  });
  return result;
};

/** series + s^power · factor, to the order. */
export const lifted = (
  ring: SeriesRing, series: Series, factor: Series, s: number, power: number, order: number,
): Series => {
  const result = series.slice();
  factor.forEach((c, i) => {
    if (c === 0 || (ring.monomials.degrees[i] ?? 0) + power > order) return;
    let place = i;
    for (let k = 0; k < power; k++) place = ring.monomials.times(place, s);
    result[place] = ((result[place] ?? 0) + c) % ring.prime;
  });
  return result;
};

/** The series without the powers of s above `cap`. */
export const capped = (monomials: Monomials, series: Series, s: number, cap: number): Series =>
  series.map((c, i) => ((monomials.exponents[i]?.[s] ?? 0) <= cap ? c : 0));
