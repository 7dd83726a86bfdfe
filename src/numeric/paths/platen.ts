/**
 * Platen's explicit stochastic Runge–Kutta method of strong order 1: Milstein's without derivatives, for scalar or
 * commutative noise,
 *
 *   X_{k+1} = X_k + f h + G ΔW + (1/(2√h)) Σ_{a,b} (G^b(Υ^a) − G^b(X_k)) (ΔW_a ΔW_b − δ_ab h),
 *   Υ^a = X_k + f h + G^a √h.
 *
 * Commutativity is checked by finite differences at the first step and at every 64th after it: elsewhere than in commutative
 * noise the order falls to ½, which NumericError('not-applicable') says.
 *
 * Source: Kloeden, Platen, Numerical Solution of Stochastic Differential Equations, 1992, section 11.1.
 */
import type { Method } from './equation.ts';
import { checkCommutative } from './noise-products.ts';

const CHECK_EVERY = 64;

export const platen: Method = (equation) => {
  const { dimension, noises, drift, diffusion } = equation;
  const f = new Float64Array(dimension);
  const G = new Float64Array(dimension * noises);
  const shifted = new Float64Array(dimension * noises);
  const support = new Float64Array(dimension);
  const next = new Float64Array(dimension);
  let calls = 0;
  return (t, h, x, increment) => {
    if (noises > 1 && calls++ % CHECK_EVERY === 0) checkCommutative('Platen', equation, t, x);
    drift(t, x, f);
    diffusion(t, x, G);
    const root = Math.sqrt(h);
    for (let i = 0; i < dimension; i++) {
      let sum = (x[i] as number) + (f[i] as number) * h;
      for (let a = 0; a < noises; a++) sum += (G[i * noises + a] as number) * (increment[a] as number);
      next[i] = sum;
    }
    for (let a = 0; a < noises; a++) {
      const da = increment[a] as number;
      for (let i = 0; i < dimension; i++) support[i] = (x[i] as number) + (f[i] as number) * h + (G[i * noises + a] as number) * root;
      diffusion(t, support, shifted);
      for (let b = 0; b < noises; b++) {
        const product = (da * (increment[b] as number) - (a === b ? h : 0)) / (2 * root);
        for (let i = 0; i < dimension; i++) {
          const at = i * noises + b;
          next[i] = (next[i] as number) + ((shifted[at] as number) - (G[at] as number)) * product;
        }
      }
    }
    x.set(next);
  };
};
