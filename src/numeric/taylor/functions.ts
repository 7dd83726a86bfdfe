/**
 * The elementary functions of series, each by the differential equation that it solves; E is Euler's operator.
 *
 *   f = exp g:      E f = f E g                 log:   g E f = E g
 *   sin, cos:       E s = c E g, E c = −s E g   sinh, cosh: the same without the sign
 *   tan:            E f = (1 + f²) E g          tanh:  E f = (1 − f²) E g
 *   atan:           (1 + g²) E f = E g          sqrt:  see `power.ts`
 *   erf:            E f = (2/√π) e^(−g²) E g    Phi:   E f = e^(−g²/2)/√(2π) E g
 *
 * Source: A. Griewank and A. Walther, Evaluating Derivatives, 2nd ed., 2008, section 13.2.
 */
import type { FunctionName } from '../../kernel/expression.ts';
import { rational } from '../../kernel/rational.ts';
import type { Series } from '../evaluate/world.ts';
import { eulerDerivative, fromEulerDerivative } from './euler-derivative.ts';
import type { SeriesAlgebra } from './series.ts';

export const callSeries = <Value>(algebra: SeriesAlgebra<Value>, name: FunctionName, a: Series<Value>): Series<Value> => {
  const constant = algebra.arithmetic.call(name, a[0] as Value);
  if (a.length === 1) return [constant];
  switch (name) {
    case 'exp': return exponential(algebra, a, constant);
    case 'log': return fromEulerDerivative(algebra, algebra.divide(eulerDerivative(algebra, a), a), constant);
    case 'sqrt': return algebra.power(a, rational(1, 2));
    case 'sin': return circular(algebra, a, constant, algebra.arithmetic.call('cos', a[0] as Value), -1)[0];
    case 'cos': return circular(algebra, a, algebra.arithmetic.call('sin', a[0] as Value), constant, -1)[1];
    case 'sinh': return circular(algebra, a, constant, algebra.arithmetic.call('cosh', a[0] as Value), 1)[0];
    case 'cosh': return circular(algebra, a, algebra.arithmetic.call('sinh', a[0] as Value), constant, 1)[1];
    case 'tan': return tangent(algebra, a, constant, 1);
    case 'tanh': return tangent(algebra, a, constant, -1);
    case 'atan': return arcTangent(algebra, a, constant);
    case 'erf': return normalIntegral(algebra, a, constant, rational(-1), rational(4));
    case 'Phi': return normalIntegral(algebra, a, constant, rational(-1, 2), rational(1, 2));
  }
};

const exponential = <Value>(algebra: SeriesAlgebra<Value>, a: Series<Value>, constant: Value): Series<Value> => {
  const { divide } = algebra.arithmetic;
  const table = algebra.table(a.length);
  const slope = eulerDerivative(algebra, a);
  const result = algebra.zeros(a.length);
  result[0] = constant;
  // Each coefficient needs those of lower degree alone: slope_0 is zero.
  for (let m = 1; m < a.length; m += 1) {
    const sum = algebra.coefficient(slope, result, m, table);
    const degree = table.degrees[m] as number;
    result[m] = degree === 1 ? sum : divide(sum, algebra.integer(degree));
  }
  return result;
};

/** [sin, cos] for sign −1, [sinh, cosh] for 1. */
const circular = <Value>(
  algebra: SeriesAlgebra<Value>, a: Series<Value>, sine: Value, cosine: Value, sign: 1 | -1,
): readonly [Series<Value>, Series<Value>] => {
  const { divide, negate } = algebra.arithmetic;
  const table = algebra.table(a.length);
  const slope = eulerDerivative(algebra, a);
  const s = algebra.zeros(a.length);
  const c = algebra.zeros(a.length);
  s[0] = sine;
  c[0] = cosine;
  for (let m = 1; m < a.length; m += 1) {
    const degree = algebra.integer(table.degrees[m] as number);
    const rise = divide(algebra.coefficient(slope, s, m, table), degree);
    s[m] = divide(algebra.coefficient(slope, c, m, table), degree);
    c[m] = sign === 1 ? rise : negate(rise);
  }
  return [s, c];
};

/** E f = (1 ± f²) E g; the square is known to one degree less than f, which is all that is needed. */
const tangent = <Value>(algebra: SeriesAlgebra<Value>, a: Series<Value>, constant: Value, sign: 1 | -1): Series<Value> => {
  const { add, divide, multiply, one, subtract, negate } = algebra.arithmetic;
  const table = algebra.table(a.length);
  const slope = eulerDerivative(algebra, a);
  const f = algebra.zeros(a.length);
  const derivative = algebra.zeros(a.length);
  f[0] = constant;
  const square = multiply(constant, constant);
  derivative[0] = sign === 1 ? add(one, square) : subtract(one, square);
  for (let m = 1; m < a.length; m += 1) {
    f[m] = divide(algebra.coefficient(slope, derivative, m, table), algebra.integer(table.degrees[m] as number));
    const ofSquare = algebra.coefficient(f, f, m, table);
    derivative[m] = sign === 1 ? ofSquare : negate(ofSquare);
  }
  return f;
};

const arcTangent = <Value>(algebra: SeriesAlgebra<Value>, a: Series<Value>, constant: Value): Series<Value> => {
  const denominator = [...algebra.multiply(a, a)];
  denominator[0] = algebra.arithmetic.add(algebra.arithmetic.one, denominator[0] as Value);
  return fromEulerDerivative(algebra, algebra.divide(eulerDerivative(algebra, a), denominator), constant);
};

/** E f = √(c/π) e^(rate g²) E g: erf for rate −1, c = 4; Phi for rate −1/2, c = 1/2. */
const normalIntegral = <Value>(
  algebra: SeriesAlgebra<Value>, a: Series<Value>, constant: Value,
  rate: ReturnType<typeof rational>, c: ReturnType<typeof rational>,
): Series<Value> => {
  const { divide, fromRational, pi, power } = algebra.arithmetic;
  const density = algebra.call('exp', algebra.scale(algebra.multiply(a, a), fromRational(rate)));
  const factor = power(divide(fromRational(c), pi), rational(1, 2));
  return fromEulerDerivative(algebra, algebra.scale(algebra.multiply(density, eulerDerivative(algebra, a)), factor), constant);
};
