/**
 * sinh, cosh and tanh of two doubles at once, for every double. Off by less than 2 units of the last place;
 * test/numeric/wasm measures it.
 *
 * Large arguments by E = e^|x|/2: cosh = E + 1/(4E), sinh = ±(E − 1/(4E)), tanh = ±(1 − 2/(e^(2|x|) + 1)); small ones, where
 * these cancel, by rational approximations of sinh and tanh. E is computed as such, so that results up to the largest double
 * do not overflow on the way. Source: Cephes (S. L. Moshier, Methods and Programs for Mathematical Functions, 1989),
 * coefficients as there.
 */
import type { Body } from './body.ts';
import { exponential, exponentialOfSum } from './exponential.ts';
import type { Doubles } from './polynomial.ts';
import { polynomial } from './polynomial.ts';
import { f64x2 } from './vectors.ts';

const { add, subtract, multiply, divide, constant, select, and, xor, absolute } = f64x2;

const SINH_P = [
  -351754.9648081514, -11561.443576500522, -163.72585752598383, -0.789474443963537];
const SINH_Q = [-2110529.7888489086, 36157.827983443196, -277.7110814206028, 1];
const TANH_P = [-1614.6876844170845, -99.28772310019185, -0.9643991794250523];
const TANH_Q = [4844.063053251255, 2235.4883906010045, 112.81167849163293, 1];

/** x + x³ P(x²)/Q(x²). */
const odd = (body: Body, x: Doubles, p: readonly number[], q: readonly number[]): Doubles => {
  const square = body.let(multiply(x, x));
  return add(x, multiply(x, multiply(square, divide(polynomial(body, p, square), polynomial(body, q, square)))));
};

const signed = (of: Doubles, x: Doubles): Doubles => xor(of, and(x, constant(-0)));

const halfExponential = (body: Body, x: Doubles): Doubles => body.let(exponentialOfSum(body, absolute(x), null, -1));

export const hyperbolicCosine = (body: Body, argument: Doubles): Doubles => {
  const half = halfExponential(body, argument);
  return add(half, divide(constant(0.25), half));
};

/** Both for |x|; the sign of x is put on at the end, so that −0 gives −0. */
export const hyperbolicSine = (body: Body, argument: Doubles): Doubles => {
  const x = body.let(argument);
  const size = body.let(absolute(x));
  const half = halfExponential(body, size);
  const large = subtract(half, divide(constant(0.25), half));
  return signed(select(f64x2.less(size, constant(1)), odd(body, size, SINH_P, SINH_Q), large), x);
};

export const hyperbolicTangent = (body: Body, argument: Doubles): Doubles => {
  const x = body.let(argument);
  const size = body.let(absolute(x));
  const square = body.let(exponential(body, multiply(size, constant(2))));
  const large = subtract(constant(1), divide(constant(2), add(square, constant(1))));
  return signed(select(f64x2.less(size, constant(0.625)), odd(body, size, TANH_P, TANH_Q), large), x);
};
