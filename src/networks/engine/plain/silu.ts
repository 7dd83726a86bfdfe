/**
 * SiLU(a) = a σ(a) with σ(a) = 1/(1 + e^−a), and its derivatives (Hendrycks, Gimpel 2016; Elfwing, Uchibe, Doya 2018):
 *
 *     φ = a σ,   φ′ = σ (1 + a (1 − σ)),   φ″ = σ (1 − σ) (2 + a (1 − 2σ)).
 *
 * Finite for every finite a: e^−a may be Infinity, and σ is then 0.
 */
const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

export const silu = (a: number): number => a * sigmoid(a);

export const siluFirst = (a: number): number => {
  const s = sigmoid(a);
  return s * (1 + a * (1 - s));
};

export const siluSecond = (a: number): number => {
  const s = sigmoid(a);
  return s * (1 - s) * (2 + a * (1 - 2 * s));
};
