/**
 * The four operations of balls, and sums of products. Conventions, bounds and source: `balls.ts`.
 */

/** All real numbers that are at most `radius` away from `value`. */
export interface Ball {
  readonly value: number;
  readonly radius: number;
}

/** u, the relative error of one rounding. */
export const UNIT: number = 2 ** -53;
/** What outweighs the roundings of a bound that takes up to about a hundred operations. */
export const SLACK: number = 1 + 2 ** -45;
/** Below this size a result, or its error, may have lost digits to underflow; then `LOST` is added. */
export const SMALL: number = 2 ** -900;
/** Several times the smallest double. */
export const LOST: number = 2 ** -1070;

/** Nothing is known. */
export const WHOLE: Ball = { value: 0, radius: Infinity };

export const exactly = (value: number): Ball => (Number.isFinite(value) ? { value, radius: 0 } : WHOLE);

/** The ball with a bound that has been computed in doubles: it is widened a little; not finite: WHOLE. */
export const withRadius = (value: number, radius: number): Ball => {
  const wide = radius * SLACK + (radius < SMALL || Math.abs(value) < SMALL ? LOST : 0);
  return wide < Infinity && Number.isFinite(value) ? { value, radius: wide } : WHOLE;
};

const isExactZero = (a: Ball): boolean => a.value === 0 && a.radius === 0;

/** |(x + y) − v| ≤ r_x + r_y + u|v|; a sum of doubles does not underflow. */
export const add = (a: Ball, b: Ball): Ball => {
  if (isExactZero(a)) return b;
  if (isExactZero(b)) return a;
  const value = a.value + b.value;
  const radius = (a.radius + b.radius + UNIT * Math.abs(value)) * SLACK + (Math.abs(value) < SMALL ? LOST : 0);
  return radius < Infinity ? { value, radius } : WHOLE;
};

export const negate = (a: Ball): Ball => ({ value: -a.value, radius: a.radius });

export const subtract = (a: Ball, b: Ball): Ball => add(a, negate(b));

/** |xy − v| ≤ |a| r_b + r_a (|b| + r_b) + u|v|. */
export const multiply = (a: Ball, b: Ball): Ball => {
  if (isExactZero(a)) return b.radius < Infinity ? a : WHOLE;
  if (isExactZero(b)) return a.radius < Infinity ? b : WHOLE;
  const value = a.value * b.value;
  const size = Math.abs(value);
  const carried = Math.abs(a.value) * b.radius + a.radius * (Math.abs(b.value) + b.radius);
  const radius = (carried + UNIT * size) * SLACK + (size < SMALL ? LOST : 0);
  // An infinite radius times 0 is NaN, which is no smaller than Infinity either.
  return radius < Infinity ? { value, radius } : WHOLE;
};

/** |x/y − v| ≤ (r_a + |v| r_b)/(|b| − r_b) + u|v|, where |b| > r_b. */
export const divide = (a: Ball, b: Ball): Ball => {
  const least = Math.abs(b.value) - b.radius;
  if (!(least > 0) || !(a.radius < Infinity)) return WHOLE;
  if (isExactZero(a)) return a;
  const value = a.value / b.value;
  const size = Math.abs(value);
  // What underflows in the numerator would be made larger by the division.
  const small = size < SMALL ? LOST : 0;
  const carried = a.radius + (size + small) * b.radius;
  const isExact = a.radius === 0 && b.radius === 0;
  const numerator = carried + (!isExact && carried < SMALL ? LOST : 0);
  const radius = (numerator / least + UNIT * size) * SLACK + small;
  return radius < Infinity && size < Infinity ? { value, radius } : WHOLE;
};

/**
 * Σ left[leftAt[i]] · right[rightAt[i]], start ≤ i < end: each product and each partial sum is rounded once, so that the error of
 * v is at most what the factors carry plus u Σ (|product| + |partial sum|).
 */
export const sumOfProducts = (
  left: readonly Ball[], right: readonly Ball[], leftAt: Int32Array, rightAt: Int32Array, start: number, end: number,
): Ball => {
  let value = 0;
  let carried = 0;
  let rounded = 0;
  let count = 0;
  for (let i = start; i < end; i += 1) {
    const a = left[leftAt[i] as number] as Ball;
    const b = right[rightAt[i] as number] as Ball;
    // 0 times what is not known is not known: it may not exist.
    if (a.radius === Infinity || b.radius === Infinity) return WHOLE;
    if ((a.value === 0 && a.radius === 0) || (b.value === 0 && b.radius === 0)) continue;
    const product = a.value * b.value;
    value += product;
    rounded += Math.abs(product) + Math.abs(value);
    carried += Math.abs(a.value) * b.radius + a.radius * (Math.abs(b.value) + b.radius);
    count += 1;
  }
  if (count === 0) return ZERO;
  const radius = (carried + UNIT * rounded) * (SLACK + count * 2 ** -50) + (rounded < SMALL ? count * LOST : 0);
  return radius < Infinity ? { value, radius } : WHOLE;
};

const ZERO: Ball = { value: 0, radius: 0 };
