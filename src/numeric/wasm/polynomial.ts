/**
 * Polynomials in two doubles at once, as code.
 *
 * Coefficients from c_0 on. Short ones by Horner's rule; long ones as P(x²) + x Q(x²), which halves the chain of steps that
 * wait for each other.
 */
import type { Body } from './body.ts';
import type { Value } from './value.ts';
import { f64x2 } from './vectors.ts';

export type Doubles = Value<'f64x2'>;

const { add, multiply, constant } = f64x2;
const LONG = 8;

const horner = (coefficients: readonly number[], x: Doubles): Doubles =>
  coefficients.slice(0, -1).reduceRight<Doubles>((sum, c) => add(multiply(sum, x), constant(c)), constant(coefficients.at(-1) ?? 0));

/** x has been kept with `let`, since it is used once for each coefficient. */
export const polynomial = (body: Body, coefficients: readonly number[], x: Doubles): Doubles => {
  if (coefficients.length < LONG) return horner(coefficients, x);
  const square = body.let(multiply(x, x));
  const even = coefficients.filter((_, k) => k % 2 === 0);
  const odd = coefficients.filter((_, k) => k % 2 === 1);
  return add(horner(even, square), multiply(x, horner(odd, square)));
};
