/**
 * log Σ exp(a_k), and the weights exp(a_k) / Σ exp(a_j) that are its gradient.
 *
 * The largest exponent is taken out first, so that nothing overflows and what underflows is below rounding (Blanchard,
 * Higham & Higham, Accurately computing the log-sum-exp and softmax functions, IMA J. Numer. Anal. 41 (2021)). An exponent
 * of −∞ is a term that is absent; where all are, the sum is −∞ and there are no weights.
 */

/** The value; the weights are written into `weights` where it is given: NaN-free, summing to 1, or all 0 for a sum of −∞. */
export const logSumExp = (exponents: Float64Array, weights: Float64Array | null = null): number => {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < exponents.length; k += 1) {
    const exponent = exponents[k]!;
    if (Number.isNaN(exponent)) return Number.NaN;
    if (exponent > most) most = exponent;
  }
  if (!Number.isFinite(most)) {
    weights?.fill(0);
    return most;
  }
  let sum = 0;
  for (let k = 0; k < exponents.length; k += 1) {
    const term = Math.exp(exponents[k]! - most);
    sum += term;
    if (weights !== null) weights[k] = term;
  }
  if (weights !== null) for (let k = 0; k < weights.length; k += 1) weights[k] = weights[k]! / sum;
  return most + Math.log(sum);
};

/** ∇ log Σ exp(a_k) = Σ ρ_k ∇a_k, ρ the weights. */
export const logSumGradient = (weights: Float64Array, gradients: readonly Float64Array[], out: Float64Array): Float64Array => {
  out.fill(0);
  for (let k = 0; k < weights.length; k += 1) {
    const [weight, gradient] = [weights[k]!, gradients[k]!];
    for (let i = 0; i < out.length; i += 1) out[i] = out[i]! + weight * gradient[i]!;
  }
  return out;
};

/**
 * ∇² log Σ exp(a_k) = Σ ρ_k (∇²a_k + (∇a_k − g)(∇a_k − g)ᵀ), g the gradient of the whole: the form that does not cancel. The
 * second derivatives of the exponents are `sign` times the matrices given.
 */
export const logSumHessian = (
  weights: Float64Array, gradients: readonly Float64Array[], whole: Float64Array, sign: 1 | -1,
  seconds: readonly Float64Array[], out: Float64Array,
): Float64Array => {
  const n = whole.length;
  out.fill(0);
  for (let k = 0; k < weights.length; k += 1) {
    const [weight, gradient, second] = [weights[k]!, gradients[k]!, seconds[k]!];
    // A term without weight may be so far away that its square overflows.
    if (weight === 0) continue;
    for (let i = 0; i < n; i += 1) {
      const excess = gradient[i]! - whole[i]!;
      for (let j = 0; j < n; j += 1) {
        const at = i * n + j;
        out[at] = out[at]! + weight * (excess * (gradient[j]! - whole[j]!) + sign * second[at]!);
      }
    }
  }
  return out;
};
