/**
 * The Bernoulli function of exponential fitting, B(w) = w / (e^w − 1), by its even part:
 *
 *   E(w) = (w/2) coth(w/2),   B(w) = E(w) − w/2,   B(−w) = E(w) + w/2,   B(−w) / B(w) = e^w.
 *
 * Near zero the quotient loses its digits, and everywhere `exp` costs more than all else in a step, so that E is a polynomial
 * in w² up to 1/2, its Padé approximant [4/4] in w² up to 2 (off by 4e-17), and taken from expm1 beyond.
 * B is positive for every w, which is what makes the rates of generator-matrix.ts positive.
 */

/**
 * E(w) for w² = z < 1/4, where nearly all cells of a fine grid are: the polynomial of degree 5 in z that is nearest to E there
 * (off by 6e-17). The hot loop of generator-matrix.ts has it written out, since a call costs more than it.
 */
const evenNearZero = (z: number): number => {
  const square = z * z;
  return 1 + z * 0.08333333333331554 + square * (-0.0013888888880577112 + z * 3.3068768869994584e-5
    + square * (-8.266098460021903e-7 + z * 2.048510288417138e-8));
};

/** E(w), accurate to a few units of the last place; NaN for NaN; |w|/2 for w beyond all bounds. */
export const bernoulliEven = (w: number): number => {
  const z = w * w;
  if (z < 0.25) return evenNearZero(z);
  if (z <= 4) {
    const above = 1 + z * (2 / 17 + z * (7 / 4080 + z * (11 / 1750320 + z * (1 / 196035840))));
    const below = 1 + z * (7 / 204 + z * (1 / 4080 + z * (11 / 24504480 + z * (1 / 8821612800))));
    return above / below;
  }
  const size = Math.abs(w);
  return size / 2 + (size < 700 ? size / Math.expm1(size) : 0);
};

/**
 * D E(2 half / D), where a face's rates are D E ± half: right also where D is zero, or so small beside the drift that only
 * the drift is left (upwind differences). NaN for NaN.
 */
export const fitted = (diffusion: number, half: number): number => {
  const w = 2 * half / diffusion;
  if (w * w < 490_000) return diffusion * bernoulliEven(w);
  return Number.isNaN(diffusion) ? diffusion : Math.abs(half);
};

/** B(w). */
export const bernoulli = (w: number): number => {
  if (w * w <= 4) return bernoulliEven(w) - w / 2;
  return w > 0 ? (w < 700 ? w / Math.expm1(w) : 0) : w / Math.expm1(w);
};
