/**
 * SiLU and its first two derivatives of four floats at once.
 *
 * e^x for |x| ≤ 87 as 2^k e^r, |r| ≤ (log 2)/2, e^r = 1 + r + r² P(r) with P of degree 5 as in `expf` of Cephes (S. L. Moshier,
 * Methods and Programs for Mathematical Functions, 1989): off by less than 2^−22 relative, which test/networks/engine/wasm measures.
 * Where |a| is beyond 87, σ is that of ±87: 1 to a float, or 1.6e-38. NaN for NaN.
 */
import type { Body } from '../../../numeric/wasm/body.ts';
import type { Value } from '../../../numeric/wasm/value.ts';
import { readAs } from '../../../numeric/wasm/value.ts';
import { f32x4, i32x4 } from '../../../numeric/wasm/vectors.ts';

export type Floats = Value<'f32x4'>;

const { add, subtract, multiply, divide, constant, least, greatest } = f32x4;

const LARGEST = 87;
/** Adding it leaves the nearest integer in the low bits of the float: 1.5 · 2^23. */
const ROUNDER = 1.5 * 2 ** 23;
/** log 2 in two parts; the first has 9 bits, so that its product with an exponent is exact. */
const LOG_TWO_HIGH = 0.693359375;
const LOG_TWO_LOW = -2.12194440e-4;
/** Of P, the highest first. */
const COEFFICIENTS = [
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1];

/** e^x for |x| ≤ 87. */
export const exponential = (body: Body, x: Floats): Floats => {
  const shifted = body.let(add(multiply(x, constant(Math.LOG2E)), constant(ROUNDER)));
  const k = body.let(subtract(shifted, constant(ROUNDER)));
  const r = body.let(subtract(subtract(x, multiply(k, constant(LOG_TWO_HIGH))), multiply(k, constant(LOG_TWO_LOW))));
  const [highest, ...rest] = COEFFICIENTS as [number, ...number[]];
  const inner = rest.reduce<Floats>((sum, c) => add(multiply(sum, r), constant(c)), constant(highest));
  const power = add(add(multiply(multiply(r, r), inner), r), constant(1));
  return readAs('f32x4', i32x4.add(readAs('i32x4', power), i32x4.shiftLeft(readAs('i32x4', shifted), 23)));
};

export interface Silu {
  readonly value: Floats;
  readonly first: Floats;
  readonly second: Floats;
}

/** Up to the derivative of this order; what is beyond it is what was computed last. */
export const silu = (body: Body, a: Floats, order: 0 | 1 | 2): Silu => {
  const negated = body.let(greatest(least(f32x4.negate(a), constant(LARGEST)), constant(-LARGEST)));
  const power = body.let(exponential(body, negated));
  const s = body.let(divide(constant(1), add(constant(1), power)));
  const value = body.let(multiply(a, s));
  if (order === 0) return { value, first: value, second: value };
  // 1 − σ, without the loss of digits where σ is close to 1.
  const rest = body.let(multiply(power, s));
  const first = body.let(add(s, multiply(value, rest)));
  if (order === 1) return { value, first, second: first };
  // σ (1 − σ) (2 + a (1 − 2σ)), with a σ = value: (1 − σ) (2σ + value (1 − 2σ)).
  const second = body.let(multiply(rest, add(add(s, s), multiply(value, subtract(rest, s)))));
  return { value, first, second };
};
