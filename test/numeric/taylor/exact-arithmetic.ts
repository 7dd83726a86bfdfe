/**
 * Series over fractions: every coefficient is exact, so that identities of series are equalities.
 */
import type { Rational } from '../../../src/kernel/rational.ts';
import * as exact from '../../../src/kernel/rational.ts';
import { rational } from '../../../src/kernel/rational.ts';
import type { Arithmetic } from '../../../src/numeric/arithmetic/arithmetic.ts';

/** Functions are known where their value is a fraction; a root of a square. */
export const FRACTIONS: Arithmetic<Rational> = {
  zero: exact.ZERO,
  one: exact.ONE,
  get pi(): Rational {
    throw new RangeError('π is no fraction');
  },
  fromNumber: (value) => rational(BigInt(value * 1024), 1024n),
  fromRational: (value) => value,
  add: exact.add,
  subtract: exact.subtract,
  multiply: exact.multiply,
  divide: exact.divide,
  negate: exact.negate,
  power: (base, { numerator, denominator }) => {
    if (denominator === 1n) return exact.power(base, Number(numerator));
    const root = (n: bigint): bigint => BigInt(Math.round(Number(n) ** (1 / Number(denominator))));
    return exact.power(rational(root(base.numerator), root(base.denominator)), Number(numerator));
  },
  call: (name, argument) => {
    const value = { exp: 1, log: 0, sqrt: 1, sin: 0, cos: 1, tan: 0, sinh: 0, cosh: 1, tanh: 0, atan: 0, erf: 0, Phi: NaN }[name];
    const isAtItsPoint = name === 'log' || name === 'sqrt' ? exact.isOne(argument) : exact.isZero(argument);
    if (!isAtItsPoint || Number.isNaN(value)) throw new RangeError(`${name} there is no fraction`);
    return rational(value);
  },
  isZero: exact.isZero,
};
