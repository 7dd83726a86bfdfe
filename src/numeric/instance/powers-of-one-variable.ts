/**
 * A series as a sum of powers of one variable s, whose coefficients are series in the other variables. All series are
 * over the same variables; a transverse series simply has no power of s in it.
 */
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import type { Series } from '../evaluate/world.ts';
import type { Monomials } from '../taylor/monomials.ts';
import { monomials } from '../taylor/monomials.ts';

/** The coefficient of s^power, to the order. */
export const coefficientOf = <Value>(
  series: Series<Value>, variables: number, s: number, power: number, order: number, arithmetic: Arithmetic<Value>,
): Value[] => {
  const table = monomials(variables, order + power);
  return Array.from({ length: table.counts[order] as number }, (_, m) => {
    if (exponent(table, m, s) > 0) return arithmetic.zero;
    return series[shifted(table, m, s, power)] ?? arithmetic.zero;
  });
};

/** series + s^power · coefficient, to the order of the series. */
export const withPower = <Value>(
  series: Series<Value>, coefficient: Series<Value>, variables: number, s: number, power: number, order: number,
  arithmetic: Arithmetic<Value>,
): Value[] => {
  const table = monomials(variables, order);
  const result = series.slice(0, table.counts[order] as number);
  coefficient.forEach((c, m) => {
    if (arithmetic.isZero(c) || (table.degrees[m] as number) + power > order) return;
    const place = shifted(table, m, s, power);
    const old = result[place];
    result[place] = old === undefined || arithmetic.isZero(old) ? c : arithmetic.add(old, c);
  });
  return result;
};

/** The series without the powers of s above `most`. */
export const upToPower = <Value>(
  series: Series<Value>, variables: number, s: number, most: number, order: number, arithmetic: Arithmetic<Value>,
): Value[] => {
  const table = monomials(variables, order);
  return Array.from({ length: table.counts[order] as number }, (_, m) =>
    (exponent(table, m, s) > most ? arithmetic.zero : series[m] ?? arithmetic.zero));
};

/** A series in some of the variables, as one in all of them; `places` says which variable each of its own is. */
export const embedded = <Value>(
  series: Series<Value>, places: readonly number[], variables: number, order: number, arithmetic: Arithmetic<Value>,
): Value[] => {
  const own = monomials(places.length, order);
  const table = monomials(variables, order);
  const result: Value[] = Array.from({ length: table.counts[order] as number }, () => arithmetic.zero);
  for (let m = 0; m < (own.counts[order] as number); m += 1) {
    let place = 0;
    places.forEach((variable, k) => { place = shifted(table, place, variable, exponent(own, m, k)); });
    result[place] = series[m] ?? arithmetic.zero;
  }
  return result;
};

const exponent = (table: Monomials, m: number, k: number): number => table.exponents[m * table.variables + k] as number;

const shifted = (table: Monomials, m: number, s: number, power: number): number => {
  let place = m;
  for (let k = 0; k < power; k += 1) place = table.raised[place * table.variables + s] as number;
  return place;
};
