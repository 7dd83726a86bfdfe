/**
 * Euler's operator E = Σ x_k ∂_k, which multiplies a monomial by its degree. It is a derivation, and loses no order; so a differential
 * equation f′ = F(f, g) g′ of one variable becomes E f = F(f, g) E g, a recursion by degree for series in several variables.
 */
import type { Series } from '../evaluate/world.ts';
import type { SeriesAlgebra } from './series.ts';

export const eulerDerivative = <Value>(algebra: SeriesAlgebra<Value>, a: Series<Value>): Series<Value> => {
  const { isZero, multiply, zero } = algebra.arithmetic;
  const { degrees } = algebra.table(a.length);
  return a.map((x, m) => {
    const degree = degrees[m] as number;
    return degree === 0 || isZero(x) ? zero : degree === 1 ? x : multiply(algebra.integer(degree), x);
  });
};

/** The series f with E f = slope and the given constant term. */
export const fromEulerDerivative = <Value>(algebra: SeriesAlgebra<Value>, slope: Series<Value>, constant: Value): Series<Value> => {
  const { divide, isZero } = algebra.arithmetic;
  const { degrees } = algebra.table(slope.length);
  return slope.map((x, m) => {
    const degree = degrees[m] as number;
    return m === 0 ? constant : degree === 1 || isZero(x) ? x : divide(x, algebra.integer(degree));
  });
};
