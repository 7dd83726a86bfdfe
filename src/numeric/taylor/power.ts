/**
 * Powers of a series by a number: integers by repeated squaring (so that the constant term may be zero), halves by the square root,
 * others by the differential equation of the power.
 */
import type { Rational } from '../../kernel/rational.ts';
import { isInteger, rational } from '../../kernel/rational.ts';
import type { Series } from '../evaluate/world.ts';
import { eulerDerivative } from './euler-derivative.ts';
import type { SeriesAlgebra } from './series.ts';

export const powerSeries = <Value>(algebra: SeriesAlgebra<Value>, a: Series<Value>, exponent: Rational): Series<Value> => {
  const { numerator, denominator } = exponent;
  const { arithmetic } = algebra;
  if (numerator === 0n) return unit(algebra, a.length);
  if (a.length === 1) return [arithmetic.power(a[0] as Value, exponent)];
  if (isInteger(exponent)) {
    const power = integerPower(algebra, a, numerator < 0n ? -numerator : numerator);
    return numerator < 0n ? algebra.divide(unit(algebra, a.length), power) : power;
  }
  if (denominator === 2n) return powerSeries(algebra, squareRoot(algebra, a), rational(numerator));
  return generalPower(algebra, a, exponent);
};

const unit = <Value>(algebra: SeriesAlgebra<Value>, length: number): Series<Value> => {
  const series = algebra.zeros(length);
  series[0] = algebra.arithmetic.one;
  return series;
};

const integerPower = <Value>(algebra: SeriesAlgebra<Value>, a: Series<Value>, n: bigint): Series<Value> => {
  if (n === 1n) return a;
  const half = integerPower(algebra, a, n / 2n);
  const square = algebra.multiply(half, half);
  return n % 2n === 0n ? square : algebra.multiply(square, a);
};

/** s² = a: 2 s_0 s_α = a_α − Σ_{β, γ ≠ 0} s_β s_γ. */
const squareRoot = <Value>(algebra: SeriesAlgebra<Value>, a: Series<Value>): Series<Value> => {
  const { divide, multiply, subtract, power } = algebra.arithmetic;
  const table = algebra.table(a.length);
  const root = algebra.zeros(a.length);
  root[0] = power(a[0] as Value, rational(1, 2));
  const twice = multiply(algebra.integer(2), root[0]);
  for (let m = 1; m < a.length; m += 1) {
    // s_α is still exactly zero, so that the sum has no term with s_0.
    root[m] = divide(subtract(a[m] as Value, algebra.coefficient(root, root, m, table)), twice);
  }
  return root;
};

/** f = a^e: a E f = e f E a, that is |α| a_0 f_α = Σ (e f_β |γ| a_γ − |β| f_β a_γ) over β + γ = α, γ ≠ 0. */
const generalPower = <Value>(algebra: SeriesAlgebra<Value>, a: Series<Value>, exponent: Rational): Series<Value> => {
  const { arithmetic } = algebra;
  const { divide, multiply, subtract } = arithmetic;
  const table = algebra.table(a.length);
  const e = arithmetic.fromRational(exponent);
  const slope = eulerDerivative(algebra, a).map((x) => (arithmetic.isZero(x) ? x : multiply(e, x)));
  const power = algebra.zeros(a.length);
  const powerSlope = algebra.zeros(a.length);
  power[0] = arithmetic.power(a[0] as Value, exponent);
  for (let m = 1; m < a.length; m += 1) {
    const degree = algebra.integer(table.degrees[m] as number);
    const sum = subtract(algebra.coefficient(power, slope, m, table), algebra.coefficient(powerSlope, a, m, table));
    powerSlope[m] = divide(sum, a[0] as Value);
    power[m] = divide(powerSlope[m] as Value, degree);
  }
  return power;
};
