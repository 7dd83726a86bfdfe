/**
 * Milstein's method, of strong order 1 and weak order 1, for scalar or commutative noise:
 *
 *   X_{k+1} = X_k + f h + G ΔW + ½ Σ_{a,b} L^a G^b (ΔW_a ΔW_b − δ_ab h),   L^a = Σ_k G_ka ∂_k.
 *
 * It needs the derivative of G; commutativity is checked at every step. Without either: NumericError('not-applicable').
 *
 * Source: Milstein, Approximate integration of stochastic differential equations, Theory Probab. Appl. 19 (1974); Kloeden,
 * Platen, 1992, section 10.3.
 */
import { NumericError } from '../numeric-error.ts';
import type { Method } from './equation.ts';
import { checkProducts, noiseProducts } from './noise-products.ts';

export const milstein: Method = (equation) => {
  const { dimension, noises, drift, diffusion, diffusionDerivative } = equation;
  if (diffusionDerivative === undefined) {
    throw new NumericError('not-applicable', 'Milstein: the derivative of the diffusion is not given', 'give it, or use the method of Platen');
  }
  const f = new Float64Array(dimension);
  const G = new Float64Array(dimension * noises);
  const derivative = new Float64Array(dimension * noises * dimension);
  const products = new Float64Array(noises * noises * dimension);
  return (t, h, x, increment) => {
    drift(t, x, f);
    diffusion(t, x, G);
    diffusionDerivative(t, x, derivative);
    noiseProducts(equation, G, derivative, products);
    if (noises > 1) checkProducts('Milstein', equation, t, products);
    for (let i = 0; i < dimension; i++) {
      let sum = (x[i] as number) + (f[i] as number) * h;
      for (let a = 0; a < noises; a++) {
        const da = increment[a] as number;
        sum += (G[i * noises + a] as number) * da;
        for (let b = 0; b < noises; b++) {
          sum += 0.5 * (products[(a * noises + b) * dimension + i] as number) * (da * (increment[b] as number) - (a === b ? h : 0));
        }
      }
      x[i] = sum;
    }
  };
};
