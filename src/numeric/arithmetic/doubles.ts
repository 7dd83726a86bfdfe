/**
 * Machine numbers: what is computed is off by rounding, and nothing says by how much. Where a function is not defined, the
 * result is NaN or infinite, which the evaluator reports by name.
 */
import type { FunctionName } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import type { Arithmetic } from './arithmetic.ts';
import { doubleOfRational } from './double-of-rational.ts';
import { erf } from './error-function.ts';
import { normalDistribution } from './normal-distribution.ts';

export const DOUBLE_FUNCTIONS: Readonly<Record<FunctionName, (x: number) => number>> = {
  exp:  Math.exp,
  log:  Math.log,
  sqrt: Math.sqrt,
  sin:  Math.sin,
  cos:  Math.cos,
  tan:  Math.tan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  atan: Math.atan,
  erf:  erf,
  Phi:  normalDistribution,
};

const power = (base: number, exponent: Rational): number =>
  exponent.denominator === 2n && exponent.numerator === 1n ? Math.sqrt(base) : base ** doubleOfRational(exponent);

const sumOfProducts = (
  left: readonly number[], right: readonly number[], leftAt: Int32Array, rightAt: Int32Array, start: number, end: number,
): number => {
  let sum = 0;
  for (let i = start; i < end; i += 1) {
    // 0 times what is infinite is NaN, and is reported: √x √x has no derivative at 0 that its factors tell.
    sum += (left[leftAt[i] as number] as number) * (right[rightAt[i] as number] as number);
  }
  return sum;
};

export const DOUBLES: Arithmetic<number> = {
  zero: 0,
  one: 1,
  pi: Math.PI,
  fromNumber: (value) => value,
  fromRational: doubleOfRational,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  negate: (a) => -a,
  power,
  call: (name, argument) => DOUBLE_FUNCTIONS[name](argument),
  isZero: (a) => a === 0,
  approximate: (a) => a,
  alike: Object.is,
  sumOfProducts,
};
