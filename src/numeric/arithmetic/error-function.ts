/**
 * The error function and its complement in doubles, off by less than 4 units of the last place (test/numeric/arithmetic compares with
 * rigorous enclosures). The normal distribution function: normal-distribution.ts.
 *
 * Method: rational approximations on five intervals, of erf(x)/x, of erf(x) − c around 1, and of log(x e^(x²) erfc x) in 1/x²,
 * with e^(−x²) taken as e^(−z²) e^((z−x)(z+x)), z being x cut to 32 bits, so that z² is exact.
 * Source: `s_erf.c` of FDLIBM, whose notice is:
 *
 *   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 *   Developed at SunPro, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 *   software is freely granted, provided that this notice is preserved.
 */

/** c_0 + c_1 x + c_2 x² + …, by Horner's rule. */
const polynomial = (coefficients: readonly number[], x: number): number => {
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k -= 1) sum = sum * x + (coefficients[k] as number);
  return sum;
};

const ERF_AT_ONE = 8.45062911510467529297e-01;
/** 2/√π − 1. */
const SLOPE_AT_ZERO = 1.28379167095512586316e-01;

/** |x| < 0.84375: erf x = x + x P(x²)/Q(x²). */
const P_SMALL = [
  1.28379167095512558561e-01, -3.25042107247001499370e-01, -2.84817495755985104766e-02, -5.77027029648944159157e-03,
  -2.37630166566501626084e-05];
const Q_SMALL = [
  1, 3.97917223959155352819e-01, 6.50222499887672944485e-02, 5.08130628187576562776e-03, 1.32494738004321644526e-04,
  -3.96022827877536812320e-06];
/** 0.84375 ≤ |x| < 1.25, in |x| − 1. */
const P_MIDDLE = [
  -2.36211856075265944077e-03, 4.14856118683748331666e-01, -3.72207876035701323847e-01, 3.18346619901161753674e-01,
  -1.10894694282396677476e-01, 3.54783043256182359371e-02, -2.16637559486879084300e-03];
const Q_MIDDLE = [
  1, 1.06420880400844228286e-01, 5.40397917702171048937e-01, 7.18286544141962662868e-02, 1.26171219808761642112e-01,
  1.36370839120290507362e-02, 1.19844998467991074170e-02];
/** 1.25 ≤ |x| < 1/0.35, in 1/x². */
const P_LARGE = [
  -9.86494403484714822705e-03, -6.93858572707181764372e-01, -1.05586262253232909814e+01, -6.23753324503260060396e+01,
  -1.62396669462573470355e+02, -1.84605092906711035994e+02, -8.12874355063065934246e+01, -9.81432934416914548592e+00];
const Q_LARGE = [
  1, 1.96512716674392571292e+01, 1.37657754143519042600e+02, 4.34565877475229228821e+02, 6.45387271733267880336e+02,
  4.29008140027567833386e+02, 1.08635005541779435134e+02, 6.57024977031928170135e+00, -6.04244152148580987438e-02];
/** 1/0.35 ≤ |x| < 28, in 1/x². */
const P_TAIL = [
  -9.86494292470009928597e-03, -7.99283237680523006574e-01, -1.77579549177547519889e+01, -1.60636384855821916062e+02,
  -6.37566443368389627722e+02, -1.02509513161107724954e+03, -4.83519191608651397019e+02];
const Q_TAIL = [
  1, 3.03380607434824582924e+01, 3.25792512996573918826e+02, 1.53672958608443695994e+03, 3.19985821950859553908e+03,
  2.55305040643316442583e+03, 4.74528541206955367215e+02, -2.24409524465858183362e+01];

const small = (x: number): number => polynomial(P_SMALL, x * x) / polynomial(Q_SMALL, x * x);
const middle = (x: number): number => polynomial(P_MIDDLE, x - 1) / polynomial(Q_MIDDLE, x - 1);

/** The upper 32 bits of a double: its square is exact. */
const DOUBLE = new Float64Array(1);
const WORDS = new Uint32Array(DOUBLE.buffer);
const LOW_WORD = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 0 : 1;
const cut = (x: number): number => {
  DOUBLE[0] = x;
  WORDS[LOW_WORD] = 0;
  return DOUBLE[0];
};

/** erfc x for x ≥ 1.25. */
const tail = (x: number): number => {
  if (x > 28) return 0;
  const s = 1 / (x * x);
  const ratio = x < 1 / 0.35 ? polynomial(P_LARGE, s) / polynomial(Q_LARGE, s) : polynomial(P_TAIL, s) / polynomial(Q_TAIL, s);
  const z = cut(x);
  return (Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + ratio)) / x;
};

/** erf x = (2/√π) ∫_0^x e^(−s²) ds. */
export const erf = (x: number): number => {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < 2 ** -28) return size < 2 ** -1000 ? 0.125 * (8 * x + 8 * SLOPE_AT_ZERO * x) : x + SLOPE_AT_ZERO * x;
  if (size < 0.84375) return x + x * small(x);
  const value = size < 1.25 ? ERF_AT_ONE + middle(size) : size >= 6 ? 1 : 1 - tail(size);
  return x < 0 ? -value : value;
};

/** erfc x = 1 − erf x, without cancellation. */
export const erfc = (x: number): number => {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < 2 ** -56) return 1 - x;
  if (size < 0.84375) return x < 0.25 ? 1 - (x + x * small(x)) : 0.5 - (x - 0.5 + x * small(x));
  if (size < 1.25) return x < 0 ? 1 + (ERF_AT_ONE + middle(size)) : 1 - ERF_AT_ONE - middle(size);
  return x < 0 ? (x < -6 ? 2 : 2 - tail(size)) : tail(size);
};
